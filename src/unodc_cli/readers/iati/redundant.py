"""Texts that only repeat what stands beside them: the name of a code, or a date."""

import re
from functools import lru_cache
from typing import Final

from unodc_cli.codelists.classifications import is_standard
from unodc_cli.codelists.iati import lookup
from unodc_cli.readers.iati.dates import parse_date

# A day with the first letters of the month, perhaps behind a name.
_WRITTEN_DAY: Final = re.compile(r"(?:([^:]+):)?\s*([0-9]{1,2})[- ]([A-Za-z]{3})[- ]([0-9]{4}|[0-9]{2})")
_MONTHS: Final = ("jan", "feb", "mar", "apr", "may", "jun", "jul", "aug", "sep", "oct", "nov", "dec")


@lru_cache(maxsize=20_000)
def repeats_date(text: str, type_: str, day: str) -> bool:
    """Return whether a text says no more than its date does: `2021-12-31`, `Planned End: 31-DEC-21`."""
    if parse_date(text):
        return True
    match = _WRITTEN_DAY.fullmatch(text.strip())
    if match is None or match[3].lower() not in _MONTHS:
        return False
    named, month = match[1], _MONTHS.index(match[3].lower()) + 1
    is_type = not named or is_name("ActivityDateType", "", type_, named)
    return is_type and day.strip()[:10].endswith(f"{match[4]}-{month:02}-{int(match[2]):02}")


@lru_cache(maxsize=1000)
def is_name(codelist: str, vocabulary: str, code: str, text: str) -> bool:
    """Return whether a text is empty, or only the name of a code of the standard."""
    if not text.strip():
        return True
    entry = lookup(codelist, code) if is_standard(vocabulary) else None
    return entry is not None and _letters(entry.name) == _letters(text)


def _letters(text: str) -> str:
    return "".join(character for character in text.lower() if character.isalnum())
