"""The command for questions in SQL."""

import sys
from typing import Annotated

from unodc_cli.cli.answer import answer, give
from unodc_cli.cli.options import Argument, Option, Output, Without
from unodc_cli.errors import UsageError
from unodc_cli.files import pipes
from unodc_cli.query.reports.sql import schema as described
from unodc_cli.query.reports.sql import sql as asked


def sql(
    *,
    question: Annotated[
        str | None,
        Argument("[SELECT]", "The question; - reads it from standard input."),
    ] = None,
    schema: Annotated[bool, Option("--schema", "Which tables and columns there are.")] = False,
    timeout: Annotated[
        float, Option("--timeout", "Stop after so long; without it, after 30.", "SECONDS")
    ] = 30,
    output: Annotated[Output, Without(("fields", "sort", "count"))],
) -> int:
    """What does no other command answer? A question in SQL.

    Of SQLite's kind; it can only read. Without --limit, at most 10,000 rows. docs/sql.md describes
    the tables.

    Examples:
      unodc sql "select status, count(*) from projects group by status"
      unodc sql "select publisher, count(*) from sources group by publisher"
      unodc sql --schema
      unodc sql - --format csv < question.sql
    """
    if schema:
        give(described(), output)
        return 0
    if question == "-" and pipes.STANDARD_INPUT in output.data:
        msg = "- stands for standard input, which cannot be both the question and the data"
        raise UsageError(msg, "give one of them as a file, or the question in quotes")
    text = (sys.stdin.read() if sys.stdin else "") if question == "-" else question
    if not text or not text.strip():
        msg = "there is no question"
        raise UsageError(
            msg, "unodc sql 'select id, title from projects'; `unodc sql --schema` lists the tables"
        )
    if not timeout > 0:  # nor is what is no number
        msg = f"--timeout {timeout:g}: it must be more than 0"
        raise UsageError(msg)
    limit = output.selection.limit
    return answer(output, lambda made: asked(made, text, output.today, limit=limit, seconds=timeout))
