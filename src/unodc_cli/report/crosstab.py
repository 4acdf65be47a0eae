"""A report of sums in columns, such as the years."""

from collections.abc import Collection, Sequence
from typing import Final

from unodc_cli.report.report import Json, Lazy, Report
from unodc_cli.report.rows import Cell, Column

# The units in which sums are drawn: as they are, in thousands, in millions.
UNITS: Final = ("1", "k", "m")


class CrossTab(Report):
    """A report of sums, which is drawn as a table for each series of rows that may be added up."""

    def __init__(
        self,
        columns: tuple[Column, ...],
        rows: Sequence[tuple[Cell, ...]] | Lazy[tuple[Cell, ...]],
        documents: Sequence[Json] | Lazy[Json],
        *,
        series: tuple[Column, ...],
        periods: tuple[Column, ...] = (),
        current: str = "",
        groups: tuple[Column, ...] = (),
        overlapping: Collection[tuple[Cell, ...]] = (),
        has_bars: bool = False,
        unit: str | None = None,
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
        # What the rows of a series have in common. They stand together.
        self.series = series
        # The columns that are parts of the calendar, in their order.
        self.periods = periods
        # The name of the period of today, which may be none of them: later ones are yet to come.
        self.current = current
        # The columns that are groups of another dimension, such as countries. The last row has their totals.
        self.groups = groups
        # The series in which groups have money in common, so that they cannot be added up.
        self.overlapping = overlapping
        # The rows are parts of the calendar, and their totals are drawn as bars.
        self.has_bars = has_bars
        # The unit of drawn sums that was asked for (`k`, `m`, `1`); None: the largest digits that fit.
        self.unit = unit
