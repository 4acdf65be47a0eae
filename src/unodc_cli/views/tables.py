"""Tables for people."""

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
from unodc_cli.views.cells import entries, is_of_numbers
from unodc_cli.views.layout import GAP, SHORT, WHOLE, Layout, labelled, layout, lines
from unodc_cli.views.terminal import Terminal

# Names of the 16 colours, so that the user's own theme decides; a word stands beside each.
_STATUS_STYLES = {"active": "bold cyan", "planned": "blue", "ended": "dim", "cancelled": "magenta"}
_OF_AN_EXCERPT = "bold underline"
# What the drawings themselves write, where there is nothing but ASCII.
_ASCII = str.maketrans("–—…·‘’“”", "--~-''\"\"")
# A table with fewer columns than this says less than a list does.
_FEWEST = 3


def printed(terminal: Terminal, *parts: RenderableType) -> str:
    """Return what Rich makes of the parts for this terminal, without the blanks at the end of its lines."""
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
    drawn = "".join(f"{line.rstrip()}\n" for line in buffer.getvalue().split("\n")[:-1])
    return drawn if terminal.unicode else drawn.translate(_ASCII)


def draw(report: Report, terminal: Terminal) -> tuple[Sequence[str], Sequence[str]]:
    """Return a report as a table as wide as the terminal, and the names of the columns without room."""
    rows = list(report.rows)
    if not rows:
        return [], []
    if not terminal.colour:
        rows = [tuple(_starred(cell) for cell in row) for row in rows]
    plan = layout(report.columns, rows, terminal.width)
    if plan.too_narrow or len(plan.widths) < min(_FEWEST, len(report.columns)):
        return [printed(terminal, stacked(report.columns, rows, terminal.width))], []
    drawn = table(report.columns, rows, plan, terminal)
    return [printed(terminal, drawn)], [column.name for column in plan.hidden]


class _Ready:
    """Lines that are laid out already: Rich has neither to break nor to measure them."""

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
    """Return the columns that a layout keeps as a Rich table; a text has at most so many lines.

    All that stands below a column's name is one cell: laying out many costs Rich more than all the rest.
    """
    made = Table(
        box=box.SIMPLE_HEAD if terminal.unicode else box.ASCII2,
        show_edge=False,
        pad_edge=False,
        padding=0,
        header_style="bold",
    )
    kept = [
        (column, [row[index] for row in rows])
        for index, column in enumerate(columns)
        if column in plan.widths
    ]
    shown = [[_lines(column, cell, plan.widths[column], most) for cell in cells] for column, cells in kept]
    heights = [max(len(cell) for cell in row) for row in zip(*shown, strict=True)]
    below: list[_Ready] = []
    for (column, cells), cell_lines in zip(kept, shown, strict=True):
        width = plan.widths[column]
        justify = _right if is_of_numbers(column, cells) else _left
        gap = GAP - 1 if len(below) + 1 < len(kept) else 0
        made.add_column(_Ready([Segment(justify(column.name, width))]), width=width + gap)
        padded = ["\n".join(justify(line, width) for line in cell) for cell in cell_lines]
        drawn = (
            [*_segments(column, cell, text), Segment("\n" * (1 + height - len(own)))]
            for cell, text, own, height in zip(cells, padded, cell_lines, heights, strict=True)
        )
        below.append(_Ready([segment for segments in drawn for segment in segments]))
    made.add_row(*below)
    return made


def _lines(column: Column, cell: Cell, width: int, most: int) -> list[str]:
    return lines(column.kind, cell, width, WHOLE if column.name == "excerpt" else most)


def _left(line: str, width: int) -> str:
    return line + " " * (width - cell_len(line))


def _right(line: str, width: int) -> str:
    return " " * (width - cell_len(line)) + line


def _segments(column: Column, cell: Cell, text: str) -> Iterator[Segment]:
    """Return the text of a cell in its style."""
    if isinstance(cell, Excerpt):
        end = 0
        for found in re.finditer(_words(cell), text):
            yield Segment(text[end : found.start()])
            yield Segment(found[0], Style.parse(_OF_AN_EXCERPT))
            end = found.end()
        yield Segment(text[end:])
    else:
        style = {ColumnKind.ID: "bold", ColumnKind.STATUS: _STATUS_STYLES.get(str(cell))}.get(column.kind)
        yield Segment(text, Style.parse(style) if style else None)


def _underlined(text: Text, cell: Cell) -> Text:
    """Let the words of an excerpt stand out; not by colour, which not everyone sees."""
    if isinstance(cell, Excerpt):
        text.highlight_regex(_words(cell), _OF_AN_EXCERPT)
    return text


def _starred(cell: Cell) -> Cell:
    """Return an excerpt with stars around its words, for where nothing can be underlined."""
    return re.sub(_words(cell), r"*\g<0>*", cell) if isinstance(cell, Excerpt) else cell


def _words(excerpt: Excerpt) -> str:
    return rf"(?i)\b(?:{'|'.join(re.escape(word) for word in excerpt.words)})\b"


def stacked(columns: Sequence[Column], rows: Sequence[Sequence[Cell]], width: int, most: int = SHORT) -> Text:
    """Return each row as a small list: for terminals too narrow for a table."""
    return Text("\n\n").join(_stack(columns, row, width, most) for row in rows)


def _stack(columns: Sequence[Column], row: Sequence[Cell], width: int, most: int) -> Text:
    stack = [Text(" ".join(entries(row[0], columns[0].kind)), style="bold")]
    for column, cell in zip(columns[1:], row[1:], strict=True):
        if shown := labelled(column, cell, width, most):
            stack.append(_underlined(Text("\n".join(shown)), cell))
    return Text("\n").join(stack)
