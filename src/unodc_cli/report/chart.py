"""A report of periods, which can be drawn along the years."""

from collections.abc import Sequence
from typing import NamedTuple

from unodc_cli.report.report import Json, Report
from unodc_cli.report.rows import Cell, Column


class TimelineBar(NamedTuple):
    """A period on a time line: the first and last day that its start and its end can mean.

    A start or an end that is not known is None.
    """

    name: str
    start: tuple[str, str] | None
    end: tuple[str, str] | None
    status: str | None

    def is_reversed(self) -> bool:
        """Return whether the end is before the start, as in some published data."""
        return bool(self.start and self.end and self.end[1] < self.start[0])


class Lane(NamedTuple):
    """A project's row on a time line: its phases, or itself."""

    id: str
    bars: tuple[TimelineBar, ...]
    # The acronym or title.
    name: str = ""
    # Whether the id is an identifier that tells readers nothing.
    is_published: bool = False


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
        has_selected_fields: bool = False,
        notes: tuple[str, ...] = (),
    ) -> None:
        super().__init__(columns, rows, documents, has_selected_fields=has_selected_fields, notes=notes)
        self.lanes = lanes
        self.today = today
