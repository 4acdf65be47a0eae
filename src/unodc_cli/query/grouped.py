"""Rows of money that are divided alike, as one query: SQLite adds up each group of them."""

import re
from typing import Final, NamedTuple

from unodc_cli.catalogue.database import Catalogue
from unodc_cli.catalogue.flags import OF_PERIOD, OWN_RECIPIENTS, OWN_SECTORS, ROW_BITS
from unodc_cli.query.dimensions import Dimension
from unodc_cli.query.filters import Condition
from unodc_cli.query.layout import Layout
from unodc_cli.query.money import COUNTED, ROWS

# The keys of money that is in no group, that is in places of the other kind, that percentages leave over, and
# that has no day. No term is so called.
NONE, ELSEWHERE, UNALLOCATED, NOT_DATED = "\x1dnone", "\x1delsewhere", "\x1dunallocated", "\x1dnot dated"
# Between the keys of a project, and between a key and its percentage. No term has them.
BETWEEN, PERCENTAGE = "\x1f", "\x1e"


class Group(NamedTuple):
    """Rows of money that are divided alike, added up."""

    class_: int
    # What says their row and column in the table: a number for the keys of a project, or else the keys.
    row_keys: int | str | None
    column_keys: int | str | None
    # The day, or the first and last day of the period, as `days_of` reads it.
    days: int | None
    # The day of the exchange rate, if money is converted.
    rate_day: int | None
    units: int | None
    rest: int
    # How many decimals the finest of the values needs.
    decimals: int
    rows: int
    unreadable: int


# The first day stands before the last one in a number: 2021010120211231.
_BEFORE: Final = 10**8
# In the place of the last day, where a period has none; a transaction has nothing there.
_NO_END: Final = 1


def days_of(number: int | None) -> tuple[int | None, int | None]:
    """Return the first and last day of a group: None without a day, and no last one of a transaction."""
    if number is None:
        return None, None
    first, last = divmod(number, _BEFORE)
    return first, last or None


def groups(catalogue: Catalogue, where: Condition, layout: Layout) -> list[Group]:
    """Return the rows of money that meet a condition, as groups of what is divided alike."""
    return [Group(*row) for row in catalogue.each(_query(catalogue, where, layout), where.parameters)]


def keys_of(catalogue: Catalogue, layout: Layout) -> tuple[dict[int, str], dict[int, str]]:
    """Return the keys of rows and of columns by the numbers that groups have for them."""
    rows, columns = (_numbered(catalogue, *side) for side in _sides(layout))
    return rows, columns


def _sides(layout: Layout) -> tuple[tuple[str, Dimension | None], tuple[str, Dimension | None]]:
    return ("of_rows", layout.rows), ("of_columns", layout.columns)


def _numbered(catalogue: Catalogue, alias: str, dimension: Dimension | None) -> dict[int, str]:
    if dimension is None or dimension.source == "period":
        return {}
    return dict(catalogue.rows(dimension.numbers or f"SELECT num, keys FROM temp.{alias}_keys"))


def _query(catalogue: Catalogue, where: Condition, layout: Layout) -> str:
    joins = []
    keys = []
    for alias, dimension in _sides(layout):
        expression = "NULL"
        if dimension is None or dimension.source == "period":
            pass
        elif dimension.groups_projects:
            is_split = layout.is_divided(dimension)
            _write_keys(catalogue, alias, _entries(dimension, is_split=is_split), where)
            joins.append(f"LEFT JOIN temp.{alias} ON {alias}.project = m.num >> {ROW_BITS}")
            expression = _key_of_row(alias, dimension, is_split=is_split)
        else:
            expression = dimension.number
        keys.append(expression)
    # What the finest of the values needs.
    decimals = """MAX(CASE WHEN m.trillionths % 10000000000 = 0 THEN 2
        WHEN m.trillionths % 1000000000 = 0 THEN 3 WHEN m.trillionths % 1000000 = 0 THEN 6 ELSE 12 END)"""
    conditions = " AND ".join([*where.parts, COUNTED])
    # Without a condition on them, projects and classes need not be looked up for each row.
    tables = ROWS if re.search(r"\b[pc]\.", " ".join([conditions, *keys])) else "money AS m"
    return f"""SELECT m.class, {", ".join(keys)}, {_days(layout)}, {_rate_day(layout)},
        SUM(m.units), SUM(m.trillionths), {decimals}, COUNT(*), COUNT(*) - COUNT(m.units)
        FROM {tables} {" ".join(joins)} WHERE {conditions} GROUP BY 4, 2, 3, 1, 5"""


