"""The terminal, pipe or file that an answer is written to, detected once and passed to the views."""

import os
import sys
from collections.abc import Mapping, Sequence
from enum import StrEnum
from itertools import pairwise
from typing import NamedTuple, TextIO

_FALLBACK_WIDTH = 80


class Colour(StrEnum):
    """The use of colours."""

    AUTO = "auto"
    ALWAYS = "always"
    NEVER = "never"


class Terminal(NamedTuple):
    """The terminal, pipe or file of an answer, and what it can show."""

    # A person reads it on a screen.
    interactive: bool
    width: int = _FALLBACK_WIDTH
    colour: bool = False
    unicode: bool = True
    # The width is known, not a default.
    measured: bool = True

    @property
    def links(self) -> bool:
        """True if addresses become links (OSC 8): on terminals with colours."""
        return self.interactive and self.colour


def detect(
    stream: TextIO, colour: Colour | None = None, environment: Mapping[str, str] = os.environ
) -> Terminal:
    """Return what a stream leads to. Without `colour`, the environment decides on colours."""
    interactive = stream.isatty()
    when = colour or colour_setting(environment=environment)[0]
    width = _width(environment)
    return Terminal(
        interactive=interactive,
        width=width or _FALLBACK_WIDTH,
        colour=when is Colour.ALWAYS or (when is Colour.AUTO and interactive),
        unicode=_unicode(environment, stream.encoding or ""),
        measured=width > 0,
    )


def _width(environment: Mapping[str, str]) -> int:
    """Return the width from COLUMNS, or else from the terminal; 0 if neither is known.

    As `shutil.get_terminal_size`, whose import costs more.
    """
    columns = environment.get("COLUMNS", "")
    if columns.isdecimal() and int(columns):
        return int(columns)
    try:
        return os.get_terminal_size(sys.__stdout__.fileno()).columns  # type: ignore[union-attr]
    except (AttributeError, ValueError, OSError):  # closed, or no terminal
        return 0


def _unicode(environment: Mapping[str, str], encoding: str) -> bool:
    """Return whether more than ASCII can be drawn: Python writes UTF-8 even in the locale C (PEP 540)."""
    names = (environment.get(name) for name in ("LC_ALL", "LC_CTYPE", "LANG"))
    locale = next((name for name in names if name), "")
    plain = environment.get("UNODC_ASCII") or locale in ("C", "POSIX")
    return not plain and encoding.lower().startswith("utf")


def colour_setting(
    typed: Colour | None = None,
    configured: Colour | None = None,
    environment: Mapping[str, str] = os.environ,
) -> tuple[Colour, str | None]:
    """Return the use of colours, and the environment variable that decides it, if one does.

    The order is that of no-color.org and bixense.com/clicolors: the command line, NO_COLOR, FORCE_COLOR and
    CLICOLOR_FORCE, TERM=dumb, the configuration file.
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
    """Return the value of --color in an unparsed command line, if it is a valid one."""
    text = ""
    for word, next_word in pairwise([*words, ""]):
        flag, equals, value = word.partition("=")
        if flag in ("--color", "--colour"):
            text = (value if equals else next_word).lower()
    return Colour(text) if text in tuple(Colour) else None
