"""Dates as IATI files write them: in the attribute or in the text, to the day, the month or the year."""

import re
from collections.abc import Sequence
from functools import lru_cache
from typing import NamedTuple

from unodc_cli.model import dates
from unodc_cli.readers.iati.element import Element, text_of

# The first and last plausible year; from the third on, the ends of a year stand for "unknown".
_FIRST, _LAST, _FAR = "1901", "2099", "2050"
_ENDS_OF_YEARS = ("", "-01", "-12", "-01-01", "-12-31")
_ISO_DAY = re.compile(r"[0-9]{4}-[0-9]{2}-[0-9]{2}(?![0-9])")
# A month or a year (xsd:gYearMonth, xsd:gYear), with the time zone that these types allow.
_ISO_MONTH = re.compile(r"([0-9]{4}(?:-[0-9]{2})?)(?:Z|[+-][0-9]{2}:[0-9]{2})?")
_EXACT = len("2016-03-01")


class PublishedDate(NamedTuple):
    """The date of an element, with the places where it is written."""

    # As exact as it is known: 2016, 2016-03 or 2016-03-01. None if there is none, or it cannot be read.
    date: str | None
    # The text of the date, also of one that cannot be read.
    written: str
    is_in_text: bool = False
    # An attribute that is not a date, beside a text that is.
    unreadable: str = ""

    @property
    def is_exact(self) -> bool:
        """True if the date is known to the day."""
        return self.date is not None and len(self.date) == _EXACT


def date_of(element: Element) -> PublishedDate:
    """Return the date of an element: its @iso-date or, where that is no date, its text as in 1.0x."""
    attribute = (element.get("iso-date") or "").strip()
    if attribute and (date := parse_date(attribute)):
        return PublishedDate(date, attribute)
    text = text_of(element).strip()
    if date := parse_date(text):
        return PublishedDate(date, text, is_in_text=True, unreadable=attribute)
    return PublishedDate(None, attribute or text)


def one_of(
    dated: Sequence[tuple[PublishedDate, Element]], *, is_start: bool
) -> tuple[PublishedDate, Element]:
    """Return the date that counts of several of one kind: the earliest start, or the latest end.

    So the activity covers the time of all of its dates. A placeholder counts only if there is no other date.
    Of dates that can mean the same day, the more exact one counts.
    """
    counting = [pair for pair in dated if not is_placeholder(pair[0].date or "")] or dated
    first = counting[0]
    for other in counting[1:]:
        if _comes_before(other[0].date or "", first[0].date or "", is_start=is_start):
            first = other
    return first


def _comes_before(date: str, other: str, *, is_start: bool) -> bool:
    if date.startswith(other) or other.startswith(date):
        return len(date) > len(other)
    return date < other if is_start else date > other


def day(element: Element, attribute: str = "iso-date") -> str | None:
    """Return the day that an attribute begins with, without the time of day; None if there is none."""
    text = element.get(attribute)
    return parse(text) if text else None


def is_placeholder(date: str) -> bool:
    """Return whether a date stands for an unknown one, such as 9999-12-31, 1900-01-01 or 2050-12-31.

    Placeholders are all dates up to 1900 or from 2100 on, and from 2050 on the first and last day of a year:
    loans, which run as long, are paid back on other days.
    """
    if not _FIRST <= date[:4] <= _LAST:
        return True
    return date[:4] >= _FAR and date[4:] in _ENDS_OF_YEARS


@lru_cache(maxsize=20_000)
def parse(written: str) -> str | None:
    """Return the day at the beginning of a text (xsd:date); None if there is none."""
    match = _ISO_DAY.match(written.strip())
    return _parsed(match[0]) if match else None


@lru_cache(maxsize=20_000)
def parse_date(written: str) -> str | None:
    """Return the day at the beginning of a text, or the text that is a month or a year; None for others."""
    if day := parse(written):
        return day
    match = _ISO_MONTH.fullmatch(written.strip())
    return _parsed(match[1]) if match else None


def _parsed(text: str) -> str | None:
    try:
        return dates.parse(text)
    except ValueError:
        return None
