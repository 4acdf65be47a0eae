"""Classifications of activities: rows in `sql`, the filter `--where`, the dimensions of `terms` and `by`."""

import json
import xml.etree.ElementTree as ET
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

from conftest import Run

DETAILS = Path(__file__).parents[1] / "data" / "details.xml"
# Elements and attributes with a code that says something.
CODED = {
    "aid-type": "default-aid-type",
    "flow-type": "default-flow-type",
    "finance-type": "default-finance-type",
    "collaboration-type": "collaboration-type",
    "scope": "activity-scope",
    "humanitarian-scope": "humanitarian-scope",
    "budget-item": "country-budget-items/budget-item",
    "crs-flag": "crs-add/other-flags",
}


@pytest.fixture
def answer(run: Run) -> Callable[..., Any]:
    def documents(*arguments: str) -> Any:
        result = run(*arguments, "--json", "--data", str(DETAILS))
        assert result.code == 0, result.err
        return json.loads(result.out)

    return documents


def test_each_code_is_a_row_of_its_kind(answer: Callable[..., Any]) -> None:
    rows = answer("sql", "select kind, vocabulary, code, text, value from classifications")
    root = ET.parse(DETAILS).getroot()
    for kind, path in CODED.items():
        codes = [element.get("code") for element in root.findall(f"iati-activity/{path}")]
        assert [row["code"] for row in rows if row["kind"] == kind] == codes
    others = {row["kind"]: row for row in rows if row["kind"] not in CODED}
    assert {
        kind: (row["vocabulary"], row["code"], row["text"], row["value"]) for kind, row in others.items()
    } == {
        "channel": (None, "41128", None, None),
        "humanitarian": (None, "1", None, None),
        "conditions": (None, "1", None, None),
        "condition-type": (None, "2", "After the audit", None),
        "capital-spend": (None, None, None, 12.5),
        "loan-terms": (None, None, "rate-1 4; rate-2 3; repayment-type 1", None),
        "other-identifier": ("A2", "CRS-1", "Owner (XM-OWN)", None),
        "legacy-data": ("activity-status", "Project Status", "7", None),
    }


@pytest.mark.parametrize(
    "where",
    [
        "flow-type=10",
        "flow-type=ODA",
        "scope=national",
        "aid-type=project-type",
        "aid-type=2:1",
        "humanitarian=1",
        "humanitarian=true",
        "Humanitarian=Yes",
        "humanitarian-scope=floods",
        "conditions=with conditions",
        "channel=41128",
        # Of one of its transactions only.
        "finance-type=421",
    ],
)
def test_activities_are_found_by_what_classifies_them(answer: Callable[..., Any], where: str) -> None:
    assert [project["id"] for project in answer("list", "--where", where)] == ["XM-TEST-CLASSES"]


def test_one_kind_twice_means_or_and_two_kinds_mean_and(answer: Callable[..., Any]) -> None:
    assert len(answer("list", "--where", "flow-type=10", "--where", "flow-type=ODA")) == 1
    assert len(answer("list", "--where", "finance-type=421", "--where", "finance-type=110")) == 1
    assert answer("list", "--where", "flow-type=10", "--where", "scope=4", "--country", "kenya") == []


def test_a_kind_or_code_that_there_is_not_is_explained(run: Run) -> None:
    for typed, said in (
        ("flow=10", "there is no kind 'flow'"),
        ("Sector=15130", "it has an option of its own\nhint: write --sector 15130"),
        ("flow-type", "it is a kind and a code or name"),
        ("flow-type=999", "there is no flow type '999'"),
    ):
        result = run("list", "--where", typed, "--data", str(DETAILS))
        assert (result.code, result.out) == (2, "")
        assert said in result.err


def test_a_part_of_a_name_is_said_to_be_taken_for_the_whole(run: Run) -> None:
    result = run("list", "--where", "aid-type=project", "--data", str(DETAILS))
    assert "'project' was taken for C01 (Project-type interventions)" in result.err


def test_the_words_of_a_kind_are_listed(answer: Callable[..., Any]) -> None:
    terms = answer("terms", "finance-type", "--sort", "id")
    assert [(term["id"], term["name"], term["count"]) for term in terms] == [
        ("110", "Standard grant", 1),
        ("421", "Standard loan", 1),
    ]


def test_money_is_grouped_by_the_type_of_its_row(answer: Callable[..., Any]) -> None:
    rows = answer("by", "finance-type", "--kind", "commitment")
    totals = {row["key"]: row["total"] for row in rows}
    assert (totals["110"], totals["421"]) == (50, 100)


def test_a_page_has_the_codes_with_their_names(run: Run) -> None:
    page = " ".join(run("show", "XM-TEST-CLASSES", "--data", str(DETAILS)).out.split())
    assert "C01 Project-type interventions" in page
    assert "2:1 " in page
