"""Answers that are more than rows: a chart along the years, and pages to be read."""

from collections.abc import Sequence
from typing import NamedTuple

from unodc_cli.report.rows import Cell, Column, Json, Lazy, Report


class TimelineBar(NamedTuple):
    """A period on a time line: the days that its start and its end can mean (None: not known)."""

    name: str
    start: tuple[str, str] | None
    end: tuple[str, str] | None
    status: str | None

    def is_reversed(self) -> bool:
        """Whether the end is before the start: some of what is published is so."""
        return bool(self.start and self.end and self.end[1] < self.start[0])


class Lane(NamedTuple):
    """A project's row on a time line: its phases, or itself."""

    id: str
    bars: tuple[TimelineBar, ...]


class Chart(Report):
    """A report that can be drawn along the years."""

    def __init__(
        self,
        columns: tuple[Column, ...],
        rows: Sequence[tuple[Cell, ...]],
        documents: Sequence[Json],
        *,
        lanes: tuple[Lane, ...],
        today: str,
        chosen: bool = False,
        notes: tuple[str, ...] = (),
    ) -> None:
        super().__init__(columns, rows, documents, chosen=chosen, notes=notes)
        self.lanes = lanes
        self.today = today


class Facts(NamedTuple):
    """Labelled values."""

    facts: tuple[tuple[str, str], ...]


class Prose(NamedTuple):
    """Text to be read."""

    text: str


class Items(NamedTuple):
    """A list; an entry may have a web address."""

    items: tuple[tuple[str, str | None], ...]
    numbered: bool = False


class Grid(NamedTuple):
    """A small table."""

    columns: tuple[Column, ...]
    rows: tuple[tuple[Cell, ...], ...]


Body = Facts | Prose | Items | Grid


class PageSection(NamedTuple):
    """A part of a page."""

    heading: str | None
    body: Body


class Page(NamedTuple):
    """One thing, laid out to be read: a project, what a portfolio says of itself, what `check` found."""

    title: str
    sections: tuple[PageSection, ...] = ()


class Pages(Report):
    """A report that is read page by page."""

    def __init__(
        self,
        columns: tuple[Column, ...],
        rows: Sequence[tuple[Cell, ...]] | Lazy[tuple[Cell, ...]],
        documents: Sequence[Json] | Lazy[Json],
        *,
        pages: tuple[Page, ...],
        single: bool = False,
        chosen: bool = False,
        notes: tuple[str, ...] = (),
    ) -> None:
        super().__init__(columns, rows, documents, single=single, chosen=chosen, notes=notes)
        self.pages = pages

    @property
    def is_read(self) -> bool:
        """Whether it is pages to be read: not if fields were asked for."""
        return not self.chosen
