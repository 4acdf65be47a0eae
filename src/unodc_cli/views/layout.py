"""The columns that a table has at a given width, their widths, and the lines of their cells."""

from collections.abc import Sequence
from typing import NamedTuple

from rich.cells import cell_len

from unodc_cli.report.rows import Cell, Column, ColumnKind, Period
from unodc_cli.views.cells import entries, has_values
from unodc_cli.views.wrapping import CODE_POINTS_PER_CELL, fitting, packed, pieces

GAP = 2
# A column of texts may be this narrow before columns are dropped, and somewhat wider for a long word.
_NARROWEST_TEXT = 12
_LONG_WORD = 16
# A single word, or an entry of several words in a list, is not broken up to this width.
LONG_ENTRY = 32
_WIDEST_TEXT = 60
_YEARS_WIDTH = len("2016–2020")
# The lines of a text in an overview; a list may have twice as many. Pages show the whole text.
SHORT, WHOLE = 3, 10**6

_Widths = dict[Column, int]


class Layout(NamedTuple):
    """The widths of the columns that fit, and the columns that do not."""

    widths: _Widths
    hidden: tuple[Column, ...]
    # Even the columns that are never dropped do not fit.
    too_narrow: bool


def layout(
    columns: Sequence[Column], rows: Sequence[Sequence[Cell]], width: int, *, keep_all: bool = False
) -> Layout:
    """Share a width among columns: drop the least important ones, then widen the others in turn.

    With `keep_all`, no column is dropped.
    """
    minimum, maximum = _minimum_and_maximum(columns, rows)
    kept = list(columns)
    for index, column in enumerate(columns):
        if any(isinstance(cell := row[index], Period) and cell.is_asked for row in rows):
            whole = {**minimum, column: maximum[column]}
            if (
                _total_width(whole, [each for each in columns if each.drop_order <= column.drop_order])
                <= width
            ):
                minimum = whole
    if not keep_all:
        kept = _without_long_lists(columns, minimum, maximum, width)
        kept = _drop_columns(kept, rows, columns, minimum, width)
    widths, is_too_narrow = _share_room(kept, minimum, maximum, width)
    empty = [
        column
        for index, column in enumerate(columns)
        if column in kept and column.drop_order and not (keep_all or has_values(rows, index))
    ]
    if empty and any(widths[each] < maximum[each] for each in kept if each.kind is ColumnKind.TEXT):
        # A column without any value takes no room from texts.
        kept = [column for column in kept if column not in empty]
        widths, is_too_narrow = _share_room(kept, minimum, maximum, width)
    hidden = tuple(column for column in columns if column not in kept)
    return Layout(widths, hidden, is_too_narrow)


def least_width(columns: Sequence[Column], rows: Sequence[Sequence[Cell]]) -> int:
    """Return the width at which a table has room for all of its columns."""
    minimum, _ = _minimum_and_maximum(columns, rows)
    return _total_width(minimum, columns)


def _minimum_and_maximum(
    columns: Sequence[Column], rows: Sequence[Sequence[Cell]]
) -> tuple[_Widths, _Widths]:
    """Return the width that each column needs, and the width beyond which it gains nothing."""
    minimum, maximum = {}, {}
    for index, column in enumerate(columns):
        cells = [(row[index], entries(row[index], column.kind)) for row in rows]
        name = cell_len(column.name)
        minimum[column] = max([name, *(_minimum(column.kind, *cell) for cell in cells)])
        maximum[column] = max([name, *(_maximum(column.kind, texts) for _, texts in cells)])
    return minimum, maximum


