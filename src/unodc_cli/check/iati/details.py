"""Rules on dates of results and documents, and on points of places. The reader leaves out invalid ones."""

from collections.abc import Iterator
from typing import Final

from unodc_cli.check.iati.findings import Finding, at
from unodc_cli.readers.iati.dates import parse_date
from unodc_cli.readers.iati.element import ActivityElement, Element, attribute, plain, text_of
from unodc_cli.readers.iati.kinds import FindingKind
from unodc_cli.readers.iati.locations import point_of

_HOLDERS: Final = ("result", "document-link")
_DATES: Final = ("iso-date", "year")


def detail_findings(entry: ActivityElement) -> Iterator[Finding]:
    """Check the results, documents and places of an activity, or the documents of an organisation."""
    for tag in _HOLDERS:
        for holder in entry.children[tag]:
            for element in holder.iter("*"):
                for name in _DATES:
                    written = element.get(name)
                    if written and not parse_date(written):
                        message = f"{element.tag}: '{written}' is not a date"
                        yield at(element, FindingKind.NOT_A_DATE, message)
    for result in entry.children["result"]:
        yield from _without_period(result)
    for element in entry.children["location"]:
        children = {child.tag: child for child in reversed(element)}
        if point_of(children) is None and (written := _position(children)):
            yield at(element, FindingKind.NO_POINT, f"'{written}'")


def _without_period(result: Element) -> Iterator[Finding]:
    """Report a result without an indicator, and indicators without a period: nothing can be measured."""
    indicators = result.findall("indicator")
    if not indicators:
        yield at(result, FindingKind.NO_PERIOD, "a result without an indicator")
    for indicator in indicators:
        if indicator.find("period") is None:
            yield at(indicator, FindingKind.NO_PERIOD, "an indicator without a period")


def _position(children: dict[str, Element]) -> str:
    """Return a point as it is written; empty if there is none."""
    point, coordinates = children.get("point"), children.get("coordinates")
    if point is not None:
        return plain(text_of(point))
    if coordinates is None:
        return ""
    return " ".join(attribute(coordinates, name) for name in ("latitude", "longitude")).strip()
