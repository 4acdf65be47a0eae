"""`unodc results`: indicators and their values, against a count of the XML by other means."""

import json
import xml.etree.ElementTree as ET
from collections import Counter
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

from conftest import Run

DETAILS = Path(__file__).parents[1] / "data" / "details.xml"


@pytest.fixture
def results(run: Run) -> Callable[..., Any]:
    def rows(*arguments: str, data: Path = DETAILS) -> Any:
        result = run("results", *arguments, "--json", "--data", str(data))
        assert result.code == 0, result.err
        return json.loads(result.out)

    return rows


def row(rows: list[dict[str, Any]], indicator: str, start: str | None = "2020-01-01") -> dict[str, Any]:
    [found] = [row for row in rows if row["indicator"] == indicator and row["start"] == start]
    return found


def test_there_is_a_row_for_each_period_or_what_has_none(results: Callable[..., Any]) -> None:
    root = ET.parse(DETAILS).getroot()
    indicators = root.findall(".//result/indicator")
    expected = (
        len(root.findall(".//result/indicator/period"))
        + sum(indicator.find("period") is None for indicator in indicators)
        + sum(result.find("indicator") is None for result in root.findall(".//result"))
    )
    assert len(results()) == expected


@pytest.mark.parametrize("name", ["baseline", "target", "actual"])
def test_the_values_are_all_of_those_in_the_file(results: Callable[..., Any], name: str) -> None:
    """Each is a row's own value or a part of one, and none is both but for a value of a place."""
    root = ET.parse(DETAILS).getroot()
    written = Counter(
        value for element in root.iter(name) if (value := element.get("value")) and element.tag == name
    )
    once = {(row["line"] if name != "baseline" else row["indicator"]): row for row in results()}.values()
    told = Counter(str(row[name]) for row in once if row[name] is not None)
    parts = Counter(
        str(part["value"])
        for row in once
        for part in row["parts"]
        if part["of"] == name and (part["dimensions"] or row[name] != part["value"])
    )
    assert told + parts == written


def test_dimensions_are_parts_of_their_value(results: Callable[..., Any]) -> None:
    officers = row(results(), "Number of officers")
    assert officers["actual"] == 30
    assert [(part["of"], part["value"], part["dimensions"]) for part in officers["parts"]] == [
        ("actual", 12, [{"name": "sex", "value": "female"}]),
        ("actual", 18, [{"name": "sex", "value": "male"}]),
    ]
    assert officers["parts"][0]["comment"] == "estimated"


def test_parts_alone_are_no_value_of_the_whole(results: Callable[..., Any]) -> None:
    by_age = row(results(), "By dimension only")
    assert by_age["actual"] is None
    assert [part["value"] for part in by_age["parts"]] == [3, 4]


def test_what_is_no_number_stays_text(results: Callable[..., Any]) -> None:
    opened = row(results(), "Containers opened by mistake", "2021-01-01")
    assert (opened["baseline"], opened["target"], opened["actual"]) == ("14,5", "N/A", None)
    assert opened["comments"] == [{"of": "target", "text": "not set"}]


def test_attainment_is_only_of_two_numbers_that_can_be_compared(results: Callable[..., Any]) -> None:
    attained = {(row["indicator"], row["start"]): row["attainment"] for row in results() if row["attainment"]}
    assert attained == {
        ("Number of officers", "2020-01-01"): 75,
        ("Number of officers", "2021-01-01"): 75.6,
    }


def test_a_row_has_what_is_said_of_its_indicator(results: Callable[..., Any]) -> None:
    officers = row(results(), "Number of officers")
    assert officers["type"] == "output"
    assert officers["measure"] == "unit"
    assert officers["ascending"] is True
    # The indicator's own, not the result's.
    assert officers["aggregation"] is False
    assert officers["baseline_date"] == "2019-06-30"
    assert [(each["of"], each["code"]) for each in officers["references"]] == [
        ("result", "R1"),
        ("indicator", "I7"),
    ]
    lines = DETAILS.read_text(encoding="utf-8").splitlines()
    assert lines[officers["line"] - 1].startswith("<period>")


def test_texts_are_in_the_language_that_is_asked_for(results: Callable[..., Any]) -> None:
    assert results("--lang", "fr")[0]["result"] == "Agents formés"


def test_filters_names_order_and_limit(results: Callable[..., Any]) -> None:
    assert results("--country", "kenya") == []
    assert len(results("XM-TEST-RESULTS")) == len(results())
    sorted_rows = results("--sort", "-actual", "--fields", "actual", "--limit", "2")
    assert sorted_rows == [{"actual": 60.5}, {"actual": 30}]


def test_curated_results_are_in_the_same_rows(run: Run) -> None:
    projects = json.loads(run("list", "--json").out)
    rows = json.loads(run("results", "--json").out)
    stated = [
        (project["id"], result["what"], result["figure"], result["as_of"], result["phase"])
        for project in projects
        for result in project["results"]
    ]
    assert [(r["project"], r["result"], r["actual"], r["end"], r["phase"]) for r in rows] == stated


def test_a_page_has_target_and_actual_side_by_side(run: Run) -> None:
    page = run("show", "XM-TEST-RESULTS", "--data", str(DETAILS)).out
    line, *_ = [line for line in page.splitlines() if line.startswith("  Officers trained ")]
    assert "40" in line
    assert "30" in line
    assert line.index("40") < line.index("30", line.index("40"))


def test_titles_of_results_and_indicators_are_searched(run: Run) -> None:
    for words in ("carriers speak", "officers trained"):
        [match] = json.loads(run("search", words, "--json", "--data", str(DETAILS)).out)
        assert match["where"] == ["result"]
    assert json.loads(run("list", "--text", "carriers", "--json", "--data", str(DETAILS)).out)


def test_sql_has_the_rows(run: Run, results: Callable[..., Any]) -> None:
    question = "select indicator, target, actual, attainment, line from results"
    rows = json.loads(run("sql", question, "--json", "--data", str(DETAILS)).out)
    assert rows == [{name: row[name] for name in rows[0]} for row in results()]


@pytest.mark.parametrize(("ascending", "is_noted"), [("0", True), ("1", False)])
def test_a_note_says_where_less_is_better(
    run: Run, file: Callable[[bytes, str], str], ascending: str, is_noted: bool
) -> None:
    text = f"""<iati-activities version="2.03"><iati-activity><iati-identifier>X-1</iati-identifier>
    <result><indicator measure="1" ascending="{ascending}"><period><target value="5"/>
    <actual value="7"/></period></indicator></result></iati-activity></iati-activities>"""
    path = file(text.encode(), ".xml")
    assert ("less is better where `ascending` is no" in run("results", "--data", path).err) == is_noted
    assert ("less is better" in run("show", "X-1", "--data", path).out) == is_noted
