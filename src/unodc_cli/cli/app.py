"""The tool as a whole, and how each of its commands answers."""

from collections.abc import Callable
from typing import Annotated

import typer

from unodc_cli import __version__, catalogue, delivery
from unodc_cli.options import Output
from unodc_cli.report import Report
from unodc_cli.text import inert

# More than these are not read by anyone.
_FAULTS = 5


def _version(asked: bool) -> None:
    if not asked:
        return
    sql = "SELECT key, value FROM meta UNION ALL SELECT 'count', COUNT(*) FROM projects"
    known = {key: value for key, value in catalogue.ask(catalogue.given(), lambda made: made.rows(sql))}  # noqa: C416
    data = f"{inert(known['title'])}, {known['count']} projects, as of {known['updated'] or 'an unknown day'}"
    delivery.write([f"unodc {__version__}\ndata: {data}\n"])
    raise typer.Exit


def unodc(
    *,
    version: Annotated[
        bool,
        typer.Option(
            "--version", callback=_version, is_eager=True, help="Say the version and the data's day."
        ),
    ] = False,
) -> None:
    """Ask a portfolio of projects: which, about what, with whom, where, when, for how much, and who says so.

    Without --data, it is the portfolio that the European Union and the United Nations Office on Drugs and
    Crime run together against organised crime.

    Examples:

      unodc list --theme maritime

      unodc show aircop

      unodc by-partner --country kenya --json
    """


def answer(output: Output, question: Callable[[catalogue.Catalogue], Report]) -> None:
    """Put the question to the data and give the answer; say what of the data could not be read."""
    report, faults = catalogue.ask(output.data, lambda made: (question(made), made.faults()))
    for fault in faults[:_FAULTS]:
        delivery.say(f"warning: {inert(str(fault))}")
    if len(faults) > _FAULTS:
        delivery.say(f"warning: and {len(faults) - _FAULTS} more: `unodc check` says all")
    delivery.give(report, output.form, output.target)
    if faults and output.strict:
        raise typer.Exit(1)
