"""Formats for scripts: JSON, NDJSON, CSV, TSV, Markdown."""

import csv
import io
import json
from collections.abc import Callable, Mapping
from pathlib import Path
from typing import Any

import pytest
from jsonschema import Draft202012Validator

from conftest import Run
from unodc_cli.cli.completion import candidates

Written = Callable[[Mapping[str, Any]], str]

PROJECT = [
    "id", "title", "acronym", "aliases", "summary", "themes", "programme", "partners", "regions", "countries",
    "start", "end", "status", "phases", "amounts", "identifiers", "results", "links", "sdgs", "conflicts",
    "evidence", "activity",
]  # fmt: skip

MONEY = Path(__file__).parents[1] / "data" / "money.xml"
LISTING = ["list", "by-theme", "by-partner", "by-country", "by-programme", "timeline"]


def sum_of(value: float, currency: str) -> dict[str, object]:
    return {"kind": "total-budget", "value": value, "currency": currency, "sources": ["page"]}


def test_a_project_has_all_its_fields_in_order(small: Run) -> None:
    listed = json.loads(small("list", "--json").out)
    assert [list(project) for project in listed] == [PROJECT] * 5
    undated = listed[-1]
    assert undated == {
        **{name: [] for name in PROJECT},
        **dict.fromkeys(["acronym", "summary", "programme", "start", "end", "status", "activity"]),
        "id": "undated",
        "title": "Undated Study",
        "partners": [
            {"id": "donor", "name": "The Donor", "role": "funding"},
            {"id": "agency", "name": "The Agency", "role": "implementing"},
        ],
        "evidence": [
            {"field": f"partners[{n}]", "values": None, "sources": ["page"], "derived": None, "note": None}
            for n in (0, 1)
        ],
    }


def test_a_project_has_one_shape_everywhere(small: Run) -> None:
    listed = {project["id"]: project for project in json.loads(small("list", "--json").out)}
    one = json.loads(small("show", "saha", "--json").out)
    two = json.loads(small("show", "saha", "sea-watch", "--json").out)
    lines = small("list", "--format", "ndjson").out.splitlines()
    assert one == listed["safe-harbour"]
    assert two == [listed["safe-harbour"], listed["sea-watch"]]
    assert [json.loads(line) for line in lines] == list(listed.values())


def test_dates_money_and_status_are_as_they_are_known(small: Run) -> None:
    project = json.loads(small("show", "saha", "--json").out)
    assert [(p["start"], p["end"], p["status"]) for p in project["phases"]] == [
        ("2016-02", "2020-02", "ended"),
        ("2020", "2026", "active"),
    ]
    assert (project["start"], project["end"], project["status"]) == ("2016-02", "2026", "active")
    assert project["amounts"][0] == {
        "kind": "eu-contribution",
        "value": 4000000,
        "currency": "EUR",
        "phase": "safe-harbour-1",
        "level": None,
        "partner": None,
        "counted": True,
    }
    assert project["conflicts"] == [
        {"field": "phases[0].end", "value": "2019-12-31", "sources": ["paper"], "note": "says the newspaper"}
    ]


def test_an_amount_is_counted_unless_another_contains_it(run: Run) -> None:
    parts = 0
    for project in json.loads(run("list", "--json").out):
        given = [amount for amount in project["amounts"] if amount["kind"] == "eu-contribution"]
        wholes = [amount for amount in given if amount["phase"] is None]
        assert [amount for amount in given if amount["counted"]] == (wholes or given)
        parts += bool(wholes) and len(given) - len(wholes)
    assert parts
    published = json.loads(run("list", "--json", "--data", str(MONEY)).out)
    assert all(amount["counted"] for project in published for amount in project["amounts"])


def test_a_status_that_follows_from_dates_is_of_the_day_of_asking(
    small: Run, monkeypatch: pytest.MonkeyPatch
) -> None:
    status = []
    for today in ("2015-12-31", "2026-12-31", "2027-01-01"):
        monkeypatch.setenv("UNODC_TODAY", today)
        status.append(json.loads(small("show", "saha", "--json").out)["status"])
    assert status == ["planned", "active", "ended"]


def test_a_group_has_all_its_fields_in_order(small: Run) -> None:
    [maritime, wildlife] = json.loads(small("by-theme", "--json").out)
    curated = {"level": None, "negative": 0, "unreadable": 0, "contested": 0}
    assert maritime == {
        "key": "maritime",
        "name": "Maritime crime",
        "count": 3,
        "active": 1,
        "projects": ["safe-harbour", "sea-watch", "old-piracy-trials"],
        "totals": [
            {"kind": "eu-contribution", "currency": "EUR", "value": 6500000, "projects": 1, **curated},
            {"kind": "eu-contribution", "currency": "USD", "value": 1250000.5, "projects": 1, **curated},
            {"kind": "total-budget", "currency": "EUR", "value": 7000000, "projects": 1, **curated},
        ],
    }
    assert list(maritime) == ["key", "name", "count", "active", "projects", "totals"]
    assert (wildlife["key"], wildlife["count"]) == ("wildlife", 2)


