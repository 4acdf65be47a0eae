"""The texts of a cell for people: inert, with thousands separators."""

from collections.abc import Iterable, Sequence

from unodc_cli.model.exact import Exact, Number, sum_of_money
from unodc_cli.report.rows import (
    AmountCell,
    Cell,
    Column,
    ColumnKind,
    Marked,
    MoneyCell,
    Period,
    Shared,
    TotalCell,
)
from unodc_cli.text import inert


def is_numeric(column: Column, cells: Sequence[Cell]) -> bool:
    """Return whether a column is aligned to the right: counts, and amounts of one currency each."""
    if column.kind in (ColumnKind.COUNT, ColumnKind.NUMBER, ColumnKind.SUM):
        return True
    lists = [cell for cell in cells if isinstance(cell, list) and cell]
    return column.kind is ColumnKind.MONEY and all(
        isinstance(cell[0], int | float | Exact) or (len(cell) == 1 and isinstance(cell[0], MoneyCell))
        for cell in lists
    )


def has_values(rows: Iterable[Sequence[Cell]], index: int) -> bool:
    """Return whether a column has anything in it. A number is something, 0 too."""
    return any(row[index] or isinstance(row[index], int | float) for row in rows)


def entries(cell: Cell, kind: ColumnKind) -> list[str]:
    """Return the text of a cell, or one for each entry of a list."""
    match cell:
        case None:
            return [""]
        case str():
            return [_text(cell)]
        case int() | float() | Exact():
            return [_number(cell, kind)]
        case MoneyCell():
            return [_money(cell)]
        case Period():
            return [f"{cell} {cell.mark}".rstrip()]
        case _:
            return [_entry(entry, kind) for entry in cell if not isinstance(entry, Shared)] or [""]


def _number(value: Number, kind: ColumnKind) -> str:
    if kind in (ColumnKind.MONEY, ColumnKind.SUM):
        return sum_of_money(value)
    return str(value) if kind is ColumnKind.NUMBER else f"{value:,}"


def _money(money: MoneyCell) -> str:
    level = "" if money.level is None else f"level-{money.level} "
    return f"{level}{money.mark}{sum_of_money(money.value)} {inert(money.currency)}"


def _text(text: str) -> str:
    return f"{inert(text)} {text.mark}".strip() if isinstance(text, Marked) else inert(text)


def _entry(entry: str | Number | MoneyCell | AmountCell | TotalCell, kind: ColumnKind) -> str:
    match entry:
        case int() | float() | Exact():
            return _number(entry, kind)
        case TotalCell(amount_kind, money, projects, all_projects):
            return f"{amount_kind} {_money(money)} ({projects:,} of {all_projects:,})"
        case MoneyCell():
            return _money(entry)
        case AmountCell(before, money, after):
            return f"{inert(before)} {_money(money)} {inert(after)}".rstrip()
        case _:
            return _text(entry)
