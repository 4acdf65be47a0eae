"""The commands on data files: what is wrong with one, and what its form is."""

from pathlib import Path
from typing import Annotated

from unodc_cli.cli.answer import give
from unodc_cli.cli.options import Argument, Option, Output, Without
from unodc_cli.files import inputs
from unodc_cli.views import delivery


def check(
    *,
    files: Annotated[
        list[Path] | None,
        Argument("[FILE]...", "Data files; without any, those of --data or the bundled one."),
    ] = None,
    strict: Annotated[bool, Option("--strict", "Take warnings for errors.")] = False,
    everything: Annotated[bool, Option("--all", "Show every warning, not only a few of a kind.")] = False,
    output: Annotated[Output, Without(("fields", "sort", "limit", "count", "strict"))],
) -> int:
    """What is wrong with a data file, and what is weak in it?

    Also how many projects state each field. Of IATI files: what is to be looked at, what activities have
    and lack, and what is not read. Exit code 1 if there are errors; with --strict, if there are warnings too.

    Examples:
      unodc check my-portfolio.toml
      unodc check activities.xml --all
      unodc check --json | jq '.coverage'
    """
    from unodc_cli.check.examination import check as examine  # noqa: PLC0415 - it loads the readers
    from unodc_cli.check.report import report as report_of  # noqa: PLC0415

    with inputs.opened(files or output.data) as paths:
        with delivery.watched() as progress:
            findings = examine(paths, output.today, inputs.bundled(), progress)
        give(report_of(findings, paths, everything=everything), output)
    return 1 if findings.errors or (strict and len(findings.ledger)) else 0


def schema(
    *,
    data: Annotated[bool, Option("--data", "Of the data file (TOML), for editors.")] = False,
    json_: Annotated[bool, Option("--json", "It always is.", hidden=True)] = False,
) -> None:
    """What is the shape of the JSON? A JSON Schema.

    Of a project, as `list --json` and `show --json` give it.

    Examples:
      unodc schema > project.schema.json
      unodc schema --data > portfolio.schema.json
    """
    import json  # noqa: PLC0415 - no other command needs it here, nor pydantic

    from unodc_cli.model.schema import of_project  # noqa: PLC0415
    from unodc_cli.readers.toml.schema import of_data_file  # noqa: PLC0415

    made = of_data_file() if data else of_project()
    delivery.write([json.dumps(made, indent=2, ensure_ascii=False) + "\n"], utf_8=True)
