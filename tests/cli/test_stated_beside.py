"""References, descriptions, types and texts that stand beside money, partners and codes; against the XML."""

import json
import xml.etree.ElementTree as ET
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

from conftest import Run

DATA = Path(__file__).parents[1] / "data"
FILE = DATA / "every-element.xml"


@pytest.fixture
def answer(run: Run) -> Callable[..., Any]:
    def documents(*arguments: str) -> Any:
        result = run(*arguments, "--json", "--data", str(FILE))
        assert result.code == 0, result.err
        return json.loads(result.out)

    return documents


def _activity() -> ET.Element:
    [activity] = ET.parse(FILE).getroot()
    return activity


def test_money_has_what_is_stated_beside_it(answer: Callable[..., Any]) -> None:
    rows = {row["kind"]: row for row in answer("money")}
    [transaction] = _activity().findall("transaction")
    row = rows["disbursement"]
    assert row["ref"] == transaction.get("ref")
    assert row["description"] == transaction.findtext("description/narrative")
    assert row["tied_status"] == transaction.find("tied-status").get("code")  # type: ignore[union-attr]
    assert row["aid_types"] == ["2:1"]
    for party in ("provider", "receiver"):
        element = transaction.find(f"{party}-org")
        assert element is not None
        assert row[f"{party}_type"] == element.get("type")
    assert row["status"] is None
    assert rows["revised-budget"]["status"] == "committed"
    assert rows["revised-planned-disbursement"]["provider_type"] == "10"


def test_sql_has_the_same(answer: Callable[..., Any]) -> None:
    rows = answer("sql", "select kind, ref, status, provider_type from money order by kind")
    assert rows == [
        {"kind": "disbursement", "ref": "T-1", "status": None, "provider_type": "10"},
        {"kind": "revised-budget", "ref": None, "status": "committed", "provider_type": None},
        {"kind": "revised-planned-disbursement", "ref": None, "status": None, "provider_type": "10"},
    ]


def test_each_is_stated_beside_its_own_row(run: Run, tmp_path: Path) -> None:
    """Rows without anything beside them, and those that cannot be read, do not move the others."""
    file = tmp_path / "data.xml"
    transactions = "".join(
        f"<transaction {f'ref={chr(39)}T{n}{chr(39)}' if n % 3 else ''}><transaction-type code='3'/>"
        f"<value currency='EUR'>{'x' if n % 4 == 0 else n}</value></transaction>"
        for n in range(20)
    )
    file.write_text(
        f"<iati-activities><iati-activity><iati-identifier>A</iati-identifier>{transactions}"
        "<budget status='1'><value currency='EUR'>7</value></budget></iati-activity></iati-activities>",
        encoding="utf-8",
    )
    rows = json.loads(run("money", "--json", "--data", str(file)).out)
    readable = {row["value"]: row["ref"] for row in rows if row["kind"] == "disbursement" and row["value"]}
    assert readable == {n: f"T{n}" if n % 3 else None for n in range(20) if n % 4}
    unreadable = [row["ref"] for row in rows if row["value"] is None]
    assert unreadable == [f"T{n}" if n % 3 else None for n in range(0, 20, 4)]
    assert [row["status"] for row in rows if row["kind"] == "budget"] == ["indicative"]


def test_blanks_say_nothing(run: Run, tmp_path: Path) -> None:
    file = tmp_path / "data.xml"
    file.write_text(
        """<iati-activities><iati-activity><iati-identifier>A</iati-identifier><tag code=" "/><policy-marker/>
        <policy-marker code="1"><narrative>Gender equality</narrative>
        <narrative xml:lang="fr">Parité</narrative></policy-marker>
        <transaction ref=" "><transaction-type code="3"/><value currency="EUR">1</value>
        <provider-org type=" "/><aid-type vocabulary="" code="B01"/></transaction>
        <budget status=" "><value currency="EUR">7</value></budget></iati-activity></iati-activities>""",
        encoding="utf-8",
    )
    budget, transaction = json.loads(run("money", "--json", "--data", str(file)).out)
    assert (transaction["ref"], transaction["provider_type"], transaction["aid_types"]) == (
        None,
        None,
        ["B01"],
    )
    assert budget["status"] is None
    sql = "select count(*) as n from classifications"
    assert json.loads(run("sql", sql, "--json", "--data", str(file)).out) == [{"n": 0}]


def test_rows_of_money_are_sorted_by_what_is_beside_them(run: Run) -> None:
    result = run("money", "--sort", "-ref", "--fields", "ref", "--format", "csv", "--data", str(FILE))
    assert result.out.split() == ["ref", "T-1", '""', '""']


def test_participants_have_their_types_and_own_activities(answer: Callable[..., Any]) -> None:
    [element] = _activity().findall("participating-org")
    [row] = answer("sql", "select * from participants")
    assert (row["ref"], row["type"], row["channel"], row["activity"]) == tuple(
        element.get(name) for name in ("ref", "type", "crs-channel-code", "activity-id")
    )
    assert (row["partner"], row["role"]) == ("unodc", "implementing")
    assert row["name"] == element.findtext("narrative")


