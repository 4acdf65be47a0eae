"""The time line: a lane for each project, along the years."""

from collections.abc import Iterable, Iterator
from datetime import date
from typing import Final, NamedTuple

from unodc_cli.report.chart import Lane, TimelineBar
from unodc_cli.text import inert

# With more years than this, not every year has room for its number.
_MOST_LABELS: Final = 9
_STEPS: Final = (1, 2, 5, 10, 20, 50, 100, 200, 500, 1000, 2000, 5000)
# The least width of a bar, in percent, so that a single day is visible.
_LEAST: Final = 0.35


class Piece(NamedTuple):
    """A part of a bar, in percent of the width, with its class in the style sheet."""

    css_class: str
    x: str
    width: str = ""
    title: str = ""


class DrawnLane(NamedTuple):
    """A project's lane as it is drawn."""

    pieces: tuple[Piece, ...]
    note: str = ""


class Tick(NamedTuple):
    """A year on the axis."""

    year: int
    x: str


class Axis:
    """The years of the time line."""

    def __init__(self, lanes: Iterable[Lane], today: str) -> None:
        days = (
            day for lane in lanes for bar in lane.bars for end in (bar.start, bar.end) for day in end or ()
        )
        years = [int(day[:4]) for day in (*days, today)]
        self._first = date(min(years), 1, 1).toordinal()
        self._days = date(max(years), 12, 31).toordinal() - self._first + 1
        self.today = self.x(today)
        span = range(min(years), max(years) + 1)
        step = next(step for step in _STEPS if len(span) / step <= _MOST_LABELS or step == _STEPS[-1])
        self.ticks = tuple(Tick(year, self.x(f"{year}-01-01")) for year in span if year % step == 0)

    def position(self, day: str, *, after: bool = False) -> float:
        """Return where a day begins, or with `after` where it ends, in percent of the width."""
        return 100 * (date.fromisoformat(day).toordinal() - self._first + after) / self._days

    def x(self, day: str) -> str:
        """Return where a day begins, as an attribute."""
        return _percent(self.position(day))

    def lane(self, lane: Lane) -> DrawnLane:
        """Return a project's lane as it is drawn."""
        bars = [bar for bar in lane.bars if bar.start or bar.end]
        pieces = tuple(piece for index, bar in enumerate(bars) for piece in self._pieces(bar, index))
        backwards = [inert(bar.name) for bar in bars if bar.is_reversed()]
        if backwards:
            return DrawnLane(pieces, f"the end is before the start: {', '.join(backwards)}")
        return DrawnLane(pieces, "" if bars else "no date known")

    def _pieces(self, bar: TimelineBar, index: int) -> Iterator[Piece]:
        """Return a bar: solid where it ran for sure, pale where only the year or month is known.

        An end that is not known is open: an arrow.
        """
        solid = "b" if index % 2 else "a"
        title = bar_text(bar)
        first, last = bar.start or bar.end, bar.end or bar.start
        if not (first and last):
            return
        if bar.is_reversed():
            yield self._bar("v", last[0], first[1], title)
            return
        if first[1] > last[0]:
            # It may be a single day of a year.
            yield self._bar("v", first[0], last[1], title)
        else:
            if first[0] != first[1]:
                yield self._bar("v", first[0], first[1], title)
            yield self._bar(
                solid,
                first[0] if first[0] == first[1] else first[1],
                last[0] if last[0] != last[1] else last[1],
                title,
            )
            if last[0] != last[1]:
                yield self._bar("v", last[0], last[1], title)
        if bar.start is None:
            yield Piece("before", self.x(first[0]))
        if bar.end is None:
            yield Piece("after", _percent(self.position(last[1], after=True)))

    def _bar(self, css_class: str, first: str, last: str, title: str) -> Piece:
        begin = self.position(first)
        width = max(_LEAST, self.position(last, after=True) - begin)
        return Piece(css_class, _percent(begin), _percent(width), title)


def bar_text(bar: TimelineBar) -> str:
    """Return a period in words: `AIRCOP VI: 2022-01 – ?`."""
    return f"{inert(bar.name)}: {_date(bar.start)} – {_date(bar.end)}"


def _date(days: tuple[str, str] | None) -> str:
    if days is None:
        return "?"
    first, last = days
    if first == last:
        return first
    return first[:7] if first[:7] == last[:7] else first[:4]


def _percent(value: float) -> str:
    return f"{value:.1f}".removesuffix(".0") + "%"
