"""The command for sources."""

from unodc_cli.cli.answer import answer
from unodc_cli.cli.request import Request
from unodc_cli.query.reports import sources as report


def sources(*, request: Request) -> int:
    """List the sources, with the number of values that each supports.

    Examples:
      unodc sources --theme firearms
      unodc sources --sort kind --fields values,kind,publisher,title
    """
    return answer(
        request,
        lambda catalogue: report.sources(catalogue, request.filters, request.selection, request.today),
    )
