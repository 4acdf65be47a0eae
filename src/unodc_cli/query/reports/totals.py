"""Money added up: by a dimension, along the calendar or across another dimension, with totals that add up."""

from collections.abc import Callable, Iterator, Sequence
from functools import partial
from typing import Any, Final

from unodc_cli.catalogue.database import Catalogue
from unodc_cli.codelists.iati import lookup
from unodc_cli.model import exact
from unodc_cli.model.exact import to_json
from unodc_cli.model.kinds import kind_order
from unodc_cli.query.cells import Line, Series, Sums, Table, sums
from unodc_cli.query.dimensions import DIMENSIONS, Dimension
from unodc_cli.query.filters import Filters
from unodc_cli.query.grouped import ELSEWHERE, NONE, NOT_DATED, UNALLOCATED
from unodc_cli.query.layout import Layout
from unodc_cli.query.money import MoneyFilters, rows_condition
from unodc_cli.query.notes import names_meant, no_money, parties_meant
from unodc_cli.query.notes_on_money import notes
from unodc_cli.query.records import Record, selected_columns, sorted_records
from unodc_cli.query.repeats import repeat_notes, without_repeated
from unodc_cli.query.replaced import earlier_plan_notes, left_out_notes
from unodc_cli.query.reports.groups import with_long_keys
from unodc_cli.query.selection import Selection
from unodc_cli.query.transfers import transfer_notes, without_received
from unodc_cli.report.crosstab import CrossTab
from unodc_cli.report.report import Lazy
from unodc_cli.report.rows import Cell, Column, ColumnKind

_KEY: Final = Column("key", ColumnKind.ID)
# Dropped before any sum.
_NAME: Final = Column("name", ColumnKind.TEXT, 5)
_SERIES: Final = (
    Column("kind", ColumnKind.ID, 1),
    Column("level", ColumnKind.NUMBER, 2),
    Column("currency", ColumnKind.CODE, 1),
)
_TOTAL: Final = Column("total", ColumnKind.SUM)
# `group`, `others`, `none known` …, `total`.
_ROW: Final = Column("row", ColumnKind.CODE)
# Those of every answer; between them are those of its periods or groups.
COLUMNS: Final = (_KEY, _NAME, *_SERIES, _TOTAL, _ROW)
# What is in no group stands behind the groups, in this order.
_OTHERS: Final = {
    NONE: "none known",
    ELSEWHERE: "elsewhere",
    UNALLOCATED: "unallocated",
    NOT_DATED: "not dated",
}
_CODELISTS: Final = {"sector": "Sector", "sector-category": "SectorCategory"}


def totals(
    catalogue: Catalogue,
    layout: Layout,
    filters: Filters,
    money: MoneyFilters,
    *,
    selection: Selection,
    today: str,
    unit: str | None = None,
) -> CrossTab:
    """Return sums of money by a dimension; each kind, hierarchy level and currency has its own total.

    Raises UsageError for a word that means nothing.
    """
    where = rows_condition(catalogue, filters, money, today, by_value_date=layout.by_value_date)
    repeats = tuple(repeat_notes(catalogue, where))
    where = without_repeated(catalogue, where)
    transfers = tuple(transfer_notes(catalogue, where, once=money.once))
    if money.once:
        where = without_received(where)
    totals = sums(catalogue, where, layout)
    replaced = (
        *left_out_notes(catalogue, filters, money, today, by_value_date=layout.by_value_date),
        *earlier_plan_notes(catalogue, where),
    )
    keys = _column_keys(totals) if layout.columns else []
    has_names = layout.rows.source == "terms" or layout.rows.term in ("provider", "receiver")
    columns = (
        *((_KEY, _NAME) if has_names else (_KEY,)),
        *_SERIES,
        *map(_column, keys),
        _TOTAL,
    )
    records = list(_Records(totals, layout.rows, keys, _names(catalogue, layout.rows)).all(selection))
    across = tuple(_column(key) for key in keys if key not in _OTHERS)
    visible = selected_columns(
        columns, selection, optional=[column for column in (_NAME, _ROW) if column not in columns]
    )
    return CrossTab(
        with_long_keys(visible, records),
        Lazy(lambda: _rows(records, visible), records.__len__),
        Lazy(lambda: map(to_json, records), records.__len__),
        series=_SERIES,
        periods=across if layout.has_periods else (),
        current=layout.period_of(today),
        groups=() if layout.has_periods else across,
        overlapping={series for series, table in totals.tables.items() if table.columns_overlap},
        has_bars=layout.rows.source == "period" and not layout.columns,
        unit=unit,
        has_selected_fields=bool(selection.fields),
        notes=(
            *names_meant(catalogue, filters),
            *parties_meant(catalogue, money),
            *(() if records else no_money(catalogue, money)),
        ),
        row_notes=(*notes(catalogue, where, layout, totals, money.year), *transfers, *repeats, *replaced),
    )


