"""Projects counted and money added up per theme, partner, country or programme."""

import json
from collections import defaultdict
from collections.abc import Mapping, Sequence
from functools import partial
from operator import itemgetter
from typing import Any, Final

from unodc_cli import status
from unodc_cli.catalogue import Catalogue
from unodc_cli.query.choice import Keys, Record, Selection, chosen, ranked
from unodc_cli.query.fields import AMOUNT_KINDS, period
from unodc_cli.query.filters import ROLES, Condition, Filters, condition
from unodc_cli.query.names import one_of
from unodc_cli.query.projects import nothing_found
from unodc_cli.report import Cell, Column, Kind, Money, Report, Total
from unodc_cli.text import to_json

COLUMNS: Final = (
    Column("key", Kind.ID),
    Column("name", Kind.TEXT),
    Column("count", Kind.COUNT, 0),
    Column("active", Kind.COUNT, 1),
    Column("totals", Kind.MONEY),
    Column("projects", Kind.LIST, 4),
)
# A funding programme has dates and a budget of its own, whatever its projects have.
OF_PROGRAMMES: Final = (
    *COLUMNS[:2],
    Column("period", Kind.PERIOD, 1),
    Column("budget", Kind.MONEY, 3),
    *COLUMNS[2:],
)
_PLURALS: Final = {"country": "countries"}


def groups(catalogue: Catalogue, kind: str, filters: Filters, selection: Selection, today: str) -> Report:
    """Return the projects that the filters find, grouped by the terms of one kind.

    A project counts in each of its groups. Totals are per kind of amount and currency. With a filter of
    roles, partners are grouped in these roles only.
    """
    where = condition(catalogue, filters, today)
    roles = tuple(one_of("role", role, ROLES) for role in filters.role) if kind == "partner" else ()
    tagged = _tagged(where, kind, roles)
    found = _counted(catalogue, kind, tagged, where)
    _add_totals(catalogue, kind, tagged, where, found)
    if kind == "programme":
        _add_terms(catalogue, found)
    all_columns = OF_PROGRAMMES if kind == "programme" else COLUMNS
    largest_first = sorted(found.values(), key=lambda group: (-group["count"], group["name"].casefold()))
    ordered = ranked(largest_first, all_columns, selection, _orders(largest_first, kind))
    columns = chosen(all_columns, selection)
    rows = [tuple(_cell(group, column.name) for column in columns) for group in ordered]
    documents = [to_json(group) for group in ordered]
    notes = (
        *nothing_found(ordered),
        *_overlap(ordered, kind),
        *_without(catalogue, tagged, where, kind),
        *_unknown_status(catalogue, where),
    )
    return Report(columns, rows, documents, chosen=bool(selection.fields), notes=notes)


def _orders(found: Sequence[Record], kind: str) -> Keys:
    """Return what groups are ordered by beside their columns: dates, and each kind of amount they have."""
    stated = {total["kind"] for group in found for total in group["totals"]}
    dated: Keys = {name: itemgetter(name) for name in ("start", "end")} if kind == "programme" else {}
    return {**dated, **{of: partial(_largest, kind=of) for of in AMOUNT_KINDS if of in stated}}


def _largest(group: Record, kind: str) -> float | None:
    """Return the largest of a group's totals of one kind: sums of two currencies are not added up."""
    return max((total["value"] for total in group["totals"] if total["kind"] == kind), default=None)


def _tagged(where: Condition, kind: str, roles: Sequence[str]) -> str:
    """Return the SQL that pairs each group's term with its projects, each pair once."""
    in_roles = f" AND role IN ({', '.join(where.give(role) for role in roles)})" if roles else ""
    return f"""SELECT DISTINCT term, project FROM tags
        WHERE kind = {where.give(kind)} AND direct{in_roles}
        AND project IN (SELECT num FROM projects WHERE {where.sql})"""


