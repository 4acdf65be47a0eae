"""What is to be said beside an answer: what names and dates were taken for, which statuses are doubtful."""

from collections.abc import Iterator, Sequence
from typing import Final

from unodc_cli.catalogue.database import Catalogue
from unodc_cli.model import status
from unodc_cli.query import periods
from unodc_cli.query.filters import Condition, Filters, condition
from unodc_cli.query.resolve import interpretation_notes

# Filters, what they cannot judge, and how that is said.
_UNKNOWN: Final[Sequence[tuple[Sequence[str], str, str]]] = (
    (("active", "since", "until"), periods.UNDATED, "none of their dates is known"),
    (("starts",), "start IS NULL", "their start is not known"),
    (("ends",), '"end" IS NULL', "their end is not known"),
    (("status",), f"{status.SQL} IS NULL", "their status is not known"),
)


def active_when(filters: Filters, today: str) -> tuple[str, ...]:
    """Say of which day the number of active projects is, if another time is asked for."""
    return (f"`active` counts those that are active today, {today}",) if filters.dates() else ()


def unknown_status(catalogue: Catalogue, where: Condition) -> tuple[str, ...]:
    """Say of how many of the projects that meet a condition the status is not known."""
    count = _count(catalogue, where, f"{status.SQL} IS NULL")
    if not count:
        return ()
    return (f"of {count} of the projects found the status is not known; they do not count as active",)


def left_out(catalogue: Catalogue, filters: Filters, today: str) -> Iterator[str]:
    """Say how many projects a filter may have left out, since it could not know; they meet all others."""
    for names, is_unknown, said in _UNKNOWN:
        if any(getattr(filters, name) for name in names):
            others = filters._replace(**{name: Filters._field_defaults[name] for name in names})
            if count := _count(catalogue, condition(catalogue, others, today), is_unknown):
                yield f"{count} more meet all other conditions, but {said}"


def past_their_end(catalogue: Catalogue, where: Condition) -> tuple[str, ...]:
    """Say how many are stated to be active although their end is past: not all data is kept up."""
    count = _count(catalogue, where, "status = 'active' AND last_day < :today")
    if not count:
        return ()
    return (f"{count} of these are active by what is published, although their end is past",)


def taken_as(catalogue: Catalogue, where: Condition, filters: Filters) -> Iterator[str]:
    """Say what a filter of when they ran has taken an unknown start or end for, and of how many."""
    if not filters.spans():
        return
    for is_so, said in (
        (periods.OPEN, "a start or an end is not known; it was taken as open"),
        (periods.CEASED_TODAY, "the end is not known; as they are over, it was taken as today"),
        (periods.BEGUN_TODAY, "the start is not known; as they are only planned, it was taken as today"),
    ):
        if count := _count(catalogue, where, is_so):
            yield f"of {count} of these {said}"


def _count(catalogue: Catalogue, where: Condition, more: str) -> int:
    sql = f"SELECT COUNT(*) FROM projects WHERE {where.sql} AND {more}"
    return int(catalogue.rows(sql, where.parameters)[0][0])


def names_meant(catalogue: Catalogue, filters: Filters) -> Iterator[str]:
    """Say of the names in filters that are only a part of the thing's own what they were taken for."""
    for kind, names in (
        ("theme", filters.theme),
        ("partner", filters.partner),
        ("country", filters.country),
        ("region", filters.region),
        ("programme", filters.programme),
    ):
        yield from interpretation_notes(catalogue, kind, names)
