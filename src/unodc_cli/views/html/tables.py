"""Rows under columns, as a table of the page."""

import re
from collections.abc import Iterable, Sequence
from typing import NamedTuple

from unodc_cli.report.rows import Cell, Column, ColumnKind, Excerpt
from unodc_cli.text import inert
from unodc_cli.views.cells import entries, is_numeric
from unodc_cli.views.html.values import web_address

# More entries of a cell are shown on demand.
_FIRST = 8


class Heading(NamedTuple):
    """A column: its name, and whether it holds numbers, which are aligned to the right."""

    name: str
    is_number: bool


class TableCell(NamedTuple):
    """A cell: its entries, the first of many and the others, or an address."""

    first: tuple[str, ...]
    others: tuple[str, ...]
    url: str
    # Parts of a text: every second one is highlighted.
    excerpt: tuple[str, ...] = ()


class Table(NamedTuple):
    """A table."""

    columns: tuple[Heading, ...]
    rows: tuple[tuple[TableCell, ...], ...]


def table(columns: Sequence[Column], rows: Iterable[Sequence[Cell]]) -> Table:
    """Return rows as a table."""
    listed = list(rows)
    headings = tuple(
        Heading(column.name, is_numeric(column, [row[index] for row in listed]))
        for index, column in enumerate(columns)
    )
    kinds = [column.kind for column in columns]
    return Table(headings, tuple(tuple(map(_cell, row, kinds)) for row in listed))


def _cell(cell: Cell, kind: ColumnKind) -> TableCell:
    if isinstance(cell, Excerpt):
        return TableCell((), (), "", tuple(_parts(cell)))
    texts = tuple(text for text in entries(cell, kind) if text)
    url = web_address(cell) if isinstance(cell, str) else ""
    return TableCell(texts[:_FIRST], texts[_FIRST:], url)


def _parts(excerpt: Excerpt) -> list[str]:
    """Return an excerpt in parts, every second of which is a word that was searched for."""
    text = inert(str(excerpt))
    words = sorted({inert(word) for word in excerpt.words if word}, key=len, reverse=True)
    return re.split(f"({'|'.join(map(re.escape, words))})", text) if words else [text]
