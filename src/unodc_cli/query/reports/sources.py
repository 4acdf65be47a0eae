"""The sources, with the number of values that each supports."""

import json
from typing import Final

from unodc_cli.catalogue.database import Catalogue
from unodc_cli.query.conditions import condition
from unodc_cli.query.filters import Filters
from unodc_cli.query.labels import SOURCE
from unodc_cli.query.notes import NO_PROJECT, nothing_found
from unodc_cli.query.records import report_of
from unodc_cli.query.selection import Selection
from unodc_cli.report.report import Report
from unodc_cli.report.rows import Column, ColumnKind

COLUMNS: Final = (
    Column("id", ColumnKind.ID),
    Column("values", ColumnKind.COUNT),
    Column("kind", ColumnKind.STATUS),
    Column("publisher", ColumnKind.TEXT, 2),
    Column("title", ColumnKind.TEXT),
    Column("url", ColumnKind.TEXT, 6),
    Column("accessed", ColumnKind.DATE, 5),
    Column("projects", ColumnKind.LIST, 7),
)


def sources(catalogue: Catalogue, filters: Filters, selection: Selection, today: str) -> Report:
    """Return the sources of the projects that the filters find, the one that supports most values first."""
    where = condition(catalogue, filters, today)
    # A value that a file states once for all its projects is counted once.
    values = "SUM(CASE WHEN shared IS NULL THEN count ELSE 0 END) + COUNT(DISTINCT shared)"
    rows = catalogue.rows(
        f"""SELECT {", ".join(SOURCE)}, {values}, json_group_array(DISTINCT project_id)
        FROM uses JOIN sources ON id = source
        JOIN (SELECT num, id AS project_id FROM projects WHERE {where.sql} ORDER BY place) ON num = project
        GROUP BY id ORDER BY {values} DESC, id""",
        where.parameters,
    )
    records = [
        {**dict(zip(SOURCE, row, strict=False)), "values": row[-2], "projects": json.loads(row[-1])}
        for row in rows
    ]
    notes = () if records else nothing_found(catalogue, NO_PROJECT)
    return report_of(records, COLUMNS, selection, notes=notes)
