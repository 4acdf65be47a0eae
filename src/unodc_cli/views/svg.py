"""A picture of a terminal: what is drawn there, as SVG."""

import io
import re
import shlex
import zlib
from collections.abc import Iterable, Sequence
from html import unescape
from pathlib import Path
from typing import Final

from rich.cells import cell_len
from rich.console import Console
from rich.text import Text

from unodc_cli.text import inert

# No font and no address from elsewhere: the reader's own fixed-width letters. Rich fills in the braces.
_FORM: Final = """\
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
# Letters as wide as most such fonts have them, so that drawn lines meet: 12 units, of 20 high.
_ASPECT: Final = 0.6
# Rich has one text for all that has one style, blanks too, measures it by its letters, not by the columns
# they take, and hides what leaves its line.
_TEXT: Final = re.compile(
    r'(<text class="[^"]*") x="([^"]*)" (y="[^"]*") textLength="[^"]*" clip-path="[^"]*">([^<]*)</text>'
)
_BLANKS: Final = re.compile("((?:&#160;){2,}|\n)")
_COLUMN: Final = 12
_OF_THE_PICTURE: Final = ("--format", "--output", "-o", "--today")
_OUTPUT: Final = re.compile(r"-o.")
# A link has another id each time it is drawn.
_OF_A_LINK: Final = re.compile(r"\x1b\]8;[^\x1b]*\x1b\\")
# What XML 1.0 cannot hold even escaped; the controls are none of it, since no view lets them through.
_NOT_XML: Final = re.compile("[\ud800-\udfff\ufffe\uffff]")


def picture(drawn: Iterable[str], width: int, title: str) -> str:
    """Return what was drawn for a terminal in colour as an SVG; the same drawing gives the same picture."""
    text = _OF_A_LINK.sub("", "".join(drawn))
    text, title = (_NOT_XML.sub("\N{REPLACEMENT CHARACTER}", part) for part in (text, title))
    console = Console(
        file=io.StringIO(), record=True, force_terminal=True, color_system="standard", width=width,
        no_color=False, legacy_windows=False,
    )  # fmt: skip
    for line in text.splitlines():
        console.print(Text.from_ansi(line, no_wrap=True, overflow="ignore"), crop=False)
    name = f"unodc-{zlib.crc32((title + text).encode()):08x}"
    exported = console.export_svg(title=title, code_format=_FORM, font_aspect_ratio=_ASPECT, unique_id=name)
    return "".join(f"{line.rstrip()}\n" for line in _TEXT.sub(_placed, exported).split("\n") if line.strip())


def command(typed: Sequence[str]) -> str:
    """Return what was typed, without folders, nor the form and file of the picture."""
    parts: list[str] = []
    rest = iter(typed)
    for part in rest:
        name, equals, value = part.partition("=")
        if name in _OF_THE_PICTURE:
            if not equals:
                next(rest, None)
        elif name == "--data":
            parts += [name, Path(value if equals else next(rest, "")).name]
        elif not _OUTPUT.match(part):
            parts.append(Path(part).name if Path(part).is_absolute() else part)
    return inert(shlex.join(["unodc", *parts]))


def _placed(match: re.Match[str]) -> str:
    """Return a text as one for each part between blanks, each where it begins, whatever font shows it."""
    tag, start, line, text = match.groups()
    x, placed = float(start), []
    for part in _BLANKS.split(text):
        width = cell_len(unescape(part)) * _COLUMN
        if part and not _BLANKS.fullmatch(part):
            placed.append(f'{tag} x="{x:g}" {line} textLength="{width}">{part}</text>\n')
        x += width
    return "".join(placed)
