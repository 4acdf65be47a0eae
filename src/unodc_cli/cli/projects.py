"""The commands on projects: which there are, what is known of each, when they ran."""

from typing import Annotated

import typer

from unodc_cli import query
from unodc_cli.cli.app import answer
from unodc_cli.options import Output, complete_projects, shared
from unodc_cli.query import Filters
from unodc_cli.query.fields import RECORD, TABLE
from unodc_cli.views import Format

_WHY = ("id", "name", "why")
_PROJECT_COLUMNS = {
    Format.JSON: None,
    Format.NDJSON: None,
    Format.CSV: RECORD,
    Format.TSV: RECORD,
    Format.MARKDOWN: TABLE,
    Format.TABLE: TABLE,
    Format.SVG: TABLE,
    None: TABLE,
}


@shared
def list_(
    *,
    why: Annotated[bool, typer.Option("--why", help="Say why a project is of its themes.")] = False,
    filters: Filters,
    output: Output,
) -> None:
    """Which projects are there? One row a project.

    Repeating an option means or; different options mean and. Names are ids, acronyms or any unique
    beginning, in any case.

    Examples:

      unodc list --theme maritime --country kenya

      unodc list --active 2021 --sort -start --fields id,title,period

      unodc list --theme wildlife --why --data activities.xml

      unodc list --json | jq -r '.[].id'
    """
    columns = _WHY if why else _PROJECT_COLUMNS[output.form]
    answer(
        output, lambda made: query.projects(made, filters, output.selection, output.today, columns=columns)
    )


@shared
def show(
    *,
    names: Annotated[
        list[str] | None,
        typer.Argument(
            metavar="[PROJECT]...",
            help="Ids, acronyms or other names of projects.",
            autocompletion=complete_projects,
            show_default=False,
        ),
    ] = None,
    sources: Annotated[bool, typer.Option("--sources", help="Number the sources at each value.")] = False,
    output: Output,
) -> None:
    """What is known of a project? Everything, and the sources that say so.

    Without a project: what the portfolio says of itself.

    Examples:

      unodc show aircop

      unodc show mase --sources

      unodc show "AIRCOP VI" crimjust

      unodc show bmm --json | jq '.amounts'
    """
    fields, today = output.selection.fields, output.today
    if names:
        answer(output, lambda made: query.show(made, names, fields, today, footnotes=sources))
    else:
        answer(output, lambda made: query.about(made, today))


@shared
def timeline(*, filters: Filters, output: Output) -> None:
    """When? Projects and their phases along the years.

    Examples:

      unodc timeline --active 2021

      unodc timeline --theme wildlife --json
    """
    answer(output, lambda made: query.timeline(made, filters, output.selection, output.today))
