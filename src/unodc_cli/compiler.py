"""What was read → one SQLite database.

- `meta`: key, value (the portfolio's title, the day of its data, the stamp of its files).
- `projects`: one row a project, in the file's order. `first_day` and `last_day` are the earliest day that
  the start and the latest day that the end can mean; `start_by` is the latest that the start can mean.
  `status` is what a source states. `own_partners` is how many partners are the project's own; they stand
  before those that the whole portfolio has. `document` is the project's JSON, ready to print but for what
  depends on the day (see `status`).
- `phases`: the same of each phase.
- `terms`: what projects can be found by: themes, partners, countries, regions, programmes, with their names.
- `tags`: which project has which term. `direct` is 0 where it follows from another (the region of a country,
  the instrument that pays for a programme); `shared` is 1 for what the whole portfolio has.
- `names`: every name of a term or project, folded. The lower `rank`, the more it is the thing's own.
- `amounts`: `counted` is 1 for what makes up the project's total: its own sum, or those of its phases.
  `programme` is that of the phase or project that has it.
- `spellings`: how partners are written in published data, how near that is to the name, and how often.
- `faults`: what was wrong in files of which the rest could be read.
- `sources`, and `uses`: which project's value takes from which source.
- `texts`: full text, a column for each place (see `searchable`).
"""

import json
import secrets
import sqlite3
from collections.abc import Iterator, Mapping, Sequence
from typing import NamedTuple

from unodc_cli import dates, status
from unodc_cli.errors import DataError, Fault
from unodc_cli.reading import Content, Reading, Record
from unodc_cli.searchable import PLACES, TOKENIZER, texts
from unodc_cli.terms import ACRONYM, ALIAS, ID, NAME, Derived, write_terms
from unodc_cli.text import to_json
from unodc_cli.vocabulary import fold

_TABLES = """
CREATE TABLE meta (key TEXT PRIMARY KEY, value TEXT);
CREATE TABLE projects (
    num INTEGER PRIMARY KEY, id TEXT, name TEXT, title TEXT, acronym TEXT, programme TEXT,
    start TEXT, "end" TEXT, first_day TEXT, start_by TEXT, last_day TEXT, status TEXT,
    own_partners INTEGER, conflicts INTEGER, document TEXT
);
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
    counted INTEGER
);
CREATE TABLE sources (id TEXT PRIMARY KEY, title TEXT, publisher TEXT, url TEXT, accessed TEXT, kind TEXT);
CREATE TABLE uses (source TEXT, project INTEGER, field TEXT);
CREATE TABLE faults (file TEXT, line INTEGER, message TEXT);
CREATE TABLE spellings (partner TEXT, name TEXT, ref TEXT, score REAL, count INTEGER);
"""
# Without the texts themselves: they are in the documents.
_TEXTS = (
    f"CREATE VIRTUAL TABLE texts USING fts5 ({', '.join(PLACES)}, content = '', tokenize = '{TOKENIZER}')"
)
_INSERT_TEXTS = f"INSERT INTO texts (rowid, {', '.join(PLACES)}) VALUES (?, {', '.join('?' * len(PLACES))})"  # noqa: S608 - our own names
_INDEXES = """
CREATE UNIQUE INDEX projects_by_id ON projects (id);
CREATE INDEX tags_of_term ON tags (kind, term, project);
CREATE INDEX tags_of_project ON tags (project, kind);
CREATE INDEX names_by_key ON names (kind, key);
CREATE INDEX amounts_of_project ON amounts (project);
CREATE INDEX phases_of_project ON phases (project);
CREATE INDEX uses_of_source ON uses (source);
"""
_LONG_TITLE = 50

_Tag = tuple[str, str, str | None, int, int]


