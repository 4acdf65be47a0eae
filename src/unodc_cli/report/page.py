"""A report that is read page by page."""

from collections.abc import Sequence
from typing import NamedTuple

from unodc_cli.report.report import Json, Lazy, Report
from unodc_cli.report.rows import Cell, Column


class Facts(NamedTuple):
    """Values, each with its label."""

    facts: tuple[tuple[str, str], ...]


class Prose(NamedTuple):
    """A paragraph."""

    text: str


class Items(NamedTuple):
    """A list, each entry with its web address or None."""

    items: tuple[tuple[str, str | None], ...]
    numbered: bool = False


class Grid(NamedTuple):
    """A small table."""

    columns: tuple[Column, ...]
    rows: tuple[tuple[Cell, ...], ...]


Body = Facts | Prose | Items | Grid


class PageSection(NamedTuple):
    """A part of a page below a heading."""

    heading: str | None
    body: Body


class Page(NamedTuple):
    """A title and sections: of a project, a portfolio, or the findings of `check`."""

    title: str
    sections: tuple[PageSection, ...] = ()
    # Off a terminal, each finding is one line, as editors and grep expect.
    is_log: bool = False


class Pages(Report):
    """A report whose rows are also laid out as pages."""

    def __init__(
        self,
        columns: tuple[Column, ...],
        rows: Sequence[tuple[Cell, ...]] | Lazy[tuple[Cell, ...]],
        documents: Sequence[Json] | Lazy[Json],
        *,
        pages: Sequence[Page] | Lazy[Page],
        is_single_document: bool = False,
        has_selected_fields: bool = False,
        notes: tuple[str, ...] = (),
    ) -> None:
        super().__init__(
            columns,
            rows,
            documents,
            is_single_document=is_single_document,
            has_selected_fields=has_selected_fields,
            notes=notes,
        )
        self.pages = pages

    @property
    def is_page(self) -> bool:
        """True if the report is read as pages, as it is unless fields were selected."""
        return not self.has_selected_fields
