"""`unodc by`: money added up, each cell against a count of the XML by other means."""

import csv
import io
import json
from collections.abc import Callable
from fractions import Fraction
from pathlib import Path
from typing import Any

import pytest

from conftest import Run
from counted import Series, added_up, rows

MONEY = Path(__file__).parents[1] / "data" / "money.xml"
Ask = Callable[..., list[dict[str, Any]]]
CENT = Fraction(1, 100)


@pytest.fixture
def ask(run: Run) -> Ask:
    def records(*arguments: str) -> list[dict[str, Any]]:
        result = run("by", *arguments, "--json", "--data", str(MONEY))
        assert result.code == 0, result.err
        loaded: list[dict[str, Any]] = json.loads(result.out, parse_float=Fraction, parse_int=Fraction)
        return loaded

    return records


def series(record: dict[str, Any]) -> Series:
    return record["kind"], record["level"], record["currency"]


def key(record: dict[str, Any]) -> str:
    return str(record["key"] or record["row"])


def cells(record: dict[str, Any]) -> dict[str, Fraction]:
    return {cell["key"]: cell["value"] for cell in record["cells"]}


@pytest.mark.parametrize("per", [None, "year", "quarter", "month", "fiscal-year"])
@pytest.mark.parametrize("by", ["sector", "country"])
def test_divided_money_is_what_another_count_finds_and_adds_up(ask: Ask, by: str, per: str | None) -> None:
    options = ["--per", per] if per else []
    starts = ["--fiscal-year-start", "07-16"] if per == "fiscal-year" else []
    records = ask(by, "--split", *options, *starts)
    exact = added_up(MONEY, by, per)
    totals: dict[tuple[Series, str], Fraction] = {}
    for record in records:
        of_row = cells(record) if per else {"": record["total"]}
        assert sum(of_row.values()) == record["total"]
        for column, value in of_row.items():
            if record["row"] == "total":
                # What stands in a column adds up to its total, and all rows to that of all.
                assert totals[series(record), column] == value
            else:
                assert abs(value - exact.pop((series(record), key(record), column))) < CENT
                place = series(record), column
                totals[place] = totals.get(place, Fraction()) + value
    assert not any(exact.values())
    assert {series(r): r["total"] for r in records if r["row"] == "total"} == published()


def published() -> dict[Series, Fraction]:
    sums: dict[Series, Fraction] = {}
    for row in rows(MONEY):
        sums[row.series] = sums.get(row.series, Fraction()) + row.value
    return sums


@pytest.mark.parametrize("by", ["year", "quarter", "month"])
def test_periods_are_spread_by_their_days(ask: Ask, by: str) -> None:
    exact = {place[:2]: value for place, value in added_up(MONEY, by).items()}
    found = {(series(r), key(r)): r["total"] for r in ask(by) if r["row"] != "total"}
    assert found.keys() == exact.keys()
    assert all(abs(found[place] - value) < CENT for place, value in exact.items())


def test_a_table_as_rows(run: Run) -> None:
    result = run("by", "country", "--per", "year", "--split", "--kind", "disbursement", "--format", "csv",
                 "--level", "2", "--data", str(MONEY))  # fmt: skip
    assert list(csv.reader(io.StringIO(result.out))) == [
        ["key", "name", "kind", "level", "currency", "2020", "total"],
        ["KE", "Kenya", "disbursement", "2", "USD", "6.51", "6.51"],
        ["UG", "Uganda", "disbursement", "2", "USD", "6.5", "6.5"],
        ["unallocated", "", "disbursement", "2", "USD", "-3", "-3"],
        ["TOTAL", "", "disbursement", "2", "USD", "10.01", "10.01"],
    ]
    assert (
        "note: percentages add up to more than 100 in XX-DEMO-2-M3: the surplus is subtracted" in result.err
    )


@pytest.mark.parametrize("form", ["table", "json", "csv", "markdown", "svg", "html"])
def test_columns_are_selected_in_every_format(run: Run, form: str) -> None:
    result = run("by", "country", "--per", "year", "--fields", "key,total", "--format", form,
                 "--data", str(MONEY))  # fmt: skip
    assert result.code == 0, result.err
    assert "KE" in result.out
    assert "Kenya" not in result.out


