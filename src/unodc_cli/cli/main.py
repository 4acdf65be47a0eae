"""The commands: options in, one question, one report out."""

import os
from collections.abc import Sequence
from typing import Final

from unodc_cli.cli import parser
from unodc_cli.cli.answer import run as run_command
from unodc_cli.cli.options import parameters
from unodc_cli.cli.registry import COMMANDS, commands
from unodc_cli.views.terminal import typed_colour

# Set by the shell when it asks what could be typed next, and what has been typed: by bash, by the others.
_COMPLETION: Final = "_UNODC_COMPLETE"
_TYPED: Final = ("COMP_WORDS", "_TYPER_COMPLETE_ARGS")


def run(words: Sequence[str]) -> int:
    """Answer what was typed; return the exit code. Raises UnodcError for what cannot be answered."""
    completing = bool(os.environ.get(_COMPLETION))
    asked = words[0] if words and words[0] in COMMANDS else None
    if asked and not completing:
        [(_, command)] = commands([asked])
        taken = parameters(command)
        typed = parser.read(taken, words[1:])
        if typed is not None:
            return run_command(command, typed)
        if parser.asks_for_help(taken, words[1:]):
            return _help(asked, words)
    elif not completing and (not words or words[0] in parser.HELP):
        return _help(None, words)
    elif list(words) == ["--version"]:
        from unodc_cli.cli.version import say_version  # noqa: PLC0415 - only this option needs it

        say_version()
        return 0
    if completing:
        asked = _command_in(next(filter(None, map(os.environ.get, _TYPED)), ""))
    if words and not asked and not words[0].startswith("-"):
        from unodc_cli.cli.usage_errors import no_command  # noqa: PLC0415 - only a mistake needs it

        raise no_command(words[0], COMMANDS)
    from unodc_cli.cli import typer_app as with_typer  # noqa: PLC0415 - Typer costs more than most answers

    return with_typer.answered(
        with_typer.application(commands([asked] if asked else COMMANDS), run_command), words
    )


def _command_in(line: str) -> str | None:
    """Return the command that stands in a line before what is to be completed."""
    # bash parts words by ends of lines.
    words = line.replace("\n", " ").split(" ")
    return words[1] if words[2:] and words[1] in COMMANDS else None


def _help(name: str | None, words: Sequence[str]) -> int:
    from unodc_cli.cli.help import give  # noqa: PLC0415 - only help needs it

    return give(name, typed_colour(words))
