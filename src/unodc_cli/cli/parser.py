"""Parse a plain, well-formed call without Typer, whose import costs more than most answers.

It follows the same declarations as `typer_app`, with the same outcome; a test compares the two. All other
calls are left to Typer, which explains their mistakes.
"""

import os
from collections import deque
from collections.abc import Callable, Mapping, Sequence
from pathlib import Path
from typing import Any, Final

from unodc_cli.cli.options import (
    REQUIRED,
    Argument,
    File,
    Flag,
    Number,
    Option,
    Parameter,
    Paths,
    Text,
    Texts,
)

HELP: Final = ("-h", "--help")


class _NotPlainError(Exception):
    """The call is not for this parser. Caught within this module."""


class _HelpRequestedError(_NotPlainError):
    """The call asks for help, and has no mistake before that."""


def _file(text: str) -> Path:
    # Path.is_dir raises for a folder that may not be entered.
    if not text or os.path.isdir(text):  # noqa: PTH112
        raise _NotPlainError
    return Path(text)


def _whole_number(text: str) -> int:
    if not text.isascii():
        raise _NotPlainError
    return int(text)


_ONE: Final[Mapping[Any, Callable[[str], Any]]] = {
    Text: str,
    Number: _whole_number,
    float: float,
    File: _file,
}
_SEVERAL: Final[Mapping[Any, Callable[[str], Any]]] = {Texts: str, list[str]: str, Paths: Path}


def parse(parameters: Mapping[str, Parameter], words: Sequence[str]) -> dict[str, Any] | None:
    """Return the value of each parameter; None if the call is not plain and well-formed."""
    try:
        options, arguments = _split(parameters, words)
        texts = options | _assign(parameters, arguments)
        return {name: _value(parameter, texts.get(name)) for name, parameter in parameters.items()}
    except (_NotPlainError, ValueError):
        return None


def asks_for_help(parameters: Mapping[str, Parameter], words: Sequence[str]) -> bool:
    """Return whether -h or --help stands among the words as an option, before any mistake."""
    if not any(word in HELP for word in words):
        return False
    try:
        _split(parameters, words)
    except _HelpRequestedError:
        return True
    except _NotPlainError:
        return False
    return False


def _split(
    parameters: Mapping[str, Parameter], words: Sequence[str]
) -> tuple[dict[str, list[str]], list[str]]:
    """Return the texts of each option in their order, and the arguments."""
    names = _parameters_by_flag(parameters)
    options: dict[str, list[str]] = {}
    arguments: list[str] = []
    rest = deque(words)
    while rest and (word := rest.popleft()) != "--":
        if word[:1] != "-" or word == "-":
            arguments.append(word)
            continue
        if word in HELP:
            raise _HelpRequestedError
        flag, value = _flag_and_value(word)
        name = names.get(flag)
        if name is None or (value is not None and parameters[name].type is Flag):
            raise _NotPlainError
        if value is None:
            value = "" if parameters[name].type is Flag else _next(rest)
        options.setdefault(name, []).append(value)
    return options, [*arguments, *rest]


def _parameters_by_flag(parameters: Mapping[str, Parameter]) -> dict[str, str]:
    options = [(name, p.declared) for name, p in parameters.items() if isinstance(p.declared, Option)]
    return {flag: name for name, option in options for flag in (option.flag, option.also) if flag}


def _next(rest: deque[str]) -> str:
    if not rest:
        raise _NotPlainError
    return rest.popleft()


def _assign(parameters: Mapping[str, Parameter], arguments: list[str]) -> dict[str, list[str]]:
    """Return the arguments by the parameters that they are for."""
    assigned = {}
    for name, parameter in parameters.items():
        if arguments and isinstance(parameter.declared, Argument):
            count = len(arguments) if parameter.type in _SEVERAL else 1
            assigned[name], arguments = arguments[:count], arguments[count:]
    if arguments:
        raise _NotPlainError
    return assigned


def _flag_and_value(word: str) -> tuple[str, str | None]:
    """Split a flag from a value that is written together with it: `--limit=3`, `-oFILE`."""
    if word.startswith("--"):
        flag, equals, value = word.partition("=")
        return flag, value if equals else None
    return word[:2], word[2:] or None


def _value(parameter: Parameter, texts: list[str] | None) -> Any:
    if texts is None:
        if parameter.default is REQUIRED:
            raise _NotPlainError
        return parameter.default
    if parameter.type is Flag:
        return True
    several = _SEVERAL.get(parameter.type)
    return [several(text) for text in texts] if several else _ONE[parameter.type](texts[-1])