def test_rows_for_a_spreadsheet_say_that_the_total_is_one_of_them(run: Run) -> None:
    said = "note: TOTAL is a row too"
    asked = ("by", "year", "--data", str(MONEY))
    assert said in run(*asked, "--format", "csv").err
    assert said not in run(*asked, "--json").err
    one = ("--kind", "commitment", "--level", "1")
    result = run(*asked, *one, "--fields", "key,total,row", "--format", "csv")
    assert said not in result.err
    *groups, total = csv.DictReader(io.StringIO(result.out))
    assert {row["row"] for row in groups} == {"group"}
    assert total["row"] == "total"
    assert sum(map(Fraction, (row["total"] for row in groups))) == Fraction(total["total"])


def test_percentages_below_zero_are_said(run: Run, tmp_path: Path) -> None:
    published = MONEY.read_text(encoding="utf-8")
    data = tmp_path / "below.xml"
    below = published.replace('percentage="66.67"', 'percentage="120"')
    data.write_text(below.replace('percentage="33.33"', 'percentage="-20"'), encoding="utf-8")
    note = "note: percentages are below zero in XX-DEMO-1-M1: their part is subtracted"
    assert note in run("by", "sector", "--split", "--data", str(data)).err
    assert "below zero" not in run("by", "sector", "--split", "--data", str(MONEY)).err
    assert "below zero" not in run("by", "country", "--split", "--data", str(data)).err


def test_years_may_be_a_span(ask: Ask) -> None:
    each = [ask("year", "--year", "2019", "--year", "2020"), ask("year", "--year", "2019-2020")]
    assert each[0] == each[1] == ask("year", "--year", "2019..2020")
    assert {key(row) for row in each[0]} >= {"2019", "2020"}
    assert ask("year", "--year", "..2020") == each[0]


def test_without_split_money_counts_in_each_group_and_it_is_said(run: Run, ask: Ask) -> None:
    options = ("country", "--kind", "disbursement", "--level", "2")
    assert [(r["name"], r["total"]) for r in ask(*options)] == [
        ("Kenya", Fraction("10.01")),
        ("Uganda", Fraction("10.01")),
        ("TOTAL", Fraction("10.01")),
    ]
    err = run("by", *options, "--data", str(MONEY)).err
    assert "note: money of a project with several countries counts in each of them: --split divides it" in err


def test_the_own_place_of_a_transaction_stands_in_the_place_of_the_project(ask: Ask) -> None:
    found = {r["name"]: r["total"] for r in ask("country", "--kind", "commitment", "--level", "2")}
    assert found == {"Uganda": 900, "Kenya": 100, "TOTAL": 1000}


def test_what_is_left_out_by_a_limit_is_one_row(ask: Ask) -> None:
    options = ("sector", "--split", "--kind", "disbursement", "--level", "1", "--limit", "1")
    assert [(r["name"], r["total"]) for r in ask(*options) if r["currency"] == "EUR"] == [
        ("Security system management and reform", Fraction("74.98")),
        ("1 other", Fraction("37.48")),
        ("TOTAL", Fraction("112.46")),
    ]


def test_groups_that_have_money_in_common_are_not_added_up(ask: Ask) -> None:
    records = ask("country", "--kind", "disbursement", "--level", "2", "--limit", "1")
    assert [(r["row"], r["total"]) for r in records] == [
        ("group", Fraction("10.01")),
        ("others", None),
        ("total", Fraction("10.01")),
    ]


def test_one_dimension_across_another(ask: Ask) -> None:
    [ended, total] = ask("status", "--across", "country", "--kind", "commitment", "--level", "2")
    assert ended["key"] == "ended"
    assert cells(ended) == {"KE": Fraction(100), "UG": Fraction(900)}
    assert cells(total) == cells(ended)
    by_year = ask("year", "--across", "publisher", "--kind", "disbursement", "--level", "1")
    assert [(r["name"], cells(r)) for r in by_year if r["currency"] == "EUR"] == [
        ("2020", {"XX-DEMO-1": Fraction("100.01")}),
        ("2021", {"XX-DEMO-1": Fraction("-0.05")}),
        ("not dated", {"XX-DEMO-1": Fraction("12.5")}),
        ("TOTAL", {"XX-DEMO-1": Fraction("112.46")}),
    ]


def test_a_value_date_can_be_the_date(run: Run, ask: Ask) -> None:
    options = ("year", "--kind", "disbursement", "--receiver", "unodc", "--date", "value-date")
    assert [r["name"] for r in ask(*options)] == ["2021", "TOTAL"]
    assert "note: all value dates are of one month, 2021-05" in run("by", *options, "--data", str(MONEY)).err


def test_budgets_are_of_their_period_whatever_the_date_of_transactions(ask: Ask) -> None:
    options = ("year", "--year", "2022", "--date", "value-date")
    assert [(r["kind"], r["name"]) for r in ask(*options)] == [
        ("budget", "2021"),
        ("budget", "2022"),
        ("budget", "TOTAL"),
    ]


