"""Lists of projects: `unodc list`."""

import json
from collections.abc import Callable, Mapping
from pathlib import Path
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
        # An open end is open, but what is said to have ended has not run after today, 2024-07-01.
        (["--active", "2008"], []),
        (["--active", "2009"], ["old-piracy-trials"]),
        (["--active", "2010"], ["old-piracy-trials"]),
        (["--active", "2016-01"], ["old-piracy-trials"]),
        (["--active", "2016-02"], ["safe-harbour", "old-piracy-trials"]),
        (["--active", "2021-06-30"], ["safe-harbour", "sea-watch", "old-piracy-trials"]),
        (["--active", "2021-07"], ["safe-harbour", "old-piracy-trials"]),
        (["--active", "2009", "--active", "2025"], ["safe-harbour", "green-borders", "old-piracy-trials"]),
        (["--from", "2024-07-01"], ["safe-harbour", "green-borders", "old-piracy-trials"]),
        (["--from", "2024-07-02"], ["safe-harbour", "green-borders"]),
        (["--to", "2017"], ["safe-harbour", "old-piracy-trials"]),
        # After the one or the other, as each filter that is repeated.
        (["--from", "2030", "--from", "2024-07-02"], ["safe-harbour", "green-borders"]),
        (["--to", "2017", "--to", "2001"], ["safe-harbour", "old-piracy-trials"]),
        (["--from", "2017", "--to", "2019-05"], ["safe-harbour", "sea-watch", "old-piracy-trials"]),
    ],
)
def test_periods_use_the_earliest_and_latest_day_that_dates_can_mean(
    small: Run, options: list[str], found: list[str]
) -> None:
    assert ids(small("list", *options).out) == found


# Each a start, an end, a status, and the start and end of phases.
OPEN: dict[str, tuple[str, str, str, list[tuple[str, str]]]] = {
    "ended": ("2011", "", "ended", [("2011", "2015"), ("2018", "")]),
    "cancelled": ("2011", "", "cancelled", []),
    "running": ("2011", "", "active", []),
    "planned": ("", "2026", "planned", []),
    "begun": ("", "2026", "active", []),
    "in-the-middle": ("", "", "active", [("", ""), ("2015", "2016"), ("", "")]),
    "after-an-end": ("", "", "active", [("", "2014"), ("2015", ""), ("", "")]),
    "undated": ("", "", "active", [("", "")]),
}


def open_ends(written: Callable[[Mapping[str, Any]], str]) -> str:
    return written({
        "portfolio": {"title": "P"},
        "projects": [
            {
                "id": id_,
                "title": id_,
                "status": stated,
                **{name: date for name, date in (("start", start), ("end", end)) if date},
                "phases": [
                    {"id": f"{id_}-{number}", "name": "N"}
                    | {name: date for name, date in (("start", begins), ("end", ceases)) if date}
                    for number, (begins, ceases) in enumerate(phases)
                ],
            }
            for id_, (start, end, stated, phases) in OPEN.items()
        ],
    })  # fmt: skip


@pytest.mark.parametrize(
    ("options", "found"),
    [
        (["--active", "1990"], ["begun", "after-an-end"]),
        (
            ["--active", "2014"],
            ["ended", "cancelled", "running", "begun", "after-an-end"],
        ),
        (
            ["--active", "2024-07-01"],
            ["ended", "cancelled", "running", "planned", "begun", "in-the-middle", "after-an-end"],
        ),
        (["--active", "2024-07-02"], ["running", "planned", "begun", "in-the-middle", "after-an-end"]),
        (
            ["--active", "2024-06"],
            ["ended", "cancelled", "running", "begun", "in-the-middle", "after-an-end"],
        ),
        (["--from", "2030"], ["running", "in-the-middle", "after-an-end"]),
        (["--to", "2015"], ["ended", "cancelled", "running", "begun", "in-the-middle", "after-an-end"]),
    ],
)
def test_what_is_not_known_is_open_but_what_is_over_has_not_run_after_today(
    run: Run, written: Callable[[Mapping[str, Any]], str], options: list[str], found: list[str]
) -> None:
    assert ids(run("list", *options, "--data", open_ends(written)).out) == found


def test_what_unknown_dates_were_taken_for_is_said(
    run: Run, written: Callable[[Mapping[str, Any]], str]
) -> None:
    err = run("list", "--active", "2024-07", "--data", open_ends(written)).err
    assert err.splitlines() == [
        "note: 4 projects have no known start or end: it was taken as open",
        "note: 2 ended or cancelled projects have no known end: today was assumed",
        "note: 1 planned project has no known start: today was assumed",
        "note: 1 more project matches but has no known dates",
    ]


def test_those_without_any_date_are_said_of_the_others_that_are_found(small: Run) -> None:
    undated = "note: 1 more project matches but has no known dates\n"
    for when in ("--active", "--from", "--to"):
        assert undated in small("list", when, "2019").err
        assert undated in small("timeline", when, "2019").err
        assert undated not in small("list", when, "2019", "--theme", "maritime").err


