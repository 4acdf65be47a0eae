"""The entry point of the command line: four cases, from the cheapest to Typer."""

import os
from collections.abc import Sequence
from typing import Final

from unodc_cli.cli import parser
from unodc_cli.cli.answer import run_command
from unodc_cli.cli.options import Command, parameters
from unodc_cli.cli.registry import COMMANDS, commands
from unodc_cli.errors import UnodcError
from unodc_cli.views.delivery import print_message

# The shell sets this variable to ask for completions.
_COMPLETION: Final = "_UNODC_COMPLETE"
_COMPLETION_SCRIPTS: Final = ("--install-completion", "--show-completion")
_OUR_SHELLS: Final = ("bash", "zsh", "fish")


def run(words: Sequence[str]) -> int:
    """Answer a command line, or print the error that prevents it; return the exit code."""
    try:
        return _run(words)
    except UnodcError as error:
        for message in error.messages:
            print_message(f"error: {message}")
        if error.hint:
            print_message(f"hint: {error.hint}")
        return error.exit_code


def print_defect(error: Exception) -> None:
    """Print an error that no command expects."""
    print_message(f"error: internal error (please report it): {type(error).__name__}: {error}")
    print_message(
        "hint: report the command line and `unodc --version`; UNODC_DEBUG=1 shows where it happened"
    )


def _run(words: Sequence[str]) -> int:
    """Answer a command line.

    A plain call is answered without Typer, whose import costs more than most answers. Typer explains
    mistakes. Raises UnodcError if there is no answer.
    """
    if shell := os.environ.get(_COMPLETION):
        return _complete(shell, words)
    name = words[0] if words and words[0] in COMMANDS else None
    command = next(commands([name]))[1] if name else None
    if _asks_for_help(command, words):
        return _help(name, words)
    if command and (values := parser.parse(parameters(command), words[1:])) is not None:
        return run_command(command, values)
    if list(words) == ["--version"]:
        return _version()
    if words and words[0] in _COMPLETION_SCRIPTS:
        return _completion_script(words)
    return _run_with_typer(name, words)


def _complete(shell: str, words: Sequence[str]) -> int:
    if shell not in _OUR_SHELLS:  # PowerShell
        return _run_with_typer(None, words)
    from unodc_cli.cli.shells import print_candidates  # noqa: PLC0415

    print_candidates(shell)
    return 0


def _completion_script(words: Sequence[str]) -> int:
    from unodc_cli.cli import shells  # noqa: PLC0415

    shell = words[1] if words[1:] else shells.current_shell()
    if shell in ("powershell", "pwsh"):
        return _run_with_typer(None, words)
    action = shells.install if words[0] == _COMPLETION_SCRIPTS[0] else shells.print_script
    action(shell)
    return 0


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
