"""The command for settings."""

from typing import Annotated

from unodc_cli.cli import configuration
from unodc_cli.cli.options import FILTERS, ExcludedOptions, Option
from unodc_cli.cli.request import Request
from unodc_cli.files.inputs import exists
from unodc_cli.views import delivery


def config(
    *,
    path: Annotated[bool, Option("--path", "Print only the path of the configuration file.")] = False,
    request: Annotated[
        Request,
        ExcludedOptions(
            (*FILTERS, "fields", "sort", "limit", "count", "data", "strict", "language", "exact")
        ),
    ],
) -> int:
    """Show the settings in force, and the source of each.

    Exit code 1 if the configuration file has mistakes. `unodc help configuration` lists its settings.

    Examples:
      unodc config
      unodc config --json | jq -r '.[] | select(.setting == "data").value'
      $EDITOR "$(unodc config --path)"
    """
    file = configuration.path()
    if path and file:
        delivery.write_line(str(file))
        return 0
    from unodc_cli.cli.settings import settings  # noqa: PLC0415

    configured = configuration.read(lines=True)
    for fault in configured.faults:
        delivery.print_message(f"error: {fault}")
    delivery.write_report(settings(configured), request.output)
    if file and not exists(file):
        delivery.print_notes([f"there is no {file}"], request.output)
    return 1 if configured.faults else 0
