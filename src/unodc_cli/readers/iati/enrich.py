"""Add themes, sums and names to a parsed activity. Needs no XML, so the writing process does it."""

from unodc_cli.readers.iati.money import sum_amounts
from unodc_cli.readers.iati.shares import named
from unodc_cli.readers.iati.themes import ThemeMatcher, with_themes
from unodc_cli.readers.records import Record


def enrich(record: Record, themes: ThemeMatcher) -> Record:
    """Return a parsed activity as its document has it, with the places of what was added."""
    published = record.content["activity"]
    shares = {field: named(published[field]) for field in ("sectors", "countries", "regions")}
    money = sum_amounts(record.parts, published["level"])
    activity = {**published, **shares}
    content = {**record.content, "amounts": money.amounts, "activity": activity}
    return with_themes(record._replace(content=content, places=[*record.places, *money.places]), themes)
