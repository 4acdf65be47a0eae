"""What the answer is written to: decided once, by us, and handed to the views."""

import os
import sys
from collections.abc import Mapping
from typing import NamedTuple, TextIO

_FALLBACK_WIDTH = 80


class Terminal(NamedTuple):
    """A place to write to. Off a terminal, nothing is drawn unless it is asked for."""

    interactive: bool
    width: int = _FALLBACK_WIDTH
    colour: bool = False
    unicode: bool = True

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
    return Terminal(
        interactive=interactive,
        width=_width(environment),
        colour=_colour(environment, interactive=interactive),
        unicode=not environment.get("UNODC_ASCII") and (stream.encoding or "").lower().startswith("utf"),
    )


def _width(environment: Mapping[str, str]) -> int:
    """Return what COLUMNS says, or else the terminal: as `shutil.get_terminal_size`, at a lower price."""
    columns = environment.get("COLUMNS", "")
    if columns.isdecimal() and int(columns):
        return int(columns)
    try:
        return os.get_terminal_size(sys.__stdout__.fileno()).columns or _FALLBACK_WIDTH  # type: ignore[union-attr]
    except (AttributeError, ValueError, OSError):  # closed, or no terminal
        return _FALLBACK_WIDTH


def _colour(environment: Mapping[str, str], *, interactive: bool) -> bool:
    if environment.get("NO_COLOR"):
        return False
    if any(environment.get(name, "0") not in ("", "0") for name in ("FORCE_COLOR", "CLICOLOR_FORCE")):
        return True
    return interactive and environment.get("TERM") != "dumb"
