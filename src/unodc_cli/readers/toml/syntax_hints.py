"""Hints on how to mend a file that is not TOML, from the line where the parser stopped."""

import re

import tomli

from unodc_cli.files.toml_positions import repeated
from unodc_cli.model import dates
from unodc_cli.readers.toml import form

_CURLY = "“”„‟«»‘’‚"
_ISO_DATE = r"\d{4}-\d{1,2}(?:-\d{1,2})?(?![\w-])"
_OTHER_DATE = r"(?:\d{1,2}[./])?\d{1,2}[./]\d{4}(?!\w)|\d{4}[./]\d{1,2}(?:[./]\d{1,2})?(?!\w)"
_DATE = re.compile(f"{_ISO_DATE}|{_OTHER_DATE}")
_SEPARATED = re.compile(r"\d{1,3}([.,'])\d{3}(?:\1\d{3})*(?!\w)")
_TABLE = re.compile(r"\s*\[\s*([\w.-]+)\s*\]\s*(?:#.*)?")
_PART_OF_A_NUMBER = "0123456789./-"


def repetition(error: tomli.TOMLDecodeError) -> str | None:
    """Return the key that stands twice, with its lines and a hint, if the parser stopped at one."""
    if not error.msg.startswith("Cannot"):
        return None
    lines = error.doc.split("\n")[: error.lineno]
    place = repeated("\n".join(lines) + "\n")
    if place is None:
        return None
    path, first = place
    names = [part for part in path if isinstance(part, str)]
    if lines[-1].lstrip().startswith("["):
        return (
            f"[{'.'.join(names)}] is there twice, first in line {first}: write all of its keys in one place"
        )
    fault = f"'{names[-1]}' is there twice, first in line {first}"
    table = names[:-1]
    if names[-1] == "id" and table and form.is_list_of_tables(table):
        return f"{fault}: a new entry begins with [[{'.'.join(table)}]]"
    return f"{fault}: leave one of the two out"


def what_to_do(error: tomli.TOMLDecodeError) -> str | None:
    """Return a correction, if the line shows one."""
    line = error.doc.split("\n")[error.lineno - 1]
    if table := _TABLE.fullmatch(line):
        several = form.is_list_of_tables(table[1].split("."))
        return f"write [[{table[1]}]] for each of several" if several else None
    # The parser stops within `2020-03`, behind the year.
    start = len(line[: error.colno - 1].rstrip(_PART_OF_A_NUMBER))
    value = line[start:]
    if date := _DATE.match(value):
        return _date(date[0])
    if _SEPARATED.match(value):
        return "a number has no separators, or _ for them: 3_500_000"
    bare = error.msg == "Invalid value" and value[:1].isalpha()
    half = error.msg.startswith("Illegal character") and any(quote in line for quote in _CURLY)
    if bare or half or value.startswith(tuple(_CURLY)):
        return 'text stands in straight quotes: "like this"'
    return None


def _date(given: str) -> str:
    try:
        return f'a date is text in quotes: "{dates.parse(given)}"'
    except ValueError as fault:
        return f"{fault}, in quotes"
