"""Projects and their phases along the years."""

import json
from collections.abc import Sequence
from typing import TYPE_CHECKING, Final, cast

from unodc_cli.catalogue.database import Catalogue
from unodc_cli.model import dates
from unodc_cli.model.exact import to_json
from unodc_cli.model.names import short_name
from unodc_cli.query.filters import Filters
from unodc_cli.query.marks import marked
from unodc_cli.query.records import selected_columns
from unodc_cli.query.reports.projects import projects
from unodc_cli.query.selection import Selection
from unodc_cli.report.chart import Chart, Lane, TimelineBar
from unodc_cli.report.rows import Cell, Column, ColumnKind

if TYPE_CHECKING:
    from unodc_cli.model.documents import ProjectDocument, SpanDocument

COLUMNS: Final = (
    Column("id", ColumnKind.ID),
    Column("phase", ColumnKind.TEXT, 2),
    Column("start", ColumnKind.DATE, 1),
    Column("end", ColumnKind.DATE, 1),
    Column("status", ColumnKind.STATUS, 2),
)


def timeline(catalogue: Catalogue, filters: Filters, selection: Selection, today: str) -> Chart:
    """Return the matching projects, by their start unless sorted otherwise.

    A row is a phase, or a project that has no phases. A project is drawn as one lane.
    """
    order = Selection(sort=selection.sort or ("start",), limit=selection.limit)
    report = projects(catalogue, filters, order, today, columns=None)
    documents = [json.loads(document) for document in report.documents]
    columns = selected_columns(COLUMNS, selection)
    entries = [entry for document in documents for entry in _entries(document)]
    return Chart(
        columns,
        [
            tuple(
                marked(entry[column.name], column.name, _without_conflicts(entry), today)
                for column in columns
            )
            for entry in entries
        ],
        [to_json(entry) for entry in entries],
        has_selected_fields=bool(selection.fields),
        notes=report.notes,
        lanes=tuple(lane(document) for document in documents),
        today=today,
    )


def _without_conflicts(entry: dict[str, Cell]) -> "ProjectDocument":
    """Return an entry as a document for marks, which are those of its dates alone."""
    return cast("ProjectDocument", {**entry, "conflicts": ()})


def _entries(document: "ProjectDocument") -> Sequence[dict[str, Cell]]:
    spans: list[tuple[str | None, SpanDocument]] = [(phase["id"], phase) for phase in document["phases"]]
    return [
        {
            "id": document["id"],
            "phase": phase,
            "start": span["start"],
            "end": span["end"],
            "status": span["status"],
        }
        for phase, span in spans or [(None, document)]
    ]


def lane(document: "ProjectDocument") -> Lane:
    """Return the lane of a project: its phases, or else itself."""
    bars = [_bar(phase["name"], phase) for phase in document["phases"]]
    if not any(bar.start or bar.end for bar in bars):
        bars = [_bar(document["id"], document)]
    return Lane(document["id"], tuple(bars), short_name(document), document["activity"] is not None)


def _bar(name: str, span: "SpanDocument") -> TimelineBar:
    start, end = span["start"], span["end"]
    return TimelineBar(
        name,
        (dates.earliest(start), dates.latest(start)) if start else None,
        (dates.earliest(end), dates.latest(end)) if end else None,
        span["status"],
    )
