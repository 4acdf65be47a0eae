"""Draw sums as tables, one for each series, in thousands or millions where the terminal is narrow."""

from bisect import bisect_left
from collections.abc import Callable, Collection, Iterator, Sequence
from copy import copy
from itertools import chain, groupby
from typing import Final

from unodc_cli.model import exact
from unodc_cli.model.exact import sum_of_money
from unodc_cli.model.rounding import nearest
from unodc_cli.report.crosstab import UNITS, CrossTab
from unodc_cli.report.rows import Cell, Column, ColumnKind
from unodc_cli.text import inert
from unodc_cli.views.even_sums import even, trillionths
from unodc_cli.views.folding import AFTER, BEFORE, Folding, Grid, without_empty, without_long_keys
from unodc_cli.views.layout import GAP, Layout, layout
from unodc_cli.views.tables import drawn as text_of
from unodc_cli.views.tables import records, table
from unodc_cli.views.terminal import Terminal
from unodc_cli.views.wrapping import packed

# For each unit: the power of ten by which sums are divided, and its words in a caption.
_UNITS: Final = {"1": (0, ""), "k": (3, " thousands"), "m": (6, " millions")}
_BLOCKS, _EIGHTHS = "▁▂▃▄▅▆▇█", " ▏▎▍▌▋▊▉█"
_BAR: Final = Column("bar", ColumnKind.TEXT, 1)
_TREND: Final = Column("trend", ColumnKind.TEXT, 9)
_LEAST_BAR, _WIDEST_BAR = 8, 40
# Trends are drawn for at least this many periods.
_FEWEST: Final = 3
_UNLIMITED_WIDTH: Final = 10_000


def draw(report: CrossTab, terminal: Terminal, *, keep_all: bool = False) -> tuple[list[str], list[str]]:
    """Draw sums as wide as the terminal; return the drawing, and notes on what it leaves out.

    With `keep_all`, nothing is left out or folded, whatever the width.
    """
    fixed = [report.columns.index(column) for column in report.series]
    kept = [index for index in range(len(report.columns)) if index not in fixed]
    columns = tuple(report.columns[index] for index in kept)
    parts: list[str] = []
    hidden: set[str] = set()
    folded: set[str] = set()
    for series, rows in groupby(report.rows, key=_series(report)):
        grid = without_long_keys(Grid(columns, [tuple(row[index] for index in kept) for row in rows]))
        grid = without_empty(grid, report.periods)
        unit, drawn, plan = _fitting(report, series, grid, terminal, keep_all=keep_all)
        folded.update({c.name for c in drawn.columns} - {c.name for c in (*columns, _BAR, _TREND)})
        if not plan.too_narrow:
            hidden.update(column.name for column in plan.hidden if column is not _TREND)
        body = (
            records(drawn.columns, drawn.rows, terminal.width)
            if plan.too_narrow
            else table(drawn.columns, drawn.rows, plan, terminal)
        )
        words = f"{_caption(series)}{_UNITS[unit][1]}".split(" ")
        caption = ([(line, "bold")] for line in packed(words, terminal.width))
        parts += ["\n"] * bool(parts) + [text_of(chain(caption, body), terminal)]
    notes = list(_notes(report, folded))
    if hidden:
        notes.append(f"hidden columns: {', '.join(sorted(hidden))} (use --fields or a wider terminal)")
    return parts, notes


def _series(report: CrossTab) -> Callable[[tuple[Cell, ...]], tuple[Cell, ...]]:
    """Return the function from a row to its series."""
    places = [report.columns.index(column) for column in report.series]
    return lambda row: tuple(row[place] for place in places)


def _notes(report: CrossTab, folded: Collection[str]) -> Iterator[str]:
    if folded:
        are_older = all(name.startswith(BEFORE) for name in folded)
        of_periods = "older columns" if are_older else "columns"
        columns = of_periods if report.periods else "the smallest columns"
        listed = ", ".join(sorted(folded, key=lambda name: (len(name), name)))
        yield f"{columns} were put together: {listed} (all other formats have them all)"
    if folded and report.overlapping:
        yield "columns that were put together have no sum (…) where it would count money twice"


def width(report: CrossTab) -> int:
    """Return the width at which everything fits."""
    text, _ = draw(report, Terminal(interactive=True, width=_UNLIMITED_WIDTH), keep_all=True)
    return max((len(line) for part in text for line in part.splitlines()), default=0)


def _caption(series: Sequence[Cell]) -> str:
    kind, level, currency = series
    level_text = "" if level is None else f", level {level}"
    return inert(f"{kind}{level_text}, {currency}")


def _fitting(
    report: CrossTab, series: tuple[Cell, ...], grid: Grid, terminal: Terminal, *, keep_all: bool
) -> tuple[str, Grid, Layout]:
    """Choose a unit, and fold columns until the grid fits; return unit, grid and layout."""
    units = [report.unit] if report.unit else UNITS[:1] if keep_all else _useful_units(grid)
    for unit in units:
        drawn = _in_unit(grid, unit)
        plan = layout(drawn.columns, drawn.rows, terminal.width)
        if not plan.hidden or keep_all:
            return unit, *_with_drawings(report, grid, drawn, terminal)
    folding = Folding(report, grid, overlap=series in report.overlapping)
    count = len(folding.order)

    def is_too_wide(number: int) -> bool:
        drawn = _in_unit(folding.folded(number), unit)
        return bool(layout(drawn.columns, drawn.rows, terminal.width).hidden)

    # The least number of columns to fold; all if even that does not fit.
    numbers = range(2, max(count, 2))
    least = 2 + bisect_left(numbers, True, key=lambda number: not is_too_wide(number))
    folded = folding.folded(least) if count >= least else grid
    return unit, *_with_drawings(report, folded, _in_unit(folded, unit), terminal)