def _days(layout: Layout) -> str:
    """Return the days of a row as one number, in SQL.

    The day of a transaction is the first of its part of the calendar, so that fewer rows differ.
    """
    [per] = [d.of for d in layout.sides if d.source == "period"] or [""]
    if not per:
        return "NULL"
    day = "COALESCE(m.value_day, m.first)" if layout.by_value_date else "m.first"
    if per == "year":
        day = f"{day} / 10000 * 10000 + 101"
    elif per != "fiscal-year" or layout.starts % 100 == 1:
        day = f"{day} / 100 * 100 + 1"
    return f"""CASE WHEN m.flags & {OF_PERIOD} THEN m.first * {_BEFORE} + COALESCE(m.last, {_NO_END})
        ELSE ({day}) * {_BEFORE} END"""


def _rate_day(layout: Layout) -> str:
    """Return the day of the exchange rate, in SQL: that of the transaction, or the first of the period."""
    if layout.conversion is None:
        return "NULL"
    return "COALESCE(m.value_day, m.first)" if layout.by_value_date else "m.first"


def _entries(dimension: Dimension, *, is_split: bool) -> str:
    """Return the query for each key of each project."""
    if dimension.source == "project":
        return f"SELECT p.num AS project, {dimension.of} AS key FROM projects AS p"
    if is_split:
        return f"""SELECT project, {_share(dimension)} AS key FROM shares
            WHERE row IS NULL AND {_of_shares(dimension)} ORDER BY project, key"""
    return f"""SELECT project, term AS key FROM tags
        WHERE kind = '{dimension.of}' AND {dimension.tags} ORDER BY project, key"""


def _write_keys(catalogue: Catalogue, name: str, entries: str, where: Condition) -> None:
    """Write the keys of all projects into temporary tables: those that are alike once, with a number."""
    for table in (name, f"{name}_text", f"{name}_keys"):
        catalogue.rows(f"DROP TABLE IF EXISTS temp.{table}")
    catalogue.rows(f"CREATE TEMP TABLE {name}_text (project INTEGER PRIMARY KEY, keys TEXT)")
    catalogue.rows(f"CREATE TEMP TABLE {name}_keys (num INTEGER PRIMARY KEY, keys TEXT UNIQUE)")
    catalogue.rows(f"CREATE TEMP TABLE {name} (project INTEGER PRIMARY KEY, keys INTEGER)")
    catalogue.rows(
        f"INSERT INTO {name}_text SELECT project, {_joined()} FROM ({entries}) GROUP BY project",
        where.parameters,
    )
    catalogue.rows(f"INSERT OR IGNORE INTO {name}_keys (keys) SELECT keys FROM {name}_text")
    catalogue.rows(f"INSERT INTO {name} SELECT project, num FROM {name}_text JOIN {name}_keys USING (keys)")


def _key_of_row(alias: str, dimension: Dimension, *, is_split: bool) -> str:
    """Return the keys of a row of money, in SQL: its own, or else those of its project."""
    keys = f"COALESCE({dimension.row}, {alias}.keys)"
    if not (dimension.has_own or is_split):
        return keys
    own_flag = OWN_SECTORS if dimension.shares[0] == "sector" else OWN_RECIPIENTS
    share = _share(dimension) if is_split else dimension.key
    kinds = _of_shares(dimension) if is_split else f"kind = '{dimension.shares[0]}' AND {dimension.shared}"
    own = f"""SELECT {_joined()} FROM (SELECT {share} AS key FROM shares
        WHERE project = m.num >> {ROW_BITS} AND row = m.num AND {kinds} ORDER BY key)"""
    return f"CASE WHEN m.flags & {own_flag} THEN ({own}) ELSE {keys} END"


def _of_shares(dimension: Dimension) -> str:
    kinds = ", ".join(f"'{kind}'" for kind in dimension.shares)
    return f"kind IN ({kinds}) AND {dimension.shared}"


def _share(dimension: Dimension) -> str:
    """Return the key of a share with its percentage, in SQL."""
    key = f"CASE kind WHEN '{dimension.shares[0]}' THEN {dimension.key} ELSE {_sql(ELSEWHERE)} END"
    return f"{key} || {_sql(PERCENTAGE)} || COALESCE(percentage, '')"


def _joined() -> str:
    return f"group_concat(key, {_sql(BETWEEN)})"


def _sql(text: str) -> str:
    """Return a text that begins with a control character in SQL."""
    return f"char({ord(text[0])}) || '{text[1:]}'"
