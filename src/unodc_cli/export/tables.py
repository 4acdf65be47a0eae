"""The tables of the star schema as sheets of a workbook, and the rows that are the portfolio's own."""

import json
from collections.abc import Callable, Iterable, Iterator
from decimal import Decimal
from typing import Any, Final

from unodc_cli.catalogue.database import Catalogue
from unodc_cli.export import star
from unodc_cli.report.rows import Cell, Column, ColumnKind
from unodc_cli.report.sheet import Sheet

# Tables that say little to a reader of a workbook.
_NOT_IN_WORKBOOKS: Final = ("evidence", "names", "links", "identifiers")
_KINDS: Final = {
    star.Type.TEXT: ColumnKind.TEXT,
    star.Type.DATE: ColumnKind.DATE,
    star.Type.INTEGER: ColumnKind.NUMBER,
    star.Type.BOOLEAN: ColumnKind.TEXT,
    star.Type.DECIMAL: ColumnKind.NUMBER,
}


def source_rows(catalogue: Catalogue) -> Iterator[star.Row]:
    """Return the rows of the table `sources`."""
    return catalogue.each("SELECT id, title, publisher, url, accessed, kind FROM sources ORDER BY id")


def sheets(
    documents: Callable[[], Iterable[str | bytes]], catalogue: Catalogue, today: str
) -> Iterator[Sheet]:
    """Yield a sheet for each table that has rows, then one on the workbook itself."""
    for name, table in star.TABLES.items():
        if name in _NOT_IN_WORKBOOKS:
            continue
        rows = source_rows(catalogue) if name == "sources" else _rows(name, documents())
        columns = [Column(column, _KINDS[kind]) for column, kind in table.columns.items()]
        if listed := [tuple(map(_cell, row)) for row in rows]:
            yield Sheet(name, columns, listed)
    about = (
        ("portfolio", catalogue.meta("title")),
        ("data as of", catalogue.meta("updated")),
        ("day of the answer", today),
    )
    yield Sheet("about", (Column("what", ColumnKind.TEXT), Column("value", ColumnKind.TEXT)), about)


def _rows(name: str, documents: Iterable[str | bytes]) -> Iterator[star.Row]:
    for document in documents:
        for table, row in star.rows(json.loads(document, parse_float=Decimal)):
            if table == name:
                yield row


def _cell(value: Any) -> Cell:
    if isinstance(value, bool):
        return "yes" if value else "no"
    return float(value) if isinstance(value, Decimal) else value
