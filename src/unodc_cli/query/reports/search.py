"""Full-text search: the projects and organisations whose texts match, the best first."""

import json
from collections.abc import Sequence
from typing import Any, Final, NamedTuple

from unodc_cli.catalogue import details
from unodc_cli.catalogue.database import Catalogue
from unodc_cli.catalogue.documents import COLUMNS as DOCUMENT
from unodc_cli.catalogue.documents import complete
from unodc_cli.catalogue.fulltext import (
    PLACES,
    SEPARATOR,
    TOKENIZER,
    indexed,
    organisation_texts,
    separated,
    texts,
)
from unodc_cli.model.letters import plain_letters
from unodc_cli.query.conditions import condition
from unodc_cli.query.filters import Filters
from unodc_cli.query.fts_expression import expression
from unodc_cli.query.labels import Labels
from unodc_cli.query.notes import names_meant
from unodc_cli.query.records import Record, report_of
from unodc_cli.query.reports.excerpts import CLOSE, OPEN, excerpt, words_of
from unodc_cli.query.selection import Selection
from unodc_cli.report.report import Report
from unodc_cli.report.rows import Column, ColumnKind, Excerpt
from unodc_cli.text import inert

COLUMNS: Final = (
    Column("id", ColumnKind.ID),
    Column("name", ColumnKind.TEXT, 3),
    Column("score", ColumnKind.COUNT, 5),
    Column("where", ColumnKind.LIST, 2),
    Column("excerpt", ColumnKind.TEXT),
    Column("words", ColumnKind.LIST, 6),
)
ALL: Final = tuple(column.name for column in COLUMNS)
# The columns for people; the order says how well each matches.
TABLE: Final = ("id", "name", "where", "excerpt")
# With the table: a column of the index has the same name as one of `documents`.
_DOCUMENT: Final = ", ".join(f"documents.{name}" for name in DOCUMENT.split(", "))
# Enough to look over; nobody reads the thousandth best.
_MOST = 20

_NOTHING = "nothing found: no text has all of this (OR finds either of two words, smuggl* any ending)"


class _Hit(NamedTuple):
    """A project that was found, or an organisation, which has no document."""

    document: Any
    number: int
    id: str
    name: str
    score: float
    own_partners: int


def search(
    catalogue: Catalogue,
    text: str,
    filters: Filters,
    selection: Selection,
    today: str,
    *,
    columns: Sequence[str],
) -> Report:
    """Return the projects that have the words, each with their places and the sentence with most of them.

    Filters are on projects; without any, organisations of organisation files are found too. Raises UsageError
    for a text without a word to look for.
    """
    where = condition(catalogue, filters, today)
    match = where.bind(expression(text, "search"))
    matching = f"""FROM texts JOIN projects ON num = texts.rowid JOIN documents USING (num)
        WHERE texts MATCH {match} AND num IN (SELECT num FROM projects WHERE {where.sql})"""
    weights = ", ".join(str(weight) for weight in PLACES.values())
    limit = -1 if selection.sort else selection.limit or _MOST
    rows = catalogue.rows(
        f"""SELECT num, id, projects.name, -bm25(texts, {weights}), own_partners, {_DOCUMENT}
        {matching} ORDER BY 4 DESC, place LIMIT {limit}""",
        where.parameters,
    )
    hits = [_Hit(json.loads(complete(*row[5:], today=today)), *row[:5]) for row in rows]
    [(total,)] = catalogue.rows(f"SELECT COUNT(*) {matching}", where.parameters)
    if filters == Filters():
        organisations = _organisations(catalogue, where.parameters[match[1:]], weights)
        hits = sorted([*hits, *organisations], key=lambda hit: -hit.score)
        hits = hits if limit < 0 else hits[:limit]
        total += len(organisations)
    marked = _marked_texts(catalogue, hits, where.parameters[match[1:]])
    records = [_record(hit, marked.get(hit.number, ())) for hit in hits]
    limited = selection._replace(limit=selection.limit or _MOST)
    return report_of(
        records,
        COLUMNS,
        limited,
        default=columns,
        notes=(*names_meant(catalogue, filters), *(() if records else (_NOTHING,))),
        row_notes=_note_on_limit(min(total, _MOST), total, selection.limit) if records else (),
        total_count=min(total, selection.limit or total),
    )


