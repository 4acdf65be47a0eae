"""Collect findings on disk, so that memory does not grow with the files."""

import sqlite3
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from typing import NamedTuple

from unodc_cli.errors import Fault
from unodc_cli.readers.iati.kinds import FindingKind

_TABLES = """
CREATE TABLE findings (kind TEXT, file TEXT, line INTEGER, message TEXT, project TEXT);
CREATE TABLE projects (id TEXT PRIMARY KEY, file TEXT, line INTEGER, published INTEGER) WITHOUT ROWID;
CREATE TABLE parents (parent TEXT, project TEXT, file TEXT, line INTEGER);
CREATE TABLE family (child TEXT, parent TEXT, file TEXT, line INTEGER);
"""
# The number of findings that are written at a time.
_AT_ONCE = 1_000


class Entry(NamedTuple):
    """A finding, and the id of its project; None for the file as a whole."""

    fault: Fault
    project: str | None


@dataclass
class Tally:
    """The number of findings of a kind, and of their projects, with the first finding."""

    kind: str
    first: Fault
    findings: int = 0
    projects: int = 0


class Place(NamedTuple):
    """The place of a project, and whether it is published data."""

    file: str
    line: int | None
    published: bool


class Ledger:
    """Findings in their order, and the projects of all files with their parents."""

    def __init__(self, is_wanted: Callable[[str], bool] = lambda _: True) -> None:
        # Whether findings of a kind are kept.
        self._is_wanted = is_wanted
        # Without a name, SQLite creates a private temporary file, and deletes it with the connection.
        self._database = sqlite3.connect("", isolation_level=None)
        self._database.executescript(f"PRAGMA journal_mode = OFF; {_TABLES} BEGIN")
        self._waiting: list[tuple[str, str, int | None, str, str | None]] = []
        self._tallies: dict[str, Tally] = {}

    def add(self, faults: Sequence[Fault], project: str | None) -> None:
        """Add the findings of one project, or without one those of a file as a whole."""
        faults = [fault for fault in faults if self._is_wanted(fault.kind or "")]
        for fault in faults:
            kind = fault.kind or ""
            tally = self._tallies.get(kind)
            if tally is None:
                tally = self._tallies[kind] = Tally(kind, fault)
            tally.findings += 1
            self._waiting.append((kind, fault.file, fault.line, fault.message, project))
        if project is not None:
            for kind in {fault.kind or "" for fault in faults}:
                self._tallies[kind].projects += 1
        if len(self._waiting) > _AT_ONCE:
            self._write()

    def place(self, id_: str, place: Place) -> Place | None:
        """Note the place of a project; return that of an earlier one with the same id, if there is one."""
        row = (id_, *place)
        if self._database.execute("INSERT OR IGNORE INTO projects VALUES (?, ?, ?, ?)", row).rowcount:
            return None
        earlier = self._database.execute("SELECT file, line, published FROM projects WHERE id = ?", (id_,))
        file, line, published = earlier.fetchone()
        return Place(file, line, bool(published))

    def note_family(
        self, project: str, file: str, parents: Sequence[tuple[str, int]], children: Sequence[tuple[str, int]]
    ) -> None:
        """Note the ids of the parents and children of a project, each with its line."""
        rows = [(parent, project, file, line) for parent, line in parents]
        self._database.executemany("INSERT INTO parents VALUES (?, ?, ?, ?)", rows)
        edges = [(project, parent, file, line) for parent, line in parents]
        edges += [(child, project, file, line) for child, line in children]
        family = [edge for edge in edges if edge[0] != edge[1]]
        self._database.executemany("INSERT INTO family VALUES (?, ?, ?, ?)", family)

    def circles(self) -> Iterator[tuple[str, Fault]]:
        """Yield one project of each circle of parents, with a finding at the line of its relation."""
        execute = self._database.execute
        execute("CREATE INDEX IF NOT EXISTS family_by_child ON family (child)")
        execute("CREATE INDEX IF NOT EXISTS family_by_parent ON family (parent)")
        pruning = (
            "DELETE FROM family WHERE NOT EXISTS (SELECT * FROM family f WHERE f.child = family.parent)",
            "DELETE FROM family WHERE NOT EXISTS (SELECT * FROM family f WHERE f.parent = family.child)",
        )
        while True:
            # Each round removes the outermost level of every family. Circles have none, so they stay.
            while sum(execute(statement).rowcount for statement in pruning):
                pass
            circles = list(self._circles_of_first_parents())
            if not circles:
                return
            for circle, fault in circles:
                yield circle[0], fault
                # What is left may be in circles of other parents.
                self._database.executemany("DELETE FROM family WHERE child = ?", [(id_,) for id_ in circle])

    def _circles_of_first_parents(self) -> Iterator[tuple[list[str], Fault]]:
        parents: dict[str, tuple[str, str, int]] = {}
        rows = self._database.execute("SELECT * FROM family ORDER BY rowid")
        for child, parent, file, line in rows:
            parents.setdefault(child, (parent, file, line))
        visited: set[str] = set()
        for project in parents:
            chain = [project]
            while chain[-1] not in visited:
                visited.add(chain[-1])
                chain.append(parents[chain[-1]][0])
            if chain[-1] in chain[:-1]:
                circle = chain[chain.index(chain[-1]) :]
                _, file, line = parents[circle[0]]
                yield circle, Fault(file, line, " → ".join(circle), FindingKind.CIRCLE)

    def orphans(self) -> Iterator[tuple[str, Fault]]:
        """Yield each project with a parent that is in none of the files, and a finding at its line."""
        rows = self._database.execute(
            """SELECT project, parent, file, line FROM parents
            WHERE NOT EXISTS (SELECT * FROM projects WHERE id = parent) ORDER BY parents.rowid"""
        )
        for project, parent, file, line in rows:
            yield project, Fault(file, line, f"'{parent}' of '{project}'", FindingKind.NO_PARENT)

    @property
    def tallies(self) -> list[Tally]:
        """The kinds of finding, in the order of their first findings."""
        return list(self._tallies.values())

    def entries(self, kind: str | None = None, limit: int = -1) -> Iterator[Entry]:
        """Yield the findings in their order: all, or those of one kind."""
        self._write()
        rows = self._database.execute(
            """SELECT kind, file, line, message, project FROM findings
            WHERE :kind IS NULL OR kind = :kind ORDER BY rowid LIMIT :limit""",
            {"kind": kind, "limit": limit},
        )
        for kind_, file, line, message, project in rows:
            yield Entry(Fault(file, line, message, kind_), project)

    def __len__(self) -> int:
        """Return the number of findings."""
        return sum(tally.findings for tally in self._tallies.values())

    def _write(self) -> None:
        self._database.executemany("INSERT INTO findings VALUES (?, ?, ?, ?, ?)", self._waiting)
        self._waiting.clear()
