"""Data files for tests: TOML from plain values."""

from collections.abc import Mapping
from typing import Any


def toml(file: Mapping[str, Any]) -> str:
    """Return a TOML file with these tables. What is None is left out."""
    return "".join(f"{name} = {_value(value)}\n" for name, value in file.items() if value is not None)


def _value(value: object) -> str:
    match value:
        case str():
            return text(value)
        case Mapping():
            pairs = (f"{text(name)} = {_value(entry)}" for name, entry in value.items() if entry is not None)
            return f"{{ {', '.join(pairs)} }}"
        case list() | tuple():
            return f"[{', '.join(_value(entry) for entry in value)}]"
        case _:
            return repr(value)


def text(value: str) -> str:
    """Return a text as TOML has it in quotes; its escapes are of whole characters."""
    return "".join(char if char.isalnum() else f"\\U{ord(char):08X}" for char in value).join('""')
