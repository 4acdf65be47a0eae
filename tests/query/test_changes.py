"""Two states of a project: what is a change, and what is none."""

import copy
import json
from collections.abc import Callable
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from conftest import ACTIVITIES, Run
from unodc_cli.query.changes import Change, changes, load
from unodc_cli.report.rows import MoneyCell

Document = dict[str, Any]
PROJECT: Document = {
    "id": "p",
    "title": "Safe rivers",
    "acronym": None,
    "aliases": ["Rivers", "SR"],
    "summary": "On rivers.",
    "themes": ["maritime"],
    "programme": None,
    "partners": [
        {"id": "eu", "name": "European Union", "role": "funding"},
        {"id": "unodc", "name": "UNODC", "role": "implementing"},
    ],
    "regions": [],
    "countries": ["KE"],
    "start": "2016",
    "end": "2019",
    "status": None,
    "phases": [
        {
            "id": "one",
            "name": "One",
            "start": "2016",
            "end": "2017",
            "status": None,
            "title": None,
            "aliases": [],
            "summary": None,
            "programme": None,
            "regions": [],
            "countries": [],
        }
    ],
    "amounts": [
        {"kind": "total-budget", "value": 8000000, "currency": "EUR", "phase": None, "level": None},
        {"kind": "total-budget", "value": 3000000, "currency": "EUR", "phase": "one", "level": None},
    ],
    "identifiers": [{"scheme": "unodc", "value": "X1", "phase": None}],
    "results": [{"figure": 12, "what": "boats", "as_of": "2018", "phase": None}],
    "links": [],
    "sdgs": ["16"],
    "conflicts": [{"field": "end", "value": "2020", "sources": ["b"], "note": None}],
    "evidence": [
        {"field": "partners[0]", "values": None, "sources": ["a"], "derived": None, "note": None},
        {"field": "countries", "values": ["KE"], "sources": ["a"], "derived": None, "note": None},
    ],
    "activity": None,
}


def differing(change: Callable[[Document], object], *, evidence: bool = False) -> list[Change]:
    """Return the changes between the project and a copy in which something was changed."""
    after = copy.deepcopy(PROJECT)
    change(after)
    return list(changes(PROJECT, after, evidence=evidence))


EUR = "EUR"
CHANGED: dict[str, tuple[Callable[[Document], object], Change]] = {
    "text": (lambda p: p.update(title="Safe lakes"), Change("title", "changed", "Safe rivers", "Safe lakes")),
    "text added": (lambda p: p.update(acronym="SR"), Change("acronym", "added", None, "SR")),
    "text removed": (lambda p: p.update(summary=None), Change("summary", "removed", "On rivers.", None)),
    "list": (
        lambda p: p.update(aliases=["SR", "Streams"]),
        Change("aliases", "changed", ["Rivers"], ["Streams"]),
    ),
    "sum": (
        lambda p: p["amounts"][0].update(value=8500000.5),
        Change(
            "total-budget",
            "changed",
            MoneyCell(8000000, EUR),
            MoneyCell(8500000.5, EUR),
            MoneyCell(500000.5, EUR),
        ),
    ),
    "sum of a phase": (
        lambda p: p["amounts"].pop(),
        Change("total-budget phase one", "removed", MoneyCell(3000000, EUR), None),
    ),
    "currency": (
        lambda p: p["amounts"][0].update(currency="USD"),
        Change("total-budget", "changed", MoneyCell(8000000, EUR), MoneyCell(8000000, "USD")),
    ),
    "partner": (
        lambda p: p["partners"].pop(0),
        Change("partner funding", "removed", "eu", None),
    ),
    "role": (
        lambda p: p["partners"][0].update(role="extending"),
        Change("partner eu", "changed", "funding", "extending"),
    ),
    "kind of a sum": (
        lambda p: p["amounts"][0].update(kind="eu-contribution"),
        Change("amount 8000000 EUR", "changed", "total-budget", "eu-contribution"),
    ),
    "scheme": (
        lambda p: p["identifiers"][0].update(scheme="other"),
        Change("identifier X1", "changed", "unodc", "other"),
    ),
    "phase": (
        lambda p: p["phases"][0].update(end="2018"),
        Change("phase one: end", "changed", "2017", "2018"),
    ),
    "start of the first phase, which is that of the project": (
        lambda p: (p["phases"][0].update(start="2015"), p.update(start="2015")),
        Change("phase one: start", "changed", "2016", "2015"),
    ),
    "country of a phase, which is one of the project": (
        lambda p: (p["phases"][0].update(countries=["UG"]), p.update(countries=["KE", "UG"])),
        Change("phase one: countries", "added", None, ["UG"]),
    ),
    "country of the project": (
        lambda p: p.update(countries=["KE", "UG"]),
        Change("countries", "added", None, ["UG"]),
    ),
    "start of the project alone": (
        lambda p: p.update(start="2015"),
        Change("start", "changed", "2016", "2015"),
    ),
    "value on which a source differs": (
        lambda p: p["conflicts"][0].update(value="2021"),
        Change("conflict end", "changed", "2020", "2021"),
    ),
    "result": (
        lambda p: p["results"][0].update(figure=13),
        Change("result boats", "changed", "12 2018", "13 2018"),
    ),
}


