"""The XPath paths of the ruleset, evaluated on an element; `value` is the variable of a rule with a loop."""

import re
from collections.abc import Sequence
from datetime import date
from decimal import Decimal, InvalidOperation
from functools import lru_cache
from typing import Any, Final

from lxml import etree

from unodc_cli.readers.iati.element import Element

_DAY: Final = re.compile(r"\d{4}-\d\d-\d\d")


@lru_cache(maxsize=1024)
def _compiled(path: str) -> etree.XPath:
    return etree.XPath(path)


def matches(context: Element, path: str, value: str | None = None) -> list[Any]:
    """Return the elements, attributes or texts that a path matches."""
    nodes = _compiled(path)(context, value=value or "")
    return nodes if isinstance(nodes, list) else [nodes]


def holds(context: Element, path: str, value: str | None) -> bool:
    """Return whether a path is true of an element, as XPath has it."""
    return bool(_compiled(f"boolean({path})")(context, value=value or ""))


def elements_at(element: Element, path: str) -> Sequence[Element]:
    """Return the elements that a path matches; `.` is the element itself."""
    if path == ".":
        return (element,)
    # Without conditions, paths are quicker without XPath.
    return matches(element, path) if "[" in path else element.findall(path)


def text_of(node: Any) -> str:
    """Return an attribute or text, or all the text within an element."""
    return str(node) if isinstance(node, str) else "".join(node.itertext())


def texts_at(context: Element, paths: Sequence[str], value: str | None) -> list[str]:
    """Return the texts of all that the paths match."""
    return [text_of(node) for path in paths for node in matches(context, path, value)]


def element_of(node: Any, context: Element) -> Element:
    """Return the element itself, or the one that an attribute or text belongs to."""
    if isinstance(node, str):
        parent: Element | None = getattr(node, "getparent", lambda: None)()
        return context if parent is None else parent
    return node if isinstance(node, etree._Element) else context


def day_of(text: str) -> str | None:
    """Return the day of a date or time; None if the text is neither."""
    head = text.strip()[:10]
    if not _DAY.fullmatch(head):
        return None
    try:
        return date.fromisoformat(head).isoformat()
    except ValueError:
        return None


def days_at(context: Element, path: str, value: str | None) -> list[str]:
    """Return the days of the dates and times that a path matches."""
    return [day for text in texts_at(context, (path,), value) if (day := day_of(text))]


def number_of(text: str) -> Decimal | None:
    """Return a text as a number; None if it is none."""
    try:
        number = Decimal(text.strip())
    except InvalidOperation:
        return None
    return number if number.is_finite() else None