def _column(key: str) -> Column:
    return Column(_label(key), ColumnKind.SUM, 4)


def _column_keys(totals: Sums) -> list[str]:
    """Return the keys of the columns, those that are no groups last."""
    keys = {key for table in totals.tables.values() for key in table.columns}
    return [*sorted(keys - set(_OTHERS)), *(key for key in _OTHERS if key in keys)]


class _Records:
    """The records of all series."""

    def __init__(
        self, totals: Sums, rows: Dimension, columns: Sequence[str], names: Callable[[str], str]
    ) -> None:
        self._sums = totals
        self._rows = rows
        self._columns = columns
        self._name = names

    def all(self, selection: Selection) -> Iterator[Record]:
        """Yield a record for each group of each series, for what is in no group, and for the total."""
        for series in sorted(self._sums.tables, key=_order):
            yield from self._of_series(series, selection)

    def _of_series(self, series: Series, selection: Selection) -> Iterator[Record]:
        table = self._sums.tables[series]
        keys = [key for key in table.rows if key not in _OTHERS]
        if self._rows.source == "period":
            keys.sort()
        else:
            keys.sort(key=lambda key: (-table.rows[key], key))
        groups = [self._record(series, key, self._name(key), "group", _row(key)) for key in keys]
        if selection.sort:
            orders = {_label(key): partial(_value, column=_label(key)) for key in self._columns}
            by_total: dict[str, Callable[[Record], Any]] = {"total": lambda record: record["total"]}
            groups = sorted_records(groups, COLUMNS, selection._replace(limit=None), {**by_total, **orders})
        listed = groups[: selection.limit]
        yield from listed
        if hidden := [group["key"] for group in groups[len(listed) :]]:
            name = "1 other" if len(hidden) == 1 else f"{len(hidden)} others"
            if table.rows_overlap:
                # These groups have money in common, so they have no total.
                yield {**self._record(series, None, name, "others", _row()), "total": None, "original": None}
            else:
                yield self._record(series, None, name, "others", _row(*hidden))
        for key, row in _OTHERS.items():
            if key in table.rows:
                name = f"in {DIMENSIONS[self._rows.shares[1]].plural}" if key == ELSEWHERE else row
                yield self._record(series, None, name, row, _row(key))
        yield self._record(series, None, "TOTAL", "total", lambda table: Line(table.columns, table.total))

    def _record(
        self, series: Series, key: str | None, name: str, row: str, line_of: Callable[[Table], Line]
    ) -> Record:
        kind, level, currency = series
        table = self._sums.tables[series]
        line = line_of(table)
        # Money that was not converted is in one table.
        originals = [
            (currency, line if original is table else line_of(original))
            for currency, original in sorted(self._sums.originals.get(series, {}).items())
        ]
        return {
            "key": key,
            "name": name,
            "row": row,
            "kind": kind,
            "level": level,
            "currency": currency,
            "cells": [
                {
                    "key": _label(column),
                    "value": exact.number(line.cells[column]),
                    "original": _original(originals, column),
                }
                for column in self._columns
                if column in line.cells
            ],
            "total": exact.number(line.total),
            "original": _original(originals),
        }


def _row(*keys: str) -> Callable[[Table], Line]:
    return lambda table: table.line(*keys)


def _original(originals: Sequence[tuple[str, Line]], column: str | None = None) -> list[Record] | None:
    """Return the sums that were converted, of a column or in total, by currency; None if none was."""
    return [
        {"currency": currency, "value": exact.number(line.total if column is None else line.cells[column])}
        for currency, line in originals
        if (line.cells if column is None else column in line.cells)
    ] or None


def _names(catalogue: Catalogue, rows: Dimension) -> Callable[[str], str]:
    """Return the function from a key to its name."""
    names = dict(catalogue.rows("SELECT id, name FROM terms WHERE kind = ?", (rows.term,)))
    codelist = _CODELISTS.get(rows.name)

    def name(key: str) -> str:
        # Sectors that only transactions have are not among the terms.
        entry = lookup(codelist, key) if codelist and key not in names else None
        return entry.name if entry else names.get(key, key)

    return name


def _order(series: Series) -> tuple[tuple[int, str], int, str]:
    kind, level, currency = series
    return kind_order(kind), level or 0, currency


def _label(column: str) -> str:
    return _OTHERS.get(column, column)


def _value(record: Record, column: str) -> Any:
    return next((cell["value"] for cell in record["cells"] if cell["key"] == column), None)


def _rows(records: Sequence[Record], columns: Sequence[Column]) -> Iterator[tuple[Cell, ...]]:
    fields = [(column.name, column in COLUMNS) for column in columns]
    for record in records:
        # What is no group has no key: its name stands there.
        instead = {"key": record["name"], "name": None} if record["key"] is None else {}
        values = {**record, **instead}
        sums = {cell["key"]: cell["value"] for cell in record["cells"]}
        yield tuple([values[name] if is_field else sums.get(name) for name, is_field in fields])
