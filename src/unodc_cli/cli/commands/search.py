"""The command that searches the texts."""

from typing import Annotated

from unodc_cli.cli.answer import answer
from unodc_cli.cli.options import Argument, Output
from unodc_cli.query.filters import Filters
from unodc_cli.query.reports.search import ALL, TABLE
from unodc_cli.query.reports.search import search as found
from unodc_cli.views.formats import Format


def search(
    *,
    words: Annotated[list[str], Argument("WORDS...", "What to look for.")],
    filters: Filters,
    output: Output,
) -> int:
    """What is said about something? The best first.

    Projects with all the words, in any form (`unodc help search`); the best 20.

    Examples:
      unodc search cocaine route
      unodc search 'trafficking -migrants' --country nigeria
      unodc search 'container* OR airport*' --json | jq -r '.[].excerpt'
    """
    columns = ALL if output.form in (Format.CSV, Format.TSV) else TABLE
    text = " ".join(words)
    return answer(
        output,
        lambda made: found(made, text, filters, output.selection, output.today, columns=columns),
    )