def test_the_timeline_is_a_row_a_phase_by_start(small: Run) -> None:
    rows = json.loads(small("timeline", "--json").out)
    assert [(row["id"], row["phase"]) for row in rows] == [
        ("old-piracy-trials", None),
        ("safe-harbour", "safe-harbour-1"),
        ("safe-harbour", "safe-harbour-2"),
        ("sea-watch", None),
        ("green-borders", None),
        ("undated", None),
    ]
    assert rows[1] == {
        "id": "safe-harbour",
        "phase": "safe-harbour-1",
        "start": "2016-02",
        "end": "2020-02",
        "status": "ended",
    }


@pytest.mark.parametrize("options", [[], ["--json"]], ids=["rows", "json"])
@pytest.mark.parametrize(
    "command", ["list", "by-theme", "by-partner", "by-country", "by-programme", "timeline"]
)
def test_a_limit_is_a_prefix(small: Run, command: str, options: list[str]) -> None:
    def rows(out: str) -> list[object]:
        return list(json.loads(out)) if options else [*out.splitlines()[1:]]

    everything = rows(small(command, *options).out)
    assert rows(small(command, *options, "--limit", "1").out)[0] == everything[0]


@pytest.mark.parametrize("today", ["2024-07-01", "2030-01-01"])
def test_the_schema_holds_for_every_project_of_the_bundled_portfolio(
    run: Run, monkeypatch: pytest.MonkeyPatch, today: str
) -> None:
    monkeypatch.setenv("UNODC_TODAY", today)
    schema = json.loads(run("schema").out)
    Draft202012Validator.check_schema(schema)
    assert list(schema["properties"]) == schema["required"] == PROJECT
    projects = json.loads(run("list", "--json").out)
    assert projects
    for project in projects:
        Draft202012Validator(schema).validate(project)


@pytest.mark.parametrize(
    ("command", "name"),
    [
        ("by-theme", "Group"),
        ("by-partner", "Group"),
        ("by-country", "Group"),
        ("by-programme", "ProgrammeGroup"),
        ("by status", "Group"),
        ("by year", "Sum"),
        ("by theme --per year", "Sum"),
        ("terms status", "Term"),
        ("timeline", "TimelineRow"),
        ("sources", "CitedSource"),
        ("countries", "Term"),
        ("search cocaine", "Match"),
    ],
)
def test_the_schema_holds_for_what_every_other_command_prints(run: Run, command: str, name: str) -> None:
    schema = json.loads(run("schema").out)
    validator = Draft202012Validator({"$ref": f"#/$defs/{name}", "$defs": schema["$defs"]})
    rows = json.loads(run(*command.split(), "--json").out)
    assert rows
    for row in rows:
        validator.validate(row)
        assert list(row) == list(schema["$defs"][name]["properties"])


def test_the_schema_refuses_what_is_not_a_project(run: Run, small: Run) -> None:
    schema = Draft202012Validator(json.loads(run("schema").out))
    project = json.loads(small("show", "saha", "--json").out)
    assert schema.is_valid(project)
    assert not schema.is_valid({**project, "colour": "blue"})
    assert not schema.is_valid({**project, "status": "done"})
    assert not schema.is_valid({name: value for name, value in project.items() if name != "sdgs"})


def test_chosen_fields_are_the_keys_of_json(small: Run) -> None:
    out = small("list", "--json", "--fields", "name,start,id,eu-contribution,themes", "--limit", "1").out
    assert json.loads(out) == [
        {
            "name": "SAHA",
            "start": "2016-02",
            "id": "safe-harbour",
            "eu-contribution": [{"value": 6500000, "currency": "EUR"}],
            "themes": ["maritime"],
        }
    ]


def test_names_with_underscores_are_kept_so_that_sql_needs_no_quotes(small: Run) -> None:
    rows = small("list", "--fields", "id,First_Day,total_budget.value,eu_contribution_value", "--limit", "1")
    header = ["id", "first_day", "total_budget.value", "eu_contribution_value"]
    assert rows.out == "\t".join(header) + "\nsafe-harbour\t2016-02-01\t7000000\t6500000\n"
    document = small("show", "saha", "--fields", "id,first_day,eu_contribution_value", "--json").out
    assert json.loads(document) == {
        "id": "safe-harbour", "first_day": "2016-02-01", "eu_contribution_value": 6500000,
    }  # fmt: skip
    assert small(
        "by-theme", "--fields", "key,eu_contribution.value", "--sort", "eu_contribution"
    ).out.split()[:2] == ["key", "eu_contribution.value"]


def test_csv_is_one_row_a_project_with_the_fields_of_json(small: Run) -> None:
    out = small("list", "--format", "csv").out
    rows = list(csv.DictReader(io.StringIO(out, newline="")))
    assert out.count("\r\n") == len(rows) + 1
    assert list(rows[0]) == PROJECT[:-1]  # an activity is more than a row can hold
    assert rows[0]["partners"] == "INTERPOL; IGAD; The Donor; The Agency"
    assert rows[0]["phases"] == "SAHA I (2016-02 – 2020-02); SAHA II (2020 – 2026)"
    assert rows[0]["amounts"].startswith("eu-contribution 4000000 EUR (safe-harbour-1); ")
    assert rows[0]["summary"] == "Makes two harbours safer, against smugglers of cocaine and others."
    assert rows[0]["results"] == "1,200 officers trained (2021-05); second harbour opened"
    assert rows[4]["start"] == ""


