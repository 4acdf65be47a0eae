"""`unodc documents`: what activities and their results link to, against a count of the XML by other means."""

import json
import xml.etree.ElementTree as ET
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

from conftest import Run

DETAILS = Path(__file__).parents[1] / "data" / "details.xml"


@pytest.fixture
def documents(run: Run) -> Callable[..., Any]:
    def rows(*arguments: str) -> Any:
        result = run("documents", *arguments, "--json", "--data", str(DETAILS))
        assert result.code == 0, result.err
        return json.loads(result.out)

    return rows


def test_there_is_a_row_for_each_document_with_an_address(documents: Callable[..., Any]) -> None:
    written = [link.get("url") for link in ET.parse(DETAILS).getroot().iter("document-link")]
    assert sorted(row["address"] for row in documents()) == sorted(url for url in written if url)


def test_a_row_has_what_is_said_of_a_document(documents: Callable[..., Any]) -> None:
    [plan] = [row for row in documents() if row["address"] == "https://example.org/plan.pdf"]
    assert plan["title"] == "Plan of work"
    assert plan["description"] == "For three years."
    assert plan["categories"] == [
        {"code": "A02", "name": "Objectives / Purpose of activity"},
        {"code": "A05", "name": "Budget"},
        {"code": "Z99", "name": None},
    ]
    assert plan["languages"] == ["en", "fr"]
    assert (plan["format"], plan["date"], plan["of"]) == ("application/pdf", "2020-02-01", "activity")


def test_documents_of_results_name_what_they_are_of(documents: Callable[..., Any]) -> None:
    assert [(row["title"], row["of"], row["of_title"]) for row in documents() if row["of"] != "activity"] == [
        ("Report on the courses", "result", "Officers trained"),
        ("List of names", "actual", "Number of officers"),
    ]


@pytest.mark.parametrize("typed", ["A02", "a02", "objective", "purpose of act"])
def test_a_category_is_found_by_code_or_name(documents: Callable[..., Any], typed: str) -> None:
    assert [row["title"] for row in documents("--category", typed)] == ["Plan of work"]


def test_categories_add_up(documents: Callable[..., Any]) -> None:
    assert len(documents("--category", "A02", "--category", "tender")) == 2


def test_a_category_that_nothing_is_or_that_is_several_is_explained(run: Run) -> None:
    unknown = run("documents", "--category", "tendr", "--data", str(DETAILS))
    assert (unknown.code, unknown.out) == (2, "")
    assert "there is no category of documents 'tendr'" in unknown.err
    assert "did you mean 'Tender'" in unknown.err
    several = run("documents", "--category", "evaluation", "--data", str(DETAILS))
    assert several.code == 2
    assert "B09 (Institutional Evaluation Report)" in several.err


def test_a_page_has_the_documents_with_their_addresses(run: Run) -> None:
    page = " ".join(run("show", "XM-TEST-RESULTS", "--data", str(DETAILS)).out.split())
    assert "Plan of work (A02 Objectives / Purpose of activity; A05 Budget; Z99" in page
    assert page.count("https://example.org/plan.pdf") == 1
    assert "List of names (A08 Results, outcomes and outputs; of actual: Number of officers)" in page


def test_titles_of_documents_are_searched(run: Run) -> None:
    [match] = json.loads(run("search", "scanners", "--json", "--data", str(DETAILS)).out)
    assert match["where"] == ["document"]


def test_csv_names_the_categories(run: Run) -> None:
    out = run(
        "documents", "--fields", "categories", "--format", "csv", "--data", str(DETAILS), "--limit", "1"
    ).out
    assert out == "categories\r\nA02 Objectives / Purpose of activity; A05 Budget; Z99\r\n"


def test_a_curated_portfolio_has_none(run: Run) -> None:
    result = run("documents")
    assert (result.code, result.out) == (0, "project\ttitle\tcategories\tlanguages\tdate\taddress\n")
    assert "nothing found" in result.err
