"""Sums with their currencies, which a table draws as one column: two would take the room of a third."""

from unodc_cli.model.exact import Exact
from unodc_cli.report.rows import Cell, Column, ColumnKind, MoneyCell

_Row = tuple[Cell, ...]


def paired(columns: tuple[Column, ...], rows: list[_Row]) -> tuple[tuple[Column, ...], list[_Row]]:
    """Return columns and rows in which `value` and the `currency` beside it are one column."""
    names = [column.name for column in columns]
    index = names.index("value") if "value" in names else len(names)
    if names[index + 1 : index + 2] != ["currency"] or columns[index].kind is not ColumnKind.SUM:
        return columns, rows
    return (
        (*columns[:index], columns[index]._replace(kind=ColumnKind.MONEY), *columns[index + 2 :]),
        [(*row[:index], _money(row[index], row[index + 1]), *row[index + 2 :]) for row in rows],
    )


def _money(value: Cell, currency: Cell) -> Cell:
    # A value that could not be read has none, and perhaps a currency.
    return MoneyCell(value, str(currency or "")) if isinstance(value, int | float | Exact) else currency
