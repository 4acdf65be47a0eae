"""Draw pages, such as those of projects."""

from collections.abc import Iterable, Iterator, Sequence
from urllib.parse import quote

from rich.cells import cell_len

from unodc_cli.report.page import Facts, Grid, Items, Page, Pages, PageSection, Prose
from unodc_cli.text import inert, is_web_address
from unodc_cli.views.cells import has_values
from unodc_cli.views.layout import GAP, WHOLE, layout, least_width
from unodc_cli.views.styles import Line
from unodc_cli.views.tables import drawn, records, table
from unodc_cli.views.terminal import Terminal
from unodc_cli.views.wrapping import packed

_INDENT = 2
# Longer lines are hard to read, however wide the terminal is.
_READABLE = 110
_UNLIMITED = 1_000_000
# The characters of a link (OSC 8) beside letters and digits. All others are percent-encoded.
_SAFE_IN_A_LINK = "!#$%&'()*+,-./:;=?@[]_~"


def draw(report: Pages, terminal: Terminal) -> Iterator[str]:
    """Draw the pages, with a line between two.

    Off a terminal, no word is broken, such as an address, and a table takes the width that it needs.
    """
    width = min(terminal.width, _READABLE)
    for number, page in enumerate(report.pages):
        if number:
            yield "\n" + ("─" if terminal.unicode else "-") * width + "\n\n"
        is_log = page.is_log and not terminal.interactive
        yield drawn(_lines(page, terminal._replace(width=_UNLIMITED if is_log else width)), terminal)


def _lines(page: Page, terminal: Terminal) -> Iterator[Line]:
    yield from _filled(page.title, terminal.width, terminal, "bold")
    for section in page.sections:
        yield []
        indent = _INDENT if section.heading else 0
        if section.heading:
            style = "bold underline" if terminal.colour else ""
            yield from _filled(section.heading, terminal.width, terminal, style)
        yield from _indented(_body(section, max(1, terminal.width - indent), terminal), indent)


def _body(section: PageSection, width: int, terminal: Terminal) -> Iterator[Line]:
    match section.body:
        case Prose(text):
            return _filled(text, width, terminal)
        case Facts(facts):
            return _labelled(facts, width, terminal)
        case Items():
            return _listed(section.body, width, terminal)
        case Grid(columns, rows):
            kept = [i for i in range(len(columns)) if has_values(rows, i)]
            visible_columns = [columns[index] for index in kept]
            cells = [[row[index] for index in kept] for row in rows]
            if not terminal.interactive and (least := least_width(visible_columns, cells)) > width:
                width = max(least, _READABLE)
            plan = layout(visible_columns, cells, width)
            if plan.too_narrow:
                return records(visible_columns, cells, width, WHOLE)
            return table(visible_columns, cells, plan, terminal, WHOLE)


def _filled(text: str, width: int, terminal: Terminal, style: str = "") -> Iterator[Line]:
    """Yield a text as lines. A terminal would break a long word anyway; elsewhere it stays whole."""
    for line in packed(inert(text).split(), width, breaks_words=terminal.interactive):
        yield [(line, style)]


def _indented(lines: Iterable[Line], indent: int) -> Iterator[Line]:
    for line in lines:
        yield [(" " * indent, ""), *line]


def _beside(label: str, style: str, lines: Iterable[Line]) -> Iterator[Line]:
    """Yield lines with a label before the first, and blanks before the others."""
    for number, line in enumerate(lines):
        yield [(" " * cell_len(label), "") if number else (label, style), *line]


def _labelled(facts: Sequence[tuple[str, str]], width: int, terminal: Terminal) -> Iterator[Line]:
    """Yield labels beside their texts, or above them where the labels are too long."""
    pairs = [(inert(label), text) for label, text in facts]
    widest = max(cell_len(label) for label, _ in pairs)
    for label, text in pairs:
        if 2 * widest > width:
            yield from _filled(label, width, terminal, "cyan")
            yield from _indented(_filled(text, max(1, width - _INDENT), terminal), _INDENT)
        else:
            padded = label + " " * (widest - cell_len(label) + GAP)
            yield from _beside(padded, "cyan", _filled(text, max(1, width - widest - GAP), terminal))


def _listed(items: Items, width: int, terminal: Terminal) -> Iterator[Line]:
    """Yield the entries of a list, each after its sign."""
    digits = len(f"{len(items.items)}.") if items.numbered else 1
    room = max(1, width - digits - 1)
    for number, (text, url) in enumerate(items.items, 1):
        sign = f"{number}." if items.numbered else "-"
        yield from _beside(f"{sign:>{digits}} ", "dim", _linked(text, url, room, terminal))


def _linked(text: str, url: str | None, width: int, terminal: Terminal) -> Iterator[Line]:
    """Yield a text and its address, which is also a link if the terminal has links."""
    link = ""
    if url is not None and terminal.links and is_web_address(inert(url)):
        link = f"link {quote(inert(url), safe=_SAFE_IN_A_LINK)}"
    yield from _filled(text, width, terminal, link)
    if url is not None and url != text:
        yield from _filled(url, width, terminal, f"dim {link}".rstrip())
