"""Projects counted and money added up per group of a dimension."""

from collections.abc import Iterator, Mapping, Sequence
from functools import partial
from operator import itemgetter
from typing import Final

from unodc_cli.catalogue.database import Catalogue
from unodc_cli.model.exact import Number, to_json
from unodc_cli.model.kinds import kind_order
from unodc_cli.model.names import fold
from unodc_cli.query.conditions import condition
from unodc_cli.query.dimensions import Dimension
from unodc_cli.query.field_names import fields_of, kinds_of, part_columns, part_patterns
from unodc_cli.query.filters import Filters
from unodc_cli.query.money import MoneyFilters, rows_condition
from unodc_cli.query.notes import (
    NO_PROJECT,
    PARTS_OF_PARENTS,
    active_when,
    names_meant,
    nothing_found,
    past_their_end,
    unknown_status,
)
from unodc_cli.query.project_cells import part_of, period
from unodc_cli.query.records import Record, SortKeys, selected_columns, sortable, sorted_records
from unodc_cli.query.repeats import repeat_notes
from unodc_cli.query.reports import group_notes
from unodc_cli.query.reports.group_totals import (
    add_programmes,
    add_projects,
    add_totals,
    of_kind,
    select_groups,
)
from unodc_cli.query.resolve import role_of
from unodc_cli.query.selection import Selection
from unodc_cli.query.transfers import transfer_notes
from unodc_cli.report.report import Report
from unodc_cli.report.rows import CONTESTED, Cell, Column, ColumnKind, MoneyCell, TotalCell

COLUMNS: Final = (
    Column("key", ColumnKind.ID),
    Column("name", ColumnKind.TEXT),
    Column("count", ColumnKind.COUNT, 0),
    Column("active", ColumnKind.COUNT, 1),
    Column("totals", ColumnKind.MONEY),
    Column("projects", ColumnKind.LIST, 4),
)
# A funding programme has dates and a budget of its own, whatever its projects have.
OF_PROGRAMMES: Final = (
    *COLUMNS[:2],
    Column("period", ColumnKind.PERIOD, 1),
    Column("budget", ColumnKind.MONEY, 3),
    *COLUMNS[2:],
)
_DATES: Final = ("start", "end")
_LONG_KEY: Final = 32


def groups(
    catalogue: Catalogue, dimension: Dimension, filters: Filters, selection: Selection, today: str
) -> Report:
    """Return the projects that the filters find, grouped by a dimension.

    A project counts in each of its groups. Totals are per kind of amount and currency. With a filter of
    roles, partners are grouped in these roles only.
    """
    kind = dimension.name
    where = condition(catalogue, filters, today)
    roles = tuple(role_of(role) for role in filters.role) if kind == "partner" else ()
    all_groups = select_groups(catalogue, dimension, where, roles)
    all_columns = OF_PROGRAMMES if kind == "programme" else COLUMNS
    columns = _columns(catalogue, all_columns, selection)
    if kind == "programme":
        add_programmes(catalogue, all_groups)
    listed = _ordered(catalogue, kind, all_groups, all_columns, selection)
    add_projects(catalogue, {group["key"]: group for group in listed})
    levels = {total["level"] for group in listed for total in group["totals"]}
    columns = with_long_keys(columns, listed)
    kinds = {column.name.partition(".")[0] for column in columns} - {column.name for column in all_columns}
    ungrouped = group_notes.ungrouped(catalogue, where, kind)
    return Report(
        columns,
        [
            tuple(_cell(group, column.name, with_levels=len(levels) > 1) for column in columns)
            for group in listed
        ],
        [to_json({**group, **{amount: of_kind(group, amount) for amount in kinds}}) for group in listed],
        has_selected_fields=bool(selection.fields),
        notes=(
            *names_meant(catalogue, filters),
            *(() if ungrouped or listed else nothing_found(catalogue, NO_PROJECT)),
        ),
        row_notes=(
            *group_notes.overlap(listed, dimension),
            *group_notes.unfiltered_groups(listed, dimension, filters),
            *(group_notes.below_others(catalogue, where) if kind == "programme" else ()),
            *ungrouped,
            *(active_when(filters, today) if listed else ()),
            *unknown_status(catalogue, where),
            *past_their_end(catalogue, where),
            *_notes_on_money(catalogue, kind, filters, today),
            *group_notes.on_totals(listed, kinds),
            *(group_notes.on_partners(catalogue, listed) if kind == "partner" else ()),
            *((PARTS_OF_PARENTS,) if len(levels - {None}) > 1 else ()),
            *(group_notes.under_one_name(catalogue, all_groups) if kind == "partner" else ()),
        ),
    )


