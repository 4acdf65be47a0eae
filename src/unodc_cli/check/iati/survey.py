"""Count the elements and attributes that activities or organisations have, at any depth, and what they lack.

Paths are those of `read_elements`. An element that is not read is named without what is in it.
"""

from collections import Counter
from collections.abc import Iterator
from typing import Final, NamedTuple

from unodc_cli.check.iati.read_elements import ACTIVITIES, Schema
from unodc_cli.readers.iati.element import ActivityElement, Element, named_elements

# Not named, since it is read with each text. Contact details are personal.
_LANGUAGE = "{http://www.w3.org/XML/1998/namespace}lang"
# A hostile file may have new elements in each activity; they must not fill the memory.
_PATHS, _SHAPES = 1_000, 20_000
# Nothing of the standard is nested so deep.
_DEEPEST: Final = 12
OTHERS: Final = "(others)"
_VALUE_CURRENCY: Final = "value/@currency"


class Have(NamedTuple):
    """The number of activities that have an element or attribute, and whether it is read."""

    path: str
    activities: int
    read: bool

    @property
    def is_foreign(self) -> bool:
        """True if it is of another namespace than the standard."""
        # Nothing is looked into that is not read, so only the last name may be of another one.
        return ":" in self.path or "{" in self.path


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
    """Count activities (or organisations) by the elements that they have, in one or several files."""

    def __init__(self, schema: Schema = ACTIVITIES) -> None:
        self.activities = 0
        self._schema = schema
        self._read = frozenset(schema.read)
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
        lack.update(_label(either) for either in self._schema.must if have.isdisjoint(either))
        if _VALUE_CURRENCY in lack:
            lack.remove(_VALUE_CURRENCY)
            if "@default-currency" not in have:
                lack.add(self._schema.currency)
        self._lack.update(lack)
        if len(self._have) > _PATHS:
            have = {path if path in self._have else OTHERS for path in have}
        self._have.update(have)

    def _paths(self, shape: tuple[object, ...], element: Element) -> _Paths:
        if len(self._paths_of_shapes) > _SHAPES:
            self._paths_of_shapes.clear()
        tag = _name(element, element.tag)
        have = {tag, *self._within(element, tag)}
        within = self._schema.must_within.get(tag, "").split()
        lack = {path for name in within if (path := f"{tag}/{name}") not in have}
        if any(value.get("currency") is None for value in element.iterchildren("value")):
            lack.add(_VALUE_CURRENCY)
        paths = self._paths_of_shapes[shape] = _Paths(frozenset(have), frozenset(lack))
        return paths

    def _within(self, element: Element, path: str) -> Iterator[str]:
        """Yield the paths of what an element has: all of it if it is read, else nothing."""
        if path not in self._read:
            return
        yield from (f"{path}/{name}" for name in _attributes(element))
        for child in element.iterchildren(tag="*"):
            child_path = f"{path}/{_name(child, child.tag)}"
            yield child_path
            yield from self._within(child, child_path)

    def have(self) -> list[Have]:
        """Return the elements that activities have: first those that are read, then the most frequent."""
        order = {path: index for index, path in enumerate(self._schema.read)}
        have = [Have(path, count, path in self._read) for path, count in self._have.items()]
        return sorted(have, key=lambda h: (order.get(h.path, len(order)), -h.activities, h.path))

    def lack(self) -> list[Lack]:
        """Return the elements that activities lack: first the mandatory ones, then those that are read."""
        mandatory = [path for path in self._mandatory() if self._lack[path]]
        lack = [Lack(path, self._lack[path], mandatory=True) for path in mandatory]
        apart = {path for either in self._schema.must for path in either} | {*self._schema.rare}
        elements = (path for path in self._schema.read if "/" not in path and not path.startswith("@"))
        for path in (*self._schema.attributes, *elements):
            without = self.activities - self._have[path]
            if path not in apart and without:
                lack.append(Lack(path, without, mandatory=False))
        return lack

    def _mandatory(self) -> Iterator[str]:
        yield from (_label(either) for either in self._schema.must)
        within = self._schema.must_within.items()
        yield from (f"{tag}/{path}" for tag, inside in within for path in inside.split())
        yield self._schema.currency


def _label(either: tuple[str, ...]) -> str:
    """Return a name for alternative paths, without the one that stands in a transaction."""
    return " or ".join(path for path in either if not path.startswith("transaction/"))


def _shape(element: Element, depth: int = 0) -> tuple[object, ...]:
    """Return all that the paths of an element depend on: elements of one shape are examined once."""
    if depth > _DEEPEST:
        return (element.tag,)
    # Nearly all elements have nothing in them but text.
    within = {_shape(child, depth + 1) if len(child) else (child.tag, *child.keys()) for child in element}
    return (element.tag, frozenset(within), *element.keys())


def _attributes(element: Element) -> Iterator[str]:
    return (f"@{_name(element, key)}" for key in element.keys() if key != _LANGUAGE)  # noqa: SIM118 - no dict


def _name(element: Element, written: str) -> str:
    """Return a name with the prefix of its namespace, or with the namespace where it has no prefix."""
    if not written.startswith("{"):
        return written
    uri, _, name = written[1:].partition("}")
    prefix = next((prefix for prefix, known in element.nsmap.items() if known == uri and prefix), None)
    return f"{prefix}:{name}" if prefix else written
