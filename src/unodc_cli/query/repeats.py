"""Activities of secondary reporters: they repeat what others report, so that money could count twice."""

from collections.abc import Iterator
from typing import Final

from unodc_cli.catalogue.database import Catalogue
from unodc_cli.model import exact
from unodc_cli.model.exact import sum_of_money
from unodc_cli.query.filters import Condition
from unodc_cli.query.money import COUNTED, ROWS

_SECONDARY: Final = "SELECT project FROM repeats"


def repeated(projects: str) -> str:
    """Return the query for the activities that repeat others which meet a condition on `projects`."""
    return f"""SELECT repeats.project FROM repeats JOIN projects AS first
        ON first.id = repeats.id AND first.num NOT IN ({_SECONDARY})
        WHERE first.num IN (SELECT num FROM projects WHERE {projects})"""


def without_repeated(catalogue: Catalogue, where: Condition) -> Condition:
    """Return a condition on rows of money without activities whose first report is in the same answer."""
    if not catalogue.rows(f"{_SECONDARY} LIMIT 1"):
        return where
    narrowed = where.narrowed(f"p.num NOT IN ({repeated(where.projects)})")
    narrowed.is_of_years = False
    return narrowed


def repeat_notes(catalogue: Catalogue, where: Condition) -> Iterator[str]:
    """Count secondary reports, with their money. `where`, on rows of money, must not leave them out."""
    if not catalogue.rows(f"{_SECONDARY} LIMIT 1"):
        return
    left_out = f"p.num IN ({repeated(where.projects)})"
    count, money = activities_with_money(catalogue, where, left_out)
    if count:
        yield f"left out of the totals, since the first report is here too: {_activities(count)}{money}"
    count, money = activities_with_money(catalogue, where, f"p.num IN ({_SECONDARY}) AND NOT {left_out}")
    if count:
        repeat = "repeats" if count == 1 else "repeat"
        yield f"in the totals: {_activities(count)}, which {repeat} what others report{money}"


def activities_with_money(catalogue: Catalogue, where: Condition, part: str) -> tuple[int, str]:
    """Return the number of activities that meet both conditions and, as text, their money."""
    rows = f"FROM {ROWS} WHERE {part} AND {where.sql} AND {COUNTED}"
    [(count,)] = catalogue.rows(f"SELECT COUNT(DISTINCT p.num) {rows}", where.parameters)
    sums = catalogue.rows(
        f"""SELECT c.kind, c.level, c.currency, SUM(m.units), SUM(m.trillionths) {rows}
        AND m.units IS NOT NULL GROUP BY 1, 2, 3 ORDER BY 1, 2, 3""",
        where.parameters,
    )
    texts = (
        f"{sum_of_money(exact.number_of(units, trillionths))} {currency} of {kind} (level {level})"
        for kind, level, currency, units, trillionths in sums
    )
    return count, "".join(f"; {text}" for text in texts)


def _activities(count: int) -> str:
    return (
        "1 activity of a secondary reporter" if count == 1 else f"{count:,} activities of secondary reporters"
    )
