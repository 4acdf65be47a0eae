"""Round a table of sums so that it still adds up: controlled rounding.

Each value becomes the whole number of units just below or above it, so do the sums of all rows and columns,
and the sum of all is the nearest. Plain rounding leaves totals that differ by a cent from what stands in
their rows.
"""

from collections.abc import Hashable, Iterable
from typing import TypeVar

RowKey = TypeVar("RowKey", bound=Hashable)
ColumnKey = TypeVar("ColumnKey", bound=Hashable)

# The row and the column of what is missing from sums to whole units.
_SLACK = -1
_Place = tuple[int, int]


def nearest(value: int, unit: int) -> int:
    """Return the multiple of a unit that is nearest to a value, halves away from zero."""
    rounded = (2 * abs(value) + unit) // (2 * unit) * unit
    return rounded if value >= 0 else -rounded


def controlled(cells: dict[tuple[RowKey, ColumnKey], int], unit: int) -> dict[tuple[RowKey, ColumnKey], int]:
    """Round cells to whole units, so that rows and columns still add up to their rounded totals.

    Cells that are whole stay as they are.
    """
    uneven = {place: value % unit for place, value in cells.items() if value % unit}
    if not uneven:
        return cells
    rows = _numbers(row for row, _ in uneven)
    columns = _numbers(column for _, column in uneven)
    places = {place: (rows[place[0]], columns[place[1]]) for place in uneven}
    parts = {places[place]: part for place, part in uneven.items()}
    _to_whole_total(parts, sum(cells.values()), unit)
    _add_slack(parts, unit)
    rounded = _rounded(parts, unit)
    return cells | {place: cells[place] - part + rounded[places[place]] for place, part in uneven.items()}


def _numbers(keys: Iterable[Hashable]) -> dict[Hashable, int]:
    numbers: dict[Hashable, int] = {}
    for key in keys:
        numbers.setdefault(key, len(numbers))
    return numbers


def _to_whole_total(parts: dict[_Place, int], total: int, unit: int) -> None:
    """Change parts of units, within their unit, so that all add up to the nearest total."""
    missing = nearest(total, unit) - total
    for place, part in parts.items():
        if not missing:
            break
        step = min(missing, unit - part) if missing > 0 else max(missing, -part)
        parts[place] = part + step
        missing -= step


def _add_slack(parts: dict[_Place, int], unit: int) -> None:
    """Extend each row and column to a whole number of units."""
    of_rows: dict[int, int] = {}
    of_columns: dict[int, int] = {}
    for (row, column), part in parts.items():
        of_rows[row] = of_rows.get(row, 0) + part
        of_columns[column] = of_columns.get(column, 0) + part
    for row, total in of_rows.items():
        parts[row, _SLACK] = -total % unit
    for column, total in of_columns.items():
        parts[_SLACK, column] = -total % unit


def _rounded(parts: dict[_Place, int], unit: int) -> dict[_Place, int]:
    """Return parts of units as nothing or a whole unit; rows and columns keep their sums.

    Where all lines add up to whole units, a part that is not whole has another in its row and in its column.
    So there is a cycle of them, around which a step up and a step down by turns changes no sum; the step that
    makes one of them whole leaves fewer.
    """
    across: dict[int, dict[int, None]] = {}
    down: dict[int, dict[int, None]] = {}
    for (row, column), part in parts.items():
        if part % unit:
            across.setdefault(row, {})[column] = None
            down.setdefault(column, {})[row] = None
    while across:
        cycle = _cycle(across, down)
        ups, downs = cycle[::2], cycle[1::2]
        of_ups, of_downs = [parts[place] for place in ups], [parts[place] for place in downs]
        step, other_step = _step(of_ups, of_downs, unit), _step(of_downs, of_ups, unit)
        if other_step < step:
            ups, downs, step = downs, ups, other_step
        for places, change in ((ups, step), (downs, -step)):
            for row, column in places:
                parts[row, column] += change
                if parts[row, column] % unit == 0:
                    _remove(across, row, column)
                    _remove(down, column, row)
    return parts


def _step(ups: Iterable[int], downs: Iterable[int], unit: int) -> int:
    return min(unit - max(ups), *downs)


def _cycle(across: dict[int, dict[int, None]], down: dict[int, dict[int, None]]) -> list[_Place]:
    """Return a way that goes along rows and columns by turns, and ends where it began."""
    row = next(iter(across))
    column = next(iter(across[row]))
    way: list[_Place] = []
    # The length of the way to each row and column.
    rows: dict[int, int] = {row: 0}
    columns: dict[int, int] = {}
    while True:
        way.append((row, column))
        if column in columns:
            return way[columns[column] :]
        columns[column] = len(way)
        row = next(other for other in down[column] if other != row)
        way.append((row, column))
        if row in rows:
            return way[rows[row] :]
        rows[row] = len(way)
        column = next(other for other in across[row] if other != column)


def _remove(lines: dict[int, dict[int, None]], line: int, other: int) -> None:
    del lines[line][other]
    if not lines[line]:
        del lines[line]
