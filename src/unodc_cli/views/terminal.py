"""What the answer is written to: decided once, by us, and handed to the views."""

import os
import sys
from collections.abc import Mapping, Sequence
from enum import StrEnum
from itertools import pairwise
from typing import NamedTuple, TextIO

_FALLBACK_WIDTH = 80


class Colour(StrEnum):
    """When there are colours."""

    AUTO = "auto"
    ALWAYS = "always"
    NEVER = "never"


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


def detect(
    stream: TextIO, colour: Colour | None = None, environment: Mapping[str, str] = os.environ
) -> Terminal:
    """Return what `stream` is: whether a person reads it, how wide it is, what it can show.

    `colour` is what was decided by `wanted`; without it, the environment decides.
    """
    interactive = stream.isatty()
    when = colour or wanted(environment=environment)[0]
    width = _width(environment)
    return Terminal(
        interactive=interactive,
        width=width or _FALLBACK_WIDTH,
        colour=when is Colour.ALWAYS or (when is Colour.AUTO and interactive),
        unicode=_unicode(environment, stream.encoding or ""),
        measured=width > 0,
    )


def _width(environment: Mapping[str, str]) -> int:
    """Return what COLUMNS says, or else the terminal; 0 if neither knows.

    As `shutil.get_terminal_size`, at a lower price.
    """
    columns = environment.get("COLUMNS", "")
    if columns.isdecimal() and int(columns):
        return int(columns)
    try:
        return os.get_terminal_size(sys.__stdout__.fileno()).columns  # type: ignore[union-attr]
    except (AttributeError, ValueError, OSError):  # closed, or no terminal
        return 0


def _unicode(environment: Mapping[str, str], encoding: str) -> bool:
    """Whether more than ASCII can be drawn: Python writes UTF-8 even where the locale is C (PEP 540)."""
    names = (environment.get(name) for name in ("LC_ALL", "LC_CTYPE", "LANG"))
    locale = next((name for name in names if name), "")
    plain = environment.get("UNODC_ASCII") or locale in ("C", "POSIX")
    return not plain and encoding.lower().startswith("utf")


def wanted(
    typed: Colour | None = None,
    configured: Colour | None = None,
    environment: Mapping[str, str] = os.environ,
) -> tuple[Colour, str | None]:
    """Return when there are to be colours, and the variable that says so, if it is one.

    It follows no-color.org and bixense.com/clicolors: what was typed, then NO_COLOR, then FORCE_COLOR and
    CLICOLOR_FORCE, then TERM=dumb, then what is configured.
    """
    if typed:
        return typed, None
    if environment.get("NO_COLOR"):
        return Colour.NEVER, "NO_COLOR"
    for name in ("FORCE_COLOR", "CLICOLOR_FORCE"):
        if environment.get(name, "0") not in ("", "0"):
            return Colour.ALWAYS, name
    if environment.get("TERM") == "dumb":
        return Colour.NEVER, "TERM"
    return configured or Colour.AUTO, None


def typed_colour(words: Sequence[str]) -> Colour | None:
    """Return the --color among words that nobody has read yet, if it is one: for help and mistakes."""
    found = None
    for word, after in pairwise([*words, ""]):
        flag, equals, value = word.partition("=")
        if flag in ("--color", "--colour"):
            found = value if equals else after
    return Colour(found.lower()) if found and found.lower() in tuple(Colour) else None
