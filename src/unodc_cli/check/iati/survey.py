"""Count the elements and attributes that activities have, and those that they lack.

A path leads to an element below the activity (`transaction/value`) or to an attribute (`@hierarchy`,
`sector/@code`), two elements deep. Elements within one that is not read are named without their attributes;
those within contact details are not named at all.
"""

from collections import Counter
from collections.abc import Iterator
from typing import Final, NamedTuple

from unodc_cli.readers.iati.element import ActivityElement, Element, named_elements

# The attributes and child elements that the reader reads of each element.
_READ: Final = {
    "iati-identifier": "",
    "reporting-org": "@ref narrative",
    "title": "narrative",
    "description": "@type narrative",
    "participating-org": "@ref @role @crs-channel-code narrative",
    "activity-status": "@code",
    "activity-date": "@type @iso-date",
    "recipient-country": "@code @vocabulary @percentage",
    "recipient-region": "@code @vocabulary @percentage narrative",
    "sector": "@code @vocabulary @percentage narrative",
    "tag": "@code @vocabulary",
    "policy-marker": "@code @vocabulary @significance",
    "related-activity": "@type @ref",
    "budget": "@type period-start period-start/@iso-date period-end period-end/@iso-date"
    " value value/@currency value/@value-date",
    "planned-disbursement": "@type period-start period-start/@iso-date period-end period-end/@iso-date"
    " value value/@currency value/@value-date"
    " provider-org provider-org/@ref provider-org/@provider-activity-id provider-org/narrative"
    " receiver-org receiver-org/@ref receiver-org/@receiver-activity-id"
    " receiver-org/narrative",
    "default-aid-type": "@code @vocabulary",
    "default-flow-type": "@code",
    "default-finance-type": "@code",
    "default-tied-status": "@code",
    "collaboration-type": "@code",
    "activity-scope": "@code",
    "humanitarian-scope": "@type @vocabulary @code narrative",
    "conditions": "@attached condition condition/@type",
    "country-budget-items": "@vocabulary budget-item budget-item/@code budget-item/@percentage",
    "capital-spend": "@percentage",
    "crs-add": "other-flags other-flags/@code other-flags/@significance channel-code loan-terms"
    " loan-terms/@rate-1 loan-terms/@rate-2 loan-status loan-status/@year loan-status/@currency"
    " loan-status/@value-date",
    "fss": "@extraction-date @priority @phaseout-year forecast forecast/@year forecast/@value-date"
    " forecast/@currency",
    "other-identifier": "@ref @type owner-org owner-org/@ref",
    "legacy-data": "@name @value @iati-equivalent",
    "transaction": "transaction-type transaction-type/@code transaction-date transaction-date/@iso-date"
    " @humanitarian aid-type aid-type/@code aid-type/@vocabulary flow-type flow-type/@code"
    " finance-type finance-type/@code disbursement-channel disbursement-channel/@code"
    " provider-org provider-org/@ref provider-org/@provider-activity-id provider-org/narrative"
    " receiver-org receiver-org/@ref receiver-org/@receiver-activity-id receiver-org/narrative"
    " value value/@currency value/@value-date sector sector/@code sector/@vocabulary"
    " recipient-country recipient-country/@code recipient-country/@vocabulary"
    " recipient-region recipient-region/@code recipient-region/@vocabulary",
    "document-link": "@url @format title category category/@code language language/@code document-date"
    " document-date/@iso-date description",
    "location": "@ref name description activity-description point point/@srsName exactness exactness/@code"
    " location-reach location-reach/@code location-class location-class/@code feature-designation"
    " feature-designation/@code location-id location-id/@vocabulary location-id/@code administrative"
    " administrative/@vocabulary administrative/@level administrative/@code",
    "result": "@type @aggregation-status title description indicator indicator/@measure indicator/@ascending"
    " indicator/@aggregation-status reference reference/@code reference/@vocabulary"
    " reference/@vocabulary-uri document-link document-link/@url document-link/@format",
}
_ATTRIBUTES: Final = ("@default-currency", "@hierarchy", "@humanitarian", "@last-updated-datetime")
READ: Final = frozenset(
    [*_ATTRIBUTES, *_READ, *(f"{tag}/{path}" for tag, inside in _READ.items() for path in inside.split())]
)
_WITH_ATTRIBUTES_WITHIN: Final = frozenset(tag for tag, inside in _READ.items() if "/@" in inside)
# Read where they stand, but nobody misses them in most activities.
_RARE: Final = (
    *("humanitarian-scope", "conditions", "country-budget-items", "capital-spend", "crs-add", "fss"),
    *("other-identifier", "legacy-data"),
)
# Mandatory in an activity, itself or in its transactions: iati-activities-schema of 2.03 (minOccurs), and the
# guidance on `sector`, `recipient-country` and `recipient-region`.
_MUST: Final = (
    ("iati-identifier",),
    ("reporting-org",),
    ("title",),
    ("description",),
    ("participating-org",),
    ("activity-status",),
    ("activity-date",),
    ("sector", "transaction/sector"),
    (
        "recipient-country",
        "recipient-region",
        "transaction/recipient-country",
        "transaction/recipient-region",
    ),
)
# Mandatory in each of these elements where it is present: the same schema.
_MUST_WITHIN: Final = {
    "reporting-org": "@ref @type",
    "participating-org": "@role",
    "activity-status": "@code",
    "activity-date": "@type @iso-date",
    "recipient-country": "@code",
    "recipient-region": "@code",
    "sector": "@code",
    "tag": "@code @vocabulary",
    "policy-marker": "@code",
    "related-activity": "@type @ref",
    "budget": "period-start period-end value",
    "transaction": "transaction-type transaction-date value",
    "document-link": "@url @format",
}
# Each value has a currency: its own, or the activity's (schema, on @default-currency).
_CURRENCY: Final = "@default-currency or value/@currency"
# Not named, since it is read with each text. Contact details are personal.
_LANGUAGE = "{http://www.w3.org/XML/1998/namespace}lang"
_PERSONAL = "contact-info"
# A hostile file may have new elements in each activity; they must not fill the memory.
_PATHS, _SHAPES = 1_000, 20_000
OTHERS: Final = "(others)"


