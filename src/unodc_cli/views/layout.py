"""Which columns a table has at a given width, how wide each is, and the lines of its cells."""

from collections.abc import Sequence
from typing import NamedTuple

from rich.cells import cell_len

from unodc_cli.report.rows import Cell, Column, ColumnKind, Period
from unodc_cli.views.cells import entries

GAP = 2
# Text may be as narrow as this before a column gives way, and somewhat wider for the sake of a long word.
_NARROWEST = 12
_LONG_WORD = 16
# A lone word is not broken, nor is an entry of a list that has words, unless it is longer than this.
LONG_ENTRY = 32
_WIDEST = 60
# A letter has no more code points for each cell that it takes, with the marks on it.
_SIGNS = 4
_YEARS = len("2016–2020")
# A longer text is cut in a table that is to be looked over, and a list of twice as many lines; a page has the
# whole.
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
        cells = [(row[index], entries(row[index], column.kind)) for row in rows]
        least[column] = max([cell_len(column.name), *(_least(column.kind, *cell) for cell in cells)])
        most[column] = max([cell_len(column.name), *(_most(column.kind, texts) for _, texts in cells)])
    kept = _without_lists(columns, least, most, width)
    empty = {column for index, column in enumerate(columns) if not any(row[index] for row in rows)}
    # A column without any value says least.
    order = {
        column: (column in empty, column.drop_order) if column.drop_order else (False, 0)
        for column in columns
    }
    while _taken(least, kept) > width and (goes := max(kept, key=lambda column: order[column])).drop_order:
        kept.remove(goes)
    widths = {column: least[column] for column in kept}
    room = width - _taken(least, kept)
    for column in kept:
        # Either all periods have room, or all are in years.
        if column.kind is ColumnKind.PERIOD and room >= (more := most[column] - widths[column]):
            widths[column] += more
            room -= more
    texts = [column for column in kept if column.kind is not ColumnKind.PERIOD]
    for some in ([column for column in texts if column.kind is ColumnKind.MONEY], texts):
        while room > 0 and (wanting := [column for column in some if widths[column] < most[column]]):
            for column in sorted(wanting, key=lambda column: column.drop_order)[:room]:
                widths[column] += 1
                room -= 1
    return Layout(widths, tuple(c for c in columns if c not in kept), too_narrow=room < 0)


def _without_lists(
    columns: Sequence[Column], least: dict[Column, int], most: dict[Column, int], width: int
) -> list[Column]:
    """Return the columns without the lists that give way so that no total is broken."""
    totals = [
        column for column in columns if column.kind is ColumnKind.MONEY and least[column] < most[column]
    ]
    unbroken = {**least, **{column: most[column] for column in totals}}
    needed = max((column.drop_order for column in totals), default=0)
    kept = list(columns)
    lists = [column for column in columns if column.kind is ColumnKind.LIST and column.drop_order > needed]
    for column in sorted(lists, key=lambda column: -column.drop_order) if totals else ():
        if _taken(unbroken, kept) > width:
            kept.remove(column)
    return kept


def _taken(widths: dict[Column, int], kept: Sequence[Column]) -> int:
    return sum(widths[column] for column in kept) + GAP * (len(kept) - 1)


def _least(kind: ColumnKind, cell: Cell, texts: Sequence[str]) -> int:
    if isinstance(cell, Period):
        return cell_len(_years(cell))
    if kind is ColumnKind.MONEY:
        return max(cell_len(part) for text in texts for part in _broken(text, 0))
    if kind is ColumnKind.LIST:
        return max(_entry(text) for text in texts)
    widest = max(cell_len(text) for text in texts)
    if kind is not ColumnKind.TEXT or widest <= _NARROWEST:
        return widest
    if " " not in texts[0]:
        return min(widest, LONG_ENTRY)
    return max(_NARROWEST, *(size for word in texts[0].split() if (size := cell_len(word)) <= _LONG_WORD), 0)


def _entry(text: str) -> int:
    """Return how wide a column must be for an entry of a list and the comma behind it."""
    whole = cell_len(text) + 1
    if whole <= LONG_ENTRY:
        return whole
    return max(LONG_ENTRY, *(cell_len(word) + 1 for word in text.split()))


