"""The commands: options in, one question, one report out."""

import os
from collections.abc import Callable, Sequence
from functools import partial
from pathlib import Path
from typing import Annotated

import typer

from unodc_cli import __version__, catalogue, delivery, query
from unodc_cli.options import Output, complete_projects, shared
from unodc_cli.query import Filters
from unodc_cli.query.fields import RECORD, TABLE
from unodc_cli.report import Report
from unodc_cli.text import inert
from unodc_cli.views import Format

app = typer.Typer(
    name="unodc",
    no_args_is_help=True,
    pretty_exceptions_enable=False,
    context_settings={"help_option_names": ["-h", "--help"]},
    rich_markup_mode=None if os.environ.get("TYPER_USE_RICH") == "0" else "markdown",
)

_WHY = ("id", "name", "why")
# More than these are not read by anyone.
_FAULTS = 5
_PROJECT_COLUMNS = {
    Format.JSON: None,
    Format.NDJSON: None,
    Format.CSV: RECORD,
    Format.TSV: RECORD,
    Format.MARKDOWN: TABLE,
    Format.TABLE: TABLE,
    None: TABLE,
}


def _version(asked: bool) -> None:
    if not asked:
        return
    sql = "SELECT key, value FROM meta UNION ALL SELECT 'count', COUNT(*) FROM projects"
    known = {key: value for key, value in catalogue.ask(catalogue.given(), lambda made: made.rows(sql))}  # noqa: C416
    data = f"{inert(known['title'])}, {known['count']} projects, as of {known['updated'] or 'an unknown day'}"
    delivery.write([f"unodc {__version__}\ndata: {data}\n"])
    raise typer.Exit


@app.callback()
def unodc(
    *,
    version: Annotated[
        bool,
        typer.Option(
            "--version", callback=_version, is_eager=True, help="Say the version and the data's day."
        ),
    ] = False,
) -> None:
    """Ask a portfolio of projects: which, about what, with whom, where, when, for how much, and who says so.

    Without --data, it is the portfolio that the European Union and the United Nations Office on Drugs and
    Crime run together against organised crime.

    Examples:

      unodc list --theme maritime

      unodc show aircop

      unodc by-partner --country kenya --json
    """


@app.command("list")
@shared
def list_(
    *,
    why: Annotated[bool, typer.Option("--why", help="Say why a project is of its themes.")] = False,
    filters: Filters,
    output: Output,
) -> None:
    """Which projects are there? One row a project.

    Repeating an option means or; different options mean and. Names are ids, acronyms or any unique
    beginning, in any case.

    Examples:

      unodc list --theme maritime --country kenya

      unodc list --active 2021 --sort -start --fields id,title,period

      unodc list --theme wildlife --why --data activities.xml

      unodc list --json | jq -r '.[].id'
    """
    columns = _WHY if why else _PROJECT_COLUMNS[output.form]
    _answer(
        output, lambda made: query.projects(made, filters, output.selection, output.today, columns=columns)
    )


@app.command()
@shared
def show(
    *,
    names: Annotated[
        list[str] | None,
        typer.Argument(
            metavar="[PROJECT]...",
            help="Ids, acronyms or other names of projects.",
            autocompletion=complete_projects,
            show_default=False,
        ),
    ] = None,
    sources: Annotated[bool, typer.Option("--sources", help="Number the sources at each value.")] = False,
    output: Output,
) -> None:
    """What is known of a project? Everything, and the sources that say so.

    Without a project: what the portfolio says of itself.

    Examples:

      unodc show aircop

      unodc show mase --sources

      unodc show "AIRCOP VI" crimjust

      unodc show bmm --json | jq '.amounts'
    """
    fields, today = output.selection.fields, output.today
    if names:
        _answer(output, lambda made: query.show(made, names, fields, today, footnotes=sources))
    else:
        _answer(output, lambda made: query.about(made, today))


