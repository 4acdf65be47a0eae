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
            yield f"    section {_text(lane.id)}\n"
        yield from (
            f"    {_text(bar.name)}{_precision_note(bar)} :{_TAGS.get(bar.status or '', '')}{_span(bar)}\n"
            for bar in bars
        )


def _span(bar: TimelineBar) -> str:
    """Return the longest span that the dates of a bar allow; a milestone for a single day."""
    first, last = bar.start or bar.end, bar.end or bar.start
    if bar.is_reversed():
        first, last = last, first
    if not (first and last):
        return ""
    if first[0] == last[1]:
        return f"milestone, {first[0]}, 0d"
    return f"{first[0]}, {last[1]}"


def _precision_note(bar: TimelineBar) -> str:
    """Return a remark on dates that are not known to the day."""
    if bar.is_reversed():
        return " (the end is before the start)"
    start, end = _precision(bar.start), _precision(bar.end)
    if start == end:
        remarks = [start]
    else:
        remarks = [f"{name} {remark}" for name, remark in (("start", start), ("end", end)) if remark]
    return f" ({' – '.join(remarks)})" if any(remarks) else ""


def _precision(days: tuple[str, str] | None) -> str:
    if days is None:
        return "not known"
    first, last = days
    if first == last:
        return ""
    return "known to the month" if first[:7] == last[:7] else "known to the year"


def _text(text: str) -> str:
    """Escape a text for Mermaid."""
    escaped = _SPECIAL.sub(lambda match: f"#{ord(match[0])};", inert(text).strip() or "?")
    return f"#{ord(escaped[0])};{escaped[1:]}" if _KEYWORD.match(escaped) else escaped
