"""The commands that count projects and add up money by theme, partner, country and programme."""

from typing import Annotated, Final

from unodc_cli.catalogue.database import Catalogue
from unodc_cli.cli.answer import answer
from unodc_cli.cli.money_options import (
    Across,
    Currency,
    DateOfMoney,
    FiscalYearStart,
    Kind,
    Level,
    Minimum,
    Once,
    Per,
    Provider,
    RateFiles,
    RatesLatest,
    Receiver,
    Split,
    Unit,
    Year,
)
from unodc_cli.cli.options import Argument, ExcludedOptions, Option
from unodc_cli.cli.request import Request
from unodc_cli.errors import UsageError
from unodc_cli.model.names import one_of
from unodc_cli.query.dimensions import DIMENSIONS, Dimension
from unodc_cli.query.field_names import sums_as_numbers
from unodc_cli.query.layout import Question, layout
from unodc_cli.query.money import MoneyFilters
from unodc_cli.query.reports.groups import groups
from unodc_cli.report.crosstab import UNITS
from unodc_cli.report.report import Report
from unodc_cli.views.formats import Format

_SPREADSHEETS: Final = (Format.CSV, Format.XLSX)
_ROWS_OF_TOTALS: Final = "TOTAL is a row too: add up the others, which --fields key,total,row tells apart"


def by_theme(*, request: Request) -> int:
    """Count projects and add up money per theme.

    Totals are per kind of amount and currency, and say how many of the projects state one.

    Examples:
      unodc by-theme --status active
      unodc by-theme --partner interpol --json
    """
    return _grouped(DIMENSIONS["theme"], request)


def by_partner(
    *,
    spellings: Annotated[bool, Option("--spellings", "Show how partners are written in IATI files.")] = False,
    request: Request,
) -> int:
    """Count projects and add up money per partner.

    Examples:
      unodc by-partner --theme maritime
      unodc by-partner --role implementing --limit 10
      unodc by-partner --spellings --partner unodc --data activities.xml
    """
    if spellings:
        from unodc_cli.query.reports import spellings as report  # noqa: PLC0415 - few ask for it

        return answer(
            request, lambda catalogue: report.spellings(catalogue, request.filters, request.selection)
        )
    return _grouped(DIMENSIONS["partner"], request)


def by_country(*, request: Request) -> int:
    """Count projects and add up money per country.

    A project's money is not divided among its countries.

    Examples:
      unodc by-country --region "west africa"
      unodc by-country --theme firearms --format csv
    """
    return _grouped(DIMENSIONS["country"], request)


def by_programme(*, request: Request) -> int:
    """Count projects and add up money per programme or instrument.

    Examples:
      unodc by-programme
      unodc by-programme --theme trafficking --json
    """
    return _grouped(DIMENSIONS["programme"], request)


def by(
    *,
    dimension: Annotated[
        str | None,
        Argument(
            "DIMENSION", "Year, country, sector, publisher … (`unodc help sums`)", ("words", *DIMENSIONS)
        ),
    ] = None,
    per: Per = None,
    across: Across = None,
    fiscal_start: FiscalYearStart = None,
    split: Split = False,
    date: DateOfMoney = None,
    currency: Currency = None,
    rates: RateFiles = None,
    rates_latest: RatesLatest = False,
    unit: Unit = None,
    kind: Kind = None,
    year: Year = None,
    provider: Provider = None,
    receiver: Receiver = None,
    level: Level = None,
    minimum: Minimum = None,
    once: Once = False,
    request: Annotated[Request, ExcludedOptions(("level",))],
) -> int:
    """Count projects, or add up money exactly, by year, sector and more.

    Without an option of money or sums, it counts projects, as by-theme does.

    Examples:
      unodc by theme --per year
      unodc by sector --kind commitment --split --data activities.xml
    """
    if dimension is None:
        msg = "by needs a DIMENSION"
        raise UsageError(msg, f"one of: {', '.join(DIMENSIONS)}")
    from unodc_cli.query.reports.totals import totals  # noqa: PLC0415 - the other commands need none

    question = Question(
        dimension, per, across, fiscal_start, split, date, currency, tuple(rates or ()), rates_latest
    )
    table_layout = layout(question)
    filters = MoneyFilters(
        kind=tuple(kind or ()),
        level=tuple(level or ()),
        year=tuple(year or ()),
        provider=tuple(provider or ()),
        receiver=tuple(receiver or ()),
        minimum=minimum,
        once=once,
    )
    drawn_in = one_of("unit", unit, UNITS) if unit else None
    adds_up_money = question.is_of_money() or unit or filters != MoneyFilters()
    if table_layout.rows.groups_projects and not adds_up_money:
        return _grouped(table_layout.rows, request)

    def report(catalogue: Catalogue) -> Report:
        table = totals(
            catalogue,
            table_layout,
            request.filters,
            filters,
            selection=request.selection,
            today=request.today,
            unit=drawn_in,
        )
        if request.output.format in _SPREADSHEETS and table.count and "row" not in request.selection.fields:
            table.row_notes += (_ROWS_OF_TOTALS,)
        return table

    return answer(request, report)


def _grouped(dimension: Dimension, request: Request) -> int:
    def report(catalogue: Catalogue) -> Report:
        grouped = groups(catalogue, dimension, request.filters, request.selection, request.today)
        if request.output.format in _SPREADSHEETS and not request.selection.fields:
            grouped.row_notes += (sums_as_numbers("key"),)
        return grouped

    return answer(request, report)
