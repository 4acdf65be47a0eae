"""Query rows of money in groups that are divided alike: SQLite adds up each group.

If a table of sums has all that the query needs, sums are grouped in the place of the rows.
"""

import re
from collections.abc import Iterator
from typing import Final, NamedTuple

from unodc_cli.catalogue.database import Catalogue
from unodc_cli.catalogue.facets import tagged
from unodc_cli.catalogue.flags import DECIMALS, OF_PERIOD, OWN_RECIPIENTS, OWN_SECTORS, ROW_BITS
from unodc_cli.model.division import JANUARY
from unodc_cli.query.dimensions import Dimension
from unodc_cli.query.filters import Condition
from unodc_cli.query.layout import Layout
from unodc_cli.query.money import COUNTED, ROWS

# The keys of money that is in no group, that is in places of the other kind, that percentages leave over, and
# that has no day. No term has such an id.
NONE, ELSEWHERE, UNALLOCATED, NOT_DATED = "\x1dnone", "\x1delsewhere", "\x1dunallocated", "\x1dnot dated"
# Between the keys of a project, and between a key and its percentage. No term has them.
BETWEEN, PERCENTAGE = "\x1f", "\x1e"


class Group(NamedTuple):
    """Rows of money that are divided alike, added up."""

    series: int
    # Their row and column in the table: a number that stands for the keys of a project, or else the keys.
    row_keys: int | str | None
    column_keys: int | str | None
    # The day, or the first and last day of the period, as `days_of` reads it.
    days: int | None
    # The day of the exchange rate, if money is converted.
    rate_day: int | None
    units: int | None
    trillionths: int
    # How many decimals the finest of the values needs.
    decimals: int
    rows: int
    unreadable: int


# The first day stands before the last one in a number: 2021010120211231. A transaction has no last one.
_BEFORE: Final = 10**8
# The values of a group of rows, and of a group of sums, in SQL.
_OF_ROWS: Final = f"""SUM(m.units), SUM(m.trillionths), MAX({DECIMALS}),
    COUNT(*), COUNT(*) - COUNT(m.units)"""
_OF_SUMS: Final = """SUM(m.units), SUM(m.trillionths), MAX(m.decimals), SUM(m.count), SUM(m.unreadable)"""
_CLASSES: Final = "CROSS JOIN classes AS c ON c.num = m.class"
# The sums of all money, whatever its terms: there are the fewest of them.
_SMALLEST: Final = "sums_by_types"


def days_of(number: int | None) -> tuple[int | None, int | None]:
    """Return the first and last day of a group: None without a day, no last one if all is of the first."""
    if number is None:
        return None, None
    first, last = divmod(number, _BEFORE)
    return first, last or None


def groups(catalogue: Catalogue, where: Condition, layout: Layout) -> list[Group]:
    """Return the rows of money that meet a condition, as groups of what is divided alike."""
    where = where.copy()
    for alias, _ in _sides(layout):
        catalogue.rows(f"DROP TABLE IF EXISTS temp.{alias}_keys")
        catalogue.rows(f"CREATE TEMP TABLE {alias}_keys (num INTEGER PRIMARY KEY, keys TEXT UNIQUE)")
    sources = list(_sources(catalogue, where, layout))
    rows: list[Group] = []
    for table, condition in sources:
        query = _query(catalogue, where, layout, table, condition)
        rows += map(Group._make, catalogue.rows(query, where.parameters))
    if len(sources) > 1:
        # What is rounded up depends on the order, which is the same as if all came from the rows.
        rows.sort(key=_order)
    return rows


def _order(group: Group) -> list[tuple[bool, bool, int | str]]:
    """Return the place of a group among those of a query: SQLite has NULL first, texts last."""
    values = (group.days, group.row_keys, group.column_keys, group.series, group.rate_day)
    return [(value is not None, isinstance(value, str), value or 0) for value in values]


def _sources(catalogue: Catalogue, where: Condition, layout: Layout) -> Iterator[tuple[str, str]]:
    """Yield each table that has some of the money, with the condition on the part taken from it."""
    table = _sums(layout) if where.is_of_years else ""
    if not (table and layout.conversion):
        yield table or "money", "1"
        return
    # Money in another currency is converted at the rate of its day.
    currency = where.bind(layout.conversion.currency)
    yield table, f"c.currency IS {currency}"
    in_others = f"c.currency IS NOT {currency}"
    if catalogue.rows(f"SELECT 1 FROM classes AS c WHERE {in_others} LIMIT 1", where.parameters):
        yield "money", in_others


def _sums(layout: Layout) -> str:
    """Return the table that has all sums for a layout; empty if there is none."""
    tables = set()
    for side in layout.sides:
        if side.source == "period":
            if layout.by_value_date or not _is_of_years(layout, side.selector):
                return ""
        elif side.groups_projects:
            tables.add(side.sums)
        elif side.term not in ("kind", "currency"):
            return ""
    return tables.pop() if len(tables) == 1 else "" if tables else _SMALLEST


