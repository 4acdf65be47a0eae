"""The commands that list the words which the filters take."""

from typing import Annotated

import typer

from unodc_cli.cli.app import answer
from unodc_cli.options import Output, shared
from unodc_cli.query import Filters
from unodc_cli.query.terms import terms

_All = Annotated[bool, typer.Option("--all", help="Also those that no project has.")]


@shared
def themes(*, everything: _All = False, filters: Filters, output: Output) -> None:
    """Which themes are there? The words that --theme takes, and how many projects each finds.

    Examples:

      unodc themes

      unodc themes --partner interpol --fields id,count
    """
    _listed("theme", filters, output, everything=everything)


@shared
def partners(*, everything: _All = False, filters: Filters, output: Output) -> None:
    """Which organisations are there? The words that --partner takes, and how many projects each finds.

    Examples:

      unodc partners --role implementing

      unodc partners --theme wildlife --sort name
    """
    _listed("partner", filters, output, everything=everything)


@shared
def countries(*, everything: _All = False, filters: Filters, output: Output) -> None:
    """Which countries are there? The words that --country takes, and how many projects each finds.

    Examples:

      unodc countries --region "west africa"

      unodc countries --all --format csv
    """
    _listed("country", filters, output, everything=everything)


@shared
def regions(*, everything: _All = False, filters: Filters, output: Output) -> None:
    """Which regions are there? The words that --region takes, and how many projects each finds.

    A project is in a region also by its countries.

    Examples:

      unodc regions

      unodc regions --theme firearms --json
    """
    _listed("region", filters, output, everything=everything)


@shared
def programmes(*, everything: _All = False, filters: Filters, output: Output) -> None:
    """Which funding programmes are there? The words that --programme takes, and how many projects each finds.

    A project is also of the instrument that pays for its programme.

    Examples:

      unodc programmes

      unodc programmes --status active --json
    """
    _listed("programme", filters, output, everything=everything)


def _listed(kind: str, filters: Filters, output: Output, *, everything: bool) -> None:
    answer(
        output,
        lambda made: terms(made, kind, filters, output.selection, output.today, unused=everything),
    )
