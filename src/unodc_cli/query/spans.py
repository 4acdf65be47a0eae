"""Spans of days, as they are typed: `2021`, `2021-2023`, `2021..2023`, `..2027`, `today..+6m`."""

import re
from datetime import date, timedelta
from typing import Final

from unodc_cli.errors import UsageError
from unodc_cli.model import dates

FIRST_DAY: Final = "0000"
LAST_DAY: Final = "9999-12-31"

_YEARS = r"([0-9]{4})\s*[-–]\s*([0-9]{4})"
# `last year`, `this-year`
_CALENDAR_YEAR = r"(last|this|next)[ -]year"
_AWAY = r"([+-])([0-9]{1,4})([dmy])"
_MONTHS: Final = 12
_YEARS_FROM_NOW: Final = {"last": -1, "this": 0, "next": 1}


def span(option: str, text: str, today: str) -> tuple[str, str]:
    """Return the first and the last day of a span or a date. Raises UsageError."""
    years = re.fullmatch(_YEARS, text.strip())
    start, dots, end = (years[1], "..", years[2]) if years else text.strip().partition("..")
    if not dots:
        end = start
    first = dates.earliest(day(option, start, today)) if start.strip() or not dots else FIRST_DAY
    last = dates.latest(day(option, end, today)) if end.strip() or not dots else LAST_DAY
    if first > last:
        msg = f"{option} {text}: it ends before it begins"
        raise UsageError(msg, f"write {end}..{start}")
    return first, last


def day(option: str, text: str, today: str) -> str:
    """Return a typed date: a year, month or day, `today`, `next year`, `+6m`. Raises UsageError."""
    word = text.strip().lower()
    if word in ("today", "now"):
        return today
    if year := re.fullmatch(_CALENDAR_YEAR, word):
        return f"{int(today[:4]) + _YEARS_FROM_NOW[year[1]]:04}"
    try:
        if away := re.fullmatch(_AWAY, word):
            return _away(today, int(f"{away[1]}{away[2]}"), away[3])
        return dates.parse(word)
    except (ValueError, OverflowError) as error:
        msg = f"{option}: '{text.strip()}' is not a date: write 2016, 2016-03 or 2016-03-01"
        raise UsageError(msg, "a span is 2021..2023; today, next year, +6m and -1y are dates too") from error


def _away(today: str, count: int, unit: str) -> str:
    """Return the day so many days, months or years from today; that of a shorter month is its last."""
    start = date.fromisoformat(today)
    if unit == "d":
        return (start + timedelta(days=count)).isoformat()
    months = start.year * _MONTHS + start.month - 1 + count * (_MONTHS if unit == "y" else 1)
    year, month = divmod(months, _MONTHS)
    last = dates.latest(f"{year:04}-{month + 1:02}")
    return min(last, f"{year:04}-{month + 1:02}-{start.day:02}")
