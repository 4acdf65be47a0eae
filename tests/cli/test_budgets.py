"""`unodc budgets`: organisation files, against a count of the XML by other means."""

import json
import shutil
import xml.etree.ElementTree as ET
from collections import Counter
from collections.abc import Callable
from decimal import Decimal
from pathlib import Path
from typing import Any

import pytest

from conftest import Run

DATA = Path(__file__).parents[1] / "data"
ORGANISATIONS = DATA / "organisations.xml"
KINDS = {
    "total-budget": None,
    "recipient-org-budget": "recipient-org",
    "recipient-region-budget": "recipient-region",
    "recipient-country-budget": "recipient-country",
    "total-expenditure": None,
}


@pytest.fixture
def budgets(run: Run) -> Callable[..., Any]:
    def rows(*arguments: str) -> Any:
        result = run("budgets", *arguments, "--json", "--data", str(ORGANISATIONS))
        assert result.code == 0, result.err
        return json.loads(result.out, parse_float=Decimal)

    return rows


def _of(element: ET.Element, path: str, attribute: str) -> str | None:
    found = element.find(path)
    return None if found is None else found.get(attribute)


def _value(element: ET.Element, default: str | None) -> tuple[Decimal, str | None, str | None]:
    value = element.find("value")
    assert value is not None
    written = Decimal((value.text or "").replace(",", ""))
    return written, value.get("currency", default), value.get("value-date")


def counted() -> list[tuple[Any, ...]]:
    """Return what each budget of the file states, as ElementTree sees it."""
    rows: list[tuple[Any, ...]] = []
    for organisation in ET.parse(ORGANISATIONS).getroot():
        default = organisation.get("default-currency")
        for kind, recipient in KINDS.items():
            for element in organisation.findall(kind):
                code = _of(element, recipient, "code") if recipient else None
                vocabulary = _of(element, recipient, "vocabulary") if recipient else None
                lines = [
                    (line.get("ref"), line.findtext("narrative"), *_value(line, default))
                    for line in element
                    if line.tag.endswith("-line")
                ]
                rows.append(
                    (
                        (organisation.findtext("organisation-identifier") or "").strip(),
                        kind,
                        {"1": "indicative", "2": "committed", None: None}[element.get("status")],
                        _of(element, "period-start", "iso-date"),
                        _of(element, "period-end", "iso-date"),
                        _of(element, recipient, "ref") if recipient else None,
                        code if recipient == "recipient-country" else None,
                        (code if vocabulary == "1" else f"{vocabulary}:{code}")
                        if recipient == "recipient-region"
                        else None,
                        *_value(element, default),
                        lines,
                    )
                )
    return rows


def test_every_budget_is_as_another_parser_reads_it(budgets: Callable[..., Any]) -> None:
    names = ("organisation", "kind", "status", "start", "end", "recipient_org", "country", "region")
    rows = [
        (
            *(row[name] for name in (*names, "value", "currency", "value_date")),
            [
                tuple(line[name] for name in ("ref", "text", "value", "currency", "value_date"))
                for line in row["lines"]
            ],
        )
        for row in budgets()
    ]
    assert rows == counted()
    assert len(rows) == 10


def test_sums_of_each_kind_and_currency_are_exact_in_sql(run: Run) -> None:
    sums: Counter[tuple[str, str]] = Counter()
    for _, kind, *_rest, value, currency, _day, _lines in counted():
        sums[kind, currency] += value
    sql = "select kind, currency, sum(value) as total from budgets group by kind, currency"
    rows = json.loads(run("sql", sql, "--json", "--data", str(ORGANISATIONS)).out)
    assert {(row["kind"], row["currency"]): row["total"] for row in rows} == {
        key: pytest.approx(float(value)) for key, value in sums.items()
    }


def test_lines_of_a_budget_are_parts_that_add_up_to_it(budgets: Callable[..., Any]) -> None:
    [total] = budgets("--kind", "total-budget", "--year", "2023", "test fund")
    assert sum(line["value"] for line in total["lines"]) == total["value"] == Decimal("12500000.5")


