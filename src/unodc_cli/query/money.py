"""The filters on rows of money, as a condition in SQL.

In SQL, `m` is a row of `money`, `c` its class and `p` its project.
"""

from collections.abc import Sequence
from typing import Final, NamedTuple

from unodc_cli.catalogue.database import Catalogue
from unodc_cli.catalogue.flags import CONTAINED, OF_PERIOD, REPLACED, ROW_BITS
from unodc_cli.errors import UsageError
from unodc_cli.model import dates, exact
from unodc_cli.model.division import JANUARY
from unodc_cli.model.names import one_of
from unodc_cli.query.conditions import condition
from unodc_cli.query.field_names import kinds_of
from unodc_cli.query.filters import Condition, Filters
from unodc_cli.query.resolve import resolve_all
from unodc_cli.query.spans import day, span
from unodc_cli.query.sums import size

# Kinds without what a revised budget or planned disbursement, or a later plan, of the same period replaces.
CURRENT: Final = {
    "current-budget": ("budget", "revised-budget"),
    "current-planned-disbursement": ("planned-disbursement", "revised-planned-disbursement"),
}
# The days by which money is dated: that of the transaction or period, or that of the exchange rate.
DATES: Final = ("transaction-date", "value-date")
_FIRST_YEAR, _LAST_DAY = "1000", "9999-12-31"
_END_OF_YEAR: Final = 1231

# The rows of projects: those of each stand together, below its number. CROSS keeps the order of the tables:
# without it, a condition on classes makes SQLite go through the rows of all projects again for each of them.
ROWS: Final = f"""projects AS p CROSS JOIN money AS m
    ON m.num >= p.num << {ROW_BITS} AND m.num < (p.num + 1) << {ROW_BITS}
    CROSS JOIN classes AS c ON c.num = m.class"""


class MoneyFilters(NamedTuple):
    """Conditions on rows of money, as they were typed."""

    kind: tuple[str, ...] = ()
    level: tuple[str, ...] = ()
    currency: tuple[str, ...] = ()
    year: tuple[str, ...] = ()
    since: tuple[str, ...] = ()
    until: tuple[str, ...] = ()
    provider: tuple[str, ...] = ()
    receiver: tuple[str, ...] = ()
    minimum: str | None = None
    # Leave out money that activities of other publishers in the same answer state to give.
    once: bool = False

    def kinds(self, catalogue: Catalogue) -> list[str]:
        """Return the kinds. Raises UsageError for an unknown one."""
        known_kinds = (*kinds_of(catalogue), *CURRENT)
        return list(dict.fromkeys(one_of("kind of money", kind, known_kinds) for kind in self.kind))

    def levels(self) -> list[int]:
        """Return the hierarchy levels. Raises UsageError for one that is not a number."""
        for level in self.level:
            if not (level.isascii() and level.isdigit()):
                msg = f"--level {level}: a hierarchy level is a number"
                raise UsageError(msg, "publishers use 1 and 2, some 3")
        return [int(level) for level in self.level]


def rows_condition(
    catalogue: Catalogue, filters: Filters, money: MoneyFilters, today: str, *, by_value_date: bool = False
) -> Condition:
    """Return the condition on `p`, `m` and `c` for the filters of projects and of money.

    Raises UsageError for an unknown word, and as `condition` does.
    """
    where = condition(catalogue, filters, today).on_rows()
    of_rows = (money.since, money.until, money.provider, money.receiver, money.minimum, money.once)
    where.is_of_years = not (where.parts or by_value_date or any(of_rows))
    if money.kind:
        where.parts.append(kinds_condition(where, money.kinds(catalogue)))
    if money.level:
        where.parts.append(f"c.level IN ({', '.join(map(str, money.levels()))})")
    if money.currency:
        codes = ", ".join(where.bind(code.strip().upper()) for code in money.currency)
        where.parts.append(f"c.currency IN ({codes})")
    first, last = _days(by_value_date=by_value_date)
    for years in (money.year,) if money.year else ():
        spans = [tuple(map(_number, span("--year", year, today))) for year in years]
        overlaps = [
            f"({first} <= {where.bind(end)} AND {last} >= {where.bind(start)})" for start, end in spans
        ]
        where.parts.append(f"({' OR '.join(overlaps)})")
        where.is_of_years &= all(_is_of_years(*each) for each in spans)
    if money.since or money.until:
        start = min(
            (_number(dates.earliest(day("--from", text, today))) for text in money.since),
            default=_number(f"{_FIRST_YEAR}-01-01"),
        )
        end = max(
            (_number(dates.latest(day("--to", text, today))) for text in money.until),
            default=_number(_LAST_DAY),
        )
        if start > end:
            msg = f"--from {min(money.since)} is after --to {max(money.until)}"
            raise UsageError(msg, "nothing can lie between them")
        where.parts.append(f"{first} <= {where.bind(end)} AND {last} >= {where.bind(start)}")
    for role, names in (("provider", money.provider), ("receiver", money.receiver)):
        if names:
            ids = ", ".join(where.bind(id_) for id_ in resolve_all(catalogue, role, names))
            where.parts.append(
                f"m.{role} IN (SELECT num FROM parties WHERE role = '{role}' AND id IN ({ids}))"
            )
    if money.minimum is not None:
        units, trillionths = (where.bind(part) for part in exact.parts(_amount(money.minimum)))
        where.parts.append(f"(m.units > {units} OR (m.units = {units} AND m.trillionths >= {trillionths}))")
    return where


def kinds_condition(where: Condition, kinds: Sequence[str]) -> str:
    """Return the condition that a row is of one of these kinds, those of CURRENT included."""
    parts = [f"c.kind = {where.bind(kind)}" for kind in kinds if kind not in CURRENT]
    for kind in kinds:
        if kind in CURRENT:
            both = ", ".join(where.bind(each) for each in CURRENT[kind])
            parts.append(f"c.kind IN ({both}) AND NOT m.flags & {REPLACED}")
    return f"({' OR '.join(parts)})"


# The condition that a row is not part of another row of the same project.
COUNTED: Final = f"NOT m.flags & {CONTAINED}"


def _days(*, by_value_date: bool) -> tuple[str, str]:
    """Return the first and last day of a row, in SQL."""
    if by_value_date:
        # A budget is of its period all the same.
        day = f"CASE WHEN m.flags & {OF_PERIOD} THEN {{}} ELSE COALESCE(m.value_day, m.first) END"
        return day.format("m.first"), day.format("COALESCE(m.last, m.first)")
    return "m.first", "COALESCE(m.last, m.first)"


def _is_of_years(first: int, last: int) -> bool:
    return first % 10_000 == JANUARY and last % 10_000 == _END_OF_YEAR


def _number(day: str) -> int:
    return int(day.replace("-", ""))


def _amount(text: str) -> int:
    value = exact.parse(text.strip().replace(",", ""))
    if value is None:
        value = size(text.strip())
    if value is None:
        msg = f"--min {text}: it is not a sum of money"
        raise UsageError(msg, "write 1000000, 1m or 2500.50")
    return value
