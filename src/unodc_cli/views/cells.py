"""What a cell says to a person, as one text or several: with thousands apart, and inert."""

from unodc_cli.report import Cell, Money, Period, Total
from unodc_cli.text import inert


def entries(cell: Cell) -> list[str]:
    """Return the texts of a cell: one, or one for each entry of a list."""
    match cell:
        case None:
            return [""]
        case str():
            return [inert(cell)]
        case int() | float():
            return [f"{cell:,}"]
        case Money(value, currency):
            return [f"{value:,} {inert(currency)}"]
        case Period():
            return [str(cell)]
        case _:
            return [_entry(entry) for entry in cell] or [""]


def _entry(entry: str | Money | Total) -> str:
    match entry:
        case Total(kind, Money(value, currency), projects, of):
            return f"{kind} {value:,} {inert(currency)} ({projects} of {of})"
        case Money(value, currency):
            return f"{value:,} {inert(currency)}"
        case _:
            return inert(entry)
