"""Render help and topics: the same lines everywhere, coloured where the terminal has colours."""

import textwrap
from collections.abc import Iterator, Mapping, Sequence
from typing import Final, NamedTuple

from unodc_cli.report.help import HelpSection, Part, Verbatim
from unodc_cli.views.styles import rendered
from unodc_cli.views.terminal import Terminal

# Longer lines are hard to read, however wide the terminal is.
_READABLE: Final = 80
_INDENT: Final = "  "
# With less room than this beside its word, an explanation stands below the word.
_NARROWEST: Final = 30
_HEADING, _WORD = "bold", "cyan"


class _Line(NamedTuple):
    """A line, and the style of its lead."""

    lead: str
    rest: str = ""
    style: str = ""


def text(parts: Sequence[Part], terminal: Terminal) -> str:
    """Render the parts one below the other, no wider than the terminal."""
    width = min(terminal.width, _READABLE)
    column = max((len(word) for part in parts for word in _words(part)), default=0) + len(_INDENT)
    lines = ([(line.lead, line.style), (line.rest, "")] for line in _spaced(parts, width, column))
    drawn = rendered(lines, terminal)
    return drawn if terminal.unicode else drawn.replace("…", "...")


def _words(part: Part) -> Sequence[str]:
    body = part.body if isinstance(part, HelpSection) else part
    return list(body) if isinstance(body, Mapping) else ()


def _spaced(parts: Sequence[Part], width: int, column: int) -> Iterator[_Line]:
    for number, part in enumerate(parts):
        if number:
            yield _Line("")
        yield from _lines(part, width, column)


def _lines(part: Part, width: int, column: int) -> Iterator[_Line]:
    match part:
        case str():
            yield from _wrapped(part, width)
        case HelpSection(heading, body, also):
            yield from (line._replace(style=_HEADING) for line in _wrapped(f"{heading}:", width))
            if isinstance(body, str):
                yield from _wrapped(body, width, _INDENT)
            else:
                yield from _lines(body, width, column)
            if also:
                yield from _wrapped(also, width, _INDENT)
        case Verbatim(lines):
            yield from (_Line(f"{_INDENT}{line}") for line in lines)
        case Mapping():
            for word, meaning in part.items():
                yield from _explained(word, meaning, width, column)


def _explained(word: str, meaning: str, width: int, column: int) -> Iterator[_Line]:
    beside = width - len(_INDENT) - column
    if beside < _NARROWEST:
        yield _Line(f"{_INDENT}{word}", style=_WORD)
        yield from _wrapped(meaning, width, 2 * _INDENT)
        return
    first, *others = _wrapped(meaning, beside)
    yield _Line(f"{_INDENT}{word:<{column}}", first.lead, _WORD)
    yield from (_Line(" " * (len(_INDENT) + column), line.lead) for line in others)


def _wrapped(paragraph: str, width: int, indent: str = "") -> list[_Line]:
    wrapped = textwrap.wrap(
        paragraph,
        width,
        initial_indent=indent,
        subsequent_indent=indent,
        break_long_words=False,
        break_on_hyphens=False,
    )
    return [_Line(line) for line in wrapped]
