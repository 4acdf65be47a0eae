"""Which elements and attributes activities have, which of them are read, and which are lacking.

A path is that of an element below the activity (`transaction/value`) or of an attribute (`@hierarchy`,
`sector/@code`), two elements deep. What stands in an element that is not read is named without its
attributes; what stands in contact details is not named at all.
"""

from collections import Counter
from collections.abc import Iterator
from typing import Final, NamedTuple

from unodc_cli.readers.iati.element import Element
from unodc_cli.readers.iati.seen import Seen

# What the reader takes, element by element: its attributes, and what stands in it.
_READ: Final = {
    "iati-identifier": "",
    "reporting-org": "@ref narrative",
    "title": "narrative",
    "description": "@type narrative",
    "participating-org": "@ref @role narrative",
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
    "transaction": "transaction-type transaction-type/@code transaction-date transaction-date/@iso-date"
    " value value/@currency value/@value-date sector sector/@code sector/@vocabulary"
    " recipient-country recipient-country/@code recipient-country/@vocabulary"
    " recipient-region recipient-region/@code recipient-region/@vocabulary",
    "document-link": "@url",
}
_ATTRIBUTES: Final = ("@default-currency", "@hierarchy", "@last-updated-datetime")
READ: Final = frozenset(
    [*_ATTRIBUTES, *_READ, *(f"{tag}/{path}" for tag, inside in _READ.items() for path in inside.split())]
)
_WITH_ATTRIBUTES_WITHIN: Final = frozenset(tag for tag, inside in _READ.items() if "/@" in inside)
# What an activity must have, itself or in its transactions: iati-activities-schema of 2.03 (minOccurs), and
# the guidance on `sector`, `recipient-country` and `recipient-region`.
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
# What each of these elements must have, if it is there: the same schema.
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
# Not named, but read with each text; what stands in contact details is personal.
_LANGUAGE = "{http://www.w3.org/XML/1998/namespace}lang"
_PERSONAL = "contact-info"
# A file in which each activity has elements of its own is none of IATI, and must not fill the memory.
_PATHS, _SHAPES = 1_000, 20_000
OTHERS: Final = "(others)"


class Have(NamedTuple):
    """How many activities have an element or attribute, and whether it is read."""

    path: str
    activities: int
    read: bool


class Lack(NamedTuple):
    """How many activities lack what is mandatory in the standard (2.03), or is read."""

    path: str
    activities: int
    mandatory: bool


class _Paths(NamedTuple):
    """What one element says: the paths that it has, and those that it lacks."""

    have: frozenset[str]
    lack: frozenset[str]


class Survey:
    """Counts activities by what they have, of as many files as are to be counted together."""

    def __init__(self) -> None:
        self.activities = 0
        self._have: Counter[str] = Counter()
        self._lack: Counter[str] = Counter()
        self._seen: dict[tuple[object, ...], _Paths] = {}

    def add(self, seen: Seen) -> None:
        """Count what an activity has and lacks."""
        self.activities += 1
        have = set(_attributes(seen.element))
        lack: set[str] = set()
        shapes = {_shape(element): element for elements in seen.by_tag.values() for element in elements}
        for shape, element in shapes.items():
            paths = self._seen.get(shape) or self._paths(shape, element)
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
        if len(self._seen) > _SHAPES:
            self._seen.clear()
        paths = self._seen[shape] = _paths(element)
        return paths

    def have(self) -> list[Have]:
        """Return what activities have: in the order of the standard what is read, then what most have."""
        order = {path: index for index, path in enumerate(_in_order())}
        found = [Have(path, count, path in READ) for path, count in self._have.items()]
        return sorted(found, key=lambda h: (order.get(h.path, len(order)), -h.activities, h.path))

    def lack(self) -> list[Lack]:
        """Return what activities lack: in the order of the standard what is mandatory, then what is read."""
        mandatory = [path for path in _mandatory() if self._lack[path]]
        found = [Lack(path, self._lack[path], mandatory=True) for path in mandatory]
        apart = {path for either in _MUST for path in either}
        for path in (*_ATTRIBUTES, *_READ):
            without = self.activities - self._have[path]
            if path not in apart and without:
                found.append(Lack(path, without, mandatory=False))
        return found


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
    """Return what one of several paths is called: that it may stand in a transaction goes without saying."""
    return " or ".join(path for path in either if not path.startswith("transaction/"))


def _shape(element: Element) -> tuple[object, ...]:
    """Return what the paths of an element depend on, so that most elements need not be looked into again."""
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