def test_what_is_in_no_sum_is_counted(run: Run) -> None:
    err = run("by", "year", "--data", str(MONEY)).err
    assert "note: 1 value cannot be read and is in no sum" in err


def test_groups_are_sorted_by_a_sum(ask: Ask) -> None:
    options = ("sector", "--split", "--per", "year", "--kind", "commitment", "--level", "1", "--sort", "2019")
    assert [key(r) for r in ask(*options)] == ["16063", "15210", "total"]


def test_money_is_converted_at_the_rate_of_its_day(run: Run, ask: Ask) -> None:
    # ECB: 1.1383 on 2019-03-01, a Friday; 1.0977 on 2020-02-28, the last before a Saturday.
    records = ask("year", "--kind", "commitment", "--level", "1", "--in", "usd")
    assert [(r["name"], r["currency"], r["total"]) for r in records] == [
        ("2019", "USD", Fraction("1138.3")),
        ("2020", "USD", Fraction("365.9")),
        ("TOTAL", "USD", Fraction("1504.2")),
    ]
    assert records[1]["original"] == [{"currency": "EUR", "value": Fraction("333.33")}]
    in_euros = ask("year", "--kind", "commitment", "--level", "1", "--in", "eur")
    # What is in the currency already is its own original.
    assert [r["original"] for r in in_euros] == [[{"currency": "EUR", "value": r["total"]}] for r in in_euros]
    err = run("by", "year", "--in", "EUR", "--data", str(MONEY)).err
    assert (
        "note: 3 values in USD, XAF converted to EUR at the last rate published on or before the day" in err
    )
    assert "ECB reference rates (to 2026-10-30), rates fixed by law" in err


def test_all_series_become_one_but_for_what_has_no_rate(ask: Ask) -> None:
    [*_, euros, _, other] = ask("currency", "--kind", "disbursement", "--level", "1", "--in", "EUR")
    assert (euros["row"], euros["total"]) == ("total", Fraction("1112.46"))
    assert euros["original"] == [
        {"currency": "EUR", "value": Fraction("112.46")},
        {"currency": "XAF", "value": 655957},
    ]
    assert (other["currency"], other["total"], other["original"]) == ("ZZZ", 7, None)


def test_a_rate_of_a_file_comes_first(run: Run, ask: Ask, tmp_path: Path) -> None:
    rates = tmp_path / "mine.csv"
    rates.write_text("date,currency,rate\n2019,USD,2\n2020,USD,3\n", encoding="utf-8")
    options = ("year", "--kind", "commitment", "--level", "1", "--in", "USD", "--rates", str(rates))
    assert [r["total"] for r in ask(*options)] == [2000, Fraction("999.99"), Fraction("2999.99")]
    assert "mine.csv (to 2020-12-31), ECB reference rates" in run("by", *options, "--data", str(MONEY)).err
    rates.write_text("date,currency,rate\n2019-13,USD,2\n", encoding="utf-8")
    result = run("by", *options, "--data", str(MONEY))
    assert (result.code, f"{rates}:2: " in result.err) == (1, True)


def test_a_day_after_the_last_rate_is_converted_only_if_that_is_asked_for(run: Run, tmp_path: Path) -> None:
    plan = tmp_path / "plan.xml"
    plan.write_text(
        """<iati-activities version="2.03"><iati-activity default-currency="USD">
        <iati-identifier>X-1</iati-identifier><budget><period-start iso-date="2049-01-01"/>
        <period-end iso-date="2049-12-31"/><value>100</value></budget></iati-activity></iati-activities>""",
        encoding="utf-8",
    )
    result = run("by", "year", "--in", "EUR", "--data", str(plan))
    assert "TOTAL\tbudget\t1\tUSD\t100\n" in result.out
    assert "1 value not converted, in rows of their own currency: 1 USD (after the last rate)" in result.err
    assert "--rates-latest converts what is after the last rate" in result.err
    assert "\tEUR\t" in run("by", "year", "--in", "EUR", "--rates-latest", "--data", str(plan)).out


@pytest.mark.parametrize("by", ["year", "country", "currency"])
def test_converted_sums_add_up(ask: Ask, by: str) -> None:
    columns: dict[tuple[Series, str], Fraction] = {}
    split, per = ["--split"] * (by == "country"), ["--per", "month"] * (by != "year")
    for record in ask(by, "--in", "JPY", *split, *per):
        of_row = cells(record) if per else {"": record["total"]}
        assert sum(of_row.values()) == record["total"]
        assert all((value * 100).denominator == 1 for value in of_row.values()) or record["original"] is None
        for column, value in of_row.items():
            place = series(record), column
            if record["row"] == "total":
                assert columns[place] == value
            else:
                columns[place] = columns.get(place, Fraction()) + value


