"""Projects with their names, sources and totals, for a page that is read without the portfolio."""

from collections.abc import Collection
from typing import Final

from unodc_cli.catalogue.database import Catalogue
from unodc_cli.model import exact
from unodc_cli.model.kinds import kind_order
from unodc_cli.query.cells import Series, Table, sums
from unodc_cli.query.conditions import condition
from unodc_cli.query.dimensions import DIMENSIONS
from unodc_cli.query.filters import Condition, Filters
from unodc_cli.query.grouped import NOT_DATED
from unodc_cli.query.labels import Labels
from unodc_cli.query.layout import Layout
from unodc_cli.query.money import MoneyFilters, rows_condition
from unodc_cli.query.notes import doubtful, past_their_end
from unodc_cli.query.repeats import repeat_notes, repeated, without_repeated
from unodc_cli.query.reports import project_page, timeline
from unodc_cli.query.reports.projects import projects
from unodc_cli.query.reports.requested import Requested
from unodc_cli.query.selection import Selection
from unodc_cli.report.dossier import Dossier, MoneyByYear, Part, Source
from unodc_cli.report.report import Json, Report
from unodc_cli.report.rows import Column, ColumnKind, MoneyCell, TotalCell

# The parts of the page of a list, of a time line, and of a portfolio as a whole.
LIST: Final = (Part.TABLE, Part.CARDS)
ALONG_THE_YEARS: Final = (Part.TIMELINE, Part.CARDS)
WHOLE: Final = tuple(Part)
_NAME: Final = Column("name", ColumnKind.TEXT)


def filtered(
    catalogue: Catalogue, filters: Filters, selection: Selection, today: str, parts: Collection[Part]
) -> Report:
    """Return the projects that the filters find, for these parts of a page.

    If fields are selected, the report has only their rows.
    """
    report = projects(catalogue, filters, selection, today, columns=("name", "amount"))
    if report.has_selected_fields:
        return report
    projects_condition = condition(catalogue, filters, today)
    report.row_notes = (*report.row_notes, *doubtful(catalogue, projects_condition, filters))
    if Part.OVERVIEW not in parts:
        return _dossier(catalogue, report, parts, today)
    past = "".join(past_their_end(catalogue, projects_condition))
    totals = _totals(catalogue, projects_condition)
    where = rows_condition(catalogue, filters, MoneyFilters(), today)
    report.row_notes = (*report.row_notes, *repeat_notes(catalogue, where))
    by_year = _by_year(catalogue, without_repeated(catalogue, where))
    return _dossier(catalogue, report, parts, today, totals=totals, by_year=by_year, past=past)


def along_the_years(catalogue: Catalogue, filters: Filters, selection: Selection, today: str) -> Report:
    """Return the projects that the filters find on a time line, by their start unless ordered otherwise."""
    if selection.fields:
        return timeline.timeline(catalogue, filters, selection, today)
    ordered = selection._replace(sort=selection.sort or ("start",))
    return filtered(catalogue, filters, ordered, today, ALONG_THE_YEARS)


def requested_projects(catalogue: Catalogue, requested: Requested, today: str) -> Report:
    """Return the requested projects, each as a card. Raises as `project_page.show`."""
    report = project_page.show(catalogue, requested, today)
    if report.has_selected_fields:
        return report
    names = dict(catalogue.rows("SELECT id, name FROM projects"))
    rows = [(names[exact.loads(document)["id"]],) for document in report.documents]
    return _dossier(
        catalogue, Report((_NAME,), rows, report.documents, notes=report.notes), (Part.CARDS,), today
    )


def _dossier(
    catalogue: Catalogue,
    report: Report,
    parts: Collection[Part],
    today: str,
    *,
    totals: tuple[TotalCell, ...] = (),
    by_year: tuple[MoneyByYear, ...] = (),
    past: str = "",
) -> Dossier:
    labels = Labels(catalogue)
    documents: list[Json] = list(report.documents)
    terms = catalogue.rows("SELECT kind, id FROM terms")
    return Dossier(
        report.columns,
        list(report.rows),
        documents,
        parts=frozenset(parts),
        lanes=[timeline.lane(exact.loads(document)) for document in documents],
        today=today,
        names={(kind, id_): labels.labelled(kind, id_) for kind, id_ in terms},
        sources={
            id_: Source(
                str(source["title"]), source["publisher"], source["url"], source["accessed"], source["kind"]
            )
            for id_, source in labels.sources.items()
        },
        totals=totals,
        by_year=by_year,
        past_their_end=past,
        notes=report.notes,
        row_notes=report.row_notes,
    )


def _totals(catalogue: Catalogue, where: Condition) -> tuple[TotalCell, ...]:
    """Return the sums of all projects found, of each kind, currency and level."""
    [(count_of_all,)] = catalogue.rows(f"SELECT COUNT(*) FROM projects WHERE {where.sql}", where.parameters)
    rows = catalogue.rows(
        f"""SELECT kind, currency, level, SUM(units), SUM(trillionths), COUNT(DISTINCT project) FROM amounts
        WHERE counted AND units IS NOT NULL AND project IN (SELECT num FROM projects WHERE {where.sql})
        AND project NOT IN ({repeated(where.sql)})
        GROUP BY kind, currency, level""",
        where.parameters,
    )
    totals = [
        TotalCell(kind, MoneyCell(exact.number_of(units, trillionths), currency, level), count, count_of_all)
        for kind, currency, level, units, trillionths, count in rows
    ]
    return tuple(sorted(totals, key=_place))


def _by_year(catalogue: Catalogue, where: Condition) -> tuple[MoneyByYear, ...]:
    """Return the money of each kind, level and currency along the years."""
    tables = sums(catalogue, where, Layout(DIMENSIONS["year"])).tables
    return tuple(_along(series, table) for series, table in sorted(tables.items(), key=_order))


def _along(series: Series, table: Table) -> MoneyByYear:
    years = {int(year): exact.number(value) for year, value in table.rows.items() if year.isdecimal()}
    not_dated = exact.number(table.rows.get(NOT_DATED, 0))
    return MoneyByYear(*series, dict(sorted(years.items())), not_dated, exact.number(table.total))


def _order(entry: tuple[Series, Table]) -> tuple[tuple[int, str], int, str]:
    kind, level, currency = entry[0]
    return kind_order(kind), level or 0, currency


def _place(total: TotalCell) -> tuple[tuple[int, str], int, int]:
    """Return the sort key of a total: kind, level, then that of most projects first."""
    return kind_order(total.kind), total.money.level or 0, -total.projects
