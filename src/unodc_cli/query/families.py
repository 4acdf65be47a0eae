"""Families of published activities, across files: the parent, the child or a sibling states the relation."""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from typing import Final, NamedTuple

from unodc_cli.catalogue.database import Catalogue
from unodc_cli.model.exact import to_json

# Children with their parents, by their identifiers, as either of the two states it.
_EDGES: Final = """SELECT projects.id AS child, other AS parent FROM relations
        JOIN projects ON num = project WHERE kind = 'parent'
    UNION SELECT other, projects.id FROM relations JOIN projects ON num = project WHERE kind = 'child'"""


# Siblings, as either of the two states it: they have the same parent.
_SIBLINGS: Final = """SELECT projects.id AS one, other FROM relations
        JOIN projects ON num = project WHERE kind = 'sibling'
    UNION SELECT other, projects.id FROM relations JOIN projects ON num = project WHERE kind = 'sibling'"""


class Member(NamedTuple):
    """An activity in its family, with its generation from the oldest one on and the parent above it."""

    id: str
    depth: int
    parent: str | None


class Family(NamedTuple):
    """The members of a family, each after its parent; and those whose parents are in a circle."""

    members: list[Member]
    circles: list[str]


def family(catalogue: Catalogue, id_: str) -> Family:
    """Return the family of an activity: its oldest ancestors, and all of their descendants.

    Each is in it once, even with several parents. Siblings have the same parent, whether both name it or
    not. A member need not be in any file.
    """
    parents = _related(catalogue, [id_], "child", "parent")
    roots = [member for member in parents if not parents[member]]
    # Where all parents are in a circle, there is no oldest one.
    roots = list(dict.fromkeys([*(roots or [id_]), *_siblings(catalogue, roots)]))
    children = _related(catalogue, roots, "parent", "child")
    return Family(list(_lines(roots, children)), sorted(_in_circles(children)))


def _in_circles(children: Mapping[str, Sequence[str]]) -> Iterator[str]:
    """Yield the activities that are among their own descendants."""
    from graphlib import CycleError, TopologicalSorter  # noqa: PLC0415 - few questions are of families

    graph = dict(children)
    while graph:
        try:
            TopologicalSorter(graph).prepare()
        except CycleError as error:
            circle = set(error.args[1])
            yield from circle
            # Another one may be elsewhere.
            graph = {parent: below for parent, below in graph.items() if parent not in circle}
        else:
            return


def _siblings(catalogue: Catalogue, ids: Iterable[str]) -> dict[str, str]:
    """Return the siblings of activities, each with one that it is a sibling of."""
    rows = catalogue.rows(
        f"""SELECT other, one FROM ({_SIBLINGS}) AS siblings LEFT JOIN projects ON projects.id = other
        WHERE one IN (SELECT value FROM json_each(:ids)) AND one <> other
        ORDER BY projects.place IS NULL, projects.place, other""",
        {"ids": to_json(list(ids))},
    )
    return dict(rows)


def _related(catalogue: Catalogue, ids: Iterable[str], end: str, other_end: str) -> dict[str, list[str]]:
    """Return the parents or children of activities, and of those in turn, by identifier."""
    related: dict[str, list[str]] = {}
    new = list(ids)
    while new:
        for id_ in new:
            related[id_] = []
        rows = _edges(catalogue, new, end, other_end)
        if other_end == "child":
            parents = {child: parent for parent, child in rows}
            siblings = _siblings(catalogue, parents)
            rows += [(parents[one], other) for other, one in siblings.items() if other not in parents]
        else:
            # One that names no parent has that of its siblings.
            siblings = _siblings(catalogue, {*new}.difference(child for child, _ in rows))
            rows += [
                (siblings[child], parent) for child, parent in _edges(catalogue, siblings, end, other_end)
            ]
        for id_, relative in rows:
            related[id_].append(relative)
        new = list(dict.fromkeys(relative for _, relative in rows if relative not in related))
    return related


def _edges(catalogue: Catalogue, ids: Iterable[str], end: str, other_end: str) -> list[tuple[str, str]]:
    rows = catalogue.rows(
        f"""SELECT DISTINCT {end}, {other_end} FROM ({_EDGES}) AS edges
        LEFT JOIN projects ON projects.id = {other_end}
        WHERE {end} IN (SELECT value FROM json_each(:ids)) AND parent <> child
        ORDER BY projects.place IS NULL, projects.place, {other_end}""",
        {"ids": to_json(list(ids))},
    )
    return [(one, other) for one, other in rows]


def _lines(roots: list[str], children: dict[str, list[str]]) -> Iterator[Member]:
    """Yield each member after its parent. A stack: families of bad data can be deep."""
    stack = [Member(root, 0, None) for root in reversed(roots)]
    yielded: set[str] = set()
    while stack:
        member = stack.pop()
        if member.id in yielded:
            continue
        yielded.add(member.id)
        yield member
        stack += [
            Member(child, member.depth + 1, member.id) for child in reversed(children.get(member.id, ()))
        ]
