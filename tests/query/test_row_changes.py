"""Changes of what activities have beside their documents: parties, results, documents, places, codes."""

import json
import re
from collections.abc import Callable
from pathlib import Path

import pytest

from conftest import Run

DETAILS = Path(__file__).parent.parent / "data" / "details.xml"
MONEY = DETAILS.with_name("money.xml")
EVERYTHING = DETAILS.with_name("every-element.xml")
ORGANISATIONS = DETAILS.with_name("organisations.xml")
File = Callable[[bytes, str], str]
Row = tuple[str, object, object]


@pytest.fixture
def differences(run: Run, file: File) -> Callable[..., list[Row]]:
    def differences(source: Path, pattern: str, replacement: str) -> list[Row]:
        text = source.read_text(encoding="utf-8")
        changed, count = re.subn(pattern, replacement, text, count=1, flags=re.S)
        assert count == 1
        answer = run("diff", str(source), file(changed.encode(), ".xml"), "--json")
        return [(row["field"], row["before"], row["after"]) for row in json.loads(answer.out)]

    return differences


COURSES = "result Officers trained: Number of officers"
PLANTED: dict[str, tuple[Path, str, str, list[Row]]] = {
    "the title of a result, which each of its periods has": (
        DETAILS,
        "Officers trained",
        "Staff trained",
        [("result", "Officers trained", "Staff trained")],
    ),
    "a target": (
        DETAILS,
        '<target value="40"/>',
        '<target value="45"/>',
        [(f"{COURSES}: 2020-01-01 – 2020-12-31: target", 40, 45)],
    ),
    "a baseline, which each period has": (
        DETAILS,
        'value="10"><comment>',
        'value="11"><comment>',
        [(f"{COURSES}: baseline", 10, 11)],
    ),
    "a result": (
        DETAILS,
        '<result type="9">.*?</result>',
        "",
        [("result", "Without indicators", None)],
    ),
    "the address of a document": (
        DETAILS,
        "org/tender",
        "org/offer",
        [("document", "https://example.org/tender", "https://example.org/offer")],
    ),
    "the title of a document": (
        DETAILS,
        "Tender for scanners",
        "Offer of scanners",
        [("document https://example.org/tender: title", "Tender for scanners", "Offer of scanners")],
    ),
    "categories of a document": (
        DETAILS,
        '<category code="A10"/>',
        '<category code="A10"/><category code="A02"/>',
        [("document https://example.org/tender: categories", ["A10"], ["A10", "A02"])],
    ),
    "a place that moved": (
        DETAILS,
        "-2.27 40.9",
        "-2.27 41",
        [("location Lamu: point", "-2.27, 40.9", "-2.27, 41.0")],
    ),
    "the name of a place": (
        DETAILS,
        "Lamu",
        "Lamu Town",
        [("location Lamu Town: name", "Lamu", "Lamu Town")],
    ),
    "a place": (
        DETAILS,
        "<location><name><narrative>Lamu.*?</location>",
        "",
        [("location Lamu", "Lamu, -2.27, 40.9", None)],
    ),
    "a code of an activity, which its transactions take": (
        DETAILS,
        '<default-aid-type code="C01"/>',
        '<default-aid-type code="D01"/>',
        [("aid-type", "C01", "D01")],
    ),
    "a goal, which is a tag too": (
        DETAILS,
        '<activity-scope code="4"/>',
        '<activity-scope code="4"/><tag vocabulary="2" code="16"/>',
        [("sdgs", None, ["16"])],
    ),
    "a percentage": (DETAILS, '"12.5"', '"13"', [("capital-spend: value", 12.5, 13)]),
    "a reference of a partner": (
        DETAILS,
        'ref="XM-OTHER"',
        'ref="XM-OTHER-1"',
        [("partner implementing other-body: ref", "XM-OTHER", "XM-OTHER-1")],
    ),
    "a partner, with all of its fields": (
        DETAILS,
        '<participating-org role="4" ref="XM-OTHER".*?</participating-org>',
        "",
        [("partner implementing", "other-body", None), ("channel", "41128", None)],
    ),
    "a receiver": (
        MONEY,
        "United Nations Office On Drugs Andcrime\\*",
        "Another Body",
        [("disbursement 2020-06-30: receiver", "unodc", "another-body")],
    ),
    "an activity that gives": (
        MONEY,
        'provider-activity-id="XX-DEMO-1-M1"/',
        'provider-activity-id="XX-DEMO-1-M2"/',
        [("disbursement 2020-06-30: provider activity", "XX-DEMO-1-M1", "XX-DEMO-1-M2")],
    ),
    "a type of its own": (
        MONEY,
        '<flow-type code="20"/>',
        '<flow-type code="21"/>',
        [("disbursement 2020-06-30: flow-type", "20", "21")],
    ),
    "a day of a value": (
        MONEY,
        'value-date="2020-03-02"',
        'value-date="2020-03-03"',
        [("commitment 2020-02-29: value date", "2020-03-02", "2020-03-03")],
    ),
    "a sector of a transaction": (
        MONEY,
        '<sector code="15130"/>',
        '<sector code="15150"/>',
        [("commitment 2021-03-01: sectors", "15130 100 %", "15150 100 %")],
    ),
    "the description of a transaction": (
        EVERYTHING,
        "Chairs for a court",
        "Tables for a court",
        [("disbursement 2023-02-01: description", "Chairs for a court", "Tables for a court")],
    ),
    "the reference of a transaction": (
        EVERYTHING,
        'ref="T-1"',
        'ref="T-2"',
        [("disbursement 2023-02-01: reference", "T-1", "T-2")],
    ),
    "the tied status of a transaction": (
        EVERYTHING,
        '<tied-status code="5"/>',
        "",
        [("disbursement 2023-02-01: tied-status", "5", None)],
    ),
    "an aid type of another vocabulary": (
        EVERYTHING,
        '<aid-type code="1" vocabulary="2"/>',
        '<aid-type code="1" vocabulary="3"/>',
        [("disbursement 2023-02-01: other aid types", "2:1", "3:1")],
    ),
    "the type of a receiver": (
        EVERYTHING,
        'type="23" ref="XM-DAC-96"',
        'type="24" ref="XM-DAC-96"',
        [("revised-planned-disbursement 2023-01-01: receiver type", "23", "24")],
    ),
    "the status of a budget": (
        EVERYTHING,
        '<budget type="2" status="2">',
        '<budget type="2">',
        [("revised-budget 2023-01-01: status", "committed", None)],
    ),
    "the budget of an organisation": (
        ORGANISATIONS,
        "12,500,000.50",
        "12,500,001.75",
        [
            (
                "total-budget 2023-01-01",
                {"value": 12500000.5, "currency": "EUR"},
                {"value": 12500001.75, "currency": "EUR"},
            )
        ],
    ),
    "a budget for a country": (
        ORGANISATIONS,
        '<recipient-country-budget status="1">.*?</recipient-country-budget>',
        "",
        [("recipient-country-budget KE 2023-01-01", {"value": 400000, "currency": "EUR"}, None)],
    ),
    "the period of an expenditure": (
        ORGANISATIONS,
        'iso-date="2022-12-31"',
        'iso-date="2022-11-30"',
        [("total-expenditure 2022-01-01: end", "2022-12-31", "2022-11-30")],
    ),
    "a line of a budget": (
        ORGANISATIONS,
        "<narrative>Grants",
        "<narrative>Grants and loans",
        [
            (
                "total-budget 2023-01-01: lines",
                ["1 Staff 2500000.25 EUR", "2 Grants 10000000.25 EUR"],
                ["1 Staff 2500000.25 EUR", "2 Grants and loans 10000000.25 EUR"],
            )
        ],
    ),
    "a document of an organisation": (
        ORGANISATIONS,
        "Annual report 2022",
        "Report of 2022",
        [
            (
                "document https://example.org/report-2022.pdf: title",
                "Annual report 2022",
                "Report of 2022",
            )
        ],
    ),
    "who reports for an organisation": (
        ORGANISATIONS,
        'secondary-reporter="1"',
        'secondary-reporter="0"',
        [("reporter secondary", True, False)],
    ),
    "an organisation": (
        ORGANISATIONS,
        "XM-TEST-TRUST",
        "XM-TEST-BANK",
        [("organisation", None, "Test Trust"), ("organisation", "Test Trust", None)],
    ),
}


