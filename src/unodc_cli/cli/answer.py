"""How a command is run with what was typed, and how it answers."""

from collections.abc import Callable, Mapping, Sequence
from contextlib import ExitStack
from datetime import date
from pathlib import Path
from typing import Any, Final

from unodc_cli.catalogue import cache
from unodc_cli.catalogue.database import Catalogue
from unodc_cli.cli import configuration
from unodc_cli.cli.configuration import Configuration
from unodc_cli.cli.options import FILTERS, Command, Output, shared_output
from unodc_cli.errors import Fault, UsageError
from unodc_cli.files.inputs import ReadingSettings
from unodc_cli.model import dates
from unodc_cli.query.filters import Filters
from unodc_cli.query.resolve import one_of
from unodc_cli.query.selection import Selection
from unodc_cli.report.rows import Report
from unodc_cli.text import inert
from unodc_cli.views import delivery
from unodc_cli.views.formats import FORMATS, Format
from unodc_cli.views.terminal import Colour, wanted

# More than these are not read by anyone.
_FAULTS = 5
# More than any portfolio has, and with one more still a number for SQLite.
_MOST_ROWS = 2**31 - 2
_OF_ENDINGS: Final = {f".{name}": name for name in FORMATS if name != Format.TABLE}
# What a file of such a name would not be.
_OF_OTHERS: Final = (
    *(".xlsx", ".xls", ".ods", ".pdf", ".html", ".htm", ".docx", ".xml", ".yaml", ".yml", ".toml"),
    *(".png", ".parquet", ".db", ".sqlite"),
)


def run(command: Command, typed: dict[str, Any]) -> int:
    """Run a command with the values of all its options; return the exit code.

    Raises UnodcError for what cannot be answered.
    """
    own = command.__annotations__
    given = dict(typed)
    if "filters" in own:
        given["filters"] = _filters({name: given.pop(name) for name in FILTERS})
    if "output" in own:
        shared = {name: given.pop(name) for name in shared_output(command)}
        # What asks no data can be answered whatever the configuration says.
        configured = configuration.checked() if "data" in shared else configuration.read()
        given["output"] = _output(configured, **shared)
    return command(**given) or 0


def answer(output: Output, question: Callable[[Catalogue], Report]) -> int:
    """Put the question to the data and give the answer; say what of the data could not be read.

    Returns the exit code.
    """
    with ExitStack() as opened:
        with delivery.watched() as progress:
            report, (faults, count) = opened.enter_context(
                cache.answered(
                    output.data,
                    lambda made: (question(made), made.faults(_FAULTS)),
                    output.settings,
                    progress,
                )
            )
        _say(faults, count)
        give(report, output)
    return 1 if count and output.strict else 0


def _say(faults: Sequence[Fault], count: int) -> None:
    for fault in faults:
        delivery.say(f"warning: {inert(str(fault))}")
    if count > len(faults):
        delivery.say(f"warning: and {count - len(faults)} more: `unodc check` says all")


def give(report: Report, output: Output) -> None:
    """Give an answer as it is asked for."""
    delivery.give(
        report,
        output.form,
        output.target,
        raw=output.raw,
        header=output.header,
        bom=output.bom,
        count=output.counting,
        colour=output.colour,
        pager=output.pager,
    )


def _filters(typed: dict[str, Any]) -> Filters:
    """Return the filters; a repeated option is typed as a list, and one that was not typed is None."""
    given: dict[str, Any] = {
        name: tuple(value) if isinstance(value, list) else value
        for name, value in typed.items()
        if value is not None
    }
    return Filters(**given)


def _output(
    configured: Configuration,
    *,
    form: str | None,
    json: bool,
    output: Path | None,
    today: str | None,
    data: list[Path] | None = None,
    fields: str | None = None,
    sort: str | None = None,
    limit: int | None = None,
    strict: bool = False,
    language: str | None = None,
    exact: bool = False,
    raw: bool = False,
    no_header: bool = False,
    bom: bool = False,
    count: bool = False,
    color: str | None = None,
    pager: bool = False,
) -> Output:
    if limit is not None and limit < 1:
        msg = f"--limit {limit}: it must be at least 1"
        raise UsageError(msg, "leave --limit out for all")
    if output is not None and str(output) == "-":
        output = None
    return Output(
        Selection(_parts(fields), _parts(sort), None if limit is None else min(limit, _MOST_ROWS)),
        _form(
            form,
            json,
            {"--raw": raw, "--no-header": no_header, "--bom": bom},
            configured.form if output is None else None,
            output,
        ),
        output,
        tuple(data or configured.data),
        _day(today),
        strict,
        ReadingSettings(_language(language), exact),
        raw,
        not no_header,
        bom,
        count,
        _colour(color, configured, output),
        _pager(configured) if pager else None,
    )


def _form(
    text: str | None,
    json: bool,
    of_rows: Mapping[str, bool],
    configured: Format | None,
    target: Path | None,
) -> Format | None:
    """Return the form that is asked for: by its name, or by the ending of the file that is to be written.

    Else it is what is configured for a terminal: what a script gets is not. Options that only rows have
    cannot be asked for with another form, nor can a file whose ending promises what is not made.
    """
    if not (text or json) and target is not None:
        ending = target.suffix.lower()
        if ending in _OF_OTHERS:
            msg = f"--output {target}: there is no form {ending}"
            raise UsageError(msg, f"take {', '.join(_OF_ENDINGS)}, or say which form with --format")
        text = _OF_ENDINGS.get(ending)
    form = FORMATS[one_of("format", text, tuple(FORMATS))] if text else None
    if json and form not in (None, Format.JSON):
        msg = f"--json and --format {form} ask for two things"
        raise UsageError(msg, "leave one of them out")
    form = Format.JSON if json else form
    asked = [flag for flag, is_asked in of_rows.items() if is_asked]
    if asked and form not in (None, Format.CSV, Format.TSV):
        msg = f"{asked[0]} is for csv and tsv, not for {form}"
        raise UsageError(msg, "leave one of them out")
    is_usual = form is None and configured is not None and not asked and delivery.is_for_a_terminal()
    return configured if is_usual else form


def _colour(text: str | None, configured: Configuration, target: Path | None) -> Colour:
    typed = Colour(one_of("colour", text, tuple(Colour))) if text else None
    if target is not None:
        # What makes a terminal colourful is not meant for files.
        return typed or Colour.NEVER
    return wanted(typed, configured.colour)[0]


def _pager(configured: Configuration) -> str:
    from unodc_cli.views import pager  # noqa: PLC0415 - few ask for it

    return pager.chosen(configured.pager)[0]


def _parts(text: str | None) -> tuple[str, ...]:
    return tuple(dict.fromkeys(part.strip() for part in (text or "").split(",") if part.strip()))


def _language(text: str | None) -> str:
    code = (text or "en").strip().lower()
    if not (code.isascii() and code.isalpha() and len(code) == len("en")):
        msg = f"--lang {text}: a language is a code of two letters (ISO 639-1)"
        raise UsageError(msg, "write en, fr, es, pt …")
    return code


def _day(text: str | None) -> str:
    if not text:
        return date.today().isoformat()  # noqa: DTZ011 - the day where the user is
    try:
        return dates.earliest(dates.parse(text))
    except ValueError as error:
        msg = f"--today: {error}"
        raise UsageError(msg) from error
