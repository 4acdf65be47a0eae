"""Make text from data inert: nothing in it can act on a terminal."""

import json
import re
from typing import Final

from unodc_cli.exact import CENT, Exact, Number, cents

# Patterns are compiled when a text needs them, which few do: each costs a hundredth of a short answer.
# Tabs, line ends, and the line and paragraph separators.
_BLANK = r"[\t\n\v\f\r\x85\u2028\u2029]+"
# Characters that JSON does not escape though a terminal may obey them: DEL, C1, bidirectional and lines.
_UNESCAPED_CONTROL = "[\x7f-\x9f\u061c\u200e\u200f\u2028-\u202e\u2066-\u2069]"
# Controls of C0 and C1, and bidirectional ones.
_CONTROL = r"[\x00-\x1f\x7f-\x9f\u061c\u200e\u200f\u202a-\u202e\u2066-\u2069]"


def single_blanks(text: str) -> str:
    """Return a text with single blanks between its words."""
    # Most texts need no change, and checking is much quicker than splitting.
    return text.strip() if text.isprintable() and "  " not in text else " ".join(text.split())


def inert(text: str) -> str:
    """Return a text as one line without control characters."""
    # For Python, control characters are not printable, and few others are not.
    return text if text.isprintable() else re.sub(_CONTROL, "\N{REPLACEMENT CHARACTER}", without_breaks(text))


def as_utf_8(text: str) -> str:
    """Return command-line text with undecodable bytes replaced."""
    return text.encode("utf-8", "replace").decode()


def without_breaks(text: str) -> str:
    """Return a text with blanks for its tabs and line ends."""
    return re.sub(_BLANK, " ", text)


def without_controls(text: str) -> str:
    """Return a text without control characters except its line ends."""
    lines = text.replace("\r\n", "\n").split("\n")
    return "\n".join(inert(line) for line in lines)


def sum_of_money(value: Number) -> str:
    """Return an amount with thousands separators, and two decimals unless it is whole, rounded half up."""
    if isinstance(value, Exact):
        whole, rest = divmod(abs(cents(value.trillionths)), 100)
        return f"{'-' if value < 0 else ''}{whole:,}.{rest:02}"
    return f"{value:,.0f}" if isinstance(value, int) or value.is_integer() else f"{value:,.2f}"


def is_rounded(value: object) -> bool:
    """Return whether `sum_of_money` leaves out parts of a cent."""
    return isinstance(value, Exact) and value.trillionths % CENT != 0


def is_web_address(text: str) -> bool:
    """Return whether a text is a web address, which alone may become a link."""
    return text.lower().startswith(("https://", "http://"))


# Around a number that is written out. No text has it: half of a pair of surrogates is no character of UTF-8.
_NUMBER: Final = "\ud800"


def _written_out(value: object) -> str:
    if isinstance(value, Exact):
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
