"""Terms that projects have alike are stored once, and found as if each project had its own."""

import json
import sqlite3
from collections.abc import Callable
from contextlib import closing
from pathlib import Path
from typing import Any

import pytest

from conftest import Run
from unodc_cli.catalogue import alike_rows, cache, tags
from unodc_cli.catalogue.facets import FACETS, facet_of, kinds_of, tagged
from unodc_cli.codelists.classifications import GROUPING

ACTIVITY = """<iati-activity hierarchy="{level}" last-updated-datetime="{updated}">
<iati-identifier>{id}</iati-identifier><reporting-org ref="XX-1"><narrative>Donor</narrative></reporting-org>
<participating-org role="1" ref="XX-1" activity-id="{id}"><narrative>Donor</narrative></participating-org>
<participating-org role="4"><narrative>Agency</narrative></participating-org>
<other-identifier ref="N-{id}" type="A1"/>
<recipient-country code="{country}" percentage="60"/><recipient-region code="298" percentage="40"/>
<sector code="{sector}"/><tag vocabulary="2" code="16"/><policy-marker code="1" significance="{marker}"/>
<collaboration-type code="1"/><default-flow-type code="{flow}"/>
<default-aid-type code="C01"/>
</iati-activity>"""
USUAL = {
    "level": 1,
    "updated": "2020-01-01",
    "country": "KE",
    "sector": "15110",
    "marker": "1",
    "flow": "10",
}
OTHERS: list[dict[str, Any]] = [
    {},
    {},
    {"level": 2},
    {"country": "UG"},
    {"sector": "31110"},
    {"marker": "2"},
    {"flow": "20"},
    {},
]
# Filters that find what each of OTHERS differs in.
FILTERS = (
    ("--level", "2"),
    ("--country", "uganda"),
    ("--sector", "31110"),
    ("--marker", "gender=2"),
    ("--where", "flow-type=20"),
)


def _written(file: Path, activities: list[dict[str, Any]]) -> Path:
    texts = [ACTIVITY.format(**{"id": f"A-{i}", **USUAL, **each}) for i, each in enumerate(activities)]
    file.write_text(f"<iati-activities>{''.join(texts)}</iati-activities>", encoding="utf-8")
    return file


@pytest.fixture
def answer(run: Run, tmp_path: Path) -> Callable[..., Any]:
    file = _written(tmp_path / "activities.xml", OTHERS)

    def documents(*arguments: str) -> Any:
        result = run(*arguments, "--json", "--data", str(file))
        assert result.code == 0, result.err
        return json.loads(result.out)

    return documents


@pytest.mark.parametrize("most", [1, 1000])
def test_each_filter_finds_who_differs(
    answer: Callable[..., Any], monkeypatch: pytest.MonkeyPatch, most: int
) -> None:
    """Also where few sets of terms are kept in mind while they are written."""
    monkeypatch.setattr(tags, "_MOST", most)
    found = [[project["id"] for project in answer("list", *filter_)] for filter_ in FILTERS]
    assert found == [["A-2"], ["A-3"], ["A-4"], ["A-5"], ["A-6"]]
    [publisher] = answer("by", "publisher")
    assert publisher["count"] == len(OTHERS)


@pytest.mark.parametrize("most", [1, 1000])
def test_each_project_has_its_rows_with_their_lines(
    answer: Callable[..., Any], monkeypatch: pytest.MonkeyPatch, most: int
) -> None:
    monkeypatch.setattr(alike_rows, "_MOST", most)
    rows = answer("sql", "select project, kind, code, line from classifications")
    lines = ACTIVITY.count("\n")
    kinds = ["aid-type", "flow-type", "collaboration-type", "tag", "other-identifier"]
    assert [(row["project"], row["kind"], row["line"]) for row in rows if row["project"] == "A-6"] == [
        ("A-6", kind, 6 * lines + line) for kind, line in zip(kinds, (9, 8, 8, 7, 5), strict=True)
    ]
    assert [row["code"] for row in rows if row["kind"] == "flow-type"] == ["10"] * 6 + ["20", "10"]
    participants = answer("sql", "select project, partner, role, activity, line from participants")
    assert [(row["activity"], row["line"] - 8 * lines) for row in participants[-2:]] == [
        ("A-7", 3 - lines),
        (None, 4 - lines),
    ]


def test_what_only_an_outdated_project_had_is_gone(run: Run, tmp_path: Path) -> None:
    """The first project with a set of terms may be the one that is left out."""
    again = {"id": "A-0", "updated": "2021-01-01", "country": "UG"}
    file = _written(tmp_path / "activities.xml", [{}, {"country": "KE"}, {"country": "TZ"}, again])
    both = run("by", "country", "--json", "--data", str(file))
    assert [(row["key"], row["count"]) for row in json.loads(both.out)] == [("KE", 1), ("TZ", 1), ("UG", 1)]
    file = _written(tmp_path / "activities.xml", [{}, {"country": "TZ"}, again])
    left = run("by", "country", "--json", "--data", str(file))
    assert [row["key"] for row in json.loads(left.out)] == ["TZ", "UG"]
    rows = run("sql", "select distinct project from classifications", "--json", "--data", str(file))
    assert [row["project"] for row in json.loads(rows.out)] == ["A-1", "A-0"]


def test_each_kind_of_term_is_of_one_facet() -> None:
    kinds = ("partner", "country", "region", "sector", "goal", "marker", "theme", "programme", *GROUPING)
    for kind in kinds:
        assert [facet for facet in FACETS if _holds(kinds_of(facet), kind)] == [facet_of(kind)]


def _holds(condition: str, kind: str) -> bool:
    with closing(sqlite3.connect(":memory:")) as database:
        [(holds,)] = database.execute(f"SELECT {condition} FROM (SELECT ? AS kind)", (kind,))
    return bool(holds)


@pytest.mark.parametrize("kind", ["sector", "partner", "publisher"])
def test_the_terms_of_a_project_are_looked_up(tmp_path: Path, kind: str) -> None:
    """Not all terms of the kind for each project: that would take as long as there are projects, squared."""
    file = _written(tmp_path / "activities.xml", OTHERS)
    query = f"SELECT term, COUNT(DISTINCT project) FROM {tagged(kind)} GROUP BY term"
    plan = cache.run([file], lambda made: made.rows(f"EXPLAIN QUERY PLAN {query}"))
    assert any("tags USING INDEX tags_of_owner (owner=?)" in step for *_, step in plan)