def test_the_reporter_has_a_type_and_says_whether_it_is_the_first(answer: Callable[..., Any]) -> None:
    reporter = answer("show", "XM-DAC-99-1")["activity"]["reporter"]
    assert reporter == {
        "ref": "XM-DAC-99",
        "name": "Test Agency for Courts",
        "type": "40",
        "secondary": False,
    }


def test_texts_beside_codes_are_rows(answer: Callable[..., Any]) -> None:
    rows = {row["kind"]: row for row in answer("sql", "select * from classifications")}
    for kind, tag in (("tag", "tag"), ("policy-marker", "policy-marker"), ("activity-date", "activity-date")):
        element = _activity().find(tag)
        assert element is not None
        assert rows[kind]["text"] == element.findtext("narrative")
        assert rows[kind]["vocabulary_uri"] == element.get("vocabulary-uri")
    assert rows["description"]["text"] == "Objective: fewer incidents."
    assert rows["linked-data"]["text"] == _activity().get("linked-data-uri")
    assert rows["budget-not-provided"]["code"] == "2"
    assert rows["humanitarian-scope"]["vocabulary_uri"] == "https://example.org/emergencies"


def test_a_marker_has_a_row_if_it_says_more_than_its_code_and_a_tag_for_any_code(
    run: Run, tmp_path: Path
) -> None:
    path = tmp_path / "markers.xml"
    path.write_text(
        "<iati-activities><iati-activity><iati-identifier>XM-1</iati-identifier>"
        "<policy-marker code='1'><narrative>Gender Equality</narrative></policy-marker>"
        "<policy-marker code='2'><narrative>The mangroves of the coast</narrative></policy-marker>"
        "<tag code='N/A'/><default-tied-status code='N/A'/></iati-activity></iati-activities>"
    )
    sql = "select kind, code, text from classifications order by kind"
    rows = json.loads(run("sql", sql, "--data", str(path), "--json").out)
    assert [tuple(row.values()) for row in rows] == [
        ("policy-marker", "2", "The mangroves of the coast"),
        ("tag", "N/A", None),
    ]


def test_linked_data_is_at_the_address_of_the_file_unless_the_activity_has_its_own(
    run: Run, tmp_path: Path
) -> None:
    path = tmp_path / "linked.xml"
    path.write_text(
        '<iati-activities linked-data-default="https://example.org/a/">'
        '<iati-activity linked-data-uri="https://example.org/own"><iati-identifier>XM-1</iati-identifier>'
        "</iati-activity><iati-activity><iati-identifier> XM-2 </iati-identifier></iati-activity>"
        "<iati-activity/></iati-activities>"
    )
    sql = "select project, text from classifications where kind = 'linked-data' order by project"
    rows = json.loads(run("sql", sql, "--data", str(path), "--json").out)
    assert [(row["project"], row["text"]) for row in rows] == [
        ("XM-1", "https://example.org/own"),
        ("XM-2", "https://example.org/a/XM-2"),
    ]


def test_a_country_has_the_text_beside_its_code_unless_it_is_its_name(
    answer: Callable[..., Any], run: Run, tmp_path: Path
) -> None:
    [country] = answer("show", "XM-DAC-99-1")["activity"]["countries"]
    assert (country["code"], country["name"]) == ("AF", "The northern provinces")
    file = tmp_path / "data.xml"
    file.write_text(FILE.read_text(encoding="utf-8").replace("The northern provinces", "AFGANISTÁN"))
    [country] = json.loads(run("list", "--json", "--data", str(file)).out)[0]["activity"]["countries"]
    assert country["name"] is None


def test_the_activity_itself_is_not_shown_as_that_of_its_partners(run: Run, tmp_path: Path) -> None:
    assert "own activity" in run("show", "XM-DAC-99-1", "--data", str(FILE)).out
    same = tmp_path / "same.xml"
    text = FILE.read_text(encoding="utf-8")
    same.write_text(
        text.replace('activity-id="XM-DAC-41128-7"', 'activity-id="XM-DAC-99-1"', 1), encoding="utf-8"
    )
    page = run("show", "XM-DAC-99-1", "--data", str(same)).out
    assert "Partners as published" in page
    assert "own activity" not in page


def test_show_has_them(run: Run) -> None:
    page = " ".join(run("show", "XM-DAC-99-1", "--data", str(FILE)).out.split())
    for text in (
        "objectives Objective: fewer incidents.",
        "AF Afghanistan: The northern provinces 50 %",
        "XM-DAC-41128-7",
        "Signed by both sides",
        "Legal Restrictions",
    ):
        assert text in page


def test_check_names_nothing_but_contact_details(run: Run) -> None:
    page = run("check", str(FILE)).out
    _, _, unread = page.partition("not read: ")
    assert unread.split("\n")[3].split() == ["contact-info", "1", "100", "%"]
    assert unread.count("\n") == 4
