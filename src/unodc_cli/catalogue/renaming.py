"""Name terms by projects that are kept, where an outdated project may have been the first to name them."""

import json
import sqlite3
from collections.abc import Iterable, Iterator, Mapping
from typing import Any, Final

from unodc_cli.catalogue.classifications import Classifications
from unodc_cli.catalogue.documents import COLUMNS, complete
from unodc_cli.catalogue.facets import facet_of
from unodc_cli.catalogue.flags import ROW_BITS
from unodc_cli.catalogue.schema import NAMES, TERMS
from unodc_cli.catalogue.table import Table
from unodc_cli.catalogue.terms import ALIAS, NAME
from unodc_cli.codelists.classifications import GROUPING

# The kinds of terms that have the names of published data, unless a codelist has one.
_KINDS: Final = ("sector", "publisher", *GROUPING)
_ROLES: Final = ("provider", "receiver")
_Term = tuple[str, str]


def named_terms(database: sqlite3.Connection, projects: str) -> set[_Term]:
    """Return the terms with published names that these projects have; `projects` is a query."""
    terms: set[_Term] = {
        term
        for facet in {facet_of(kind): None for kind in _KINDS}
        for term in database.execute(
            f"""SELECT DISTINCT kind, term FROM alike JOIN tags ON owner = alike.{facet}
            WHERE project IN ({projects}) AND kind IN {_KINDS}"""  # noqa: S608 - our own words
        )
    }
    parties = database.execute(
        f"""SELECT DISTINCT role, parties.id FROM ({projects}) AS outdated JOIN money
            ON money.num >= outdated.num << {ROW_BITS} AND money.num < (outdated.num + 1) << {ROW_BITS}
            JOIN parties ON parties.num IN (provider, receiver)"""  # noqa: S608
    )
    return terms.union(parties)


def name_anew(database: sqlite3.Connection, terms: Iterable[_Term]) -> None:
    """Name terms by the first projects that have them. Earlier names still find them."""
    of_projects: dict[int, set[_Term]] = {}
    of_parties: set[_Term] = set()
    for term in sorted(terms):
        if term[0] in _ROLES:
            of_parties.add(term)
            continue
        for project in _first_project(database, *term):
            of_projects.setdefault(project, set()).add(term)
    for project, wanted in of_projects.items():
        _replace(database, _rows(database, project), wanted)
    if of_parties:
        _replace(database, _rows_of_parties(database), of_parties)


def _replace(database: sqlite3.Connection, rows: Mapping[Table, list[Any]], terms: set[_Term]) -> None:
    """Write the rows of these terms in the place of those that they have."""
    for kind, id_, name, label, _ in rows[TERMS]:
        if (kind, id_) in terms:
            database.execute(
                "UPDATE terms SET name = ?, label = ? WHERE kind = ? AND id = ?", (name, label, kind, id_)
            )
            database.execute(
                "UPDATE names SET rank = ? WHERE kind = ? AND id = ? AND rank = ?", (ALIAS, kind, id_, NAME)
            )
    for row in rows[NAMES]:
        kind, key, id_, *_ = row
        if (kind, id_) in terms:
            database.execute("DELETE FROM names WHERE kind = ? AND key = ? AND id = ?", (kind, key, id_))
            database.execute(NAMES.insert(), row)


def _rows_of_parties(database: sqlite3.Connection) -> Mapping[Table, list[Any]]:
    """Return the rows of the terms of those who provide and receive money, by the first row of each."""
    rows: dict[Table, list[Any]] = {TERMS: [], NAMES: []}
    terms = Classifications(rows)
    parties = database.execute(
        """SELECT role, id, COALESCE(name, parties.ref), MIN(money.num) FROM money
        JOIN parties ON parties.num IN (provider, receiver) GROUP BY role, id"""
    )
    for role, id_, name, _ in parties:
        terms.party(role, id_, name)
    return rows


def _first_project(database: sqlite3.Connection, kind: str, term: str) -> Iterator[int]:
    """Yield the first project with a term, if there is one."""
    [(owner,)] = database.execute("SELECT MIN(owner) FROM tags WHERE kind = ? AND term = ?", (kind, term))
    rows = database.execute(
        f"SELECT project FROM alike WHERE {facet_of(kind)} = ? AND project >= ? ORDER BY project LIMIT 1",  # noqa: S608
        (owner, owner),
    )
    yield from (project for (project,) in rows)


def _rows(database: sqlite3.Connection, project: int) -> Mapping[Table, list[Any]]:
    """Return the rows of the terms of an activity, as if it were the first."""
    rows: dict[Table, list[Any]] = {TERMS: [], NAMES: []}
    terms = Classifications(rows)
    [document] = database.execute(f"SELECT {COLUMNS} FROM documents WHERE num = ?", (project,))  # noqa: S608
    # No name depends on the day.
    activity = json.loads(complete(*document, today=""))["activity"]
    reporter = activity["reporter"] or {}
    coded = database.execute(
        f"""SELECT kind, vocabulary, code, text FROM classifications
        WHERE project = ? AND code <> '' AND kind IN {GROUPING}""",  # noqa: S608
        (project,),
    )
    publisher = reporter.get("ref") or "", reporter.get("name") or ""
    for tags in (
        terms.sectors(activity["sectors"]),
        terms.of_activity(publisher, activity["level"], (), coded),
    ):
        # The tags are there already.
        list(tags)
    return rows
