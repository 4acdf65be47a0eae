"""The shapes in which exchange rates are published: from a row of a file to rates.

- `date, currency, rate` (and `base`, else EUR): units for one of the base. A date is a day, a month or a
  year; the rate of a month or year holds for all of it, that of a day until the currency's next.
- InforEuro, the European Commission's: a month (`isoA3Code`, `value`; its `month` in a column, or in the name
  of the file), or the history of a currency (`currencyIso`, `amount`, `dateStart`, `dateEnd`).
- The IMF's, as Code for IATI publishes them: `Date, Rate, Currency, Frequency`, units for one US dollar.
- The ECB's own: `Date`, and a column for each currency.
"""

import re
from collections.abc import Callable, Iterator
from datetime import date, timedelta
from decimal import Decimal
from functools import cache
from typing import Final, NamedTuple

from unodc_cli.model.names import single_blanks

EURO, DOLLAR = "EUR", "USD"
_RATE: Final = re.compile(r"[0-9]{1,15}(?:\.[0-9]{1,30})?(?:[Ee][+-]?[0-9]{1,2})?")
_SMALLEST, _LARGEST = Decimal("1e-15"), Decimal("1e15")
_CURRENCY: Final = re.compile("[A-Z]{3}")
_PERIOD: Final = re.compile(r"([0-9]{4})(?:-([0-9]{2})(?:-([0-9]{2}))?)?")
_DAY_FIRST: Final = re.compile(r"([0-9]{2})/([0-9]{2})/([0-9]{4})")
_MONTH_IN_NAME: Final = re.compile(r"(?<![0-9])((?:19|20)[0-9]{2})[-_.]?(0[1-9]|1[0-2])(?![0-9])")
_NONE: Final = {"", "n/a"}
# The months for which a rate of the IMF holds; 0: a day.
_FREQUENCIES: Final = {"D": 0, "M": 1, "Q": 3, "A": 12}
_LONGEST: Final = 40


class Row(dict[str, str]):
    """The cells of a row by their columns, whose names are in small letters, without blanks."""

    def __missing__(self, _: str) -> str:
        """Return an empty cell for a column that the row does not have."""
        return ""


class Period(NamedTuple):
    """The days for which a rate holds, as ordinals; without an end, until the next."""

    start: int
    end: int | None


class FileRate(NamedTuple):
    """A rate as the file gives it: units of the currency for one of the base."""

    currency: str
    period: Period
    rate: Decimal
    base: str
    line: int


class RowError(Exception):
    """A row cannot be read. The message says what was expected."""


class FileError(Exception):
    """The file cannot be read any further, from a line on."""

    def __init__(self, line: int | None, message: str) -> None:
        super().__init__(message)
        self.line = line


Shape = Callable[[Row, int, str], Iterator[FileRate]]


def shape_of(columns: set[str], line: int) -> Shape:
    """Return the function that reads rows with these columns."""
    columns = columns - {""}
    for needed, shape in _SHAPES:
        if needed <= columns:
            return shape
    if "date" in columns and len(columns) > 1 and all(map(_is_code, columns - {"date"})):
        return by_column
    expected = "the columns date, currency and rate, or those of InforEuro, the IMF or the ECB"
    raise FileError(line, f"is not a table of exchange rates: expected {expected}")


def plain(row: Row, line: int, _: str) -> Iterator[FileRate]:
    """Yield the rate of a row with a date, a currency and a rate."""
    base = _currency(row["base"] or EURO)
    yield FileRate(_currency(row["currency"]), _period(row["date"]), _rate(row["rate"]), base, line)


def imf(row: Row, line: int, _: str) -> Iterator[FileRate]:
    """Yield the rate of a row of the IMF's, if it names a currency."""
    if not row["currency"]:
        return
    currency, rate = _currency(row["currency"]), _rate(row["rate"])
    if currency == DOLLAR:
        # Other countries' old money stands under the dollar too. The file with rates for one SDR looks the
        # same but for this.
        if row["countrycode"] in ("", "US") and rate != 1:
            raise FileError(line, f"has rates for something else than a US dollar, which is {rate} here")
        return
    yield FileRate(currency, _up_to(row["date"], row["frequency"]), rate, DOLLAR, line)