def _counted(catalogue: Catalogue, kind: str, tagged: str, where: Condition) -> dict[str, Record]:
    rows = catalogue.rows(
        f"""SELECT term, terms.name, projects.id, {status.SQL} = 'active'
        FROM ({tagged}) JOIN projects ON num = project
        JOIN terms ON terms.kind = {where.give(kind)} AND terms.id = term
        ORDER BY num""",
        where.parameters,
    )
    found: dict[str, Record] = {}
    for term, name, project, active in rows:
        group = found.setdefault(
            term, {"key": term, "name": name, "count": 0, "active": 0, "projects": [], "totals": []}
        )
        group["count"] += 1
        group["active"] += int(active or 0)
        group["projects"].append(project)
    return found


def _add_totals(
    catalogue: Catalogue, kind: str, tagged: str, where: Condition, found: Mapping[str, Record]
) -> None:
    # The money of a phase is that of the phase's programme, not of all that the project has had.
    own = "AND (programme IS NULL OR programme = term)" if kind == "programme" else ""
    rows = catalogue.rows(
        f"""SELECT term, kind, currency, SUM(value), COUNT(DISTINCT project), level
        FROM ({tagged}) JOIN amounts USING (project) WHERE counted {own}
        GROUP BY term, kind, currency, level""",
        where.parameters,
    )
    totals: dict[str, list[dict[str, Any]]] = defaultdict(list)
    for term, of, currency, value, projects, level in rows:
        total = {
            "kind": of,
            "currency": currency,
            "value": _exact(float(value)),
            "projects": projects,
            "level": level,
        }
        totals[term].append(total)
    for term, listed in totals.items():
        found[term]["totals"] = sorted(
            listed, key=lambda t: (AMOUNT_KINDS.index(t["kind"]), t["currency"], t["level"] or 0)
        )


def _add_terms(catalogue: Catalogue, found: Mapping[str, Record]) -> None:
    """Add what is known of the programmes themselves: `parent`, `start`, `end`, `amounts`."""
    for id_, detail in catalogue.rows("SELECT id, detail FROM terms WHERE kind = 'programme'"):
        if id_ in found:
            known = json.loads(detail)
            found[id_] |= {name: known[name] for name in ("parent", "start", "end", "amounts")}


def _cell(group: Record, name: str) -> Cell:
    if name == "period":
        return period(group)
    if name == "budget":
        return [Money(amount["value"], amount["currency"]) for amount in group["amounts"]]
    if name != "totals":
        cell: Cell = group[name]
        return cell
    return [
        Total(_of_level(total), Money(total["value"], total["currency"]), total["projects"], group["count"])
        for total in group["totals"]
    ]


def _exact(value: float) -> float:
    """Return a sum of sums to the cent, as a whole number where it is one."""
    rounded = round(value, 2)
    return int(rounded) if rounded == int(rounded) else rounded


def _of_level(total: Record) -> str:
    """Return the kind of a total, with the hierarchy level of published activities."""
    return total["kind"] if total["level"] is None else f"{total['kind']}/level-{total['level']}"


def _overlap(found: Sequence[Record], kind: str) -> tuple[str, ...]:
    members = [project for group in found for project in group["projects"]]
    more = len(members) - len(set(members))
    if not more:
        return ()
    plural = _PLURALS.get(kind, f"{kind}s")
    return (f"a project with several {plural} counts in each of them, so counts and totals do not add up",)


def _unknown_status(catalogue: Catalogue, where: Condition) -> tuple[str, ...]:
    sql = f"SELECT COUNT(*) FROM projects WHERE {where.sql} AND {status.SQL} IS NULL"
    count = int(catalogue.rows(sql, where.parameters)[0][0])
    return (
        (f"of {count} of the projects found the status is not known; they do not count as active",)
        if count
        else ()
    )


def _without(catalogue: Catalogue, tagged: str, where: Condition, kind: str) -> tuple[str, ...]:
    sql = f"""SELECT COUNT(*) FROM projects
        WHERE {where.sql} AND num NOT IN (SELECT project FROM ({tagged}))"""
    count = int(catalogue.rows(sql, where.parameters)[0][0])
    return (f"{count} of the projects found have no known {kind}, and stand in no group",) if count else ()
