"""The command on sources."""

from unodc_cli import query
from unodc_cli.cli.app import answer
from unodc_cli.options import Output, shared
from unodc_cli.query import Filters


@shared
def sources(*, filters: Filters, output: Output) -> None:
    """Who says so? The sources, and how many values each supports.

    Examples:

      unodc sources --theme firearms

      unodc sources --sort kind --fields values,kind,publisher,title
    """
    answer(output, lambda made: query.sources(made, filters, output.selection, output.today))
