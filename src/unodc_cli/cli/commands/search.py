"""The command for full-text search."""

from typing import Annotated

from unodc_cli.cli.answer import answer
from unodc_cli.cli.options import Argument
from unodc_cli.cli.request import Request
from unodc_cli.query.reports import search as report
from unodc_cli.views.formats import Format


def search(
    *,
    words: Annotated[list[str], Argument("WORDS...", "The words to search for.")],
    request: Request,
) -> int:
    """Search the texts of projects, the best matches first.

    A project matches if it has all the words, in any form (`unodc help search`). Without --limit, the best 20
    are shown.

    Examples:
      unodc search cocaine route
      unodc search 'trafficking -migrants' --country nigeria
      unodc search 'container* OR airport*' --json | jq -r '.[].excerpt'
    """
    columns = report.ALL if request.output.format in (Format.CSV, Format.XLSX) else report.TABLE
    text = " ".join(words)
    return answer(
        request,
        lambda catalogue: report.search(
            catalogue, text, request.filters, request.selection, request.today, columns=columns
        ),
    )
