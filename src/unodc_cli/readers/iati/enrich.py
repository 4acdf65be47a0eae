"""What of an activity needs no XML, so that the process which takes it can do it: themes, sums, names."""

from unodc_cli.readers.iati.money import summed
from unodc_cli.readers.iati.shares import named
from unodc_cli.readers.iati.themes import Themes, recognised
from unodc_cli.readers.reading import Record


def finished(record: Record, themes: Themes) -> Record:
    """Return an activity as its document has it, with where in its file it all stands."""
    published = record.content["activity"]
    for field in ("sectors", "countries", "regions"):
        published[field] = named(published[field])
    money = summed(published["parts"], published["level"])
    published["parts"] = money.parts
    record.content["amounts"] = money.amounts
    return recognised(record._replace(places=[*record.places, *money.places]), themes)
