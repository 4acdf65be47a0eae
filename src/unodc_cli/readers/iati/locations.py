"""Places of an activity: points, codes of places and of administrative areas, and how exact they are."""

import math
from collections.abc import Iterator, Mapping
from functools import cache, lru_cache
from typing import Final

from unodc_cli.codelists.countries import NAMES
from unodc_cli.codelists.iati import lookup
from unodc_cli.model.details import LocationRow, Objects
from unodc_cli.model.names import fold
from unodc_cli.readers.iati.element import (
    ActivityContext,
    Element,
    attribute,
    child_of,
    children_of,
    line_of,
    plain,
    text_of,
)
from unodc_cli.readers.iati.results import number_or_text
from unodc_cli.readers.iati.texts import name_of, texts_of

_NORTH: Final = 90
_EAST: Final = 180
# Points published for an unknown place: the point of a country, or 0° N 0° E.
COUNTRY, NOWHERE = "country", "nowhere"
_TYPES: Final = "LocationType"
# The precisions (GeographicalPrecision, 1.0x) of points that stand for a country.
_OF_COUNTRIES: Final = ("6", "9")
# The levels of the areas of 1.0x, by the attributes with their codes.
_LEVELS: Final = {"country": None, "adm1": "1", "adm2": "2"}


class LocationReader:
    """Reads the places of activities; `language` is preferred where a name has several."""

    def __init__(self, language: str) -> None:
        self.language = language

    def rows(self, activity: ActivityContext) -> Iterator[LocationRow]:
        """Yield a row for each place."""
        for element in activity.children["location"]:
            # Most have two or three children, so to look for each of twelve would take longer.
            children = {child.tag: child for child in reversed(element)}
            name = self._text(element, "name", children, activity)
            description = self._text(element, "description", children, activity)
            point = point_of(children)
            latitude, longitude = point or (None, None)
            exactness = _word(children, "exactness", "GeographicExactness")
            precision = None if exactness else _precision(children)
            yield LocationRow(
                name,
                description,
                self._text(element, "activity-description", children, activity),
                latitude,
                longitude,
                exactness or _precise(precision),
                _stand_in(point, exactness, precision, name or description),
                _word(children, "location-reach", "GeographicLocationReach"),
                _word(children, "location-class", "GeographicLocationClass"),
                _word(children, "feature-designation", _TYPES) or _word(children, "location-type", _TYPES),
                _ids(element) if "location-id" in children or "gazetteer-entry" in children else [],
                _areas(element) if "administrative" in children else [],
                attribute(element, "ref") or None,
                line_of(element),
                number_or_text(attribute(element, "percentage")),
            )

    def _text(
        self, element: Element, tag: str, children: Mapping[str, Element], activity: ActivityContext
    ) -> str | None:
        """Return the text of a child; 1.0x repeats the child for each language."""
        child = children.get(tag)
        if child is None:
            return None
        if len(children) < len(element):
            texts = texts_of(children_of(element, tag), activity.language, self.language)
            return texts[0].text if texts else None
        return name_of(child, activity.language, self.language) or None


def point_of(children: Mapping[str, Element]) -> tuple[float, float] | None:
    """Return the latitude and longitude; 1.0x has them as attributes. None if they are no point on Earth."""
    point, coordinates = children.get("point"), children.get("coordinates")
    position = None if point is None else child_of(point, "pos")
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


def _precision(children: Mapping[str, Element]) -> str | None:
    coordinates = children.get("coordinates")
    return None if coordinates is None else attribute(coordinates, "precision") or None


def _precise(code: str | None) -> str | None:
    entry = lookup("GeographicalPrecision", code) if code else None
    return entry.name.lower() if entry else code


def _stand_in(
    point: tuple[float, float] | None, exactness: str | None, precision: str | None, name: str | None
) -> str | None:
    """Return the reason why a point stands for an unknown place, as far as the activity shows it."""
    if point == (0, 0):
        return NOWHERE
    if not point or exactness:
        return None
    stands_for_country = precision in _OF_COUNTRIES if precision else name and _is_country(name)
    return COUNTRY if stands_for_country else None


@lru_cache(maxsize=1000)
def _is_country(name: str) -> bool:
    return fold(name) in _countries()


@cache
def _countries() -> frozenset[str]:
    """Return the names of countries as they are compared, with `&` or `and` where there is one."""
    names = [name for names in NAMES.values() for name in names]
    return frozenset(fold(form) for name in names for form in (name, name.replace("&", "and")))


def _code(children: Mapping[str, Element], tag: str) -> str | None:
    child = children.get(tag)
    return None if child is None else attribute(child, "code") or None


def _word(children: Mapping[str, Element], tag: str, codelist: str) -> str | None:
    """Return the meaning of the code of a child, in lower case; a code without a meaning as it is."""
    code = _code(children, tag)
    entry = code and lookup(codelist, code)
    return entry.name.lower() if entry else code


def _ids(element: Element) -> Objects:
    return [
        {"vocabulary": attribute(child, "vocabulary") or None, "code": code}
        for child in children_of(element, "location-id")
        if (code := attribute(child, "code"))
    ] + [
        # 1.0x
        {"vocabulary": attribute(child, "gazetteer-ref") or None, "code": code}
        for child in children_of(element, "gazetteer-entry")
        if (code := plain(text_of(child)))
    ]


def _areas(element: Element) -> Objects:
    areas: Objects = []
    for child in children_of(element, "administrative"):
        coded = [(attribute(child, "vocabulary") or None, attribute(child, "level") or None, "code")]
        coded += [(None, level, name) for name, level in _LEVELS.items()]
        own: Objects = [
            {"vocabulary": vocabulary, "level": level, "code": code, "name": None}
            for vocabulary, level, name in coded
            if (code := attribute(child, name))
        ]
        if name := plain(text_of(child)):
            own = own or [{"vocabulary": None, "level": None, "code": None, "name": None}]
            # Of several areas, the last is the smallest.
            own[-1]["name"] = name
        areas += own
    return areas
