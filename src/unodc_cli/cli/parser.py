"""What is typed, read without Typer, whose import costs more than most answers.

Only what is well-formed is read here, by the same declarations and with the same outcome as by `typed`. Typer
has all the rest: completion, and what is to be said of mistakes. A test holds one against the other.
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


class _NotReadError(Exception):
    """It is not for this reader. It is caught within this module."""


class _HelpAskedError(_NotReadError):
    """Help is asked for, after nothing that would be a mistake."""


def _file(text: str) -> Path:
    if os.path.isdir(text):  # noqa: PTH112 - Path.is_dir raises for a folder that may not be entered
        raise _NotReadError
    return Path(text)


_ONE: Final[Mapping[Any, Callable[[str], Any]]] = {Text: str, Number: int, float: float, File: _file}
_SEVERAL: Final[Mapping[Any, Callable[[str], Any]]] = {Texts: str, list[str]: str, Paths: Path}


def read(parameters: Mapping[str, Parameter], words: Sequence[str]) -> dict[str, Any] | None:
    """Return the value of each parameter as it was typed; None if it is not for this reader."""
    try:
        given, alone = _options(parameters, words)
        given |= _arguments(parameters, alone)
        return {name: _value(parameter, given.get(name)) for name, parameter in parameters.items()}
    except (_NotReadError, ValueError):
        return None


def asks_for_help(parameters: Mapping[str, Parameter], words: Sequence[str]) -> bool:
    """Whether help stands among the words as an option, before any mistake."""
    try:
        _options(parameters, words)
    except _HelpAskedError:
        return True
    except _NotReadError:
        return False
    return False


def _options(
    parameters: Mapping[str, Parameter], words: Sequence[str]
) -> tuple[dict[str, list[str]], list[str]]:
    """Return what was typed for each option, in order, and the words that stand alone."""
    named = _named(parameters)
    given: dict[str, list[str]] = {}
    alone: list[str] = []
    left = deque(words)
    while left and (word := left.popleft()) != "--":
        if word[:1] != "-" or word == "-":
            alone.append(word)
            continue
        if word in HELP:
            raise _HelpAskedError
        flag, value = _parted(word)
        name = named.get(flag)
        if name is None or (value is not None and parameters[name].type is Flag):
            raise _NotReadError
        if value is None:
            value = "" if parameters[name].type is Flag else _next(left)
        given.setdefault(name, []).append(value)
    return given, [*alone, *left]


def _named(parameters: Mapping[str, Parameter]) -> dict[str, str]:
    """Return the parameter that each flag stands for."""
    options = [(name, p.declared) for name, p in parameters.items() if isinstance(p.declared, Option)]
    return {flag: name for name, option in options for flag in (option.flag, option.also) if flag}


def _next(left: deque[str]) -> str:
    if not left:
        raise _NotReadError
    return left.popleft()


def _arguments(parameters: Mapping[str, Parameter], alone: list[str]) -> dict[str, list[str]]:
    """Return the words that stand alone by the arguments that they are for."""
    given = {}
    for name, parameter in parameters.items():
        if alone and isinstance(parameter.declared, Argument):
            taken = len(alone) if parameter.type in _SEVERAL else 1
            given[name], alone = alone[:taken], alone[taken:]
    if alone:
        raise _NotReadError
    return given


def _parted(word: str) -> tuple[str, str | None]:
    """Return a flag, and the value that is written together with it: `--limit=3`, `-oFILE`."""
    if word.startswith("--"):
        flag, equals, value = word.partition("=")
        return flag, value if equals else None
    return word[:2], word[2:] or None


def _value(parameter: Parameter, typed: list[str] | None) -> Any:
    several = _SEVERAL.get(parameter.type)
    if typed is None:
        typed = _from_environment(parameter.declared, split=several is not None)
    if typed is None:
        if parameter.default is REQUIRED:
            raise _NotReadError
        return parameter.default
    if parameter.type is Flag:
        return True
    return [several(text) for text in typed] if several else _ONE[parameter.type](typed[-1])


def _from_environment(declared: Option | Argument, *, split: bool) -> list[str] | None:
    variable = declared.envvar if isinstance(declared, Option) else None
    text = os.environ.get(variable) if variable else None
    if not text:
        return None
    return text.split(os.pathsep) if split else [text]
