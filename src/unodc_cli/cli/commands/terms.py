"""The commands that list the words which the filters take."""

from typing import Annotated

from unodc_cli.cli.answer import answer
from unodc_cli.cli.options import Option, Output
from unodc_cli.query.filters import Filters
from unodc_cli.query.reports.terms import terms

_All = Annotated[bool, Option("--all", "Also those that no project has.")]


def themes(*, everything: _All = False, filters: Filters, output: Output) -> int:
    """Which themes are there, for --theme?

    With all their names, and how many projects each finds.

    Examples:
      unodc themes
      unodc themes --partner interpol --fields id,count
    """
    return _listed("theme", filters, output, everything=everything)


def partners(*, everything: _All = False, filters: Filters, output: Output) -> int:
    """Which organisations are there, for --partner?

    With all their names, and how many projects each finds.

    Examples:
      unodc partners --role implementing
      unodc partners --theme wildlife --sort name
    """
    return _listed("partner", filters, output, everything=everything)


def countries(*, everything: _All = False, filters: Filters, output: Output) -> int:
    """Which countries are there, for --country?

    With all their names, and how many projects each finds.

    Examples:
      unodc countries --region "west africa"
      unodc countries --all --format csv
    """
    return _listed("country", filters, output, everything=everything)


def regions(*, everything: _All = False, filters: Filters, output: Output) -> int:
    """Which regions are there, for --region?

    With all their names, and how many projects each finds. A project is in a region also by its countries.

    Examples:
      unodc regions
      unodc regions --theme firearms --json
    """
    return _listed("region", filters, output, everything=everything)


def programmes(*, everything: _All = False, filters: Filters, output: Output) -> int:
    """Which funding programmes are there, for --programme?

    With all their names, and how many projects each finds. A project is also of the instrument that pays for
    its programme.

    Examples:
      unodc programmes
      unodc programmes --status active --json
    """
    return _listed("programme", filters, output, everything=everything)


def _listed(kind: str, filters: Filters, output: Output, *, everything: bool) -> int:
    return answer(
        output,
        lambda made: terms(made, kind, filters, output.selection, output.today, unused=everything),
    )
