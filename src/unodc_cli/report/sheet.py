"""A sheet of a workbook before it is formatted."""

from collections.abc import Iterable, Sequence
from typing import NamedTuple

from unodc_cli.report.rows import Cell, Column


class Sheet(NamedTuple):
    """A sheet of a workbook: rows under columns."""

    name: str
    columns: Sequence[Column]
    rows: Iterable[Sequence[Cell]]
