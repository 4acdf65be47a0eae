"""Run a command and write its answer."""

from collections.abc import Callable, Sequence
from contextlib import ExitStack
from typing import Any

from unodc_cli.catalogue import cache
from unodc_cli.catalogue.database import Catalogue
from unodc_cli.cli.options import Command
from unodc_cli.cli.request import Request, command_arguments
from unodc_cli.errors import Fault
from unodc_cli.report.report import Report
from unodc_cli.views import delivery
from unodc_cli.views.formats import Format

# Formats of files that are read without the data at hand.
_KEPT = (Format.HTML, Format.MARKDOWN, Format.SVG, Format.XLSX)
# Warnings beyond these are only counted.
_SHOWN_FAULTS = 5


def run_command(command: Command, values: dict[str, Any]) -> int:
    """Run a command with the values of its parameters; return the exit code.

    Raises UnodcError if it cannot be answered.
    """
    return command(**command_arguments(command, values)) or 0


def answer(request: Request, query: Callable[[Catalogue], Report]) -> int:
    """Run a query on the data, write the report, and warn of data that could not be read.

    Returns the exit code.
    """
    with ExitStack() as resources:
        with delivery.progress_bar() as progress:
            report, faults = resources.enter_context(
                cache.running(
                    request.inputs.paths,
                    lambda catalogue: (_report(query, catalogue, request), catalogue.fault_groups()),
                    request.inputs.settings,
                    progress,
                )
            )
        code = _warn(request, *faults)
        delivery.write_report(report, request.output)
    return code


def warn(request: Request, catalogue: Catalogue) -> int:
    """Warn of data that could not be read; return the exit code."""
    return _warn(request, *catalogue.fault_groups())


def _warn(request: Request, groups: Sequence[tuple[Fault, int]], count: int) -> int:
    if not request.output.is_quiet:
        _print_warnings(groups)
    return 1 if count and request.inputs.strict else 0


def _report(query: Callable[[Catalogue], Report], catalogue: Catalogue, request: Request) -> Report:
    """Run the query. A report in a format that is kept states the origin of its data."""
    report = query(catalogue)
    if report.has_selected_fields:
        report.keep_underscores(request.selection.fields)
    if language := request.inputs.settings.asked_language:
        from unodc_cli.query.notes import titles_in  # noqa: PLC0415 - few ask for a language

        report.notes += titles_in(catalogue, language)
    if request.output.format in _KEPT and not request.output.count_only:
        from unodc_cli.query.reports.origin import origin, unread  # noqa: PLC0415 - only these need it

        report.unread = unread(catalogue)
        report.origin = origin(catalogue, request.filters, request.inputs.paths, request.today)
    return report


def _print_warnings(groups: Sequence[tuple[Fault, int]]) -> None:
    first_groups = groups[:_SHOWN_FAULTS]
    for fault, count in first_groups:
        more = f" (and {count - 1:,} more: {fault.kind or 'in this file'})" if count > 1 else ""
        delivery.print_message(f"warning: {fault}{more}")
    total = sum(count for _, count in groups)
    if total > len(first_groups):
        delivery.print_message(f"warning: {total:,} problems in all: list them with `unodc check`")
