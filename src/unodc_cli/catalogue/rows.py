"""The rows of a project in each table of the catalogue."""

import sqlite3
from collections.abc import Iterable, Iterator, Sequence
from typing import TYPE_CHECKING, Any, NamedTuple

from unodc_cli.catalogue import budgets, details, documents
from unodc_cli.catalogue.alike_rows import ALIKE_ROWS, STATEMENTS, AlikeWriter
from unodc_cli.catalogue.classifications import Classifications
from unodc_cli.catalogue.fulltext import indexed, organisation_texts, texts
from unodc_cli.catalogue.money import MoneyRows
from unodc_cli.catalogue.part_documents import json_of
from unodc_cli.catalogue.schema import (
    ALIKE,
    AMOUNTS,
    CLASSES,
    DETAILS,
    DOCUMENTS,
    MONEY,
    NAMES,
    ORGANISATIONS,
    PARTIES,
    PHASES,
    PROJECTS,
    RELATIONS,
    REPEATS,
    SHARES,
    TAGS,
    TERMS,
    TEXTS,
    TRANSFERS,
    USES,
)
from unodc_cli.catalogue.tags import TagWriter
from unodc_cli.catalogue.terms import ACRONYM, ALIAS, ID, NAME, OTHER, TermHierarchy
from unodc_cli.model import dates, exact
from unodc_cli.model.exact import to_json
from unodc_cli.model.money import contested_amounts
from unodc_cli.model.names import fold, short_name
from unodc_cli.readers.records import Content, OrganisationRecord, Record, Stated

if TYPE_CHECKING:
    from unodc_cli.catalogue.table import Table

_OTHER = "other-identifier"

_Row = Sequence[Any]


class Position(NamedTuple):
    """The position of a project: its place among all, the number of its file, and its file."""

    place: int
    reading: int
    file: str


class RowWriter:
    """Rows of projects that are still to be written."""

    def __init__(self) -> None:
        tables = (
            *(PROJECTS, DOCUMENTS, PHASES, TAGS, NAMES, AMOUNTS, RELATIONS, USES, TEXTS),
            *(MONEY, CLASSES, PARTIES, SHARES, TRANSFERS, REPEATS, TERMS, ALIKE),
            *(ORGANISATIONS, *DETAILS.values(), STATEMENTS),
            *(table for alike in ALIKE_ROWS.values() for table in (alike.sets, alike.members)),
        )
        self._rows: dict[Table, list[_Row]] = {table: [] for table in tables}
        self._classifications = Classifications(self._rows)
        self._money = MoneyRows(self._rows, self._classifications.party)
        self._alike = AlikeWriter(self._rows)
        self._tags = TagWriter(self._rows, self._classifications)

    @property
    def projects(self) -> int:
        """The number of projects."""
        return len(self._rows[PROJECTS])

    def add(self, number: int, position: Position, record: Record, hierarchy: TermHierarchy) -> None:
        """Add a project, with `number` as its key."""
        content, own_partners = record.content, record.own_partners
        rows = self._rows
        shares = len(rows[SHARES])
        rows[PROJECTS].append(
            (
                number,
                content["id"],
                short_name(content),
                content["title"],
                content["acronym"],
                content["programme"],
                *_span(content),
                content["status"],
                own_partners,
                len(content["conflicts"]),
                position.place,
                position.reading,
                next((line for field, line, *_ in record.places if field == "id"), None),
                record.updated,
                record.title_language,
            )
        )
        rows[DOCUMENTS].append(
            (number, *documents.stored(content, record.places, position.file, json_of(record.parts)))
        )
        rows[PHASES] += [
            (number, i, p["id"], p["name"], *_span(p), p["status"]) for i, p in enumerate(content["phases"])
        ]
        rows[NAMES] += names(content)
        if content["activity"]:
            codes = (row[2] for row in record.statements if row[0] == _OTHER)
            rows[NAMES] += other_names(content["id"], codes)
        rows[AMOUNTS] += _amounts(number, content, record.parts)
        self._money.add(number, record)
        self._alike.add(number, record.alike)
        self._tags.add(number, record, hierarchy, rows[SHARES][shares:])
        rows[REPEATS] += [(number, id_) for id_ in record.repeats]
        if content["activity"]:
            rows[RELATIONS] += [
                (number, other["kind"], other["id"]) for other in content["activity"]["related"]
            ]
        uses = (
            {(position.file, None): len(record.places)} if record.places else _uses(record, position.reading)
        )
        rows[USES] += [(source, number, count, shared) for (source, shared), count in uses.items()]
        for name, listed in record.details.items():
            rows[DETAILS[name]] += details.stored(number, listed)
        rows[STATEMENTS] += [(number, place, *row) for place, row in enumerate(record.statements)]
        # The document of a curated project has these texts already.
        more = details.texts(record.details) if content["activity"] else {}
        rows[TEXTS].append((number, *map(indexed, texts(content, own_partners, hierarchy.name, more))))

    def add_organisation(
        self, number: int, position: Position, record: OrganisationRecord, hierarchy: TermHierarchy
    ) -> None:
        """Add an organisation with its budgets and documents, with `number` as its key."""
        publisher = self._classifications.publisher(*record.publisher)
        self._classifications.organisation(record.id, record.name, record.aliases)
        self._rows[ORGANISATIONS].append(
            (
                *(number, record.id, record.name, publisher, *(text or None for text in record.publisher)),
                *(record.publisher_type or None, record.is_secondary),
                *(position.place, position.reading, record.line, record.updated),
            )
        )
        for name, listed in record.details.items():
            rows = budgets.complete(listed, hierarchy) if name == "budgets" else listed
            self._rows[DETAILS[name]] += details.stored(number, rows)
        names_of_it = (record.name, *record.aliases, record.id)
        searched = organisation_texts(names_of_it, details.texts(record.details))
        self._rows[TEXTS].append((number, *map(indexed, searched)))

    def write(self, database: sqlite3.Connection) -> None:
        """Write the rows, and forget them."""
        for table, rows in self._rows.items():
            database.executemany(table.insert(ignore_duplicates=table is TERMS), rows)
            rows.clear()


