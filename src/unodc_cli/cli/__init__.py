"""The commands: options in, one question, one report out."""

import os
import sys
from collections.abc import Iterable, Iterator, Sequence
from importlib import import_module
from typing import Final

from unodc_cli.cli import direct
from unodc_cli.cli.answer import run as run_command
from unodc_cli.options import Command, parameters
from unodc_cli.terminal import detect, typed_colour

# Each command with the module and the function that answer it, in the order of the help. A module is
# imported only for its own commands: to build the options of all costs more than most answers.
COMMANDS: Final = {
    "list": ("projects", "list_"),
    "show": ("projects", "show"),
    "search": ("search", "search"),
    "by-theme": ("groups", "by_theme"),
    "by-partner": ("groups", "by_partner"),
    "by-country": ("groups", "by_country"),
    "by-programme": ("groups", "by_programme"),
    "timeline": ("projects", "timeline"),
    "sources": ("sources", "sources"),
    "themes": ("words", "themes"),
    "partners": ("words", "partners"),
    "countries": ("words", "countries"),
    "regions": ("words", "regions"),
    "programmes": ("words", "programmes"),
    "sql": ("sql", "sql"),
    "config": ("config", "config"),
    "check": ("files", "check"),
    "schema": ("files", "schema"),
    "help": ("help", "help_"),
}


# Set by the shell when it asks what could be typed next.
_COMPLETION: Final = "_UNODC_COMPLETE"


def commands(names: Iterable[str]) -> Iterator[tuple[str, Command]]:
    """Return the commands of these names. Importing one is left until it is taken."""
    for name in names:
        module, function = COMMANDS[name]
        yield name, getattr(import_module(f"{__name__}.{module}"), function)


def run(words: Sequence[str]) -> int:
    """Answer what was typed; return the exit code. Raises UnodcError for what cannot be answered."""
    asked = words[0] if words and words[0] in COMMANDS else None
    if asked and not os.environ.get(_COMPLETION):
        [(_, command)] = commands([asked])
        typed = direct.read(parameters(command), words[1:])
        if typed is not None:
            return run_command(command, typed)
    if words and not asked and not words[0].startswith("-"):
        from unodc_cli.cli.mistakes import no_command  # noqa: PLC0415 - only a mistake needs it

        raise no_command(words[0], COMMANDS)
    _tell_typer_of_colours(words)
    from unodc_cli.cli import typed as with_typer  # noqa: PLC0415 - Typer costs more than most answers

    return with_typer.answered(
        with_typer.application(commands([asked] if asked else COMMANDS), run_command), words
    )


def _tell_typer_of_colours(words: Sequence[str]) -> None:
    """Let help be drawn as the answers are: Typer and Rich ask the environment, when they are imported."""
    if detect(sys.stdout, typed_colour(words)).colour:
        os.environ["FORCE_COLOR"] = "1"
        os.environ.pop("NO_COLOR", None)
    else:
        os.environ["TYPER_USE_RICH"] = "0"
