"""Rows that several projects share but for a few columns: each set of them is written once.

Most activities of a publisher have the same codes and participants. Views have the rows of each project.
"""

import json
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any, Final

from unodc_cli.catalogue.facets import WITH_PROJECT
from unodc_cli.catalogue.flags import ROW_BITS
from unodc_cli.catalogue.table import Table
from unodc_cli.model.details import FIELDS
from unodc_cli.readers.records import Alike

# The most sets to remember. A forgotten set is written again.
_MOST: Final = 5_000
# The number of row keys that each part of a view has.
_MOST_ROWS: Final = 1 << (ROW_BITS - 2)


@dataclass(frozen=True, eq=False, slots=True)
class AlikeRows:
    """The two tables of rows that projects share."""

    # The rows of each set, by the number of the first project with them.
    sets: Table
    # The set of each project, and the other columns of its rows: JSON arrays, from the first row to the last.
    members: Table

    @classmethod
    def of(cls, name: str, fields: Sequence[str], own: Sequence[str]) -> "AlikeRows":
        """Return the tables of rows with these fields; `own` are those in which projects differ."""
        common = (f'"{field}"' for field in fields if field not in own)
        return cls(
            Table(f"{name}_sets", ("owner INTEGER", "position INTEGER", *common), key=("owner", "position")),
            Table(
                f"{name}_of",
                ("project INTEGER PRIMARY KEY", "owner INTEGER", *(f'"{field}" TEXT' for field in own)),
                project="project",
            ),
        )

    def select(self, fields: Sequence[str], first: int) -> str:
        """Return the query for the rows of all projects: `project`, `num` and the fields.

        `num` is as in other tables of details; `first` is that of a project's first row.
        """
        own = [column.split()[0] for column in self.members.columns[2:]]
        columns = (
            f"json_extract(m.{field}, '$[' || s.position || ']')" if field in own else f"s.{field}"
            for field in map('"{}"'.format, fields)
        )
        return f"""SELECT m.project, (m.project << {ROW_BITS}) + {first} + s.position, {", ".join(columns)}
            FROM {self.members.name} AS m JOIN {self.sets.name} AS s ON s.owner = m.owner"""  # noqa: S608


_CLASSIFICATION: Final = FIELDS["classifications"]
# Codes that classify activities, their tags, and the organisations that take part.
ALIKE_ROWS: Final = {
    "codes": AlikeRows.of("codes", _CLASSIFICATION, ("line",)),
    "labels": AlikeRows.of("labels", _CLASSIFICATION, ("line",)),
    "participants": AlikeRows.of("participants", FIELDS["participants"], ("activity", "line")),
}
# The other rows of classifications: identifiers and texts.
STATEMENTS: Final = Table(
    "statements",
    ("project INTEGER", "position INTEGER", *(f'"{field}"' for field in _CLASSIFICATION)),
    project="project",
    key=("project", "position"),
)
_PARTS: Final = {
    "participants": (ALIKE_ROWS["participants"].select(FIELDS["participants"], 0),),
    "classifications": (
        ALIKE_ROWS["codes"].select(_CLASSIFICATION, 0),
        ALIKE_ROWS["labels"].select(_CLASSIFICATION, _MOST_ROWS),
        f"""SELECT project, (project << {ROW_BITS}) + {2 * _MOST_ROWS} + position,
            {", ".join(_CLASSIFICATION)} FROM statements""",  # noqa: S608
    ),
}
# The statements that create the tables of details that are made of these.
VIEWS: Final = tuple(
    f"""CREATE VIEW {name} (project, num, {", ".join(f'"{field}"' for field in FIELDS[name])}) AS
        {" UNION ALL ".join(_PARTS[name])}"""
    for name in WITH_PROJECT
)


class AlikeWriter:
    """Adds the rows of projects to those to be written, unless an earlier project has them alike."""

    def __init__(self, rows: Mapping[Table, list[Any]]) -> None:
        self._rows = rows
        self._owners: dict[str, dict[str, int]] = {name: {} for name in ALIKE_ROWS}

    def add(self, number: int, alike: Mapping[str, Alike]) -> None:
        """Add the rows of a project, with `number` as its key."""
        for name, (rows, own) in alike.items():
            owners, tables = self._owners[name], ALIKE_ROWS[name]
            owner = owners.get(rows)
            if owner is None:
                if len(owners) >= _MOST:
                    owners.clear()
                owner = owners[rows] = number
                listed = enumerate(json.loads(rows))
                self._rows[tables.sets] += [(number, position, *row) for position, row in listed]
            self._rows[tables.members].append((number, owner, *own))
