"""The command for sources."""

from typing import Annotated

from unodc_cli.cli.answer import answer
from unodc_cli.cli.options import Argument
from unodc_cli.cli.request import Request


def sources(
    *,
    names: Annotated[
        list[str] | None,
        Argument("[PROJECT]...", "List the sources of each value of these projects.", ("names", "project")),
    ] = None,
    request: Request,
) -> int:
    """List the sources, with the number of values that each supports.

    With projects, list each of their values with its sources.

    Examples:
      unodc sources --theme firearms
      unodc sources --sort kind --fields values,kind,publisher,title
      unodc sources aircop --fields field,value,source,accessed
    """
    filters, selection, today = request.filters, request.selection, request.today
    if names:
        from unodc_cli.query.reports.citations import citations  # noqa: PLC0415
        from unodc_cli.query.reports.requested import Requested  # noqa: PLC0415 - only one of the two is needed

        return answer(
            request, lambda catalogue: citations(catalogue, Requested(names, filters), selection, today)
        )
    from unodc_cli.query.reports import sources as report  # noqa: PLC0415

    return answer(request, lambda catalogue: report.sources(catalogue, filters, selection, today))
