"""The options that commands share, each declared once.

A command that takes `filters: Filters` and `output: Output` is given all of them: `shared` spells them out
for Typer and hands the command what was typed.
"""

import inspect
import re
from collections.abc import Callable, Iterator, Mapping, Sequence
from datetime import date
from functools import wraps
from pathlib import Path
from typing import Annotated, Any, NamedTuple

import typer

from unodc_cli import catalogue, dates
from unodc_cli.errors import UnodcError, UsageError
from unodc_cli.query import Filters, Selection
from unodc_cli.query.filters import ROLES, STATUSES
from unodc_cli.query.names import one_of
from unodc_cli.views import Format

# What is completed stands in a shell's command line, where much of what a name may have would be run.
_PLAIN = re.compile(r"[\w.,:/@][\w.,:/@+-]*")

WHICH, FORM, DATA = "Which projects", "Form of the answer", "Data"


class Output(NamedTuple):
    """How the answer is to be given, and from which data."""

    selection: Selection
    form: Format | None
    target: Path | None
    data: tuple[Path, ...]
    today: str
    strict: bool


def _names_of(kind: str) -> Callable[[str], list[tuple[str, str]]]:
    """Return what completes an option with the names of a kind: ids, and names of one word."""

    def complete(incomplete: str) -> list[tuple[str, str]]:
        sql = """SELECT label, id FROM names WHERE kind = :kind AND label LIKE :begins || '%' AND rank < 3
            AND instr(label, ' ') = 0 AND (kind = 'project' OR EXISTS
                (SELECT 1 FROM tags WHERE tags.kind = names.kind AND term = names.id))
            ORDER BY rank, label"""
        parameters: dict[str, object] = {"kind": kind, "begins": incomplete}
        try:
            rows = catalogue.ask(catalogue.given(), lambda made: made.rows(sql, parameters))
        except UnodcError:
            return []
        plain = ((label, id_) for label, id_ in rows if _PLAIN.fullmatch(label) and _PLAIN.fullmatch(id_))
        # The shell keeps only what begins as typed, case and all.
        labels = ((label.lower() if incomplete.islower() else label, id_) for label, id_ in plain)
        found = {incomplete + label[len(incomplete) :]: id_ for label, id_ in labels}
        return list(found.items())

    return complete


def _listed(names: Callable[[str], Sequence[str]]) -> Callable[[typer.Context, str], list[str]]:
    """Return what completes a list of a command's fields: `id,ti` → `id,title`."""

    def complete(ctx: typer.Context, incomplete: str) -> list[str]:
        before, comma, last = incomplete.rpartition(",")
        sign = "-" if last.startswith("-") else ""
        wanted = last.removeprefix("-")
        known = names(ctx.info_name or "")
        return [f"{before}{comma}{sign}{name}" for name in known if name.startswith(wanted)]

    return complete


def _fields(command: str) -> Sequence[str]:
    from unodc_cli.query import offered  # noqa: PLC0415 - only completion needs it

    return offered.fields(command)


def _orders(command: str) -> Sequence[str]:
    from unodc_cli.query import offered  # noqa: PLC0415

    return offered.orders(command)


def _words(*words: str) -> Callable[[str], list[str]]:
    return lambda incomplete: [word for word in words if word.startswith(incomplete.lower())]


def complete_projects(incomplete: str) -> list[tuple[str, str]]:
    """Return the ids of projects that begin so."""
    return _names_of("project")(incomplete)


def _filter(option: str, text: str, metavar: str, complete: Callable[[str], Any] | None = None) -> Any:
    return typer.Option(
        option, metavar=metavar, help=text, autocompletion=complete, rich_help_panel=WHICH, show_default=False
    )


def _form(*options: str, text: str, **more: Any) -> Any:
    return typer.Option(*options, help=text, rich_help_panel=FORM, show_default=False, **more)


Many = list[str] | None

