"""Rows of money: transactions, budgets, planned disbursements, amounts of curated projects."""

import json
from collections.abc import Iterator
from typing import Any, Final, NamedTuple

from unodc_cli.catalogue.database import Catalogue
from unodc_cli.catalogue.flags import OWN_RECIPIENTS, OWN_SECTORS, ROW_BITS
from unodc_cli.model import exact
from unodc_cli.model.exact import to_json
from unodc_cli.query.filters import Condition, Filters
from unodc_cli.query.money import ROWS, MoneyFilters, rows_condition
from unodc_cli.query.notes import names_meant, no_money, parties_meant
from unodc_cli.query.records import selected_columns, sort_order, sql_order
from unodc_cli.query.replaced import left_out_notes
from unodc_cli.query.selection import Selection
from unodc_cli.query.transfers import transfer_notes, without_received
from unodc_cli.report.report import Lazy, Report
from unodc_cli.report.rows import Cell, Column, ColumnKind

# A sum never stands without its kind, currency and day.
COLUMNS: Final = (
    Column("project", ColumnKind.ID),
    Column("kind", ColumnKind.ID),
    Column("value", ColumnKind.SUM),
    Column("currency", ColumnKind.CODE),
    Column("date", ColumnKind.DATE),
    Column("end", ColumnKind.DATE, 3),
    Column("value_date", ColumnKind.DATE, 9),
    Column("level", ColumnKind.NUMBER, 5),
    Column("provider", ColumnKind.ID, 8),
    Column("provider_name", ColumnKind.TEXT, 6),
    Column("provider_activity", ColumnKind.ID, 10),
    Column("receiver", ColumnKind.ID, 8),
    Column("receiver_name", ColumnKind.TEXT, 4),
    Column("receiver_activity", ColumnKind.ID, 10),
    Column("sectors", ColumnKind.LIST, 11),
    Column("countries", ColumnKind.LIST, 11),
    Column("regions", ColumnKind.LIST, 11),
    Column("aid_type", ColumnKind.CODE, 12),
    Column("flow_type", ColumnKind.CODE, 12),
    Column("finance_type", ColumnKind.CODE, 12),
    Column("channel", ColumnKind.CODE, 12),
    Column("humanitarian", ColumnKind.CODE, 12),
    Column("phase", ColumnKind.ID, 7),
    Column("file", ColumnKind.TEXT, 13),
    Column("line", ColumnKind.NUMBER, 7),
    Column("ref", ColumnKind.ID, 12),
    Column("description", ColumnKind.TEXT, 12),
    Column("status", ColumnKind.CODE, 12),
    Column("tied_status", ColumnKind.CODE, 12),
    Column("aid_types", ColumnKind.LIST, 12),
    Column("provider_type", ColumnKind.CODE, 12),
    Column("receiver_type", ColumnKind.CODE, 12),
    Column("updated", ColumnKind.DATE, 12),
)
# What a person looks at.
TABLE: Final = (
    "project",
    "kind",
    "value",
    "currency",
    "date",
    "end",
    "level",
    "provider_name",
    "receiver_name",
)


def _day_of(name: str, day: str) -> str:
    """Return a day in SQL: of a phase as it is known, which may be to the year."""
    of_phase = f"(SELECT {name} FROM phases WHERE phases.project = p.num AND phases.id = m.phase)"
    return f"CASE WHEN m.phase IS NULL THEN {day} ELSE {of_phase} END"


# Each column in SQL; a value is of two.
_SQL: Final = {
    "project": "p.id",
    "kind": "c.kind",
    "currency": "c.currency",
    "date": _day_of("start", "m.first"),
    "end": _day_of('"end"', "m.last"),
    "value_date": "m.value_day",
    "level": "c.level",
    "provider": "provider.id",
    "provider_name": "COALESCE(provider.name, provider.ref)",
    "provider_activity": "m.provider_activity",
    "receiver": "receiver.id",
    "receiver_name": "COALESCE(receiver.name, receiver.ref)",
    "receiver_activity": "m.receiver_activity",
    "aid_type": "c.aid_type",
    "flow_type": "c.flow_type",
    "finance_type": "c.finance_type",
    "channel": "c.channel",
    "humanitarian": "c.humanitarian",
    "phase": "m.phase",
    "file": "files.name",
    "line": "m.line",
    "ref": "m.ref",
    "description": "m.description",
    "status": "c.status",
    "tied_status": "c.tied_status",
    "aid_types": "c.aid_types",
    "provider_type": "c.provider_type",
    "receiver_type": "c.receiver_type",
    "updated": "m.updated",
}
_SHARES: Final = {
    "sectors": ("sector", OWN_SECTORS),
    "countries": ("country", OWN_RECIPIENTS),
    "regions": ("region", OWN_RECIPIENTS),
}
_DAYS: Final = ("date", "end", "value_date")
# How rows are ordered, where it is not by a column as it is.
_ORDERS: Final = {
    "value": "m.units IS NULL, m.units {0}, m.trillionths {0}",
    "date": "m.first IS NULL, m.first {0}",
    "end": "m.last IS NULL, m.last {0}",
}
_UNORDERED: Final = (*_SHARES, "aid_types")
_TABLES: Final = f"""{ROWS} LEFT JOIN parties AS provider ON provider.num = m.provider
    LEFT JOIN parties AS receiver ON receiver.num = m.receiver LEFT JOIN files ON files.num = p.reading"""


