"""The terms of a dimension, with all their names and the number of projects of each."""

from collections.abc import Mapping, Sequence
from typing import Final

from unodc_cli.catalogue.database import Catalogue
from unodc_cli.catalogue.facets import tagged
from unodc_cli.model.kinds import OWN_KIND
from unodc_cli.query.conditions import condition
from unodc_cli.query.dimensions import Dimension
from unodc_cli.query.filters import Condition, Filters
from unodc_cli.query.money import ROWS
from unodc_cli.query.records import Record, report_of
from unodc_cli.query.resolve import role_of
from unodc_cli.query.selection import Selection
from unodc_cli.report.report import Report
from unodc_cli.report.rows import Column, ColumnKind

COLUMNS: Final = (
    Column("id", ColumnKind.ID),
    Column("name", ColumnKind.TEXT),
    Column("count", ColumnKind.COUNT),
    Column("aliases", ColumnKind.LIST, 1),
)


def terms(
    catalogue: Catalogue,
    dimension: Dimension,
    filters: Filters,
    selection: Selection,
    today: str,
    *,
    unused: bool,
) -> Report:
    """Return the terms of a dimension that the matching projects have, those of most projects first.

    A term counts the projects that its filter finds: a region also those in its countries. With a filter of
    roles, partners count in these roles only. With `unused`, the terms without a matching project follow.
    """
    kind = dimension.term
    where = condition(catalogue, filters, today)
    if dimension.source == "terms":
        counts = _counts(catalogue, kind, where, filters.role if kind == "partner" else ())
    else:
        counts = _counts_by(catalogue, dimension, where)
    names = _names(catalogue, kind)
    rows = catalogue.rows(f"SELECT id, name FROM terms WHERE kind = ? AND {dimension.terms}", (kind,))
    # Statuses, kinds and currencies are words of their own. A file may name kinds.
    has_words = dimension.source == "terms" or rows
    rows += [
        (word, word) for word in counts if not has_words or (kind == OWN_KIND and word not in dict(rows))
    ]
    terms: list[Record] = [
        {
            "id": id_,
            "name": name,
            "count": counts.get(id_, 0),
            "aliases": _others(names.get(id_, ()), id_, name),
        }
        for id_, name in rows
    ]
    terms.sort(key=lambda term: (-term["count"], term["name"].casefold()))
    listed = [term for term in terms if term["count"] or unused]
    return report_of(listed, COLUMNS, selection, row_notes=_left_out(len(terms) - len(listed), dimension))


def _counts(catalogue: Catalogue, kind: str, where: Condition, roles: Sequence[str]) -> Mapping[str, int]:
    query = where.copy()
    role_parameters = [query.bind(role_of(role)) for role in roles]
    in_roles = f"AND role IN ({', '.join(role_parameters)})" if role_parameters else ""
    rows = catalogue.rows(
        f"""SELECT term, COUNT(DISTINCT project) FROM {tagged(kind)}
        WHERE project IN (SELECT num FROM projects WHERE {where.sql}) {in_roles}
        GROUP BY term""",
        query.parameters,
    )
    return dict(rows)


def _counts_by(catalogue: Catalogue, dimension: Dimension, where: Condition) -> Mapping[str, int]:
    """Return the numbers of projects by the expression of a dimension."""
    tables = "projects AS p" if dimension.source == "project" else ROWS
    rows = catalogue.rows(
        f"""SELECT key, COUNT(DISTINCT num) FROM (SELECT {dimension.selector} AS key, p.num FROM {tables}
            WHERE p.num IN (SELECT num FROM projects WHERE {where.sql}))
        WHERE key IS NOT NULL GROUP BY key""",
        where.parameters,
    )
    return dict(rows)


def _names(catalogue: Catalogue, kind: str) -> Mapping[str, list[str]]:
    labels: dict[str, list[str]] = {}
    for id_, label in catalogue.rows(
        "SELECT id, label FROM names WHERE kind = ? AND rank < 4 ORDER BY rank", (kind,)
    ):
        labels.setdefault(id_, []).append(label)
    return labels


def _others(labels: Sequence[str], id_: str, name: str) -> list[str]:
    return [label for label in dict.fromkeys(labels) if label not in (id_, name)]


def _left_out(count: int, dimension: Dimension) -> tuple[str, ...]:
    if not count:
        return ()
    subject = f"1 {dimension.name} has" if count == 1 else f"{count} {dimension.plural} have"
    return (f"{subject} no matching project: list {'it' if count == 1 else 'them'} with --all",)