def inforeuro_month(row: Row, line: int, name: str) -> Iterator[FileRate]:
    """Yield the rate of a row of a month of InforEuro."""
    in_name = _MONTH_IN_NAME.search(name)
    month = row["month"] or row["period"] or ("-".join(in_name.groups()) if in_name else "")
    if row["year"]:
        month = f"{row['year']}-{row['month']:0>2}"
    if not month:
        example = "inforeuro-2021-06.json"
        raise FileError(line, f"says no month: add a column month, or name the file like {example}")
    yield FileRate(_currency(row["isoa3code"]), _period(month), _rate(row["value"]), EURO, line)


def inforeuro_history(row: Row, line: int, _: str) -> Iterator[FileRate]:
    """Yield the rate of a row of a currency's history in InforEuro."""
    base = _currency(row["refcurrencyiso"] or EURO)
    start, end = _day(row["datestart"]).toordinal(), _day(row["dateend"]).toordinal()
    if end < start:
        msg = f"ends on {_shown(row['dateend'])}, before it starts on {_shown(row['datestart'])}"
        raise RowError(msg)
    yield FileRate(_currency(row["currencyiso"]), Period(start, end), _rate(row["amount"]), base, line)


def by_column(row: Row, line: int, _: str) -> Iterator[FileRate]:
    """Yield the rates of a day of the ECB's, a currency each."""
    period = Period(_day(row["date"]).toordinal(), None)
    for column, text in row.items():
        if column != "date" and text.casefold() not in _NONE:
            yield FileRate(_currency(column), period, _rate(text), EURO, line)


_SHAPES: Final[tuple[tuple[set[str], Shape], ...]] = (
    ({"currencyiso", "amount", "datestart", "dateend"}, inforeuro_history),
    ({"isoa3code", "value"}, inforeuro_month),
    ({"date", "rate", "currency", "frequency"}, imf),
    ({"date", "rate", "currency"}, plain),
)


def _shown(text: str) -> str:
    line = single_blanks(text)
    return f"'{line if len(line) <= _LONGEST else line[:_LONGEST] + '…'}'"


def _is_code(column: str) -> bool:
    return bool(_CURRENCY.fullmatch(column.upper()))


@cache
def _currency(text: str) -> str:
    if not _is_code(text):
        msg = f"{_shown(text)} is not a currency: write its three letters, such as USD"
        raise RowError(msg)
    return text.upper()


def _rate(text: str) -> Decimal:
    rate = Decimal(text) if _RATE.fullmatch(text) else Decimal(0)
    if not _SMALLEST <= rate <= _LARGEST:
        msg = f"{_shown(text)} is not a rate: write a positive number such as 655.957"
        raise RowError(msg)
    return rate


def _period(text: str) -> Period:
    match = _PERIOD.fullmatch(text)
    try:
        if match:
            year, month, day = (int(part) if part else 0 for part in match.groups())
            first = date(year, month or 1, day or 1)
            last = date(year, month or 12, day or 1)
            return Period(first.toordinal(), None if day else _end_of_month(last))
    except ValueError:
        pass
    msg = f"{_shown(text)} is not a date: write 2021-06-30, 2021-06 or 2021"
    raise RowError(msg)


def _day(text: str) -> date:
    day_first = _DAY_FIRST.fullmatch(text)
    iso = "-".join(reversed(day_first.groups())) if day_first else text
    period = _period(iso)
    if period.end is not None:
        msg = f"{_shown(text)} is not a day: write 2021-06-30"
        raise RowError(msg)
    return date.fromordinal(period.start)


# A file of the IMF's has each of its days for some 200 countries.
@cache
def _up_to(text: str, frequency: str) -> Period:
    """Return the period that ends with a day: its month, quarter or year, or the day itself."""
    if frequency not in _FREQUENCIES:
        msg = f"{_shown(frequency)} is not a frequency: expected D, M, Q or A"
        raise RowError(msg)
    last, months = _day(text), _FREQUENCIES[frequency]
    if not months:
        return Period(last.toordinal(), None)
    first = max(last.year * 12 + last.month - months, 12)
    return Period(date(first // 12, first % 12 + 1, 1).toordinal(), _end_of_month(last))


def _end_of_month(day: date) -> int:
    if day.month == 12:  # noqa: PLR2004 - December
        return date(day.year, 12, 31).toordinal()
    return (date(day.year, day.month + 1, 1) - timedelta(days=1)).toordinal()
