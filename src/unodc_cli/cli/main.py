"""The entry of the command line: four cases, from the cheapest to Typer."""

import os
from collections.abc import Sequence
from typing import Final

from unodc_cli.cli import parser
from unodc_cli.cli.answer import run_command
from unodc_cli.cli.options import Command, parameters
from unodc_cli.cli.registry import COMMANDS, commands

# The shell sets this variable to ask for completions, and one of the others to the line: bash, zsh and fish.
_COMPLETION: Final = "_UNODC_COMPLETE"
_LINE: Final = ("COMP_WORDS", "_TYPER_COMPLETE_ARGS")


def run(words: Sequence[str]) -> int:
    """Answer a command line; return the exit code.

    A plain call is answered without Typer, whose import costs more than most answers. Typer explains the
    mistakes of the others. Raises UnodcError for what cannot be answered.
    """
    if os.environ.get(_COMPLETION):
        return _complete(words)
    name = words[0] if words and words[0] in COMMANDS else None
    command = next(commands([name]))[1] if name else None
    if _asks_for_help(command, words):
        return _help(name, words)
    if command and (values := parser.parse(parameters(command), words[1:])) is not None:
        return run_command(command, values)
    if list(words) == ["--version"]:
        return _version()
    return _run_with_typer(name, words)


def _complete(words: Sequence[str]) -> int:
    # bash separates the words by line ends.
    line = next(filter(None, map(os.environ.get, _LINE)), "").replace("\n", " ").split(" ")
    name = line[1] if line[2:] and line[1] in COMMANDS else None
    return _run_with_typer(name, words)


def _asks_for_help(command: Command | None, words: Sequence[str]) -> bool:
    if command is None:
        return not words or words[0] in parser.HELP
    return parser.asks_for_help(parameters(command), words[1:])


def _help(name: str | None, words: Sequence[str]) -> int:
    from unodc_cli.cli.help import print_help  # noqa: PLC0415
    from unodc_cli.views.terminal import typed_colour  # noqa: PLC0415

    return print_help(name, typed_colour(words))


def _version() -> int:
    from unodc_cli.cli.version import print_version  # noqa: PLC0415

    print_version()
    return 0


def _run_with_typer(name: str | None, words: Sequence[str]) -> int:
    if words and not name and not words[0].startswith("-"):
        from unodc_cli.cli.usage_errors import unknown_command  # noqa: PLC0415

        raise unknown_command(words[0], COMMANDS)
    from unodc_cli.cli import typer_app  # noqa: PLC0415 - Typer costs more than most answers

    application = typer_app.application(commands([name] if name else COMMANDS), run_command)
    return typer_app.run(application, words)
