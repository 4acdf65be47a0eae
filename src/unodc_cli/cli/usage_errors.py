"""Errors for command lines with mistakes: what is wrong, and the nearest names."""

import re
import shlex
from collections.abc import Iterable, Mapping, Sequence
from pathlib import Path
from typing import Any, Final

from typer import TyperException
from typer._click.exceptions import NoSuchOption
from typer._click.exceptions import UsageError as TyperUsageError

from unodc_cli.catalogue import cache
from unodc_cli.cli import configuration
from unodc_cli.cli.options import FILTERS, OUTPUT, Option, parameters
from unodc_cli.cli.registry import COMMANDS, commands
from unodc_cli.cli.topics import TOPICS
from unodc_cli.errors import UnodcError, UsageError, did_you_mean, either
from unodc_cli.model.division import PERIODS
from unodc_cli.model.names import fold, nearest
from unodc_cli.query.conditions import WHERE
from unodc_cli.query.dimensions import DIMENSIONS
from unodc_cli.query.suggestions import suggested_commands
from unodc_cli.views.formats import FORMATS, Format

# The messages of Typer on types, in plain words. From 0.29 on they are those of pydantic, without the value.
_TYPES = {
    "is not a valid int": "is not a whole number",
    "is not a valid float": "is not a number",
    "Input should be a valid integer, unable to parse string as an integer": "it is not a whole number",
    "Input should be a valid number, unable to parse string as a number": "it is not a number",
}
_EXTRA_ARGUMENTS = re.compile(r"Got unexpected extra argument\(s\) \((.*)\)", re.DOTALL)
# Names of commands and options in other tools.
OTHER_COMMANDS: Final = {
    **dict.fromkeys(("validate", "verify", "lint", "test"), "check"),
    **dict.fromkeys(("ls", "projects", "all"), "list"),
    **dict.fromkeys(("new", "add", "create", "start", "template"), "init"),
    **dict.fromkeys(("get", "view", "info", "describe"), "show"),
    **dict.fromkeys(("find", "grep", "query"), "search"),
    **dict.fromkeys(("gantt", "chart", "calendar"), "timeline"),
    **dict.fromkeys(("compare", "changes"), "diff"),
    **dict.fromkeys(("by-donor", "by-funder", "by-organisation", "by-organization"), "by-partner"),
    **dict.fromkeys(("transactions", "payments", "disbursements"), "money"),
    **dict.fromkeys(("organisations", "organizations", "donors"), "partners"),
}
OTHER_OPTIONS: Final = {
    "--since": "--from",
    "--started": "--starts",
    "--ended": "--ends",
    "--ending": "--ends",
    "--after": "--from",
    "--until": "--to",
    "--before": "--to",
    "--year": "--active",
    "--running": "--active",
    "--columns": "--fields",
    "--order": "--sort",
    "--top": "--limit",
    "--file": "--data",
    "--input": "--data",
    "--search": "--text",
    "--language": "--lang",
    "-f": "--format",
    "-n": "--limit",
    **dict.fromkeys(("--contested", "--disputed"), "--conflicts"),
    **dict.fromkeys(("--reporter", "--reporting-org"), "--publisher"),
    **dict.fromkeys(("--hierarchy", "--hierarchy-level"), "--level"),
    **dict.fromkeys(("--project", "--id"), "--family"),
    **dict.fromkeys(("--min", "--minimum", "--larger", "--over"), "--min-amount"),
    **dict.fromkeys(("--organisation", "--organization"), "--partner"),
}
# Those of the other options that may also mean the day on which a project starts or ends.
_STARTING_OR_ENDING: Final = {
    **dict.fromkeys(("--since", "--after"), "--starts-since"),
    **dict.fromkeys(("--until", "--before"), "--ends-by"),
}
# Options of other tools, or of one command only, that are written differently here.
IN_OTHER_WORDS: Final = {
    "--tables": "--schema",
    **dict.fromkeys(("--donor", "--funder", "--funded-by"), "--partner NAME --role funding"),
    **dict.fromkeys(("--implementer", "--implemented-by"), "--partner NAME --role implementing"),
    **{f"--{kind}": f"--where {kind}=CODE" for kind in WHERE},
    **{f"--{name}": f"--format {name}" for name in FORMATS if name != Format.JSON},
}
# The flags of commands, which the tool itself does not have.
_SHARED: Final = frozenset(
    parameter.declared.flag
    for parameter in (*FILTERS.values(), *OUTPUT.values())
    if isinstance(parameter.declared, Option)
)
_OUTPUT: Final = ("-o", "--output")
# The commands that name their file in another way.
_WRITTEN_TO: Final = {"export": "TARGET", "init": "FILE", "schema": "> FILE"}
_DATA_FILE = re.compile(r"\S+\.(toml|xml(\.gz|\.xz)?)\b", re.IGNORECASE)
_MOST_SUGGESTIONS = 4
_MOST_NEAREST = 2


def explain(error: TyperException, command_line: str) -> UnodcError:
    """Return the error of Typer as one of this tool, with a hint. `command_line` is the tool and command."""
    if not isinstance(error, TyperUsageError) or error.ctx is None:
        return UsageError(_sentence(error), f"`{command_line} --help` shows its options")
    command = error.ctx.command_path
    if isinstance(error, NoSuchOption):
        return _unknown_option(error, command)
    if extra := _EXTRA_ARGUMENTS.match(error.message):
        return _extra_arguments(extra[1], command, error.ctx.params)
    return UsageError(_sentence(error), f"`{command} --help` shows its options")


