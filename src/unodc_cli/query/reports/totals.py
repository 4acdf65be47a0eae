"""Money added up: by a dimension, along the calendar or across another dimension, with totals that add up."""

from collections.abc import Callable, Iterator, Sequence
from functools import partial
from typing import Any, Final

from unodc_cli.catalogue.database import Catalogue
from unodc_cli.codelists.iati import lookup
from unodc_cli.model import exact
from unodc_cli.model.exact import to_json
from unodc_cli.model.kinds import AMOUNT_KINDS
from unodc_cli.query.cells import ELSEWHERE, NONE, NOT_DATED, UNALLOCATED, Series, Sums, Table, sums
from unodc_cli.query.dimensions import DIMENSIONS, Dimension
from unodc_cli.query.filters import Filters
from unodc_cli.query.layout import Layout
from unodc_cli.query.money import MoneyFilters, rows_condition
from unodc_cli.query.notes import names_meant, parties_meant
from unodc_cli.query.notes_on_money import notes
from unodc_cli.query.selection import Record, Selection, chosen, ranked
from unodc_cli.report.rows import Cell, Column, ColumnKind, Report

_KEY: Final = Column("key", ColumnKind.ID)
_NAME: Final = Column("name", ColumnKind.TEXT, 3)
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
) -> Report:
    """Return sums of money by a dimension; each kind, hierarchy level and currency has its own total.

    Raises UsageError for a word that means nothing.
    """
    where = rows_condition(catalogue, filters, money, today, by_value_date=layout.by_value_date)
    found = sums(catalogue, where, layout)
    keys = _column_keys(found) if layout.columns else []
    has_names = layout.rows.source == "terms" or layout.rows.term in ("provider", "receiver")
    columns = (
        *((_KEY, _NAME) if has_names else (_KEY,)),
        *_SERIES,
        *(Column(_label(key), ColumnKind.SUM, 4) for key in keys),
        _TOTAL,
    )
    records = list(_Records(catalogue, layout.rows, keys, selection).of(found))
    visible = chosen(columns, selection, more=[column for column in (_NAME, _ROW) if column not in columns])
    return Report(
        visible,
        [tuple(_cell(record, column) for column in visible) for record in records],
        [to_json(record) for record in records],
        has_selected_fields=bool(selection.fields),
        notes=(
            *names_meant(catalogue, filters),
            *parties_meant(catalogue, money),
            *(() if records else ("nothing found: no money meets all of these conditions",)),
        ),
        row_notes=tuple(notes(catalogue, where, layout, found)),
    )


def _column_keys(found: Sums) -> list[str]:
    """Return the keys of the columns, those that are no groups last."""
    keys = {key for table in found.tables.values() for key in table.columns}
    return [*sorted(keys - set(_OTHERS)), *(key for key in _OTHERS if key in keys)]


class _Records:
    """The records of all series."""

    def __init__(
        self, catalogue: Catalogue, rows: Dimension, columns: Sequence[str], selection: Selection
    ) -> None:
        self._rows = rows
        self._columns = columns
        self._selection = selection
        self._name = _names(catalogue, rows)

    def of(self, found: Sums) -> Iterator[Record]:
        """Yield a record for each group of each series, for what is in no group, and for the total."""
        for series in sorted(found.tables, key=_order):
            yield from self._of_series(series, found.tables[series])

    def _of_series(self, series: Series, table: Table) -> Iterator[Record]:
        cells = table.by_row()
        keys = [key for key in cells if key not in _OTHERS]
        if self._rows.source == "period":
            keys.sort()
        else:
            keys.sort(key=lambda key: (-table.rows[key], key))
        groups = [self._record(series, key, "group", cells[key], table.rows[key]) for key in keys]
        if self._selection.sort:
            orders = {_label(key): partial(_value, column=_label(key)) for key in self._columns}
            by_total: dict[str, Callable[[Record], Any]] = {"total": lambda record: record["total"]}
            groups = ranked(groups, COLUMNS, self._selection._replace(limit=None), {**by_total, **orders})
        shown = groups[: self._selection.limit]
        yield from shown
        if hidden := [group["key"] for group in groups[len(shown) :]]:
            yield self._rest(series, table, hidden)
        for key, name in _OTHERS.items():
            if key in cells:
                record = self._record(series, None, name, cells[key], table.rows[key])
                yield {**record, "name": self._elsewhere()} if key == ELSEWHERE else record
        yield {**self._record(series, None, "total", table.columns, table.total), "name": "TOTAL"}

    def _rest(self, series: Series, table: Table, keys: Sequence[str]) -> Record:
        """Return the groups that are left out as one; without sums where they have money in common."""
        if table.rows_overlap:
            record = {**self._record(series, None, "others", {}, 0), "total": None}
        else:
            sums: dict[str, int] = {}
            for key, cells in table.by_row().items():
                for column, value in cells.items() if key in keys else ():
                    sums[column] = sums.get(column, 0) + value
            total = sum(table.rows[key] for key in keys)
            record = self._record(series, None, "others", sums, total)
        return {**record, "name": f"{len(keys)} others"}

    def _record(self, series: Series, key: str | None, row: str, cells: dict[str, int], total: int) -> Record:
        kind, level, currency = series
        return {
            "key": key,
            "name": row if key is None else self._name(key),
            "row": row,
            "kind": kind,
            "level": level,
            "currency": currency,
            "cells": [
                {"key": _label(column), "value": exact.number(cells[column]), "original": None}
                for column in self._columns
                if column in cells
            ],
            "total": exact.number(total),
            "original": None,
        }

    def _elsewhere(self) -> str:
        """Return the name of the money in places of the other kind."""
        return f"in {DIMENSIONS[self._rows.shares[1]].plural}"


def _names(catalogue: Catalogue, rows: Dimension) -> Callable[[str], str]:
    """Return what gives the name of a key."""
    names = dict(catalogue.rows("SELECT id, name FROM terms WHERE kind = ?", (rows.term,)))
    codelist = _CODELISTS.get(rows.name)

    def name(key: str) -> str:
        # Sectors that only transactions have are no terms.
        entry = lookup(codelist, key) if codelist and key not in names else None
        return entry.name if entry else names.get(key, key)

    return name


def _order(series: Series) -> tuple[int, int, str]:
    kind, level, currency = series
    return AMOUNT_KINDS.index(kind), level or 0, currency


def _label(column: str) -> str:
    return _OTHERS.get(column, column)


def _value(record: Record, column: str) -> Any:
    return next((cell["value"] for cell in record["cells"] if cell["key"] == column), None)


def _cell(record: Record, column: Column) -> Cell:
    if column in COLUMNS:
        # What is no group has no key: its name says what it is.
        name = "name" if column is _KEY and record["key"] is None else column.name
        cell: Cell = record[name]
        return cell
    value: Cell = _value(record, column.name)
    return value
