"""Rows of a query in SQL, and the tables that it may read."""

import math
import re
from collections.abc import Iterator, Sequence
from typing import Final

from unodc_cli.catalogue import readonly_sql
from unodc_cli.catalogue.database import Catalogue
from unodc_cli.catalogue.documents import complete
from unodc_cli.errors import UsageError, did_you_mean
from unodc_cli.model.exact import to_json
from unodc_cli.model.names import fold, nearest
from unodc_cli.query.reports.sql_columns import FILL_IN
from unodc_cli.query.reports.sql_tables import TABLES, views
from unodc_cli.report.report import Report
from unodc_cli.report.rows import Cell, Column, ColumnKind
from unodc_cli.text import as_utf_8, inert

_ROWS: Final = 10_000
# Columns with larger numbers get thousands separators.
_GROUPED: Final = 10_000
# The tables with sums of money, and the expressions that add them up.
_OF_MONEY: Final = ("amounts", "money")
_ADDS_VALUES: Final = re.compile(r"\b(sum|total|avg)\s*\(\s*(distinct\s+)?(\w+\.)?\"?value\"?")
_QUOTED: Final = re.compile(r"'(?:[^']|'')*'|--[^\n]*")
_UNKNOWN: Final = re.compile(r"no such (table|column): (?:\w+\.)?(\w+)")
_SCHEMA: Final = (
    Column("table", ColumnKind.ID),
    Column("column", ColumnKind.TEXT),
    Column("type", ColumnKind.CODE),
    Column("meaning", ColumnKind.TEXT),
)


def sql(catalogue: Catalogue, question: str, today: str, *, limit: int | None, seconds: float) -> Report:
    """Return the rows of a SELECT.

    Raises UsageError for invalid SQL and for a statement that writes, UnodcError after `seconds`.
    """
    try:
        result = readonly_sql.select(
            catalogue.connection,
            as_utf_8(question),
            views=views(today),
            functions={FILL_IN: lambda *stored: complete(*stored, today=today).decode()},
            limit=limit or _ROWS,
            seconds=seconds,
        )
    except UsageError as error:
        error.hint = f"{_nearest(str(error))}{error.hint}"
        raise
    names = _distinct(result.names)
    rows = [tuple(_cell(value) for value in row) for row in result.rows]
    notes = (
        *((f"the first {len(rows)} rows: --limit gives more",) if result.cut else ()),
        *_unlike_sums(question),
    )
    return Report(
        tuple(_column(name, position, rows) for position, name in enumerate(names)),
        rows,
        [to_json(dict(zip(names, row, strict=True))) for row in rows],
        notes=notes if rows else ("no rows",),
    )


def _unlike_sums(question: str) -> Iterator[str]:
    """Yield a note on a query that adds up money of several kinds or currencies."""
    text = _QUOTED.sub("''", question.lower())
    tables = [name for name in _OF_MONEY if re.search(rf"\b{name}\b", text)]
    if not (tables and _ADDS_VALUES.search(text)):
        return
    missing = [name for name in ("currency", "kind") if not re.search(rf"\b{name}\b", text)]
    if "amounts" in tables and not re.search(r"\bcounted\b", text):
        missing.append("counted")
    if missing:
        yield (
            f"{tables[0]}.value is added up without regard to {', '.join(missing)}: "
            f"select or group by {'them' if missing[1:] else 'it'} (docs/sql.md)"
        )


def _nearest(message: str) -> str:
    """Return a suggestion for an unknown name in a query."""
    if not (unknown := _UNKNOWN.search(message)):
        return ""
    valid_names = {table.name for table in TABLES}
    if unknown[1] == "column":
        others = [table.name for table in TABLES if any(f.name == unknown[2].lower() for f in table.fields)]
        if others:
            return f"it is a column of {', '.join(others)}. "
        valid_names = {field.name for table in TABLES for field in table.fields}
    return did_you_mean(nearest(unknown[2], [(fold(name), name) for name in sorted(valid_names)], limit=2))


def schema() -> Report:
    """Return the tables and columns with their descriptions."""
    rows: list[tuple[Cell, ...]] = []
    for table in TABLES:
        rows.append((table.name, None, None, table.meaning))
        rows += [(table.name, field.name, field.type, field.meaning or None) for field in table.fields]
    documents = [to_json(dict(zip((c.name for c in _SCHEMA), row, strict=True))) for row in rows]
    return Report(_SCHEMA, rows, documents)


def _distinct(names: Sequence[str]) -> list[str]:
    """Return a distinct name for each column: in SQL, columns may have no name, or the same one."""
    distinct: list[str] = []
    for position, name in enumerate(names, 1):
        plain = inert(name).strip() or f"column{position}"
        tries = [plain, *(f"{plain}_{number}" for number in range(2, len(names) + 2))]
        distinct.append(next(name for name in tries if name not in distinct))
    return distinct


def _cell(value: readonly_sql.Value) -> Cell:
    if isinstance(value, bytes):
        return f"X'{value.hex().upper()}'"
    if isinstance(value, float) and not math.isfinite(value):
        return "-Inf" if value < 0 else "Inf"
    return value


def _column(name: str, position: int, rows: Sequence[Sequence[Cell]]) -> Column:
    """Return a column. On a narrow terminal, the last columns are dropped first."""
    values = [row[position] for row in rows if row[position] is not None]
    numbers = [value for value in values if isinstance(value, int | float)]
    if not numbers or len(numbers) < len(values):
        return Column(name, ColumnKind.TEXT, position)
    # If none is larger, they may be years.
    return Column(
        name, ColumnKind.COUNT if max(map(abs, numbers)) >= _GROUPED else ColumnKind.NUMBER, position
    )
