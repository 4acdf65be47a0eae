"""The rows of an activity besides its document: results, links and locations."""

from unodc_cli.model.details import Details
from unodc_cli.readers.iati.documents import DocumentReader
from unodc_cli.readers.iati.element import ActivityContext
from unodc_cli.readers.iati.locations import LocationReader
from unodc_cli.readers.iati.results import ResultReader


class DetailReader:
    """Reads the rows of activities; `language` is preferred where a text has several."""

    def __init__(self, language: str) -> None:
        # The name of each table, the elements that it is of, and the function that yields its rows.
        self._readers = (
            ("results", ("result",), ResultReader(language).rows),
            ("links", ("document-link", "result"), DocumentReader(language).rows),
            ("locations", ("location",), LocationReader(language).rows),
        )

    def read(self, activity: ActivityContext) -> Details:
        """Return the rows of an activity, by the names of their tables."""
        details: Details = {}
        for name, tags, read in self._readers:
            if activity.children.keys().isdisjoint(tags):
                continue
            if listed := [tuple(row) for row in read(activity)]:
                details[name] = listed
        return details
