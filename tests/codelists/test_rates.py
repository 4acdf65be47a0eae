"""Money in another currency: right figures, and none where there is no rate."""

import sqlite3
from datetime import date, timedelta
from decimal import ROUND_HALF_UP, Decimal, localcontext
from fractions import Fraction

import pytest
from hypothesis import given
from hypothesis import strategies as st

from unodc_cli.codelists import ecb, rates
from unodc_cli.codelists.parities import PARITIES
from unodc_cli.codelists.rates import Missing, Rate, convert_cents, shipped

CENT = Decimal("0.01")
LAST = "2026-10-30"
BEFORE_LAST = st.dates(date(1999, 1, 4), date.fromisoformat(LAST)).map(date.isoformat)
ALWAYS = st.sampled_from(["USD", "JPY", "GBP", "CHF", "XAF", "DEM", "EUR"])


def converted(value: str, currency: str, day: str, to: str = "EUR", *, latest: bool = False) -> Decimal:
    rate = shipped(latest=latest).rate(currency, day, to)
    assert not isinstance(rate, Missing), rate
    return (Decimal(value) * rate.numerator / rate.denominator).quantize(CENT, ROUND_HALF_UP)


def missing(currency: str, day: str, to: str = "EUR", *, latest: bool = False) -> Missing:
    answer = shipped(latest=latest).rate(currency, day, to)
    assert isinstance(answer, Missing), answer
    return answer


# Figures that the ECB published on these days.
@pytest.mark.parametrize(
    ("currency", "day", "units"),
    [
        ("USD", "1999-01-04", "1.1789"),
        ("JPY", "1999-01-04", "133.73"),
        ("USD", "2000-10-26", "0.8252"),
        ("USD", "2008-07-15", "1.5990"),
        ("GBP", "2016-06-24", "0.80750"),
        ("ISK", "2008-12-09", "290.0"),
        ("RUB", "2022-03-01", "117.2010"),
        ("TRL", "2004-12-31", "1836200"),
        ("BGN", "2025-12-31", "1.9558"),
        ("ZAR", "2026-10-30", "18.6455"),
    ],
)
def test_a_rate_is_the_one_that_was_published(currency: str, day: str, units: str) -> None:
    answer = shipped().rate("EUR", day, currency)
    assert isinstance(answer, Rate)
    assert Fraction(answer.numerator, answer.denominator) == Fraction(units)
    assert [(quote.day, quote.source) for quote in answer.quotes] == [(day, "ECB reference rates")]


def test_a_value_is_divided_by_the_units_of_its_currency_for_a_euro() -> None:
    assert converted("100", "USD", "2008-07-15") == Decimal("62.54")
    assert converted("100", "EUR", "2008-07-15", "USD") == Decimal("159.90")
    # By way of the euro: 100 ÷ 1.1789 × 133.73.
    assert converted("100", "USD", "1999-01-04", "JPY") == Decimal("11343.63")


# Good Friday of 2021 was on the 2nd of April; the ECB published on the 1st and on the 6th.
@pytest.mark.parametrize("day", ["2021-04-01", "2021-04-02", "2021-04-03", "2021-04-04", "2021-04-05"])
def test_a_day_without_rates_takes_the_last_ones_before_it(day: str) -> None:
    answer = shipped().rate("EUR", day, "USD")
    assert isinstance(answer, Rate)
    assert answer.quotes[0].day == "2021-04-01"
    # Neither those of the 6th, nor what lies between.
    assert Fraction(answer.numerator, answer.denominator) == Fraction("1.1746")


def test_what_is_not_known_to_the_day_is_not_converted() -> None:
    assert [missing("USD", day).reason for day in ("2021", "2021-04", "", "20210401", "2021-02-30")] == [
        "no day"
    ] * 5


@pytest.mark.parametrize(
    ("currency", "day", "reason"),
    [
        ("USD", "1999-01-03", "before the first rate"),
        ("USD", "1998-12-31", "before the first rate"),
        ("BGN", "2000-07-18", "before the first rate"),
        ("USD", "2026-10-31", "after the last rate"),
        ("USD", "2030-06-30", "after the last rate"),
        ("RUB", "2022-03-02", "after the last rate"),
        # The ECB had no rate of the króna from December 2008 to January 2018.
        ("ISK", "2008-12-10", "no rate then"),
        ("ISK", "2018-01-31", "no rate then"),
        ("DEM", "1998-12-31", "before the first rate"),
        ("XAF", "1993-06-30", "before the first rate"),
        ("GRD", "2000-12-31", "before the first rate"),
        ("XDR", "2020-06-30", "unknown currency"),
        ("not a currency", "2020-06-30", "unknown currency"),
    ],
)
def test_a_currency_without_a_rate_on_the_day_is_not_converted(currency: str, day: str, reason: str) -> None:
    assert missing(currency, day) == (reason, currency)
    assert missing("EUR", day, currency) == (reason, currency)