def _without_long_lists(
    columns: Sequence[Column], minimum: _Widths, maximum: _Widths, width: int
) -> list[Column]:
    """Drop lists that are less important than a total which would be broken beside them."""
    totals = [
        column for column in columns if column.kind is ColumnKind.MONEY and minimum[column] < maximum[column]
    ]
    unbroken = {**minimum, **{column: maximum[column] for column in totals}}
    importance = max((column.drop_order for column in totals), default=0)
    kept = list(columns)
    lists = [c for c in columns if c.kind is ColumnKind.LIST and c.drop_order > importance]
    for column in sorted(lists, key=lambda column: -column.drop_order) if totals else ():
        if _total_width(unbroken, kept) > width:
            kept.remove(column)
    return kept


def _drop_columns(
    kept: Sequence[Column],
    rows: Sequence[Sequence[Cell]],
    columns: Sequence[Column],
    minimum: _Widths,
    width: int,
) -> list[Column]:
    """Drop the least important columns until the others fit.

    First go those without any value, then those with one value, which tell no row from another.
    """
    empty = {column for index, column in enumerate(columns) if not has_values(rows, index)}
    constant = {
        column
        for index, column in enumerate(columns)
        if len(rows) > 1 and all(row[index] == rows[0][index] for row in rows)
    }
    # What all rows belong to, such as their project, or a text that all have.
    alike = {each for each in constant if each.kind is ColumnKind.TEXT or each == columns[0]}
    droppable = sorted(
        (each for each in kept if each.drop_order or each in alike),
        key=lambda column: (column in empty, column in constant, column.drop_order),
        reverse=True,
    )
    left, dropped = list(kept), []
    for column in droppable:
        if _total_width(minimum, left) <= width:
            break
        left.remove(column)
        dropped.append(column)
    # A column that was dropped early may fit beside those that are left.
    for column in reversed(dropped):
        if column in constant - empty and _total_width(minimum, [*left, column]) <= width:
            left.append(column)
    return [column for column in kept if column in left]


def _share_room(
    kept: Sequence[Column], minimum: _Widths, maximum: _Widths, width: int
) -> tuple[_Widths, bool]:
    """Return the widths of the columns that share a width, and whether it is too narrow for them."""
    widths = {column: minimum[column] for column in kept}
    room = width - _total_width(minimum, kept)
    is_too_narrow = room < 0
    for column in kept:
        # All periods have months and days, or all have only years.
        missing_width = maximum[column] - widths[column]
        if column.kind is ColumnKind.PERIOD and room >= missing_width:
            widths[column] += missing_width
            room -= missing_width
    others = [column for column in kept if column.kind is not ColumnKind.PERIOD]
    for group in ([column for column in others if column.kind is ColumnKind.MONEY], others):
        while room > 0 and (growing := [column for column in group if widths[column] < maximum[column]]):
            for column in sorted(growing, key=lambda column: column.drop_order)[:room]:
                widths[column] += 1
                room -= 1
    return widths, is_too_narrow


def _total_width(widths: _Widths, columns: Sequence[Column]) -> int:
    return sum(widths[column] for column in columns) + GAP * (len(columns) - 1)


def _minimum(kind: ColumnKind, cell: Cell, texts: Sequence[str]) -> int:
    if isinstance(cell, Period):
        return cell_len(_years_only(cell))
    if kind is ColumnKind.MONEY:
        return max(cell_len(part) for text in texts for part in _broken(text, 0))
    if kind is ColumnKind.LIST:
        return max(_entry_width(text) for text in texts)
    widest = max(cell_len(text) for text in texts)
    if kind is not ColumnKind.TEXT or widest <= _NARROWEST_TEXT:
        return widest
    if " " not in texts[0]:
        return min(widest, LONG_ENTRY)
    return max(
        _NARROWEST_TEXT, *(size for word in texts[0].split() if (size := cell_len(word)) <= _LONG_WORD), 0
    )


def _entry_width(text: str) -> int:
    """Return the width that an entry of a list needs, with the comma after it."""
    width = cell_len(text) + 1
    if width <= LONG_ENTRY:
        return width
    return max(LONG_ENTRY, *(cell_len(word) + 1 for word in text.split()))


