"""Draw a report as a table, or as records where a table does not fit."""

import io
import re
from collections.abc import Iterable, Iterator, Sequence

from rich import box
from rich.cells import cell_len
from rich.console import Console, ConsoleOptions, RenderableType, RenderResult
from rich.segment import Segment
from rich.style import Style
from rich.table import Table
from rich.text import Text

from unodc_cli.report.rows import Cell, Column, ColumnKind, Excerpt, Report
from unodc_cli.views.cells import entries, is_numeric
from unodc_cli.views.layout import GAP, SHORT, WHOLE, Layout, labelled, layout, lines
from unodc_cli.views.terminal import Terminal

# Names of the 16 colours, which the theme of the user's terminal defines.
_STATUS_STYLES = {"active": "bold cyan", "planned": "blue", "ended": "dim", "cancelled": "magenta"}
_HIGHLIGHT = "bold underline"
# The characters of the drawings, on terminals with ASCII only.
_ASCII = str.maketrans("–—…·‘’“”", "--~-''\"\"")
# A table with fewer columns tells less than records do.
_FEWEST_COLUMNS = 3


def printed(terminal: Terminal, *parts: RenderableType) -> str:
    """Render the parts with Rich for a terminal, without trailing blanks."""
    buffer = io.StringIO()
    console = Console(
        file=buffer,
        force_terminal=terminal.colour,
        color_system="standard" if terminal.colour else None,
        no_color=not terminal.colour,
        width=terminal.width,
        markup=False,
        emoji=False,
        highlight=False,
        legacy_windows=False,
    )
    for part in parts:
        console.print(part, crop=False)
    text = "".join(f"{line.rstrip()}\n" for line in buffer.getvalue().split("\n")[:-1])
    return text if terminal.unicode else text.translate(_ASCII)


def draw(report: Report, terminal: Terminal) -> tuple[Sequence[str], Sequence[str]]:
    """Draw a report as wide as the terminal; return the drawing and the names of the hidden columns."""
    rows = list(report.rows)
    if not rows:
        return [], []
    if not terminal.colour:
        rows = [tuple(_starred(cell) for cell in row) for row in rows]
    plan = layout(report.columns, rows, terminal.width)
    if plan.too_narrow or len(plan.widths) < min(_FEWEST_COLUMNS, len(report.columns)):
        return [printed(terminal, records(report.columns, rows, terminal.width))], []
    drawing = table(report.columns, rows, plan, terminal)
    return [printed(terminal, drawing)], [column.name for column in plan.hidden]


class _LaidOut:
    """Lines that need no layout by Rich: they are broken and padded already."""

    def __init__(self, segments: Iterable[Segment]) -> None:
        self._segments = segments

    def __rich_console__(self, console: Console, options: ConsoleOptions) -> RenderResult:
        return self._segments


def table(
    columns: Sequence[Column],
    rows: Sequence[Sequence[Cell]],
    plan: Layout,
    terminal: Terminal,
    most: int = SHORT,
) -> Table:
    """Return the columns of a layout as a Rich table, with at most so many lines of a text.

    All the cells of a column are one cell of Rich's, since laying out many of them costs more than the rest.
    """
    kept = [(column, [row[index] for row in rows]) for index, column in enumerate(columns)]
    kept = [(column, cells) for column, cells in kept if column in plan.widths]
    texts = [[_lines(column, cell, plan.widths[column], most) for cell in cells] for column, cells in kept]
    heights = [max(len(lines) for lines in row) for row in zip(*texts, strict=True)]
    drawing = Table(
        box=box.SIMPLE_HEAD if terminal.unicode else box.ASCII2,
        show_edge=False,
        pad_edge=False,
        padding=0,
        header_style="bold",
    )
    bodies: list[_LaidOut] = []
    for (column, cells), cell_lines in zip(kept, texts, strict=True):
        width = plan.widths[column]
        justify = _right if is_numeric(column, cells) else _left
        gap = GAP - 1 if len(bodies) + 1 < len(kept) else 0
        drawing.add_column(_LaidOut([Segment(justify(column.name, width))]), width=width + gap)
        padded = [[justify(line, width) for line in lines] for lines in cell_lines]
        bodies.append(_LaidOut(_body(column, cells, padded, heights)))
    drawing.add_row(*bodies)
    return drawing


def _body(
    column: Column, cells: Sequence[Cell], texts: Sequence[Sequence[str]], heights: Sequence[int]
) -> list[Segment]:
    """Return all the cells of a column, each as high as its row."""
    return [
        segment
        for cell, lines, height in zip(cells, texts, heights, strict=True)
        for segment in (
            *_segments(column, cell, "\n".join(lines)),
            Segment("\n" * (1 + height - len(lines))),
        )
    ]


def _lines(column: Column, cell: Cell, width: int, most: int) -> list[str]:
    return lines(column.kind, cell, width, WHOLE if column.name == "excerpt" else most)


def _left(line: str, width: int) -> str:
    return line + " " * (width - cell_len(line))


def _right(line: str, width: int) -> str:
    return " " * (width - cell_len(line)) + line


def _segments(column: Column, cell: Cell, text: str) -> Iterator[Segment]:
    """Return the text of a cell in its style, with the words of an excerpt highlighted."""
    if isinstance(cell, Excerpt):
        end = 0
        for match in re.finditer(_words(cell), text):
            yield Segment(text[end : match.start()])
            yield Segment(match[0], Style.parse(_HIGHLIGHT))
            end = match.end()
        yield Segment(text[end:])
    else:
        style = {ColumnKind.ID: "bold", ColumnKind.STATUS: _STATUS_STYLES.get(str(cell))}.get(column.kind)
        yield Segment(text, Style.parse(style) if style else None)


def _highlighted(text: Text, cell: Cell) -> Text:
    """Highlight the words of an excerpt, not by colour, which not everyone sees."""
    if isinstance(cell, Excerpt):
        text.highlight_regex(_words(cell), _HIGHLIGHT)
    return text


def _starred(cell: Cell) -> Cell:
    """Return an excerpt with stars around its words, for terminals without styles."""
    return re.sub(_words(cell), r"*\g<0>*", cell) if isinstance(cell, Excerpt) else cell


def _words(excerpt: Excerpt) -> str:
    return rf"(?i)\b(?:{'|'.join(re.escape(word) for word in excerpt.words)})\b"


def records(columns: Sequence[Column], rows: Sequence[Sequence[Cell]], width: int, most: int = SHORT) -> Text:
    """Return each row as a record, a line for each column, for terminals too narrow for a table."""
    return Text("\n\n").join(_record(columns, row, width, most) for row in rows)


def _record(columns: Sequence[Column], row: Sequence[Cell], width: int, most: int) -> Text:
    parts = [Text(" ".join(entries(row[0], columns[0].kind)), style="bold")]
    for column, cell in zip(columns[1:], row[1:], strict=True):
        if cell_lines := labelled(column, cell, width, most):
            parts.append(_highlighted(Text("\n".join(cell_lines)), cell))
    return Text("\n").join(parts)
