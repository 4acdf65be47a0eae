"""Which columns a table has at a given width, how wide each is, and the lines of its cells."""

from collections.abc import Sequence
from typing import NamedTuple

from rich.cells import cell_len

from unodc_cli.report import Cell, Column, Kind, Money, Period, Total
from unodc_cli.text import inert

GAP = 2
# Text may be as narrow as this before a column gives way.
_NARROWEST = 12
_WIDEST = 60
_YEARS = len("2016–2020")
# A longer text is cut in a table that is to be looked over; a page has the whole.
SHORT, WHOLE = 3, 10**6


class Layout(NamedTuple):
    """The columns that have room, with their widths, and those that have none."""

    widths: dict[Column, int]
    hidden: tuple[Column, ...]
    # Not even what must stay has room.
    too_narrow: bool


def layout(columns: Sequence[Column], rows: Sequence[Sequence[Cell]], width: int) -> Layout:
    """Share the room: the least important columns go, the others have what they need, and more by turns."""
    least, most = {}, {}
    for index, column in enumerate(columns):
        cells = [row[index] for row in rows]
        least[column] = max([cell_len(column.name), *(_least(column.kind, cell) for cell in cells)])
        most[column] = max([cell_len(column.name), *(_most(column.kind, cell) for cell in cells)])
    kept = list(columns)
    while _taken(least, kept) > width and (goes := max(kept, key=lambda column: column.drop)).drop:
        kept.remove(goes)
    widths = {column: least[column] for column in kept}
    room = width - _taken(least, kept)
    for column in kept:
        # Either all periods have room, or all are in years.
        if column.kind is Kind.PERIOD and room >= (more := most[column] - widths[column]):
            widths[column] += more
            room -= more
    texts = [column for column in kept if column.kind is not Kind.PERIOD]
    for some in ([column for column in texts if column.kind is Kind.MONEY], texts):
        while room > 0 and (wanting := [column for column in some if widths[column] < most[column]]):
            for column in sorted(wanting, key=lambda column: column.drop)[:room]:
                widths[column] += 1
                room -= 1
    return Layout(widths, tuple(c for c in columns if c not in kept), too_narrow=room < 0)


def _taken(widths: dict[Column, int], kept: Sequence[Column]) -> int:
    return sum(widths[column] for column in kept) + GAP * (len(kept) - 1)


def _least(kind: Kind, cell: Cell) -> int:
    if isinstance(cell, Period):
        return cell_len(_years(cell))
    lines = _entries(cell)
    if kind is Kind.MONEY:
        return max(cell_len(part) for line in lines for part in _broken(line))
    if kind is Kind.LIST:
        return max(cell_len(line) + 1 for line in lines)
    widest = max(cell_len(line) for line in lines)
    return min(widest, _NARROWEST) if kind is Kind.TEXT else widest


def _most(kind: Kind, cell: Cell) -> int:
    lines = _entries(cell)
    if kind is Kind.LIST:
        return min(_WIDEST, sum(cell_len(line) + 2 for line in lines))
    widest = max(cell_len(line) for line in lines)
    return min(_WIDEST, widest) if kind is Kind.TEXT else widest


def _entries(cell: Cell) -> list[str]:
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


def _years(period: Period) -> str:
    return f"{(period.start or '?')[:4]}–{(period.end or '')[:4]}"


def _broken(line: str) -> list[str]:
    """Return a total on two lines, broken behind its kind; a sum stays one."""
    kind, _, rest = line.partition(" ")
    return [kind, f"  {rest}"] if rest.count(" ") > 1 else [line]


def lines(kind: Kind, cell: Cell, width: int, most: int = SHORT) -> list[str]:
    """Return a cell as lines of at most `width`: dates and sums unbroken, of a text at most so many."""
    entries = _entries(cell)
    if isinstance(cell, Period):
        return entries if width > _YEARS and cell_len(entries[0]) <= width else [_years(cell)]
    if kind is Kind.MONEY:
        return [
            part for entry in entries for part in ([entry] if cell_len(entry) <= width else _broken(entry))
        ]
    if kind is Kind.LIST:
        return _packed([f"{entry}," for entry in entries[:-1]] + entries[-1:], width)
    if kind is Kind.TEXT:
        return _cut(_packed(entries[0].split(), width), width, most)
    return entries


def _packed(words: Sequence[str], width: int) -> list[str]:
    """Put words on lines; one that is wider than a line is broken."""
    packed = [""]
    for word in words:
        joined = f"{packed[-1]} {word}" if packed[-1] else word
        if cell_len(joined) <= width:
            packed[-1] = joined
            continue
        if packed[-1]:
            packed.append("")
        rest = word
        while cell_len(rest) > width:
            part = _fitting(rest, width)
            packed[-1] = part
            packed.append("")
            rest = rest[len(part) :]
        packed[-1] = rest
    return packed


def _fitting(word: str, width: int) -> str:
    """Return as many letters of a word as have room, at least one."""
    end = 1
    while end < len(word) and cell_len(word[: end + 1]) <= width:
        end += 1
    return word[:end]


def _cut(cell_lines: list[str], width: int, most: int) -> list[str]:
    if len(cell_lines) <= most:
        return cell_lines
    last = cell_lines[most - 1]
    if cell_len(last) > width - 1:
        last = _fitting(last, width - 1)
    return [*cell_lines[: most - 1], f"{last.rstrip()}…"]
