"""What is shown of what is found: columns, an order, and at most so many rows."""

from collections.abc import Callable, Mapping, Sequence
from operator import itemgetter
from typing import Any, Final, NamedTuple

from unodc_cli.query.resolve import one_of
from unodc_cli.report.rows import Column, ColumnKind

Record = dict[str, Any]
# Lists have no order.
_WITH_ORDER = (ColumnKind.ID, ColumnKind.TEXT, ColumnKind.DATE, ColumnKind.STATUS, ColumnKind.COUNT)


# What records are ordered by beside their columns.
Keys = Mapping[str, Callable[[Record], Any]]
_NONE: Final[Keys] = {}


class Selection(NamedTuple):
    """What is asked for: fields (none: all), an order, and at most so many rows."""

    fields: tuple[str, ...] = ()
    sort: tuple[str, ...] = ()
    limit: int | None = None


def chosen(
    columns: Sequence[Column],
    selection: Selection,
    *,
    more: Sequence[Column] = (),
    unlisted: Sequence[Column] = (),
    of_form: Sequence[str] = (),
) -> tuple[Column, ...]:
    """Return the columns that are asked for, in that order; all, if none is.

    Only who asks for them gets `more` and `unlisted`; of the latter, mistakes are told the form.
    """
    by_name = {column.name: column for column in (*unlisted, *more, *columns)}
    listed = [column.name for column in (*columns, *more)]
    names = [one_of("field", name, listed, tuple(by_name), of_form) for name in selection.fields]
    return tuple(by_name[name] for name in names) or tuple(columns)


def sortable(columns: Sequence[Column], more: Keys = _NONE) -> tuple[str, ...]:
    """Return the names by which records can be ordered."""
    return (*(column.name for column in columns if column.kind in _WITH_ORDER), *more)


def ranked(
    records: Sequence[Record],
    columns: Sequence[Column],
    selection: Selection,
    more: Keys = _NONE,
    *,
    unlisted: Keys = _NONE,
    of_form: Sequence[str] = (),
) -> list[Record]:
    """Return the records as they are asked for.

    The first field to sort by counts first; what is missing comes last either way; what is equal stands in
    the order of the ids, which are the first column. `more` and `unlisted` are orders that no column has;
    of the latter, mistakes are told the form.
    """
    found = list(records)
    if selection.sort:
        found.sort(key=lambda record: _key(record[columns[0].name]))
    for name in reversed(selection.sort):
        listed = sortable(columns, more)
        field = one_of("field to sort by", name.removeprefix("-"), listed, tuple(unlisted), of_form)
        value = more.get(field) or unlisted.get(field) or itemgetter(field)
        known = [(_key(value(record)), record) for record in found if value(record) is not None]
        known.sort(key=itemgetter(0), reverse=name.startswith("-"))
        found = [record for _, record in known] + [record for record in found if value(record) is None]
    return found[: selection.limit]


def _key(value: str | float) -> str | float:
    return value.casefold() if isinstance(value, str) else value
