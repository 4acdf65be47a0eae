"""The parameters of a command as plain data, each option declared once.

A command is a function with keyword-only parameters. Each parameter of its own is annotated with its type and
its `Option` or `Argument`. `request: Request` stands for the shared options, which are declared here. The
parser for plain calls, the Typer application, completion, help and the man page all follow them.
"""

from collections.abc import Callable, Mapping
from pathlib import Path
from typing import Any, Final, NamedTuple

from unodc_cli.query.filters import ROLES, STATUSES
from unodc_cli.views.formats import FORMATS, Format
from unodc_cli.views.terminal import Colour

OWN, WHICH, FORMAT, DATA = "Options", "Which projects", "Format of the answer", "Data"

Command = Callable[..., int | None]
# A kind of completion and what it needs: ("names", "theme"), ("words", "auto", "never"), ("fields",).
Completion = tuple[str, ...]


class Option(NamedTuple):
    """An option: `--flag` for a bool, otherwise `--flag VALUE`."""

    flag: str
    help: str | None = None
    metavar: str | None = None
    also: str | None = None
    panel: str = OWN
    completion: Completion = ()
    hidden: bool = False
    # The help of a command only names this option. `unodc help formats` explains it.
    named_only: bool = False


class Argument(NamedTuple):
    """A word on the command line that is not the value of an option."""

    metavar: str
    help: str
    completion: Completion = ()


class Parameter(NamedTuple):
    """A command-line parameter: its type, declaration and default."""

    type: Any
    declared: Option | Argument
    default: Any = None


class ExcludedOptions(NamedTuple):
    """The shared options that a command does not have: `Annotated[Request, ExcludedOptions(("sort",))]`."""

    names: tuple[str, ...]


# The default of a parameter that must be typed.
REQUIRED: Final = object()

# The types of parameters. An argument may also be `list[str]`, an option `float`.
Flag = bool
Text = str | None
Texts = list[str] | None
Number = int | None
# A file to be written.
File = Path | None
Paths = list[Path] | None


def _filter(flag: str, text: str, metavar: str, *completion: str) -> Option:
    return Option(flag, text, metavar, panel=WHICH, completion=completion)


