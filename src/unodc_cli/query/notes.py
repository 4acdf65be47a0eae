"""What is to be said beside an answer: what names were taken for, and which statuses are doubtful."""

from collections.abc import Iterator

from unodc_cli import status
from unodc_cli.catalogue import Catalogue
from unodc_cli.query.filters import Condition, Filters
from unodc_cli.query.names import taken


def unknown_status(catalogue: Catalogue, where: Condition) -> tuple[str, ...]:
    """Say of how many of the projects that meet a condition the status is not known."""
    count = _count(catalogue, where, f"{status.SQL} IS NULL")
    if not count:
        return ()
    return (f"of {count} of the projects found the status is not known; they do not count as active",)


def more_of_unknown_status(catalogue: Catalogue, where: Condition) -> tuple[str, ...]:
    """Say how many projects a filter by status may have left out; they meet the other conditions."""
    count = _count(catalogue, where, f"{status.SQL} IS NULL")
    return (f"{count} more meet all other conditions, but their status is not known",) if count else ()


def past_their_end(catalogue: Catalogue, where: Condition) -> tuple[str, ...]:
    """Say how many are stated to be active although their end is past: not all data is kept up."""
    count = _count(catalogue, where, "status = 'active' AND last_day < :today")
    if not count:
        return ()
    return (f"{count} of these are active by what is published, although their end is past",)


def _count(catalogue: Catalogue, where: Condition, more: str) -> int:
    sql = f"SELECT COUNT(*) FROM projects WHERE {where.sql} AND {more}"
    return int(catalogue.rows(sql, where.parameters)[0][0])


def taken_for(catalogue: Catalogue, filters: Filters) -> Iterator[str]:
    """Say of the names in filters that are only a part of the thing's own what they were taken for."""
    for kind, names in (
        ("theme", filters.theme),
        ("partner", filters.partner),
        ("country", filters.country),
        ("region", filters.region),
        ("programme", filters.programme),
    ):
        yield from taken(catalogue, kind, names)
