"""The values of a project with their sources, as rows."""

import csv
import io
import json
from pathlib import Path

import pytest

from conftest import ACTIVITIES, Run
from unodc_cli.model import status
from unodc_cli.query.reports.citations import COLUMNS

DATA = Path(__file__).parents[2] / "docs" / "examples" / "safe-rivers.toml"


@pytest.fixture
def rows(run: Run) -> list[dict[str, str]]:
    result = run("sources", "river-watch", "--format", "csv", "--data", str(DATA))
    assert (result.code, result.err) == (0, "")
    return list(csv.DictReader(io.StringIO(result.out)))


def of(rows: list[dict[str, str]], field: str) -> list[tuple[str, ...]]:
    return [(row["value"], row["source"], row["note"]) for row in rows if row["field"] == field]


@pytest.mark.parametrize(
    ("field", "expected"),
    [
        ("title", [("River Watch", "report", "")]),
        (
            "summary",
            [
                ("Trains the river police and buys patrol boats.", "report", ""),
                ("Trains the river police and buys patrol boats.", "gazette", ""),
            ],
        ),
        (
            "themes",
            [("smuggling", "report", ""), ("wildlife", "gazette", "ivory was found on a boat")],
        ),
        (
            "partner",
            [
                ("RPO (implementing)", "report", ""),
                ("Customs Academy (role not stated)", "gazette", "named without a role"),
                ("EU (funding)", "report", ""),
            ],
        ),
        ("RIWA I: eu-contribution", [("2000000 EUR", "report", "")]),
        ("RIWA I: identifier", [("eu-contract RIV/2019/000-001", "report", "")]),
        ("RIWA I: result", [("240 officers trained (2022-02)", "report", "")]),
        ("RIWA I: start", [("2019-03", "report", "")]),
        (
            "RIWA I: end",
            [
                ("2022-02-28", "report", "36 months from the start"),
                (
                    "2021-12",
                    "gazette",
                    "another value than that of the project; the newspaper says that it ended with the year",
                ),
            ],
        ),
    ],
)
def test_each_source_of_a_value_is_a_row(
    rows: list[dict[str, str]], field: str, expected: list[tuple[str, ...]]
) -> None:
    assert of(rows, field) == expected


def test_a_row_says_who_published_its_source_and_when_it_was_read(rows: list[dict[str, str]]) -> None:
    gazette = next(row for row in rows if row["source"] == "gazette")
    assert (gazette["publisher"], gazette["kind"], gazette["accessed"]) == (
        "The River Gazette",
        "press",
        "2025-03-31",
    )


def test_a_value_that_is_derived_has_a_row_without_a_source(rows: list[dict[str, str]]) -> None:
    assert of(rows, "RIWA I: status") == [("ended", "", status.DERIVED)]


def test_no_entry_of_the_evidence_is_lost(run: Run) -> None:
    projects = json.loads(run("list", "--json").out)
    records = json.loads(run("sources", *(project["id"] for project in projects), "--json").out)
    cited = [entry for project in projects for entry in (*project["evidence"], *project["conflicts"])]
    assert sum(record["source"] is not None for record in records) == sum(len(e["sources"]) for e in cited)
    assert not [record for record in records if not record["value"]]
    assert {tuple(sorted(record)) for record in records} == {tuple(sorted(c.name for c in COLUMNS))}


@pytest.mark.parametrize("format_", ["csv", "tsv"])
def test_show_has_the_same_rows(run: Run, format_: str) -> None:
    words = ("river-watch", "--format", format_, "--data", str(DATA))
    assert run("show", *words, "--sources").out == run("sources", *words).out
    assert run("show", *words).out != run("sources", *words).out


def test_json_of_show_stays_as_it_is(run: Run) -> None:
    words = ("show", "river-watch", "--json", "--data", str(DATA))
    assert run(*words, "--sources").out == run(*words).out


def test_rows_are_chosen_ordered_and_limited(run: Run) -> None:
    words = ("sources", "river-watch", "--data", str(DATA), "--fields", "source")
    assert run(*words, "--sort", "source", "--limit", "2").out == "source\ngazette\ngazette\n"


def test_show_orders_projects_by_their_fields(run: Run) -> None:
    words = ("show", "--theme", "wildlife", "--sources", "--format", "tsv", "--data", str(DATA))
    first = run(*words, "--sort", "start", "--limit", "1", "--fields", "project").out.split()
    assert set(first[1:]) == {"lake-patrol"}


def test_a_published_value_has_its_file_and_line(run: Run) -> None:
    [project] = json.loads(run("list", "--json", "--limit", "1", "--data", str(ACTIVITIES)).out)
    result = run("sources", project["id"], "--json", "--data", str(ACTIVITIES))
    title = next(record for record in json.loads(result.out) if record["field"] == "title")
    assert (title["value"], title["source"]) == (project["title"], str(ACTIVITIES))
    assert title["note"].startswith("line ")


def test_an_unknown_project_is_told(run: Run) -> None:
    result = run("sources", "aircpo")
    assert (result.code, result.out) == (1, "")
    assert "did you mean 'aircop'?" in result.err


@pytest.mark.parametrize("command", ["show", "sources", "tree"])
def test_a_data_file_in_the_place_of_a_project_is_told_its_option(run: Run, command: str) -> None:
    assert "a data file goes behind --data: --data mine.toml" in run(command, "mine.toml").err
