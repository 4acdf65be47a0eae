"""What a person asks with `unodc list`."""

from collections.abc import Callable, Mapping
from typing import Any

import pytest

from conftest import Run

DATED = ["safe-harbour", "sea-watch", "green-borders", "old-piracy-trials"]


def ids(out: str) -> list[str]:
    return [line.split("\t")[0] for line in out.splitlines()[1:]]


@pytest.mark.parametrize(
    ("options", "found"),
    [
        ([], [*DATED, "undated"]),
        (["--theme", "maritime"], ["safe-harbour", "sea-watch", "old-piracy-trials"]),
        (["--theme", "MARITIME crime"], ["safe-harbour", "sea-watch", "old-piracy-trials"]),
        (["--theme", "piracy"], ["safe-harbour", "sea-watch", "old-piracy-trials"]),
        (["--theme", "mar"], ["safe-harbour", "sea-watch", "old-piracy-trials"]),
        (["--theme", "wildlife", "--theme", "mar"], DATED),
        (["--theme", "wildlife", "--partner", "interpol"], ["sea-watch"]),
        (["--partner", "Interpol"], ["safe-harbour", "sea-watch"]),
        (["--partner", "international criminal"], ["safe-harbour", "sea-watch"]),
        (["--partner", "igad", "--role", "implementing"], []),
        (["--role", "funding"], [*DATED, "undated"]),
        (["--partner", "interpol", "--role", "implementing"], ["safe-harbour", "sea-watch"]),
        (["--country", "kenya"], ["safe-harbour"]),
        (["--country", "KE", "--country", "so"], ["safe-harbour", "sea-watch"]),
        (["--region", "horn of africa"], ["safe-harbour", "sea-watch", "green-borders"]),
        (["--programme", "sea-fund"], ["safe-harbour"]),
        (["--programme", "bf"], ["safe-harbour", "sea-watch"]),
        (["--status", "active"], ["safe-harbour"]),
        (["--status", "ended"], ["sea-watch", "old-piracy-trials"]),
        (["--text", "COCAINE"], ["safe-harbour"]),
        (["--text", "smuggler harbour"], ["safe-harbour"]),
        (["--text", "trained"], ["safe-harbour"]),
        (["--text", "somalia"], ["sea-watch"]),
    ],
)  # fmt: skip
def test_filters_find(small: Run, options: list[str], found: list[str]) -> None:
    result = small("list", *options)
    assert result.code == 0
    assert ids(result.out) == found


@pytest.mark.parametrize(
    ("options", "found"),
    [
        # 2026 is the year in which the second phase ends: it can mean each of its days.
        (["--active", "2026-12"], ["safe-harbour", "green-borders"]),
        (["--active", "2027"], ["green-borders"]),
        # An open end is open, but one that is said to have ended is known to have run at its start only.
        (["--active", "2009"], ["old-piracy-trials"]),
        (["--active", "2010"], []),
        (["--active", "2016-01"], []),
        (["--active", "2016-02"], ["safe-harbour"]),
        (["--active", "2021-06-30"], ["safe-harbour", "sea-watch"]),
        (["--active", "2021-07"], ["safe-harbour"]),
        (["--active", "2009", "--active", "2016"], ["safe-harbour", "old-piracy-trials"]),
        (["--from", "2022"], ["safe-harbour", "green-borders"]),
        (["--to", "2017"], ["safe-harbour", "old-piracy-trials"]),
        (["--from", "2017", "--to", "2019-05"], ["safe-harbour", "sea-watch"]),
    ],
)
def test_periods_use_the_earliest_and_latest_day_that_dates_can_mean(
    small: Run, options: list[str], found: list[str]
) -> None:
    assert ids(small("list", *options).out) == found


def test_a_period_says_how_many_have_no_known_end(small: Run) -> None:
    assert small("list", "--active", "2027").err == (
        "note: of 1 of these a start or an end is not known; it was taken as open\n"
    )


def test_partners_of_the_whole_portfolio_are_found_but_not_listed(small: Run) -> None:
    result = small("list", "--partner", "donor", "--fields", "id,partners", "--limit", "1")
    assert result.out == "id\tpartners\nsafe-harbour\tINTERPOL; IGAD\n"


def test_nothing_found_is_an_answer_with_a_note(small: Run) -> None:
    result = small("list", "--text", "unicorn", "--json")
    assert (result.code, result.out) == (0, "[]\n")
    assert "nothing found" in result.err


