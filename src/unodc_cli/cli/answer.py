"""How a command is run with what was typed, and how it answers."""

from collections.abc import Callable, Sequence
from datetime import date
from pathlib import Path
from typing import Any

from unodc_cli import catalogue, dates, delivery
from unodc_cli.errors import Fault, UsageError
from unodc_cli.manner import Manner
from unodc_cli.options import FILTERS, Command, Output, shared_output
from unodc_cli.query.choice import Selection
from unodc_cli.query.filters import Filters
from unodc_cli.query.names import one_of
from unodc_cli.report import Report
from unodc_cli.text import inert
from unodc_cli.views import Format

# More than these are not read by anyone.
_FAULTS = 5


def run(command: Command, typed: dict[str, Any]) -> int:
    """Run a command with the values of all its options; return the exit code.

    Raises UnodcError for what cannot be answered.
    """
    own = command.__annotations__
    given = dict(typed)
    if "filters" in own:
        given["filters"] = _filters({name: given.pop(name) for name in FILTERS})
    if "output" in own:
        given["output"] = _output(**{name: given.pop(name) for name in shared_output(command)})
    return command(**given) or 0


def answer(output: Output, question: Callable[[catalogue.Catalogue], Report]) -> int:
    """Put the question to the data and give the answer; say what of the data could not be read.

    Returns the exit code.
    """
    with (
        delivery.watched() as progress,
        catalogue.answered(
            output.data, lambda made: (question(made), made.faults()), output.manner, progress
        ) as (report, faults),
    ):
        _say(faults)
        delivery.give(report, output.form, output.target)
    return 1 if faults and output.strict else 0


def _say(faults: Sequence[Fault]) -> None:
    for fault in faults[:_FAULTS]:
        delivery.say(f"warning: {inert(str(fault))}")
    if len(faults) > _FAULTS:
        delivery.say(f"warning: and {len(faults) - _FAULTS} more: `unodc check` says all")


def _filters(typed: dict[str, Any]) -> Filters:
    """Return the filters; a repeated option is typed as a list, and one that was not typed is None."""
    given: dict[str, Any] = {
        name: tuple(value) if isinstance(value, list) else value
        for name, value in typed.items()
        if value is not None
    }
    return Filters(**given)


def _output(
    *,
    form: str | None,
    json: bool,
    output: Path | None,
    data: list[Path] | None,
    today: str | None,
    fields: str | None = None,
    sort: str | None = None,
    limit: int | None = None,
    strict: bool = False,
    language: str | None = None,
    exact: bool = False,
) -> Output:
    if limit is not None and limit < 1:
        msg = f"--limit {limit}: it must be at least 1"
        raise UsageError(msg, "leave --limit out for all")
    chosen = Format(one_of("format", form, tuple(Format))) if form else None
    if json and chosen not in (None, Format.JSON):
        msg = f"--json and --format {chosen} ask for two things"
        raise UsageError(msg, "leave one of them out")
    return Output(
        Selection(_parts(fields), _parts(sort), limit),
        Format.JSON if json else chosen,
        output,
        tuple(data or ()),
        _day(today),
        strict,
        Manner(_language(language), exact),
    )


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
