"""Projects counted and money added up per group of a dimension."""

from collections import defaultdict
from collections.abc import Mapping, Sequence
from functools import partial
from operator import itemgetter
from typing import Any, Final

from unodc_cli.catalogue.database import Catalogue
from unodc_cli.model import exact, status
from unodc_cli.model.exact import Number, to_json
from unodc_cli.model.kinds import kind_order
from unodc_cli.model.names import fold
from unodc_cli.query.dimensions import Dimension
from unodc_cli.query.fields import fields_of, forms, kinds_of, of_parts, part, period
from unodc_cli.query.filters import Condition, Filters, condition
from unodc_cli.query.money import MoneyFilters, rows_condition
from unodc_cli.query.notes import (
    PARTS_OF_PARENTS,
    active_when,
    names_meant,
    nothing_found,
    past_their_end,
    unknown_status,
)
from unodc_cli.query.repeats import repeat_notes, repeated
from unodc_cli.query.reports import group_notes
from unodc_cli.query.reports.group_notes import OF_PARTNERS, of_kind
from unodc_cli.query.reports.projects import NO_PROJECT
from unodc_cli.query.resolve import role_of
from unodc_cli.query.selection import Keys, Record, Selection, chosen, ranked, sortable
from unodc_cli.query.transfers import transfer_notes
from unodc_cli.report.rows import CONTESTED, Cell, Column, ColumnKind, MoneyCell, Report, TotalCell

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
# Which sums of its projects are a group's own: the money of a phase is that of the phase's programme, not of
# all that the project has had; what one partner gives or has is no other's.
_OWN: Final = {
    "programme": "AND (programme IS NULL OR programme = term)",
    "partner": f"AND (NOT {OF_PARTNERS} OR partner = term)",
}


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
    _group(catalogue, dimension, where, roles)
    found = _counted(catalogue, dimension.term, where)
    all_columns = OF_PROGRAMMES if kind == "programme" else COLUMNS
    columns = _columns(catalogue, all_columns, selection)
    plain = {fold(name) for name in (*sortable(all_columns), *_DATES)}
    by_money = any(fold(name) not in plain for name in selection.sort)
    if by_money:
        _add_totals(catalogue, kind, found)
    if kind == "programme":
        _add_terms(catalogue, found)
    largest_first = sorted(found.values(), key=lambda group: (-group["count"], group["name"].casefold()))
    orders = _orders(catalogue, kind)
    values = {f"{of}.value": order for of, order in orders.items() if of not in _DATES}
    ordered = ranked(
        largest_first, all_columns, selection, orders, unlisted=values, of_form=forms(("value",))
    )
    shown = {group["key"]: group for group in ordered}
    # On large data, these are looked up for what is shown only.
    if not by_money:
        _add_totals(catalogue, kind, shown)
    _add_projects(catalogue, shown)
    columns = tuple(_broken_where_long(column, ordered) for column in columns)
    levels = {total["level"] for group in ordered for total in group["totals"]}
    rows = [
        tuple(_cell(group, column.name, with_levels=len(levels) > 1) for column in columns)
        for group in ordered
    ]
    kinds = {column.name.partition(".")[0] for column in columns} - {column.name for column in all_columns}
    documents = [to_json({**group, **{of: of_kind(group, of) for of in kinds}}) for group in ordered]
    without = group_notes.without(catalogue, where, kind)
    money = rows_condition(catalogue, filters, MoneyFilters(), today)
    row_notes = (
        *group_notes.overlap(ordered, dimension),
        *group_notes.beyond(ordered, dimension, filters),
        *without,
        *(active_when(filters, today) if ordered else ()),
        *unknown_status(catalogue, where),
        *past_their_end(catalogue, where),
        *repeat_notes(catalogue, money),
        *transfer_notes(catalogue, money, how=f"unodc by {kind} --once"),
        *group_notes.flawed_values(ordered),
        *group_notes.contested(ordered),
        *group_notes.not_stated(ordered, kinds),
        *(group_notes.of_several(catalogue) if kind == "partner" else ()),
        *(group_notes.classes(catalogue, ordered) if kind == "partner" else ()),
        *((PARTS_OF_PARENTS,) if len(levels - {None}) > 1 else ()),
        *(group_notes.under_one_name(catalogue, found) if kind == "partner" else ()),
    )
    return Report(
        columns,
        rows,
        documents,
        has_selected_fields=bool(selection.fields),
        notes=(
            *names_meant(catalogue, filters),
            *(() if without or ordered else nothing_found(catalogue, NO_PROJECT)),
        ),
        row_notes=row_notes,
    )


def _columns(catalogue: Catalogue, all_columns: Sequence[Column], selection: Selection) -> tuple[Column, ...]:
    """Return the columns that are asked for: also each kind of amount, and the parts of its sums."""
    if not selection.fields:
        return tuple(all_columns)
    own = [column.name for column in all_columns]
    fields = fields_of(catalogue)
    sums = [fields[kind].column for kind in kinds_of(catalogue)]
    kinds = [column for column in sums if column.name not in own]
    parts = [part for column in sums for part in of_parts(column)]
    return chosen(all_columns, selection, more=kinds, unlisted=parts, of_form=forms())


def _broken_where_long(column: Column, shown: Sequence[Record]) -> Column:
    """Return a column of keys as one of texts, if they are made of long published names."""
    is_long = column.name == "key" and any(len(group["key"]) > _LONG_KEY for group in shown)
    return column._replace(kind=ColumnKind.TEXT) if is_long else column


