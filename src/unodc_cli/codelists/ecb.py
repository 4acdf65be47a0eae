"""The euro foreign exchange reference rates of the European Central Bank, as they ship.

`ecb_rates.bin` is made by scripts/make_rates.py: lines of text that say what follows them, an empty line, and
the rates as differences of whole numbers, packed for each currency on its own. A question unpacks only the
currencies that it needs.
"""

import sys
import zlib
from array import array
from bisect import bisect_right
from collections.abc import Sequence
from functools import cache
from itertools import accumulate
from pathlib import Path
from typing import Final, NamedTuple

SOURCE: Final = "ECB reference rates"
FILE: Final = Path(__file__).with_name("ecb_rates.bin")


class Place(NamedTuple):
    """The position of a currency in the file, and how its rates are packed."""

    decimals: int
    code: str  # of the array of differences
    first: int
    # The first index into the days and that past the last, of each stretch of days with a rate.
    stretches: Sequence[tuple[int, int]]
    start: int
    end: int


class Table(NamedTuple):
    """The table, its rates still packed."""

    days: Sequence[int]  # with rates, as ordinals, ascending
    places: dict[str, Place]
    packed: bytes


class Series(NamedTuple):
    """A currency's rates: units for one euro, as whole numbers of so many decimals."""

    decimals: int
    # One for each of the table's days; None where the ECB published none.
    values: Sequence[int | None]


@cache
def table() -> Table:
    """Return the table."""
    head, _, packed = FILE.read_bytes().partition(b"\n\n")
    (first, end), *lines = (line.split("\t") for line in head.decode().split("\n"))
    steps = zlib.decompress(packed[: int(end)], -15)
    places = {}
    for currency, decimals, code, value, edges, start, stop in lines:
        numbers = [int(edge) for edge in edges.split(",")]
        stretches = list(zip(numbers[::2], numbers[1::2], strict=True))
        places[currency] = Place(int(decimals), code, int(value), stretches, int(start), int(stop))
    return Table(list(accumulate(steps, initial=int(first))), places, packed)


@cache
def series(currency: str) -> Series:
    """Return the rates of a currency that the table has."""
    place = table().places[currency]
    planes = zlib.decompress(table().packed[place.start : place.end], -15)
    steps = array(place.code)
    # The low bytes of all differences stand before the high ones, since that compresses better.
    count, mixed = len(planes) // steps.itemsize, bytearray(len(planes))
    for byte in range(steps.itemsize):
        mixed[byte :: steps.itemsize] = planes[byte * count : (byte + 1) * count]
    steps.frombytes(mixed)
    if sys.byteorder == "big":
        steps.byteswap()
    rates = list(accumulate(steps, initial=place.first))
    values: list[int | None] = [None] * len(table().days)
    passed = 0
    for start, end in place.stretches:
        values[start:end] = rates[passed : passed + end - start]
        passed += end - start
    return Series(place.decimals, values)


def index_of(day: int) -> int:
    """Return the index of the last day with rates on or before a day (an ordinal); -1 before the first."""
    return bisect_right(table().days, day) - 1
