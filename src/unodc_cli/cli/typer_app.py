"""The commands as a Typer application: completion, and what is to be said of mistakes."""

import inspect
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from functools import wraps
from typing import Annotated, Any

import typer
from typer import _completion_classes as shells

from unodc_cli.cli.completion import Complete
from unodc_cli.cli.options import REQUIRED, Argument, Command, File, Option, Parameter, parameters
from unodc_cli.cli.parser import HELP
from unodc_cli.cli.version import say_version

# Runs a command with the values of all its options; returns the exit code.
Runner = Callable[[Command, dict[str, Any]], int]


def application(commands: Iterable[tuple[str, Command]], run: Runner) -> typer.Typer:
    """Return the application of these commands, by their names."""
    # Typer would import Rich to take out of the texts what ours have not.
    shells._sanitize_help_text = lambda text: text
    app = typer.Typer(
        name="unodc",
        pretty_exceptions_enable=False,
        context_settings={"help_option_names": list(HELP)},
        rich_markup_mode=None,
    )
    app.callback()(unodc)
    for name, command in commands:
        app.command(name)(_spelled_out(command, run))
    return app


def answered(app: typer.Typer, words: Sequence[str]) -> int:
    """Let the application answer what was typed; return the exit code.

    Raises UnodcError for what cannot be answered or understood.
    """
    try:
        return int(app(words, prog_name="unodc", standalone_mode=False) or 0)
    except typer.TyperException as error:
        from unodc_cli.cli.usage_errors import explained  # noqa: PLC0415 - only a mistake needs it

        raise explained(error, f"unodc {words[0]}" if words else "unodc") from None


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
    if asked:
        say_version()
        raise typer.Exit


def unodc(
    *,
    version: Annotated[bool, typer.Option("--version", callback=_version, is_eager=True)] = False,
) -> None:
    """Stand for the tool itself, without a command."""
