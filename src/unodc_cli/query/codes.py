"""Resolve typed codes of the standard's codelists, or parts of their names."""

from typing import Any, Final

from unodc_cli.codelists.iati import codelist, lookup
from unodc_cli.errors import AmbiguousNameError, UsageError, did_you_mean
from unodc_cli.model.names import fold, nearest

_SUGGESTIONS: Final = 3


def code_of(name: str, noun: str, typed: str) -> str:
    """Return the code of the codelist `name` for a typed code, name or part of a name.

    Raises UsageError if no entry matches, AmbiguousNameError if several do.
    """
    entries = codelist(name).entries
    key = fold(typed)
    folded = {code: fold(entry.name) for code, entry in entries.items()}
    matches = (
        [code for code in entries if code.lower() == typed.strip().lower()]
        or [code for code, text in folded.items() if text == key]
        or [code for code, text in folded.items() if key and key in text]
    )
    if len(matches) == 1:
        return matches[0]
    if matches:
        raise AmbiguousNameError(noun, typed, [f"{code} ({entries[code].name})" for code in matches])
    near = nearest(typed, [(text, entries[code].name) for code, text in folded.items()], limit=_SUGGESTIONS)
    msg = f"there is no {noun} '{typed}'"
    raise UsageError(
        msg, f"{did_you_mean(near)}It is a code such as {', '.join(list(entries)[:3])}, or a name"
    )


def named(name: str, code: str) -> dict[str, Any]:
    """Return a code with its name; null where the codelist has none."""
    entry = lookup(name, code)
    return {"code": code, "name": entry.name if entry else None}


def text_of(entry: dict[str, Any]) -> str:
    """Return a code with its name as a text: `A02 Objectives / Purpose of activity`."""
    return f"{entry['code']} {entry['name']}" if entry["name"] else str(entry["code"])
