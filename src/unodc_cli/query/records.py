"""Records as the rows of a report: selected columns, order and limit."""

from collections.abc import Callable, Mapping, Sequence
from operator import itemgetter
from typing import Any, Final

from unodc_cli.model.exact import to_json
from unodc_cli.model.names import one_of
from unodc_cli.query.selection import Selection
from unodc_cli.report.report import Report
from unodc_cli.report.rows import Column, ColumnKind

Record = dict[str, Any]
# Lists have no order.
_WITH_ORDER = (ColumnKind.ID, ColumnKind.TEXT, ColumnKind.DATE, ColumnKind.STATUS, ColumnKind.COUNT)
# Sort keys beside the columns: the function from a record to its key, by name.
SortKeys = Mapping[str, Callable[[Record], Any]]
_NO_KEYS: Final[SortKeys] = {}


def selected_columns(
    columns: Sequence[Column],
    selection: Selection,
    *,
    default: Sequence[str] = (),
    optional: Sequence[Column] = (),
    unlisted: Sequence[Column] = (),
    patterns: Sequence[str] = (),
) -> tuple[Column, ...]:
    """Return the selected columns in their order; without any, those named in `default` (none: all).

    `optional` and `unlisted` columns can be selected but are not shown by default; error messages list
    `patterns` in the place of `unlisted` names. Raises UsageError for an unknown field.
    """
    by_name = {column.name: column for column in (*unlisted, *optional, *columns)}
    listed = [column.name for column in (*columns, *optional)]
    names = [one_of("field", name, listed, tuple(by_name), patterns) for name in selection.fields]
    return tuple(by_name[name] for name in names or default) or tuple(columns)


def sortable(columns: Sequence[Column], keys: SortKeys = _NO_KEYS) -> tuple[str, ...]:
    """Return the names by which records can be ordered."""
    return (*(column.name for column in columns if column.kind in _WITH_ORDER), *keys)


def sort_order(
    typed: Sequence[str], names: Sequence[str], unlisted: Sequence[str] = (), patterns: Sequence[str] = ()
) -> list[tuple[str, bool]]:
    """Return the typed sort keys (`-start`), each with True if it is descending.

    Raises UsageError for an unknown one; the error lists `names` and, in the place of `unlisted`, `patterns`.
    """
    return [
        (
            one_of("field to sort by", key.removeprefix("-"), names, unlisted, patterns),
            key.startswith("-"),
        )
        for key in typed
    ]


def sql_order(expression: str, *, is_descending: bool) -> str:
    """Return the order by an expression in SQL: missing values come last, ascending or descending."""
    return f"({expression}) IS NULL, {expression} {'DESC' if is_descending else 'ASC'}"


def sorted_records(
    records: Sequence[Record],
    columns: Sequence[Column],
    selection: Selection,
    keys: SortKeys = _NO_KEYS,
    *,
    unlisted: SortKeys = _NO_KEYS,
    patterns: Sequence[str] = (),
) -> list[Record]:
    """Return the records sorted, and not more than the limit.

    Missing values come last, ascending or descending; ties are sorted by id, the first column. `keys` and
    `unlisted` are sort keys without a column; error messages list `patterns` in the place of `unlisted` ones.
    Raises UsageError for an unknown key.
    """
    ordered = list(records)
    if selection.sort:
        ordered.sort(key=lambda record: _key(record[columns[0].name]))
    order = sort_order(selection.sort, sortable(columns, keys), tuple(unlisted), patterns)
    for field, is_descending in reversed(order):
        value = keys.get(field) or unlisted.get(field) or itemgetter(field)
        keyed = [(_key(value(record)), record) for record in ordered if value(record) is not None]
        keyed.sort(key=itemgetter(0), reverse=is_descending)
        ordered = [record for _, record in keyed] + [record for record in ordered if value(record) is None]
    return ordered[: selection.limit]


def _key(value: str | float) -> str | float:
    return value.casefold() if isinstance(value, str) else value


def report_of(
    records: Sequence[Record],
    columns: Sequence[Column],
    selection: Selection,
    *,
    default: Sequence[str] = (),
    notes: tuple[str, ...] = (),
    row_notes: tuple[str, ...] = (),
    total_count: int | None = None,
) -> Report:
    """Return records, which are their own JSON documents, as a report with the selected rows and columns."""
    visible = selected_columns(columns, selection, default=default)
    listed = sorted_records(records, columns, selection)
    return Report(
        visible,
        [tuple(record[column.name] for column in visible) for record in listed],
        [to_json(record) for record in listed],
        has_selected_fields=bool(selection.fields),
        notes=notes,
        row_notes=row_notes,
        total_count=total_count,
    )
