"""Tables for people."""

import io
import re
from collections.abc import Sequence

from rich import box
from rich.console import Console, RenderableType
from rich.table import Table
from rich.text import Text

from unodc_cli.report import Cell, Column, Excerpt, Kind, Money, Report
from unodc_cli.terminal import Terminal
from unodc_cli.views.cells import entries
from unodc_cli.views.layout import GAP, SHORT, WHOLE, Layout, labelled, layout, lines

# Names of the 16 colours, so that the user's own theme decides; a word stands beside each.
_STATUS_STYLES = {"active": "bold cyan", "planned": "blue", "ended": "dim", "cancelled": "magenta"}
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
        console.print(part)
    drawn = "".join(f"{line.rstrip()}\n" for line in buffer.getvalue().split("\n")[:-1])
    return drawn if terminal.unicode else drawn.translate(_ASCII)


def draw(report: Report, terminal: Terminal) -> tuple[Sequence[str], Sequence[str]]:
    """Return a report as a table as wide as the terminal, and the names of the columns without room."""
    if not report.rows:
        return [], []
    rows = report.rows if terminal.colour else [tuple(_starred(cell) for cell in row) for row in report.rows]
    plan = layout(report.columns, rows, terminal.width)
    if plan.too_narrow or len(plan.widths) < min(_FEWEST, len(report.columns)):
        return [printed(terminal, stacked(report.columns, rows, terminal.width))], []
    drawn = table(report.columns, rows, plan, terminal)
    return [printed(terminal, drawn)], [column.name for column in plan.hidden]


def table(
    columns: Sequence[Column],
    rows: Sequence[Sequence[Cell]],
    plan: Layout,
    terminal: Terminal,
    most: int = SHORT,
) -> Table:
    """Return the columns that a layout keeps as a Rich table; a text has at most so many lines."""
    made = Table(
        box=box.SIMPLE_HEAD if terminal.unicode else box.ASCII2,
        show_edge=False,
        pad_edge=False,
        padding=(0, GAP - 1, 0, 0),
        header_style="bold",
    )
    kept = [(index, column) for index, column in enumerate(columns) if column in plan.widths]
    for index, column in kept:
        made.add_column(
            Text(column.name),
            width=plan.widths[column],
            justify="right" if _is_of_numbers(column, [row[index] for row in rows]) else "left",
            overflow="fold",
        )
    for row in rows:
        made.add_row(*(_text(column, row[index], plan.widths[column], most) for index, column in kept))
    return made


def _is_of_numbers(column: Column, cells: Sequence[Cell]) -> bool:
    """Whether a column is read by its last digits: counts, and sums that stand alone."""
    if column.kind is Kind.COUNT:
        return True
    sums = [cell for cell in cells if isinstance(cell, list) and cell]
    return column.kind is Kind.MONEY and all(len(s) == 1 and isinstance(s[0], Money) for s in sums)


def _text(column: Column, cell: Cell, width: int, most: int) -> Text:
    style = {Kind.ID: "bold", Kind.STATUS: _STATUS_STYLES.get(str(cell), "")}.get(column.kind, "")
    shown = lines(column.kind, cell, width, WHOLE if column.name == "excerpt" else most)
    return _underlined(Text("\n".join(shown), style=style), cell)


def _underlined(text: Text, cell: Cell) -> Text:
    """Let the words of an excerpt stand out; not by colour, which not everyone sees."""
    if isinstance(cell, Excerpt):
        text.highlight_regex(_words(cell), "bold underline")
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
    stack = [Text(" ".join(entries(row[0])), style="bold")]
    for column, cell in zip(columns[1:], row[1:], strict=True):
        if shown := labelled(column, cell, width, most):
            stack.append(_underlined(Text("\n".join(shown)), cell))
    return Text("\n").join(stack)
