"""Round the sums of a drawn table so that they still add up to its totals."""

from collections.abc import Sequence

from unodc_cli.model import exact
from unodc_cli.model.exact import Exact
from unodc_cli.model.rounding import controlled
from unodc_cli.report.rows import Cell, Column, ColumnKind

Rows = Sequence[tuple[Cell, ...]]


def even(columns: Sequence[Column], rows: Rows, unit: int) -> Rows:
    """Return the rows of a series with each sum rounded to a multiple of `unit` (in trillionths).

    The last row has the totals, as does the last of several columns of sums. Sums that are not parts of
    their totals, such as those of projects in several countries, are left as they are.
    """
    places = [index for index, column in enumerate(columns) if column.kind is ColumnKind.SUM]
    *body, totals = rows
    parts = places[:-1] or places
    cells = {
        (number, place): trillionths(row[place])
        for number, row in enumerate(body)
        for place in parts
        if row[place] is not None
    }
    if not _add_up(cells, body, totals, parts, places[-1]):
        return rows
    rounded = controlled(cells, unit)
    row_totals = dict.fromkeys(range(len(body)), 0)
    column_totals = dict.fromkeys(parts, 0)
    for (number, place), value in rounded.items():
        row_totals[number] += value
        column_totals[place] += value
    sums = rounded | {(len(body), place): value for place, value in column_totals.items()}
    if places[-1] not in parts:
        sums |= {(number, places[-1]): value for number, value in row_totals.items()}
        sums[len(body), places[-1]] = sum(row_totals.values())
    return [
        tuple(
            exact.number(sums[number, place]) if cell is not None and (number, place) in sums else cell
            for place, cell in enumerate(row)
        )
        for number, row in enumerate(rows)
    ]


def _add_up(
    cells: dict[tuple[int, int], int],
    body: Rows,
    totals: tuple[Cell, ...],
    parts: Sequence[int],
    last: int,
) -> bool:
    """Return whether the parts add up to the total of each row and column."""
    if any(isinstance(row[place], str) for row in (*body, totals) for place in (*parts, last)):
        return False
    column_totals = dict.fromkeys(parts, 0)
    row_totals = dict.fromkeys(range(len(body)), 0)
    for (number, place), value in cells.items():
        column_totals[place] += value
        row_totals[number] += value
    return all(value == trillionths(totals[place]) for place, value in column_totals.items()) and all(
        value == trillionths(body[number][last]) for number, value in row_totals.items()
    )


def trillionths(cell: Cell) -> int:
    """Return a sum in trillionths; 0 for a cell without a sum."""
    return exact.trillionths(cell) if isinstance(cell, int | float | Exact) else 0
