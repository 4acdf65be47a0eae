"""What a cell says to a person, as one text or several: with thousands apart, and inert."""

from collections.abc import Sequence

from unodc_cli.report.rows import Cell, Column, Kind, Money, Period, Total
from unodc_cli.text import inert, sum_of_money


def is_of_numbers(column: Column, cells: Sequence[Cell]) -> bool:
    """Whether a column is read by its last digits: counts, and sums that stand alone."""
    if column.kind in (Kind.COUNT, Kind.NUMBER):
        return True
    lists = [cell for cell in cells if isinstance(cell, list) and cell]
    return column.kind is Kind.MONEY and all(
        isinstance(cell[0], int | float) or (len(cell) == 1 and isinstance(cell[0], Money)) for cell in lists
    )


def entries(cell: Cell, kind: Kind) -> list[str]:
    """Return the texts of a cell in a column of a kind: one, or one for each entry of a list."""
    match cell:
        case None:
            return [""]
        case str():
            return [inert(cell)]
        case int() | float():
            return [_number(cell, kind)]
        case Money():
            return [_money(cell)]
        case Period():
            return [str(cell)]
        case _:
            return [_entry(entry, kind) for entry in cell] or [""]


def _number(value: float, kind: Kind) -> str:
    if kind is Kind.MONEY:
        return sum_of_money(value)
    return str(value) if kind is Kind.NUMBER else f"{value:,}"


def _money(money: Money) -> str:
    level = "" if money.level is None else f"level-{money.level} "
    return f"{level}{sum_of_money(money.value)} {inert(money.currency)}"


def _entry(entry: str | float | Money | Total, kind: Kind) -> str:
    match entry:
        case int() | float():
            return _number(entry, kind)
        case Total(of_kind, money, projects, of):
            return f"{of_kind} {_money(money)} ({projects:,} of {of:,})"
        case Money():
            return _money(entry)
        case _:
            return inert(entry)
