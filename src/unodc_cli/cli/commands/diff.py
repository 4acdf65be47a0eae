"""The command that compares two portfolios."""

from contextlib import ExitStack
from pathlib import Path
from typing import Annotated

from unodc_cli.catalogue import cache
from unodc_cli.catalogue.database import Catalogue
from unodc_cli.cli.answer import warn
from unodc_cli.cli.options import Argument, ExcludedOptions, Option
from unodc_cli.cli.request import Request
from unodc_cli.errors import UsageError
from unodc_cli.views import delivery

_STATES = 2


def diff(
    *,
    paths: Annotated[
        list[Path] | None,
        Argument("OLD NEW", "Two data files or folders; `bundled` is the bundled portfolio."),
    ] = None,
    evidence: Annotated[
        bool, Option("--evidence", "Compare sources too. Order, lines and spellings never count.")
    ] = False,
    summary: Annotated[bool, Option("--summary", "Show only how often each field changed.")] = False,
    exit_code: Annotated[bool, Option("--exit-code", "Exit with 1 if there is a difference.")] = False,
    request: Annotated[Request, ExcludedOptions(("data",))],
) -> int:
    """Compare two portfolios, one row for each value that differs.

    Examples:
      unodc diff bundled my-portfolio.toml
      unodc diff bundled my-portfolio.toml --json | jq '.[0]'
    """
    from unodc_cli.query.reports import diff as differences  # noqa: PLC0415 - no other command needs it
    from unodc_cli.query.reports.origin import unread  # noqa: PLC0415

    if paths is None or len(paths) != _STATES:
        msg = f"diff compares two portfolios: it needs OLD and NEW, and got {len(paths or ())}"
        raise UsageError(msg, "for example: unodc diff old.toml new.toml")
    with ExitStack() as resources:
        before, after = _opened(paths, request, resources)
        report = differences.diff(
            before,
            after,
            request.filters,
            request.selection,
            request.today,
            evidence=evidence,
            summary=summary,
        )
        report.unread = tuple(note for catalogue in (before, after) for note in unread(catalogue))
        code = max(warn(request, catalogue) for catalogue in (before, after))
        delivery.write_report(report, request.output)
    return 1 if exit_code and report.count else code


def _opened(paths: list[Path], request: Request, resources: ExitStack) -> list[Catalogue]:
    with delivery.progress_bar() as progress:
        return [
            resources.enter_context(
                cache.running((path,), lambda catalogue: catalogue, request.inputs.settings, progress)
            )
            for path in paths
        ]