def write(database: sqlite3.Connection, readings: Sequence[Reading], meta: Mapping[str, str]) -> None:
    """Fill an empty database with what was read.

    Raises DataError if two files have a project of the same id.
    """
    database.executescript(_TABLES)
    database.execute(_TEXTS)
    first = readings[0].portfolio
    results = to_json([result.model_dump(exclude={"phase"}) for result in first.results])
    noted = {
        **meta,
        "title": first.title,
        "summary": first.summary,
        "updated": first.updated,
        "results": results,
    }
    database.executemany("INSERT INTO meta VALUES (?, ?)", noted.items())
    write_terms(database, [reading.portfolio for reading in readings])
    known: dict[str, _Written] = {}
    outdated: list[tuple[int]] = []
    number = 0
    for reading in readings:
        derived = Derived(reading.portfolio)
        for record in reading.records:
            number += 1
            written = _Written(number, record.updated, reading.file)
            earlier = known.setdefault(record.content["id"], written)
            if earlier is not written:
                later = _later(earlier, written, record.content["id"], reading.faults)
                outdated.append(((earlier if later is written else written).number,))
                known[record.content["id"]] = later
            _write_project(database, number, record, derived)
    database.executemany("DELETE FROM projects WHERE num = ?", outdated)
    database.executescript(_INDEXES)
    for table in ("phases", "tags", "amounts", "uses"):
        database.executemany(f"DELETE FROM {table} WHERE project = ?", outdated)  # noqa: S608 - our own names
    for reading in readings:
        rows = [(fault.file, fault.line, fault.message) for fault in reading.faults]
        database.executemany("INSERT INTO faults VALUES (?, ?, ?)", rows)
        counted = [(*spelling, count) for spelling, count in reading.spellings.items()]
        database.executemany("INSERT INTO spellings VALUES (?, ?, ?, ?, ?)", counted)
    database.commit()


class _Written(NamedTuple):
    """Where a project was written: its number, when its publisher last changed it, and its file."""

    number: int
    updated: str | None
    file: str


def _later(earlier: _Written, written: _Written, id_: str, faults: list[Fault]) -> _Written:
    """Return which of two projects with the same id is kept: the later updated one, and say so.

    Raises DataError for a curated project: there an id is a promise.
    """
    if earlier.updated is None or written.updated is None:
        raise DataError([Fault(written.file, None, f"the project '{id_}' is also in {earlier.file}")])
    later = written if written.updated > earlier.updated else earlier
    faults.append(Fault(written.file, None, f"'{id_}' is also in {earlier.file}; kept as in {later.file}"))
    return later


def _write_project(database: sqlite3.Connection, number: int, record: Record, derived: Derived) -> None:
    content, own_partners = record.content, record.own_partners
    database.execute(
        "INSERT INTO projects VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)",
        (
            number,
            content["id"],
            _short_name(content),
            content["title"],
            content["acronym"],
            content["programme"],
            *_span(content),
            content["status"],
            own_partners,
            len(content["conflicts"]),
            _document(content),
        ),
    )
    database.executemany(
        "INSERT INTO phases VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?)",
        [(number, i, p["id"], p["name"], *_span(p), p["status"]) for i, p in enumerate(content["phases"])],
    )
    database.executemany(
        "INSERT INTO tags VALUES (?, ?, ?, ?, ?, ?, ?)",
        [
            (kind, term, number, role, direct, shared, i)
            for i, (kind, term, role, direct, shared) in enumerate(_tags(content, own_partners, derived))
        ],
    )
    database.executemany(
        "INSERT INTO names VALUES ('project', ?, ?, ?, ?)",
        [(fold(text), content["id"], rank, text) for text, rank in _names(content)],
    )
    database.executemany("INSERT INTO amounts VALUES (?, ?, ?, ?, ?, ?, ?, ?)", _amounts(number, content))
    for partner in derived.new_partners(content["partners"]):
        id_, name = partner["id"], partner["name"]
        database.execute("INSERT OR IGNORE INTO terms VALUES ('partner', ?, ?, ?, NULL)", (id_, name, name))
        rows = [(fold(text), id_, rank, text) for text, rank in ((id_, ID), (name, NAME))]
        database.executemany("INSERT INTO names VALUES ('partner', ?, ?, ?, ?)", rows)
    database.executemany(
        "INSERT INTO uses VALUES (?, ?, ?)", [(s, number, field) for s, field in _uses(content)]
    )
    database.execute(_INSERT_TEXTS, (number, *texts(content, own_partners, derived.name)))


