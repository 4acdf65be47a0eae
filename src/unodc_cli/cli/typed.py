"""The commands as a Typer application: help, completion, and what is to be said of mistakes."""

import inspect
import os
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from functools import wraps
from typing import Annotated, Any

import typer

from unodc_cli import __version__, catalogue, configuration, delivery
from unodc_cli.completion import Complete
from unodc_cli.options import REQUIRED, Argument, Command, File, Option, Parameter, parameters
from unodc_cli.text import inert
from unodc_cli.topics import TOPICS

# Runs a command with the values of all its options; returns the exit code.
Runner = Callable[[Command, dict[str, Any]], int]


def application(commands: Iterable[tuple[str, Command]], run: Runner) -> typer.Typer:
    """Return the application of these commands, by their names."""
    app = typer.Typer(
        name="unodc",
        no_args_is_help=True,
        pretty_exceptions_enable=False,
        context_settings={"help_option_names": ["-h", "--help"]},
        rich_markup_mode=None if os.environ.get("TYPER_USE_RICH") == "0" else "markdown",
    )
    app.callback(epilog=f"`unodc help TOPIC` explains: {', '.join(TOPICS)}.")(unodc)
    for name, command in commands:
        app.command(name)(_spelled_out(command, run))
    return app


def answered(app: typer.Typer, words: Sequence[str]) -> int:
    """Let the application answer what was typed; return the exit code.

    Raises UnodcError for what cannot be answered or understood.
    """
    try:
        return int(app(words or ["--help"], prog_name="unodc", standalone_mode=False) or 0)
    except typer.TyperException as error:
        from unodc_cli.cli.mistakes import explained  # noqa: PLC0415 - only a mistake needs it

        raise explained(error) from None


def _spelled_out(command: Command, run: Runner) -> Command:
    """Return a function that runs the command, with a signature of which Typer makes the options."""

    @wraps(command)
    def spelled_out(**typed: Any) -> int:
        return run(command, typed)

    signature = list(_signature(parameters(command)))
    spelled_out.__signature__ = inspect.Signature(signature)  # type: ignore[attr-defined]
    spelled_out.__annotations__ = {parameter.name: parameter.annotation for parameter in signature}
    return spelled_out


def _signature(taken: Mapping[str, Parameter]) -> Iterator[inspect.Parameter]:
    for name, parameter in taken.items():
        match parameter.declared:
            case Option():
                made = _option(parameter.declared, dir_okay=parameter.type != File)
            case Argument():
                made = _argument(parameter.declared)
        yield inspect.Parameter(
            name,
            inspect.Parameter.KEYWORD_ONLY,
            default=inspect.Parameter.empty if parameter.default is REQUIRED else parameter.default,
            annotation=Annotated[parameter.type, made],
        )


def _option(declared: Option, *, dir_okay: bool) -> Any:
    return typer.Option(
        *(flag for flag in (declared.flag, declared.also) if flag),
        help=declared.help,
        metavar=declared.metavar,
        rich_help_panel=declared.panel,
        envvar=declared.envvar,
        hidden=declared.hidden,
        autocompletion=_autocompletion(declared.complete),
        readable=False,
        dir_okay=dir_okay,
    )


def _argument(declared: Argument) -> Any:
    return typer.Argument(
        metavar=declared.metavar,
        help=declared.help,
        autocompletion=_autocompletion(declared.complete),
        readable=False,
        show_default=False,
    )


def _autocompletion(complete: Complete | None) -> Callable[[typer.Context, str], Any] | None:
    if complete is None:
        return None

    def completed(ctx: typer.Context, incomplete: str) -> Any:
        return complete(ctx.info_name or "", incomplete)

    return completed


def _version(asked: bool) -> None:
    if not asked:
        return
    sql = "SELECT key, value FROM meta UNION ALL SELECT 'count', COUNT(*) FROM projects"
    known = {key: value for key, value in catalogue.ask(configuration.data(), lambda made: made.rows(sql))}  # noqa: C416
    data = f"{inert(known['title'])}, {known['count']} projects, as of {known['updated'] or 'an unknown day'}"
    delivery.write([f"unodc {__version__}\ndata: {data}\n"])
    raise typer.Exit


def unodc(
    *,
    version: Annotated[
        bool,
        typer.Option(
            "--version", callback=_version, is_eager=True, help="Say the version and the data's day."
        ),
    ] = False,
) -> None:
    """Ask a portfolio of projects: which, about what, with whom, where, when, for how much, and who says so.

    Without --data, it is the portfolio that the European Union and the United Nations Office on Drugs and
    Crime run together against organised crime.

    Examples:

      unodc list --theme maritime

      unodc show aircop

      unodc by-partner --country kenya --json
    """
