"""The commands that count projects and add up money by theme, partner, country and programme."""

from typing import Annotated

from unodc_cli.cli.answer import answer
from unodc_cli.cli.options import Option
from unodc_cli.cli.request import Request
from unodc_cli.query.reports.groups import groups


def by_theme(*, request: Request) -> int:
    """Count projects and add up money per theme.

    Totals are per kind of amount and currency, and say how many of the projects state one.

    Examples:
      unodc by-theme --status active
      unodc by-theme --partner interpol --json
    """
    return _grouped("theme", request)


def by_partner(
    *,
    spellings: Annotated[bool, Option("--spellings", "How partners are written in IATI files.")] = False,
    request: Request,
) -> int:
    """With whom? Projects and money per partner.

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
    return _grouped("partner", request)


def by_country(*, request: Request) -> int:
    """Where? Projects and money per country.

    A project's money is not divided among its countries.

    Examples:
      unodc by-country --region "west africa"
      unodc by-country --theme firearms --format csv
    """
    return _grouped("country", request)


def by_programme(*, request: Request) -> int:
    """Count projects and add up money per programme or instrument.

    Examples:
      unodc by-programme
      unodc by-programme --theme trafficking --json
    """
    return _grouped("programme", request)


def _grouped(kind: str, request: Request) -> int:
    return answer(
        request,
        lambda catalogue: groups(catalogue, kind, request.filters, request.selection, request.today),
    )
