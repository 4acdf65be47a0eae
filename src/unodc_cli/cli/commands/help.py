"""The command that explains."""

import sys
from typing import Annotated, Final

from unodc_cli.cli import completion
from unodc_cli.cli.help import give
from unodc_cli.cli.options import OUTPUT, Argument
from unodc_cli.cli.registry import COMMANDS
from unodc_cli.cli.topics import TOPICS
from unodc_cli.model.names import fold
from unodc_cli.query.resolve import one_of
from unodc_cli.views import delivery
from unodc_cli.views.help import text as help_text
from unodc_cli.views.terminal import Colour, detect

_KNOWN: Final = tuple(dict.fromkeys([*TOPICS, *COMMANDS]))


def help_(
    *,
    topic: Annotated[
        str | None, Argument("[TOPIC]", "A topic, or a command.", completion.words(*_KNOWN))
    ] = None,
    color: Annotated[str | None, OUTPUT["color"].declared] = None,
) -> int:
    """What does it mean? A topic or a command explained.

    Topics: formats, exit-codes, environment, configuration, names, search.

    Examples:
      unodc help formats
      unodc help list
    """
    colour = Colour(one_of("colour", color, tuple(Colour))) if color else None
    name = _meant(topic) if topic else None
    if name is None or name not in TOPICS:
        return give(name, colour)
    also = [f"unodc {name} --help shows the options."] if name in COMMANDS else []
    delivery.write([help_text([*TOPICS[name], *also], detect(sys.stdout, colour))])
    return 0


def _meant(typed: str) -> str:
    """Return the topic or command that is meant, by its name or a beginning of it. Raises UsageError."""
    key = fold(typed)
    beginning = [name for name in _KNOWN if fold(name).startswith(key)]
    exact = [name for name in beginning if fold(name) == key]
    [*found] = exact or beginning
    return found[0] if len(found) == 1 else one_of("topic or command", typed, _KNOWN)