@pytest.mark.parametrize(
    ("options", "found"),
    [
        # Of a project with phases, these are the start of the first and the end of the last: 2016-02 – 2026.
        (["--starts", "2016"], ["safe-harbour"]),
        (["--starts", "2016-02-29"], ["safe-harbour"]),
        (["--starts", "2016-03"], []),
        (["--starts", "2020"], []),
        (["--starts", "2022-05"], ["green-borders"]),
        (["--starts", "2022", "--starts", "2018-03"], ["sea-watch", "green-borders"]),
        (["--starts", "2018-03-02"], []),
        (["--ends", "2026"], ["safe-harbour"]),
        (["--ends", "2026-12-31"], ["safe-harbour"]),
        (["--ends", "2021-06", "--ends", "2026-01"], ["safe-harbour", "sea-watch"]),
        (["--ends", "2021", "--starts", "2018"], ["sea-watch"]),
        (["--ends", " 2021 "], ["sea-watch"]),
        # What has ended at a time nobody states has ended at no time that can be asked for.
        (["--ends", "2009"], []),
        (["--ends", "2024-07-01"], []),
    ],
)
def test_a_start_or_end_is_found_by_any_day_that_it_can_mean(
    small: Run, options: list[str], found: list[str]
) -> None:
    assert ids(small("list", *options).out) == found


def test_how_many_have_no_known_start_or_end_is_said(small: Run) -> None:
    fields = ["--fields", "id,end"]
    assert (
        small("list", "--ends", "2026", *fields).err == "note: 3 more projects match but have no known end\n"
    )
    assert small("timeline", "--starts", "2016", "--ends", "2026").err == ""
    started = small("list", "--starts", "2016", *fields)
    assert started.err == "note: 1 more project matches but has no known start\n"


def test_what_ends_next_year_can_be_asked(run: Run) -> None:
    found = run("list", "--ends", "2027", "--sort", "end", "--fields", "id")
    assert ids(found.out) == ["glo-act-south-asia", "ports-and-airports"]


@pytest.mark.parametrize("command", [["list", "--partner", "donor", "--limit", "1"], ["show", "saha"]])
def test_only_tables_leave_out_the_partners_of_the_whole_portfolio(small: Run, command: list[str]) -> None:
    words = (*command, "--fields", "partners")
    note = "note: partners that all projects have are left out: The Donor, The Agency\n"
    for options in ((), ("--format", "csv")):
        rows = small(*words, *options)
        assert rows.out.splitlines() == ["partners", "INTERPOL; IGAD; The Donor; The Agency"]
        assert "left out" not in rows.err
    document = small(*words, "--json")
    assert [name in document.out for name in ("IGAD", "The Donor", "The Agency")] == [True] * 3
    assert "left out" not in document.err
    for format_ in ("table", "markdown"):
        drawn = small(*words, "--format", format_)
        assert "IGAD" in drawn.out
        assert note in drawn.err
        assert "The Agency" not in drawn.out.replace(note.removeprefix("note: "), "")


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
        (["--sort", "summary"], "there is no field to sort by 'summary'", "it is one of: id"),
        (["--active", "2021-13"], "--active: '2021-13' is not a date", None),
        (["--starts", "spring"], "--starts: 'spring' is not a date: write 2016", None),
        (["--ends", "2027-3"], "--ends: '2027-3' is not a date", None),
        (["--from", "2022", "--to", "2020"], "--from 2022 is after --to 2020", None),
        (["--limit", "0"], "--limit 0: it must be at least 1", None),
        (["--text", "..."], "--text '...' has no word in it", None),
        (["--json", "--format", "csv"], "--json conflicts with --format csv", None),
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
    said = run("list", "--text", "crimjust", "--limit", "1", "--fields", "id,eu-contribution").err
    assert said == "note: the eu-contribution of crimjust is that of some phases: the others state none\n"
    assert run("list", "--partner", "interpol", "--fields", "id").err == ""


def test_rows_that_state_other_sums_than_the_column_shows_are_told(run: Run) -> None:
    shown = run("list", "--theme", "maritime")
    assert shown.out.splitlines()[0].endswith("\teu-contribution")
    kinds = "total-budget, partner-share"
    assert (
        f"note: 2 projects have only other amounts ({kinds}): show them with --fields amounts\n" in shown.err
    )
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
        "note: 500 of the first 1,000 projects have only other amounts (eu-contribution, unodc-share): "
        "show them with --fields amounts\n"
    )


