"""Whole projects, to be read."""

from collections.abc import Iterator, Sequence
from urllib.parse import quote

from rich.cells import cell_len
from rich.console import Group, RenderableType
from rich.padding import Padding
from rich.style import Style
from rich.table import Table
from rich.text import Text

from unodc_cli.report.page import Facts, Grid, Items, Page, Pages, PageSection, Prose
from unodc_cli.text import inert, is_web_address
from unodc_cli.views.layout import WHOLE, layout
from unodc_cli.views.tables import printed, stacked, table
from unodc_cli.views.terminal import Terminal

_INDENT = 2
# Longer lines are hard to read, however wide the terminal is.
_READABLE = 110
_UNLIMITED = 20_000
# What a link (OSC 8) may have beside letters and digits; the rest stands in it as bytes in hexadecimal.
_IN_AN_ADDRESS = "!#$%&'()*+,-./:;=?@[]_~"


def draw(report: Pages, terminal: Terminal) -> Iterator[str]:
    """Return each project as a page."""
    # Off a terminal nothing is broken: a line of the page is a line.
    narrowed = terminal._replace(width=min(terminal.width, _READABLE) if terminal.interactive else _UNLIMITED)
    for number, page in enumerate(report.pages):
        if number:
            yield "\n" + ("─" if terminal.unicode else "-") * min(narrowed.width, _READABLE) + "\n\n"
        yield printed(narrowed, *_parts(page, narrowed))


def _parts(page: Page, terminal: Terminal) -> Iterator[RenderableType]:
    yield Text(inert(page.title), style="bold")
    for section in page.sections:
        yield Text()
        if section.heading:
            yield Text(inert(section.heading), style="bold underline" if terminal.colour else "")
        yield Padding(_body(section, terminal), (0, 0, 0, _INDENT if section.heading else 0), expand=False)


def _body(section: PageSection, terminal: Terminal) -> RenderableType:
    match section.body:
        case Prose(text):
            return Text(inert(text))
        case Facts(facts):
            return _labelled(facts, terminal.width - _INDENT)
        case Items(items, numbered):
            grid = Table.grid(padding=(0, 1))
            grid.add_column(no_wrap=True, justify="right")
            grid.add_column(overflow="fold")
            for number, (text, url) in enumerate(items, 1):
                sign = f"{number}." if numbered else "-"
                grid.add_row(Text(sign, style="dim"), _linked(inert(text), url, terminal))
            return grid
        case Grid(columns, rows):
            kept = [i for i in range(len(columns)) if any(row[i] for row in rows)]
            shown = [columns[index] for index in kept]
            cells = [[row[index] for index in kept] for row in rows]
            room = terminal.width - _INDENT
            plan = layout(shown, cells, room)
            if plan.too_narrow:
                return stacked(shown, cells, room, WHOLE)
            return table(shown, cells, plan, terminal, WHOLE)


def _labelled(facts: Sequence[tuple[str, str]], width: int) -> RenderableType:
    """Return labels beside their texts, or above them where they would leave these too little room."""
    shown = [(Text(inert(label), style="cyan"), Text(inert(text))) for label, text in facts]
    if 2 * max(cell_len(label.plain) for label, _ in shown) > width:
        return Group(*(part for label, text in shown for part in (label, Padding(text, (0, 0, 0, _INDENT)))))
    grid = Table.grid(padding=(0, 2))
    grid.add_column(no_wrap=True)
    grid.add_column(overflow="fold")
    for label, text in shown:
        grid.add_row(label, text)
    return grid


def _linked(text: str, url: str | None, terminal: Terminal) -> Text:
    """Return text with its address: as a link where the terminal can, and to be read in any case."""
    if url is None:
        return Text(text)
    address = inert(url)
    shown = Text(text) if text == address else Text.assemble(text, "\n", (address, "dim"))
    if terminal.links and is_web_address(address):
        shown.stylize(Style(link=quote(address, safe=_IN_AN_ADDRESS)))
    return shown