@pytest.mark.parametrize(
    ("options", "count"),
    [
        ("XM-TEST-TRUST", 1),
        ("fonds", 9),
        ("--kind recipient-country-budget", 3),
        ("--kind total-budget --kind total-expenditure", 4),
        ("--country kenya", 2),
        ("--country KE --country PE", 3),
        # 2023 has days of the period from April to March, and of that from July to June.
        ("--year 2023", 6),
        ("--year 2022", 1),
        ("--year 2025..2030", 0),
        ("--year 2022..2023", 7),
        # A region and its countries, as everywhere.
        ("--region east-africa", 3),
        ("--region africa", 3),
        ("--region south-america", 1),
        ("--publisher XM-TEST-OTHER", 1),
        ("--publisher XM-TEST-FUND --country kenya --year 2024", 1),
        ("--limit 2", 2),
    ],
)
def test_budgets_are_found_by_what_they_state(budgets: Callable[..., Any], options: str, count: int) -> None:
    assert len(budgets(*options.split())) == count


def test_they_are_sorted_by_value_and_what_is_unknown_comes_last(run: Run, tmp_path: Path) -> None:
    file = tmp_path / "o.xml"
    values = ("2.5", "10", "x", "-3")
    file.write_text(_organisation("".join(_budget(value) for value in values)), encoding="utf-8")
    result = run(
        "budgets", "--sort", "-value", "--fields", "value,line", "--format", "csv", "--data", str(file)
    )
    assert [row.split(",")[0] for row in result.out.split()[1:]] == ["10", "2.5", "-3", ""]
    assert "'x' is not a sum" in result.err


def test_names_are_those_of_the_wanted_language(run: Run) -> None:
    out = run(
        *("budgets", "XM-TEST-FUND", "--lang", "fr", "--fields", "name", "--limit", "1", "--format", "csv"),
        *("--data", str(ORGANISATIONS)),
    ).out
    assert out.split("\r\n")[1] == "Fonds d'essai pour les tribunaux"


def test_documents_name_the_organisation_in_the_place_of_the_project(run: Run) -> None:
    [row] = json.loads(run("documents", "--json", "--data", str(ORGANISATIONS)).out)
    assert (row["project"], row["of"], row["countries"]) == ("XM-TEST-FUND", "organisation", ["KE", "PE"])
    assert row["description"] == "With accounts."
    named = json.loads(run("documents", "XM-TEST-FUND", "--json", "--data", str(ORGANISATIONS)).out)
    assert named == [row]


def test_a_file_of_organisations_lists_no_project_and_says_what_it_has(run: Run) -> None:
    for command in ("list", "results", "money", "by-theme", "timeline", "by publisher --per year"):
        result = run(*command.split(), "--data", str(ORGANISATIONS))
        assert result.code == 0
        note = "the data has no project, but 2 organisations with 10 budgets: `unodc budgets` lists them"
        assert note in result.err, command


def test_show_says_that_a_name_is_of_an_organisation(run: Run) -> None:
    result = run("show", "XM-TEST-FUND", "--data", str(ORGANISATIONS))
    assert result.code == 1
    assert "it is an organisation: `unodc budgets` and `unodc documents` know XM-TEST-FUND" in result.err


def test_a_folder_may_have_files_of_both_kinds(run: Run, tmp_path: Path) -> None:
    for name in ("organisations.xml", "money.xml", "details.xml"):
        shutil.copy(DATA / name, tmp_path)
    data = ("--data", str(tmp_path))
    assert len(json.loads(run("budgets", "--json", *data).out)) == 10
    alone = run("list", "--json", "--data", str(DATA / "money.xml"), "--data", str(DATA / "details.xml"))
    assert [p["id"] for p in json.loads(run("list", "--sort", "id", "--json", *data).out)] == sorted(
        p["id"] for p in json.loads(alone.out)
    )
    # Budgets of organisations are never added to those of activities.
    question = ("by", "kind", "--json")
    assert (
        run(*question, *data).out
        == run(*question, "--data", str(DATA / "details.xml"), "--data", str(DATA / "money.xml")).out
    )
    of = [row["of"] for row in json.loads(run("documents", "--json", *data).out)]
    assert of.count("organisation") == 1
    assert len(of) > 1
    filtered = json.loads(run("documents", "--json", "--level", "1", *data).out)
    assert {row["of"] for row in filtered}.isdisjoint({"organisation"})
    left_out = "1 row of an organisation is left out: the filters are on projects"
    assert left_out in run("documents", "--level", "1", *data).err
    for command in ("documents", "results --level 1"):
        assert "left out" not in run(*command.split(), *data).err


