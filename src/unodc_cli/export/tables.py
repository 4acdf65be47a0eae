"""Tables as sheets of a workbook."""

from collections.abc import Iterable, Iterator
from typing import Any, Final

from unodc_cli.report.data_table import DataTable, Type
from unodc_cli.report.rows import Cell, Column, ColumnKind
from unodc_cli.report.sheet import Sheet

# Tables that say little to a reader of a workbook, and a column that is too long for a cell.
_LEFT_OUT: Final = ("evidence", "names", "spellings", "countries", "regions", "portfolio")
_LONG: Final = "document"
_KINDS: Final = {
    Type.TEXT: ColumnKind.TEXT,
    Type.DATE: ColumnKind.DATE,
    Type.INTEGER: ColumnKind.NUMBER,
    Type.NUMBER: ColumnKind.NUMBER,
    Type.DECIMAL: ColumnKind.SUM,
    Type.BOOLEAN: ColumnKind.TEXT,
}


def sheets(tables: Iterable[DataTable], about: Iterable[tuple[Cell, Cell]]) -> Iterator[Sheet]:
    """Yield a sheet for each table that has rows, then one on the workbook itself."""
    for name, columns, rows in tables:
        if name in _LEFT_OUT:
            continue
        kept = [
            (place, column, kind) for place, (column, kind) in enumerate(columns.items()) if column != _LONG
        ]
        if listed := [tuple(_cell(row[place], kind) for place, _, kind in kept) for row in rows]:
            yield Sheet(name, [Column(column, _KINDS[kind]) for _, column, kind in kept], listed)
    yield Sheet("about", (Column("what", ColumnKind.TEXT), Column("value", ColumnKind.TEXT)), tuple(about))


def _cell(value: Any, kind: Type) -> Cell:
    if value is None:
        return None
    if kind is Type.BOOLEAN:
        return "yes" if value else "no"
    return float(value) if kind is Type.DECIMAL else value
