"""Dates known to the year, the month or the day.

A date is the text `2016`, `2016-03` or `2016-03-01` (ISO 8601, reduced precision), everywhere. It means
every day that it could be; a comparison uses the earliest or the latest of them, as ISO text, which
sorts as the days do.
"""

import re
from datetime import date

# Compiled when a date is parsed: to do so at each start costs half a hundredth of a short answer.
_FORM = r"([0-9]{4})(?:-([0-9]{2})(?:-([0-9]{2}))?)?"
FIRST_YEAR = 1000


def parse(text: str) -> str:
    """Return `text` unchanged if it is a date of one of the three forms.

    Raises ValueError for anything else, impossible days included.
    """
    match = re.fullmatch(_FORM, text)
    if match and int(match[1]) >= FIRST_YEAR:
        year, month, day = (int(part) if part else 1 for part in match.groups())
        try:
            date(year, month, day)
        except ValueError:
            pass
        else:
            return text
    msg = f"'{text}' is not a date: write 2016, 2016-03 or 2016-03-01"
    raise ValueError(msg)


def earliest(text: str) -> str:
    """Return the first day that a date can mean: `2016` → `2016-01-01`."""
    return (text + "-01-01")[:10]


def latest(text: str) -> str:
    """Return the last day that a date can mean: `2016-02` → `2016-02-29`."""
    if len(text) == len("2016"):
        return f"{text}-12-31"
    if len(text) == len("2016-02"):
        import calendar  # noqa: PLC0415 - few dates need it, and a warm start none

        days = calendar.monthrange(int(text[:4]), int(text[5:]))[1]
        return f"{text}-{days}"
    return text


def span(start: str | None, end: str | None) -> tuple[str | None, str | None, str | None]:
    """Return the first and last day that a start can mean, and the last day that an end can mean.

    Published dates may contradict each other. What ends before it starts can have run between the two.
    """
    if start and end and latest(end) < earliest(start):
        start, end = end, start
    return (
        earliest(start) if start else None,
        latest(start) if start else None,
        latest(end) if end else None,
    )
