"""Add up money in the cells of a table: by a dimension, across another or along the calendar.

SQLite adds up the rows that are divided alike; each of these sums is divided by its shares and days here.
Kinds, hierarchy levels and currencies are never added up: each of them is a series of its own.
"""

from itertools import chain
from typing import Final, NamedTuple

from unodc_cli.catalogue.database import Catalogue
from unodc_cli.model import exact
from unodc_cli.model.rounding import controlled, nearest
from unodc_cli.query.filters import Condition
from unodc_cli.query.grouped import Group, groups, keys_of
from unodc_cli.query.layout import Layout
from unodc_cli.query.parts import Divider, Parts

# The decimals that published values have, and the unit (in trillionths) in which their sums are stated.
_UNITS: Final = {2: exact.CENT, 3: exact.CENT // 10, 6: exact.ONE // 10**6, 12: 1}

# Kind, level and currency: two of them are never added up.
Series = tuple[str, int | None, str]
# Sums in trillionths, by row and column.
_Sums = dict[tuple[str, str], int]


class Line(NamedTuple):
    """A row of a table: its cells by column, and their total."""

    cells: dict[str, int]
    total: int


class Table:
    """The sums of a series. Rows and columns of which a project has several hold its money more than once."""

    def __init__(self, layout: Layout) -> None:
        # Where several rows may hold the same money, the sums of columns are not those of their cells.
        self._rows_may_overlap, self._columns_may_overlap = (
            side is not None and side.source == "terms" and not layout.is_divided(side)
            for side in (layout.rows, layout.columns)
        )
        self.cells: _Sums = {}
        # Of each row, of each column, and of all.
        self.rows: dict[str, int] = {}
        self.columns: dict[str, int] = {}
        self.total = 0
        self.rows_overlap = False
        self.columns_overlap = False
        # The unit in which sums are stated.
        self.unit = exact.CENT
        self._by_row: dict[str, dict[str, int]] = {}

    def add(self, value: int, rows: Parts, columns: Parts) -> None:
        """Add a value, divided among these rows and columns."""
        self.total += value
        self.rows_overlap |= rows.overlap
        self.columns_overlap |= columns.overlap
        sums = self.cells
        for row, of_row in rows.of(value):
            for column, of_cell in columns.of(of_row):
                place = row, column
                sums[place] = sums.get(place, 0) + of_cell
        if self._rows_may_overlap:
            for column, of_column in columns.of(value):
                self.columns[column] = self.columns.get(column, 0) + of_column
        if self._columns_may_overlap:
            for row, of_row in rows.of(value):
                self.rows[row] = self.rows.get(row, 0) + of_row

    def add_table(self, other: "Table") -> None:
        """Add the sums of another table."""
        self.total += other.total
        self.rows_overlap |= other.rows_overlap
        self.columns_overlap |= other.columns_overlap
        for place, value in other.cells.items():
            self.cells[place] = self.cells.get(place, 0) + value
        for sums, added in ((self.rows, other.rows), (self.columns, other.columns)):
            for key, value in added.items():
                sums[key] = sums.get(key, 0) + value

    def line(self, *keys: str) -> Line:
        """Return a row, or several added up."""
        if not self._by_row:
            for (row, column), value in self.cells.items():
                self._by_row.setdefault(row, {})[column] = value
        cells: dict[str, int] = {}
        for key in keys:
            for column, value in self._by_row.get(key, {}).items():
                cells[column] = cells.get(column, 0) + value
        return Line(cells, sum(self.rows.get(key, 0) for key in keys))

    def round(self) -> None:
        """Round all sums to the unit, so that they still add up where they did."""
        if self.rows_overlap and self.columns_overlap:
            self.cells = {place: nearest(value, self.unit) for place, value in self.cells.items()}
            self.rows, self.columns = self._nearest(self.rows), self._nearest(self.columns)
        elif self.rows_overlap:
            self._round_lines(0)
            self.columns = self._rounded(self.columns)
            self.rows = _added_up(self.cells, 0)
        elif self.columns_overlap:
            self._round_lines(1)
            self.rows = self._rounded(self.rows)
            self.columns = _added_up(self.cells, 1)
        else:
            self.cells = controlled(self.cells, self.unit)
            self.rows, self.columns = _added_up(self.cells, 0), _added_up(self.cells, 1)
        self.total = nearest(self.total, self.unit)

    def _round_lines(self, index: int) -> None:
        """Round each row, or each column, by itself."""
        lines: dict[str, _Sums] = {}
        for place, value in self.cells.items():
            lines.setdefault(place[index], {})[place] = value
        for line in lines.values():
            self.cells.update(controlled(line, self.unit))

    def _rounded(self, sums: dict[str, int]) -> dict[str, int]:
        return {key: value for (key, _), value in controlled(
            {(key, ""): value for key, value in sums.items()}, self.unit
        ).items()}  # fmt: skip

    def _nearest(self, sums: dict[str, int]) -> dict[str, int]:
        return {key: nearest(value, self.unit) for key, value in sums.items()}


def _added_up(cells: _Sums, index: int) -> dict[str, int]:
    sums: dict[str, int] = {}
    for place, value in cells.items():
        sums[place[index]] = sums.get(place[index], 0) + value
    return sums


class Sums:
    """The tables of all series, and the number of values that are in none of them."""

    def __init__(self) -> None:
        self.tables: dict[Series, Table] = {}
        # The tables of what was converted, by series and currency.
        self.originals: dict[Series, dict[str, Table]] = {}
        # How many values are in no table: unreadable, or without a currency.
        self.unreadable = 0
        self.without_currency = 0
        # True if the percentages of some money are more than 100.
        self.has_wrong_shares = False

    def table(self, series: Series, layout: Layout) -> Table:
        """Return the table of a series, an empty one for a new series."""
        table = self.tables.get(series)
        if table is None:
            table = self.tables[series] = Table(layout)
        return table

    def add_unconverted(self, series: Series, own: Table, layout: Layout) -> None:
        """Add the table of what was in the currency already: as it is if nothing else was converted."""
        if series not in self.tables and own.unit == exact.CENT:
            self.tables[series] = own
        else:
            self.table(series, layout).add_table(own)


def sums(catalogue: Catalogue, where: Condition, layout: Layout) -> Sums:
    """Add up the rows of money that meet a condition."""
    totals = Sums()
    rows = groups(catalogue, where, layout)
    classes = {
        num: (kind, level, currency)
        for num, kind, level, currency in catalogue.rows("SELECT num, kind, level, currency FROM classes")
    }
    divider = Divider(layout, *keys_of(catalogue, layout))
    if layout.conversion:
        days = ((classes[row.series][2], row.rate_day) for row in rows)
        layout.conversion.prepare((currency, day) for currency, day in days if currency)
    for row in rows:
        totals.unreadable += row.unreadable
        series = classes[row.series]
        if series[2] is None:
            totals.without_currency += row.rows - row.unreadable
        elif row.units is not None:
            _add(totals, row, series, divider.parts_of(row), layout)
    if layout.conversion:
        # Money that is in the currency already is added up once, and is in both tables.
        for series, originals in totals.originals.items():
            if own_table := originals.get(layout.conversion.currency):
                totals.add_unconverted(series, own_table, layout)
    originals_of_all = (originals.values() for originals in totals.originals.values())
    for table in dict.fromkeys(chain(totals.tables.values(), *originals_of_all)):
        table.round()
    totals.has_wrong_shares = divider.has_wrong_shares
    return totals


def _add(
    totals: Sums,
    row: Group,
    series: Series,
    parts: tuple[Parts, Parts],
    layout: Layout,
) -> None:
    """Add a group of rows to the table of its series; and to that of its own currency if it is converted."""
    value = exact.of_parts(row.units or 0, row.trillionths)
    table = None
    if conversion := layout.conversion:
        kind, level, currency = series
        converted = conversion.convert(value, currency, row.rate_day, row.rows - row.unreadable)
        if converted is not None:
            series = kind, level, conversion.currency
            if currency != conversion.currency:
                totals.table(series, layout).add(converted, *parts)
            originals = totals.originals.setdefault(series, {})
            table = originals.get(currency)
            if table is None:
                table = originals[currency] = Table(layout)
    table = table or totals.table(series, layout)
    table.unit = min(table.unit, _UNITS[row.decimals])
    table.add(value, *parts)
