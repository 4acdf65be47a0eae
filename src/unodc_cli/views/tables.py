"""Draw a report as a table, or as records where a table does not fit."""

import re
from collections.abc import Iterable, Iterator, Mapping, Sequence
from itertools import zip_longest

from rich.cells import cell_len

from unodc_cli.report.report import Report
from unodc_cli.report.rows import Cell, Column, ColumnKind, Excerpt
from unodc_cli.views.cells import entries, has_values, is_numeric
from unodc_cli.views.layout import SHORT, WHOLE, Layout, labelled, layout, lines
from unodc_cli.views.pairs import paired
from unodc_cli.views.styles import Line, Span, rendered, without_unicode
from unodc_cli.views.terminal import Terminal
from unodc_cli.views.wrapping import packed

# Names of the 16 colours, which the theme of the user's terminal defines.
_STATUS_STYLES = {"active": "bold cyan", "planned": "blue", "ended": "dim", "cancelled": "magenta"}
_HIGHLIGHT = "bold underline"
_BOLD = "bold"
# The gap between two columns (as wide as GAP), and the line under the header: below the gap, and elsewhere.
_UNICODE, _ASCII = ("  ", "──", "─"), (" |", "-+", "-")
# A table with fewer columns tells less than records do.
_FEWEST_COLUMNS = 3


def draw(report: Report, terminal: Terminal) -> tuple[Sequence[str], Mapping[str, bool]]:
    """Draw a report as wide as the terminal; return the drawing, and the names of the hidden columns.

    With each name stands whether the column has any value.
    Columns that were asked for by name are never hidden: where they do not fit, rows become records.
    """
    rows = list(report.rows)
    if not rows:
        return [], {}
    if not terminal.colour:
        rows = [tuple(_starred(cell) for cell in row) for row in rows]
    columns, cells = (report.columns, rows) if report.has_selected_fields else paired(report.columns, rows)
    plan = layout(columns, cells, terminal.width, keep_all=report.has_selected_fields)
    if plan.too_narrow or len(plan.widths) < min(_FEWEST_COLUMNS, len(columns)):
        return [drawn(records(report.columns, rows, terminal.width), terminal)], {}
    drawing = table(columns, cells, plan, terminal)
    hidden = {
        column.name: has_values(cells, index) for index, column in enumerate(columns) if column in plan.hidden
    }
    return [drawn(drawing, terminal)], hidden


def drawn(drawing: Iterable[Line], terminal: Terminal) -> str:
    """Return lines in their styles as text for a terminal."""
    return without_unicode(rendered(drawing, terminal), terminal)


def table(
    columns: Sequence[Column],
    rows: Sequence[Sequence[Cell]],
    plan: Layout,
    terminal: Terminal,
    most: int = SHORT,
) -> Iterator[Line]:
    """Yield the lines of a table with the columns of a layout, and at most `most` lines of each text.

    Rich's own table is not used: with its imports it costs as much as the rest of the answer.
    """
    gap, crossing, under = _UNICODE if terminal.unicode else _ASCII
    kept = [(index, column) for index, column in enumerate(columns) if column in plan.widths]
    widths = [plan.widths[column] for _, column in kept]
    blanks: list[Line] = [[(" " * width, "")] for width in widths]
    drawn_columns = [
        _column(column, [row[index] for row in rows], plan.widths[column], most) for index, column in kept
    ]
    header, *body = zip(*drawn_columns, strict=True)
    yield _beside((name for [name] in header), gap)
    yield [(crossing.join(under * width for width in widths), "")]
    for cells in body:
        for line in zip_longest(*cells):
            yield _beside((spans or blank for spans, blank in zip(line, blanks, strict=True)), gap)


def _column(column: Column, cells: Sequence[Cell], width: int, most: int) -> Iterator[list[Line]]:
    """Yield the lines of the header of a column, then those of each of its cells."""
    pad = _right if is_numeric(column, cells) else _left
    yield [[(pad(column.name, width), _BOLD)]]
    for cell in cells:
        yield [_spans(column, cell, pad(line, width)) for line in _lines(column, cell, width, most)]


def _beside(cells: Iterable[Line], gap: str) -> list[Span]:
    """Return a line of each column as one line of the table."""
    line: list[Span] = []
    for spans in cells:
        line += [(gap, ""), *spans] if line else spans
    return line


def _lines(column: Column, cell: Cell, width: int, most: int) -> list[str]:
    return lines(column.kind, cell, width, WHOLE if column.name == "excerpt" else most)


def _left(line: str, width: int) -> str:
    return line + " " * (width - cell_len(line))


def _right(line: str, width: int) -> str:
    return " " * (width - cell_len(line)) + line


def _spans(column: Column, cell: Cell, text: str) -> Line:
    """Return a line of a cell in its style, with the words of an excerpt highlighted."""
    if isinstance(cell, Excerpt):
        return list(_highlighted(text, cell))
    if column.kind is ColumnKind.ID:
        return [(text, _BOLD)]
    return [(text, _STATUS_STYLES.get(str(cell), "") if column.kind is ColumnKind.STATUS else "")]


def _highlighted(text: str, excerpt: Excerpt) -> Iterator[Span]:
    """Highlight the words of an excerpt, not by colour, which not everyone sees."""
    end = 0
    for match in re.finditer(_words(excerpt), text):
        yield text[end : match.start()], ""
        yield match[0], _HIGHLIGHT
        end = match.end()
    yield text[end:], ""


def _starred(cell: Cell) -> Cell:
    """Return an excerpt with stars around its words, for terminals without styles."""
    return re.sub(_words(cell), r"*\g<0>*", cell) if isinstance(cell, Excerpt) else cell


def _words(excerpt: Excerpt) -> str:
    return rf"(?i)\b(?:{'|'.join(re.escape(word) for word in excerpt.words)})\b"


def records(
    columns: Sequence[Column], rows: Sequence[Sequence[Cell]], width: int, most: int = SHORT
) -> Iterator[Line]:
    """Yield each row as a record, a line for each column, for terminals too narrow for a table."""
    for number, row in enumerate(rows):
        if number:
            yield []
        words = " ".join(entries(row[0], columns[0].kind)).split(" ")
        # Rows that go on with the one before have no name.
        yield from ([(line, _BOLD)] for line in packed(words, width) if any(words))
        for column, cell in zip(columns[1:], row[1:], strict=True):
            for line in labelled(column, cell, width, most):
                yield list(_highlighted(line, cell)) if isinstance(cell, Excerpt) else [(line, "")]
