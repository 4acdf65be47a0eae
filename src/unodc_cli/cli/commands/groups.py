"""The commands that count projects and add up money: per theme, partner, country, programme."""

from typing import Annotated

from unodc_cli.cli.answer import answer
from unodc_cli.cli.options import Option, Output
from unodc_cli.query.filters import Filters
from unodc_cli.query.reports.groups import groups


def by_theme(*, filters: Filters, output: Output) -> int:
    """How many projects, and how much money, per theme?

    Totals are per kind of amount and currency, and say how many of the projects state one.

    Examples:
      unodc by-theme --status active
      unodc by-theme --partner interpol --json
    """
    return _grouped("theme", filters, output)


def by_partner(
    *,
    spellings: Annotated[bool, Option("--spellings", "How partners are written in IATI files.")] = False,
    filters: Filters,
    output: Output,
) -> int:
    """With whom? Projects and money per partner.

    Examples:
      unodc by-partner --theme maritime
      unodc by-partner --role implementing --limit 10
      unodc by-partner --spellings --partner unodc --data activities.xml
    """
    if spellings:
        from unodc_cli.query.reports import spellings as written  # noqa: PLC0415 - few ask for it

        return answer(output, lambda made: written.spellings(made, filters, output.selection))
    return _grouped("partner", filters, output)


def by_country(*, filters: Filters, output: Output) -> int:
    """Where? Projects and money per country.

    A project's money is not divided among its countries.

    Examples:
      unodc by-country --region "west africa"
      unodc by-country --theme firearms --format csv
    """
    return _grouped("country", filters, output)


def by_programme(*, filters: Filters, output: Output) -> int:
    """From which money? Projects per programme or instrument.

    Examples:
      unodc by-programme
      unodc by-programme --theme trafficking --json
    """
    return _grouped("programme", filters, output)


def _grouped(kind: str, filters: Filters, output: Output) -> int:
    return answer(output, lambda made: groups(made, kind, filters, output.selection, output.today))
