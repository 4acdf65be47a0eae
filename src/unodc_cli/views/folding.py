"""Put columns of a table of sums together: the outer periods, or the smallest groups."""

from collections.abc import Collection, Iterator, Sequence
from typing import Final, NamedTuple

from unodc_cli.model import exact
from unodc_cli.report.crosstab import CrossTab
from unodc_cli.report.rows import Cell, Column, ColumnKind
from unodc_cli.views.even_sums import trillionths

# The names of periods that were put together begin so.
BEFORE: Final = "before "
AFTER: Final = "after "
# Less than such a part of the largest sum is little.
_LITTLE: Final = 100


class Grid(NamedTuple):
    """The columns and rows of a series, as they are drawn. The last row has the totals."""

    columns: tuple[Column, ...]
    rows: list[tuple[Cell, ...]]


class _Group(NamedTuple):
    """Columns that become one, and the name of that."""

    name: str
    places: Sequence[int]
    # The column behind which it stands.
    behind: int


class Folding:
    """The columns of a grid in the order in which they are put together."""

    def __init__(self, report: CrossTab, grid: Grid, *, overlap: bool) -> None:
        self._grid = grid
        # Columns have money in common, so they have no sum.
        self._overlap = overlap
        self._periods = [index for index, column in enumerate(grid.columns) if column in report.periods]
        self._groups = [index for index, column in enumerate(grid.columns) if column in report.groups]
        self.order = self._periods_in_order(report.current) if self._periods else self._groups_in_order()

    def _total(self, place: int) -> int:
        return abs(trillionths(self._grid.rows[-1][place]))

    def _groups_in_order(self) -> list[int]:
        """Return the groups, the smallest first."""
        return sorted(self._groups, key=lambda place: (self._total(place), -place))

    def _periods_in_order(self, current: str) -> list[int]:
        """Return the periods from both ends: the oldest one, or the last one if it has less and can go.

        One that is yet to come can go, and one with little money: other recent ones are wanted most.
        """
        left = list(self._periods)
        little = max(map(self._total, left)) // _LITTLE
        order = []
        while left:
            last = self._total(left[-1])
            can_go = last <= little or (current and self._grid.columns[left[-1]].name > current)
            order.append(left.pop(-1 if can_go and last < self._total(left[0]) else 0))
        return order

    def folded(self, count: int) -> Grid:
        """Return the grid with the first so many of these columns put together."""
        together = [group for group in self._together(count) if len(group.places) > 1]
        hidden = {place for group in together for place in group.places}
        sources: list[tuple[Column, Sequence[int]]] = []
        for place, column in enumerate(self._grid.columns):
            if place not in hidden:
                sources.append((column, [place]))
            sources += [
                (
                    Column(group.name, ColumnKind.SUM, self._grid.columns[group.places[0]].drop_order),
                    group.places,
                )
                for group in together
                if group.behind == place
            ]
        return Grid(
            tuple(column for column, _ in sources),
            [
                tuple(self._cell([row[place] for place in places]) for _, places in sources)
                for row in self._grid.rows
            ],
        )

    def _together(self, count: int) -> Iterator[_Group]:
        hidden, kept = sorted(self.order[:count]), sorted(self.order[count:])
        if not self._periods:
            yield _Group(f"{count} others", hidden, max(self.order))
            return
        if not kept:
            names = [self._grid.columns[place].name for place in (hidden[0], hidden[-1])]
            yield _Group(" to ".join(names), hidden, hidden[-1])
            return
        before = [place for place in hidden if place < kept[0]]
        after = [place for place in hidden if place > kept[-1]]
        for word, places, nearest in ((BEFORE, before, kept[0]), (AFTER, after, kept[-1])):
            if places:
                yield _Group(f"{word}{self._grid.columns[nearest].name}", places, places[-1])

    def _cell(self, cells: Sequence[Cell]) -> Cell:
        if len(cells) == 1:
            return cells[0]
        values = [trillionths(cell) for cell in cells if cell is not None]
        if self._overlap and len(values) > 1:
            return "…"
        return exact.number(sum(values)) if values else None


def without_long_keys(grid: Grid) -> Grid:
    """Drop keys that are long published names, since the names themselves stand beside them."""
    columns = grid.columns
    if [column.name for column in columns[:2]] != ["key", "name"] or columns[0].kind is not ColumnKind.TEXT:
        return grid
    return Grid(
        (columns[1]._replace(drop_order=0), *columns[2:]),
        # What is no group has its name in the place of the key.
        [(row[1] or row[0], *row[2:]) for row in grid.rows],
    )


def without_empty(grid: Grid, periods: Collection[Column]) -> Grid:
    """Drop the columns in which a series has no sum, except periods between two that have one."""
    used = [any(row[index] is not None for row in grid.rows) for index in range(len(grid.columns))]
    places = [index for index, column in enumerate(grid.columns) if column in periods and used[index]]
    kept = [
        index
        for index, column in enumerate(grid.columns)
        if used[index] or (column in periods and places and places[0] < index < places[-1])
    ]
    return Grid(
        tuple(grid.columns[index] for index in kept),
        [tuple(row[index] for index in kept) for row in grid.rows],
    )
