"""The command that explains."""

import sys
import textwrap
from collections.abc import Iterator, Mapping
from typing import Annotated, Final

from unodc_cli import completion, delivery
from unodc_cli.cli import COMMANDS, run
from unodc_cli.options import OUTPUT, Argument
from unodc_cli.query.names import one_of
from unodc_cli.terminal import detect
from unodc_cli.topics import TOPICS, Part, Verbatim
from unodc_cli.vocabulary import fold

_KNOWN: Final = tuple(dict.fromkeys([*TOPICS, *COMMANDS]))
_READABLE: Final = 80
_INDENT: Final = "  "
# With less room beside its word, an explanation stands below it.
_LEAST: Final = 30


def help_(
    *,
    topic: Annotated[
        str | None, Argument("[TOPIC]", "A topic, or a command.", completion.words(*_KNOWN))
    ] = None,
    color: Annotated[str | None, OUTPUT["color"].declared] = None,
) -> int:
    """What does it mean? A topic explained, or the options of a command.

    Topics: formats, exit-codes, environment, configuration, names, search.

    Examples:

      unodc help formats

      unodc help list
    """
    if not topic:
        return run(["--help"])
    name = _meant(topic)
    if name not in TOPICS:
        return run([name, "--help", *(["--color", color] if color else [])])
    terminal = detect(sys.stdout)
    parts = ["\n".join(_lines(part, min(terminal.width, _READABLE))) for part in TOPICS[name]]
    if name in COMMANDS:
        parts.append(f"unodc {name} --help shows the options.")
    text = "\n\n".join(parts) + "\n"
    delivery.write([text if terminal.unicode else text.replace("…", "...")])
    return 0


def _meant(typed: str) -> str:
    """Return the topic or command that is meant, by its name or a beginning of it. Raises UsageError."""
    key = fold(typed)
    beginning = [name for name in _KNOWN if fold(name).startswith(key)]
    exact = [name for name in beginning if fold(name) == key]
    [*found] = exact or beginning
    return found[0] if len(found) == 1 else one_of("topic or command", typed, _KNOWN)


def _lines(part: Part, width: int) -> Iterator[str]:
    match part:
        case str():
            yield from _wrapped(part, width)
        case Verbatim(lines):
            yield from (f"{_INDENT}{line}" for line in lines)
        case Mapping():
            column = max(len(word) for word in part) + len(_INDENT)
            beside = width - len(_INDENT) - column >= _LEAST
            for word, meaning in part.items():
                if beside:
                    yield from _wrapped(meaning, width, f"{_INDENT}{word:<{column}}", _INDENT + " " * column)
                else:
                    yield f"{_INDENT}{word}"
                    yield from _wrapped(meaning, width, 2 * _INDENT, 2 * _INDENT)


def _wrapped(text: str, width: int, first: str = "", others: str = "") -> list[str]:
    return textwrap.wrap(
        text,
        width,
        initial_indent=first,
        subsequent_indent=others,
        break_long_words=False,
        break_on_hyphens=False,
    )
