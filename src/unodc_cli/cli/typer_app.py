"""The commands as a Typer application, for completion and for the explanation of mistakes."""

import inspect
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from functools import wraps
from typing import Annotated, Any

import typer
from typer import _completion_classes as shells

from unodc_cli.cli.completion import candidates
from unodc_cli.cli.options import (
    REQUIRED,
    Argument,
    Command,
    Completion,
    File,
    Option,
    Parameter,
    parameters,
)
from unodc_cli.cli.parser import HELP
from unodc_cli.cli.version import print_version

# Runs a command with the values of its parameters; returns the exit code.
Runner = Callable[[Command, dict[str, Any]], int]


def application(commands: Iterable[tuple[str, Command]], run_command: Runner) -> typer.Typer:
    """Return the Typer application of these commands, by their names."""
    # Typer would import Rich to remove markup from the texts, which have none.
    shells._sanitize_help_text = lambda text: text
    app = typer.Typer(
        name="unodc",
        pretty_exceptions_enable=False,
        context_settings={"help_option_names": list(HELP)},
        rich_markup_mode=None,
    )
    app.callback()(unodc)
    for name, command in commands:
        app.command(name)(_with_signature(command, run_command))
    return app


def run(app: typer.Typer, words: Sequence[str]) -> int:
    """Run the application on a command line; return the exit code.

    Raises UnodcError if the command line has a mistake, or no answer.
    """
    try:
        return int(app(words, prog_name="unodc", standalone_mode=False) or 0)
    except typer.TyperException as error:
        from unodc_cli.cli.usage_errors import explain  # noqa: PLC0415 - only a mistake needs it

        raise explain(error, f"unodc {words[0]}" if words else "unodc") from None


def _with_signature(command: Command, run_command: Runner) -> Command:
    """Return a function that runs the command, with a signature from which Typer makes the options."""

    @wraps(command)
    def run_with_values(**values: Any) -> int:
        return run_command(command, values)

    signature = list(_signature(parameters(command)))
    run_with_values.__signature__ = inspect.Signature(signature)  # type: ignore[attr-defined]
    run_with_values.__annotations__ = {parameter.name: parameter.annotation for parameter in signature}
    return run_with_values


def _signature(parameters: Mapping[str, Parameter]) -> Iterator[inspect.Parameter]:
    for name, parameter in parameters.items():
        match parameter.declared:
            case Option():
                declared = _option(parameter.declared, dir_okay=parameter.type != File)
            case Argument():
                declared = _argument(parameter.declared, dir_okay=parameter.type != File)
        yield inspect.Parameter(
            name,
            inspect.Parameter.KEYWORD_ONLY,
            default=inspect.Parameter.empty if parameter.default is REQUIRED else parameter.default,
            annotation=Annotated[parameter.type, declared],
        )


def _option(option: Option, *, dir_okay: bool) -> Any:
    return typer.Option(
        *(flag for flag in (option.flag, option.also) if flag),
        help=option.help,
        metavar=option.metavar,
        hidden=option.hidden,
        autocompletion=_autocompletion(option.completion),
        readable=False,
        dir_okay=dir_okay,
    )


def _argument(argument: Argument, *, dir_okay: bool) -> Any:
    return typer.Argument(
        metavar=argument.metavar,
        help=argument.help,
        autocompletion=_autocompletion(argument.completion),
        readable=False,
        dir_okay=dir_okay,
        show_default=False,
    )


def _autocompletion(completion: Completion) -> Callable[[typer.Context, str], Any] | None:
    if not completion:
        return None

    def complete(ctx: typer.Context, incomplete: str) -> Any:
        return candidates(completion, ctx.info_name or "", incomplete)

    return complete


def _version(value: bool) -> None:
    if value:
        print_version()
        raise typer.Exit


def unodc(
    *,
    version: Annotated[bool, typer.Option("--version", callback=_version, is_eager=True)] = False,
) -> None:
    """Declare the options of the tool itself, which come before a command."""
