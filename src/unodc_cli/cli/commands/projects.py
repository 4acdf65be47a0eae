"""The commands for projects: list them, show them, draw them along the years."""

from typing import Annotated

from unodc_cli.cli.answer import answer
from unodc_cli.cli.options import Argument, ExcludedOptions, Option
from unodc_cli.cli.request import Request
from unodc_cli.query.filters import Filters
from unodc_cli.query.reports.projects import DOCUMENT, RECORD, TABLE, projects
from unodc_cli.query.selection import Selection
from unodc_cli.views.formats import Format

# Formats of rows alone, in which `show --sources` has a row for each source of a value.
_OF_ROWS = (Format.CSV, Format.TSV, Format.XLSX)
_WHY = ("id", "name", "why")
_PROJECT_COLUMNS = {
    Format.JSON: None,
    Format.NDJSON: None,
    Format.CSV: RECORD,
    # What a pipe gets without --format.
    Format.TSV: TABLE,
    Format.MARKDOWN: DOCUMENT,
    Format.TABLE: TABLE,
    Format.SVG: TABLE,
    Format.XLSX: RECORD,
    Format.GEOJSON: TABLE,
    Format.SARIF: TABLE,
    Format.HTML: TABLE,
    None: TABLE,
}


def list_(
    *,
    why: Annotated[bool, Option("--why", "Show why a published project belongs to its themes.")] = False,
    request: Request,
) -> int:
    """List projects, one row each.

    Examples:
      unodc list --theme maritime --country kenya
      unodc list --active 2021 --sort -start --fields id,title,period
      unodc list --theme wildlife --why --data activities.xml
      unodc list --json | jq -r '.[].id'
    """
    output = request.output
    if output.format is Format.HTML and not (why or output.count_only):
        from unodc_cli.query.reports import dossier  # noqa: PLC0415 - only this format needs it

        return answer(
            request,
            lambda catalogue: dossier.filtered(
                catalogue, request.filters, request.selection, request.today, dossier.LIST
            ),
        )
    # A count needs no columns, and they cost time.
    columns = None if output.count_only else _WHY if why else _PROJECT_COLUMNS[output.format]
    return answer(
        request,
        lambda catalogue: projects(
            catalogue, request.filters, request.selection, request.today, columns=columns
        ),
    )


def show(
    *,
    names: Annotated[
        list[str] | None,
        Argument("[PROJECT]...", "Ids, acronyms or other names of projects.", ("names", "project")),
    ] = None,
    sources: Annotated[bool, Option("--sources", "Show the sources of each value.")] = False,
    children: Annotated[bool, Option("--children", "Show the children of each activity after it.")] = False,
    request: Annotated[Request, ExcludedOptions(("count",))],
) -> int:
    """Show everything that is known about projects.

    Without projects or filters, show the portfolio's own description. With --sources, csv, tsv and xlsx have
    a row for each source of each value.

    Examples:
      unodc show --theme maritime -o brief.md
      unodc show bmm --json | jq '.amounts'
    """
    filters, selection = request.filters, request.selection
    if names or filters != Filters() or selection.sort or selection.limit or children:
        from unodc_cli.query.reports.requested import Requested  # noqa: PLC0415 - the other commands need no pages

        requested = Requested(names or (), filters, selection, children)
        if request.output.format is Format.HTML:
            from unodc_cli.query.reports import dossier  # noqa: PLC0415 - only this format needs it

            return answer(
                request, lambda catalogue: dossier.requested_projects(catalogue, requested, request.today)
            )
        if sources and request.output.format in _OF_ROWS:
            from unodc_cli.query.reports.citations import citations  # noqa: PLC0415 - only rows need it

            fields = Selection(fields=selection.fields)
            return answer(request, lambda catalogue: citations(catalogue, requested, fields, request.today))
        from unodc_cli.query.reports import project_page  # noqa: PLC0415

        return answer(
            request,
            lambda catalogue: project_page.show(catalogue, requested, request.today, footnotes=sources),
        )
    from unodc_cli.query.reports.portfolio import about  # noqa: PLC0415

    return answer(request, lambda catalogue: about(catalogue, request.today))


def timeline(*, request: Request) -> int:
    """Draw projects and their phases along the years.

    Examples:
      unodc timeline --active 2021
      unodc timeline --theme wildlife --json
    """
    if request.output.format is Format.HTML and not request.output.count_only:
        from unodc_cli.query.reports import dossier  # noqa: PLC0415 - only this format needs it

        return answer(
            request,
            lambda catalogue: dossier.along_the_years(
                catalogue, request.filters, request.selection, request.today
            ),
        )
    from unodc_cli.query.reports import timeline as report  # noqa: PLC0415 - the other commands need none

    return answer(
        request,
        lambda catalogue: report.timeline(catalogue, request.filters, request.selection, request.today),
    )