def _organisations(catalogue: Catalogue, expression: object, weights: str) -> list[_Hit]:
    """Return the organisations that have the words. There are few of them in all."""
    # Without any, each text with the words would be looked at in vain.
    if not catalogue.rows("SELECT 1 FROM organisations LIMIT 1"):
        return []
    rows = catalogue.rows(
        f"""SELECT num, id, name, -bm25(texts, {weights}), 0
        FROM texts JOIN organisations ON num = texts.rowid WHERE texts MATCH ? ORDER BY 4 DESC, place""",
        (expression,),
    )
    return [_Hit(None, *row) for row in rows]


def _marked_texts(
    catalogue: Catalogue, hits: Sequence[_Hit], expression: object
) -> dict[int, tuple[str, ...]]:
    """Return the texts of the hits with marks around the words.

    The index of the catalogue has no texts, so those of the hits are indexed for the moment. Where several
    files call a term differently, a project was indexed with the name of its own file: hits by that alone
    have no marks.
    """
    labels = Labels(catalogue)
    places = ", ".join(PLACES)
    catalogue.rows(f"CREATE VIRTUAL TABLE temp.found USING fts5 ({places}, tokenize = {TOKENIZER})")
    placeholders = ", ".join("?" * len(PLACES))
    originals: dict[int, Sequence[str]] = {}
    for hit in hits:
        originals[hit.number] = [
            "\n".join(inert(line) for line in text.split("\n")) for text in _texts(catalogue, hit, labels)
        ]
        parts = map(indexed, originals[hit.number])
        catalogue.rows(
            f"INSERT INTO temp.found (rowid, {places}) VALUES (?, {placeholders})", (hit.number, *parts)
        )
    marked = ", ".join(f"highlight(found, {i}, '{OPEN}', '{CLOSE}')" for i in range(len(PLACES)))
    rows = catalogue.rows(f"SELECT rowid, {marked} FROM temp.found WHERE found MATCH ?", (expression,))
    return {number: tuple(map(_restored, marked, originals[number])) for number, *marked in rows}


def _restored(marked: str, original: str) -> str:
    """Return a text of the index with the letters that it has there, and the marks of the index."""
    letters = separated(original)
    if plain_letters(letters) == letters:
        return marked.replace(SEPARATOR, "")
    pieces: list[str] = []
    position = 0
    for letter in letters:
        while marked[position] in (OPEN, CLOSE):
            pieces.append(marked[position])
            position += 1
        pieces.append(letter)
        position += len(plain_letters(letter))
    return "".join([*pieces, marked[position:]]).replace(SEPARATOR, "")


def _texts(catalogue: Catalogue, hit: _Hit, labels: Labels) -> Sequence[str]:
    """Return the texts of a hit, one for each place."""
    if hit.document is None:
        names = catalogue.rows("SELECT label FROM names WHERE kind = 'organisation' AND id = ?", (hit.id,))
        listed = (hit.name, *(name for (name,) in names))
        return organisation_texts(listed, details.texts_of(catalogue, hit.number))
    # The document of an activity does not have all of them.
    detail_texts = details.texts_of(catalogue, hit.number) if hit.document["activity"] else {}
    return texts(hit.document, hit.own_partners, labels.name, detail_texts)


def _record(hit: _Hit, marked: Sequence[str]) -> Record:
    texts = [(place, text) for place, text in zip(PLACES, marked, strict=False) if OPEN in text]
    texts.sort(key=lambda text: -len(words_of(text[1])))
    best = excerpt(texts[0][1]) if texts else Excerpt("", ())
    return {
        "id": hit.id,
        "name": hit.name,
        "score": round(hit.score, 3),
        "where": [place for place, _ in texts],
        "excerpt": best,
        "words": list(best.words),
    }


def _note_on_limit(count: int, total: int, limit: int | None) -> tuple[str, ...]:
    if limit or count == total:
        return ()
    return (f"the best {count} of {total}: show all with --limit {total}",)