def test_a_table_on_a_terminal_fits_and_other_formats_have_everything(
    run: Run, on_terminal: Callable[..., None]
) -> None:
    on_terminal(60)
    command = ("by", "month", "--kind", "budget", "--data", str(MONEY))
    bars = run(*command).out
    assert bars.startswith("budget, level 1, EUR\nkey")
    assert "█" in bars
    wide = ("by", "sector", "--per", "month", "--split", "--kind", "budget", "--data", str(MONEY))
    table = run(*wide)
    assert "before 202" in table.out
    assert max(map(len, table.out.splitlines())) <= 60
    assert "older columns were put together: before" in " ".join(table.err.split())
    for name in ("csv", "markdown", "svg", "json"):
        assert "2020-01" in run(*wide, "--format", name).out
    assert run(*command, "--unit", "k").out.startswith("budget, level 1, EUR thousands\n")
    assert "there is no unit 'b'" in run(*command, "--unit", "b").err


@pytest.mark.parametrize("name", ["theme", "partner", "country", "programme"])
def test_short_forms_are_the_same(small: Run, name: str) -> None:
    assert small("by", name, "--json") == small(f"by-{name}", "--json")


@pytest.mark.parametrize(
    "name", ["sector", "sector-category", "publisher", "status", "region", "goal", "marker"]
)
def test_projects_are_counted_by_every_dimension_that_they_have(run: Run, name: str) -> None:
    groups = json.loads(run("by", name, "--json", "--data", str(MONEY)).out)
    words = json.loads(run("terms", name, "--json", "--data", str(MONEY)).out)
    counts = {word["id"]: word["count"] for word in words}
    assert all(counts[group["key"]] == group["count"] == len(group["projects"]) for group in groups)


def test_money_of_one_partner_is_no_other_partners(run: Run) -> None:
    records = json.loads(run("by", "partner", "--kind", "partner-share", "--json").out)
    totals = {r["key"]: r["total"] for r in records if r["currency"] == "EUR"}
    assert totals["imo; unodc"] == 16000000
    assert totals[None] == sum(value for key, value in totals.items() if key) == 52165958


def test_curated_money_is_spread_over_its_phase_and_not_over_a_project(small: Run) -> None:
    records = json.loads(small("by", "year", "--kind", "eu-contribution", "--json").out)
    names = [(r["currency"], r["name"]) for r in records]
    assert ("USD", "not dated") in names
    assert all(name in ("not dated", "TOTAL") for currency, name in names if currency == "USD")


@pytest.mark.parametrize(
    "name", ["status", "sector", "publisher", "receiver", "provider", "kind", "currency"]
)
def test_the_words_of_a_dimension_are_listed(run: Run, name: str) -> None:
    words = json.loads(run("terms", name, "--json", "--data", str(MONEY)).out)
    assert words
    assert all(word["count"] for word in words)


@pytest.mark.parametrize(
    ("arguments", "said"),
    [
        ((), "by needs a DIMENSION"),
        (("colour",), "there is no dimension 'colour'"),
        (("year", "--per", "month"), "rows and columns are both parts of the calendar: year and month"),
        (("theme", "--per", "week"), "there is no part of the calendar 'week'"),
        (
            ("theme", "--per", "year", "--across", "status"),
            "--per conflicts with --across",
        ),
        (("theme", "--split"), "--split: no percentages are published by theme"),
        (("theme", "--fiscal-year-start", "04"), "--fiscal-year-start is for fiscal years"),
        (("fiscal-year", "--fiscal-year-start", "13"), "--fiscal-year-start 13: it is not a month"),
        (("fiscal-year", "--fiscal-year-start", "02-29"), "--fiscal-year-start 02-29: it is not a month"),
        (("year", "--date", "today"), "there is no date of money 'today'"),
        (("year", "--in", "ducats"), "--in ducats: there is no such currency"),
        (("year", "--in", "ngn"), "there are no exchange rates of NGN"),
        (("year", "--rates-latest"), "rates are for --in"),
        (("year", "--sort", "colour"), "there is no field to sort by 'colour'"),
    ],
    ids=lambda value: " ".join(value) if isinstance(value, tuple) else "",
)
def test_what_means_nothing_is_said(run: Run, arguments: tuple[str, ...], said: str) -> None:
    result = run("by", *arguments, "--data", str(MONEY))
    assert result.code == 2
    assert said in result.err


