"""Money between activities of different publishers, which both sides may state."""

from collections.abc import Iterator
from typing import Final

from unodc_cli.catalogue.database import Catalogue
from unodc_cli.catalogue.facets import tagged
from unodc_cli.catalogue.flags import ROW_BITS
from unodc_cli.model import exact
from unodc_cli.model.exact import sum_of_money
from unodc_cli.query.filters import Condition

_PUBLISHER: Final = f"(SELECT term FROM {tagged('publisher')} WHERE project = {{}}.num)"


def _between(where: Condition) -> str:
    """Return, for FROM, the transfers whose other side is in the answer and of another publisher."""
    return f"""transfers AS t JOIN projects AS own ON own.num = t.row >> {ROW_BITS}
        JOIN projects AS other ON other.id = t.other AND other.num IN (SELECT num FROM projects
            WHERE {where.projects})
        AND {_PUBLISHER.format("own")} IS NOT {_PUBLISHER.format("other")}"""


def without_received(where: Condition) -> Condition:
    """Return a condition on rows of money without those that other activities of the answer give.

    Only activities of other publishers count.
    """
    return where.narrowed(f"m.num NOT IN (SELECT t.row FROM {_between(where)} WHERE t.is_received)")


def transfer_notes(
    catalogue: Catalogue, where: Condition, *, once: bool = False, how: str = "--once"
) -> Iterator[str]:
    """Yield notes on money between publishers of one answer, by kind, currency and level.

    `where` must not leave it out. `once` says that the answer does; `how` is the option for it.
    """
    if not catalogue.rows("SELECT 1 FROM transfers LIMIT 1"):
        return
    rows = catalogue.rows(
        f"""SELECT t.is_received, c.kind, c.currency, c.level, SUM(m.units), SUM(m.trillionths)
        FROM {_between(where)} JOIN projects AS p ON p.num = own.num CROSS JOIN money AS m ON m.num = t.row
        CROSS JOIN classes AS c ON c.num = m.class
        WHERE m.units IS NOT NULL AND {where.sql} GROUP BY 1, 2, 3, 4 ORDER BY 1, 2, 3, 4""",
        where.parameters,
    )
    for is_received, kind, currency, level, units, trillionths in rows:
        value = exact.number_of(units, trillionths)
        money = f"{sum_of_money(value)} {currency} of {kind} (level {level})"
        if not is_received:
            yield f"{money} are for activities of other publishers in this answer, which may spend them again"
        elif once:
            yield f"left out: {money}, given by activities of other publishers in this answer"
        else:
            yield f"{money} are from activities of other publishers in this answer: {how} leaves them out"
