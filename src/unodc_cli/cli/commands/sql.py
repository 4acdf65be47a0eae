"""The command for queries in SQL."""

import sys
from typing import Annotated

from unodc_cli.cli.answer import answer
from unodc_cli.cli.options import FILTERS, Argument, ExcludedOptions, Option
from unodc_cli.cli.request import Request
from unodc_cli.errors import UsageError
from unodc_cli.files import pipes
from unodc_cli.query.reports import sql as report
from unodc_cli.views import delivery


def sql(
    *,
    question: Annotated[
        str | None,
        Argument("[SELECT]", "The query; - reads it from standard input."),
    ] = None,
    schema: Annotated[bool, Option("--schema", "List the tables and columns.")] = False,
    timeout: Annotated[
        float, Option("--timeout", "Stop after this many seconds. The default is 30.", "SECONDS")
    ] = 30,
    request: Annotated[Request, ExcludedOptions((*FILTERS, "fields", "sort", "count"))],
) -> int:
    """Run a query in SQL.

    The dialect is that of SQLite, read-only. Without --limit, at most 10,000 rows are shown. docs/sql.md
    describes the tables.

    Examples:
      unodc sql "select status, count(*) from projects group by status"
      unodc sql "select publisher, count(*) from sources group by publisher"
      unodc sql --schema
      unodc sql - --format csv < question.sql
    """
    if schema:
        delivery.write_report(report.schema(), request.output)
        return 0
    if question == "-" and pipes.STANDARD_INPUT in request.inputs.paths:
        msg = "- is standard input, which cannot be both the query and the data"
        raise UsageError(msg, "give one of them as a file, or the query in quotes")
    text = (sys.stdin.read() if sys.stdin else "") if question == "-" else question
    if not text or not text.strip():
        msg = "there is no query"
        raise UsageError(
            msg, "unodc sql 'select id, title from projects'; `unodc sql --schema` lists the tables"
        )
    if not timeout > 0:  # NaN is refused too
        msg = f"--timeout {timeout:g}: it must be more than 0"
        raise UsageError(msg)
    limit = request.selection.limit
    return answer(
        request,
        lambda catalogue: report.sql(catalogue, text, request.today, limit=limit, seconds=timeout),
    )
