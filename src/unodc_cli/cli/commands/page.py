"""The command that writes a portfolio as one page."""

from typing import Annotated

from unodc_cli.cli.answer import answer
from unodc_cli.cli.options import ExcludedOptions
from unodc_cli.cli.request import Request
from unodc_cli.errors import UsageError
from unodc_cli.views import delivery
from unodc_cli.views.formats import Format


def page(*, request: Annotated[Request, ExcludedOptions(("fields", "count"))]) -> int:
    """Write projects as one HTML page to mail, print or host.

    Overview, table, time line, map, and each project with its sources. The file needs no network and no
    other file. Other commands can do the same, with --format html or -o FILE.html.

    Examples:
      unodc page -o portfolio.html
      unodc page --theme maritime --country kenya -o kenya.html
      unodc page --data activities.xml -o activities.html
    """
    output = request.output
    if output.format not in (None, Format.HTML):
        msg = f"a page is HTML, not {output.format}"
        raise UsageError(msg, f"unodc list --format {output.format} has the same projects")
    if output.target is None and delivery.writes_to_terminal():
        msg = "a page is for a browser, not for a terminal"
        raise UsageError(msg, "write it to a file: unodc page -o portfolio.html")
    from unodc_cli.query.reports import dossier  # noqa: PLC0415 - a call with mistakes needs none

    request.output = output._replace(format=Format.HTML)
    return answer(
        request,
        lambda catalogue: dossier.filtered(
            catalogue, request.filters, request.selection, request.today, dossier.WHOLE
        ),
    )
