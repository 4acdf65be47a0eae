"""Hints on how to mend a file that is not TOML, from the line where the parser stopped."""

import re

import tomli

from unodc_cli.files.toml_positions import repeated
from unodc_cli.model import dates
from unodc_cli.readers.toml import form_paths

_CURLY = "“”„‟«»‘’‚"
_ISO_DATE = r"\d{4}-\d{1,2}(?:-\d{1,2})?(?![\w-])"
_OTHER_DATE = r"(?:\d{1,2}[./])?\d{1,2}[./]\d{4}(?!\w)|\d{4}[./]\d{1,2}(?:[./]\d{1,2})?(?!\w)"
_DATE = re.compile(f"{_ISO_DATE}|{_OTHER_DATE}")
_SEPARATED = re.compile(r"\d{1,3}([.,'])\d{3}(?:\1\d{3})*(?!\w)")
_TABLE = re.compile(r"\s*\[\s*([\w.-]+)\s*\]\s*(?:#.*)?")
# A header with brackets on one side only, or not of the same number.
_HALF_HEADER = re.compile(r"\s*(\[{0,2})\s*([A-Za-z][\w.-]*)\s*(\]{0,2})\s*(?:#.*)?")
_BEFORE_A_VALUE = re.compile(r"\s*([A-Za-z][\w-]*)\s+[\"'\d\[{]")
_KEY = re.compile(r"[\w-]+\s*=")
_FIRST = re.compile(r"[\w-]+|\S[^\s,\]}]*")
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
    if lines[-1].lstrip().startswith("[[") and form_paths.is_list_of_tables(names):
        return (
            f"'{names[-1]}' is there twice, first in line {first}: "
            f"write {names[-1]} = [ … ] or [[{'.'.join(names)}]] for each, not both"
        )
    if lines[-1].lstrip().startswith("["):
        return (
            f"[{'.'.join(names)}] is there twice, first in line {first}: write all of its keys in one place"
        )
    fault = f"'{names[-1]}' is there twice, first in line {first}"
    table = names[:-1]
    if names[-1] == "id" and table and form_paths.is_list_of_tables(table):
        return f"{fault}: a new entry begins with [[{'.'.join(table)}]]"
    return f"{fault}: leave one of the two out"


def what_to_do(error: tomli.TOMLDecodeError) -> str | None:
    """Return a correction, if the line shows one."""
    line = error.doc.split("\n")[error.lineno - 1]
    if hint := _bracket(line):
        return hint
    if table := _TABLE.fullmatch(line):
        several = form_paths.is_list_of_tables(table[1].split("."))
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
    return _separator(error, line)


def _bracket(line: str) -> str | None:
    """Return a hint on a header with a missing bracket."""
    header = _HALF_HEADER.fullmatch(line)
    if header is None or len(header[1]) == len(header[3]):
        return None
    name = header[2].strip()
    several = form_paths.is_list_of_tables(name.split("."))
    return f"a bracket is missing: {f'[[{name}]]' if several else f'[{name}]'}"


def _separator(error: tomli.TOMLDecodeError, line: str) -> str | None:
    """Return the sign that is missing between two values, or behind the last."""
    rest = line[error.colno - 1 :].lstrip()
    if error.msg.startswith("Illegal character '\\n'"):
        return 'a quote is missing: "like this"'
    if error.msg.startswith("Expected '=' after a key") and (key := _BEFORE_A_VALUE.match(line)):
        return f"= is missing: {key[1]} = …"
    closing = {"Unclosed inline table": "}", "Unclosed array": "]"}.get(error.msg)
    if closing is None:
        return None
    begins_key = bool(_KEY.match(rest))
    if not rest or rest[0] in "]}":
        return f"{closing} is missing"
    if closing == "]" and (begins_key or rest[0] == "["):
        return "] is missing before this line"
    first = _FIRST.match(rest)
    return f"a comma is missing before {first[0]}" if first else None


def _date(text: str) -> str:
    try:
        return f'a date is text in quotes: "{dates.parse(text)}"'
    except ValueError as fault:
        return f"{fault}, in quotes"
