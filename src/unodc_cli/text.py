"""Text from data is text: what makes it inert before a person sees it."""

import json
import re

# Patterns are compiled when a text needs them, which few do: each costs a hundredth of a short answer.
# Controls of C0 and C1, the bidirectional ones, and the line and paragraph separators.
_BLANK = r"[\t\n\v\f\r\x85\u2028\u2029]+"
# What JSON leaves as it is although a terminal may act on it: DEL, C1, bidirectional and line controls.
_ACTING = "[\x7f-\x9f\u061c\u200e\u200f\u2028-\u202e\u2066-\u2069]"
_CONTROL = r"[\x00-\x1f\x7f-\x9f\u061c\u200e\u200f\u202a-\u202e\u2066-\u2069]"


def single_blanks(text: str) -> str:
    """Return `text` with single blanks, whatever separates its words."""
    # To look at a text is much quicker than to take it apart, and most are as they should be.
    return text.strip() if text.isprintable() and "  " not in text else " ".join(text.split())


def inert(text: str) -> str:
    """Return `text` as one line in which nothing can act on a terminal."""
    # What acts on a terminal cannot be printed, as Python has it, nor can much else.
    return text if text.isprintable() else re.sub(_CONTROL, "\N{REPLACEMENT CHARACTER}", without_breaks(text))


def as_utf_8(text: str) -> str:
    """Return what was typed as UTF-8 can hold it: bytes that a shell hands over and are none are replaced."""
    return text.encode("utf-8", "replace").decode()


def without_breaks(text: str) -> str:
    """Return `text` without tabs and ends of lines, but else as it is."""
    return re.sub(_BLANK, " ", text)


def without_controls(text: str) -> str:
    """Return `text` with its lines, but nothing else in it that can act on a terminal."""
    lines = text.replace("\r\n", "\n").split("\n")
    return "\n".join(inert(line) for line in lines)


def sum_of_money(value: float) -> str:
    """Return a sum for people: thousands apart, and two decimals if it is not whole."""
    return f"{value:,.0f}" if isinstance(value, int) or value.is_integer() else f"{value:,.2f}"


def is_web_address(text: str) -> bool:
    """Whether a text may become a link: whatever else stands in the place of one is shown and no more."""
    return text.lower().startswith(("https://", "http://"))


# What is printed holds no list that holds itself, and to look for one takes time.
_encoded = json.JSONEncoder(ensure_ascii=False, check_circular=False).encode


def to_json(value: object) -> str:
    """Return a value as JSON on one line: UTF-8, with what a terminal may act on as escapes."""
    text = _encoded(value)
    if (text.isascii() and "\x7f" not in text) or text.isprintable():
        return text
    return re.sub(_ACTING, lambda found: f"\\u{ord(found[0]):04x}", text)