def _useful_units(grid: Grid) -> Sequence[str]:
    """Return the units in which the largest of the sums still has some digits."""
    largest = max((abs(trillionths(cell)) for row in grid.rows for cell in row), default=0)
    return [
        unit for unit in UNITS if not _UNITS[unit][0] or largest >= 10 * exact.ONE * 10 ** _UNITS[unit][0]
    ]


def _in_unit(grid: Grid, unit: str) -> Grid:
    """Return the grid with its sums as texts, which still add up."""
    exponent, _ = _UNITS[unit]
    even_rows = even(grid.columns, grid.rows, _smallest_step(exponent))
    is_sum = [column.kind is ColumnKind.SUM for column in grid.columns]
    rows = [
        tuple(_text(cell, exponent) if of_money else cell for cell, of_money in zip(row, is_sum, strict=True))
        for row in even_rows
    ]
    return Grid(grid.columns, rows)


def _text(cell: Cell, exponent: int) -> Cell:
    """Return a sum as text, divided by a power of ten."""
    if cell is None or isinstance(cell, str):
        return cell
    value = trillionths(cell)
    if not exponent:
        return sum_of_money(exact.number(value))
    step = _smallest_step(exponent)
    rounded = nearest(value, step) // step
    sign = "-" if rounded < 0 else ""
    if exponent == _UNITS["k"][0]:
        return f"{rounded:,}"
    whole, tenths = divmod(abs(rounded), 10)
    return f"{sign}{whole:,}.{tenths}"


def _smallest_step(exponent: int) -> int:
    """Return the unit that sums are rounded to, in trillionths: a cent, a thousand, a tenth of a million."""
    if not exponent:
        return exact.CENT
    return exact.ONE * int(10**exponent) // (1 if exponent == _UNITS["k"][0] else 10)


def in_cents(report: CrossTab) -> CrossTab:
    """Return a report with sums in cents that still add up, to be read by people."""
    rows: list[tuple[Cell, ...]] = []
    for _, listed in groupby(report.rows, key=_series(report)):
        rows += even(report.columns, list(listed), exact.CENT)
    changed = copy(report)
    changed.rows = rows
    return changed


def _with_drawings(report: CrossTab, grid: Grid, drawn: Grid, terminal: Terminal) -> tuple[Grid, Layout]:
    """Return the grid with its bars or trends, where there is room, and its layout."""
    plan = layout(drawn.columns, drawn.rows, terminal.width)
    if plan.too_narrow or plan.hidden:
        return drawn, plan
    if report.has_bars:
        room = terminal.width - sum(plan.widths.values()) - GAP * len(plan.widths)
        column, texts = _BAR, _bars(grid, min(room, _WIDEST_BAR), terminal)
    else:
        column, texts = _TREND, _trends(report, grid) if terminal.unicode else []
    if not any(texts):
        return drawn, plan
    extended = Grid(
        (*drawn.columns, column), [(*row, text) for row, text in zip(drawn.rows, texts, strict=True)]
    )
    wider = layout(extended.columns, extended.rows, terminal.width)
    return (drawn, plan) if wider.hidden else (extended, wider)


def _bars(grid: Grid, room: int, terminal: Terminal) -> list[str]:
    """Return a bar for each part of the calendar, which begins with its year; none for a sum below zero."""
    values = [trillionths(row[-1]) if str(row[0])[:4].isdecimal() else 0 for row in grid.rows]
    largest = max(values, default=0)
    if room < _LEAST_BAR or largest <= 0:
        return []
    return [_bar(max(value, 0), largest, room, terminal) for value in values]


def _trends(report: CrossTab, grid: Grid) -> list[str]:
    places = [
        index
        for index, column in enumerate(grid.columns)
        if column in report.periods or column.name.startswith((BEFORE, AFTER))
    ]
    return [_trend([row[index] for index in places]) for row in grid.rows] if len(places) >= _FEWEST else []


def _bar(value: int, largest: int, room: int, terminal: Terminal) -> str:
    eighths = value * room * 8 // largest
    if not terminal.unicode:
        return "#" * (eighths // 8)
    return "█" * (eighths // 8) + _EIGHTHS[eighths % 8].strip()


def _trend(cells: Sequence[Cell]) -> str:
    """Return a row as blocks as high as its sums; a dot stands where there is none, or one below zero."""
    values = [None if cell is None else trillionths(cell) for cell in cells]
    largest = max((value for value in values if value is not None), default=0)
    if largest <= 0:
        return ""
    return "".join(
        # No blank: a cell begins and ends with what can be seen.
        "·" if value is None or value < 0 else _BLOCKS[min(value * len(_BLOCKS) // largest, 7)]
        for value in values
    )