def test_a_curated_portfolio_has_none(run: Run) -> None:
    result = run("budgets")
    assert result.code == 0
    assert "nothing found: no budget of an organisation file" in result.err


def test_of_two_with_one_identifier_the_later_is_kept(run: Run, tmp_path: Path) -> None:
    for day, value in (("01", "1"), ("03", "3"), ("02", "2")):
        head = f"<iati-organisation last-updated-datetime='2024-01-{day}'>"
        text = _organisation(_budget(value)).replace("<iati-organisation>", head)
        (tmp_path / f"{value}.xml").write_text(text, encoding="utf-8")
    result = run("budgets", "--json", "--data", str(tmp_path))
    assert [row["value"] for row in json.loads(result.out)] == [3]
    assert "'XM-A' is also in" in result.err


def test_of_two_with_one_identifier_the_first_report_is_kept(run: Run, tmp_path: Path) -> None:
    for value, is_secondary in (("1", 0), ("3", 1)):
        head = f"<iati-organisation last-updated-datetime='2024-01-0{value}'>"
        reporter = f"<reporting-org ref='XM-{value}' type='10' secondary-reporter='{is_secondary}'/>"
        text = _organisation(reporter + _budget(value)).replace("<iati-organisation>", head)
        (tmp_path / f"{value}.xml").write_text(text, encoding="utf-8")
    result = run("budgets", "--json", "--data", str(tmp_path))
    assert [row["value"] for row in json.loads(result.out)] == [1]


def test_versions_1_write_names_and_identifiers_otherwise(run: Run, tmp_path: Path) -> None:
    file = tmp_path / "old.xml"
    file.write_text(
        """<iati-organisations version="1.05"><iati-organisation default-currency="GBP">
        <iati-identifier> GB-1 </iati-identifier><name>Department</name><reporting-org ref="GB-1"/>
        <recipient-country-budget><recipient-country code="ke">Kenya</recipient-country>
        <period-start iso-date="2012-04-01"/><period-end>2013-03-31</period-end><value>5</value>
        </recipient-country-budget></iati-organisation></iati-organisations>""",
        encoding="utf-8",
    )
    [row] = json.loads(run("budgets", "--json", "--data", str(file)).out)
    assert (row["organisation"], row["name"], row["country"]) == ("GB-1", "Department", "KE")
    assert (row["start"], row["end"], row["value"], row["currency"]) == ("2012-04-01", "2013-03-31", 5, "GBP")


def test_a_withdrawn_country_is_the_one_that_came_after_it(run: Run, tmp_path: Path) -> None:
    file = tmp_path / "o.xml"
    budget = _budget("5").replace("total-budget", "recipient-country-budget")
    budget = budget.replace("<period-start", "<recipient-country code='tp'/><period-start")
    file.write_text(_organisation(budget), encoding="utf-8")
    [row] = json.loads(run("budgets", "--country", "timor-leste", "--json", "--data", str(file)).out)
    assert (row["country"], row["recipient"]) == ("TL", "Timor-Leste")


@pytest.mark.parametrize(
    ("kind", "recipient", "name"),
    [
        ("org", 'recipient-org ref="XX-9"', "XX-9"),
        ("country", 'recipient-country code="qq"', "QQ"),
        ("region", 'recipient-region code="7"', "7"),
        ("region", 'recipient-region vocabulary="99" code="7"', "99:7"),
    ],
)
def test_a_recipient_without_a_name_is_known_by_its_code(
    run: Run, tmp_path: Path, kind: str, recipient: str, name: str
) -> None:
    budget = _budget("5").replace("total-budget", f"recipient-{kind}-budget")
    path = tmp_path / "organisations.xml"
    budget = budget.replace("<period-start", f"<{recipient}/><period-start", 1)
    path.write_text(_organisation(budget))
    [row] = json.loads(run("budgets", "--json", "--data", str(path)).out)
    assert row["recipient"] == name


