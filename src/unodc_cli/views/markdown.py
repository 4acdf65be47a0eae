"""For documents: Markdown."""

import re
from collections.abc import Iterable, Iterator, Sequence

from unodc_cli.page import Facts, Grid, Items, Page, Pages, Prose, Section
from unodc_cli.report import Report
from unodc_cli.text import inert, is_web_address
from unodc_cli.views.records import flat

_NOT_IN_A_LINK = re.compile(r"[\s<>]")
_SPECIAL = re.compile(r"([\\`*_\[\]<>|~#])")
# Where a line begins so, a sign begins a list or is a rule.
_BEGINS_A_LIST = re.compile(r"\A([0-9]+(?=[.)])|(?=[-+]))")


def markdown(report: Report) -> Iterator[str]:
    """Return a Markdown table, or for whole projects a document."""
    if isinstance(report, Pages) and not report.chosen:
        for page in report.pages:
            yield from _markdown_page(page)
        return
    yield from _markdown_table(
        [column.name for column in report.columns], ([flat(cell) for cell in row] for row in report.rows)
    )


def _markdown_text(text: str) -> str:
    return _SPECIAL.sub(r"\\\1", inert(text)).replace("&", "&amp;")


def _markdown_line(text: str) -> str:
    """Return a text that stands at the beginning of a line, where some signs would make it a list."""
    return _BEGINS_A_LIST.sub(r"\1\\", _markdown_text(text).strip())


def _address(url: str) -> str:
    """Return a web address as a link that ends where it ends; what is none is text."""
    if not is_web_address(url):
        return _markdown_line(url)
    return f"<{_NOT_IN_A_LINK.sub(lambda found: f'%{ord(found[0]):02X}', inert(url))}>"


def _markdown_table(header: Sequence[str], rows: Iterable[Sequence[str]]) -> Iterator[str]:
    yield f"| {' | '.join(_markdown_text(name) for name in header)} |\n"
    yield f"|{'---|' * len(header)}\n"
    for row in rows:
        yield f"| {' | '.join(_markdown_text(cell) for cell in row)} |\n"


def _markdown_page(page: Page) -> Iterator[str]:
    yield f"# {_markdown_text(page.title)}\n\n"
    for section in page.sections:
        yield from _markdown_section(section)
        yield "\n"


def _markdown_section(section: Section) -> Iterator[str]:
    if section.heading:
        yield f"## {_markdown_text(section.heading)}\n\n"
    match section.body:
        case Facts(facts):
            yield from (
                f"- **{_markdown_text(label).strip()}**: {_markdown_text(text)}\n" for label, text in facts
            )
        case Prose(text):
            yield f"{_markdown_line(text)}\n"
        case Items(items, numbered):
            for number, (text, url) in enumerate(items, 1):
                address = _address(url) if url else ""
                shown = address if text == url else f"{_markdown_line(text)} {address}".rstrip()
                yield f"{f'{number}.' if numbered else '-'} {shown}\n"
        case Grid(columns, rows):
            names = [column.name for column in columns]
            yield from _markdown_table(names, ([flat(cell) for cell in row] for row in rows))
