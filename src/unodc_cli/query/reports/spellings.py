"""Spellings of partners in published data, and the partners that they were matched to."""

from collections.abc import Iterator
from typing import Final

from unodc_cli.catalogue.database import Catalogue
from unodc_cli.query.filters import Filters
from unodc_cli.query.records import report_of
from unodc_cli.query.resolve import resolve
from unodc_cli.query.selection import Selection
from unodc_cli.report.report import Report
from unodc_cli.report.rows import Column, ColumnKind

_COLUMNS: Final = (
    Column("partner", ColumnKind.ID),
    Column("name", ColumnKind.TEXT),
    Column("ref", ColumnKind.TEXT, 3),
    Column("score", ColumnKind.COUNT, 1),
    Column("count", ColumnKind.COUNT, 2),
)


def spellings(catalogue: Catalogue, filters: Filters, selection: Selection) -> Report:
    """Return the spellings of the requested partners, or of all, the most frequent first.

    Spellings are those of the whole files: of the filters, only that of partners applies.
    """
    rows = catalogue.rows(
        """SELECT partner, name, ref, score, SUM(count) FROM spellings
        GROUP BY partner, name, ref, score ORDER BY partner, SUM(count) DESC, name, ref"""
    )
    ids = {resolve(catalogue, "partner", name) for name in filters.partner}
    names = [column.name for column in _COLUMNS]
    records = [dict(zip(names, row, strict=True)) for row in rows if not ids or row[0] in ids]
    return report_of(
        records,
        _COLUMNS,
        selection,
        notes=(
            *_not_used(filters),
            *(() if records else ("no published spellings: they are those of IATI files",)),
        ),
    )


def _not_used(filters: Filters) -> Iterator[str]:
    if any(filters._replace(partner=())):
        yield "spellings are of the whole files: only the filter --partner applies"
