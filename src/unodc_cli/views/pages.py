"""Draw pages, such as those of projects."""

from collections.abc import Iterable, Iterator, Sequence
from urllib.parse import quote

from rich.cells import cell_len
from rich.console import Console, ConsoleOptions, Group, RenderableType, RenderResult
from rich.padding import Padding
from rich.segment import Segment
from rich.style import Style
from rich.table import Table
from rich.text import Text

from unodc_cli.report.page import Facts, Grid, Items, Page, Pages, PageSection, Prose
from unodc_cli.text import inert, is_web_address
from unodc_cli.views.console import printed
from unodc_cli.views.layout import WHOLE, layout
from unodc_cli.views.styles import Line
from unodc_cli.views.tables import records, table
from unodc_cli.views.terminal import Terminal

_INDENT = 2
# Longer lines are hard to read, however wide the terminal is.
_READABLE = 110
_UNLIMITED = 20_000
# The characters of a link (OSC 8) beside letters and digits. All others are percent-encoded.
_SAFE_IN_A_LINK = "!#$%&'()*+,-./:;=?@[]_~"


def draw(report: Pages, terminal: Terminal, *, wrapped: bool) -> Iterator[str]:
    """Draw the pages, with a line between two."""
    narrowed = terminal._replace(width=min(terminal.width, _READABLE) if wrapped else _UNLIMITED)
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
            return _labelled(facts, _room(terminal))
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
            room = _room(terminal)
            plan = layout(shown, cells, room)
            if plan.too_narrow:
                return _LaidOut(records(shown, cells, room, WHOLE))
            return _LaidOut(table(shown, cells, plan, terminal, WHOLE))


def _room(terminal: Terminal) -> int:
    """Return the cells of a line below a heading, however narrow the terminal is."""
    return max(1, terminal.width - _INDENT)


class _LaidOut:
    """Lines that need no layout by Rich: they are broken and padded already."""

    def __init__(self, lines: Iterable[Line]) -> None:
        self._lines = list(lines)

    def __rich_console__(self, console: Console, options: ConsoleOptions) -> RenderResult:
        for line in self._lines:
            yield from (Segment(text, Style.parse(style) if style else None) for text, style in line)
            yield Segment.line()


def _labelled(facts: Sequence[tuple[str, str]], width: int) -> RenderableType:
    """Return labels beside their texts, or above them where the labels are too long."""
    pairs = [(Text(inert(label), style="cyan"), Text(inert(text))) for label, text in facts]
    if 2 * max(cell_len(label.plain) for label, _ in pairs) > width:
        return Group(*(part for label, text in pairs for part in (label, Padding(text, (0, 0, 0, _INDENT)))))
    grid = Table.grid(padding=(0, 2))
    grid.add_column(no_wrap=True)
    grid.add_column(overflow="fold")
    for label, text in pairs:
        grid.add_row(label, text)
    return grid


def _linked(text: str, url: str | None, terminal: Terminal) -> Text:
    """Return a text with its address, which is also a link if the terminal has links."""
    if url is None:
        return Text(text)
    address = inert(url)
    linked = Text(text) if text == address else Text.assemble(text, "\n", (address, "dim"))
    if terminal.links and is_web_address(address):
        linked.stylize(Style(link=quote(address, safe=_SAFE_IN_A_LINK)))
    return linked