class _Query(NamedTuple):
    """A query for rows of money: condition, order (in SQL) and limit."""

    catalogue: Catalogue
    where: Condition
    order: str
    limit: int | None

    def rows(self) -> Iterator[dict[str, Any]]:
        """Yield the rows one by one."""
        names = list(_SQL)
        sql = f"""SELECT m.num, m.flags, m.units, m.trillionths, {", ".join(_SQL.values())}
            FROM {_TABLES} WHERE {self.where.sql} ORDER BY {self.order} LIMIT :limit"""
        parameters = {**self.where.parameters, "limit": -1 if self.limit is None else self.limit}
        for num, flags, units, trillionths, *values in self.catalogue.each(sql, parameters):
            row = dict(zip(names, values, strict=True))
            row["value"] = None if units is None else exact.number_of(units, trillionths)
            for name in _DAYS:
                row[name] = _day(row[name])
            if row["humanitarian"] is not None:
                row["humanitarian"] = bool(row["humanitarian"])
            row["aid_types"] = json.loads(row["aid_types"] or "[]")
            for name, (kind, flag) in _SHARES.items():
                row[name] = self._shares(num, kind) if flags & flag else []
            yield row

    def _shares(self, num: int, kind: str) -> list[str]:
        sql = "SELECT term FROM shares WHERE project = ? AND row = ? AND kind = ?"
        return [term for (term,) in self.catalogue.rows(sql, (num >> ROW_BITS, num, kind))]

    def how_many(self) -> int:
        """Return the number of rows."""
        sql = f"SELECT COUNT(*) FROM {ROWS} WHERE {self.where.sql}"
        [(count,)] = self.catalogue.rows(sql, self.where.parameters)
        return int(count) if self.limit is None else min(int(count), self.limit)


def money(
    catalogue: Catalogue,
    filters: Filters,
    money_filters: MoneyFilters,
    selection: Selection,
    today: str,
    *,
    columns: tuple[str, ...] | None,
) -> Report:
    """Return the matching rows of money, in the order of the files unless sorted.

    `columns` are the default ones. Raises UsageError for an unknown word, and as `condition`.
    """
    where = rows_condition(catalogue, filters, money_filters, today)
    transfers = tuple(transfer_notes(catalogue, where, once=money_filters.once))
    if money_filters.once:
        where = without_received(where)
    query = _Query(catalogue, where, _order(selection.sort), selection.limit)
    visible = selected_columns(COLUMNS, selection, default=columns or ())
    is_empty = not catalogue.rows(f"SELECT 1 FROM {ROWS} WHERE {where.sql} LIMIT 1", where.parameters)
    return Report(
        visible,
        Lazy(lambda: (_cells(row, visible) for row in query.rows()), query.how_many),
        Lazy(lambda: (_document(row) for row in query.rows()), query.how_many),
        has_selected_fields=bool(selection.fields),
        notes=(
            *names_meant(catalogue, filters),
            *parties_meant(catalogue, money_filters),
            *(no_money(catalogue, money_filters) if is_empty else ()),
            *transfers,
            *left_out_notes(catalogue, filters, money_filters, today),
        ),
    )


def _cells(row: dict[str, Any], columns: tuple[Column, ...]) -> tuple[Cell, ...]:
    return tuple(_cell(row[column.name]) for column in columns)


def _cell(value: Any) -> Cell:
    if isinstance(value, bool):
        return "yes" if value else "no"
    cell: Cell = value
    return cell


def _document(row: dict[str, Any]) -> str:
    return to_json({column.name: row[column.name] for column in COLUMNS})


def _day(day: int | str | None) -> str | None:
    """Return a day as text; one of a phase is text already."""
    return f"{day // 10_000:04}-{day // 100 % 100:02}-{day % 100:02}" if isinstance(day, int) else day


def _order(sort: tuple[str, ...]) -> str:
    """Return the order in SQL; without one, that of the files. What is missing comes last either way."""
    names = [column.name for column in COLUMNS if column.name not in _UNORDERED]
    parts = [
        _ORDERS[name].format("DESC" if is_descending else "ASC")
        if name in _ORDERS
        else sql_order(_SQL[name], is_descending=is_descending)
        for name, is_descending in sort_order(sort, names)
    ]
    return ", ".join([*parts, "p.id, m.num" if parts else "p.place, m.num"])
