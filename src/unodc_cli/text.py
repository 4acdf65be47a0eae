"""Make text from data inert: nothing in it can act on a terminal."""

import re

# Patterns are compiled when a text needs them, which few do: each costs a hundredth of a short answer.
# Tabs, line ends, and the line and paragraph separators.
_BLANK = r"[\t\n\v\f\r\x85\u2028\u2029]+"
# Controls of C0 and C1, and bidirectional ones.
_CONTROL = r"[\x00-\x1f\x7f-\x9f\u061c\u200e\u200f\u202a-\u202e\u2066-\u2069]"


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


def is_web_address(text: str) -> bool:
    """Return whether a text is a web address, which alone may become a link."""
    return text.lower().startswith(("https://", "http://"))
