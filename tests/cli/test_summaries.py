"""Sums that are added up in advance: the same answers as from the rows of money."""

from collections.abc import Iterator
from pathlib import Path

import pytest

from conftest import ACTIVITIES, Run
from unodc_cli.query import grouped

MONEY = Path(__file__).parents[1] / "data" / "money.xml"
PLACES = ("country", "region")
QUESTIONS = [
    *((name, *more) for name in (*PLACES, "sector", "sector-category") for more in ((), ("--split",))),
    *(("theme",), ("publisher",), ("level",), ("aid-type",), ("flow-type",), ("kind",), ("currency",)),
    *(("country", "--across", "region"), ("region", "--across", "currency", "--split"), ("year",)),
]
PER_YEAR = ("--per", "year")
OPTIONS = [
    *(("--kind", "disbursement"), ("--kind", "current-budget"), ("--level", "1"), ("--year", "2020")),
    *(("--in", "EUR"), ("--in", "USD", "--kind", "commitment")),
]


def questions() -> Iterator[tuple[str, ...]]:
    for question in QUESTIONS:
        for option in OPTIONS:
            yield *question, *option
            if question != ("year",) and "--across" not in question:
                yield *question, *PER_YEAR, *option


@pytest.mark.parametrize("data", [(str(MONEY), str(ACTIVITIES)), ()], ids=["published", "bundled"])
def test_sums_are_those_of_the_rows(run: Run, data: tuple[str, ...], monkeypatch: pytest.MonkeyPatch) -> None:
    files = [word for path in data for word in ("--data", path)]
    run("list", "--count", *files)  # faults of values are told once
    of_sums = {question: run("by", *question, "--json", *files) for question in questions()}
    monkeypatch.setattr(grouped, "_sums", lambda _layout: "")
    assert {question: run("by", *question, "--json", *files) for question in of_sums} == of_sums
    assert {result.code for result in of_sums.values()} == {0}


@pytest.mark.parametrize("question", QUESTIONS, ids=" ".join)
def test_money_of_whole_years_is_read_from_the_sums(
    run: Run, question: tuple[str, ...], monkeypatch: pytest.MonkeyPatch
) -> None:
    tables = []
    query = grouped._query

    def noted(*arguments: object) -> str:
        tables.append(arguments[3])
        return query(*arguments)  # type: ignore[arg-type]

    monkeypatch.setattr(grouped, "_query", noted)
    assert run("by", *question, "--kind", "disbursement", "--year", "2020", "--data", str(MONEY)).code == 0
    assert "money" not in tables
    assert run("by", *question, "--kind", "disbursement", "--year", "2020-03", "--data", str(MONEY)).code == 0
    assert tables[1:] == ["money"]


def test_sums_are_without_what_is_in_two_files(run: Run, tmp_path: Path) -> None:
    twice = tmp_path / "twice.xml"
    twice.write_text(MONEY.read_text(encoding="utf-8"), encoding="utf-8")
    once = run("by", "country", *PER_YEAR, "--json", "--data", str(MONEY))
    assert (
        run("by", "country", *PER_YEAR, "--json", "--data", str(MONEY), "--data", str(twice)).out == once.out
    )
