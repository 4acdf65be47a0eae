"""The children of published activities: those that name one as parent, or that it names as a child."""

from collections.abc import Iterable, Sequence
from typing import Final

from unodc_cli.catalogue.database import Catalogue
from unodc_cli.model import status
from unodc_cli.model.exact import to_json
from unodc_cli.report.page import Grid
from unodc_cli.report.rows import Column, ColumnKind, Period

_COLUMNS: Final = (
    Column("id", ColumnKind.ID),
    Column("title", ColumnKind.TEXT),
    Column("period", ColumnKind.PERIOD),
    Column("status", ColumnKind.STATUS),
)
# The numbers of parents and children among the projects with the numbers `:numbers`.
_PAIRS: Final = """SELECT DISTINCT parents.num AS parent, children.num AS child
    FROM json_each(:numbers) JOIN projects AS parents ON parents.num = value
    JOIN projects AS children ON children.num IN (
        SELECT project FROM relations WHERE kind = 'parent' AND other = parents.id
        UNION SELECT projects.num FROM relations JOIN projects ON projects.id = other
        WHERE relations.kind = 'child' AND relations.project = parents.num)
    WHERE children.num <> parents.num"""


def children(catalogue: Catalogue, number: int, today: str) -> Grid:
    """Return the children of a project, as far as the data has them."""
    rows = catalogue.rows(
        f"""SELECT id, title, start, "end", {status.SQL} FROM projects
        WHERE num IN (SELECT child FROM ({_PAIRS})) ORDER BY place""",
        {"numbers": to_json([number]), "today": today},
    )
    return Grid(
        _COLUMNS,
        tuple(
            (id_, title, Period(start, end) if start or end else None, state)
            for id_, title, start, end, state in rows
        ),
    )


def with_descendants(catalogue: Catalogue, numbers: Sequence[int]) -> list[int]:
    """Return the numbers of projects, each followed by those of its children and of theirs, each once."""
    of_parent: dict[int, list[int]] = {}
    new = list(numbers)
    while new:
        for number in new:
            of_parent.setdefault(number, [])
        rows = catalogue.rows(f"{_PAIRS} ORDER BY children.place", {"numbers": to_json(new)})
        new = list(dict.fromkeys(child for _, child in rows if child not in of_parent))
        for parent, child in rows:
            of_parent[parent].append(child)
    return _lines(numbers, of_parent)


def _lines(numbers: Iterable[int], of_parent: dict[int, list[int]]) -> list[int]:
    """Return each number before those of its descendants. A stack: families of bad data can be deep."""
    children_first = {child for listed in of_parent.values() for child in listed}
    # A child that was asked for comes with its parent, if that was too.
    roots = [number for number in numbers if number not in children_first]
    stack = [*reversed([*roots, *(number for number in numbers if number in children_first)])]
    lines: dict[int, None] = {}
    while stack:
        number = stack.pop()
        if number not in lines:
            lines[number] = None
            stack += reversed(of_parent[number])
    return list(lines)