def test_a_line_without_a_text_has_none(run: Run, tmp_path: Path) -> None:
    file = tmp_path / "o.xml"
    lines = (
        "<budget-line ref='a'><value>3</value></budget-line><budget-line>Cars<value>4</value></budget-line>"
    )
    file.write_text(_organisation(_budget("7").replace("<!--", f"{lines}<!--")), encoding="utf-8")
    [row] = json.loads(run("budgets", "--json", "--data", str(file)).out)
    assert [(line["ref"], line["text"]) for line in row["lines"]] == [("a", None), (None, "Cars")]


def test_rows_are_in_the_order_of_the_file(run: Run, tmp_path: Path) -> None:
    file = tmp_path / "o.xml"
    kinds = ("total-expenditure", "total-budget", "recipient-org-budget", "total-budget")
    texts = (_budget(str(n)).replace("total-budget", kind) for n, kind in enumerate(kinds))
    file.write_text(_organisation("".join(texts)), encoding="utf-8")
    rows = json.loads(run("budgets", "--json", "--data", str(file)).out)
    assert [row["kind"] for row in rows] == list(kinds)


def test_large_files_are_read_by_another_process(run: Run, tmp_path: Path) -> None:
    file = tmp_path / "large.xml"
    file.write_text(_organisation(_budget("1.25") * 9_000), encoding="utf-8")
    assert file.stat().st_size > 2_000_000
    result = run("sql", "select count(*) as n, sum(value) as v from budgets", "--json", "--data", str(file))
    assert json.loads(result.out) == [{"n": 9_000, "v": 11_250}]


def _organisation(inside: str) -> str:
    return (
        "<iati-organisations version='2.03'><iati-organisation><organisation-identifier>XM-A"
        f"</organisation-identifier>{inside}</iati-organisation></iati-organisations>"
    )


def _budget(value: str, start: str = "2024-01-01", end: str = "2024-12-31") -> str:
    return (
        f"<total-budget status='1'><period-start iso-date='{start}'/>\n<period-end iso-date='{end}'/>"
        f"<value currency='EUR' value-date='2024-01-01'>{value}</value><!-- {'x' * 60} --></total-budget>"
    )


FAULTS = {
    "organisation without an identifier": ("", "no identifier"),
    "a day that does not exist": (_budget("1", "2024-02-30"), "date that cannot be read"),
    "a value that is none": (_budget("1e6"), "value that cannot be read"),
    "a value too large": (_budget("9" * 400), "value that cannot be read"),
    "no currency": (_budget("1").replace("currency='EUR'", ""), "value without a currency"),
    "an unknown currency": (_budget("1").replace("EUR", "EUX"), "code on no codelist"),
    "an unknown status": (_budget("1").replace("status='1'", "status='7'"), "code on no codelist"),
    "no value": ("<total-budget/>", "element missing"),
    "a negative value": (_budget("-1"), "negative value"),
    "a placeholder": (_budget("1", "9999-01-01", "9999-12-31"), "placeholder year"),
    "longer than a year": (_budget("1", "2024-01-01", "2025-12-31"), "7.5.3"),
    "ends before it starts": (_budget("1", "2024-06-01", "2024-01-31"), "8.6.3"),
    "an unknown country": (
        "<recipient-country-budget><recipient-country code='QQ'/></recipient-country-budget>",
        "code on no codelist",
    ),
    "no country": ("<recipient-country-budget/>", "element missing"),
    "an unknown region": (
        "<recipient-region-budget><recipient-region code='1'/></recipient-region-budget>",
        "code on no codelist",
    ),
    "an organisation without a reference": (
        "<recipient-org-budget><recipient-org/></recipient-org-budget>",
        "partner without a reference",
    ),
    "two countries in one budget": (
        _budget("1")
        .replace("total-budget", "recipient-country-budget")
        .replace(
            "<period-start", "<recipient-country code='KE'/><recipient-country code='TZ'/><period-start"
        ),
        "element twice",
    ),
    "a document without an address": ("<document-link/>", "element missing"),
    "an unknown category": (
        "<document-link url='x'><category code='Q1'/></document-link>",
        "code on no codelist",
    ),
}


