"""The command for families of activities."""

from typing import Annotated

from unodc_cli.cli.answer import answer
from unodc_cli.cli.options import FILTERS, Argument, ExcludedOptions
from unodc_cli.cli.request import Request
from unodc_cli.errors import UsageError
from unodc_cli.query.reports import tree as report
from unodc_cli.views.formats import Format


def tree(
    *,
    name: Annotated[
        str | None, Argument("PROJECT", "The id or name of any member of the family.", ("names", "project"))
    ] = None,
    request: Annotated[Request, ExcludedOptions((*FILTERS, "sort"))],
) -> int:
    """Draw the family of a published activity: parents, children, siblings.

    Each member has its money beside it. Money of different hierarchy levels is never added up: a parent's
    commitment is often what its children spend.

    Examples:
      unodc tree 411-458 --data activities.xml
      unodc tree 411-458 --json --data activities.xml
    """
    if name is None:
        msg = "tree needs a PROJECT"
        raise UsageError(msg, "unodc tree PROJECT, by its id or a part of it")
    is_record = request.output.format in (Format.CSV, Format.TSV)
    columns = tuple(c.name for c in report.COLUMNS if c.name != "tree") if is_record else report.TABLE
    return answer(
        request, lambda catalogue: report.tree(catalogue, name, request.selection, request.today, columns)
    )
