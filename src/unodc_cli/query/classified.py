"""Classifications of projects as fields: a column for each kind."""

from collections.abc import Callable, Iterator, Mapping
from typing import Any, Final

from unodc_cli.catalogue.database import Catalogue
from unodc_cli.catalogue.facets import tagged
from unodc_cli.codelists.classifications import GROUPING
from unodc_cli.report.rows import Cell, Column, ColumnKind

_OTHER: Final = "other-identifier"
# A field of its own has the level.
KINDS: Final = (*(kind for kind in GROUPING if kind != "level"), _OTHER)

# In SQL, on a row of `projects` with the number NUM: the codes of a kind with their names, in their order.
_TERMS: Final = """SELECT t.term AS code, w.name AS name FROM {tagged} AS t
    LEFT JOIN terms AS w ON w.kind = t.kind AND w.id = t.term
    WHERE t.project = NUM ORDER BY t.position"""
_OTHERS: Final = f"""SELECT code, text AS name FROM statements
    WHERE project = NUM AND kind = '{_OTHER}' ORDER BY position"""


def _sql(kind: str, number: str) -> str:
    sql = _OTHERS if kind == _OTHER else _TERMS.format(tagged=tagged(kind))
    return sql.replace("NUM", number)


# The column of a kind, the function from a document to its cell, and its order in SQL.
Parts = tuple[Column, Callable[[Mapping[str, Any]], Cell], str]


def columns(catalogue: Catalogue) -> Iterator[tuple[str, Parts]]:
    """Yield each kind with the column, the cells and the order of its field."""
    for kind in KINDS:
        order = f"(SELECT code FROM ({_sql(kind, 'projects.num')}) LIMIT 1)"
        yield kind, (Column(kind, ColumnKind.LIST, 8), _cells(catalogue, kind), order)


def _cells(catalogue: Catalogue, kind: str) -> Callable[[Mapping[str, Any]], Cell]:
    sql = _sql(kind, "(SELECT num FROM projects WHERE id = :id)")

    def value(document: Mapping[str, Any]) -> Cell:
        rows = catalogue.rows(sql, {"id": document["id"]})
        return [code if name in (None, code) else f"{code} {name}" for code, name in rows]

    return value


def counts(catalogue: Catalogue, limit: int) -> dict[str, int]:
    """Return the number of the first projects that have each kind, without kinds that none has."""
    counts_by_kind: dict[str, int] = {}
    for kind in KINDS:
        sql = f"""SELECT COUNT(*) FROM (SELECT num FROM projects ORDER BY place LIMIT :limit) AS p
            WHERE EXISTS ({_sql(kind, "p.num")})"""
        [(count,)] = catalogue.rows(sql, {"limit": limit})
        if count:
            counts_by_kind[kind] = int(count)
    return counts_by_kind