@pytest.mark.parametrize("name", FAULTS)
def test_check_finds_what_is_wrong_with_file_and_line(run: Run, tmp_path: Path, name: str) -> None:
    inside, finding = FAULTS[name]
    text = _organisation(f"\n\n{inside}")
    if name == "organisation without an identifier":
        text = text.replace("XM-A", "")
    file = tmp_path / "o.xml"
    file.write_text(text, encoding="utf-8")
    result = run("check", str(file), "--json")
    warnings = json.loads(result.out)["warnings"]
    found = [w for w in warnings if w["kind"].removeprefix("rule ") == finding]
    assert found, warnings
    assert {w["file"] for w in found} == {str(file)}
    assert all(w["line"] in (1, 3, 4) for w in found)
    # A budget that is not wrong has none of these.
    file.write_text(_organisation(f"\n\n{_budget('1')}"), encoding="utf-8")
    kinds = {
        w["kind"].removeprefix("rule ") for w in json.loads(run("check", str(file), "--json").out)["warnings"]
    }
    assert finding not in kinds


def test_check_counts_organisations_beside_activities(run: Run, tmp_path: Path) -> None:
    for name in ("organisations.xml", "money.xml"):
        shutil.copy(DATA / name, tmp_path)
    result = run("check", str(tmp_path))
    assert "2 organisations  with 10 budgets: `unodc budgets` lists them" in result.out
    document = json.loads(run("check", str(tmp_path), "--json").out)
    assert document["organisations"] == 2
    assert document["errors"] == []


@pytest.mark.parametrize("root", ["iati-organisations", "iati-activities"])
def test_nothing_is_lost_where_a_file_has_both(run: Run, tmp_path: Path, root: str) -> None:
    file = tmp_path / "both.xml"
    organisation = _organisation(_budget("5")).removeprefix("<iati-organisations version='2.03'>")
    organisation = organisation.removesuffix("</iati-organisations>")
    activity = "<iati-activity><iati-identifier>A-1</iati-identifier></iati-activity>"
    both = (activity, organisation, activity.replace("A-1", "A-2"), organisation.replace("XM-A", "XM-B"))
    file.write_text(f"<{root} version='2.03'>{''.join(both)}</{root}>", encoding="utf-8")
    data = ("--json", "--data", str(file))
    assert [row["organisation"] for row in json.loads(run("budgets", *data).out)] == ["XM-A", "XM-B"]
    assert [project["id"] for project in json.loads(run("list", *data).out)] == ["A-1", "A-2"]
    document = json.loads(run("check", str(file), "--json").out)
    assert document["organisations"] == 2
    # Each finding is of its own activity or organisation.
    assert {w["project"] for w in document["warnings"] if "A-1" in w["message"]} <= {"A-1"}
    assert {each["project"] for each in document["warnings"]} <= {"A-1", "A-2", "XM-A", "XM-B", None}


def test_an_organisation_without_budgets_is_no_mistake(run: Run, tmp_path: Path) -> None:
    file = tmp_path / "o.xml"
    file.write_text(_organisation(""), encoding="utf-8")
    result = run("budgets", "--data", str(file))
    assert result.code == 0
    assert "nothing found: no budget" in result.err
    assert "unodc budgets` lists them" not in result.err


@pytest.mark.parametrize(
    ("text", "message"),
    [
        ("<iati-organisations/>", "there is no organisation in it"),
        (
            "<iati-organisations xmlns='x'><iati-organisation/></iati-organisations>",
            "organisations in the namespace 'x' are not read",
        ),
        ("<iati-organisations><iati-organisation>", "not well-formed XML"),
    ],
)
def test_a_file_without_an_organisation_says_so(run: Run, tmp_path: Path, text: str, message: str) -> None:
    file = tmp_path / "o.xml"
    file.write_text(text, encoding="utf-8")
    result = run("budgets", "--data", str(file))
    assert (result.code, result.out) == (1, "")
    assert message in result.err


def test_what_is_said_of_a_portfolio_of_organisations_alone_names_them(run: Run) -> None:
    result = run("show", "--data", str(ORGANISATIONS))
    assert result.code == 0
    assert "2 organisations with 10 budgets: `unodc budgets` lists them" in result.err
