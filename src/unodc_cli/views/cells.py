"""What a cell says to a person, as one text or several: with thousands apart, and inert."""

from collections.abc import Sequence

from unodc_cli.report import Cell, Column, Kind, Money, Period, Total
from unodc_cli.text import inert


def is_of_numbers(column: Column, cells: Sequence[Cell]) -> bool:
    """Whether a column is read by its last digits: counts, and sums that stand alone."""
    if column.kind is Kind.COUNT:
        return True
    lists = [cell for cell in cells if isinstance(cell, list) and cell]
    return column.kind is Kind.MONEY and all(
        isinstance(cell[0], int | float) or (len(cell) == 1 and isinstance(cell[0], Money)) for cell in lists
    )


def entries(cell: Cell) -> list[str]:
    """Return the texts of a cell: one, or one for each entry of a list."""
    match cell:
        case None:
            return [""]
        case str():
            return [inert(cell)]
        case int() | float():
            return [f"{cell:,}"]
        case Money():
            return [_money(cell)]
        case Period():
            return [str(cell)]
        case _:
            return [_entry(entry) for entry in cell] or [""]


def _money(money: Money) -> str:
    level = "" if money.level is None else f"level-{money.level} "
    return f"{level}{money.value:,} {inert(money.currency)}"


def _entry(entry: str | float | Money | Total) -> str:
    match entry:
        case int() | float():
            return f"{entry:,}"
        case Total(kind, money, projects, of):
            return f"{kind} {_money(money)} ({projects} of {of})"
        case Money():
            return _money(entry)
        case _:
            return inert(entry)
