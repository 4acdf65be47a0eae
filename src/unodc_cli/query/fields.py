"""The fields of a project: the column, value and order of each.

The names are those of the JSON document, and some more that stand for what a table wants: `name` (the
acronym or a short title), `period`, and each kind of amount.
"""

from collections.abc import Callable, Mapping, Sequence
from datetime import date
from typing import TYPE_CHECKING, Any, Final, cast

from unodc_cli.catalogue.facets import tagged
from unodc_cli.model import dates, status
from unodc_cli.model.kinds import AMOUNT_KINDS
from unodc_cli.query import periods, project_cells
from unodc_cli.report.rows import Cell, Column, ColumnKind

if TYPE_CHECKING:
    from unodc_cli.model.documents import NamedDocument, ProjectDocument

# The dates of both kinds that activities have; `start` and `end` are the actual ones, or else the planned.
ACTIVITY_DATES: Final = ("start-planned", "start-actual", "end-planned", "end-actual")
# The first and last day that the dates can mean, by their places in a span; its second day is no field.
DAYS: Final = ("first-day", None, "last-day")
_A_DAY: Final = len("2016-03-01")


def activity_date(name: str) -> str:
    """Return a date of an activity as SQL on a row of `projects`."""
    path = f"$.activity.dates.{name.replace('-', '_')}"
    return (
        f"(SELECT json_extract(CAST(d.document AS TEXT), '{path}') "
        "FROM main.documents AS d WHERE d.num = projects.num)"
    )


def days_between(first: str, last: str) -> str:
    """Return the days from one date to another as SQL, where both are known to the day."""
    both_days = f"length({first}) = {_A_DAY} AND length({last}) = {_A_DAY}"
    return f"CASE WHEN {both_days} THEN CAST(julianday({last}) - julianday({first}) AS INTEGER) END"


DELAY: Final = days_between(activity_date("end-planned"), activity_date("end-actual"))


class ProjectField:
    """A column of projects. `sort` is an SQL expression over `projects`."""

    def __init__(self, column: Column, value: "Callable[[NamedDocument], Cell]", sort: str) -> None:
        self.column = column
        self.value = value
        self.sort = sort


def _plain(name: str) -> "Callable[[NamedDocument], Cell]":
    return lambda document: cast("Mapping[str, Cell]", document)[name]


def _first_tag(kind: str) -> str:
    return f"(SELECT term FROM {tagged(kind)} WHERE project = num ORDER BY position LIMIT 1)"


def _count(table: str) -> str:
    return f"(SELECT NULLIF(COUNT(*), 0) FROM {table} WHERE project = num)"


def amount_field(kind: str) -> ProjectField:
    """Return the field of a kind of amount."""
    # The largest, where there are several currencies: they are not added up.
    largest = f"""(SELECT SUM(units) + SUM(trillionths) / 1e12 FROM amounts
        WHERE project = num AND counted AND kind = '{kind}' GROUP BY currency ORDER BY 1 DESC LIMIT 1)"""
    drop = 2 if kind == "eu-contribution" else 5
    return ProjectField(
        Column(kind, ColumnKind.MONEY, drop), lambda document: project_cells.totals(document, kind), largest
    )


def _each(name: str, text: Callable[[Any], str]) -> "Callable[[NamedDocument], Cell]":
    return lambda document: [text(entry) for entry in cast("Mapping[str, Any]", document)[name]]


def _published(name: str, text: Callable[[Any], Any] | None = None) -> "Callable[[NamedDocument], Cell]":
    """Return a getter of a value of an activity, or of its entries as texts; None for other projects."""

    def value(document: "NamedDocument") -> Cell:
        activity = cast("Mapping[str, Any] | None", document["activity"])
        if text is None:
            cell: Cell = activity[name] if activity else None
            return cell
        return [text(entry) for entry in activity[name]] if activity else []

    return value


def _day(index: int, name: str) -> ProjectField:
    """Return the field of the first or last day that the dates of a project can mean."""
    return ProjectField(
        Column(name, ColumnKind.DATE, 6),
        lambda document: dates.span(document["start"], document["end"])[index],
        name.replace("-", "_"),
    )


def _dated(name: str) -> ProjectField:
    key = name.replace("-", "_")
    return ProjectField(
        Column(name, ColumnKind.DATE, 6), lambda document: _dates(document).get(key), activity_date(name)
    )


def _dates(document: "ProjectDocument") -> Mapping[str, str | None]:
    activity = document["activity"]
    return cast("Mapping[str, str | None]", activity["dates"]) if activity else {}