@pytest.mark.parametrize(
    ("sort", "found"),
    [
        ("start", ["old-piracy-trials", "safe-harbour", "sea-watch", "green-borders", "undated"]),
        ("-start", ["green-borders", "sea-watch", "safe-harbour", "old-piracy-trials", "undated"]),
        ("-eu-contribution", ["safe-harbour", "sea-watch", "green-borders", "old-piracy-trials", "undated"]),
        # What is equal stands in the order of the ids, whatever that of the file.
        ("-status", ["old-piracy-trials", "sea-watch", "safe-harbour", "green-borders", "undated"]),
        ("-phases,-id", ["safe-harbour", "undated", "sea-watch", "old-piracy-trials", "green-borders"]),
        ("status,-id", ["safe-harbour", "sea-watch", "old-piracy-trials", "undated", "green-borders"]),
    ],
)
def test_sorting_puts_what_is_missing_last_both_ways(small: Run, sort: str, found: list[str]) -> None:
    assert ids(small("list", "--sort", sort).out) == found


def test_fields_are_chosen_and_ordered(small: Run) -> None:
    result = small("list", "--fields", "status,ID,period", "--limit", "2")
    assert result.out.splitlines() == [
        "status\tid\tperiod",
        "active\tsafe-harbour\t2016-02 – 2026",
        "ended\tsea-watch\t2018-03-01 – 2021-06-30",
    ]


def test_a_long_title_is_shown_by_the_first_alias(small: Run) -> None:
    assert "Sea Watch\n" in small("list", "--fields", "name", "--format", "tsv").out


@pytest.mark.parametrize(
    ("options", "message", "hint"),
    [
        (["--theme", "martime"], "there is no theme 'martime'", "did you mean 'maritime'? `unodc themes`"),
        (["--partner", "intrepol"], "there is no partner 'intrepol'", "did you mean 'interpol'"),
        (["--country", "kenyaa"], "there is no country 'kenyaa'", "did you mean 'Kenya'"),
        (
            ["--fields", "id,titel"],
            "there is no field 'titel'",
            "did you mean 'title'? It is one of: id, name",
        ),
        (
            ["--format", "jsn"],
            "there is no format 'jsn'",
            "did you mean 'json' or 'jsonl'? It is one of: table, json",
        ),
        (["--status", "activ"], "there is no status 'activ'", "did you mean 'active'"),
        (["--sort", "summary"], "there is no field to sort by 'summary'", "It is one of: id"),
        (["--active", "2021-13"], "--active: '2021-13' is not a date", None),
        (["--from", "2022", "--to", "2020"], "--from 2022 is after --to 2020", None),
        (["--limit", "0"], "--limit 0: it must be at least 1", None),
        (["--text", "..."], "--text '...' has no word in it", None),
        (["--json", "--format", "csv"], "--json and --format csv ask for two things", None),
        (
            ["--country", "unit"],
            "'unit' can mean more than one country: AE (United Arab Emirates), GB (U",
            "write more of it",
        ),
    ],
)
def test_asked_wrongly_is_exit_2_with_the_nearest(
    small: Run, options: list[str], message: str, hint: str | None
) -> None:
    result = small("list", *options)
    assert (result.code, result.out) == (2, "")
    assert f"error: {message}" in result.err
    if hint:
        assert f"hint: {hint}" in result.err


def test_the_bundled_portfolio_answers_about_maritime_crime(run: Run) -> None:
    result = run("list", "--theme", "maritime")
    assert result.code == 0
    assert {"port-security", "red-sea", "swaims"} <= set(ids(result.out))


def test_a_sum_of_some_phases_is_said_to_be_one(run: Run) -> None:
    said = run("list", "--text", "crimjust", "--limit", "1").err
    assert said == "note: the eu-contribution of crimjust is that of some phases: the others state none\n"
    assert run("list", "--partner", "interpol", "--fields", "id").err == ""


def test_rows_that_state_other_sums_than_the_column_shows_are_told(run: Run) -> None:
    shown = run("list", "--theme", "maritime")
    assert shown.out.splitlines()[0].endswith("\teu-contribution")
    assert "note: 1 of these states other sums (total-budget): --fields amounts shows them\n" in shown.err
    # Nothing is missing where that kind is the one that is shown, where fields are chosen, and in all fields.
    for options in (
        ["--text", "mogadishu"],
        ["--theme", "maritime", "--fields", "id,eu-contribution"],
        ["--theme", "maritime", "--format", "csv"],
        ["--theme", "maritime", "--count"],
    ):
        assert "other sums" not in run("list", *options).err


def test_of_more_than_memory_should_hold_the_first_rows_are_looked_at(
    run: Run, written: Callable[[Mapping[str, Any]], str]
) -> None:
    def project(number: int) -> dict[str, object]:
        kind = "eu-contribution" if number == 0 else "total-budget" if number % 2 else "unodc-share"
        amount = {"kind": kind, "value": 1, "currency": "EUR", "sources": ["page"]}
        return {"id": f"p{number}", "title": "Piracy", "amounts": [amount]}

    projects = [project(number) for number in range(1200)]
    sources = [{"id": "page", "title": "Page"}]
    data = written({"portfolio": {"title": "Many"}, "sources": sources, "projects": projects})
    assert run("list", "--data", data).err == (
        "note: 999 of the first 1,000 state other sums (total-budget, unodc-share): "
        "--fields amounts shows them\n"
    )
