"""Dates as IATI files have them: in the attribute, in the text, or neither."""

import re
from functools import lru_cache

from unodc_cli.model import dates
from unodc_cli.readers.iati.element import Element

_FIRST, _LAST = "1901", "2049"
_ISO_DAY = re.compile(r"[0-9]{4}-[0-9]{2}-[0-9]{2}(?![0-9])")


def day(element: Element, attribute: str = "iso-date") -> str | None:
    """Return the day that an attribute holds; None if it holds none. A time of day behind it is left out."""
    written = element.get(attribute)
    return read(written) if written else None


def is_placeholder(day: str) -> bool:
    """Whether a day stands for none or an unknown one: in 1900 and before, or in 2050 and after."""
    return not _FIRST <= day[:4] <= _LAST


@lru_cache(maxsize=20_000)
def read(written: str) -> str | None:
    """Return the day with which a text begins (xsd:date); None if it begins with none."""
    match = _ISO_DAY.match(written.strip())
    if match is None:
        return None
    try:
        return dates.parse(match[0])
    except ValueError:
        return None
