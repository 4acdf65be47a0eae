"""What the answer is written to: decided once, by us, and handed to the views."""

import os
import shutil
from collections.abc import Mapping
from typing import NamedTuple, TextIO

_FALLBACK_WIDTH = 80


class Terminal(NamedTuple):
    """A place to write to. Off a terminal, nothing is drawn unless it is asked for."""

    interactive: bool
    width: int = _FALLBACK_WIDTH
    colour: bool = False
    unicode: bool = True
    # Its width is known, not assumed.
    measured: bool = True

    @property
    def links(self) -> bool:
        """Whether addresses can be made links (OSC 8): where colours can be shown."""
        return self.interactive and self.colour


def detect(stream: TextIO, environment: Mapping[str, str] = os.environ) -> Terminal:
    """Return what `stream` is: whether a person reads it, how wide it is, what it can show.

    Colour follows no-color.org and bixense.com/clicolors: NO_COLOR, then FORCE_COLOR and CLICOLOR_FORCE, then
    TERM=dumb, then whether it is a terminal.
    """
    interactive = stream.isatty()
    width = shutil.get_terminal_size((0, 24)).columns
    return Terminal(
        interactive=interactive,
        width=width or _FALLBACK_WIDTH,
        colour=_colour(environment, interactive=interactive),
        unicode=_unicode(environment, stream.encoding or ""),
        measured=width > 0,
    )


def _unicode(environment: Mapping[str, str], encoding: str) -> bool:
    """Whether more than ASCII can be drawn: Python writes UTF-8 even where the locale is C (PEP 540)."""
    names = (environment.get(name) for name in ("LC_ALL", "LC_CTYPE", "LANG"))
    locale = next((name for name in names if name), "")
    plain = environment.get("UNODC_ASCII") or locale in ("C", "POSIX")
    return not plain and encoding.lower().startswith("utf")


def _colour(environment: Mapping[str, str], *, interactive: bool) -> bool:
    if environment.get("NO_COLOR"):
        return False
    if any(environment.get(name, "0") not in ("", "0") for name in ("FORCE_COLOR", "CLICOLOR_FORCE")):
        return True
    return interactive and environment.get("TERM") != "dumb"
