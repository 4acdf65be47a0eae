"""Rows that projects have beside their documents, as a report: filtered, sorted, with selected fields.

`d` is the row in SQL, `p` its project. A kind of row is a `Detail`: its table and its fields.
"""

import json
from collections.abc import Callable, Iterator, Sequence
from typing import Any, Final, NamedTuple

from unodc_cli.catalogue.database import Catalogue
from unodc_cli.catalogue.facets import WITH_PROJECT
from unodc_cli.catalogue.flags import ROW_BITS
from unodc_cli.model.exact import to_json
from unodc_cli.query.conditions import condition
from unodc_cli.query.filters import Condition, Filters
from unodc_cli.query.notes import names_meant, nothing_found
from unodc_cli.query.records import selected_columns, sort_order, sql_order
from unodc_cli.query.resolve import interpretation_notes, resolve_kinds
from unodc_cli.query.selection import Selection
from unodc_cli.report.data_table import Type
from unodc_cli.report.report import Lazy, Report
from unodc_cli.report.rows import Cell, Column, ColumnKind

Row = dict[str, Any]
# Returns a part of the condition on `d` and `p`, and binds its parameters.
ConditionMaker = Callable[[Condition], str]


class DetailField(NamedTuple):
    """A field of a row: its column, its expression in SQL, and the functions to its value and cell."""

    column: Column
    # None: the column of the table with its name.
    sql: str | None = None
    # Returns the value of a stored one.
    read: Callable[[Any], Any] | None = None
    # Returns the cell of a value.
    cell: Callable[[Any], Cell] | None = None
    # The meaning and type in `sql`, where the name does not say it.
    meaning: str = ""
    type: Type = Type.TEXT
    # A decimal without the loss of a floating-point number, as text.
    exact: str | None = None

    @property
    def expression(self) -> str:
        """The field in SQL."""
        return self.sql or f'd."{self.column.name}"'


def of_projects(catalogue: Catalogue, filters: Filters, today: str) -> Condition:
    """Return the condition that the filters make on the projects of rows."""
    return condition(catalogue, filters, today).on_rows()


class Detail(NamedTuple):
    """A kind of row: its table, its meaning, its fields, and those in a table for people.

    `nothing` is the note on an empty answer; `noted` a condition on rows, and a note for where some meet it.
    """

    table: str
    meaning: str
    fields: tuple[DetailField, ...]
    in_tables: tuple[str, ...]
    nothing: str
    # The table `p`, the kinds of its rows, and the condition that the shared filters make.
    owners: str = "main.projects"
    kinds: tuple[str, ...] = ("project",)
    filtered: Callable[[Catalogue, Filters, str], Condition] = of_projects
    noted: tuple[str, str] | None = None

    @property
    def joined(self) -> str:
        """The condition on a row of `p` and its rows `d`, which stand together below its number."""
        below = f"d.num >= p.num << {ROW_BITS} AND d.num < (p.num + 1) << {ROW_BITS}"
        return "d.project = p.num" if self.table in WITH_PROJECT else below

    @property
    def columns(self) -> tuple[Column, ...]:
        """The columns of all fields."""
        return tuple(field.column for field in self.fields)


def text(name: str, drop: int = 0, kind: ColumnKind = ColumnKind.TEXT, meaning: str = "") -> DetailField:
    """Return a field with its stored value."""
    return DetailField(Column(name, kind, drop), meaning=meaning)


def flag(name: str, drop: int, meaning: str = "1 or 0") -> DetailField:
    """Return a field that is true, false or not known."""
    return DetailField(
        meaning=meaning,
        type=Type.BOOLEAN,
        column=Column(name, ColumnKind.CODE, drop),
        read=lambda stored: None if stored is None else bool(stored),
        cell=lambda value: None if value is None else "yes" if value else "no",
    )


def listing(
    name: str, drop: int, entry: Callable[[Any], str] = str, meaning: str = "a JSON array"
) -> DetailField:
    """Return a field that is a list; `entry` makes a text of each of its entries."""
    return DetailField(
        column=Column(name, ColumnKind.LIST, drop),
        meaning=meaning,
        read=lambda stored: json.loads(stored) if stored else [],
        cell=lambda value: [entry(each) for each in value],
    )


def decimal(alias: str) -> tuple[str, str]:
    """Return a value in SQL as a number, and exactly as text: it is stored as units and trillionths."""
    units, trillionths = f"{alias}.units", f"{alias}.trillionths"
    sign = f"CASE WHEN {units} < 0 OR {trillionths} < 0 THEN '-' ELSE '' END"
    # An unreadable value has no units.
    digits = f"printf('%s%d.%012d', {sign}, abs({units}), abs({trillionths}))"
    as_text = f"CASE WHEN {units} IS NOT NULL THEN {digits} END"
    return f"CASE {trillionths} WHEN 0 THEN {units} ELSE CAST({as_text} AS REAL) END", as_text


PROJECT: Final = DetailField(Column("project", ColumnKind.ID), "p.id", meaning="id of the project")
# The file and line of a row: the last fields of each kind.
PLACE: Final = (
    DetailField(Column("file", ColumnKind.TEXT, 13), "CASE WHEN d.line IS NOT NULL THEN files.name END"),
    text("line", 12, ColumnKind.NUMBER)._replace(type=Type.INTEGER),
)


