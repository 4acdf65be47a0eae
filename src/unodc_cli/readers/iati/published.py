"""Elements of a published file, and where in it they stand."""

from typing import Any

# An element of lxml. Its class is not known to the type checker in full.
Element = Any

# libxml2 keeps the line of an element in 16 bits. Beyond, it tells the line of the text that follows.
_LINES_KEPT = 65535


def line_of(element: Element) -> int:
    """Return the line on which an element begins, in files of any length."""
    line: int = element.sourceline
    if line < _LINES_KEPT:
        return line
    # The text that tells the line is the element's own first, or that of its first child, or that behind it.
    if text := element.text:
        return line - int(text.count("\n"))
    if len(element):
        return line_of(element[0])
    return line - int((element.tail or "").count("\n"))