def _span(record: Content) -> tuple[str | None, ...]:
    """Return start and end, and the days that they can mean: first_day, start_by, last_day."""
    start, end = record["start"], record["end"]
    return start, end, *dates.span(start, end)


def _amounts(number: int, content: Content, parts: Sequence[Stated]) -> Iterator[_Row]:
    programmes = {phase["id"]: phase["programme"] or content["programme"] for phase in content["phases"]}
    negative, unreadable = _published(content, parts)
    contested = contested_amounts(content)
    for amount in content["amounts"]:
        kind, currency, phase = amount["kind"], amount["currency"], amount["phase"]
        programme = programmes.get(phase, content["programme"])
        value = exact.parts(exact.trillionths(amount["value"]))
        yield (
            *(number, kind, *value, currency, phase, amount["level"], programme, int(amount["counted"])),
            *(negative.get((kind, currency), 0), unreadable.pop((kind, currency), 0), amount["partner"]),
            int((phase, kind) in contested),
        )
    level = content["activity"]["level"] if unreadable else None
    for (kind, currency), count in unreadable.items():
        yield number, kind, None, None, currency, None, level, content["programme"], 1, 0, count, None, 0


_Counts = dict[tuple[str, str | None], int]


def _published(content: Content, parts: Sequence[Stated]) -> tuple[_Counts, _Counts]:
    """Return the numbers of published values below zero and of unreadable ones, per kind and currency."""
    negative: _Counts = {}
    unreadable: _Counts = {}
    if activity := content["activity"]:
        for kind, value, currency, *_ in parts:
            if value < 0 if isinstance(value, int) else value.startswith("-"):
                negative[kind, currency] = negative.get((kind, currency), 0) + 1
        for value in activity["unreadable"]:
            key = value["kind"], value["currency"]
            unreadable[key] = unreadable.get(key, 0) + 1
    return negative, unreadable


def names(content: Content) -> list[tuple[str, str, str, int, str]]:
    """Return the rows of a project in the table `names`: each name once, with its best rank."""
    ranked = [
        (content["id"], ID),
        (content["acronym"], ACRONYM),
        (content["title"], NAME),
        *((identifier["value"], ALIAS) for identifier in content["identifiers"]),
        *((alias, ALIAS) for alias in content["aliases"]),
        *(
            (name, ALIAS)
            for phase in content["phases"]
            for name in (phase["id"], phase["name"], phase["title"], *phase["aliases"])
        ),
    ]
    best: dict[str, tuple[int, str]] = {}
    for name, rank in ranked:
        if name:
            best.setdefault(fold(name), (rank, name))
    return [("project", key, content["id"], rank, name) for key, (rank, name) in best.items()]


def other_names(id_: str, codes: Iterable[str]) -> list[tuple[str, str, str, int, str]]:
    """Return the rows of the identifiers by which others know a project."""
    return [("project", key, id_, OTHER, code) for code in dict.fromkeys(codes) if (key := fold(code))]


def _uses(record: Record, reading: int) -> dict[tuple[str, str | None], int]:
    """Return the number of values that each source supports; those stated for a whole file are apart."""
    content = record.content
    partners = content["partners"]
    shared = {
        f"partners[{i}]": to_json([reading, partners[i]["id"], partners[i]["role"]]) for i in record.common
    }
    counts: dict[tuple[str, str | None], int] = {}
    for entry in (*content["evidence"], *content["conflicts"]):
        for source in entry["sources"]:
            key = source, shared.get(entry["field"])
            counts[key] = counts.get(key, 0) + 1
    return counts
