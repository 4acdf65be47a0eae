"""Deduplicate published projects: keep the most recently updated of each id."""

import json
import sqlite3
from collections.abc import Iterator, Sequence
from datetime import UTC, datetime
from typing import NamedTuple

from unodc_cli.catalogue.documents import COLUMNS, complete
from unodc_cli.catalogue.facets import FACETS, kinds_of
from unodc_cli.catalogue.renaming import name_anew, named_terms
from unodc_cli.catalogue.rows import names, other_names
from unodc_cli.catalogue.schema import NAMES, OF_PROJECTS
from unodc_cli.errors import DataError, Fault
from unodc_cli.readers.iati.kinds import FindingKind


class _Occurrence(NamedTuple):
    """One of several projects with the same id: its number, its place and the time of its last update."""

    id: str
    number: int
    file: str
    line: int | None
    updated: str | None
    # A secondary reporter repeats what another has reported.
    is_secondary: bool

    @property
    def place(self) -> str:
        return self.file if self.line is None else f"{self.file}:{self.line}"


def keep_the_latest(database: sqlite3.Connection, files: Sequence[str]) -> Iterator[Fault]:
    """Keep the latest of the projects with the same id, likewise of organisations; yield a fault for each.

    The latest is the one updated last, or else the first in the files; a first report is later than any of a
    secondary reporter. Raises DataError for a curated project: there an id is a promise.
    """
    repeated = "num IN (SELECT project FROM repeats)"
    yield from _keep_the_latest(database, "projects", repeated, files)
    yield from _keep_the_latest(database, "organisations", "COALESCE(is_secondary, 0)", files)


def _keep_the_latest(
    database: sqlite3.Connection, table: str, is_secondary_report: str, files: Sequence[str]
) -> Iterator[Fault]:
    rows = database.execute(
        f"""SELECT id, num, reading, line, updated, {is_secondary_report} FROM {table}
        WHERE id IN (SELECT id FROM {table} GROUP BY id HAVING COUNT(*) > 1) ORDER BY id, place"""  # noqa: S608
    )
    database.execute("CREATE TEMP TABLE outdated (num INTEGER PRIMARY KEY, id TEXT)")
    latest: _Occurrence | None = None
    for id_, number, reading, line, updated, is_secondary in rows:
        occurrence = _Occurrence(id_, number, files[reading], line, updated, bool(is_secondary))
        if latest is None or latest.id != id_:
            latest = occurrence
            continue
        if occurrence.updated is None or latest.updated is None:
            message = f"the project '{id_}' is also in {latest.file}"
            raise DataError([Fault(occurrence.file, occurrence.line, message)])
        earlier, outdated = latest, occurrence
        is_later = instant(occurrence.updated) > instant(latest.updated)
        if (not occurrence.is_secondary, is_later) > (not latest.is_secondary, False):
            latest, outdated = occurrence, latest
        database.execute("INSERT INTO outdated VALUES (?, ?)", (outdated.number, id_))
        message = f"'{id_}' is also in {earlier.place}; kept as in {latest.place}"
        yield Fault(occurrence.file, occurrence.line, message, FindingKind.TWICE)
    if latest is not None:
        _delete_outdated(database)
    database.execute("DROP TABLE outdated")


def instant(updated: str) -> str:
    """Return a time as text that sorts in order of time: in UTC, if it has an offset."""
    try:
        moment = datetime.fromisoformat(updated.strip())
        return moment.astimezone(UTC).replace(tzinfo=None).isoformat() if moment.tzinfo else updated
    except (ValueError, OverflowError):
        return updated


def _delete_outdated(database: sqlite3.Connection) -> None:
    terms = named_terms(database, "SELECT num FROM outdated")
    # The full-text index keeps their words: without the texts they cannot be removed. No search finds them.
    for table in OF_PROJECTS:
        database.execute(
            f"DELETE FROM {table.name} WHERE {table.project} IN (SELECT num FROM outdated)"  # noqa: S608 - our own names
        )
    for facet in FACETS:
        database.execute(
            f"DELETE FROM tags WHERE {kinds_of(facet)} AND owner NOT IN (SELECT {facet} FROM alike)"  # noqa: S608
        )
    name_anew(database, terms)
    database.execute("DELETE FROM names WHERE kind = 'project' AND id IN (SELECT id FROM outdated)")
    rows = database.execute(
        f"SELECT {COLUMNS} FROM projects JOIN documents USING (num) WHERE id IN (SELECT id FROM outdated)"  # noqa: S608
    )
    for document in rows:
        # No name depends on the day.
        database.executemany(NAMES.insert(), names(json.loads(complete(*document, today=""))))
    others = database.execute(
        """SELECT id, code FROM projects JOIN statements ON project = num
        WHERE kind = 'other-identifier' AND id IN (SELECT id FROM outdated)"""
    )
    for id_, code in others:
        database.executemany(NAMES.insert(), other_names(id_, [code]))