def test_a_day_after_the_last_rates_takes_those_if_it_may() -> None:
    assert converted("1.1172", "USD", LAST) == converted("1.1172", "USD", "2030-06-30", latest=True) == 1
    # What had ended before has no last rate to take.
    assert missing("RUB", "2030-06-30", latest=True).reason == "after the last rate"
    assert missing("USD", "1998-12-31", latest=True).reason == "before the first rate"
    assert converted("1.95583", "BGN", "2030-06-30", latest=True) == 1


def test_the_same_currency_needs_no_rate_and_no_day() -> None:
    assert converted("1.23", "XDR", "", "XDR") == Decimal("1.23")
    assert converted("1.23", "EUR", "1950-01-01") == Decimal("1.23")


# Article 1 of Regulation (EC) No 2866/98, in its consolidated form.
LAW = {
    "ATS": "13.7603",
    "BEF": "40.3399",
    "BGN": "1.95583",
    "CYP": "0.585274",
    "DEM": "1.95583",
    "EEK": "15.6466",
    "ESP": "166.386",
    "FIM": "5.94573",
    "FRF": "6.55957",
    "GRD": "340.750",
    "HRK": "7.53450",
    "IEP": "0.787564",
    "ITL": "1936.27",
    "LTL": "3.45280",
    "LUF": "40.3399",
    "LVL": "0.702804",
    "MTL": "0.429300",
    "NLG": "2.20371",
    "PTE": "200.482",
    "SIT": "239.640",
    "SKK": "30.1260",
}


@pytest.mark.parametrize(("currency", "units"), LAW.items())
def test_a_replaced_currency_has_the_rate_of_the_law(currency: str, units: str) -> None:
    quote = shipped().quote(currency, "2026-06-30")
    assert not isinstance(quote, Missing)
    assert Fraction(quote.units, quote.per) == Fraction(units)
    assert "2866/98, Article 1" in quote.source


@pytest.mark.parametrize(
    ("currency", "day", "euro"),
    [
        ("XAF", "2015-06-30", "655.957"),
        ("XOF", "1999-01-01", "655.957"),
        ("KMF", "2030-01-01", "491.96775"),
        ("BAM", "2020-01-01", "1.95583"),
        ("CVE", "2020-01-01", "110.265"),
        ("DEM", "2010-01-01", "1.95583"),
        ("GRD", "2001-01-01", "340.750"),
        ("BGN", "2026-01-01", "1.95583"),
        ("XEU", "1995-05-05", "1"),
    ],
)
def test_a_rate_fixed_by_law_holds_since_the_law(currency: str, day: str, euro: str) -> None:
    quote = shipped().quote(currency, day)
    assert not isinstance(quote, Missing)
    assert Fraction(quote.units, quote.per) == Fraction(euro)


def test_the_pacific_franc_is_fixed_by_the_thousand() -> None:
    assert converted("1000", "XPF", "2020-01-01") == Decimal("8.38")


def test_a_fixed_rate_and_a_published_one_make_a_rate_together() -> None:
    answer = shipped().rate("XAF", "2015-01-01", "USD")
    assert isinstance(answer, Rate)
    assert [quote.day for quote in answer.quotes] == ["1999-01-01", "2014-12-31"]
    assert Fraction(answer.numerator, answer.denominator) == Fraction("1.2141") / Fraction("655.957")


# An independent check of the days in the table of laws: until then, the ECB published rates.
@pytest.mark.parametrize("currency", sorted(set(PARITIES) & set(ecb.table().places)))
def test_a_currency_that_the_euro_replaced_had_rates_until_then(currency: str) -> None:
    (*_, (_, end)) = ecb.table().places[currency].stretches
    since = date.fromisoformat(PARITIES[currency].since)
    last, following = (date.fromordinal(day) for day in ecb.table().days[end - 1 : end + 1])
    assert last < since <= following
    assert (since.month, since.day) == (1, 1)


