"""Projects together with all that a reader without the tool needs: names, sources, totals."""

from collections.abc import Mapping, Sequence
from enum import StrEnum
from typing import NamedTuple

from unodc_cli.model.exact import Number
from unodc_cli.report.chart import Lane
from unodc_cli.report.report import Json, Lazy, Report
from unodc_cli.report.rows import Cell, Column, TotalCell


class Part(StrEnum):
    """A part of a page on projects."""

    OVERVIEW = "overview"
    TABLE = "projects"
    TIMELINE = "timeline"
    MAP = "map"
    CARDS = "details"


class Source(NamedTuple):
    """A document that values were taken from."""

    title: str
    publisher: str | None
    url: str | None
    accessed: str | None
    kind: str | None


class MoneyByYear(NamedTuple):
    """The money of one kind, level and currency along the years."""

    kind: str
    level: int | None
    currency: str
    years: Mapping[int, Number]
    # Money without a day or period.
    not_dated: Number
    total: Number


class Dossier(Report):
    """A report on projects that can be read without the portfolio at hand."""

    def __init__(
        self,
        columns: tuple[Column, ...],
        rows: Sequence[tuple[Cell, ...]] | Lazy[tuple[Cell, ...]],
        documents: Sequence[Json] | Lazy[Json],
        *,
        parts: frozenset[Part],
        lanes: Sequence[Lane],
        today: str,
        names: Mapping[tuple[str, str], str],
        sources: Mapping[str, Source],
        totals: tuple[TotalCell, ...] = (),
        by_year: tuple[MoneyByYear, ...] = (),
        past_their_end: str = "",
        has_selected_fields: bool = False,
        notes: tuple[str, ...] = (),
        row_notes: tuple[str, ...] = (),
    ) -> None:
        super().__init__(
            columns,
            rows,
            documents,
            has_selected_fields=has_selected_fields,
            notes=notes,
            row_notes=row_notes,
        )
        self.parts = parts
        # The lane of each document.
        self.lanes = lanes
        self.today = today
        # The name of each term, by its kind and id.
        self.names = names
        self.sources = sources
        # The sums of all projects, of each kind, currency and level.
        self.totals = totals
        self.by_year = by_year
        # The note on the projects that count as active although their end is past.
        self.past_their_end = past_their_end
