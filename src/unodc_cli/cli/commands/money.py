"""The command for rows of money."""

from typing import Annotated

from unodc_cli.cli.answer import answer
from unodc_cli.cli.money_options import Kind, Level, Minimum, Once, Provider, Receiver, Since, Until, Year
from unodc_cli.cli.options import ExcludedOptions
from unodc_cli.cli.request import Request
from unodc_cli.query.money import MoneyFilters
from unodc_cli.query.reports.money import TABLE
from unodc_cli.query.reports.money import money as report
from unodc_cli.views.formats import Format

# A count needs no columns, nor do the formats that have all fields.
_ALL = (Format.JSON, Format.NDJSON, Format.CSV, Format.TSV)


def money(
    *,
    kind: Kind = None,
    year: Year = None,
    since: Since = None,
    until: Until = None,
    provider: Provider = None,
    receiver: Receiver = None,
    level: Level = None,
    minimum: Minimum = None,
    once: Once = False,
    request: Annotated[Request, ExcludedOptions(("since", "until", "level"))],
) -> int:
    """List money row by row, exactly.

    Transactions, budgets and planned disbursements, and amounts of curated portfolios.

    Examples:
      unodc money --kind eu-contribution
      unodc money --kind disbursement --sort -value --data activities.xml
    """
    filters = MoneyFilters(
        kind=tuple(kind or ()),
        level=tuple(level or ()),
        year=tuple(year or ()),
        since=tuple(since or ()),
        until=tuple(until or ()),
        provider=tuple(provider or ()),
        receiver=tuple(receiver or ()),
        minimum=minimum,
        once=once,
    )
    columns = None if request.output.format in _ALL else TABLE
    return answer(
        request,
        lambda catalogue: report(
            catalogue, request.filters, filters, request.selection, request.today, columns=columns
        ),
    )
