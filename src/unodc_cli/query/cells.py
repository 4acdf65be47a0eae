"""Money added up in the cells of a table: by a dimension, across another or along the calendar.

SQLite adds up the rows that are divided alike; each of these sums is divided by its shares and days here.
Kinds, hierarchy levels and currencies are never added up: each of them is a series of its own.
"""

from collections.abc import Iterable
from typing import Final, NamedTuple

from unodc_cli.catalogue.database import Catalogue
from unodc_cli.catalogue.flags import OF_PERIOD, OWN_RECIPIENTS, OWN_SECTORS
from unodc_cli.model import exact
from unodc_cli.model.division import WHOLE, Span, part, span, split
from unodc_cli.model.rounding import controlled, nearest
from unodc_cli.query.dimensions import Dimension
from unodc_cli.query.filters import Condition
from unodc_cli.query.layout import Layout
from unodc_cli.query.money import COUNTED, ROWS

# The keys of money that is in no group, that is in places of the other kind, that percentages leave over, and
# that has no day. No term is so called.
NONE, ELSEWHERE, UNALLOCATED, NOT_DATED = "\x1dnone", "\x1delsewhere", "\x1dunallocated", "\x1dnot dated"
# Between the keys of a project, and between a key and its percentage. No term has them.
_BETWEEN, _PERCENTAGE = "\x1f", "\x1e"
# The decimals that published values have, and the unit (in trillionths) in which their sums are stated.
_UNITS: Final = {2: exact.CENT, 3: exact.CENT // 10, 6: exact.ONE // 10**6, 12: 1}

# Kind, level and currency: two of them are never added up.
Series = tuple[str, int | None, str]
# Sums in trillionths, by row and column.
_Sums = dict[tuple[str, str], int]


class Table:
    """The sums of a series. Rows and columns of which a project has several hold its money more than once."""

    def __init__(self) -> None:
        self.cells: _Sums = {}
        # Of each row, of each column, and of all.
        self.rows: dict[str, int] = {}
        self.columns: dict[str, int] = {}
        self.total = 0
        self.rows_overlap = False
        self.columns_overlap = False
        # The unit in which sums are stated.
        self.unit = exact.CENT

    def add(self, value: int, rows: "_Parts", columns: "_Parts") -> None:
        """Add a value to the cells of its rows and columns."""
        self.total += value
        many = rows.overlap and len(rows.keys) > 1
        self.rows_overlap |= many
        self.columns_overlap |= columns.overlap and len(columns.keys) > 1
        for row, of_row in rows.of(value):
            self.rows[row] = self.rows.get(row, 0) + of_row
            for column, of_cell in columns.of(of_row):
                self.cells[row, column] = self.cells.get((row, column), 0) + of_cell
                if not many:
                    self.columns[column] = self.columns.get(column, 0) + of_cell
        if many:
            for column, of_column in columns.of(value):
                self.columns[column] = self.columns.get(column, 0) + of_column

    def by_row(self) -> dict[str, dict[str, int]]:
        """Return the cells of each row."""
        rows: dict[str, dict[str, int]] = {}
        for (row, column), value in self.cells.items():
            rows.setdefault(row, {})[column] = value
        return rows

    def round(self) -> None:
        """State all sums in the unit, so that they still add up where they did."""
        if self.rows_overlap and self.columns_overlap:
            self.cells = {place: nearest(value, self.unit) for place, value in self.cells.items()}
            self.rows, self.columns = self._nearest(self.rows), self._nearest(self.columns)
        elif self.rows_overlap:
            for row in self.rows:
                self._round_line([place for place in self.cells if place[0] == row])
            self.columns = self._line(self.columns)
            self.rows = _added_up(self.cells, 0)
        elif self.columns_overlap:
            for column in self.columns:
                self._round_line([place for place in self.cells if place[1] == column])
            self.rows = self._line(self.rows)
            self.columns = _added_up(self.cells, 1)
        else:
            self.cells = controlled(self.cells, self.unit)
            self.rows, self.columns = _added_up(self.cells, 0), _added_up(self.cells, 1)
        self.total = nearest(self.total, self.unit)

    def _round_line(self, places: Iterable[tuple[str, str]]) -> None:
        self.cells.update(controlled({place: self.cells[place] for place in places}, self.unit))

    def _line(self, sums: dict[str, int]) -> dict[str, int]:
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


class _Parts(NamedTuple):
    """The parts of a value: by days, by percentages, or all of it for each key."""

    keys: tuple[str, ...] = ("",)
    percentages: tuple[int, ...] = ()
    days: Span | None = None
    overlap: bool = False

    def of(self, value: int) -> Iterable[tuple[str, int]]:
        """Return each key with its part of a value."""
        if self.days:
            return self.days.spread(value)
        if self.percentages:
            parts = split(value, self.percentages)
            return [entry for entry in zip((*self.keys, UNALLOCATED), parts, strict=True) if entry[1]]
        return [(key, value) for key in self.keys]


class Sums(NamedTuple):
    """The tables of all series, and how many values are in none: unreadable, or without a currency."""

    tables: dict[Series, Table]
    unreadable: int
    without_currency: int
    # True if the percentages of some money are more than 100.
    has_surplus: bool


def sums(catalogue: Catalogue, where: Condition, layout: Layout) -> Sums:
    """Add up the rows of money that meet a condition."""
    tables: dict[Series, Table] = {}
    parts = _PartsOf(layout)
    unreadable = without_currency = 0
    for kind, level, currency, row, column, first, last, units, rest, decimals, count, bad in catalogue.each(
        _query(catalogue, where, layout), where.parameters
    ):
        unreadable += bad
        if currency is None:
            without_currency += count - bad
        elif units is not None:
            table = tables.setdefault((kind, level, currency), Table())
            table.unit = min(table.unit, _UNITS[decimals])
            table.add(
                exact.of_parts(units, rest),
                parts.of(layout.rows, row, first, last),
                parts.of(layout.columns, column, first, last),
            )
    for table in tables.values():
        table.round()
    return Sums(tables, unreadable, without_currency, parts.has_surplus)


def _query(catalogue: Catalogue, where: Condition, layout: Layout) -> str:
    """Return the query for the sums of rows that are divided alike."""
    joins = []
    keys = []
    for alias, dimension in (("of_rows", layout.rows), ("of_columns", layout.columns)):
        expression = "NULL"
        if dimension is None or dimension.source == "period":
            pass
        elif dimension.source == "terms":
            _write_keys(catalogue, alias, dimension, is_split=layout.is_divided(dimension))
            joins.append(f"LEFT JOIN temp.{alias} ON {alias}.project = p.num")
            expression = _key_of_row(alias, dimension, is_split=layout.is_divided(dimension))
        else:
            expression = dimension.of
        keys.append(expression)
    first, last = _days(layout)
    # What the finest of the values needs.
    decimals = """MAX(CASE WHEN m.trillionths % 10000000000 = 0 THEN 2
        WHEN m.trillionths % 1000000000 = 0 THEN 3 WHEN m.trillionths % 1000000 = 0 THEN 6 ELSE 12 END)"""
    return f"""SELECT c.kind, c.level, c.currency, {", ".join(keys)}, {first}, {last},
        SUM(m.units), SUM(m.trillionths), {decimals}, COUNT(*), COUNT(*) - COUNT(m.units)
        FROM {ROWS} {" ".join(joins)} WHERE {" AND ".join([*where.parts, COUNTED])}
        GROUP BY m.class, 4, 5, 6, 7"""


def _days(layout: Layout) -> tuple[str, str]:
    """Return the first and last day of a row, in SQL; without a last one it is no period.

    Days are the first of their part of the calendar, so that fewer rows differ.
    """
    [per] = [d.of for d in (layout.rows, layout.columns) if d and d.source == "period"] or [""]
    if not per:
        return "NULL", "NULL"
    day = "COALESCE(m.value_day, m.first)" if layout.by_value_date else "m.first"
    if per == "year":
        day = f"{day} / 10000 * 10000 + 101"
    elif per != "fiscal-year" or layout.starts % 100 == 1:
        day = f"{day} / 100 * 100 + 1"
    period = f"m.flags & {OF_PERIOD}"
    return (
        f"CASE WHEN {period} THEN m.first ELSE {day} END",
        f"CASE WHEN {period} THEN COALESCE(m.last, 0) END",
    )


def _write_keys(catalogue: Catalogue, name: str, dimension: Dimension, *, is_split: bool) -> None:
    """Write the keys of all projects into a temporary table."""
    catalogue.rows(f"DROP TABLE IF EXISTS temp.{name}")
    catalogue.rows(f"CREATE TEMP TABLE {name} (project INTEGER PRIMARY KEY, keys TEXT)")
    if is_split:
        entries = f"""SELECT project, {_share(dimension)} AS key FROM shares
            WHERE row IS NULL AND {_of_shares(dimension)} ORDER BY project, key"""
    else:
        entries = f"""SELECT DISTINCT project, term AS key FROM tags
            WHERE kind = '{dimension.of}' AND {dimension.tags} ORDER BY project, key"""
    catalogue.rows(f"INSERT INTO {name} SELECT project, {_joined()} FROM ({entries}) GROUP BY project")


def _key_of_row(alias: str, dimension: Dimension, *, is_split: bool) -> str:
    """Return the keys of a row of money, in SQL: its own, or else those of its project."""
    keys = f"COALESCE({dimension.row}, {alias}.keys)"
    if not (dimension.has_own or is_split):
        return keys
    own_flag = OWN_SECTORS if dimension.shares[0] == "sector" else OWN_RECIPIENTS
    share = _share(dimension) if is_split else dimension.key
    kinds = _of_shares(dimension) if is_split else f"kind = '{dimension.shares[0]}' AND {dimension.shared}"
    own = f"""SELECT {_joined()} FROM (SELECT {"" if is_split else "DISTINCT "}{share} AS key FROM shares
        WHERE project = p.num AND row = m.num AND {kinds} ORDER BY key)"""
    return f"CASE WHEN m.flags & {own_flag} THEN ({own}) ELSE {keys} END"


def _of_shares(dimension: Dimension) -> str:
    kinds = ", ".join(f"'{kind}'" for kind in dimension.shares)
    return f"kind IN ({kinds}) AND {dimension.shared}"


def _share(dimension: Dimension) -> str:
    """Return the key of a share with its percentage, in SQL."""
    key = f"CASE kind WHEN '{dimension.shares[0]}' THEN {dimension.key} ELSE {_sql(ELSEWHERE)} END"
    return f"{key} || {_sql(_PERCENTAGE)} || COALESCE(percentage, '')"


def _joined() -> str:
    return f"group_concat(key, {_sql(_BETWEEN)})"


def _sql(text: str) -> str:
    """Return a text that begins with a control character in SQL."""
    return f"char({ord(text[0])}) || '{text[1:]}'"


class _PartsOf:
    """Tells how the rows of keys or days are divided, each worked out once."""

    def __init__(self, layout: Layout) -> None:
        self._layout = layout
        self._known: dict[tuple[str, str | None], _Parts] = {}
        self.has_surplus = False

    def of(
        self, dimension: Dimension | None, keys: str | None, first: int | None, last: int | None
    ) -> _Parts:
        """Return how the money of some keys and days is divided along a dimension."""
        if dimension is None:
            return _Parts()
        if dimension.source == "period":
            return self._of_days(dimension.of, first, last)
        known = self._known.get((dimension.name, keys))
        if known is None:
            known = self._known[dimension.name, keys] = self._of_keys(dimension, keys)
        return known

    def _of_days(self, per: str, first: int | None, last: int | None) -> _Parts:
        if first is None:
            return _Parts((NOT_DATED,))
        starts = self._layout.starts
        if last is None:
            return _Parts((part(first, per, starts),))
        days = span(first, last, per, starts)
        return _Parts(days=days) if days else _Parts((NOT_DATED,))

    def _of_keys(self, dimension: Dimension, keys: str | None) -> _Parts:
        if not keys:
            return _Parts((NONE,))
        if dimension.source != "terms":
            return _Parts((keys,))
        entries = keys.split(_BETWEEN)
        if not (self._layout.is_divided(dimension)):
            return _Parts(tuple(entries), overlap=True)
        shares: dict[str, int] = {}
        for entry in entries:
            key, _, percentage = entry.partition(_PERCENTAGE)
            # One alone has everything, even if that is not said.
            stated = exact.trillionths(float(percentage)) if percentage else WHOLE if len(entries) == 1 else 0
            shares[key] = shares.get(key, 0) + stated
        self.has_surplus |= sum(shares.values()) > WHOLE
        return _Parts(tuple(shares), tuple(shares.values()))