def _is_of_years(layout: Layout, per: str) -> bool:
    return per == "year" or (per == "fiscal-year" and layout.starts == JANUARY)


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


def _query(catalogue: Catalogue, where: Condition, layout: Layout, table: str, condition: str) -> str:
    joins = []
    keys = []
    for alias, dimension in _sides(layout):
        expression = "NULL"
        if dimension is None or dimension.source == "period":
            pass
        elif dimension.groups_projects:
            is_split = layout.is_divided(dimension)
            projects = _projects(where, table)
            _write_keys(catalogue, alias, _entries(dimension, projects, is_split=is_split), where)
            joins.append(f"LEFT JOIN temp.{alias} ON {alias}.project = m.num >> {ROW_BITS}")
            expression = _key_of_row(alias, dimension, is_split=is_split)
        else:
            expression = dimension.number
        keys.append(expression)
    conditions = " AND ".join([*where.parts, condition, COUNTED])
    # Without a condition on them, projects need not be looked up for each row.
    needs_projects = re.search(r"\bp\.", " ".join([conditions, *keys]))
    return f"""SELECT c.series, {", ".join(keys)}, {_days(layout)}, {_rate_day(layout, where)},
        {_OF_ROWS if table == "money" else _OF_SUMS}
        FROM {ROWS if needs_projects else f"{table} AS m {_CLASSES}"} {" ".join(joins)}
        WHERE {conditions} GROUP BY 4, 2, 3, 1, 5"""


def _projects(where: Condition, table: str) -> str:
    """Return the query for the projects whose keys are needed; empty for all."""
    if table != "money":
        return f"SELECT num >> {ROW_BITS} FROM {table}"
    return "" if where.projects == "1" else f"SELECT num FROM projects WHERE {where.projects}"


def _days(layout: Layout) -> str:
    """Return the days of a row as one number, in SQL.

    The day of a transaction, or of a period within a year where years are asked for, is the first of its part
    of the calendar, so that fewer rows differ. What is not dated has none.
    """
    [per] = [d.selector for d in layout.sides if d.source == "period"] or [""]
    if not per:
        return "NULL"
    day = "COALESCE(m.value_day, m.first)" if layout.by_value_date else "m.first"
    year = "m.first / 10000 * 10000 + 101"
    within = f"WHEN m.last / 10000 = m.first / 10000 THEN ({year}) * {_BEFORE}"
    if _is_of_years(layout, per):
        day = f"{day} / 10000 * 10000 + 101"
    else:
        within = ""
        if per != "fiscal-year" or layout.starts % 100 == 1:
            day = f"{day} / 100 * 100 + 1"
    return f"""CASE WHEN NOT m.flags & {OF_PERIOD} THEN ({day}) * {_BEFORE}
        WHEN m.last <= m.first THEN NULL {within} ELSE m.first * {_BEFORE} + m.last END"""


def _rate_day(layout: Layout, where: Condition) -> str:
    """Return the day of the exchange rate, in SQL: that of the transaction, or the first of the period.

    Money that is in the currency already needs none.
    """
    if layout.conversion is None:
        return "NULL"
    day = "COALESCE(m.value_day, m.first)" if layout.by_value_date else "m.first"
    return f"CASE WHEN c.currency IS NOT {where.bind(layout.conversion.currency)} THEN {day} END"


def _entries(dimension: Dimension, projects: str, *, is_split: bool) -> str:
    """Return the query for each key of each project; with `projects`, a query too, only of these."""
    if dimension.source == "project":
        among = f"WHERE p.num IN ({projects})" if projects else ""
        return f"SELECT p.num AS project, {dimension.selector} AS key FROM projects AS p {among}"
    among = f"AND project IN ({projects})" if projects else ""
    if is_split:
        return f"""SELECT project, {_share(dimension)} AS key FROM shares
            WHERE row IS NULL AND {_of_shares(dimension)} {among} ORDER BY project, key"""
    return f"""SELECT project, term AS key FROM {tagged(dimension.selector)}
        WHERE {dimension.tags} {among} ORDER BY project, key"""


def _write_keys(catalogue: Catalogue, name: str, entries: str, where: Condition) -> None:
    """Write the keys of projects into temporary tables: those that are alike once, with a number."""
    for table in (name, f"{name}_text"):
        catalogue.rows(f"DROP TABLE IF EXISTS temp.{table}")
    catalogue.rows(f"CREATE TEMP TABLE {name}_text (project INTEGER PRIMARY KEY, keys TEXT)")
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
    own_keys = f"""SELECT {_joined()} FROM (SELECT {share} AS key FROM shares
        WHERE project = m.num >> {ROW_BITS} AND row = m.num AND {kinds} ORDER BY key)"""
    return f"CASE WHEN m.flags & {own_flag} THEN ({own_keys}) ELSE {keys} END"


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
