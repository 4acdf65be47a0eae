"""Compile parsed portfolios into one SQLite database."""

import contextlib
import gc
import sqlite3
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from typing import Final

from unodc_cli.catalogue.classifications import write_names_of_parties
from unodc_cli.catalogue.details import mark_stand_ins
from unodc_cli.catalogue.duplicates import keep_the_latest
from unodc_cli.catalogue.rows import Position, RowWriter
from unodc_cli.catalogue.schema import CREATE_INDEXES, CREATE_TABLES, FAULTS, FILES, META, SPELLINGS
from unodc_cli.catalogue.summaries import write_sums
from unodc_cli.catalogue.terms import term_hierarchies, write_published_partners, write_terms
from unodc_cli.errors import Fault
from unodc_cli.model import dates
from unodc_cli.model.exact import to_json
from unodc_cli.readers.iati.kinds import FindingKind
from unodc_cli.readers.reading import Reading
from unodc_cli.readers.records import Batch

# The number of projects that are written together.
_PROJECTS_AT_ONCE = 100
# More projects than any file has, so that the places of two files do not overlap.
_PLACES_OF_A_FILE = 1 << 32
# Faults of a curated file have no kind: it cannot be used.
_WEIGHTS: Final[Mapping[str | None, int]] = {None: 0, FindingKind.UNREADABLE: 0, FindingKind.IN_PART: 1}


def write(
    database: sqlite3.Connection,
    readings: Sequence[Reading],
    batches: Iterable[tuple[int, Batch]],
    meta: Mapping[str, str],
    progress: Callable[[int], None],
) -> None:
    """Fill an empty database; call `progress` with the number of bytes that have been read.

    Raises DataError if two curated files have a project of the same id.
    """
    for statement in CREATE_TABLES:
        database.execute(statement)
    portfolios = [reading.portfolio for reading in readings]
    write_terms(database, portfolios)
    database.executemany(FILES.insert(), enumerate(reading.file for reading in readings))
    with _without_collecting():
        generated = _write_batches(database, readings, batches, progress)
    for statement in CREATE_INDEXES:
        database.execute(statement)
    outdated = list(keep_the_latest(database, [reading.file for reading in readings]))
    _write_faults(database, outdated)
    _write_meta(database, readings, {**meta, "updated": _day_of_the_data(database, readings, generated)})
    write_sums(database)
    mark_stand_ins(database)
    write_published_partners(database, has_outdated=bool(outdated))
    write_names_of_parties(database)
    database.commit()


@contextlib.contextmanager
def _without_collecting() -> Iterator[None]:
    """Look for no reference cycles: records have none, and looking takes a twentieth of the time."""
    was_enabled = gc.isenabled()
    gc.disable()
    try:
        yield
    finally:
        if was_enabled:
            gc.enable()


def _day_of_the_data(
    database: sqlite3.Connection, readings: Sequence[Reading], generated: Sequence[str]
) -> str | None:
    """Return the latest day that files, activities and organisations state; None if none does."""
    published = database.execute(
        "SELECT DISTINCT TRIM(updated) FROM projects UNION SELECT TRIM(updated) FROM organisations"
    )
    texts = [*(reading.portfolio.updated for reading in readings), *generated, *(row[0] for row in published)]
    days = [day for text in texts if text and (day := _day(text))]
    return max(days, key=dates.latest, default=None)


def _day(text: str) -> str | None:
    """Return the date that a time begins with; None if that is no date."""
    try:
        return dates.parse(text[: len("2016-03-01")])
    except ValueError:
        return None


def _write_meta(
    database: sqlite3.Connection, readings: Sequence[Reading], meta: Mapping[str, str | None]
) -> None:
    first = next((reading for reading in readings if reading.is_readable), readings[0]).portfolio
    properties = {
        **meta,
        "title": first.title,
        "summary": first.summary,
        "licence": first.licence,
        "language": first.language,
        "results": to_json([result.model_dump(exclude={"phase"}) for result in first.results]),
    }
    database.executemany(META.insert(), properties.items())


def _write_batches(
    database: sqlite3.Connection,
    readings: Sequence[Reading],
    batches: Iterable[tuple[int, Batch]],
    progress: Callable[[int], None],
) -> list[str]:
    """Write what the batches have; return when their files say they were generated."""
    hierarchies = term_hierarchies([reading.portfolio.vocabulary for reading in readings])
    rows = RowWriter()
    generated: list[str] = []
    number = 0
    counts, bytes_read = [0] * len(readings), [0] * len(readings)
    for index, batch in batches:
        for record in batch.records:
            number += 1
            place = index * _PLACES_OF_A_FILE + counts[index]
            rows.add(number, Position(place, index, readings[index].file), record, hierarchies[index])
            counts[index] += 1
        for organisation in batch.organisations:
            number += 1
            place = index * _PLACES_OF_A_FILE + counts[index]
            position = Position(place, index, readings[index].file)
            rows.add_organisation(number, position, organisation, hierarchies[index])
            counts[index] += 1
        if rows.projects >= _PROJECTS_AT_ONCE:
            rows.write(database)
        _write_faults(database, batch.faults)
        database.executemany(SPELLINGS.insert(), [(*spelling, count) for spelling, count in batch.spellings])
        generated += [batch.generated] * bool(batch.generated)
        bytes_read[index] = batch.bytes_read
        progress(sum(bytes_read))
    rows.write(database)
    return generated


def _write_faults(database: sqlite3.Connection, faults: Sequence[Fault]) -> None:
    rows = [(*fault[:3], fault.kind and str(fault.kind), _WEIGHTS.get(fault.kind, 2)) for fault in faults]
    database.executemany(FAULTS.insert(), rows)