FILTERS: Final[Mapping[str, Parameter]] = {
    "theme": Parameter(Texts, _filter("--theme", "About this theme.", "THEME", "names", "theme")),
    "partner": Parameter(Texts, _filter("--partner", "With this organisation.", "NAME", "names", "partner")),
    "role": Parameter(Texts, _filter("--role", f"In the role {', '.join(ROLES)}.", "ROLE", "words", *ROLES)),
    "country": Parameter(
        Texts,
        _filter("--country", "In this country, by name or code.", "NAME", "names", "country"),
    ),
    "region": Parameter(
        Texts,
        _filter("--region", "In this region, or a country of it.", "NAME", "names", "region"),
    ),
    "programme": Parameter(
        Texts,
        _filter(
            "--programme",
            "Paid from this programme or instrument.",
            "NAME",
            "names",
            "programme",
        ),
    ),
    "status": Parameter(
        Texts, _filter("--status", f"One of {', '.join(STATUSES)}.", "STATUS", "words", *STATUSES)
    ),
    "active": Parameter(Texts, _filter("--active", "Running at some time within 2021, or 2021-06.", "DATE")),
    "since": Parameter(Texts, _filter("--from", "Running on or after this date.", "DATE")),
    "until": Parameter(Texts, _filter("--to", "Running on or before this date.", "DATE")),
    "starts": Parameter(Texts, _filter("--starts", "Starting at some time within 2027, or 2027-03.", "DATE")),
    "ends": Parameter(Texts, _filter("--ends", "Ending at some time within 2027, or 2027-03.", "DATE")),
    "text": Parameter(Texts, _filter("--text", "With these words in its texts.", "WORDS")),
    "conflicts": Parameter(
        Flag, Option("--conflicts", "With a value that sources differ on.", panel=WHICH), default=False
    ),
}
OUTPUT: Final[Mapping[str, Parameter]] = {
    "format": Parameter(
        Text,
        Option(
            "--format",
            f"One of {', '.join(Format)}; without it, a table on a terminal, else tsv.",
            "FORMAT",
            panel=FORMAT,
            completion=("words", *FORMATS),
        ),
    ),
    "json": Parameter(Flag, Option("--json", "Short for --format json.", panel=FORMAT), default=False),
    "fields": Parameter(
        Text,
        Option(
            "--fields",
            "These fields, in this order: id,title,start.",
            "FIELDS",
            panel=FORMAT,
            completion=("fields",),
        ),
    ),
    "sort": Parameter(
        Text,
        Option(
            "--sort",
            "Order by these fields; -start is descending.",
            "FIELDS",
            panel=FORMAT,
            completion=("orders",),
        ),
    ),
    "limit": Parameter(Number, Option("--limit", "At most so many rows.", "N", panel=FORMAT)),
    "count": Parameter(Flag, Option("--count", "Only how many rows there are.", panel=FORMAT), default=False),
    "no_header": Parameter(
        Flag,
        Option("--no-header", "CSV, TSV: without the names of the fields.", panel=FORMAT, named_only=True),
        default=False,
    ),
    "raw": Parameter(
        Flag,
        Option(
            "--raw",
            "CSV, TSV: texts as they are, also what a spreadsheet runs.",
            panel=FORMAT,
            named_only=True,
        ),
        default=False,
    ),
    "bom": Parameter(
        Flag,
        Option(
            "--bom", "CSV, TSV: with a byte order mark, as Excel wants it.", panel=FORMAT, named_only=True
        ),
        default=False,
    ),
    "color": Parameter(
        Text,
        Option(
            "--color",
            f"One of {', '.join(Colour)}; without it, as NO_COLOR and the other variables say.",
            "WHEN",
            also="--colour",
            panel=FORMAT,
            named_only=True,
            completion=("words", *Colour),
        ),
    ),
    "pager": Parameter(
        Flag,
        Option(
            "--pager",
            "Page by page on a terminal, with UNODC_PAGER, PAGER or less.",
            panel=FORMAT,
            named_only=True,
        ),
        default=False,
    ),
    "output": Parameter(
        File,
        Option("--output", "Write to this file, in the form of its ending.", "FILE", also="-o", panel=FORMAT),
    ),
    "data": Parameter(
        Paths,
        Option(
            "--data",
            "Files or folders instead of UNODC_DATA or the bundled ones.",
            "PATH",
            panel=DATA,
        ),
    ),
    "language": Parameter(
        Text, Option("--lang", "Language of published texts: fr; without it, en.", "CODE", panel=DATA)
    ),
    "exact": Parameter(
        Flag,
        Option("--exact", "Published names of organisations as they are.", panel=DATA),
        default=False,
    ),
    "strict": Parameter(
        Flag,
        Option("--strict", "Exit with 1 if a file could not be read in full.", panel=DATA),
        default=False,
    ),
    "today": Parameter(Text, Option("--today", hidden=True)),
}


def parameters(command: Command) -> Mapping[str, Parameter]:
    """Return the parameters of a command: its own, then the shared options that `request` stands for."""
    own: Mapping[str, Any] = command.__annotations__
    defaults = command.__kwdefaults__ or {}
    declared = {
        name: Parameter(annotation.__origin__, annotation.__metadata__[0], defaults.get(name, REQUIRED))
        for name, annotation in own.items()
        if name not in ("request", "return")
    }
    return declared | shared_options(command)


def shared_options(command: Command) -> dict[str, Parameter]:
    """Return the shared options of a command; none if it has no `request`."""
    annotation = command.__annotations__.get("request")
    if annotation is None:
        return {}
    [excluded] = getattr(annotation, "__metadata__", (ExcludedOptions(()),))
    shared = {**FILTERS, **OUTPUT}
    return {name: parameter for name, parameter in shared.items() if name not in excluded.names}