@app.command()
@shared
def by_theme(*, filters: Filters, output: Output) -> None:
    """How many projects, and how much money, per theme?

    Totals are per kind of amount and currency, and say how many of the projects state one.

    Examples:

      unodc by-theme --status active

      unodc by-theme --partner interpol --json
    """
    _grouped("theme", filters, output)


@app.command()
@shared
def by_partner(
    *,
    spellings: Annotated[
        bool, typer.Option("--spellings", help="How partners are written in IATI files.")
    ] = False,
    filters: Filters,
    output: Output,
) -> None:
    """With whom? Projects and money per partner.

    Examples:

      unodc by-partner --theme maritime

      unodc by-partner --role implementing --limit 10

      unodc by-partner --spellings --partner unodc --data activities.xml
    """
    if spellings:
        _answer(output, lambda made: query.spellings(made, filters, output.selection))
    else:
        _grouped("partner", filters, output)


@app.command()
@shared
def by_country(*, filters: Filters, output: Output) -> None:
    """Where? Projects and money per country.

    A project's money is not divided among its countries.

    Examples:

      unodc by-country --region "west africa"

      unodc by-country --theme firearms --format csv
    """
    _grouped("country", filters, output)


@app.command()
@shared
def by_programme(*, filters: Filters, output: Output) -> None:
    """From which money? Projects per funding programme or instrument.

    Examples:

      unodc by-programme

      unodc by-programme --theme trafficking --json
    """
    _grouped("programme", filters, output)


@app.command()
@shared
def timeline(*, filters: Filters, output: Output) -> None:
    """When? Projects and their phases along the years.

    Examples:

      unodc timeline --active 2021

      unodc timeline --theme wildlife --json
    """
    _answer(output, lambda made: query.timeline(made, filters, output.selection, output.today))


@app.command()
@shared
def sources(*, filters: Filters, output: Output) -> None:
    """Who says so? The sources, and how many values each supports.

    Examples:

      unodc sources --theme firearms

      unodc sources --sort kind --fields values,kind,publisher,title
    """
    _answer(output, lambda made: query.sources(made, filters, output.selection, output.today))


@app.command()
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

    Exit code 1 if there are errors; with --strict, if there are warnings too.

    Examples:

      unodc check my-portfolio.toml

      unodc check --json | jq '.coverage'
    """
    from unodc_cli import check as checking  # noqa: PLC0415 - it reads files, so it loads the readers

    paths = catalogue.files(files or output.data)
    findings = checking.check(paths, output.today, catalogue.bundled())
    report = checking.report(findings, paths, everything=everything)
    delivery.give(report, output.form, output.target)
    if findings.errors or (strict and findings.warnings):
        raise typer.Exit(1)


@app.command()
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


def _grouped(kind: str, filters: Filters, output: Output) -> None:
    _answer(output, lambda made: query.groups(made, kind, filters, output.selection, output.today))


def _answer(output: Output, question: Callable[[catalogue.Catalogue], Report]) -> None:
    """Put the question to the data and give the answer; say what of the data could not be read."""
    report, faults = catalogue.ask(output.data, lambda made: (question(made), made.faults()))
    for fault in faults[:_FAULTS]:
        delivery.say(f"warning: {inert(str(fault))}")
    if len(faults) > _FAULTS:
        delivery.say(f"warning: and {len(faults) - _FAULTS} more: `unodc check` says all")
    delivery.give(report, output.form, output.target)
    if faults and output.strict:
        raise typer.Exit(1)


_COMMANDS = tuple(app.registered_commands)


def narrowed(arguments: Sequence[str]) -> typer.Typer:
    """Return the application with the one command that is asked for, or with all if it is not one of them.

    To build the options of every command costs more than most answers.
    """
    named = {
        command.name or command.callback.__name__.replace("_", "-"): command
        for command in _COMMANDS
        if command.callback
    }
    asked = named.get(arguments[0]) if arguments else None
    app.registered_commands = [asked] if asked else list(_COMMANDS)
    return app
