"""Changes of what activities have beside their documents: parties, results, documents, places, codes."""

import json
import re
from collections.abc import Callable
from pathlib import Path

import pytest

from conftest import Run

DETAILS = Path(__file__).parent.parent / "data" / "details.xml"
MONEY = DETAILS.with_name("money.xml")
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