class Have(NamedTuple):
    """The number of activities that have an element or attribute, and whether it is read."""

    path: str
    activities: int
    read: bool


class Lack(NamedTuple):
    """The number of activities that lack an element or attribute which is mandatory (2.03) or read."""

    path: str
    activities: int
    mandatory: bool


class _Paths(NamedTuple):
    """The paths that one element has, and those that it lacks."""

    have: frozenset[str]
    lack: frozenset[str]


class Survey:
    """Count activities by the elements that they have, in one or several files."""

    def __init__(self) -> None:
        self.activities = 0
        self._have: Counter[str] = Counter()
        self._lack: Counter[str] = Counter()
        self._paths_of_shapes: dict[tuple[object, ...], _Paths] = {}

    def add(self, activity: ActivityElement) -> None:
        """Count the elements and attributes of an activity, and those that it lacks."""
        self.activities += 1
        have = set(_attributes(activity.element))
        lack: set[str] = set()
        shapes = {_shape(element): element for group in named_elements(activity) for element in group}
        for shape, element in shapes.items():
            paths = self._paths_of_shapes.get(shape) or self._paths(shape, element)
            have |= paths.have
            lack |= paths.lack
        lack.update(_label(either) for either in _MUST if have.isdisjoint(either))
        if "value/@currency" in lack:
            lack.remove("value/@currency")
            if "@default-currency" not in have:
                lack.add(_CURRENCY)
        self._lack.update(lack)
        if len(self._have) > _PATHS:
            have = {path if path in self._have else OTHERS for path in have}
        self._have.update(have)

    def _paths(self, shape: tuple[object, ...], element: Element) -> _Paths:
        if len(self._paths_of_shapes) > _SHAPES:
            self._paths_of_shapes.clear()
        paths = self._paths_of_shapes[shape] = _paths(element)
        return paths

    def have(self) -> list[Have]:
        """Return the elements that activities have: first those that are read, then the most frequent."""
        order = {path: index for index, path in enumerate(_in_order())}
        have = [Have(path, count, path in READ) for path, count in self._have.items()]
        return sorted(have, key=lambda h: (order.get(h.path, len(order)), -h.activities, h.path))

    def lack(self) -> list[Lack]:
        """Return the elements that activities lack: first the mandatory ones, then those that are read."""
        mandatory = [path for path in _mandatory() if self._lack[path]]
        lack = [Lack(path, self._lack[path], mandatory=True) for path in mandatory]
        apart = {path for either in _MUST for path in either} | {*_RARE}
        for path in (*_ATTRIBUTES, *_READ):
            without = self.activities - self._have[path]
            if path not in apart and without:
                lack.append(Lack(path, without, mandatory=False))
        return lack


def _in_order() -> Iterator[str]:
    yield from _ATTRIBUTES
    for tag, inside in _READ.items():
        yield tag
        yield from (f"{tag}/{path}" for path in inside.split())


def _mandatory() -> Iterator[str]:
    yield from (_label(either) for either in _MUST)
    yield from (f"{tag}/{path}" for tag, inside in _MUST_WITHIN.items() for path in inside.split())
    yield _CURRENCY


def _label(either: tuple[str, ...]) -> str:
    """Return a name for alternative paths; that one may stand in a transaction goes without saying."""
    return " or ".join(path for path in either if not path.startswith("transaction/"))


def _shape(element: Element) -> tuple[object, ...]:
    """Return all that the paths of an element depend on: elements of one shape are examined once."""
    tag = element.tag
    if tag in _WITH_ATTRIBUTES_WITHIN:
        return tag, *element.keys(), frozenset([(child.tag, *child.keys()) for child in element])
    if len(element) > 1:
        within: object = frozenset([child.tag for child in element])
    else:
        within = element[0].tag if len(element) else None
    return (tag, within, *element.keys()) if tag in _READ else (tag, within)


def _paths(element: Element) -> _Paths:
    tag = _name(element, element.tag)
    have = {tag}
    lack: set[str] = set()
    if tag in _READ:
        have.update(f"{tag}/{path}" for path in _attributes(element))
    for child in element:
        if isinstance(child.tag, str) and tag != _PERSONAL and not element.tag.startswith("{"):
            path = f"{tag}/{_name(child, child.tag)}"
            have.add(path)
            if path in READ:
                have.update(f"{path}/{inside}" for inside in _attributes(child))
                if child.tag == "value" and child.get("currency") is None:
                    lack.add("value/@currency")
    must = (f"{tag}/{path}" for path in _MUST_WITHIN.get(tag, "").split())
    return _Paths(frozenset(have), frozenset([*lack, *(path for path in must if path not in have)]))


def _attributes(element: Element) -> Iterator[str]:
    return (f"@{_name(element, key)}" for key in element.keys() if key != _LANGUAGE)  # noqa: SIM118 - no dict


def _name(element: Element, written: str) -> str:
    """Return a name with the prefix of its namespace, or with the namespace where it has no prefix."""
    if not written.startswith("{"):
        return written
    uri, _, name = written[1:].partition("}")
    prefix = next((prefix for prefix, known in element.nsmap.items() if known == uri and prefix), None)
    return f"{prefix}:{name}" if prefix else written