def _orders(catalogue: Catalogue, kind: str) -> Keys:
    """Return what groups are ordered by beside their columns: dates, and each kind of amount they have."""
    stated = {
        of
        for of in kinds_of(catalogue)
        if catalogue.rows("SELECT 1 FROM amounts WHERE kind = ? AND counted LIMIT 1", (of,))
    }
    dated: Keys = {name: itemgetter(name) for name in _DATES} if kind == "programme" else {}
    return {**dated, **{of: partial(_largest, kind=of) for of in sorted(stated, key=kind_order)}}


def _largest(group: Record, kind: str) -> Number | None:
    """Return the largest of a group's totals of one kind: sums of two currencies are not added up."""
    stated = (total["value"] for total in group["totals"] if total["kind"] == kind)
    return max((value for value in stated if value is not None), default=None)


def _group(catalogue: Catalogue, dimension: Dimension, where: Condition, roles: Sequence[str]) -> None:
    """Pair each group's term with its projects, each pair once, in the temporary table `grouped`."""
    if dimension.source == "terms":
        in_roles = f" AND role IN ({', '.join(where.give(role) for role in roles)})" if roles else ""
        pairs = f"""SELECT DISTINCT term, project FROM tags
            WHERE kind = {where.give(dimension.of)} AND {dimension.tags}{in_roles}
            AND project IN (SELECT num FROM projects WHERE {where.sql})"""
    else:
        pairs = f"""SELECT * FROM (SELECT {dimension.of} AS term, num AS project FROM projects AS p
            WHERE {where.sql}) WHERE term IS NOT NULL"""
    catalogue.rows(f"CREATE TEMP TABLE grouped AS {pairs}", where.parameters)
    catalogue.rows(f"CREATE TEMP TABLE repeated AS {repeated(where.sql)}", where.parameters)
    catalogue.rows("CREATE TEMP TABLE shown (term TEXT PRIMARY KEY) WITHOUT ROWID")


def _counted(catalogue: Catalogue, kind: str, where: Condition) -> dict[str, Record]:
    rows = catalogue.rows(
        f"""SELECT term, COALESCE(terms.name, term), COUNT(*), SUM(COALESCE({status.SQL} = 'active', 0))
        FROM grouped JOIN projects ON num = project
        LEFT JOIN terms ON terms.kind = {where.give(kind)} AND terms.id = term
        GROUP BY term ORDER BY MIN(place)""",
        where.parameters,
    )
    return {
        term: {"key": term, "name": name, "count": count, "active": active, "projects": [], "totals": []}
        for term, name, count, active in rows
    }


def _show(catalogue: Catalogue, found: Mapping[str, Record]) -> None:
    """Note in the temporary table `shown` which groups something is to be looked up for."""
    catalogue.rows("DELETE FROM shown")
    # As one parameter: there may be more groups than SQLite allows parameters.
    catalogue.rows("INSERT INTO shown SELECT value FROM json_each(?)", (to_json(list(found)),))


def _add_projects(catalogue: Catalogue, found: Mapping[str, Record]) -> None:
    _show(catalogue, found)
    rows = catalogue.rows(
        """SELECT term, projects.id FROM grouped JOIN shown USING (term)
        JOIN projects ON num = project ORDER BY place"""
    )
    for term, project in rows:
        found[term]["projects"].append(project)


def _add_totals(catalogue: Catalogue, kind: str, found: Mapping[str, Record]) -> None:
    _show(catalogue, found)
    own = _OWN.get(kind, "")
    rows = catalogue.rows(
        f"""SELECT term, kind, currency, SUM(units), SUM(trillionths),
            COUNT(DISTINCT CASE WHEN units IS NOT NULL THEN project END),
            level, SUM(negative), SUM(unreadable), SUM(contested)
        FROM grouped JOIN shown USING (term) JOIN amounts USING (project)
        WHERE counted AND currency IS NOT NULL {own} AND project NOT IN (SELECT project FROM repeated)
        GROUP BY term, kind, currency, level"""
    )
    totals: dict[str, list[dict[str, Any]]] = defaultdict(list)
    for term, of, currency, units, rest, projects, level, negative, unreadable, contested in rows:
        total = {
            "kind": of,
            "currency": currency,
            "value": None if units is None else exact.number(exact.of_parts(units, rest)),
            "projects": projects,
            "level": level,
            "negative": negative,
            "unreadable": unreadable,
            "contested": contested,
        }
        totals[term].append(total)
    for term, listed in totals.items():
        # Totals of zero tell least, and come last.
        found[term]["totals"] = sorted(
            listed,
            key=lambda t: (not t["value"], kind_order(t["kind"]), t["currency"], t["level"] or 0),
        )


def _add_terms(catalogue: Catalogue, found: Mapping[str, Record]) -> None:
    """Add what is known of the programmes themselves: `parent`, `start`, `end`, `amounts`."""
    for id_, detail in catalogue.rows("SELECT id, detail FROM terms WHERE kind = 'programme'"):
        if id_ in found:
            known = exact.loads(detail)
            found[id_] |= {name: known[name] for name in ("parent", "start", "end", "amounts")}


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
    kind, _, of = name.partition(".")
    if of or kind not in group:
        sums = _sums(group, kind, with_levels=with_levels)
        return part(sums, of) if of else sums
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