def _notes_on_money(catalogue: Catalogue, kind: str, filters: Filters, today: str) -> Iterator[str]:
    """Yield the notes on money that more than one activity reports."""
    money = rows_condition(catalogue, filters, MoneyFilters(), today)
    yield from repeat_notes(catalogue, money)
    yield from transfer_notes(catalogue, money, how=f"unodc by {kind} --once")


def _columns(catalogue: Catalogue, all_columns: Sequence[Column], selection: Selection) -> tuple[Column, ...]:
    """Return the selected columns: each kind of amount, and the parts of its sums, can be selected too."""
    if not selection.fields:
        return tuple(all_columns)
    names = [column.name for column in all_columns]
    fields = fields_of(catalogue)
    sums = [fields[kind].column for kind in kinds_of(catalogue)]
    kinds = [column for column in sums if column.name not in names]
    parts = [part for column in sums for part in part_columns(column)]
    return selected_columns(all_columns, selection, optional=kinds, unlisted=parts, patterns=part_patterns())


def with_long_keys(columns: Sequence[Column], records: Sequence[Record]) -> tuple[Column, ...]:
    """Return the columns, with keys as texts, which can be wrapped, if they are long published names."""
    is_long = any(len(record["key"] or "") > _LONG_KEY for record in records)
    return tuple(
        column._replace(kind=ColumnKind.TEXT) if is_long and column.name == "key" else column
        for column in columns
    )


def _ordered(
    catalogue: Catalogue,
    kind: str,
    all_groups: Mapping[str, Record],
    all_columns: Sequence[Column],
    selection: Selection,
) -> list[Record]:
    """Return the groups in order, up to the limit, with their totals.

    Totals of all groups take long on large data: without an order by money, they are added to those within
    the limit only.
    """
    without_money = {fold(name) for name in (*sortable(all_columns), *_DATES)}
    is_by_money = any(fold(name) not in without_money for name in selection.sort)
    if is_by_money:
        add_totals(catalogue, kind, all_groups)
    largest_first = sorted(all_groups.values(), key=lambda group: (-group["count"], group["name"].casefold()))
    sort_keys = _sort_keys(catalogue, kind)
    values = {f"{name}.value": value for name, value in sort_keys.items() if name not in _DATES}
    listed = sorted_records(
        largest_first, all_columns, selection, sort_keys, unlisted=values, patterns=part_patterns(("value",))
    )
    if not is_by_money:
        add_totals(catalogue, kind, {group["key"]: group for group in listed})
    return listed


def _sort_keys(catalogue: Catalogue, kind: str) -> SortKeys:
    """Return the sort keys of groups beside their columns: dates, and each kind of amount they have."""
    amounts = {
        amount
        for amount in kinds_of(catalogue)
        if catalogue.rows("SELECT 1 FROM amounts WHERE kind = ? AND counted LIMIT 1", (amount,))
    }
    dates: SortKeys = {name: itemgetter(name) for name in _DATES} if kind == "programme" else {}
    return {**dates, **{amount: partial(_largest, kind=amount) for amount in sorted(amounts, key=kind_order)}}


def _largest(group: Record, kind: str) -> Number | None:
    """Return the largest of a group's totals of one kind: sums of two currencies are not added up."""
    values = (total["value"] for total in of_kind(group, kind))
    return max((value for value in values if value is not None), default=None)


def _cell(group: Record, name: str, *, with_levels: bool) -> Cell:
    if name == "period":
        return period(group)
    if name == "totals":
        return [
            TotalCell(
                _of_level(total) if with_levels else total["kind"],
                MoneyCell(total["value"], total["currency"], mark=_mark(total)),
                total["projects"],
                group["count"],
            )
            for total in group["totals"]
            if total["value"] is not None
        ]
    kind, _, part_name = name.partition(".")
    if part_name or kind not in group:
        sums = _sums(group, kind, with_levels=with_levels)
        return part_of(sums, part_name) if part_name else sums
    cell: Cell = group[name]
    return cell


def _sums(group: Record, kind: str, *, with_levels: bool) -> list[MoneyCell]:
    """Return a group's sums of one kind; the budget of a programme is its own."""
    if kind == "budget" and "amounts" in group:
        return [MoneyCell(amount["value"], amount["currency"]) for amount in group["amounts"]]
    return [
        MoneyCell(total["value"], total["currency"], total["level"] if with_levels else None, _mark(total))
        for total in of_kind(group, kind)
        if total["projects"]
    ]


def _mark(total: Record) -> str:
    return CONTESTED if total["contested"] else ""


def _of_level(total: Record) -> str:
    """Return the kind of a total, with the hierarchy level of published activities."""
    return total["kind"] if total["level"] is None else f"{total['kind']}/level-{total['level']}"