def test_a_sum_is_parted_into_its_number_and_its_currency(run: Run, written: Written) -> None:
    data = written(
        {
            "portfolio": {"title": "Sums"},
            "sources": [{"id": "page", "title": "Page"}],
            "projects": [
                {"id": "one", "title": "One", "amounts": [sum_of(2.5, "EUR")]},
                {"id": "two", "title": "Two", "amounts": [sum_of(7, "USD"), sum_of(8, "EUR")]},
                {"id": "none", "title": "None"},
            ],
        }
    )
    fields = [
        "--fields",
        "id,total-budget.value,Total-Budget.Currency",
        "--sort",
        "-total-budget.value",
        "--data",
        data,
    ]
    assert run("list", *fields, "--format", "csv").out.splitlines() == [
        "id,total-budget.value,total-budget.currency",
        "two,7; 8,USD; EUR",
        "one,2.5,EUR",
        "none,,",
    ]
    listed = json.loads(run("list", *fields, "--json").out)
    assert [(p["total-budget.value"], p["total-budget.currency"]) for p in listed] == [
        ([7, 8], ["USD", "EUR"]),
        (2.5, "EUR"),
        (None, None),
    ]
    shown = run("show", "one", "--fields", "total-budget.value", "--json", "--data", data)
    assert json.loads(shown.out) == {"total-budget.value": 2.5}


def completed(command: str, current: str) -> list[str]:
    return [candidate.text for candidate in candidates(("fields",), command, current)]


def test_parts_of_sums_are_told_by_their_form_and_not_each(small: Run) -> None:
    for option, forms in (("--fields", "KIND.value, KIND.currency"), ("--sort", "KIND.value")):
        said = small("list", option, "eu-contribution.vale").err
        assert "did you mean 'eu-contribution.value'" in said
        assert said.endswith(f", {forms}\n")
        assert "total-budget.value" not in said
    assert small("list", "--sort", "eu-contribution.currency").code == 2
    assert completed("list", "id,eu-con") == ["id,eu-contribution"]
    assert completed("list", "id,eu-contribution.v") == ["id,eu-contribution.value"]


def test_csv_and_json_hold_the_same_rows(run: Run) -> None:
    rows = csv.DictReader(io.StringIO(run("list", "--format", "csv").out, newline=""))
    projects = json.loads(run("list", "--json").out)
    plain = ("id", "title", "acronym", "summary", "programme", "start", "end", "status")
    assert [[row[name] for name in plain] for row in rows] == [
        [project[name] or "" for name in plain] for project in projects
    ]


def test_markdown_is_a_table_or_a_page(small: Run) -> None:
    selected = ["--fields", "id,period", "--limit", "1", "--no-notes"]
    table = small("list", "--format", "markdown", *selected).out
    assert table == "| id | period |\n|---|---|\n| safe-harbour | 2016-02 – 2026 |\n"
    page = small("show", "saha", "--format", "markdown").out
    assert page.startswith("## SAHA · Safe Harbour\n\nMakes two harbours safer")
    assert "### Phases\n\n| phase | dates | status |" in page


@pytest.mark.parametrize("form", ["table", "json", "ndjson", "csv", "tsv", "markdown", "svg"])
@pytest.mark.parametrize(
    "command",
    [["show", "saha", "undated"], *([name] for name in LISTING)],
    ids=lambda command: command[0],
)  # fmt: skip
def test_every_command_has_every_format(small: Run, command: list[str], form: str) -> None:
    result = small(*command, "--format", form)
    assert result.code == 0
    assert any(
        word in result.out for word in ("safe-harbour", "SAHA", "maritime", "interpol", "sea-fund", "KE")
    )


def test_a_file_is_written_whole_or_not_at_all(small: Run, tmp_path: Path) -> None:
    target = tmp_path / "out.json"
    result = small("list", "--json", "--output", str(target))
    assert (result.code, result.out) == (0, "")
    assert len(json.loads(target.read_text())) == 5
    assert [file.name for file in tmp_path.iterdir()] == ["out.json"]
    failed = small("list", "--json", "-o", str(tmp_path / "nowhere" / "out.json"))
    assert failed.code == 1
    assert "error: cannot write" in failed.err


def test_a_pipe_and_tsv_have_the_same_columns(small: Run, tmp_path: Path) -> None:
    for command in (["list"], ["search", "harbour"], ["by-theme"], ["sources"]):
        target = tmp_path / "answer.tsv"
        piped = small(*command).out
        assert small(*command, "--format", "tsv").out == piped
        small(*command, "-o", str(target))
        assert target.read_text(encoding="utf-8") == piped