def test_sums_of_phases_are_exact_to_the_cent(run: Run, tmp_path: Path) -> None:
    data = tmp_path / "data.toml"
    phases = "".join(f'{{ id = "{id_}", name = "{id_}" }},' for id_ in ("one", "two"))
    amounts = "".join(
        f'{{ kind = "total-budget", value = {value}, currency = "EUR", phase = "{id_}", sources = [] }},'
        for id_, value in (("one", "0.1"), ("two", "0.2"))
    )
    data.write_text(
        '[portfolio]\ntitle = "T"\n[[projects]]\nid = "p"\ntitle = "P"\n'
        f"phases = [{phases}]\namounts = [{amounts}]\n",
        encoding="utf-8",
    )
    assert run("list", "--fields", "total-budget", "--data", str(data)).out == "total-budget\n0.3 EUR\n"


DOUBTFUL = """[portfolio]
title = "Doubtful"
[[sources]]
id = "report"
title = "A report"
[[projects]]
id = "over"
title = "Over"
start = 2019
end = 2020
status = "active"
amounts = [{ kind = "total-budget", value = 1234567, currency = "EUR" }]
[[projects.conflicts]]
field = "total-budget"
value = 6000
sources = ["report"]
[[projects.conflicts]]
field = "end"
value = 2021
sources = ["report"]
[[projects]]
id = "begun"
title = "Begun"
start = 2019
status = "planned"
"""
REVERSED = """<iati-activities><iati-activity><iati-identifier>back</iati-identifier>
<activity-date type="2" iso-date="2020-05-01"/><activity-date type="4" iso-date="2019-01-01"/>
</iati-activity></iati-activities>"""


@pytest.mark.parametrize(
    ("loose", "exact"),
    [
        (["--status", "Running"], ["--status", "active"]),
        (["--status", "completed", "--status", "current"], ["--status", "ended", "--status", "active"]),
        (["--role", "donor", "--theme", "wildlife"], ["--role", "funding", "--theme", "wildlife"]),
        (["--active", "today"], ["--active", "2024-07-01"]),
        (["--active", "2019-2020"], ["--active", "2019", "--active", "2020"]),
        (["--active", "2019..2020-01"], ["--from", "2019", "--to", "2020-01"]),
        (["--ends-by", "2021"], ["--ends", "..2021"]),
        (["--starts-since", "2018"], ["--starts", "2018.."]),
        (["--starts", "2016..2018"], ["--starts", "2016", "--starts", "2017", "--starts", "2018"]),
    ],
)
def test_words_and_dates_are_understood_as_they_are_meant(
    small: Run, loose: list[str], exact: list[str]
) -> None:
    found = small("list", *loose, "--json")
    assert found.code == 0
    assert 0 < len(json.loads(found.out)) < len(DATED) + 1
    assert found.out == small("list", *exact, "--json").out


def test_an_end_by_a_date_is_not_running_by_it(small: Run) -> None:
    assert ids(small("list", "--ends-by", "2021-06-30").out) == ["sea-watch"]
    assert ids(small("list", "--ends-by", "2021-06-29").out) == []
    # The year is all that is known of this end.
    assert ids(small("list", "--ends-by", "2026-01", "--starts", "2016").out) == ["safe-harbour"]
    assert "3 more projects match but have no known end" in small("list", "--ends-by", "2021").err
    assert ids(small("list", "--starts-since", "2018-03-02").out) == ids(
        small("list", "--starts", "2018-03-02..").out
    )


def test_far_names_are_not_suggested(run: Run) -> None:
    result = run("list", "--country", "Atlantis")
    assert (result.code, "did you mean" in result.err) == (2, False)


def test_values_to_be_read_with_care_are_marked_and_noted(
    run: Run, on_terminal: Callable[..., None], tmp_path: Path
) -> None:
    toml, xml = tmp_path / "a.toml", tmp_path / "b.xml"
    toml.write_text(DOUBTFUL)
    xml.write_text(REVERSED)
    data = ["--data", str(toml), "--data", str(xml)]
    on_terminal(120)
    result = run("list", *data, "--fields", "id,period,status,total-budget,amounts")
    rows = [line.split("  ") for line in result.out.splitlines()[2:]]
    assert [[cell.strip() for cell in row if cell.strip()] for row in rows] == [
        ["over", "2019 – 2020 *", "active !", "*1,234,567 EUR", "total-budget *1,234,567 EUR"],
        ["begun", "2019 –", "planned !"],
        ["back", "2020-05-01 – 2019-01-01 !", "ended"],
    ]
    for note in (
        "1 project has values on which sources differ (period, total-budget, amounts; * in tables)",
        "1 project is published as active with a past end (! in tables)",
        "1 project is stated as planned with a past start (! in tables)",
        "1 project ends before the start (! in tables)",
    ):
        assert f"note: {note}" in result.err
    bare = run("list", *data, "--fields", "id,period,status,total-budget,amounts", "--format", "csv").out
    assert bare.splitlines()[1] == "over,2019 – 2020,active,1234567 EUR,total-budget 1234567 EUR"
