"""The parts of an activity's page on its money: along the years, and to whom it is paid."""

from collections.abc import Iterator, Mapping
from typing import Final

from unodc_cli.catalogue.database import Catalogue
from unodc_cli.model import exact
from unodc_cli.model.exact import sum_of_money
from unodc_cli.model.kinds import kind_order
from unodc_cli.query.cells import Series, Table, sums
from unodc_cli.query.dimensions import DIMENSIONS
from unodc_cli.query.filters import Condition
from unodc_cli.query.grouped import NOT_DATED
from unodc_cli.query.layout import Layout
from unodc_cli.query.money import ROWS
from unodc_cli.report.page import Grid, PageSection
from unodc_cli.report.rows import Cell, Column, ColumnKind

# The number of receivers; `unodc money` lists all.
_MOST: Final = 10


def sections(catalogue: Catalogue, number: int, today: str) -> Iterator[PageSection]:
    """Yield the sections on the money of an activity, without empty ones."""
    where = Condition(today)
    where.parts.append(f"p.num = {where.bind(number)}")
    by_series = sums(catalogue, where, Layout(DIMENSIONS["year"])).tables
    # Publishers give budgets of 0 where they have none.
    tables = {series: table for series, table in by_series.items() if any(table.rows.values())}
    years = {year for table in tables.values() for year in table.rows}
    # One year alone says no more than the amounts.
    if len(years) > 1:
        yield PageSection("Money by year", _by_year(tables, years))
    if rows := _paid(catalogue, where):
        yield PageSection("Paid to", rows)


def _by_year(tables: Mapping[Series, Table], years: set[str]) -> Grid:
    """Return a row for each year, a column for each kind and currency."""
    series = sorted(tables, key=lambda each: (kind_order(each[0]), each[2]))
    columns = (
        Column("year", ColumnKind.ID),
        *(Column(f"{kind} {currency}", ColumnKind.SUM) for kind, _, currency in series),
    )
    rows: list[tuple[Cell, ...]] = [
        (
            "not dated" if year == NOT_DATED else year,
            *(_sum(tables[each].rows.get(year)) for each in series),
        )
        for year in sorted(years, key=lambda year: (year == NOT_DATED, year))
    ]
    rows.append(("TOTAL", *(_sum(tables[each].total) for each in series)))
    return Grid(columns, tuple(rows))


def _sum(value: int | None) -> Cell:
    return None if value is None else exact.number(value)


def _paid(catalogue: Catalogue, where: Condition) -> Grid | None:
    """Return the receivers of paid and planned money, the largest sums first; None if none is known."""
    payments = catalogue.rows(
        f"""SELECT MAX(COALESCE(party.name, party.ref)), party.id, c.kind, c.currency, COUNT(*),
            SUM(m.units), SUM(m.trillionths)
        FROM {ROWS} JOIN parties AS party ON party.num = m.receiver
        WHERE {where.sql} AND m.units IS NOT NULL
        AND c.kind NOT IN ('incoming-funds', 'incoming-commitment', 'incoming-pledge')
        GROUP BY party.id, c.kind, c.currency ORDER BY 6 DESC, 7 DESC, 2""",
        where.parameters,
    )
    if not payments:
        return None
    rows: list[tuple[Cell, ...]] = [
        (name, kind, f"{sum_of_money(exact.number_of(units, trillionths))} {currency}", count)
        for name, _, kind, currency, count, units, trillionths in payments[:_MOST]
    ]
    if len(payments) > _MOST:
        rows.append((f"and {len(payments) - _MOST} more: `unodc money` lists all", None, None, None))
    columns = (
        Column("receiver", ColumnKind.TEXT),
        Column("kind", ColumnKind.ID),
        Column("amount", ColumnKind.ID),
        Column("count", ColumnKind.COUNT),
    )
    return Grid(columns, tuple(rows))
