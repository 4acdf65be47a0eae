"""What is said about something: the projects in whose texts it stands, the best first."""

import json
from collections.abc import Sequence
from typing import Any, Final

from unodc_cli.catalogue.database import Catalogue
from unodc_cli.catalogue.documents import fill_in
from unodc_cli.catalogue.fulltext import PLACES, TOKENIZER, texts
from unodc_cli.query.filters import Filters, condition
from unodc_cli.query.fts_expression import expression
from unodc_cli.query.labels import Words
from unodc_cli.query.notes import names_meant
from unodc_cli.query.reports.excerpts import CLOSE, OPEN, excerpt, words_of
from unodc_cli.query.selection import Record, Selection, chosen, ranked
from unodc_cli.report.rows import Column, ColumnKind, Excerpt, Report
from unodc_cli.text import inert, to_json

COLUMNS: Final = (
    Column("id", ColumnKind.ID),
    Column("name", ColumnKind.TEXT, 3),
    Column("score", ColumnKind.COUNT, 5),
    Column("where", ColumnKind.LIST, 2),
    Column("excerpt", ColumnKind.TEXT),
    Column("words", ColumnKind.LIST, 6),
)
ALL: Final = tuple(column.name for column in COLUMNS)
# What a person looks at: the order says how well each matches.
TABLE: Final = ("id", "name", "where", "excerpt")
# Enough to look over; nobody reads the thousandth best.
_MOST = 20

_NOTHING = "nothing found: no text has all of this (OR finds either of two words, smuggl* any ending)"


def search(
    catalogue: Catalogue,
    text: str,
    filters: Filters,
    selection: Selection,
    today: str,
    *,
    columns: Sequence[str],
) -> Report:
    """Return the projects that have the words, each with the places and the sentence in which they stand.

    Raises UsageError for a text without a word to look for.
    """
    where = condition(catalogue, filters, today)
    asked = where.give(expression(text, "search"))
    found = f"""FROM texts JOIN projects ON num = texts.rowid JOIN documents USING (num)
        WHERE texts MATCH {asked} AND num IN (SELECT num FROM projects WHERE {where.sql})"""
    weights = ", ".join(str(weight) for weight in PLACES.values())
    most = -1 if selection.sort else selection.limit or _MOST
    rows = catalogue.rows(
        f"""SELECT num, id, projects.name, document, own_partners, -bm25(texts, {weights})
        {found} ORDER BY 6 DESC, place LIMIT {most}""",
        where.parameters,
    )
    marked = _marked(catalogue, rows, where.parameters[asked[1:]], today)
    records = [_record(row, marked.get(row[0], ())) for row in rows]
    shown = ranked(records, COLUMNS, selection._replace(limit=selection.limit or _MOST))
    [(total,)] = catalogue.rows(f"SELECT COUNT(*) {found}", where.parameters)
    visible = chosen(COLUMNS, selection if selection.fields else Selection(fields=tuple(columns)))
    return Report(
        visible,
        [tuple(record[column.name] for column in visible) for record in shown],
        [to_json(record) for record in shown],
        has_selected_fields=bool(selection.fields),
        notes=(*names_meant(catalogue, filters), *(() if shown else (_NOTHING,))),
        row_notes=_cut(len(shown), total, selection.limit) if shown else (),
        total_count=min(total, selection.limit or total),
    )


def _marked(
    catalogue: Catalogue, rows: Sequence[Sequence[Any]], asked: object, today: str
) -> dict[int, tuple[str, ...]]:
    """Return the texts of what was found with marks around what was searched for.

    The index of the catalogue holds no texts: those of the documents found are indexed for the moment. Where
    several files call a term differently, a project was indexed with the name of its own file: what was found
    by that alone is not among them.
    """
    names = Words(catalogue)
    places = ", ".join(PLACES)
    catalogue.rows(f"CREATE VIRTUAL TABLE temp.found USING fts5 ({places}, tokenize = '{TOKENIZER}')")
    for num, _, _, document, own_partners, _ in rows:
        lines = [
            "\n".join(inert(line) for line in text.split("\n"))
            for text in texts(json.loads(fill_in(document, today)), own_partners, names.name)
        ]
        holes = ", ".join("?" * len(PLACES))
        catalogue.rows(f"INSERT INTO temp.found (rowid, {places}) VALUES (?, {holes})", (num, *lines))
    highlighted = ", ".join(f"highlight(found, {i}, '{OPEN}', '{CLOSE}')" for i in range(len(PLACES)))
    made = catalogue.rows(f"SELECT rowid, {highlighted} FROM temp.found WHERE found MATCH ?", (asked,))
    return {row[0]: row[1:] for row in made}


def _record(row: Sequence[Any], marked: Sequence[str]) -> Record:
    _, id_, name, _, _, score = row
    found = [(place, text) for place, text in zip(PLACES, marked, strict=False) if OPEN in text]
    found.sort(key=lambda found: -len(words_of(found[1])))
    shown = excerpt(found[0][1]) if found else Excerpt("", ())
    return {
        "id": id_,
        "name": name,
        "score": round(score, 3),
        "where": [place for place, _ in found],
        "excerpt": shown,
        "words": list(shown.words),
    }


def _cut(shown: int, total: int, limit: int | None) -> tuple[str, ...]:
    if limit or shown == total:
        return ()
    return (f"the best {shown} of {total}: --limit {total} shows all",)