def _amounts(number: int, content: Content) -> Iterator[tuple[object, ...]]:
    own = {(amount["kind"], amount["currency"]) for amount in content["amounts"] if amount["phase"] is None}
    programmes = {phase["id"]: phase["programme"] or content["programme"] for phase in content["phases"]}
    for amount in content["amounts"]:
        kind, currency, phase = amount["kind"], amount["currency"], amount["phase"]
        counted = phase is None or (kind, currency) not in own
        programme = programmes.get(phase, content["programme"])
        yield number, kind, amount["value"], currency, phase, amount["level"], programme, int(counted)


def _short_name(content: Content) -> str:
    """Return the acronym, or else the title; of a long title the first alias stands for it."""
    acronym: str | None = content["acronym"]
    title: str = content["title"]
    if acronym or len(title) <= _LONG_TITLE:
        return acronym or title
    return content["aliases"][0] if content["aliases"] else title


def _span(record: Content) -> tuple[str | None, ...]:
    """Return start, end, and the days they can mean: first_day, start_by, last_day."""
    start, end = record["start"], record["end"]
    return (
        start,
        end,
        dates.earliest(start) if start else None,
        dates.latest(start) if start else None,
        dates.latest(end) if end else None,
    )


def _document(content: Content) -> str:
    """Return the JSON of a project, with a mark in the place of each status that follows from dates."""
    # The days stand in the text under a word that nobody can have written into the data.
    secret = secrets.token_hex(16)
    marked = {**content, "phases": [dict(phase) for phase in content["phases"]]}
    for record in (marked, *marked["phases"]):
        if record["status"] is None:
            _, _, first_day, _, last_day = _span(record)
            record["status"] = secret + status.mark(first_day, last_day)
    text = to_json(marked)
    mark = status.mark("", "")[0]
    escaped = json.dumps(mark)[1:-1]
    pieces = text.split(f'"{secret}{escaped}')
    return pieces[0] + "".join(mark + piece.replace(f'{escaped}"', mark, 1) for piece in pieces[1:])


def _tags(content: Content, own_partners: int, derived: Derived) -> Iterator[_Tag]:
    for theme in content["themes"]:
        yield "theme", theme, None, 1, 0
    for position, partner in enumerate(content["partners"]):
        yield "partner", partner["id"], partner["role"], 1, int(position >= own_partners)
    for country in content["countries"]:
        yield "country", country, None, 1, 0
    for region in content["regions"]:
        yield "region", region, None, 1, 0
    for region in derived.regions_with(content["countries"]):
        if region not in content["regions"]:
            yield "region", region, None, 0, 0
    stated = [content["programme"], *(phase["programme"] for phase in content["phases"])]
    programmes = list(dict.fromkeys(programme for programme in stated if programme))
    for programme in programmes:
        yield "programme", programme, None, 1, 0
    above = dict.fromkeys(parent for programme in programmes for parent in derived.above(programme))
    for parent in above:
        if parent not in programmes:
            yield "programme", parent, None, 0, 0


def _names(content: Content) -> Iterator[tuple[str, int]]:
    yield content["id"], ID
    if content["acronym"]:
        yield content["acronym"], ACRONYM
    yield content["title"], NAME
    for identifier in content["identifiers"]:
        yield identifier["value"], ALIAS
    for alias in content["aliases"]:
        yield alias, ALIAS
    for phase in content["phases"]:
        for name in (phase["id"], phase["name"], phase["title"], *phase["aliases"]):
            if name:
                yield name, ALIAS


def _uses(content: Content) -> Iterator[tuple[str, str]]:
    for entry in (*content["evidence"], *content["conflicts"]):
        for source in entry["sources"]:
            yield source, entry["field"]
