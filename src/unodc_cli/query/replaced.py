"""Money that a later sum of the same period replaces: a revised budget, or a plan that was made again."""

from collections.abc import Iterator
from typing import Final

from unodc_cli.catalogue.database import Catalogue
from unodc_cli.catalogue.flags import REPLACED
from unodc_cli.query.filters import Condition, Filters
from unodc_cli.query.money import CURRENT, MoneyFilters, rows_condition
from unodc_cli.query.repeats import activities_with_money

_PLAN: Final = "planned-disbursement"


def left_out_notes(
    catalogue: Catalogue, filters: Filters, money: MoneyFilters, today: str, *, by_value_date: bool = False
) -> Iterator[str]:
    """Yield a note on the money that current kinds leave out."""
    kinds = tuple(kind for current in money.kinds(catalogue) for kind in CURRENT.get(current, ()))
    if kinds:
        of_both = money._replace(kind=kinds)
        where = rows_condition(catalogue, filters, of_both, today, by_value_date=by_value_date)
        _, sums = activities_with_money(catalogue, where, f"m.flags & {REPLACED}")
        if sums:
            yield f"left out, since later sums of the same periods replace them{sums}"


def earlier_plan_notes(catalogue: Catalogue, where: Condition) -> Iterator[str]:
    """Yield a note on plans that are added up with later ones of the same period and kind (1.0x)."""
    # A few sums tell whether there may be any, many rows how much they are.
    may_be = catalogue.rows(
        f"""SELECT 1 FROM sums_by_types AS m JOIN classes AS c ON c.num = m.class
        WHERE c.kind = '{_PLAN}' AND m.flags & {REPLACED} LIMIT 1"""
    )
    if may_be:
        _, sums = activities_with_money(catalogue, where, f"m.flags & {REPLACED} AND m.updated IS NOT NULL")
        if sums:
            yield (
                f"in the totals: plans of periods that were planned again{sums}; "
                f"`--kind current-{_PLAN}` leaves them out"
            )
