"""Recognise countries, currencies, languages and dates as people write them."""

import re

from unodc_cli.codelists import countries, currencies
from unodc_cli.codelists.iati import codelist
from unodc_cli.codelists.languages import language
from unodc_cli.model import dates
from unodc_cli.model.names import fold, nearest

_DAY_MONTH_YEAR = r"([0-9]{1,2})\.([0-9]{1,2})\.([0-9]{4})"
_YEAR_MONTH_DAY = r"([0-9]{4})[/.]([0-9]{1,2})(?:[/.]([0-9]{1,2}))?"
_WORDS = r"(?:([0-9]{1,2})\.? )?([a-z]{3,9})\.? ([0-9]{4})"
_MONTHS = ["jan", "feb", "mar", "apr", "may", "jun", "jul", "aug", "sep", "oct", "nov", "dec"]


# The least share of equal letters, in per cent: a name with fewer is that of another place.
_ALMOST = 85


def code_meant(written: str) -> str:
    """Return the code to write for a country that is written as a name or in small letters."""
    if (code := written.strip().upper()) in countries.CODES:
        return f"write {code}"
    by_name = [(fold(name), code) for code, names in countries.NAMES.items() for name in names]
    codes = list(dict.fromkeys(code for name, code in by_name if name == fold(written)))
    # Two countries may share a name: both codes are offered.
    near = codes or nearest(written, by_name, limit=1, least=_ALMOST)
    if not near:
        return "write ISO 3166-1 alpha-2, like KE (or XK for Kosovo)"
    suggestion = " or ".join(f"{_with_article(countries.NAMES[code][0])} is {code}" for code in near)
    return suggestion if codes else f"{suggestion}, if that is meant"


def _with_article(country: str) -> str:
    has_article = country.startswith(("United ", "Democratic ", "Republic ", "Central "))
    return f"the {country}" if has_article or country.endswith(" Islands") else country


_CURRENCIES = {
    **dict.fromkeys(("euro", "euros", "€"), "EUR"),
    **dict.fromkeys(("dollar", "dollars", "us dollar", "us$", "$"), "USD"),
    **dict.fromkeys(("pound", "pounds", "pound sterling", "£"), "GBP"),
}


def currency_meant(written: str) -> str | None:
    """Return the code of a currency that is written in small letters, by its name or its sign."""
    code = written.strip().upper()
    return code if code in currencies.CODES else _CURRENCIES.get(written.strip().lower())


def language_meant(written: str) -> str:
    """Return the code to write for a language that is written as a name, or as another code."""
    entries = codelist("Language").entries
    if (code := language(written)) in entries:
        return f"write {code}"
    by_name = {fold(entry.name): entry for entry in entries.values()}
    named = by_name.get(fold(written))
    return f"{named.name} is {named.code}" if named else "write an ISO 639-1 code, like en"


def date_meant(text: str) -> str | None:
    """Return the date of a text as people write it; None if day and month could be confused."""
    year: str | None
    if match := re.fullmatch(_DAY_MONTH_YEAR, text):
        day, month, year = match.groups()
    elif match := re.fullmatch(_YEAR_MONTH_DAY, text):
        year, month, day = match.groups()
    elif (match := re.fullmatch(_WORDS, text)) and match[2][:3] in _MONTHS:
        day, month, year = match[1], str(_MONTHS.index(match[2][:3]) + 1), match[3]
    else:
        return None
    parts = [part for part in (year, month and f"{int(month):02}", day and f"{int(day):02}") if part]
    try:
        return dates.parse("-".join(parts))
    except ValueError:
        return None
