"""Rounding that still adds up: each value, row, column and total is the whole number below or above."""

from hypothesis import given
from hypothesis import strategies as st

from unodc_cli.model.rounding import controlled, nearest

UNIT = 100
Cells = dict[tuple[int, int], int]
tables = st.dictionaries(
    st.tuples(st.integers(0, 6), st.integers(0, 6)), st.integers(-1_000, 1_000), max_size=30
)


def lines(cells: Cells) -> dict[tuple[str, int], int]:
    sums: dict[tuple[str, int], int] = {}
    for (row, column), value in cells.items():
        for line in (("row", row), ("column", column)):
            sums[line] = sums.get(line, 0) + value
    return sums


@given(tables)
def test_each_value_and_each_line_is_a_whole_number_just_as_near(cells: Cells) -> None:
    rounded = controlled(cells, UNIT)
    assert list(rounded) == list(cells)
    for place, value in cells.items():
        assert rounded[place] in (value // UNIT * UNIT, -(-value // UNIT) * UNIT)
    exact, whole = lines(cells), lines(rounded)
    # A line is changed by what brings the sum of all to the nearest whole: less than half a unit.
    assert all(abs(whole[line] - total) < UNIT * 1.5 for line, total in exact.items())
    assert sum(rounded.values()) == nearest(sum(cells.values()), UNIT)


@given(tables)
def test_lines_of_whole_sums_keep_them(cells: Cells) -> None:
    for row in {row for row, _ in cells}:
        cells[row, 7] = -sum(value for (own, _), value in cells.items() if own == row)
    rounded = controlled(cells, UNIT)
    assert all(total == 0 for (line, _), total in lines(rounded).items() if line == "row")


def test_plain_rounding_would_lose_a_cent() -> None:
    thirds = {(0, column): 33 for column in range(3)} | {(0, 3): 1}
    assert sum(controlled(thirds, UNIT).values()) == UNIT


def test_halves_are_rounded_away_from_zero() -> None:
    assert [nearest(value, UNIT) for value in (50, -50, 49, -149)] == [100, -100, 0, -100]
