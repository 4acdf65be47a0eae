"""The command on sources."""

from unodc_cli.cli.answer import answer
from unodc_cli.cli.options import Output
from unodc_cli.query.filters import Filters
from unodc_cli.query.reports import sources as cited


def sources(*, filters: Filters, output: Output) -> int:
    """Who says so? The sources, and how many values each supports.

    Examples:
      unodc sources --theme firearms
      unodc sources --sort kind --fields values,kind,publisher,title
    """
    return answer(output, lambda made: cited.sources(made, filters, output.selection, output.today))
