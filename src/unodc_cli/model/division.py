"""Divide money: by published percentages, and by days over a period. Nothing is lost.

Parts are exact to a trillionth; `rounding` makes cents of them once all are added up.
"""

from collections.abc import Iterator, Sequence
from datetime import date
from functools import lru_cache
from typing import Final, NamedTuple

from unodc_cli.model.exact import ONE

# A percentage of 100, in trillionths.
WHOLE: Final = 100 * ONE
# The parts of the calendar by which money is laid out.
PERIODS: Final = ("year", "quarter", "month", "fiscal-year")
# The month and day on which the year of the calendar begins.
JANUARY: Final = 101
_MONTHS, _QUARTERS = 12, 4


def split(value: int, percentages: Sequence[int]) -> list[int]:
    """Divide a value by percentages; the remainder, which may be negative, comes last.

    All are in trillionths, and the parts add up to the value: what rounding leaves over goes to the largest
    remainders.
    """
    shares = [*percentages, WHOLE - sum(percentages)]
    parts = [value * share // WHOLE for share in shares]
    if left := value - sum(parts):
        remainders = [value * share % WHOLE for share in shares]
        for index in sorted(range(len(shares)), key=lambda index: -remainders[index])[:left]:
            parts[index] += 1
    return parts


class Span(NamedTuple):
    """The days of a period, by the parts of the calendar in which they are."""

    # Each part, and the number of days up to its end.
    ends: tuple[tuple[str, int], ...]
    days: int

    def spread(self, value: int) -> Iterator[tuple[str, int]]:
        """Yield each part with its share of a value (in trillionths), by days.

        A part gets the share of all days up to its end, less that of the days before: parts add up.
        """
        passed = 0
        for part, days in self.ends:
            until = value * days // self.days
            yield part, until - passed
            passed = until


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
