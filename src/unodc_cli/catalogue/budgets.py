"""Complete the budgets of organisations before they are stored: regions around them, exact parts."""

from collections.abc import Iterable, Iterator
from typing import Any

from unodc_cli.catalogue.terms import TermHierarchy
from unodc_cli.codelists.iati import REGIONS
from unodc_cli.model import exact
from unodc_cli.model.details import BudgetRow


def complete(rows: Iterable[tuple[Any, ...]], hierarchy: TermHierarchy) -> list[tuple[Any, ...]]:
    """Return rows of `BudgetRow` with their regions and exact parts, which their reader does not have."""
    budgets = (BudgetRow(*row) for row in rows)
    return [
        tuple(
            row._replace(
                regions=list(dict.fromkeys(_regions(row, hierarchy))),
                lines=[{**line, "value": _number(line["value"])} for line in row.lines],
            )
        )
        for row in budgets
    ]


def _regions(row: BudgetRow, hierarchy: TermHierarchy) -> Iterator[str]:
    """Yield the portfolio's regions that contain, or are, the country or region of a budget."""
    if row.country:
        yield from hierarchy.regions_with([row.country])
    if region := REGIONS.get(row.region or ""):
        yield region
        yield from hierarchy.regions_around(region)


def _number(value: int | str | None) -> exact.Number | None:
    return exact.number(exact.parse(value) or 0) if isinstance(value, str) else value
