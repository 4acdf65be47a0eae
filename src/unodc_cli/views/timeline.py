"""Draw projects along the years as a Gantt chart of characters."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from itertools import pairwise
from typing import Final

from rich.cells import cell_len, set_cell_size
from rich.text import Text

from unodc_cli.report.chart import Chart, Lane, TimelineBar
from unodc_cli.text import inert
from unodc_cli.views.console import printed
from unodc_cli.views.terminal import Terminal

# If the chart beside the labels would be narrower, labels stand on lines of their own.
_NARROWEST = 30
_WIDEST = 200
_YEAR_LABEL = len("2016 ")
_OPEN = 3
# A title as a label is cut to a third of the width, and to no less than this.
_SHORTEST_LABEL = 24
_STEPS: Final = (1, 2, 5, 10, 20, 50, 100, 200, 500, 1000, 2000, 5000)


@dataclass(frozen=True)
class _Signs:
    """The characters of a chart."""

    odd: str
    even: str
    vague: str
    open: str
    before: str
    after: str
    today: str
    through: str
    tick: str


_UNICODE: Final = _Signs("█", "▓", "░", "╌", "◁", "▷", "│", "┃", "╵")
_ASCII: Final = _Signs("#", "=", ".", "-", "<", ">", "|", "|", "'")


@dataclass(frozen=True)
class _Scale:
    """A scale from days to columns."""

    first: int
    last: int
    width: int

    def column(self, day: str) -> int:
        fraction = (date.fromisoformat(day).toordinal() - self.first) / (self.last - self.first + 1)
        return min(self.width - 1, max(0, int(fraction * self.width)))


def draw(chart: Chart, terminal: Terminal) -> Sequence[str]:
    """Draw a lane for each project under the years, with today marked, and a legend."""
    lanes = [lane for lane in chart.lanes if any(bar.start or bar.end for bar in lane.bars)]
    if not lanes:
        return []
    signs = _UNICODE if terminal.unicode else _ASCII
    longest = max(terminal.width // 3, _SHORTEST_LABEL)
    labels = max(cell_len(_label(lane, longest)) for lane in lanes) + 1
    is_beside = terminal.width - labels >= _NARROWEST
    scale = _scale(lanes, chart.today, min(terminal.width - (labels if is_beside else 0), _WIDEST))
    today = scale.column(chart.today)
    margin = " " * labels if is_beside else ""
    parts = [Text(f"{margin}{line}") for line in _axis(scale, today, chart.today, signs)]
    for lane in lanes:
        label = _label(lane, longest)
        bars = _lane(lane, scale, today, signs)
        if is_beside:
            parts.append(Text.assemble((label, "bold"), " " * (labels - cell_len(label)), bars))
        else:
            parts += [Text(label, style="bold"), bars]
    parts += [Text(), *(Text(line, style="dim") for line in _legend(signs, chart.today, terminal.width))]
    reversed_names = [
        _label(lane, longest) if bar.name == lane.id else inert(bar.name)
        for lane in lanes
        for bar in lane.bars
        if bar.is_reversed()
    ]
    if reversed_names:
        parts.append(
            Text(f"{signs.vague} the end is before the start: {', '.join(reversed_names)}", style="dim")
        )
    undated = [*(inert(lane.id) for lane in chart.lanes if lane not in lanes), *_undated_phases(lanes)]
    if undated:
        parts.append(Text(f"without any date: {', '.join(undated)}", style="dim"))
    return [printed(terminal, *parts)]


def _label(lane: Lane, longest: int) -> str:
    """Return the id, or the title where the id is an identifier that tells nothing."""
    if not lane.is_published:
        return inert(lane.id)
    name = " ".join(inert(lane.name).split()) or inert(lane.id)
    return name if cell_len(name) <= longest else f"{set_cell_size(name, longest - 1).rstrip()}…"


def _legend(signs: _Signs, today: str, width: int) -> list[str]:
    """Return the meaning of each sign, as many on a line as fit."""
    lines = [""]
    for meaning in (
        f"{signs.odd} {signs.even} phases by turns",
        f"{signs.vague} known to the year or month",
        f"{signs.before}{signs.open} start not known",
        f"{signs.open}{signs.after} end not known",
        f"{signs.today} today, {today}",
    ):
        joined = f"{lines[-1]}  {meaning}" if lines[-1] else meaning
        lines[-1:] = [joined] if cell_len(joined) <= width or not lines[-1] else [lines[-1], meaning]
    return lines


def _undated_phases(lanes: Sequence[Lane]) -> list[str]:
    return [inert(bar.name) for lane in lanes for bar in lane.bars if not (bar.start or bar.end)]


def _scale(lanes: Sequence[Lane], today: str, width: int) -> _Scale:
    days = [
        day for lane in lanes for bar in lane.bars for span in (bar.start, bar.end) if span for day in span
    ]
    years = [int(day[:4]) for day in (*days, today)]
    return _Scale(date(min(years), 1, 1).toordinal(), date(max(years), 12, 31).toordinal(), max(width, 1))


def _axis(scale: _Scale, today: int, day: str, signs: _Signs) -> tuple[str, str]:
    years, ticks = [" "] * scale.width, [" "] * scale.width
    for year, column in _marks(scale):
        if column + len(str(year)) <= scale.width:
            years[column : column + len(str(year))] = str(year)
        ticks[column] = signs.tick
    ticks[today] = signs.today
    return "".join(years).rstrip(), "".join(ticks).rstrip()


def _marks(scale: _Scale) -> Sequence[tuple[int, int]]:
    """Return the years above the chart with their columns: as many as fit."""
    first, last = date.fromordinal(scale.first).year, date.fromordinal(scale.last).year
    marks: list[tuple[int, int]] = []
    for step in _STEPS:
        years = range(first + -first % step, last + 1, step)
        marks = [(year, scale.column(f"{year}-01-01")) for year in years]
        if all(right - left >= _YEAR_LABEL for (_, left), (_, right) in pairwise(marks)):
            break
    return marks


def _lane(lane: Lane, scale: _Scale, today: int, signs: _Signs) -> Text:
    cells = [" "] * scale.width
    cells[today] = signs.today
    for index, bar in enumerate(lane.bars):
        _put(cells, bar, scale, signs, signs.even if index % 2 else signs.odd)
    if cells[today] != signs.today:
        cells[today] = signs.through
    return Text("".join(cells).rstrip())


def _put(cells: list[str], bar: TimelineBar, scale: _Scale, signs: _Signs, solid: str) -> None:
    """Draw a bar: solid where it ran for sure, vague where only the year is known, open at unknown ends.

    A bar that ends before it starts is vague throughout.
    """
    if bar.start and bar.end:
        first, last = (bar.end, bar.start) if bar.is_reversed() else (bar.start, bar.end)
        earliest_start, latest_start = scale.column(first[0]), scale.column(first[1])
        earliest_end, latest_end = scale.column(last[0]), scale.column(last[1])
        for column in range(earliest_start, latest_end + 1):
            vague = column < latest_start or column > earliest_end
            cells[column] = signs.vague if vague else solid
        if latest_start > earliest_end or bar.is_reversed():
            cells[earliest_start : latest_end + 1] = [signs.vague] * (latest_end + 1 - earliest_start)
    elif bar.start:
        earliest, latest = scale.column(bar.start[0]), scale.column(bar.start[1])
        cells[earliest : latest + 1] = [signs.vague if latest > earliest else solid] * (latest + 1 - earliest)
        _open(cells, range(latest + 1, latest + 1 + _OPEN), signs.open, signs.after)
    elif bar.end:
        earliest, latest = scale.column(bar.end[0]), scale.column(bar.end[1])
        cells[earliest : latest + 1] = [signs.vague if latest > earliest else solid] * (latest + 1 - earliest)
        _open(cells, range(earliest - 1, earliest - 1 - _OPEN, -1), signs.open, signs.before)


def _open(cells: list[str], columns: range, line: str, head: str) -> None:
    inside = [column for column in columns if 0 <= column < len(cells)]
    for column in inside:
        cells[column] = head if column == inside[-1] else line
