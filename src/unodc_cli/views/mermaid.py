"""Write a chart in the language of Mermaid, which many viewers of Markdown draw.

The grammar: https://mermaid.js.org/syntax/gantt.html
"""

import re
from collections.abc import Iterator

from unodc_cli.report.chart import Chart, TimelineBar
from unodc_cli.text import inert

_HEAD = "gantt\n    dateFormat YYYY-MM-DD\n    axisFormat %Y\n    inclusiveEndDates\n"
# Words at the beginning of a line that are keywords of Mermaid, in any case. A digit begins a date.
_KEYWORD = re.compile(
    r"acc(title|descr)|axisformat|call|click|dateformat|excludes|gantt|href|includes|inclusiveenddates|section"
    r"|tickinterval|title|todaymarker|topaxis|week(day|end)|[0-9]",
    re.IGNORECASE,
)
# Other characters are written by their number, as `#58;`.
_SPECIAL = re.compile(r"[^\w .()'/+–-]")
_YEAR, _MONTH, _DAY = len("2016"), len("2016-03"), len("2016-03-01")
_TAGS = {"ended": "done, ", "active": "active, "}


def gantt(chart: Chart) -> Iterator[str]:
    """Return a section for each project, and a bar for each phase with a date; nothing if none has one."""
    has_head = False
    for lane in chart.lanes:
        bars = [bar for bar in lane.bars if bar.start or bar.end]
        if bars and not has_head:
            yield _HEAD
            has_head = True
        if bars:
            yield f"    section {_text(lane.name or lane.id)}\n"
        for bar in bars:
            # The section has the name of a project without phases.
            name = "" if bar.name == lane.id else f"{_text(bar.name)} "
            yield f"    {name}{_dates(bar)} :{_TAGS.get(bar.status or '', '')}{_span(bar, chart.today)}\n"


def _span(bar: TimelineBar, today: str) -> str:
    """Return the longest span that the dates of a bar allow; a milestone for a single day.

    What has begun and has no known end is drawn up to today.
    """
    first, last = bar.start or bar.end, bar.end or bar.start
    if bar.is_reversed():
        first, last = last, first
    if not (first and last):
        return ""
    end = max(last[1], today) if bar.end is None and first[0] <= today else last[1]
    return f"milestone, {first[0]}, 0d" if first[0] == end else f"{first[0]}, {end}"


def _dates(bar: TimelineBar) -> str:
    """Return the dates as exactly as they are known. A line cannot begin with a digit."""
    if bar.start is None:
        return f"until {_known(bar.end)} (start not known)"
    if bar.end is None:
        return f"from {_known(bar.start)} (end not known)"
    if bar.start == bar.end:
        known = _known(bar.start)
        return f"on {known}" if len(known) == _DAY else f"in {known}"
    remark = " (the end is before the start)" if bar.is_reversed() else ""
    return f"from {_known(bar.start)} to {_known(bar.end)}{remark}"


def _known(days: tuple[str, str] | None) -> str:
    """Return the day, month or year of which these are the first and last day."""
    first, last = days or ("?", "?")
    same = next((size for size in (_DAY, _MONTH) if first[:size] == last[:size]), _YEAR)
    return first[:same]


def _text(text: str) -> str:
    """Escape a text for Mermaid."""
    escaped = _SPECIAL.sub(lambda match: f"#{ord(match[0])};", inert(text).strip() or "?")
    return f"#{ord(escaped[0])};{escaped[1:]}" if _KEYWORD.match(escaped) else escaped
