"""Draw a picture of a terminal as SVG."""

import io
import re
import zlib
from collections.abc import Iterable
from html import unescape
from typing import Final

from rich.cells import cell_len
from rich.console import Console
from rich.terminal_theme import DEFAULT_TERMINAL_THEME
from rich.text import Text

# No font and no address from elsewhere: the viewer's own fixed-width font. Rich fills in the braces.
_TEMPLATE: Final = """\
<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 {width} {height}" role="img">
<style>
.{unique_id}-matrix, .{unique_id}-title {{
  font-family: ui-monospace, Menlo, Consolas, "DejaVu Sans Mono", "Liberation Mono", monospace;
}}
.{unique_id}-matrix {{ font-size: {char_height}px; line-height: {line_height}px; }}
.{unique_id}-title {{ font-size: 18px; }}
{styles}
</style>
{chrome}
<g transform="translate({terminal_x}, {terminal_y})">
{backgrounds}
<g class="{unique_id}-matrix">
{matrix}
</g>
</g>
</svg>
"""
# Characters as wide as in most such fonts, so that drawn lines meet: 12 units to a height of 20.
_ASPECT: Final = 0.6
# Rich writes one text element for each style, with its blanks, measures it by characters instead of columns,
# and clips it to its line.
_TEXT: Final = re.compile(
    r'(<text class="[^"]*") x="([^"]*)" (y="[^"]*") textLength="[^"]*" clip-path="[^"]*">([^<]*)</text>'
)
# A single blank stays within its text, but where one begins with it some viewers leave it out.
_BLANKS: Final = re.compile("(^(?:&#160;)+|(?:&#160;)+$|(?:&#160;){2,}|\n)")
_COLUMN: Final = 12
# The buttons of a window, which paper has not.
_BUTTONS: Final = re.compile(r'<g transform="translate\(26,22\)">.*?</g>', re.DOTALL)
# A link has another id each time it is drawn.
_LINK: Final = re.compile(r"\x1b\]8;[^\x1b]*\x1b\\")
# Characters that XML 1.0 cannot hold even escaped. Controls never get here.
_NOT_XML: Final = re.compile("[\ud800-\udfff\ufffe\uffff]")


def picture(drawn: Iterable[str], width: int, title: str, *, light: bool = False) -> str:
    """Return the drawing of a terminal as SVG, dark or light. Equal drawings give equal pictures."""
    text = _LINK.sub("", "".join(drawn))
    text, title = (_NOT_XML.sub("\N{REPLACEMENT CHARACTER}", part) for part in (text, title))
    console = Console(
        file=io.StringIO(), record=True, force_terminal=True, color_system="standard", width=width,
        no_color=False, legacy_windows=False,
    )  # fmt: skip
    for line in text.splitlines():
        console.print(Text.from_ansi(line, no_wrap=True, overflow="ignore"), crop=False)
    name = f"unodc-{zlib.crc32((title + text).encode()):08x}"
    exported = console.export_svg(
        title=title, code_format=_TEMPLATE, font_aspect_ratio=_ASPECT, unique_id=name,
        theme=DEFAULT_TERMINAL_THEME if light else None,
    )  # fmt: skip
    if light:
        exported = _BUTTONS.sub("", exported)
    return "".join(f"{line.rstrip()}\n" for line in _TEXT.sub(_placed, exported).split("\n") if line.strip())


def _placed(match: re.Match[str]) -> str:
    """Split a text element at its blanks, so that each part begins in its column whatever the font is."""
    tag, start, line, text = match.groups()
    x, placed = float(start), []
    for part in _BLANKS.split(text):
        width = cell_len(unescape(part)) * _COLUMN
        if part and not _BLANKS.fullmatch(part):
            placed.append(f'{tag} x="{x:g}" {line} textLength="{width}">{part}</text>\n')
        x += width
    return "".join(placed)
