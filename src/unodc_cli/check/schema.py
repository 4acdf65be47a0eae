"""The JSON Schema of a curated data file."""

from typing import Any, Final

from unodc_cli.model.schema import DRAFT
from unodc_cli.readers.toml.form import DataFile

# The meaning of each key, wherever it stands. A table describes what is particular to its own keys.
_KEYS: Final = {
    "accessed": "the day on which it was read",
    "acronym": "the short name that people use",
    "aliases": "other names by which people may ask for it",
    "amounts": "sums of money, each of one kind",
    "as_of": "the day of the figure, as exact as it is known",
    "conflicts": "what else is said of a value, beside what is stated here",
    "countries": "ISO 3166-1 alpha-2 codes, and XK for Kosovo",
    "currency": "ISO 4217 code, like EUR",
    "derived": "how it was worked out, if no source states it as it is",
    "end": "as it is known: 2016, 2016-03 or 2016-03-01",
    "evidence": "field → the sources that state it",
    "field": "what it is about: a field, or a kind of amount",
    "figure": "the number that was reached",
    "id": "lower-case letters and digits, in parts joined by hyphens; the name that never changes",
    "identifiers": "numbers and codes by which others know it",
    "kind": "which kind it is of",
    "kinds": "kinds of amounts of the file's own, each with its name",
    "language": "the language of its texts: an ISO 639-1 code, like en",
    "licence": "the terms on which others may use it",
    "links": "web addresses of pages about the project",
    "name": "the name that is shown",
    "note": "what a reader must know of it",
    "organisation": "id of an entry of [[organisations]]",
    "organisations": "bodies that have a role on projects",
    "parent": "id of the instrument that pays for the programme",
    "partner": "id of the partner that gives or has the sum; several: a list",
    "partners": "organisations in a role",
    "phase": "id of the phase that it belongs to; without: the project as a whole",
    "phases": "periods with their own dates and money, in their order",
    "portfolio": "what the file says of itself, and what its projects share",
    "programme": "id of the funding programme or instrument",
    "programmes": "funding programmes and instruments",
    "projects": "the projects",
    "publisher": "who published it",
    "regions": "ids of entries of [[regions]], or the regions themselves",
    "results": "what was reached: a figure, what it counts, and as of when",
    "role": "one of IATI's four; leave it out if no source says it",
    "scheme": "whose number it is",
    "sdgs": "Sustainable Development Goals (16) and targets (16.4)",
    "sectors": "OECD DAC sector codes by which published activities are found",
    "sources": "ids of the sources that state it; at the top, the sources themselves",
    "start": "as it is known: 2016, 2016-03 or 2016-03-01",
    "status": "only what a source states: else it follows from the dates",
    "summary": "two or three sentences",
    "themes": "ids of entries of [[themes]], or the themes themselves",
    "title": "the official title",
    "updated": "the day of the data",
    "url": "web address, with https:// or http://",
    "value": "the value: of an amount, in units of its currency",
    "values": "the entries of the list that it supports; none: all",
    "what": "what the figure counts; without a figure, what happened",
    "words": "words by which published activities are found; traffick* stands for any ending",
}


def of_data_file() -> dict[str, Any]:
    """Return the JSON Schema of a data file, in which TOML's own dates count as text."""
    schema = DataFile.model_json_schema()
    for table in (schema, *schema["$defs"].values()):
        for key, described in table.get("properties", {}).items():
            described.setdefault("description", _KEYS[key])
    return {"$schema": DRAFT, **schema, "title": "A portfolio's data file"}
