"""Documents that an activity, its results and their parts link to."""

from collections.abc import Iterator

from unodc_cli.model.details import DocumentRow
from unodc_cli.readers.iati.dates import parse_date
from unodc_cli.readers.iati.element import ActivityContext, Element, attribute, child_of, children_of, line_of
from unodc_cli.readers.iati.texts import ChildTexts

_LINK = "document-link"


class DocumentReader:
    """Reads the documents of activities; `language` is preferred where a title has several."""

    def __init__(self, language: str) -> None:
        self.language = language

    def rows(self, activity: ActivityContext) -> Iterator[DocumentRow]:
        """Yield a row for each document with an address: those of the activity, then those of its results."""
        for link in activity.children[_LINK]:
            if row := self.row(link, activity.language, "activity"):
                yield row
        for result in activity.children["result"]:
            for link in result.iter(_LINK):
                holder = link.getparent()
                if row := self.row(link, activity.language, holder.tag, self._title(holder, activity)):
                    yield row

    def row(
        self, link: Element, inherited: str, holder: str, holder_title: str | None = None
    ) -> DocumentRow | None:
        """Return the row of a document; None for one without an address."""
        address = attribute(link, "url")
        if not address:
            return None
        texts = ChildTexts(link, inherited, self.language)
        date = child_of(link, "document-date")
        return DocumentRow(
            texts.of("title"),
            [code.upper() for code in _codes(link, "category")],
            # 1.0x may have it as an attribute.
            [code.lower() for code in _codes(link, "language") or attribute(link, "language").split()],
            attribute(link, "format") or None,
            None if date is None else parse_date(attribute(date, "iso-date")),
            address,
            holder,
            holder_title,
            texts.of("description"),
            [code.upper() for code in _codes(link, "recipient-country")],
            line_of(link),
        )

    def _title(self, element: Element, activity: ActivityContext) -> str | None:
        """Return the title of the nearest element around a document that has one."""
        while element is not None:
            if title := ChildTexts(element, activity.language, self.language).of("title"):
                return title
            element = element.getparent()
            if element is activity.element:
                return None
        return None


def _codes(element: Element, tag: str) -> list[str]:
    return list(
        dict.fromkeys(code for child in children_of(element, tag) if (code := attribute(child, "code")))
    )
