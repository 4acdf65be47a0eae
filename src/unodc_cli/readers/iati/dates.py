"""Dates as IATI files write them: in the attribute, in the text, or not at all."""

import re
from functools import lru_cache
from typing import NamedTuple

from unodc_cli.model import dates
from unodc_cli.readers.iati.element import Element, text_of

_FIRST, _LAST = "1901", "2049"
_ISO_DAY = re.compile(r"[0-9]{4}-[0-9]{2}-[0-9]{2}(?![0-9])")


class PublishedDate(NamedTuple):
    """The date of an element: the day, None if it is not a date, as written, and whether in the text."""

    day: str | None
    written: str
    is_in_text: bool


def date_of(element: Element) -> PublishedDate:
    """Return the date of an element: its @iso-date or, as in 1.0x, its text."""
    attribute = element.get("iso-date")
    written = (attribute or text_of(element)).strip()
    return PublishedDate(parse(written) if written else None, written, not attribute)


def day(element: Element, attribute: str = "iso-date") -> str | None:
    """Return the day that an attribute holds; None if it holds none. A time of day behind it is left out."""
    written = element.get(attribute)
    return parse(written) if written else None


def is_placeholder(day: str) -> bool:
    """Whether a day stands for an unknown one: its year is 1900 or before, or 2050 or after."""
    return not _FIRST <= day[:4] <= _LAST


@lru_cache(maxsize=20_000)
def parse(written: str) -> str | None:
    """Return the day with which a text begins (xsd:date); None if it begins with none."""
    match = _ISO_DAY.match(written.strip())
    if match is None:
        return None
    try:
        return dates.parse(match[0])
    except ValueError:
        return None