def _unknown_option(error: NoSuchOption, command: str) -> UnodcError:
    assert error.ctx is not None  # noqa: S101 - the caller has checked it
    msg = f"{command} has no option {error.option_name}"
    if error.ctx.info_name == "search" and not error.option_name.startswith("--"):
        return UsageError(msg, f"put words to exclude in quotes: {command} 'cocaine -piracy'")
    if error.ctx.parent is None and error.option_name in _SHARED:
        return UsageError(msg, f"options come after the command: {command} list {error.option_name} …")
    offered = [p for p in error.ctx.command.params if not getattr(p, "hidden", False)]
    options = [option for parameter in offered for option in parameter.opts if option[0] == "-"]
    if error.option_name in _OUTPUT and (place := _WRITTEN_TO.get(error.ctx.info_name or "")):
        return UsageError(msg, f"write it as {command} {place}")
    if (phrase := IN_OTHER_WORDS.get(error.option_name)) and phrase.split()[0] in options:
        return UsageError(msg, f"write it as {phrase}")
    other = OTHER_OPTIONS.get(error.option_name)
    if other not in options and (owners := _commands_with(error.option_name)):
        return UsageError(msg, f"it is an option of {owners}")
    near = (
        [name for name in (other, _STARTING_OR_ENDING.get(error.option_name)) if name]
        if other in options
        else nearest(error.option_name, [(fold(option), option) for option in options], limit=_MOST_NEAREST)
    )
    return UsageError(msg, f"{did_you_mean(near)}`{command} --help` lists all")


def _commands_with(option: str) -> str:
    """Return the commands that have an option; an empty text if there are none, or many."""
    owners = [
        f"`unodc {name}`"
        for name, command in commands(COMMANDS)
        if any(parameter.declared.flag == option for parameter in parameters(command).values()
            if isinstance(parameter.declared, Option))
    ]  # fmt: skip
    return either(owners) if len(owners) <= _MOST_SUGGESTIONS else ""


def _extra_arguments(text: str, command: str, values: Mapping[str, Any]) -> UnodcError:
    suggestions = None
    if dimension := values.get("dimension"):
        command = f"{command} {dimension}"
    none = "no further arguments" if dimension else "no arguments"
    msg = f"{command} takes {none}: '{text}'"
    if " by" in command and text in DIMENSIONS:
        command = command.replace(" by-", " by ")
        suggestions = f"try `{command} {'--per' if text in PERIODS else '--across'} {text}`"
    elif "theme" in values and _DATA_FILE.search(text):
        files = [*(values.get("data") or ()), *(match[0] for match in _DATA_FILE.finditer(text))]
        options = " ".join(f"--data {shlex.quote(str(file))}" for file in files[:_MOST_SUGGESTIONS])
        more = "; --data also takes a folder" if len(files) > 1 else ""
        suggestions = f"try `{command} {options}{' …' if len(files) > _MOST_SUGGESTIONS else ''}`{more}"
    elif "theme" in values:
        suggestions = _suggestions([Path(path) for path in values.get("data") or ()], text, command)
    return UsageError(msg, suggestions or f"`{command} --help` shows its options")


def unknown_command(word: str, commands: Iterable[str]) -> UnodcError:
    """Return the error for a word that is not a command, in the place of one."""
    other = OTHER_COMMANDS.get(word)
    near = [other] if other else nearest(word, [(fold(name), name) for name in commands], limit=_MOST_NEAREST)
    if not other and (instead := _instead_of_command(word, has_near=bool(near))):
        return UsageError(f"there is no command '{word}'", f"try `{instead}`")
    suggestions = None if near else _suggestions([], word, "unodc list")
    return UsageError(
        f"there is no command '{word}'",
        suggestions or f"{did_you_mean(near)}`unodc --help` lists all commands",
    )


def _instead_of_command(word: str, *, has_near: bool) -> str | None:
    """Return the command line for a word that is a dimension, a topic of help or a filter."""
    if word.startswith("by-") and word.removeprefix("by-") in DIMENSIONS:
        return f"unodc by {word.removeprefix('by-')}"
    if word in DIMENSIONS and not has_near:
        return f"unodc terms {word}"
    if word in ("conflicts", "contested"):
        return "unodc list --conflicts --fields id,conflicts"
    return f"unodc help {word}" if word in (*TOPICS, "fields") else None


def _suggestions(data: Sequence[Path], text: str, command: str) -> str | None:
    """Return commands that would find something for the words that were typed."""
    try:
        suggested = cache.run(
            data or configuration.data_paths(),
            lambda catalogue: suggested_commands(catalogue, text.split(), command),
        )
    except UnodcError:
        return None
    quoted = [f"`{suggestion}`" for suggestion in suggested[:_MOST_SUGGESTIONS]]
    return f"try {either(quoted)}" if quoted else None


def _sentence(error: TyperException) -> str:
    message = error.format_message().rstrip(".")
    for theirs, ours in _TYPES.items():
        message = message.replace(theirs, ours)
    return message[:1].lower() + message[1:]
