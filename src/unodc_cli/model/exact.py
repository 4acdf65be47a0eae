"""Exact decimal numbers, as whole numbers of trillionths, and JSON that keeps them exact.

Sums of money are never floats. Twelve decimals hold what publishers write. SQLite adds up whole numbers
exactly, and to import `decimal` would cost a twelfth of a short answer.
"""

import json
import re
from collections.abc import Mapping
from typing import Any, Final

DECIMALS: Final = 12
ONE: Final = 10**DECIMALS
# Python makes no whole numbers of texts that are much longer.
_MOST_DIGITS: Final = 4_000
CENT: Final = ONE // 100


class Exact:
    """A number that is not whole, in a document or a cell."""

    __slots__ = ("trillionths",)

    def __init__(self, trillionths: int) -> None:
        self.trillionths = trillionths

    def __eq__(self, other: object) -> bool:
        return isinstance(other, int | float | Exact) and self.trillionths == trillionths(other)

    def __hash__(self) -> int:
        return hash(self.trillionths)

    def __lt__(self, other: "Number") -> bool:
        return self.trillionths < trillionths(other)

    def __gt__(self, other: "Number") -> bool:
        return self.trillionths > trillionths(other)

    def __repr__(self) -> str:
        return plain(self.trillionths)

    def __format__(self, separator: str) -> str:
        return plain(self.trillionths, separator)


Number = int | float | Exact


def parse(text: str) -> int | None:
    """Return a plain decimal number as trillionths, the last of them rounded; None if it is none."""
    digits = text[1:] if text[:1] in ("-", "+") else text
    whole, _, decimals = digits.partition(".")
    if not ((whole + decimals).isdecimal() and digits.isascii() and len(whole) <= _MOST_DIGITS):
        return None
    value = int((whole or "0") + decimals[:DECIMALS].ljust(DECIMALS, "0"))
    if decimals[DECIMALS : DECIMALS + 1] >= "5":
        value += 1
    return -value if text[0] == "-" else value


def trillionths(number: Number) -> int:
    """Return a number as trillionths; a float by its shortest decimal form, which is what was read."""
    if isinstance(number, Exact):
        return number.trillionths
    if isinstance(number, int):
        return number * ONE
    value = parse(repr(number))
    return (parse(f"{number:.{DECIMALS}f}") or 0) if value is None else value


def parts(trillionths: int) -> tuple[int, int]:
    """Return the whole units and the trillionths beside them, of one sign: SQLite adds up each exactly."""
    units, rest = divmod(abs(trillionths), ONE)
    return (-units, -rest) if trillionths < 0 else (units, rest)


def of_parts(units: int, rest: int) -> int:
    """Return whole units and trillionths, or sums of each, as trillionths alone."""
    return units * ONE + rest


def number_of(units: int, trillionths: int) -> int | Exact:
    """Return whole units and trillionths, or sums of each, as a number of a document or a cell."""
    return number(of_parts(units, trillionths))


def number(trillionths: int) -> int | Exact:
    """Return trillionths as a number of a document or a cell."""
    whole, rest = divmod(trillionths, ONE)
    return Exact(trillionths) if rest else whole


def plain(trillionths: int, separator: str = "") -> str:
    """Return trillionths as text, with the decimals that they need, and `separator` between thousands."""
    whole, rest = divmod(abs(trillionths), ONE)
    decimals = f".{rest:0{DECIMALS}}".rstrip("0") if rest else ""
    return f"{'-' if trillionths < 0 else ''}{whole:{separator}}{decimals}"


def cents(trillionths: int) -> int:
    """Return trillionths in whole cents, halves away from zero."""
    rounded = (abs(trillionths) + CENT // 2) // CENT
    return -rounded if trillionths < 0 else rounded


def loads(text: str | bytes) -> Any:
    """Return a JSON document, with exact numbers in the place of floats."""
    return json.loads(text, parse_float=_read)


def _read(text: str) -> Exact | float:
    value = parse(text)
    # A number with an exponent or more decimals is no sum of money.
    return float(text) if value is None or len(text.partition(".")[2]) > DECIMALS else Exact(value)


def sum_of_money(value: Number) -> str:
    """Return an amount with thousands separators, and two decimals unless it is whole, rounded half up."""
    if isinstance(value, Exact):
        whole, rest = divmod(abs(cents(value.trillionths)), 100)
        return f"{'-' if value < 0 else ''}{whole:,}.{rest:02}"
    return f"{value:,.0f}" if isinstance(value, int) or value.is_integer() else f"{value:,.2f}"


def counted(result: Mapping[str, Any]) -> str:
    """Return a result with its figure: `2,426 officers trained`."""
    figure = result["figure"]
    if figure is None:
        return str(result["what"])
    # `1e3` in a file is a whole number too.
    whole = int(figure) if isinstance(figure, float) and figure.is_integer() else figure
    return f"{whole:,} {result['what']}"


# Characters that JSON does not escape though a terminal may obey them: DEL, C1, bidirectional and lines.
_UNESCAPED_CONTROL = "[\x7f-\x9f\u061c\u200e\u200f\u2028-\u202e\u2066-\u2069]"
# Around a number that is written out. No text has it: half of a pair of surrogates is no character of UTF-8.
_NUMBER: Final = "\ud800"
# A float keeps fifteen decimal digits as they are (IEEE 754), and JSON is made of it in half the time.
_EXACT_FLOAT: Final = 10**15


def _written_out(value: object) -> str | float:
    if isinstance(value, Exact):
        cents, rest = divmod(value.trillionths, CENT)
        if not rest and cents % 100 and abs(cents) < _EXACT_FLOAT:
            return cents / 100
        return f"{_NUMBER}{value}{_NUMBER}"
    msg = f"not for JSON: {value!r}"
    raise TypeError(msg)


# No document contains itself, and checking for that takes time.
_encoded = json.JSONEncoder(ensure_ascii=False, check_circular=False, default=_written_out).encode


def to_json(value: object) -> str:
    """Return a value as JSON on one line, with control characters escaped."""
    text = _encoded(value)
    if _NUMBER in text:
        text = text.replace(f'"{_NUMBER}', "").replace(f'{_NUMBER}"', "")
    if (text.isascii() and "\x7f" not in text) or text.isprintable():
        return text
    return re.sub(_UNESCAPED_CONTROL, lambda match: f"\\u{ord(match[0]):04x}", text)
