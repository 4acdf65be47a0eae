"""Divide money: by published percentages, and by days over a period. Nothing is lost by rounding."""

from collections.abc import Iterator, Sequence
from datetime import date
from functools import lru_cache
from typing import Final, NamedTuple

from unodc_cli.exact import CENT, ONE

# A percentage of 100, in trillionths.
WHOLE: Final = 100 * ONE
# The parts of the calendar by which money is laid out.
PERIODS: Final = ("year", "quarter", "month", "fiscal-year")
# The month and day on which the year of the calendar begins.
JANUARY: Final = 101
_MONTHS, _QUARTERS = 12, 4


def split(value: int, percentages: Sequence[int]) -> list[int]:
    """Divide a value by percentages; what they leave over, or have too much, comes last.

    All are in trillionths. Parts are whole cents, or as small as the value's own last decimal, and add up to
    the value: what rounding leaves over goes to the largest remainders.
    """
    smallest = _smallest(value)
    units = abs(value) // smallest
    shares = [*percentages, WHOLE - sum(percentages)]
    parts, remainders = [], []
    for share in shares:
        part, remainder = divmod(units * share, WHOLE)
        parts.append(part)
        remainders.append(remainder)
    left = units - sum(parts)
    if left:
        largest = sorted(range(len(shares)), key=lambda index: -remainders[index])
        for index in largest[:left]:
            parts[index] += 1
    signed = smallest if value >= 0 else -smallest
    return [part * signed for part in parts]


def _smallest(value: int) -> int:
    """Return a cent, or the smaller power of ten of which a value is a whole number."""
    unit = CENT
    while value % unit:
        unit //= 10
    return unit


class Span(NamedTuple):
    """The days of a period, by the parts of the calendar in which they are."""

    # Each part, and the number of days up to its end.
    ends: tuple[tuple[str, int], ...]
    days: int

    def spread(self, value: int) -> Iterator[tuple[str, int]]:
        """Divide a value by days, each part with what belongs to it.

        A part has what all days to its end have, in cents, less what those before it have: so the months of a
        year add up to the year, and all of them to the value.
        """
        passed = 0
        for part, days in self.ends:
            until = share_of_days(value, days, self.days)
            if until != passed:
                yield part, until - passed
            passed = until


def share_of_days(value: int, days: int, of: int) -> int:
    """Return what so many of the days of a value have: in cents, halves up, and of all days all of it."""
    if days == of:
        return value
    return (2 * value * days + of * CENT) // (2 * of * CENT) * CENT


@lru_cache(maxsize=10_000)
def span(first: int, last: int, per: str, starts: int = JANUARY) -> Span | None:
    """Return the days of a period (20210131) by years, quarters or months; None if it cannot be spread.

    A period of one day, or one that ends before it starts, is none. `starts` is the month and day on which a
    fiscal year begins.
    """
    if last <= first:
        return None
    begins, ends = _ordinal(first), _ordinal(last) + 1
    parts, here = [], first
    while here <= last:
        after = _after(here, per, starts)
        parts.append((part(here, per, starts), min(_ordinal(after), ends) - begins))
        here = after
    return Span(tuple(parts), ends - begins)


def part(day: int, per: str, starts: int = JANUARY) -> str:
    """Return the part of the calendar in which a day is: 2021, 2021-Q1, 2021-03 or 2021/22."""
    year, month = day // 10_000, day // 100 % 100
    if per == "year":
        return f"{year:04}"
    if per == "month":
        return f"{year:04}-{month:02}"
    if per == "quarter":
        return f"{year:04}-Q{(month + 2) // 3}"
    year = (day - starts) // 10_000
    return f"{year:04}" if starts == JANUARY else f"{year:04}/{(year + 1) % 100:02}"


def _after(day: int, per: str, starts: int) -> int:
    """Return the first day of the next part of the calendar."""
    year, month = day // 10_000, day // 100 % 100
    if per == "year":
        return (year + 1) * 10_000 + JANUARY
    if per == "fiscal-year":
        return ((day - starts) // 10_000 + 1) * 10_000 + starts
    length = 1 if per == "month" else _MONTHS // _QUARTERS
    months = (month - 1) // length * length + length
    return (year + months // _MONTHS) * 10_000 + (months % _MONTHS + 1) * 100 + 1


def _ordinal(day: int) -> int:
    year, month, rest = day // 10_000, day // 100 % 100, day % 100
    if year > date.max.year:
        return date.max.toordinal() + 1
    return date(year, month, rest).toordinal()