@pytest.mark.parametrize(("change", "expected"), CHANGED.values(), ids=CHANGED)
def test_a_changed_value_is_one_change(change: Callable[[Document], object], expected: Change) -> None:
    assert differing(change) == [expected]


SAME: dict[str, Callable[[Document], object]] = {
    "order of a list": lambda p: p["aliases"].reverse(),
    "order of partners": lambda p: p["partners"].reverse(),
    "order of sums": lambda p: p["amounts"].reverse(),
    "spelling of a partner": lambda p: p["partners"][0].update(name="EU"),
    "form of a number": lambda p: p["amounts"][0].update(value=8000000.0),
    "evidence": lambda p: p["evidence"].clear(),
}


@pytest.mark.parametrize("change", SAME.values(), ids=SAME)
def test_what_is_no_value_is_no_change(change: Callable[[Document], object]) -> None:
    assert differing(change) == []


def test_evidence_is_compared_if_it_is_asked_for_and_its_positions_are_no_identity() -> None:
    def reordered(project: Document) -> None:
        project["partners"].reverse()
        project["evidence"][0]["field"] = "partners[1]"

    assert differing(reordered, evidence=True) == []
    changed = differing(lambda p: p["evidence"][1].update(sources=["a", "b"]), evidence=True)
    assert changed == [Change("evidence of countries KE", "added", None, "b")]


def test_a_status_that_follows_from_dates_is_no_value() -> None:
    text = json.dumps({**PROJECT, "status": "\x1f2016-01-01/2019-12-31\x1f"})
    assert load(text)["status"] is None
    assert load(json.dumps({**PROJECT, "status": "ended"}))["status"] == "ended"


def published(run: Run) -> list[Document]:
    documents: list[Document] = json.loads(run("list", "--json", "--data", str(ACTIVITIES)).out)
    return documents


def test_lines_and_days_of_publication_are_no_changes_of_an_activity(run: Run) -> None:
    def lines(value: Any) -> Any:
        if isinstance(value, dict):
            return {key: 7 if key == "line" else lines(entry) for key, entry in value.items()}
        return [lines(entry) for entry in value] if isinstance(value, list) else value

    for document in published(run):
        after = lines(document)
        after["activity"]["updated"] = "2030-01-01T00:00:00Z"
        assert list(changes(document, after)) == []


def test_a_changed_transaction_is_one_change_and_not_that_of_its_sum_too(run: Run) -> None:
    document = next(document for document in published(run) if document["activity"]["parts"])
    after = copy.deepcopy(document)
    part = after["activity"]["parts"][0]
    part["value"] += 5
    after["amounts"][0]["value"] += 5
    [change] = changes(document, after)
    assert change.field.startswith(part["kind"])
    assert change.difference == MoneyCell(5, part["currency"])


@given(st.permutations(range(4)), st.lists(st.integers(0, 3), max_size=4))
def test_equal_sums_are_matched_whatever_their_order(order: list[int], values: list[int]) -> None:
    sums = [
        {"kind": "total-budget", "value": value, "currency": EUR, "phase": None, "level": None}
        for value in values
    ]
    shuffled = [sums[index] for index in order if index < len(sums)]
    before, after = {**PROJECT, "amounts": sums}, {**PROJECT, "amounts": shuffled}
    assert list(changes(before, after)) == []
