"""`unodc money`: the rows of money, against a count of the XML by other means."""

import csv
import io
import json
import xml.etree.ElementTree as ET
from collections import Counter
from collections.abc import Callable
from decimal import Decimal
from pathlib import Path
from typing import Any

import pytest

from conftest import Run

MONEY = Path(__file__).parents[1] / "data" / "money.xml"
KINDS = {"1": "incoming-funds", "2": "commitment", "3": "disbursement"}
OF_PERIODS = {
    ("budget", "1"): "budget",
    ("budget", "2"): "revised-budget",
    ("planned-disbursement", "1"): "planned-disbursement",
}


def counted() -> Counter[tuple[str, int, str]]:
    """Return the sums of the file by kind, level and currency, read by another parser."""
    sums: Counter[tuple[str, int, str]] = Counter()
    for activity in ET.parse(MONEY).getroot():
        for element in activity:
            value = element.find("value")
            if value is None or value.text == "much":
                continue
            kind = OF_PERIODS.get((element.tag, element.get("type", "1")))
            if kind is None:
                kind = KINDS[element.find("transaction-type").get("code")]  # type: ignore[union-attr,index]
            currency = value.get("currency") or activity.get("default-currency")
            level = int(activity.get("hierarchy", "1"))
            sums[kind, level, currency] += Decimal((value.text or "").replace(",", ""))  # type: ignore[index,assignment]
    return sums


@pytest.fixture
def money(run: Run) -> Callable[..., Any]:
    def rows(*arguments: str) -> Any:
        result = run("money", *arguments, "--json", "--data", str(MONEY))
        assert result.code == 0, result.err
        return json.loads(result.out, parse_float=Decimal)

    return rows


def test_a_hidden_column_without_any_value_is_not_missed(run: Run, on_terminal: Callable[..., None]) -> None:
    on_terminal(70)
    # The amounts of curated projects name neither level nor payee.
    curated = run("money", "--partner", "interpol", "--limit", "3")
    assert "receiver_name" not in curated.out
    assert "hidden columns" not in curated.err
    published = run("money", "--data", str(MONEY))
    assert "note: hidden columns: end, level, provider_name, receiver_name (" in published.err


def test_a_table_has_each_sum_with_its_currency_and_selected_columns_as_they_are(
    run: Run, on_terminal: Callable[..., None]
) -> None:
    on_terminal(100)
    header, _, first, *_ = run("money", "--kind", "commitment", "--data", str(MONEY)).out.splitlines()
    assert "currency" not in header
    assert " 1,000 EUR  2019-03-01" in first
    header, _, first, *_ = run("money", "--fields", "value,currency", "--data", str(MONEY)).out.splitlines()
    assert (header.split(), first.split()) == (["value", "currency"], ["1,200", "EUR"])


def test_the_rows_are_all_of_the_money(money: Callable[..., Any]) -> None:
    sums: Counter[tuple[str, int, str]] = Counter()
    for row in money():
        if row["value"] is not None:
            sums[row["kind"], row["level"], row["currency"]] += row["value"]
    assert sums == counted()


def test_a_row_says_all_that_is_known_of_it(money: Callable[..., Any]) -> None:
    [row] = money("--receiver", "unodc")
    assert row == {
        "project": "XX-DEMO-1-M1",
        "kind": "disbursement",
        "value": Decimal("100.01"),
        "currency": "EUR",
        "date": "2020-06-30",
        "end": None,
        "value_date": "2021-05-25",
        "level": 1,
        "provider": "xx-demo-1",
        "provider_name": "XX-DEMO-1",
        "provider_activity": "XX-DEMO-1-M1",
        "receiver": "unodc",
        "receiver_name": "United Nations Office On Drugs Andcrime*",
        "receiver_activity": None,
        "sectors": [],
        "countries": [],
        "regions": [],
        "aid_type": "C01",
        "flow_type": "20",
        "finance_type": None,
        "channel": "2",
        "humanitarian": None,
        "phase": None,
        "file": str(MONEY),
        "line": 26,
        "ref": None,
        "description": None,
        "status": None,
        "tied_status": None,
        "aid_types": [],
        "provider_type": None,
        "receiver_type": None,
        "updated": None,
    }