def test_the_laws_fix_the_rates_of_these_currencies() -> None:
    assert set(PARITIES) == {*LAW, "XEU", "XAF", "XOF", "KMF", "CVE", "BAM", "XPF"}


def test_the_last_day_of_the_rates_is_told() -> None:
    assert rates.last_day() == LAST


@given(st.integers(-(10**15), 10**15), ALWAYS, BEFORE_LAST, ALWAYS)
def test_cents_are_the_value_rounded_half_up(cents: int, currency: str, day: str, to: str) -> None:
    rate = shipped().rate(currency, day, to)
    assert isinstance(rate, Rate)
    with localcontext(prec=50):
        exact = (Decimal(cents) * rate.numerator / rate.denominator).quantize(Decimal(1), ROUND_HALF_UP)
    assert convert_cents(cents, rate.numerator, rate.denominator) == exact


@given(ALWAYS, BEFORE_LAST, ALWAYS)
def test_a_rate_there_and_back_is_one(currency: str, day: str, to: str) -> None:
    there, back = shipped().rate(currency, day, to), shipped().rate(to, day, currency)
    assert isinstance(there, Rate)
    assert isinstance(back, Rate)
    assert Fraction(there.numerator, there.denominator) * Fraction(back.numerator, back.denominator) == 1


DAYS = st.lists(BEFORE_LAST | st.sampled_from(["1998-12-31", "2026-10-31", "2021", "2015-06-30"]), max_size=8)
CURRENCIES = st.sampled_from(["USD", "GBP", "ISK", "RUB", "CYP", "BGN", "XAF", "EUR", "XDR"])


@given(CURRENCIES, DAYS, CURRENCIES, st.booleans())
def test_the_rates_of_several_days_are_those_of_each(
    currency: str, days: list[str], to: str, latest: bool
) -> None:
    fractions = shipped(latest=latest).fractions(currency, days, to)
    assert list(fractions) == list(dict.fromkeys(days))
    for day, fraction in fractions.items():
        rate = shipped(latest=latest).rate(currency, day, to)
        if isinstance(rate, Missing):
            assert fraction == rate
        else:
            assert Fraction(rate.numerator, rate.denominator) == Fraction(*fraction)


@given(BEFORE_LAST)
def test_a_rate_is_at_most_a_week_old(day: str) -> None:
    quote = shipped().quote("USD", day)
    assert not isinstance(quote, Missing)
    assert timedelta(0) <= date.fromisoformat(day) - date.fromisoformat(quote.day) <= timedelta(days=5)


@given(st.integers(-(10**13), 10**13), ALWAYS, BEFORE_LAST, ALWAYS)
def test_sqlite_can_do_the_same_in_its_whole_numbers(cents: int, currency: str, day: str, to: str) -> None:
    rate = shipped().rate(currency, day, to)
    assert isinstance(rate, Rate)
    # In two parts, since a product of all three does not fit.
    expression = "sign(:c) * (abs(:c) / :d * :n + (abs(:c) % :d * :n * 2 + :d) / (2 * :d))"
    values = {"c": cents, "n": rate.numerator, "d": rate.denominator}
    with sqlite3.connect(":memory:") as connection:
        ((answer,),) = connection.execute(f"SELECT {expression}", values)
    assert answer == convert_cents(cents, rate.numerator, rate.denominator)


def test_the_rates_that_ship_fit_the_whole_numbers_of_sqlite() -> None:
    currencies = [*ecb.table().places, *PARITIES]
    for day in ("1999-06-30", "2004-06-30", "2009-06-30", "2021-06-30", LAST):
        rates = shipped()
        found = [rates.fractions(currency, [day], to)[day] for currency in currencies for to in currencies]
        fractions = [fraction for fraction in found if not isinstance(fraction, Missing)]
        assert len(fractions) > 500
        assert max((2 * numerator + 1) * denominator for numerator, denominator in fractions) < 2**63


@pytest.mark.parametrize(
    ("cents", "numerator", "denominator", "rounded"),
    [(1, 1, 2, 1), (-1, 1, 2, -1), (1, 1, 3, 0), (2, 1, 3, 1), (0, 7, 3, 0), (5, 3, 10, 2), (-5, 3, 10, -2)],
)
def test_a_half_is_rounded_away_from_zero(cents: int, numerator: int, denominator: int, rounded: int) -> None:
    assert convert_cents(cents, numerator, denominator) == rounded