def _most(kind: ColumnKind, texts: Sequence[str]) -> int:
    if kind is ColumnKind.LIST:
        return min(_WIDEST, sum(cell_len(text) + 2 for text in texts))
    widest = max(cell_len(text) for text in texts)
    return min(_WIDEST, widest) if kind is ColumnKind.TEXT else widest


def _years(period: Period) -> str:
    return f"{(period.start or '?')[:4]}–{(period.end or '')[:4]}"


def _broken(line: str, width: int) -> list[str]:
    """Return a total on two lines, broken behind its kind, or else also behind its sum; a sum stays one."""
    kind, _, rest = line.partition(" ")
    if rest.count(" ") <= 1:
        return [line]
    money, _, share = rest.partition(" (")
    return [kind, f"  {rest}"] if cell_len(rest) + 2 <= width else [kind, f"  {money}", f"  ({share}"]


def lines(kind: ColumnKind, cell: Cell, width: int, most: int = SHORT) -> list[str]:
    """Return a cell as lines of at most `width`: dates and sums unbroken, of a text at most so many."""
    texts = entries(cell, kind)
    if isinstance(cell, Period):
        return texts if width > _YEARS and cell_len(texts[0]) <= width else [_years(cell)]
    if kind is ColumnKind.MONEY:
        return [
            part for text in texts for part in ([text] if cell_len(text) <= width else _broken(text, width))
        ]
    if kind is ColumnKind.LIST:
        return _listed(texts, width, 2 * most)
    if kind is ColumnKind.TEXT:
        return _cut(_packed(texts[0][: _SIGNS * width * (most + 1)].split(), width), width, most)
    return texts


def labelled(column: Column, cell: Cell, width: int, most: int = SHORT) -> list[str]:
    """Return a cell behind the name of its column, on indented lines of at most `width`."""
    texts = entries(cell, column.kind)
    if not any(texts):
        return []
    label, room = f"{column.name}:", max(width - 2 * GAP, 1)
    if column.kind is ColumnKind.MONEY and (len(texts) > 1 or cell_len(texts[0]) > room):
        packed = [label, *lines(column.kind, cell, room)]
    elif column.kind is ColumnKind.LIST:
        packed = _listed(texts, room, 2 * most, label)
    else:
        packed = _packed([label, *(texts[0].split() if column.kind is ColumnKind.TEXT else texts)], room)
    return [" " * (2 * GAP if index else GAP) + line for index, line in enumerate(packed)]


def _listed(texts: Sequence[str], width: int, most: int, label: str | None = None) -> list[str]:
    """Put the entries of a list on lines; what has no room on so many is counted."""
    before = [label] if label else []

    def packed(shown: int) -> list[str]:
        ends = [f"… {len(texts) - shown:,} more"] if shown < len(texts) else []
        parts = [*texts[:shown], *ends]
        parts = [*(f"{part}," for part in parts[:-1]), *parts[-1:]]
        words = (part.split() if cell_len(part) > width else [part] for part in parts)
        return _packed([*before, *(word for some in words for word in some)], width)

    # No line holds more entries than half its letters.
    shown = min(len(texts), most * width)
    while len(made := packed(shown)) > most and shown > 1:
        shown -= max(1, (shown * (len(made) - most)) // (2 * len(made)))
    return made


def _packed(words: Sequence[str], width: int) -> list[str]:
    """Put words on lines; one that is wider than a line is broken."""
    packed = [""]
    for word in words:
        joined = f"{packed[-1]} {word}" if packed[-1] else word
        if cell_len(joined) <= width:
            packed[-1] = joined
            continue
        packed[len(packed) - (not packed[-1]) :] = _parts(word, width)
    return packed


def _parts(word: str, width: int) -> list[str]:
    """Return a word in parts that have room, of which one is enough for most words."""
    if cell_len(word) <= width:
        return [word]
    parts, start = [], 0
    while start < len(word):
        # To measure all that is left for each part would take long for a long word.
        parts.append(_fitting(word[start : start + _SIGNS * width], width))
        start += len(parts[-1])
    return parts


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
