"""What is shown of what is found: columns, an order, and at most so many rows."""

from collections.abc import Sequence
from typing import Any, NamedTuple

from unodc_cli.query.names import one_of
from unodc_cli.report import Column, Kind

Record = dict[str, Any]
# Lists have no order.
_WITH_ORDER = (Kind.ID, Kind.TEXT, Kind.DATE, Kind.STATUS, Kind.COUNT)


class Selection(NamedTuple):
    """What is asked for: fields (none: all), an order, and at most so many rows."""

    fields: tuple[str, ...] = ()
    sort: tuple[str, ...] = ()
    limit: int | None = None


def chosen(columns: Sequence[Column], selection: Selection) -> tuple[Column, ...]:
    """Return the columns that are asked for, in that order; all, if none is."""
    by_name = {column.name: column for column in columns}
    names = [one_of("field", name, tuple(by_name)) for name in selection.fields]
    return tuple(by_name[name] for name in names) or tuple(columns)


def ranked(records: Sequence[Record], columns: Sequence[Column], selection: Selection) -> list[Record]:
    """Return the records as they are asked for: the first field first, what is missing last either way."""
    found = list(records)
    sortable = [column.name for column in columns if column.kind in _WITH_ORDER]
    for name in reversed(selection.sort):
        field = one_of("field to sort by", name.removeprefix("-"), sortable)
        known = [record for record in found if record[field] is not None]
        known.sort(key=lambda record: _key(record[field]), reverse=name.startswith("-"))
        found = known + [record for record in found if record[field] is None]
    return found[: selection.limit]


def _key(value: str | float) -> str | float:
    return value.casefold() if isinstance(value, str) else value
