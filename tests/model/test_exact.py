"""Exact numbers: what is parsed is what is printed and added up."""

import json
from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from unodc_cli.model import exact
from unodc_cli.model.exact import sum_of_money, to_json

DECIMALS = st.decimals(-(10**15), 10**15, allow_nan=False, places=12)
CENTS = st.decimals(-(10**14), 10**14, allow_nan=False, places=2)


@given(DECIMALS)
def test_a_number_is_parsed_and_printed_exactly(value: Decimal) -> None:
    parsed = exact.parse(f"{value:f}")
    assert parsed == int(value * 10**12)
    assert Decimal(exact.plain(parsed)) == value


@given(st.lists(DECIMALS, max_size=20))
def test_whole_units_and_trillionths_add_up_apart(values: list[Decimal]) -> None:
    parts = [exact.parts(int(value * 10**12)) for value in values]
    units, rests = sum(part[0] for part in parts), sum(part[1] for part in parts)
    assert exact.of_parts(units, rests) == sum(int(value * 10**12) for value in values)


@pytest.mark.parametrize("text", ["", "-", ".", "+.", "1e3", "1,000", " 1", "1 ", "١", "½", "1.2.3", "--1"])
def test_what_is_no_plain_decimal_number_is_none(text: str) -> None:
    assert exact.parse(text) is None


@pytest.mark.parametrize(
    ("text", "plain"),
    [
        ("1", "1"),
        ("-1.50", "-1.5"),
        ("+.5", "0.5"),
        ("7.", "7"),
        ("-0", "0"),
        ("0.0000000000005", "0.000000000001"),
    ],
)
def test_a_number_is_printed_with_the_decimals_that_it_needs(text: str, plain: str) -> None:
    value = exact.parse(text)
    assert value is not None
    assert exact.plain(value) == plain


@pytest.mark.parametrize(
    ("text", "drawn"),
    [
        ("2212481.925", "2,212,481.93"),
        ("2212481.924", "2,212,481.92"),
        ("-0.005", "-0.01"),
        ("0.5", "0.50"),
        ("1234567890123456.25", "1,234,567,890,123,456.25"),
    ],
)
def test_people_see_cents_and_halves_go_up(text: str, drawn: str) -> None:
    value = exact.number(exact.parse(text) or 0)
    assert sum_of_money(value) == drawn


@given(DECIMALS | CENTS)
def test_json_has_the_exact_number(value: Decimal) -> None:
    written = to_json({"value": exact.number(int(value * 10**12)), "text": "\x1f1.5\x1f", "é": 1})
    assert json.loads(written, parse_float=Decimal)["value"] == value
    assert to_json(exact.loads(written)) == written


@given(CENTS)
def test_a_number_in_json_is_written_as_elsewhere(value: Decimal) -> None:
    number = exact.number(int(value * 10**12))
    assert to_json(number) == str(number)


def test_json_keeps_what_is_no_sum_of_money() -> None:
    assert exact.loads("[1e300, 0.1234567890123456]") == [1e300, 0.1234567890123456]


def test_a_float_is_the_number_that_was_read() -> None:
    assert exact.trillionths(485816360.42) == 485816360_420000000000
    assert exact.trillionths(1e16) == 10**28


def test_a_figure_is_whole_however_it_is_written() -> None:
    figures = ((1000, "1,000 hours"), (1e3, "1,000 hours"), (2.5, "2.5 hours"), (None, "hours"))
    for figure, text in figures:
        assert exact.counted({"figure": figure, "what": "hours"}) == text