@pytest.mark.parametrize(
    ("arguments", "values"),
    [
        (("--kind", "revised-budget"), ["1500"]),
        (("--kind", "budget"), ["1200", "1000"]),
        (("--kind", "current-budget"), ["1500", "1000"]),
        (("--year", "2019"), ["1000"]),
        (("--kind", "budget", "--year", "2022"), ["1000"]),
        (("--kind", "commitment", "--from", "2020-02-29", "--to", "2020"), ["333.33"]),
        (("--kind", "commitment", "--level", "2"), ["100", "900"]),
        (("--kind", "commitment", "--min", "900"), ["1000", "900"]),
        (("--kind", "commitment", "--min", "0.9k"), ["1000", "900"]),
        (("--kind", "commitment", "--min", "333.33", "--sort", "value"), ["333.33", "900", "1000"]),
        (("--kind", "commitment", "--min", "333.34", "--sort", "-value"), ["1000", "900"]),
        (("--provider", "demo trust"), ["100.01"]),
        (("--country", "uganda", "--kind", "commitment"), ["100", "900"]),
        (("--kind", "disbursement", "--limit", "2"), ["100.01", "-0.05"]),
    ],
    ids=" ".join,
)
def test_filters_find_rows(money: Callable[..., Any], arguments: tuple[str, ...], values: list[str]) -> None:
    assert [row["value"] for row in money(*arguments)] == [Decimal(value) for value in values]


PLANS = """<iati-activities version="1.05"><iati-activity default-currency="EUR">
<iati-identifier>XX-1</iati-identifier>{}</iati-activity></iati-activities>"""
PLAN = """<planned-disbursement{}><period-start iso-date="2014-01-01"/><period-end iso-date="{}"/>
<value value-date="2013-01-01">{}</value></planned-disbursement>"""


@pytest.fixture
def plans(tmp_path: Path) -> str:
    """Return a file with a period planned on three days and on none, and one planned twice on a day."""
    path = tmp_path / "plans.xml"
    plans = (
        (' updated="2013-06-01"', "2014-03-31", "10"),
        (' updated="2014-02-01"', "2014-03-31", "12"),
        (' updated="2012-01-01"', "2014-03-31", "5"),
        (' updated="2013-06-01"', "2014-12-31", "100"),
        (' updated="2013-06-01"', "2014-12-31", "200"),
        ("", "2014-03-31", "1000"),
    )
    path.write_text(PLANS.format("".join(PLAN.format(*plan) for plan in plans)))
    return str(path)


def test_a_current_plan_is_the_last_of_its_period(run: Run, plans: str) -> None:
    kind = ("--kind", "current-planned-disbursement")
    rows = json.loads(run("money", *kind, "--json", "--data", plans).out)
    assert [row["value"] for row in rows] == [12, 100, 200, 1000]
    total = run("by", "year", *kind, "--json", "--data", plans)
    assert json.loads(total.out)[-1]["total"] == 1312
    left_out = "left out, since later sums of the same periods replace them; 15 EUR of planned-disbursement"
    assert left_out in total.err
    assert left_out in run("money", *kind, "--data", plans).err


def test_all_plans_stay_and_a_note_says_that_earlier_ones_are_added(run: Run, plans: str) -> None:
    total = run("by", "year", "--kind", "planned-disbursement", "--json", "--data", plans)
    assert json.loads(total.out)[-1]["total"] == 1327
    assert "in the totals: plans of periods that were planned again; 15 EUR of planned-dis" in total.err
    assert "planned again" not in run("by", "year", "--kind", "budget", "--data", plans).err


def test_originals_that_are_left_out_are_said(run: Run) -> None:
    result = run("by", "year", "--kind", "current-budget", "--data", str(MONEY))
    assert "left out, since later sums of the same periods replace them; 1,200 EUR of budget" in result.err
    assert "left out" not in run("by", "year", "--kind", "budget", "--data", str(MONEY)).err


def test_what_cannot_be_read_is_a_row_without_a_value(money: Callable[..., Any]) -> None:
    [row] = [row for row in money("--kind", "disbursement", "--level", "1") if row["value"] is None]
    assert (row["currency"], row["line"]) == ("EUR", 29)


def test_a_day_that_is_none_is_no_date_and_a_fault(run: Run, money: Callable[..., Any]) -> None:
    assert [row["date"] for row in money("--min", "12.5", "--kind", "disbursement", "--level", "1")] == [
        "2020-06-30",
        None,
        "2020-05-04",
    ]
    faults = json.loads(run("sql", "select line, message from faults", "--json", "--data", str(MONEY)).out)
    assert {"line": 28, "message": "'2021-02-30' is not a date"} in faults


def test_rows_count_and_are_the_same_in_every_form(run: Run) -> None:
    data = ("--data", str(MONEY))
    rows = list(csv.reader(io.StringIO(run("money", "--format", "csv", *data).out)))
    documents = [json.loads(line) for line in run("money", "--format", "ndjson", *data).out.splitlines()]
    assert int(run("money", "--count", *data).out) == len(rows) - 1 == len(documents) == 19
    assert rows[0] == list(documents[0])
    assert [row[2] for row in rows[1:4]] == ["1200", "1500", "1000"]