def test_terms_of_nothing(run: Run) -> None:
    assert "terms needs a DIMENSION" in run("terms").err
    assert "there is no dimension with terms 'year'" in run("terms", "year").err


def test_no_money_is_said(run: Run) -> None:
    result = run("by", "year", "--kind", "commitment", "--year", "1999", "--data", str(MONEY))
    assert (result.code, "no money meets all of these conditions" in result.err) == (0, True)


@pytest.mark.parametrize("command", [["by", "year"], ["money"]])
def test_a_kind_that_the_data_does_not_have_names_those_that_it_has(run: Run, command: list[str]) -> None:
    result = run(*command, "--kind", "pledge", "--kind", "total-budget", "--data", str(MONEY))
    assert (
        "note: nothing found: the data has no pledge or total-budget, but budget, revised-budget,"
        in result.err
    )
    # It is there, but not in that year.
    result = run(*command, "--kind", "current-budget", "--year", "1999", "--data", str(MONEY))
    assert "nothing found: no money meets all of these conditions" in result.err


def test_sectors_of_another_vocabulary_are_a_dimension(run: Run, ask: Ask) -> None:
    options = ("sector/99", "--kind", "commitment", "--level", "2")
    assert [(r["key"], r["row"], r["total"]) for r in ask(*options)] == [
        ("99:1@https://example.org/a", "group", 900),
        ("99:1@https://example.org/b", "group", 900),
        (None, "none known", 100),
        (None, "total", 1000),
    ]
    assert [(r["name"], r["count"]) for r in ask("sector/99")] == [("Boats", 1), ("Harbours", 1)]
    terms = run("terms", "sector/99", "--format", "csv", "--fields", "name", "--data", str(MONEY))
    assert terms.out.split() == ["name", "Boats", "Harbours"]
    assert ask("sector/1") == ask("sector")
    assert ask("sector/2", "--split") == ask("sector-category", "--split")
    assert run("by", "sector/99'", "--data", str(MONEY)).code == 2
    assert run("by", "theme/99", "--data", str(MONEY)).code == 2


def test_a_category_in_the_place_of_a_sector_counts_as_such_and_it_is_said(run: Run, tmp_path: Path) -> None:
    file = tmp_path / "coarse.xml"
    sectors = '<sector vocabulary="1" code="15210"', '<sector vocabulary="1" code="152"'
    file.write_text(MONEY.read_text(encoding="utf-8").replace(*sectors), encoding="utf-8")
    assert "sector-category" not in run("by", "sector", "--data", str(file)).err
    only = file.read_text(encoding="utf-8").replace('code="72050"', 'code="152"')
    file.write_text(only, encoding="utf-8")
    err = run("by", "sector", "--data", str(file)).err
    assert "1 of these has only a category of sectors: `unodc by sector-category` counts it" in err
    assert "152" in run("by", "sector-category", "--data", str(file), "--format", "csv").out


@pytest.mark.parametrize(
    ("arguments", "is_said"),
    [
        (("year", "--kind", "budget", "--year", "2021"), True),
        (("kind", "--per", "quarter", "--year", "2022"), True),
        (("year", "--kind", "budget", "--year", "2020"), False),
        (("year", "--kind", "budget"), False),
        (("country", "--kind", "budget", "--year", "2021"), False),
    ],
)
def test_other_years_than_those_asked_for_are_explained(
    arguments: tuple[str, ...], is_said: bool, run: Run
) -> None:
    notes = run("by", *arguments, "--data", str(MONEY)).err
    assert ("periods that touch the years asked for" in notes) is is_said


def test_the_countries_with_the_most_money_are_kept_on_a_terminal(
    run: Run, on_terminal: Callable[..., None]
) -> None:
    words = ("by", "country", "--kind", "eu-contribution", "--json")
    countries = [row["key"] for row in json.loads(run(*words).out) if row["row"] == "group"]
    on_terminal(80)
    result = run("by", "theme", "--across", "country", "--kind", "eu-contribution")
    header = result.out.splitlines()[1].split()
    kept = header[2 : header.index("others") - 1]
    assert header[:2] == ["key", "name"]
    assert kept
    assert set(kept) == set(countries[: len(kept)])
    # Projects have several countries, so that their money would count twice.
    assert "…" in result.out.splitlines()[-1]
    assert f"{len(countries) - len(kept)} others (all other formats have them all)" in result.err