class _Query(NamedTuple):
    """A query for rows of a kind: condition, order (in SQL) and limit."""

    catalogue: Catalogue
    detail: Detail
    where: Condition
    order: str
    limit: int | None

    def rows(self) -> Iterator[Row]:
        """Yield the rows one by one."""
        fields = self.detail.fields
        columns = ", ".join(field.exact or field.expression for field in fields)
        sql = f"""SELECT {columns} {self._tables}
            LEFT JOIN files ON files.num = p.reading
            WHERE {self.where.sql} ORDER BY {self.order} LIMIT :limit"""
        parameters = {**self.where.parameters, "limit": -1 if self.limit is None else self.limit}
        for values in self.catalogue.each(sql, parameters):
            yield {
                field.column.name: field.read(value) if field.read else value
                for field, value in zip(fields, values, strict=True)
            }

    def how_many(self) -> int:
        """Return the number of rows."""
        sql = f"SELECT COUNT(*) {self._tables} WHERE {self.where.sql}"
        [(count,)] = self.catalogue.rows(sql, self.where.parameters)
        return int(count) if self.limit is None else min(int(count), self.limit)

    @property
    def _tables(self) -> str:
        return f"""FROM {self.detail.owners} AS p CROSS JOIN {self.detail.table} AS d
            ON {self.detail.joined}"""


def details(
    catalogue: Catalogue,
    detail: Detail,
    filters: Filters,
    selection: Selection,
    today: str,
    *,
    names: Sequence[str] = (),
    conditions: Sequence[ConditionMaker] = (),
    columns: Sequence[str] | None = None,
    notes: Sequence[str] = (),
) -> Report:
    """Return the matching rows, in the order of the files unless sorted.

    `names` restrict them to these projects or organisations; `columns` are the default fields (None: all).
    Raises UsageError for an unknown field, and as `condition` and `resolve_kinds`.
    """
    where = detail.filtered(catalogue, filters, today)
    resolved = resolve_kinds(catalogue, detail.kinds, names)
    if names:
        ids = [where.bind(id_) for id_ in resolved.values()]
        where.parts.append(f"p.id IN ({', '.join(ids)})")
    where.parts += [make(where) for make in conditions]
    query = _Query(catalogue, detail, where, _order(detail, selection.sort), selection.limit)
    visible = selected_columns(detail.columns, selection, default=columns or ())
    visible_fields = [field for name in visible for field in detail.fields if field.column == name]
    count = query.how_many()
    return Report(
        visible,
        Lazy(lambda: (_cells(row, visible_fields) for row in query.rows()), query.how_many),
        Lazy(lambda: (to_json(row) for row in query.rows()), query.how_many),
        has_selected_fields=bool(selection.fields),
        notes=(
            *(note for kind, name in resolved for note in interpretation_notes(catalogue, kind, [name])),
            *names_meant(catalogue, filters),
            *_left_out(catalogue, detail, filters),
            *(notes if count else _nothing(catalogue, detail)),
            *_noted(query),
        ),
    )


def _noted(query: _Query) -> tuple[str, ...]:
    """Return the note on rows that meet the condition of their kind."""
    if query.detail.noted is None:
        return ()
    condition, note = query.detail.noted
    where = query.where.copy()
    where.parts.append(condition)
    return (note,) if query._replace(where=where).how_many() else ()


def _left_out(catalogue: Catalogue, detail: Detail, filters: Filters) -> Iterator[str]:
    """Yield a note on the rows of organisations that filters, which are on projects, leave out."""
    if len(detail.kinds) == 1 or filters == Filters():
        return
    [(count,)] = catalogue.rows(
        f"""SELECT COUNT(*) FROM organisations AS p JOIN {detail.table} AS d
        ON {detail.joined}"""
    )
    if count:
        rows = "1 row of an organisation is" if count == 1 else f"{count:,} rows of organisations are"
        yield f"{rows} left out: the filters are on projects"


def _nothing(catalogue: Catalogue, detail: Detail) -> tuple[str, ...]:
    if "project" in detail.kinds:
        return nothing_found(catalogue, detail.nothing)
    return (f"nothing found: {detail.nothing}",)


def rows_of(catalogue: Catalogue, detail: Detail, number: int) -> list[Row]:
    """Return the rows of one project, in the order of its file."""
    where = Condition("")
    number_of = where.bind(number)
    # SQLite looks into the parts of a view for a column, not for what it is equal to.
    where.parts.append(f"p.num = {number_of}")
    if detail.table in WITH_PROJECT:
        where.parts.append(f"d.project = {number_of}")
    return list(_Query(catalogue, detail, where, "d.num", None).rows())


def cells_of(detail: Detail, rows: Sequence[Row], names: Sequence[str]) -> list[tuple[Cell, ...]]:
    """Return some fields of rows as cells."""
    by_name = {field.column.name: field for field in detail.fields}
    return [_cells(row, [by_name[name] for name in names]) for row in rows]


def _cells(row: Row, fields: Sequence[DetailField]) -> tuple[Cell, ...]:
    values = ((field, row[field.column.name]) for field in fields)
    return tuple(field.cell(value) if field.cell else value for field, value in values)


def _order(detail: Detail, sort: Sequence[str]) -> str:
    """Return the order in SQL; without one, that of the files. What is missing comes last either way."""
    expressions = {
        field.column.name: field.expression
        for field in detail.fields
        if field.column.kind is not ColumnKind.LIST
    }
    parts = [
        sql_order(expressions[name], is_descending=is_descending)
        for name, is_descending in sort_order(sort, tuple(expressions))
    ]
    return ", ".join([*parts, "p.id, d.num" if parts else "p.place, d.num"])
