"""Notes on sums of money: money that counts more than once, in no group, or in no sum."""

from collections.abc import Iterator, Sequence

from unodc_cli.catalogue.database import Catalogue
from unodc_cli.query.cells import Sums
from unodc_cli.query.dimensions import Dimension
from unodc_cli.query.filters import Condition
from unodc_cli.query.grouped import NOT_DATED
from unodc_cli.query.layout import Layout
from unodc_cli.query.money import ROWS
from unodc_cli.query.spans import span

# The number of projects that are named.
_NAMED = 3


def notes(
    catalogue: Catalogue, where: Condition, layout: Layout, totals: Sums, years: Sequence[str]
) -> Iterator[str]:
    """Yield the notes on sums of money. `years` are those of the filter."""
    yield from _whole_periods(
        layout, totals, [span("--year", year, str(where.parameters["today"])) for year in years]
    )
    yield from _overlaps(layout, totals)
    if totals.has_wrong_shares:
        for side in layout.sides:
            yield from _wrong_shares(catalogue, where, side) if layout.is_divided(side) else ()
    if any(NOT_DATED in keys for table in totals.tables.values() for keys in (table.rows, table.columns)):
        yield (
            "not dated: money without a day (2050-12-31 is none), and of periods of one day, without an end "
            "or that end early"
        )
    yield from _in_no_sum(totals)
    if layout.conversion:
        yield from layout.conversion.notes()
    if layout.by_value_date:
        yield from _value_dates(catalogue, where)


def _overlaps(layout: Layout, totals: Sums) -> Iterator[str]:
    tables = totals.tables.values()
    rows_overlap = any(table.rows_overlap for table in tables)
    columns_overlap = any(table.columns_overlap for table in tables)
    for side, overlap in zip(layout.sides, (rows_overlap, columns_overlap), strict=False):
        if overlap:
            how = ": --split divides it by the published percentages" if side.shares else ""
            yield f"money of a project with several {side.plural} counts in each of them{how}"


def _wrong_shares(catalogue: Catalogue, where: Condition, side: Dimension) -> Iterator[str]:
    """Yield notes with the projects whose percentages add up to more than 100, or are below zero."""
    kinds = ", ".join(f"'{kind}'" for kind in side.shares)
    for having, problem, effect in (
        (
            "SUM(percentage) > 100.0000001",
            "add up to more than 100",
            "the surplus is subtracted as unallocated",
        ),
        ("MIN(percentage) < 0", "are below zero", "their part is subtracted, as they say"),
    ):
        rows = catalogue.rows(
            f"""SELECT id FROM projects WHERE num IN (
                SELECT project FROM shares WHERE kind IN ({kinds}) AND {side.shared}
                GROUP BY project, row HAVING {having})
            AND EXISTS (SELECT 1 FROM {ROWS} WHERE p.num = projects.num AND {where.sql}) ORDER BY place""",
            where.parameters,
        )
        ids = [row[0] for row in rows]
        others = f" and {len(ids) - _NAMED:,} more" if len(ids) > _NAMED else ""
        if ids:
            yield f"percentages {problem} in {', '.join(ids[:_NAMED])}{others}: {effect}"


def _in_no_sum(totals: Sums) -> Iterator[str]:
    for count, problem in (
        (totals.unreadable, "cannot be read and"),
        (totals.without_currency, "without a currency"),
    ):
        if count:
            values, are = ("value", "is") if count == 1 else ("values", "are")
            yield f"{count:,} {values} {problem} {are} in no sum"


def _value_dates(catalogue: Catalogue, where: Condition) -> Iterator[str]:
    """Yield a note if all value dates are of one month: their publisher dates them by its export."""
    rows = catalogue.rows(
        f"""SELECT DISTINCT m.value_day / 100 FROM {ROWS}
        WHERE m.value_day IS NOT NULL AND {where.sql} LIMIT 2""",
        where.parameters,
    )
    if len(rows) == 1:
        [[month]] = rows
        yield f"all value dates are of one month, {month // 100:04}-{month % 100:02}"


def _whole_periods(layout: Layout, totals: Sums, years: Sequence[tuple[str, str]]) -> Iterator[str]:
    """Yield a note if the sums have other years than those of the filter."""
    if not years:
        return
    keys = {
        key
        for table in totals.tables.values()
        for side, of_side in ((layout.rows, table.rows), (layout.columns, table.columns))
        if side is not None and side.source == "period"
        for key in of_side
    }
    if any(
        not any(first[:4] <= key[:4] <= last[:4] for first, last in years)
        for key in keys
        if key[:1].isdigit()
    ):
        yield "periods that touch the years asked for have all of their days, so there are other years too"
