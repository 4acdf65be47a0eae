"""Groups of projects in the catalogue: their members, and their totals of money."""

from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from typing import Any, Final

from unodc_cli.catalogue.database import Catalogue
from unodc_cli.catalogue.facets import tagged
from unodc_cli.model import exact, status
from unodc_cli.model.exact import to_json
from unodc_cli.model.kinds import kind_order
from unodc_cli.model.money import PARTNER_KINDS
from unodc_cli.query.dimensions import Dimension
from unodc_cli.query.filters import Condition
from unodc_cli.query.records import Record
from unodc_cli.query.repeats import repeated

OF_PARTNERS: Final = f"kind IN {PARTNER_KINDS}"
# The condition on the sums that are a group's own: the money of a phase is that of the phase's
# programme, not of all programmes of the project; a sum of one partner is not a sum of the others.
_OWN_SUMS: Final = {
    "programme": "AND (programme IS NULL OR programme = term)",
    "partner": f"AND (NOT {OF_PARTNERS} OR partner = term)",
}


def select_groups(
    catalogue: Catalogue, dimension: Dimension, where: Condition, roles: Sequence[str]
) -> dict[str, Record]:
    """Return the groups of the projects that meet a condition, by key, with their counts but without totals.

    Temporary tables hold the members of the groups, until groups are selected again.
    """
    _pair(catalogue, dimension, where, roles)
    query = where.copy()
    rows = catalogue.rows(
        f"""SELECT term, COALESCE(terms.name, term), COUNT(*), SUM(COALESCE({status.SQL} = 'active', 0))
        FROM grouped JOIN projects ON num = project
        LEFT JOIN terms ON terms.kind = {query.bind(dimension.term)} AND terms.id = term
        GROUP BY term ORDER BY MIN(place)""",
        query.parameters,
    )
    return {
        term: {"key": term, "name": name, "count": count, "active": active, "projects": [], "totals": []}
        for term, name, count, active in rows
    }


def _pair(catalogue: Catalogue, dimension: Dimension, where: Condition, roles: Sequence[str]) -> None:
    """Pair each group's term with its projects, each pair once, in the temporary table `grouped`."""
    query = where.copy()
    if dimension.source == "terms":
        in_roles = f" AND role IN ({', '.join(query.bind(role) for role in roles)})" if roles else ""
        pairs = f"""SELECT DISTINCT term, project FROM {tagged(dimension.selector)}
            WHERE {dimension.tags}{in_roles}
            AND project IN (SELECT num FROM projects WHERE {where.sql})"""
    else:
        pairs = f"""SELECT * FROM (SELECT {dimension.selector} AS term, num AS project FROM projects AS p
            WHERE {where.sql}) WHERE term IS NOT NULL"""
    for table in ("grouped", "repeated", "shown"):
        catalogue.rows(f"DROP TABLE IF EXISTS temp.{table}")
    catalogue.rows(f"CREATE TEMP TABLE grouped AS {pairs}", query.parameters)
    catalogue.rows(f"CREATE TEMP TABLE repeated AS {repeated(where.sql)}", where.parameters)
    catalogue.rows("CREATE TEMP TABLE shown (term TEXT PRIMARY KEY) WITHOUT ROWID")


def add_totals(catalogue: Catalogue, kind: str, groups: Mapping[str, Record]) -> None:
    """Add the sums of each group's projects, by kind of amount, currency and hierarchy level."""
    _show(catalogue, groups)
    rows = catalogue.rows(
        f"""SELECT term, kind, currency, SUM(units), SUM(trillionths),
            COUNT(DISTINCT CASE WHEN units IS NOT NULL THEN project END),
            level, SUM(negative), SUM(unreadable), SUM(contested)
        FROM grouped JOIN shown USING (term) JOIN amounts USING (project)
        WHERE counted AND currency IS NOT NULL {_OWN_SUMS.get(kind, "")}
        AND project NOT IN (SELECT project FROM repeated)
        GROUP BY term, kind, currency, level"""
    )
    totals: dict[str, list[dict[str, Any]]] = defaultdict(list)
    for term, amount, currency, units, trillionths, projects, level, negative, unreadable, contested in rows:
        total = {
            "kind": amount,
            "currency": currency,
            "value": None if units is None else exact.number_of(units, trillionths),
            "projects": projects,
            "level": level,
            "negative": negative,
            "unreadable": unreadable,
            "contested": contested,
        }
        totals[term].append(total)
    for term, listed in totals.items():
        # Totals of zero tell least, and come last.
        groups[term]["totals"] = sorted(
            listed,
            key=lambda t: (not t["value"], kind_order(t["kind"]), t["currency"], t["level"] or 0),
        )


def add_projects(catalogue: Catalogue, groups: Mapping[str, Record]) -> None:
    """Add the ids of each group's projects."""
    _show(catalogue, groups)
    rows = catalogue.rows(
        """SELECT term, projects.id FROM grouped JOIN shown USING (term)
        JOIN projects ON num = project ORDER BY place"""
    )
    for term, project in rows:
        groups[term]["projects"].append(project)


def add_programmes(catalogue: Catalogue, groups: Mapping[str, Record]) -> None:
    """Add the portfolio's own values of programmes: `parent`, `start`, `end`, `amounts`."""
    for id_, detail in catalogue.rows("SELECT id, detail FROM terms WHERE kind = 'programme'"):
        if id_ in groups:
            programme = exact.loads(detail)
            groups[id_] |= {name: programme[name] for name in ("parent", "start", "end", "amounts")}


def of_kind(group: Record, kind: str) -> list[Record]:
    """Return the totals of a group of one kind."""
    return [total for total in group["totals"] if total["kind"] == kind]


def _show(catalogue: Catalogue, terms: Iterable[str]) -> None:
    """Write the keys of groups into the temporary table `shown`, for the next query."""
    catalogue.rows("DELETE FROM shown")
    # As one parameter: there may be more groups than SQLite allows parameters.
    catalogue.rows("INSERT INTO shown SELECT value FROM json_each(?)", (to_json(list(terms)),))