def test_amounts_of_a_curated_portfolio_are_rows_with_the_dates_that_are_known(small: Run) -> None:
    rows = json.loads(small("money", "--json").out)
    amounts = json.loads(small("list", "--json").out)
    assert len(rows) == sum(len(project["amounts"]) for project in amounts)
    assert all(row["level"] is None and row["line"] is None for row in rows)
    phases = {(p["id"], phase["id"]): phase for p in amounts for phase in p["phases"]}
    for row in rows:
        phase = phases.get((row["project"], row["phase"]), {"start": None, "end": None})
        assert (row["date"], row["end"]) == (phase["start"], phase["end"])


@pytest.mark.parametrize(
    ("arguments", "said"),
    [
        (("--kind", "commitmnt"), "there is no kind of money 'commitmnt'"),
        (("--level", "one"), "--level one: a hierarchy level is a number"),
        (("--year", "20x0"), "--year: '20x0' is not a date"),
        (("--year", "2021..2020"), "--year 2021..2020: it ends before it begins"),
        (("--from", "2021", "--to", "2020"), "--from 2021 is after --to 2020"),
        (("--min", "much"), "--min much: it is not a sum of money"),
        (("--receiver", "nobody"), "there is no receiver of money 'nobody'"),
        (("--sort", "sectors"), "there is no field to sort by 'sectors'"),
    ],
    ids=lambda value: " ".join(value) if isinstance(value, tuple) else "",
)
def test_what_means_nothing_is_said(run: Run, arguments: tuple[str, ...], said: str) -> None:
    result = run("money", *arguments, "--data", str(MONEY))
    assert result.code == 2
    assert said in result.err


def test_nothing_found_is_said(run: Run) -> None:
    result = run("money", "--year", "1999", "--data", str(MONEY))
    assert (result.code, result.out.count("\n")) == (0, 1)
    assert "no money meets all of these conditions" in result.err


def test_sql_adds_up_exactly(run: Run) -> None:
    sql = """select kind, level, currency, sum(units) as units, sum(trillionths) as rest from money
        where units is not null group by 1, 2, 3"""
    rows = json.loads(run("sql", sql, "--json", "--data", str(MONEY)).out)
    sums = {
        (row["kind"], row["level"], row["currency"]): row["units"] + Decimal(row["rest"]) / 10**12
        for row in rows
    }
    assert sums == counted()


def test_sql_has_shares_of_projects_and_of_rows(run: Run) -> None:
    sql = """select s.project, m.value, s.kind, code, percentage from shares s
        left join money m on m.id = s.money where s.project like '%M2' and s.kind = 'country'"""
    rows = json.loads(run("sql", sql, "--json", "--data", str(MONEY)).out)
    assert [(row["value"], row["code"]) for row in rows] == [(100, "KE"), (900, "UG")]


def test_a_page_has_money_by_year_and_whom_it_is_paid_to(run: Run) -> None:
    page = run("show", "XX-DEMO-1-M1", "--data", str(MONEY)).out
    table = page.split("Money by year\n")[1].split("\n\n")[0].splitlines()
    assert [line.split() for line in table[2:]] == [
        ["2019", "1,000"],
        ["2020", "1,200", "1,500", "333.33", "100.01"],
        ["2021", "753.42", "365", "-0.05"],
        ["2022", "246.58"],
        ["not", "dated", "150.13", "12.50"],
        ["TOTAL", "2,200", "1,500", "515.13", "1,333.33", "112.46"],
    ]
    paid = page.split("Paid to\n")[1].split("\n\n")[0].splitlines()
    assert paid[2:] == ["  United Nations Office On Drugs Andcrime*  disbursement  100.01 EUR      1"]
    # A single year says no more than the amounts do.
    assert "Money by year" not in run("show", "XX-DEMO-2-M3", "--data", str(MONEY)).out


def test_a_budget_of_nothing_is_no_column_and_no_year(run: Run, tmp_path: Path) -> None:
    file = tmp_path / "activities.xml"
    file.write_text(
        """<iati-activities><iati-activity default-currency="EUR"><iati-identifier>XX-1-A</iati-identifier>
        <budget><period-start iso-date="2017-01-01"/><value value-date="2017-01-01">0</value></budget>
        <transaction><transaction-type code="3"/><transaction-date iso-date="2018-01-01"/><value>7</value>
        </transaction><transaction><transaction-type code="3"/><transaction-date iso-date="2019-01-01"/>
        <value>8.5</value></transaction></iati-activity></iati-activities>""",
        encoding="utf-8",
    )
    page = run("show", "XX-1-A", "--data", str(file)).out
    table = page.split("Money by year\n")[1].split("\n\n")[0].splitlines()
    assert [line.split() for line in table] == [
        ["year", "disbursement", "EUR"],
        [table[1].strip()],
        ["2018", "7"],
        ["2019", "8.50"],
        ["TOTAL", "15.50"],
    ]
