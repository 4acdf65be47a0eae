"""Columns that are put together: the outer years, from both ends, and the smallest groups."""

import pytest

from unodc_cli.report.crosstab import CrossTab
from unodc_cli.report.rows import Column, ColumnKind
from unodc_cli.views.folding import Folding, Grid

YEARS = tuple(Column(str(year), ColumnKind.SUM, 4) for year in range(2010, 2020))
# Most money is in 2012 and 2013, little from 2015 on.
EARLY = (5_000, 60_000, 500_000, 400_000, 30_000, 900, 900, 900, 800, 700)


def folding(current: str, values: tuple[int, ...]) -> Folding:
    report = CrossTab(YEARS, [values], [], series=(), periods=YEARS, current=current)
    return Folding(report, Grid(YEARS, [values]), overlap=False)


@pytest.mark.parametrize(
    ("current", "values", "columns"),
    [
        # Those to come, if they have less than the oldest one.
        ("2013", EARLY, ["2010", "2011", "2012", "2013", "2014", "after 2014"]),
        ("2014", (*[9] * 5, *[8] * 4, 10), ["before 2015", "2015", "2016", "2017", "2018", "2019"]),
        ("2014", (*[9] * 5, *[8] * 5), ["2010", "2011", "2012", "2013", "2014", "after 2014"]),
        # Recent ones, and those of which it is not known, only with little money.
        ("2019", EARLY, ["2010", "2011", "2012", "2013", "2014", "after 2014"]),
        ("2019", (*[9] * 5, *[8] * 5), ["before 2015", "2015", "2016", "2017", "2018", "2019"]),
        ("", (*[9] * 5, *[8] * 5), ["before 2015", "2015", "2016", "2017", "2018", "2019"]),
        # Both ends, the smaller first.
        (
            *("2014", (100, 200, 300, 400, 9_000, 8_000, 6_000, 350, 250, 150)),
            ["before 2013", "2013", "2014", "2015", "2016", "2017", "after 2017"],
        ),
        # One alone keeps its name.
        ("2014", (*[100, 200, 300, 400] * 2, 500, 50), ["before 2014", *map(str, range(2014, 2020))]),
    ],
)
def test_the_outer_years_are_put_together(current: str, values: tuple[int, ...], columns: list[str]) -> None:
    grid = folding(current, values).folded(5)
    assert [column.name for column in grid.columns] == columns
    assert sum(int(str(cell)) for cell in grid.rows[0]) == sum(values)


def test_all_years_are_one_column_at_last() -> None:
    grid = folding("2014", EARLY).folded(10)
    assert [column.name for column in grid.columns] == ["2010 to 2019"]
    assert grid.rows == [(sum(EARLY),)]
