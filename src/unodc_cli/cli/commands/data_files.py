"""The commands for data files: check one, and describe the format."""

from pathlib import Path
from typing import Annotated

from unodc_cli.cli.options import FILTERS, Argument, ExcludedOptions, Option
from unodc_cli.cli.request import Request
from unodc_cli.files import inputs
from unodc_cli.views import delivery


def check(
    *,
    files: Annotated[
        list[Path] | None,
        Argument("[FILE]...", "Data files; by default those of --data, or the bundled one."),
    ] = None,
    strict: Annotated[bool, Option("--strict", "Treat warnings as errors.")] = False,
    everything: Annotated[bool, Option("--all", "Show all warnings instead of a few of each kind.")] = False,
    fail_on: Annotated[
        str | None,
        Option(
            "--fail-on",
            "Exit with 1 at this or above: error, warning, advice.",
            "SEVERITY",
            completion=("words", "error", "warning", "advice"),
        ),
    ] = None,
    rule: Annotated[
        list[str] | None,
        Option(
            "--rule",
            "Only findings of this rule: 6.11.1, or a finding's name.",
            "RULE",
            completion=("rules",),
        ),
    ] = None,
    severity: Annotated[
        list[str] | None,
        Option(
            "--severity",
            "Only findings of this severity.",
            "SEVERITY",
            completion=("words", "error", "warning", "advice"),
        ),
    ] = None,
    schema: Annotated[
        str | None,
        Option("--schema", "Validate IATI data with the XML Schemas in it.", "FOLDER"),
    ] = None,
    request: Annotated[Request, ExcludedOptions((*FILTERS, "fields", "sort", "limit", "count", "strict"))],
) -> int:
    """Check data files for mistakes and weaknesses.

    Exit code 1 if something cannot be read. docs/iati.md and docs/rules.md explain.

    Examples:
      unodc check my-portfolio.toml
      unodc check activities.xml --all --severity error
    """
    from unodc_cli.check.examination import check as examine  # noqa: PLC0415 - it loads the readers
    from unodc_cli.check.iati.rules import Severity, wanted  # noqa: PLC0415
    from unodc_cli.check.report import report as report_of  # noqa: PLC0415
    from unodc_cli.check.report import weighs  # noqa: PLC0415
    from unodc_cli.model.names import one_of  # noqa: PLC0415

    fail_on = one_of("severity", fail_on, tuple(Severity)) if fail_on else None

    is_wanted = wanted(rule or (), severity or ())
    schemas = None
    if schema:
        from unodc_cli.check.iati.xml_schema import XmlSchemas  # noqa: PLC0415

        schemas = XmlSchemas(Path(schema))
    with inputs.opened(files or request.inputs.paths) as paths:
        with delivery.progress_bar() as progress:
            findings = examine(paths, request.today, inputs.bundled(), progress, is_wanted, schemas=schemas)
        delivery.write_report(report_of(findings, paths, everything=everything), request.output)
    is_heavy = weighs(findings, fail_on) if fail_on else strict and len(findings.ledger)
    return 1 if findings.errors or is_heavy else 0


def schema(
    *,
    data: Annotated[bool, Option("--data", "Print the schema of data files (TOML), for editors.")] = False,
    json_: Annotated[bool, Option("--json", "JSON is the only format.", hidden=True)] = False,
) -> None:
    """Print the JSON Schema of a project.

    A project has this form in `list --json` and `show --json`.

    Examples:
      unodc schema > project.schema.json
      unodc schema --data > portfolio.schema.json
    """
    import json  # noqa: PLC0415 - no other command needs it here, nor pydantic

    from unodc_cli.check.schema import of_data_file  # noqa: PLC0415
    from unodc_cli.model.schema import of_project  # noqa: PLC0415

    document = of_data_file() if data else of_project()
    delivery.write_text([json.dumps(document, indent=2, ensure_ascii=False) + "\n"], encoding="utf-8")
