"""What was typed and cannot be understood, with what is nearest to it."""

import re
from collections.abc import Iterable, Sequence
from pathlib import Path

from typer import TyperException
from typer._click.exceptions import NoSuchOption
from typer._click.exceptions import UsageError as Misuse

from unodc_cli.catalogue import cache
from unodc_cli.cli import configuration
from unodc_cli.errors import UnodcError, UsageError, did_you_mean, either
from unodc_cli.model.names import fold, nearest
from unodc_cli.query.suggestions import ways

# What Typer calls types, and what they are to a person.
_TYPES = {"is not a valid int": "is not a whole number", "is not a valid float": "is not a number"}
_TOO_MANY = re.compile(r"Got unexpected extra argument\(s\) \((.*)\)", re.DOTALL)
_MOST = 4
_NEAREST = 2


def explained(error: TyperException, asked: str) -> UnodcError:
    """Return a mistake of the command line in the words of this tool; `asked` is the command."""
    if not isinstance(error, Misuse) or error.ctx is None:
        return UsageError(_sentence(error), f"`{asked} --help` shows what it takes")
    command, given = error.ctx.command_path, error.ctx.params
    if isinstance(error, NoSuchOption):
        parameters = [p for p in error.ctx.command.params if not getattr(p, "hidden", False)]
        options = [option for parameter in parameters for option in parameter.opts if option[0] == "-"]
        if error.ctx.info_name == "search" and not error.option_name.startswith("--"):
            msg = f"{command} has no option {error.option_name}"
            return UsageError(msg, f"what is not to be found goes into quotes: {command} 'cocaine -piracy'")
        near = nearest(error.option_name, [(fold(option), option) for option in options], limit=_NEAREST)
        msg = f"{command} has no option {error.option_name}"
        return UsageError(msg, f"{did_you_mean(near)}`{command} --help` shows all")
    if too_many := _TOO_MANY.match(error.message):
        msg = f"{command} takes no words without an option: '{too_many[1]}'"
        tries = (
            _tries([Path(path) for path in given.get("data") or ()], too_many[1], command)
            if "theme" in given
            else None
        )
        return UsageError(msg, tries or f"`{command} --help` shows its options")
    return UsageError(_sentence(error), f"`{command} --help` shows what it takes")


def no_command(word: str, commands: Iterable[str]) -> UnodcError:
    """Return what is to be said of a word that is no command, but stands in the place of one."""
    near = nearest(word, [(fold(name), name) for name in commands], limit=_NEAREST)
    tries = None if near else _tries([], word, "unodc list")
    return UsageError(
        f"there is no command '{word}'",
        tries or f"{did_you_mean(near)}`unodc --help` lists all commands",
    )


def _tries(data: Sequence[Path], text: str, command: str) -> str | None:
    """Return which commands would find something by what was typed."""
    try:
        found = cache.ask(data or configuration.data(), lambda made: ways(made, text.split(), command))
    except UnodcError:
        return None
    return f"try {either([f'`{way}`' for way in found[:_MOST]])}" if found else None


def _sentence(error: TyperException) -> str:
    message = error.format_message().rstrip(".")
    for theirs, ours in _TYPES.items():
        message = message.replace(theirs, ours)
    return message[:1].lower() + message[1:]