def _maximum(kind: ColumnKind, texts: Sequence[str]) -> int:
    if kind is ColumnKind.LIST:
        return min(_WIDEST_TEXT, sum(cell_len(text) + 2 for text in texts))
    widest = max(cell_len(text) for text in texts)
    return min(_WIDEST_TEXT, widest) if kind is ColumnKind.TEXT else widest


def _years_only(period: Period) -> str:
    return f"{(period.start or '?')[:4]}–{(period.end or '')[:4]} {period.mark}".rstrip()


def _broken(line: str, width: int) -> list[str]:
    """Return a total on two lines, broken after its kind, or on three, broken also after its amount."""
    kind, _, rest = line.partition(" ")
    if rest.count(" ") <= 1:
        return [line]
    money, _, share = rest.partition(" (")
    return [kind, f"  {rest}"] if cell_len(rest) + 2 <= width else [kind, f"  {money}", f"  ({share}"]


def lines(kind: ColumnKind, cell: Cell, width: int, most: int = SHORT) -> list[str]:
    """Return a cell as lines of at most `width`: dates and amounts unbroken, texts cut after `most` lines."""
    texts = entries(cell, kind)
    if isinstance(cell, Period):
        has_room = width > _YEARS_WIDTH + len(cell.mark) + 1
        return texts if has_room and cell_len(texts[0]) <= width else [_years_only(cell)]
    if kind is ColumnKind.MONEY:
        return [
            part for text in texts for part in ([text] if cell_len(text) <= width else _broken(text, width))
        ]
    if kind is ColumnKind.LIST:
        return _listed(texts, width, 2 * most)
    if kind is ColumnKind.TEXT:
        return _cut(packed(texts[0][: CODE_POINTS_PER_CELL * width * (most + 1)].split(), width), width, most)
    return texts


def labelled(column: Column, cell: Cell, width: int, most: int = SHORT) -> list[str]:
    """Return the name of a column and a cell, on indented lines of at most `width`."""
    texts = entries(cell, column.kind)
    if not any(texts):
        return []
    label, room = f"{column.name}:", max(width - 2 * GAP, 1)
    if column.kind is ColumnKind.MONEY and (len(texts) > 1 or cell_len(texts[0]) > room):
        record_lines = [label, *lines(column.kind, cell, room)]
    elif column.kind is ColumnKind.LIST:
        record_lines = _listed(texts, room, 2 * most, label)
    else:
        record_lines = packed([label, *(texts[0].split() if column.kind is ColumnKind.TEXT else texts)], room)
    indented = (" " * (2 * GAP if index else GAP) + line for index, line in enumerate(record_lines))
    # A published currency may be longer than a line.
    return [piece for line in indented for piece in pieces(line, width)]


def _listed(texts: Sequence[str], width: int, most: int, label: str | None = None) -> list[str]:
    """Return the entries of a list as lines. Entries beyond `most` lines are counted."""

    def first_entries(count: int) -> list[str]:
        rest = [f"… {len(texts) - count:,} more"] if count < len(texts) else []
        *parts, last = [*texts[:count], *rest]
        parts = [*(f"{part}," for part in parts), last]
        words = [word for part in parts for word in (part.split() if cell_len(part) > width else [part])]
        return packed([label, *words] if label else words, width)

    # A line holds at most as many entries as half its characters.
    count = min(len(texts), most * width)
    while len(list_lines := first_entries(count)) > most and count > 1:
        count -= max(1, (count * (len(list_lines) - most)) // (2 * len(list_lines)))
    return list_lines


def _cut(cell_lines: list[str], width: int, most: int) -> list[str]:
    if len(cell_lines) <= most:
        return cell_lines
    last = cell_lines[most - 1]
    if cell_len(last) > width - 1:
        last = fitting(last, width - 1)
    return [*cell_lines[: most - 1], f"{last.rstrip()}…"]
