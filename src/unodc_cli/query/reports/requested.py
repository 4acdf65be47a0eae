"""The projects of commands that take names, filters or both."""

import shlex
from collections.abc import Iterator, Sequence
from typing import NamedTuple

from unodc_cli.catalogue.database import Catalogue
from unodc_cli.model.exact import to_json
from unodc_cli.model.names import fold
from unodc_cli.query.field_names import order_of
from unodc_cli.query.filters import Condition, Filters
from unodc_cli.query.notes import NO_PROJECT, filter_notes, nothing_found
from unodc_cli.query.reports import family
from unodc_cli.query.resolve import interpretation_notes, resolve_all
from unodc_cli.query.selection import Selection
from unodc_cli.report.report import Lazy
from unodc_cli.text import as_utf_8


class Requested(NamedTuple):
    """The projects that a command is to show: by names, filters or both, with or without their children."""

    names: Sequence[str]
    filters: Filters
    selection: Selection = Selection()
    children: bool = False


def numbers_of(catalogue: Catalogue, requested: Requested, where: Condition) -> list[int]:
    """Return the numbers of the requested projects, in their order."""
    query = where.copy()
    order = order_of(catalogue, requested.selection.sort)
    if requested.names:
        ids = query.bind(to_json(resolve_all(catalogue, "project", requested.names)))
        query.parts.append(f"id IN (SELECT value FROM json_each({ids}))")
        if not requested.selection.sort:
            order = f"(SELECT key FROM json_each({ids}) WHERE value = projects.id)"
    limit = query.bind(-1 if requested.selection.limit is None else requested.selection.limit)
    rows = catalogue.rows(
        f"SELECT num FROM projects WHERE {query.sql} ORDER BY {order} LIMIT {limit}", query.parameters
    )
    numbers = [row[0] for row in rows]
    return family.with_descendants(catalogue, numbers) if requested.children else numbers


def notes_on(
    catalogue: Catalogue,
    requested: Requested,
    where: Condition,
    projects: Sequence[object] | Lazy[object],
    today: str,
) -> tuple[str, ...]:
    """Return notes on the interpretation of the names, and on the filters."""
    return (
        *_phases_meant(catalogue, requested.names),
        *interpretation_notes(catalogue, "project", requested.names),
        *_terms_meant(catalogue, requested.names),
        *(() if requested.names else filter_notes(catalogue, where, requested.filters, today, projects)),
        *(nothing_found(catalogue, NO_PROJECT) if requested.names and not projects else ()),
    )


def _terms_meant(catalogue: Catalogue, requested: Sequence[str]) -> Iterator[str]:
    """Yield a note for each name that is also that of a theme or partner: the command for its projects."""
    for name in requested:
        rows = catalogue.rows(
            """SELECT DISTINCT kind FROM names WHERE key = :key AND kind NOT IN ('project', 'organisation')
            AND NOT EXISTS (SELECT 1 FROM names WHERE key = :key AND kind = 'project')""",
            {"key": fold(name)},
        )
        for (kind,) in rows[:1]:
            yield f"'{name}' is also a {kind}: unodc show --{kind} {shlex.quote(name)}"


def _phases_meant(catalogue: Catalogue, requested: Sequence[str]) -> Iterator[str]:
    """Yield a note for each name of a phase: the project of the phase."""
    for name in requested:
        rows = catalogue.rows(
            """SELECT DISTINCT phases.name, projects.id FROM phases JOIN projects ON num = project
            WHERE (lower(phases.name) = lower(:name) OR phases.id = lower(:name))
            AND lower(:name) NOT IN (projects.id, lower(COALESCE(acronym, '')))""",
            {"name": as_utf_8(name.strip())},
        )
        for phase, project in rows:
            yield f"{phase} is a phase of {project}"
