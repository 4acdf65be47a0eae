"""Places of an activity: points, codes of places and of administrative areas, and how exact they are."""

import math
from collections.abc import Iterator
from functools import cache
from typing import Final

from unodc_cli.codelists.countries import NAMES
from unodc_cli.codelists.iati import lookup
from unodc_cli.model.details import LocationRow, Objects
from unodc_cli.model.names import fold
from unodc_cli.readers.iati.element import ActivityContext, Element, attribute, line_of, text_of
from unodc_cli.readers.iati.texts import ChildTexts

_NORTH: Final = 90
_EAST: Final = 180
# What stands in for a place that is not known: the point of a country, or 0° N 0° E.
COUNTRY, NOWHERE = "country", "nowhere"


class LocationReader:
    """Reads the places of activities; `language` is preferred where a name is written in several."""

    def __init__(self, language: str) -> None:
        self.language = language

    def rows(self, activity: ActivityContext) -> Iterator[LocationRow]:
        """Yield a row for each place."""
        for element in activity.children["location"]:
            texts = ChildTexts(element, activity.language, self.language)
            name, description = texts.of("name"), texts.of("description")
            point = _point(element)
            latitude, longitude = point or (None, None)
            exactness = _word(element, "exactness", "GeographicExactness")
            yield LocationRow(
                name,
                description,
                texts.of("activity-description"),
                latitude,
                longitude,
                exactness,
                _stand_in(point, exactness, name or description),
                _word(element, "location-reach", "GeographicLocationReach"),
                _word(element, "location-class", "GeographicLocationClass"),
                _code(element, "feature-designation") or _code(element, "location-type"),
                _ids(element),
                _areas(element),
                attribute(element, "ref") or None,
                line_of(element),
            )


def _point(element: Element) -> tuple[float, float] | None:
    """Return the latitude and longitude; 1.0x has them as attributes. None if they are no point on Earth."""
    position = element.find("point/pos")
    coordinates = element.find("coordinates")
    if position is not None:
        numbers = text_of(position).replace(",", " ").split()
    elif coordinates is not None:
        numbers = [attribute(coordinates, "latitude"), attribute(coordinates, "longitude")]
    else:
        return None
    try:
        latitude, longitude = map(float, numbers)
    except ValueError:
        return None
    on_earth = math.isfinite(latitude + longitude) and abs(latitude) <= _NORTH and abs(longitude) <= _EAST
    return (latitude, longitude) if on_earth else None


def _stand_in(point: tuple[float, float] | None, exactness: str | None, name: str | None) -> str | None:
    """Return what a point stands in for, as far as it tells itself; those of many activities come later."""
    if point == (0, 0):
        return NOWHERE
    return COUNTRY if point and not exactness and name and fold(name) in _countries() else None


@cache
def _countries() -> frozenset[str]:
    """Return the names of countries as they are compared, with `&` or `and` where there is one."""
    names = [name for names in NAMES.values() for name in names]
    return frozenset(fold(form) for name in names for form in (name, name.replace("&", "and")))


def _code(element: Element, tag: str) -> str | None:
    child = element.find(tag)
    return None if child is None else attribute(child, "code") or None


def _word(element: Element, tag: str, codelist: str) -> str | None:
    """Return the meaning of the code of a child, in lower case; a code without a meaning as it is."""
    code = _code(element, tag)
    entry = code and lookup(codelist, code)
    return entry.name.lower() if entry else code


def _ids(element: Element) -> Objects:
    return [
        {"vocabulary": attribute(child, "vocabulary") or None, "code": code}
        for child in element.findall("location-id")
        if (code := attribute(child, "code"))
    ]


def _areas(element: Element) -> Objects:
    return [
        {
            "vocabulary": attribute(child, "vocabulary") or None,
            "level": attribute(child, "level") or None,
            "code": code,
        }
        for child in element.findall("administrative")
        if (code := attribute(child, "code") or attribute(child, "country"))
    ]
