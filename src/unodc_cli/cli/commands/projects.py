"""The commands on projects: which there are, what is known of each, when they ran."""

from typing import Annotated

from unodc_cli.cli import completion
from unodc_cli.cli.answer import answer
from unodc_cli.cli.options import Argument, Option, Output, Without
from unodc_cli.query.fields import RECORD, TABLE
from unodc_cli.query.filters import Filters
from unodc_cli.query.reports.projects import projects
from unodc_cli.views.formats import Format

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


def list_(
    *,
    why: Annotated[bool, Option("--why", "Say why a published project is of its themes.")] = False,
    filters: Filters,
    output: Output,
) -> int:
    """Which projects are there? One row a project.

    Examples:
      unodc list --theme maritime --country kenya
      unodc list --active 2021 --sort -start --fields id,title,period
      unodc list --theme wildlife --why --data activities.xml
      unodc list --json | jq -r '.[].id'
    """
    # To count needs no columns, and they cost.
    columns = None if output.counting else _WHY if why else _PROJECT_COLUMNS[output.form]
    return answer(
        output, lambda made: projects(made, filters, output.selection, output.today, columns=columns)
    )


def show(
    *,
    names: Annotated[
        list[str] | None,
        Argument("[PROJECT]...", "Ids, acronyms or other names of projects.", completion.names_of("project")),
    ] = None,
    sources: Annotated[bool, Option("--sources", "Number the sources at each value.")] = False,
    output: Annotated[Output, Without(("sort", "limit", "count"))],
) -> int:
    """What is known of a project, and which sources say so?

    Without a project: what the portfolio says of itself.

    Examples:
      unodc show aircop
      unodc show mase --sources
      unodc show "AIRCOP VI" crimjust
      unodc show bmm --json | jq '.amounts'
    """
    fields, today = output.selection.fields, output.today
    if names:
        from unodc_cli.query.reports import project_page  # noqa: PLC0415 - the other commands need no pages

        return answer(output, lambda made: project_page.show(made, names, fields, today, footnotes=sources))
    from unodc_cli.query.reports.portfolio import about  # noqa: PLC0415

    return answer(output, lambda made: about(made, today))


def timeline(*, filters: Filters, output: Output) -> int:
    """When? Projects and their phases along the years.

    Examples:
      unodc timeline --active 2021
      unodc timeline --theme wildlife --json
    """
    from unodc_cli.query.reports import timeline as along  # noqa: PLC0415 - the other commands need none

    return answer(output, lambda made: along.timeline(made, filters, output.selection, output.today))
