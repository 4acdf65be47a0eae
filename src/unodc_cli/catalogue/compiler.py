"""What was read → one SQLite database.

- `meta`: key, value (the portfolio's title, the day of its data, the stamp of its files).
- `projects`: one row a project; `place` is its place in the order of the files. `first_day` and `last_day`
  are the earliest day that the start and the latest day that the end can mean; `start_by` is the latest that
  the start can mean. `status` is what a source states. `own_partners` is how many partners are the project's
  own; they stand before those that the whole portfolio has. `reading` is the number of its file, `line` the
  line of its identifier there, `updated` when its publisher last changed it.
- `documents`: the project's JSON, ready to print but for what depends on the day (see `status`). It has a
  table of its own, so that a look at all projects need not turn the pages of all documents.
- `phases`: the same of each phase.
- `terms`: what projects can be found by: themes, partners, countries, regions, programmes, with their names.
- `tags`: which project has which term. `direct` is 0 where it follows from another (the region of a country,
  the instrument that pays for a programme); `shared` is 1 for what the whole portfolio has.
- `names`: every name of a term or project, folded. The lower `rank`, the more it is the thing's own.
- `amounts`: `counted` is 1 for what makes up the project's total: its own sum, or those of its phases.
  `programme` is that of the phase or project that has it. `negative` and `unreadable` are how many published
  values are below zero, or no number; where all are unreadable, `value` is NULL.
- `spellings`: how partners are written in published data, how near that is to the name, and how often.
- `faults`: what was wrong in files of which the rest could be read.
- `sources`, and `uses`: how many values of which project take from which source. `shared` tells apart what a
  file says once for all its projects, to be counted once; it is NULL for what is the project's own.
- `texts`: full text, a column for each place (see `searchable`).
"""

import sqlite3
from collections.abc import Callable, Iterable, Mapping, Sequence

from unodc_cli.catalogue.duplicates import keep_the_latest
from unodc_cli.catalogue.fulltext import PLACES, TOKENIZER
from unodc_cli.catalogue.rows import Order, RowWriter
from unodc_cli.catalogue.terms import derived, write_published_partners, write_terms
from unodc_cli.errors import Fault
from unodc_cli.readers.reading import Batch, Reading
from unodc_cli.text import to_json

_TABLES = f"""
CREATE TABLE meta (key TEXT PRIMARY KEY, value TEXT);
CREATE TABLE projects (
    num INTEGER PRIMARY KEY, id TEXT, name TEXT, title TEXT, acronym TEXT, programme TEXT,
    start TEXT, "end" TEXT, first_day TEXT, start_by TEXT, last_day TEXT, status TEXT,
    own_partners INTEGER, conflicts INTEGER, place INTEGER, reading INTEGER, line INTEGER, updated TEXT
);
CREATE TABLE documents (num INTEGER PRIMARY KEY, document TEXT);
CREATE TABLE phases (
    project INTEGER, position INTEGER, id TEXT, name TEXT,
    start TEXT, "end" TEXT, first_day TEXT, start_by TEXT, last_day TEXT, status TEXT
);
CREATE TABLE terms (
    kind TEXT, id TEXT, name TEXT, label TEXT, detail TEXT, PRIMARY KEY (kind, id)
) WITHOUT ROWID;
CREATE TABLE tags (
    kind TEXT, term TEXT, project INTEGER, role TEXT, direct INTEGER, shared INTEGER, position INTEGER
);
CREATE TABLE names (kind TEXT, key TEXT, id TEXT, rank INTEGER, label TEXT);
CREATE TABLE amounts (
    project INTEGER, kind TEXT, value NUMERIC, currency TEXT, phase TEXT, level INTEGER, programme TEXT,
    counted INTEGER, negative INTEGER, unreadable INTEGER
);
CREATE TABLE sources (id TEXT PRIMARY KEY, title TEXT, publisher TEXT, url TEXT, accessed TEXT, kind TEXT);
CREATE TABLE uses (source TEXT, project INTEGER, count INTEGER, shared TEXT);
CREATE TABLE faults (file TEXT, line INTEGER, message TEXT);
CREATE TABLE spellings (partner TEXT, name TEXT, ref TEXT, score REAL, count INTEGER);
-- Without the texts themselves: they are in the documents.
CREATE VIRTUAL TABLE texts USING fts5 ({", ".join(PLACES)}, content = '', tokenize = '{TOKENIZER}');
"""
_INDEXES = """
CREATE INDEX projects_by_id ON projects (id);
CREATE INDEX projects_by_place ON projects (place);
CREATE INDEX tags_of_term ON tags (kind, term, project, role);
CREATE INDEX tags_of_project ON tags (project, kind);
CREATE INDEX names_by_key ON names (kind, key);
CREATE INDEX amounts_of_project ON amounts (project);
CREATE INDEX phases_of_project ON phases (project);
CREATE INDEX uses_of_source ON uses (source);
CREATE INDEX spellings_of_partner ON spellings (partner);
"""
# Projects that are written together.
_AT_ONCE = 100
# More projects than any file has, so that the places of the files do not overlap.
_PLACES_OF_A_FILE = 1 << 32


def write(
    database: sqlite3.Connection,
    readings: Sequence[Reading],
    batches: Iterable[Batch],
    meta: Mapping[str, str],
    progress: Callable[[int], None],
) -> None:
    """Fill an empty database with what was read; `progress` is told how many bytes of the files have been.

    Raises DataError if two curated files have a project of the same id.
    """
    database.executescript(_TABLES)
    first = next((reading for reading in readings if not reading.faults), readings[0]).portfolio
    results = to_json([result.model_dump(exclude={"phase"}) for result in first.results])
    noted = {
        **meta,
        "title": first.title,
        "summary": first.summary,
        "updated": first.updated,
        "results": results,
    }
    database.executemany("INSERT INTO meta VALUES (?, ?)", noted.items())
    portfolios = [reading.portfolio for reading in readings]
    write_terms(database, portfolios)
    follows = derived(portfolios)
    rows = RowWriter()
    number = 0
    counts, done = [0] * len(readings), [0] * len(readings)
    for batch in batches:
        index = batch.reading
        for record in batch.records:
            number += 1
            place = index * _PLACES_OF_A_FILE + counts[index]
            rows.add(number, Order(place, index, readings[index].file), record, follows[index])
            counts[index] += 1
        if len(rows) >= _AT_ONCE:
            rows.write(database)
        write_faults(database, batch.faults)
        counted = [(*spelling, count) for spelling, count in batch.spellings]
        database.executemany("INSERT INTO spellings VALUES (?, ?, ?, ?, ?)", counted)
        done[index] = batch.done
        progress(sum(done))
    rows.write(database)
    database.executescript(_INDEXES)
    for fault in keep_the_latest(database, [reading.file for reading in readings]):
        write_faults(database, [fault])
    write_published_partners(database)
    database.commit()


def write_faults(database: sqlite3.Connection, faults: Sequence[Fault]) -> None:
    """Write what was wrong in files of which the rest could be read."""
    database.executemany("INSERT INTO faults VALUES (?, ?, ?)", faults)