_FILTERS: dict[str, Any] = {
    "theme": Annotated[Many, _filter("--theme", "About this theme.", "THEME", _names_of("theme"))],
    "partner": Annotated[Many, _filter("--partner", "With this organisation.", "NAME", _names_of("partner"))],
    "role": Annotated[Many, _filter("--role", f"In this role: {', '.join(ROLES)}.", "ROLE", _words(*ROLES))],
    "country": Annotated[
        Many, _filter("--country", "In this country: name or code.", "NAME", _names_of("country"))
    ],
    "region": Annotated[
        Many, _filter("--region", "In this region, or a country of it.", "NAME", _names_of("region"))
    ],
    "programme": Annotated[
        Many,
        _filter("--programme", "Paid from this programme or instrument.", "NAME", _names_of("programme")),
    ],
    "status": Annotated[
        Many, _filter("--status", f"One of {', '.join(STATUSES)}.", "STATUS", _words(*STATUSES))
    ],
    "active": Annotated[Many, _filter("--active", "Running at some time within 2021, or 2021-06.", "DATE")],
    "since": Annotated[str | None, _filter("--from", "Running on or after this date.", "DATE")],
    "until": Annotated[str | None, _filter("--to", "Running on or before this date.", "DATE")],
    "text": Annotated[Many, _filter("--text", "With these words in its texts.", "WORDS")],
    "conflicts": Annotated[
        bool, typer.Option("--conflicts", help="With a value that sources differ on.", rich_help_panel=WHICH)
    ],
}
_OUTPUT: dict[str, Any] = {
    "form": Annotated[
        str | None,
        _form(
            "--format", text=f"One of {', '.join(Format)}.", metavar="FORMAT", autocompletion=_words(*Format)
        ),
    ],
    "json": Annotated[bool, _form("--json", text="Short for --format json.")],
    "fields": Annotated[
        str | None,
        _form(
            "--fields",
            text="These fields, in this order: id,title,start.",
            metavar="FIELDS",
            autocompletion=_listed(_fields),
        ),
    ],
    "sort": Annotated[
        str | None,
        _form(
            "--sort",
            text="Order by these fields; -start is descending.",
            metavar="FIELDS",
            autocompletion=_listed(_orders),
        ),
    ],
    "limit": Annotated[int | None, _form("--limit", text="At most so many rows.", metavar="N")],
    "output": Annotated[
        Path | None,
        _form("--output", "-o", text="Write to this file.", metavar="FILE", dir_okay=False, readable=False),
    ],
    "data": Annotated[
        list[Path] | None,
        typer.Option(
            "--data",
            envvar="UNODC_DATA",
            metavar="PATH",
            readable=False,
            help="Data files or folders; without, the bundled portfolio.",
            rich_help_panel=DATA,
            show_default=False,
        ),
    ],
    "strict": Annotated[
        bool,
        typer.Option(
            "--strict", help="Exit with 1 if a file could not be read in full.", rich_help_panel=DATA
        ),
    ],
    "today": Annotated[str | None, typer.Option("--today", envvar="UNODC_TODAY", hidden=True)],
}
_FLAGS = ("json", "conflicts", "strict")
# A command on whole projects has no rows to order or to cut.
_OF_PAGES = {name: option for name, option in _OUTPUT.items() if name not in ("sort", "limit")}


def shared(
    command: Callable[..., None], *, without: tuple[str, ...] = (), rows: bool = False
) -> Callable[..., None]:
    """Give a command the shared options that its parameters `filters` and `output` stand for.

    A command without filters answers with pages, unless it is said to answer with `rows`.
    """
    own = inspect.signature(command).parameters
    filters = _FILTERS if "filters" in own else {}
    given_out = _OUTPUT if filters or rows else _OF_PAGES
    output = {name: option for name, option in given_out.items() if name not in without}

    @wraps(command)
    def run(**given: Any) -> None:
        typed = {name: given.pop(name) for name in (*filters, *output)}
        if filters:
            given["filters"] = _typed_filters({name: typed[name] for name in filters})
        command(**given, output=_typed_output(**{name: typed[name] for name in output}))

    parameters = list(_spelled_out(own, {**filters, **output}))
    run.__signature__ = inspect.Signature(parameters)  # type: ignore[attr-defined]
    run.__annotations__ = {parameter.name: parameter.annotation for parameter in parameters}
    return run


def _spelled_out(own: Mapping[str, inspect.Parameter], added: dict[str, Any]) -> Iterator[inspect.Parameter]:
    for parameter in own.values():
        if parameter.name not in ("filters", "output"):
            yield parameter.replace(kind=inspect.Parameter.KEYWORD_ONLY)
    for name, annotation in added.items():
        default = False if name in _FLAGS else None
        yield inspect.Parameter(name, inspect.Parameter.KEYWORD_ONLY, default=default, annotation=annotation)


def _typed_filters(given: dict[str, Any]) -> Filters:
    """Return the filters; Typer gives a repeated option as a list, and None for one that was not typed."""
    typed = {name: value for name, value in given.items() if value is not None}
    words: dict[str, Any] = {
        n: tuple(value) if isinstance(value, list) else value for n, value in typed.items()
    }
    return Filters(**words)


def _typed_output(
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
    )


def _parts(text: str | None) -> tuple[str, ...]:
    return tuple(dict.fromkeys(part.strip() for part in (text or "").split(",") if part.strip()))


def _day(text: str | None) -> str:
    if not text:
        return date.today().isoformat()  # noqa: DTZ011 - the day where the user is
    try:
        return dates.earliest(dates.parse(text))
    except ValueError as error:
        msg = f"--today: {error}"
        raise UsageError(msg) from error
