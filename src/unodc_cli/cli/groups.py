"""The commands that count projects and add up money: per theme, partner, country, programme."""

from typing import Annotated

import typer

from unodc_cli import query
from unodc_cli.cli.app import answer
from unodc_cli.options import Output, shared
from unodc_cli.query import Filters


@shared
def by_theme(*, filters: Filters, output: Output) -> None:
    """How many projects, and how much money, per theme?

    Totals are per kind of amount and currency, and say how many of the projects state one.

    Examples:

      unodc by-theme --status active

      unodc by-theme --partner interpol --json
    """
    _grouped("theme", filters, output)


@shared
def by_partner(
    *,
    spellings: Annotated[
        bool, typer.Option("--spellings", help="How partners are written in IATI files.")
    ] = False,
    filters: Filters,
    output: Output,
) -> None:
    """With whom? Projects and money per partner.

    Examples:

      unodc by-partner --theme maritime

      unodc by-partner --role implementing --limit 10

      unodc by-partner --spellings --partner unodc --data activities.xml
    """
    if spellings:
        answer(output, lambda made: query.spellings(made, filters, output.selection))
    else:
        _grouped("partner", filters, output)


@shared
def by_country(*, filters: Filters, output: Output) -> None:
    """Where? Projects and money per country.

    A project's money is not divided among its countries.

    Examples:

      unodc by-country --region "west africa"

      unodc by-country --theme firearms --format csv
    """
    _grouped("country", filters, output)


@shared
def by_programme(*, filters: Filters, output: Output) -> None:
    """From which money? Projects per funding programme or instrument.

    Examples:

      unodc by-programme

      unodc by-programme --theme trafficking --json
    """
    _grouped("programme", filters, output)


def _grouped(kind: str, filters: Filters, output: Output) -> None:
    answer(output, lambda made: query.groups(made, kind, filters, output.selection, output.today))
