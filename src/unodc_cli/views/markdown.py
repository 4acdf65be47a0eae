"""Write a report as GitHub-flavoured Markdown."""

import re
from collections.abc import Iterable, Iterator, Sequence

from unodc_cli.report.chart import Chart
from unodc_cli.report.crosstab import CrossTab
from unodc_cli.report.page import Facts, Grid, Items, Page, Pages, PageSection, Prose
from unodc_cli.report.report import Report
from unodc_cli.report.rows import Cell, Column, ColumnKind
from unodc_cli.text import inert, is_web_address
from unodc_cli.views import mermaid
from unodc_cli.views.cells import entries, has_values, is_numeric
from unodc_cli.views.crosstab import in_cents
from unodc_cli.views.footer import Footer

_SPECIAL = re.compile(r"([\\`*_\[\]<>|~#$])")
# At the beginning of a line, these make a list or a rule.
_LIST_MARKER = re.compile(r"\A([0-9]+(?=[.)])|(?=[-+]))")
# A longer list is cut to fewer entries: a file can be the source of thousands of projects.
_LONG_LIST, _MOST_ENTRIES = 50, 20
_NOT_IN_A_LINK = re.compile(r"[\s<>\\]")


def markdown(report: Report, footer: Footer | None = None) -> Iterator[str]:
    """Return a report as Markdown: a table, a section for each page, or a Mermaid chart; then the footer."""
    yield from _body(report)
    if footer:
        # A section of a page ends with an empty line.
        yield "" if report.is_page else "\n"
        yield from (f"- {_line(note)}\n" for note in footer.notes)
        yield "\n" if footer.notes else ""
        yield f"{_line(' '.join(footer.about))}\n"


def _body(report: Report) -> Iterator[str]:
    match report:
        case Pages(has_selected_fields=False):
            for page in report.pages:
                yield from _page(page)
        case Chart(has_selected_fields=False):
            yield from _chart(report)
        case CrossTab(has_selected_fields=False):
            yield from _table(report.columns, in_cents(report).rows)
        case _:
            yield from _table(report.columns, report.rows)


def _text(text: str) -> str:
    """Escape a text within a line."""
    return _SPECIAL.sub(r"\\\1", inert(text).strip()).replace("&", "&amp;")


def _line(text: str) -> str:
    """Escape a text at the beginning of a line."""
    return _LIST_MARKER.sub(r"\1\\", _text(text))


def _link(text: str, url: str | None) -> str:
    """Return a link to a web address; any other address is shown as text."""
    if url is None:
        return _line(text)
    if not is_web_address(url):
        return _line(text if text == url else f"{text} {url}")
    address = _NOT_IN_A_LINK.sub(lambda match: f"%{ord(match[0]):02X}", inert(url))
    return f"<{address}>" if text == url else f"[{_text(text)}](<{address}>)"


def _table(columns: Sequence[Column], rows: Iterable[Sequence[Cell]]) -> Iterator[str]:
    all_rows = list(rows)
    yield f"| {' | '.join(_text(column.name) for column in columns)} |\n"
    alignments = (
        _alignment(column, [row[index] for row in all_rows]) for index, column in enumerate(columns)
    )
    yield f"|{'|'.join(alignments)}|\n"
    kinds = [column.kind for column in columns]
    for row in all_rows:
        texts = (_joined(cell, kind) for cell, kind in zip(row, kinds, strict=True))
        yield f"| {' | '.join(_text(text) for text in texts)} |\n"


def _joined(cell: Cell, kind: ColumnKind) -> str:
    """Return a cell as one text; of a long list, the first entries and the number of the others."""
    texts = entries(cell, kind)
    if kind is ColumnKind.LIST and len(texts) > _LONG_LIST:
        texts = [*texts[:_MOST_ENTRIES], f"… {len(texts) - _MOST_ENTRIES:,} more"]
    return "; ".join(texts)


def _alignment(column: Column, cells: Sequence[Cell]) -> str:
    """Return the rule below the name of a column, which aligns numbers to the right."""
    return "---:" if is_numeric(column, cells) else "---"


def _chart(chart: Chart) -> Iterator[str]:
    lines = list(mermaid.gantt(chart))
    if lines:
        yield from ("```mermaid\n", *lines, "```\n")
    dates = [index for index, column in enumerate(chart.columns) if column.kind is ColumnKind.DATE]
    undated = [row for row in chart.rows if not any(row[index] for index in dates)]
    if undated:
        yield from ("\n" if lines else "", "Without any date:\n\n")
        kept = [index for index in range(len(chart.columns)) if has_values(undated, index)]
        yield from _table([chart.columns[i] for i in kept], [[row[i] for i in kept] for row in undated])


def _page(page: Page) -> Iterator[str]:
    yield f"## {_text(page.title)}\n\n"
    for section in page.sections:
        yield from _section(section)
        yield "\n"


def _section(section: PageSection) -> Iterator[str]:
    if section.heading:
        yield f"### {_text(section.heading)}\n\n"
    match section.body:
        case Facts(facts):
            yield from (f"- **{_text(label)}**: {_text(text)}\n" for label, text in facts)
        case Prose(text):
            yield f"{_line(text)}\n"
        case Items(items, numbered):
            for number, (text, url) in enumerate(items, 1):
                yield f"{f'{number}.' if numbered else '-'} {_link(text, url)}\n"
        case Grid(columns, rows):
            kept = [index for index in range(len(columns)) if has_values(rows, index)]
            yield from _table([columns[i] for i in kept], [[row[i] for i in kept] for row in rows])
