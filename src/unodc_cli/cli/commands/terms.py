"""The commands that list the names which the filters accept."""

from typing import Annotated

from unodc_cli.cli.answer import answer
from unodc_cli.cli.options import Argument, Option
from unodc_cli.cli.request import Request
from unodc_cli.errors import UsageError
from unodc_cli.query.dimensions import DIMENSIONS, WORDS, Dimension
from unodc_cli.query.dimensions import dimension as named
from unodc_cli.query.reports.terms import terms

_All = Annotated[bool, Option("--all", "List also those without projects.")]


def themes(*, everything: _All = False, request: Request) -> int:
    """List the themes that --theme accepts.

    Each has all its names and its number of projects.

    Examples:
      unodc themes
      unodc themes --partner interpol --fields id,count
    """
    return _listed(DIMENSIONS["theme"], request, everything=everything)


def partners(*, everything: _All = False, request: Request) -> int:
    """List the organisations that --partner accepts.

    Each has all its names and its number of projects.

    Examples:
      unodc partners --role implementing
      unodc partners --theme wildlife --sort name
    """
    return _listed(DIMENSIONS["partner"], request, everything=everything)


def countries(*, everything: _All = False, request: Request) -> int:
    """List the countries that --country accepts.

    Each has all its names and its number of projects.

    Examples:
      unodc countries --region "west africa"
      unodc countries --all --format csv
    """
    return _listed(DIMENSIONS["country"], request, everything=everything)


def regions(*, everything: _All = False, request: Request) -> int:
    """List the regions that --region accepts.

    Each has all its names and its number of projects. A project is also in the regions of its countries.

    Examples:
      unodc regions
      unodc regions --theme firearms --json
    """
    return _listed(DIMENSIONS["region"], request, everything=everything)


def programmes(*, everything: _All = False, request: Request) -> int:
    """List the funding programmes that --programme accepts.

    Each has all its names and its number of projects. A project also belongs to the instrument that pays
    for its programme.

    Examples:
      unodc programmes
      unodc programmes --status active --json
    """
    return _listed(DIMENSIONS["programme"], request, everything=everything)


def terms_(
    *,
    dimension: Annotated[
        str | None,
        Argument("DIMENSION", "Sector, publisher, receiver … (`unodc help sums`)", ("words", *WORDS)),
    ] = None,
    everything: _All = False,
    request: Request,
) -> int:
    """List the terms of a dimension: sectors, publishers, goals …

    Each has all its names and its number of projects. `unodc themes` is short for `unodc terms theme`.

    Examples:
      unodc terms status
      unodc terms sector --data activities.xml
    """
    if dimension is None:
        msg = "terms needs a DIMENSION"
        raise UsageError(msg, f"one of: {', '.join(WORDS)}")
    return _listed(named(dimension, WORDS, "dimension with terms"), request, everything=everything)


def _listed(dimension: Dimension, request: Request, *, everything: bool) -> int:
    return answer(
        request,
        lambda catalogue: terms(
            catalogue, dimension, request.filters, request.selection, request.today, unused=everything
        ),
    )
