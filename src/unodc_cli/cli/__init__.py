"""The commands: options in, one question, one report out."""

import os
from collections.abc import Sequence
from importlib import import_module
from typing import Final

import typer

from unodc_cli.cli.app import unodc

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
    "check": ("files", "check"),
    "schema": ("files", "schema"),
}


def narrowed(arguments: Sequence[str]) -> typer.Typer:
    """Return the application with the one command that is asked for, or with all if it is not one of them."""
    app = typer.Typer(
        name="unodc",
        no_args_is_help=True,
        pretty_exceptions_enable=False,
        context_settings={"help_option_names": ["-h", "--help"]},
        rich_markup_mode=None if os.environ.get("TYPER_USE_RICH") == "0" else "markdown",
    )
    app.callback()(unodc)
    asked = arguments[:1] if arguments and arguments[0] in COMMANDS else COMMANDS
    for name in asked:
        module, function = COMMANDS[name]
        app.command(name)(getattr(import_module(f"{__name__}.{module}"), function))
    return app


def run(arguments: Sequence[str]) -> int:
    """Answer what was typed; return the exit code. Raises UnodcError for what cannot be answered."""
    if arguments and arguments[0] not in COMMANDS and not arguments[0].startswith("-"):
        from unodc_cli.cli.mistakes import no_command  # noqa: PLC0415 - only a mistake needs it

        raise no_command(arguments[0], COMMANDS)
    try:
        code = narrowed(arguments)(arguments or ["--help"], standalone_mode=False)
    except typer.TyperException as error:
        from unodc_cli.cli.mistakes import explained  # noqa: PLC0415

        raise explained(error) from None
    return int(code or 0)
