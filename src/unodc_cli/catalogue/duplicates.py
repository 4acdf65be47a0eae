"""Of published projects with the same id, the one that was updated last is kept."""

import json
import sqlite3
from collections.abc import Iterator, Sequence
from datetime import UTC, datetime
from typing import NamedTuple

from unodc_cli.catalogue.rows import names
from unodc_cli.errors import DataError, Fault
from unodc_cli.model import status

# The tables that have rows of each project, with the column of its number. The words of a project that is in
# no other table are found by nobody, and cannot be taken out of the index without its texts.
_OF_PROJECTS = {
    "projects": "num",
    "documents": "num",
    "phases": "project",
    "tags": "project",
    "amounts": "project",
    "uses": "project",
}


class _Standing(NamedTuple):
    """A project that has the id of others: its number, its place in the files, when it was updated."""

    id: str
    number: int
    file: str
    line: int | None
    updated: str | None

    def where(self) -> str:
        return self.file if self.line is None else f"{self.file}:{self.line}"


def keep_the_latest(database: sqlite3.Connection, files: Sequence[str]) -> Iterator[Fault]:
    """Take away all but the project that was updated last, or first stands in the files; say each.

    Raises DataError for a curated project: there an id is a promise.
    """
    again = database.execute(
        """SELECT id, num, reading, line, updated FROM projects
        WHERE id IN (SELECT id FROM projects GROUP BY id HAVING COUNT(*) > 1) ORDER BY id, place"""
    )
    database.execute("CREATE TEMP TABLE outdated (num INTEGER PRIMARY KEY, id TEXT)")
    kept: _Standing | None = None
    for id_, number, reading, line, updated in again:
        one = _Standing(id_, number, files[reading], line, updated)
        if kept is None or kept.id != id_:
            kept = one
            continue
        if one.updated is None or kept.updated is None:
            raise DataError([Fault(one.file, one.line, f"the project '{id_}' is also in {kept.file}")])
        earlier = kept
        if instant(one.updated) > instant(kept.updated):
            kept = one
        outdated = earlier if kept is one else one
        database.execute("INSERT INTO outdated VALUES (?, ?)", (outdated.number, id_))
        yield Fault(one.file, one.line, f"'{id_}' is also in {earlier.where()}; kept as in {kept.where()}")
    if kept is not None:
        _forget_the_others(database)
    database.execute("DROP TABLE outdated")


def instant(updated: str) -> str:
    """Return a time as text that sorts as times do: in UTC, if it says how far it is from that."""
    try:
        moment = datetime.fromisoformat(updated.strip())
        return moment.astimezone(UTC).replace(tzinfo=None).isoformat() if moment.tzinfo else updated
    except (ValueError, OverflowError):
        return updated


def _forget_the_others(database: sqlite3.Connection) -> None:
    for table, key in _OF_PROJECTS.items():
        database.execute(f"DELETE FROM {table} WHERE {key} IN (SELECT num FROM outdated)")  # noqa: S608 - our own names
    database.execute("DELETE FROM names WHERE kind = 'project' AND id IN (SELECT id FROM outdated)")
    documents = database.execute(
        """SELECT document FROM projects JOIN documents USING (num)
        WHERE id IN (SELECT id FROM outdated)"""
    )
    for (document,) in documents:
        # No name depends on the day.
        rows = names(json.loads(status.fill_in(document, "")))
        database.executemany("INSERT INTO names VALUES (?, ?, ?, ?, ?)", rows)