@pytest.mark.parametrize(("source", "pattern", "replacement", "expected"), PLANTED.values(), ids=PLANTED)
def test_a_planted_change_is_one_row(
    differences: Callable[..., list[Row]], source: Path, pattern: str, replacement: str, expected: list[Row]
) -> None:
    assert differences(source, pattern, replacement) == expected


def test_order_and_lines_of_rows_are_no_changes(differences: Callable[..., list[Row]]) -> None:
    moved = r"(<document-link url=.*?</document-link>)\n(<document-link url=.*?</document-link>)"
    assert differences(DETAILS, moved, r"\2\n\n\1") == []
    assert differences(DETAILS, r"(<result .*?</result>)\n(<result .*?</result>)", r"\2\n\n\1") == []
    assert (
        differences(DETAILS, r"(<location><name>.*?</location>)\n(<location>.*?</location>)", r"\2\1") == []
    )


def test_the_order_of_budgets_is_no_change(differences: Callable[..., list[Row]]) -> None:
    moved = r"(<total-budget .*?</total-budget>)\n(.*?)(<recipient-org-budget .*?</recipient-org-budget>)"
    assert differences(ORGANISATIONS, moved, r"\3\n\n\2\1") == []


def test_organisations_are_counted_apart_from_projects(run: Run, file: File) -> None:
    other = file(ORGANISATIONS.read_bytes().replace(b"XM-TEST-TRUST", b"XM-TEST-BANK"), ".xml")
    assert run("diff", str(ORGANISATIONS), other).err == "note: 0 organisations differ, 1 added, 1 removed\n"
    answer = run("diff", str(ORGANISATIONS), other, "--active", "2023", "--json")
    assert json.loads(answer.out) == []
    assert "organisations are left out: the filters are on projects" in answer.err
    [row] = json.loads(run("diff", str(ORGANISATIONS), other, "--summary", "--json").out)
    assert (row["field"], row["added"], row["removed"]) == ("organisation", 1, 1)
