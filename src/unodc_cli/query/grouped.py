"""Rows of money that are divided alike, as one query: SQLite adds up each group of them."""

from typing import NamedTuple

from unodc_cli.catalogue.database import Catalogue
from unodc_cli.catalogue.flags import OF_PERIOD, OWN_RECIPIENTS, OWN_SECTORS
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

    kind: str
    level: int | None
    currency: str | None
    # The keys of their row and column in the table, with percentages if money is divided by them.
    row_keys: str | None
    column_keys: str | None
    # The day, or the first and last day of the period; no more of a day than the calendar needs.
    first: int | None
    last: int | None
    # The day of the exchange rate, if money is converted.
    rate_day: int | None
    units: int | None
    rest: int
    # How many decimals the finest of the values needs.
    decimals: int
    rows: int
    unreadable: int


def query(catalogue: Catalogue, where: Condition, layout: Layout) -> str:
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
    rate_day = _rate_day(layout)
    # What the finest of the values needs.
    decimals = """MAX(CASE WHEN m.trillionths % 10000000000 = 0 THEN 2
        WHEN m.trillionths % 1000000000 = 0 THEN 3 WHEN m.trillionths % 1000000 = 0 THEN 6 ELSE 12 END)"""
    return f"""SELECT c.kind, c.level, c.currency, {", ".join(keys)}, {first}, {last}, {rate_day},
        SUM(m.units), SUM(m.trillionths), {decimals}, COUNT(*), COUNT(*) - COUNT(m.units)
        FROM {ROWS} {" ".join(joins)} WHERE {" AND ".join([*where.parts, COUNTED])}
        GROUP BY m.class, 4, 5, 6, 7, 8"""


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


def _rate_day(layout: Layout) -> str:
    """Return the day of the exchange rate, in SQL: that of the transaction, or the first of the period."""
    if layout.conversion is None:
        return "NULL"
    return "COALESCE(m.value_day, m.first)" if layout.by_value_date else "m.first"


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
    return f"{key} || {_sql(PERCENTAGE)} || COALESCE(percentage, '')"


def _joined() -> str:
    return f"group_concat(key, {_sql(BETWEEN)})"


def _sql(text: str) -> str:
    """Return a text that begins with a control character in SQL."""
    return f"char({ord(text[0])}) || '{text[1:]}'"
