"""The parts into which groups of money are divided: by days, by percentages, or all of it for each key."""

from collections.abc import Iterable
from functools import lru_cache
from typing import Final, NamedTuple

from unodc_cli.model import exact
from unodc_cli.model.division import WHOLE, Span, part, span, split
from unodc_cli.query.dimensions import Dimension
from unodc_cli.query.grouped import BETWEEN, NONE, NOT_DATED, PERCENTAGE, UNALLOCATED, Group, days_of
from unodc_cli.query.layout import Layout


class Parts(NamedTuple):
    """The parts of a value: by days, by percentages, or all of it for each key."""

    keys: tuple[str, ...] = ("",)
    percentages: tuple[int, ...] = ()
    days: Span | None = None
    # True if several keys have all of it.
    overlap: bool = False

    def of(self, value: int) -> Iterable[tuple[str, int]]:
        """Return each key with its part of a value."""
        if self.days:
            return self.days.spread(value)
        if self.percentages:
            parts = split(value, self.percentages)
            return [entry for entry in zip((*self.keys, UNALLOCATED), parts, strict=True) if entry[1]]
        return [(key, value) for key in self.keys]


# All of a value in the only column.
_ALL: Final = Parts()


class Divider:
    """Divides groups of rows into parts; each kind of division is worked out once."""

    def __init__(self, layout: Layout, row_keys: dict[int, str], column_keys: dict[int, str]) -> None:
        self._layout = layout
        self._row_keys = row_keys
        self._column_keys = column_keys
        self._cache: dict[tuple[str, int | str | None], Parts] = {}
        # Of some project they add up to more than 100 %, or one is below zero.
        self.has_wrong_shares = False

    def parts_of(self, group: Group) -> tuple[Parts, Parts]:
        """Return the parts of a group among the rows and among the columns."""
        return (
            self._along(self._layout.rows, group.row_keys, self._row_keys, group.days),
            self._along(self._layout.columns, group.column_keys, self._column_keys, group.days),
        )

    def _along(
        self, dimension: Dimension | None, key: int | str | None, keys: dict[int, str], days: int | None
    ) -> Parts:
        if dimension is None:
            return _ALL
        place = dimension.name, days if dimension.source == "period" else key
        parts = self._cache.get(place)
        if parts is None:
            parts = self._cache[place] = (
                self._of_days(dimension.selector, days)
                if dimension.source == "period"
                else self._of_keys(dimension, keys.get(key) if isinstance(key, int) else key)
            )
        return parts

    def _of_days(self, per: str, days: int | None) -> Parts:
        first, last = days_of(days)
        starts = self._layout.starts
        if first is None:
            return Parts((NOT_DATED,))
        if last is None:
            return Parts((part(first, per, starts),))
        period = span(first, last, per, starts)
        return Parts(days=period) if period else Parts((NOT_DATED,))

    def _of_keys(self, dimension: Dimension, keys: str | None) -> Parts:
        if not keys:
            return Parts((NONE,))
        if dimension.source != "terms":
            return Parts((keys,))
        entries = keys.split(BETWEEN)
        if not self._layout.is_divided(dimension):
            terms = tuple(dict.fromkeys(entries))
            return Parts(terms, overlap=len(terms) > 1)
        shares: dict[str, int] = {}
        for entry in entries:
            key, _, percentage = entry.partition(PERCENTAGE)
            # One alone has everything, even without a percentage.
            share = _exactly(percentage) if percentage else WHOLE if len(entries) == 1 else 0
            shares[key] = shares.get(key, 0) + share
        self.has_wrong_shares |= sum(shares.values()) > WHOLE or min(shares.values()) < 0
        if list(shares.values()) == [WHOLE]:
            # One key has everything, as of most projects: nothing is to be divided.
            return Parts(tuple(shares))
        return Parts(tuple(shares), tuple(shares.values()))


@lru_cache(maxsize=1000)
def _exactly(percentage: str) -> int:
    """Return a percentage in trillionths; few different ones occur."""
    return exact.trillionths(float(percentage))
