"""Projects along the years, as a Gantt chart that documents draw: Mermaid.

The grammar is that of https://mermaid.js.org/syntax/gantt.html.
"""

import re
from collections.abc import Iterator

from unodc_cli.report.chart import Chart, TimelineBar
from unodc_cli.text import inert

_HEAD = "gantt\n    dateFormat YYYY-MM-DD\n    axisFormat %Y\n    inclusiveEndDates\n"
# What a line may begin with and mean something to Mermaid, upper case or lower; a date does too.
_MEANT = re.compile(
    r"acc(title|descr)|axisformat|call|click|dateformat|excludes|gantt|href|includes|inclusiveenddates|section"
    r"|tickinterval|title|todaymarker|topaxis|week(day|end)|[0-9]",
    re.IGNORECASE,
)
# All else is given by its number, for which Mermaid has `#58;`.
_ACTING = re.compile(r"[^\w .()'/+–-]")
_TAGS = {"ended": "done, ", "active": "active, "}


def gantt(chart: Chart) -> Iterator[str]:
    """Return a section a project, a bar a phase that has a date; nothing if no phase has one."""
    begun = False
    for lane in chart.lanes:
        bars = [bar for bar in lane.bars if bar.start or bar.end]
        if bars and not begun:
            yield _HEAD
            begun = True
        if bars:
            yield f"    section {_text(lane.id)}\n"
        yield from (
            f"    {_text(bar.name)}{_known(bar)} :{_TAGS.get(bar.status or '', '')}{_span(bar)}\n"
            for bar in bars
        )


def _span(bar: TimelineBar) -> str:
    """Return the days of a bar, as far as they may go; of a lone day, a sign instead of a bar."""
    first, last = bar.start or bar.end, bar.end or bar.start
    if bar.is_reversed():
        first, last = last, first
    if not (first and last):
        return ""
    if first[0] == last[1]:
        return f"milestone, {first[0]}, 0d"
    return f"{first[0]}, {last[1]}"


def _known(bar: TimelineBar) -> str:
    """Return in words what of a bar's ends is not known to the day."""
    if bar.is_reversed():
        return " (the end is before the start)"
    start, end = _precision(bar.start), _precision(bar.end)
    if start == end:
        said = [start]
    else:
        said = [f"{name} {known}" for name, known in (("start", start), ("end", end)) if known]
    return f" ({' – '.join(said)})" if any(said) else ""


def _precision(days: tuple[str, str] | None) -> str:
    if days is None:
        return "not known"
    first, last = days
    if first == last:
        return ""
    return "known to the month" if first[:7] == last[:7] else "known to the year"


def _text(text: str) -> str:
    """Return a text in which nothing means anything to Mermaid."""
    shown = _ACTING.sub(lambda found: f"#{ord(found[0])};", inert(text).strip() or "?")
    return f"#{ord(shown[0])};{shown[1:]}" if _MEANT.match(shown) else shown
