"""The command for questions in SQL."""

import sys
from functools import partial
from typing import Annotated

import typer

from unodc_cli import delivery
from unodc_cli.cli.app import answer
from unodc_cli.errors import UsageError
from unodc_cli.options import Output, shared
from unodc_cli.query.sql import schema as described
from unodc_cli.query.sql import sql as asked


@partial(shared, without=("fields", "sort"), rows=True)
def sql(
    *,
    question: Annotated[
        str | None,
        typer.Argument(
            metavar="[SELECT]", help="The question; - reads it from standard input.", show_default=False
        ),
    ] = None,
    schema: Annotated[bool, typer.Option("--schema", help="Which tables and columns there are.")] = False,
    timeout: Annotated[float, typer.Option("--timeout", metavar="SECONDS", help="Stop after so long.")] = 30,
    output: Output,
) -> None:
    """What does no other command answer? A question in SQL, of SQLite's kind.

    It can only read. Without --limit, at most 10,000 rows. docs/sql.md describes the tables.

    Examples:

      unodc sql "select status, count(*) from projects group by status"

      unodc sql "select project, sum(value) from amounts where counted and currency = 'EUR' group by project"

      unodc sql --schema

      unodc sql - --format csv < question.sql
    """
    if schema:
        delivery.give(described(), output.form, output.target)
        return
    text = sys.stdin.read() if question == "-" else question
    if not text or not text.strip():
        msg = "there is no question"
        raise UsageError(
            msg, "unodc sql 'select id, title from projects'; `unodc sql --schema` lists the tables"
        )
    if timeout <= 0:
        msg = f"--timeout {timeout:g}: it must be more than 0"
        raise UsageError(msg)
    limit = output.selection.limit
    answer(output, lambda made: asked(made, text, output.today, limit=limit, seconds=timeout))