def _delay(document: "ProjectDocument") -> int | None:
    """Return the days from the planned to the actual end, where both days are known."""
    dates = _dates(document)
    planned, actual = dates.get("end_planned") or "", dates.get("end_actual") or ""
    if len(planned) != _A_DAY or len(actual) != _A_DAY:
        return None
    return (date.fromisoformat(actual) - date.fromisoformat(planned)).days


_ALL: Final[Sequence[ProjectField]] = (
    ProjectField(Column("id", ColumnKind.ID), _plain("id"), "id"),
    ProjectField(Column("name", ColumnKind.TEXT), _plain("name"), "name COLLATE NOCASE"),
    ProjectField(Column("title", ColumnKind.TEXT, 4), _plain("title"), "title COLLATE NOCASE"),
    ProjectField(Column("acronym", ColumnKind.TEXT, 5), _plain("acronym"), "acronym COLLATE NOCASE"),
    ProjectField(Column("aliases", ColumnKind.LIST, 8), _plain("aliases"), "NULL"),
    ProjectField(Column("summary", ColumnKind.TEXT, 7), _plain("summary"), "NULL"),
    ProjectField(Column("themes", ColumnKind.LIST, 4), _plain("themes"), _first_tag("theme")),
    ProjectField(Column("programme", ColumnKind.TEXT, 6), _plain("programme"), "programme"),
    ProjectField(Column("partners", ColumnKind.LIST, 5), project_cells.partners, _first_tag("partner")),
    ProjectField(Column("regions", ColumnKind.LIST, 6), _plain("regions"), _first_tag("region")),
    ProjectField(Column("countries", ColumnKind.LIST, 6), _plain("countries"), _first_tag("country")),
    ProjectField(Column("start", ColumnKind.DATE, 1), _plain("start"), periods.START),
    ProjectField(Column("end", ColumnKind.DATE, 1), _plain("end"), periods.END),
    ProjectField(Column("period", ColumnKind.PERIOD, 1), project_cells.period, periods.START),
    *(_day(index, name) for index, name in enumerate(DAYS) if name),
    *(_dated(name) for name in ACTIVITY_DATES),
    ProjectField(Column("delay", ColumnKind.COUNT, 6), _delay, DELAY),
    ProjectField(Column("status", ColumnKind.STATUS, 3), _plain("status"), status.SQL),
    *(amount_field(kind) for kind in AMOUNT_KINDS),
    ProjectField(
        Column("phases", ColumnKind.LIST, 6), _each("phases", project_cells.phase), _count("phases")
    ),
    ProjectField(Column("amounts", ColumnKind.LIST, 6), project_cells.amounts, _count("amounts")),
    ProjectField(
        Column("identifiers", ColumnKind.LIST, 6),
        _each("identifiers", lambda i: f"{i['scheme']} {i['value']}"),
        "NULL",
    ),
    ProjectField(Column("results", ColumnKind.LIST, 8), _each("results", project_cells.result_text), "NULL"),
    ProjectField(Column("links", ColumnKind.LIST, 8), _plain("links"), "NULL"),
    ProjectField(Column("sdgs", ColumnKind.LIST, 7), _plain("sdgs"), "NULL"),
    ProjectField(
        Column("conflicts", ColumnKind.LIST, 7),
        _each("conflicts", lambda c: f"{c['field']}: {c['value']}"),
        "conflicts",
    ),
    ProjectField(Column("why", ColumnKind.LIST, 2), project_cells.themes_with_reasons, "NULL"),
    ProjectField(Column("reporter", ColumnKind.TEXT, 6), project_cells.reporter, "NULL"),
    ProjectField(Column("level", ColumnKind.COUNT, 6), _published("level"), "NULL"),
    ProjectField(Column("sectors", ColumnKind.LIST, 7), _published("sectors", project_cells.share), "NULL"),
    ProjectField(Column("markers", ColumnKind.LIST, 8), _published("markers", project_cells.marker), "NULL"),
    ProjectField(Column("related", ColumnKind.LIST, 8), _published("related", project_cells.related), "NULL"),
    ProjectField(Column("evidence", ColumnKind.LIST, 8), project_cells.sources, "NULL"),
)
FIELDS: Final[Mapping[str, ProjectField]] = {field.column.name: field for field in _ALL}

# The kind of sums in a table: the first of these that half of its projects with sums state.
MAIN_AMOUNTS: Final = (
    "eu-contribution",
    "total-budget",
    "commitment",
    "disbursement",
    "budget",
    "expenditure",
)
