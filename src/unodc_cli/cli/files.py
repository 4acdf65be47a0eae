"""The commands on data files: what is wrong with one, and what its form is."""

from functools import partial
from pathlib import Path
from typing import Annotated

import typer

from unodc_cli import catalogue, delivery
from unodc_cli.options import Output, shared


@partial(shared, without=("fields", "strict"))
def check(
    *,
    files: Annotated[
        list[Path] | None,
        typer.Argument(
            metavar="[FILE]...",
            help="Data files; without, those of --data or the bundled one.",
            readable=False,
        ),
    ] = None,
    strict: Annotated[bool, typer.Option("--strict", help="Take warnings for errors.")] = False,
    everything: Annotated[
        bool, typer.Option("--all", help="Show every warning, not only a few of a kind.")
    ] = False,
    output: Output,
) -> None:
    """What is wrong with a data file, and what is weak? With how many projects state each field.

    Of IATI files: what is to be looked at, what activities have and lack, and what is not read.
    Exit code 1 if there are errors; with --strict, if there are warnings too.

    Examples:

      unodc check my-portfolio.toml

      unodc check activities.xml --all

      unodc check --json | jq '.coverage'
    """
    from unodc_cli import check as checking  # noqa: PLC0415 - it reads files, so it loads the readers

    paths = catalogue.files(files or output.data)
    findings = checking.check(paths, output.today, catalogue.bundled())
    report = checking.report(findings, paths, everything=everything)
    delivery.give(report, output.form, output.target)
    if findings.errors or (strict and len(findings.ledger)):
        raise typer.Exit(1)


def schema(
    *,
    data: Annotated[bool, typer.Option("--data", help="Of the data file (TOML), for editors.")] = False,
    json_: Annotated[bool, typer.Option("--json", hidden=True, help="It always is.")] = True,
) -> None:
    """What is the shape of the JSON? A JSON Schema of a project, as `list --json` and `show --json` give it.

    Examples:

      unodc schema > project.schema.json

      unodc schema --data > portfolio.schema.json
    """
    import json  # noqa: PLC0415 - no other command needs it here, nor pydantic

    from unodc_cli import schemas  # noqa: PLC0415

    made = schemas.of_data_file() if data else schemas.of_project()
    delivery.write([json.dumps(made, indent=2, ensure_ascii=False) + "\n"], utf_8=True)
