"""What a command takes, as plain data, each option declared once.

A command is a function with keyword-only parameters. Each parameter of its own is annotated with its type and
its `Option` or `Argument`; `filters: Filters` and `output: Output` stand for the shared options, which are
declared here. Two readers go by these declarations: `cli.direct` and `cli.typed`.
"""

from collections.abc import Callable, Mapping
from pathlib import Path
from typing import Any, Final, NamedTuple

from unodc_cli.cli import completion
from unodc_cli.files.inputs import ReadingSettings
from unodc_cli.query.filters import ROLES, STATUSES
from unodc_cli.query.selection import Selection
from unodc_cli.views.formats import FORMATS, Format
from unodc_cli.views.terminal import Colour

OWN, WHICH, FORM, DATA = "Options", "Which projects", "Form of the answer", "Data"

Command = Callable[..., int | None]


class Option(NamedTuple):
    """An option: `--flag`, or `--name VALUE` if its parameter is more than a bool."""

    flag: str
    help: str | None = None
    metavar: str | None = None
    also: str | None = None
    panel: str = OWN
    envvar: str | None = None
    complete: completion.Complete | None = None
    hidden: bool = False
    # The help of a command only names it; the topic on the form explains it.
    named_only: bool = False


class Argument(NamedTuple):
    """A word that stands for itself, without an option before it."""

    metavar: str
    help: str
    complete: completion.Complete | None = None


class Parameter(NamedTuple):
    """What a parameter of a command takes, and what it is if nothing is typed."""

    type: Any
    declared: Option | Argument
    default: Any = None


class Without(NamedTuple):
    """The shared options that a command has no use for: `output: Annotated[Output, Without(("sort",))]`."""

    names: tuple[str, ...]


class Output(NamedTuple):
    """How the answer is to be given, and from which data."""

    selection: Selection
    form: Format | None
    target: Path | None
    data: tuple[Path, ...]
    today: str
    strict: bool
    settings: ReadingSettings
    # Of CSV and TSV: texts exactly as they are, a first line with the names, a byte order mark.
    raw: bool
    header: bool
    bom: bool
    # The number of rows alone.
    counting: bool
    colour: Colour
    # The command of a pager, if one was asked for; empty: there is none.
    pager: str | None


# The default of what must be typed.
REQUIRED: Final = object()

# The types that a parameter may have; an argument also `list[str]`, an option `float`.
Flag = bool
Text = str | None
Texts = list[str] | None
Number = int | None
# A file to be written.
File = Path | None
Paths = list[Path] | None


def _which(flag: str, text: str, metavar: str, complete: completion.Complete | None = None) -> Option:
    return Option(flag, text, metavar, panel=WHICH, complete=complete)


FILTERS: Final[Mapping[str, Parameter]] = {
    "theme": Parameter(Texts, _which("--theme", "About this theme.", "THEME", completion.names_of("theme"))),
    "partner": Parameter(
        Texts, _which("--partner", "With this organisation.", "NAME", completion.names_of("partner"))
    ),
    "role": Parameter(
        Texts, _which("--role", f"In the role {', '.join(ROLES)}.", "ROLE", completion.words(*ROLES))
    ),
    "country": Parameter(
        Texts,
        _which("--country", "In this country, by name or code.", "NAME", completion.names_of("country")),
    ),
    "region": Parameter(
        Texts,
        _which("--region", "In this region, or a country of it.", "NAME", completion.names_of("region")),
    ),
    "programme": Parameter(
        Texts,
        _which(
            "--programme",
            "Paid from this programme or instrument.",
            "NAME",
            completion.names_of("programme"),
        ),
    ),
    "status": Parameter(
        Texts, _which("--status", f"One of {', '.join(STATUSES)}.", "STATUS", completion.words(*STATUSES))
    ),
    "active": Parameter(Texts, _which("--active", "Running at some time within 2021, or 2021-06.", "DATE")),
    "since": Parameter(Texts, _which("--from", "Running on or after this date.", "DATE")),
    "until": Parameter(Texts, _which("--to", "Running on or before this date.", "DATE")),
    "starts": Parameter(Texts, _which("--starts", "Starting at some time within 2027, or 2027-03.", "DATE")),
    "ends": Parameter(Texts, _which("--ends", "Ending at some time within 2027, or 2027-03.", "DATE")),
    "text": Parameter(Texts, _which("--text", "With these words in its texts.", "WORDS")),
    "conflicts": Parameter(
        Flag, Option("--conflicts", "With a value that sources differ on.", panel=WHICH), default=False
    ),
}
OUTPUT: Final[Mapping[str, Parameter]] = {
    "form": Parameter(
        Text,
        Option(
            "--format",
            f"One of {', '.join(Format)}; without it, a table on a terminal, else tsv.",
            "FORMAT",
            panel=FORM,
            complete=completion.words(*FORMATS),
        ),
    ),
    "json": Parameter(Flag, Option("--json", "Short for --format json.", panel=FORM), default=False),
    "fields": Parameter(
        Text,
        Option(
            "--fields",
            "These fields, in this order: id,title,start.",
            "FIELDS",
            panel=FORM,
            complete=completion.fields,
        ),
    ),
    "sort": Parameter(
        Text,
        Option(
            "--sort",
            "Order by these fields; -start is descending.",
            "FIELDS",
            panel=FORM,
            complete=completion.orders,
        ),
    ),
    "limit": Parameter(Number, Option("--limit", "At most so many rows.", "N", panel=FORM)),
    "count": Parameter(Flag, Option("--count", "Only how many rows there are.", panel=FORM), default=False),
    "no_header": Parameter(
        Flag,
        Option("--no-header", "CSV, TSV: without the names of the fields.", panel=FORM, named_only=True),
        default=False,
    ),
    "raw": Parameter(
        Flag,
        Option(
            "--raw", "CSV, TSV: texts as they are, also what a spreadsheet runs.", panel=FORM, named_only=True
        ),
        default=False,
    ),
    "bom": Parameter(
        Flag,
        Option("--bom", "CSV, TSV: with a byte order mark, as Excel wants it.", panel=FORM, named_only=True),
        default=False,
    ),
    "color": Parameter(
        Text,
        Option(
            "--color",
            f"One of {', '.join(Colour)}; without it, as NO_COLOR and the other variables say.",
            "WHEN",
            also="--colour",
            panel=FORM,
            named_only=True,
            complete=completion.words(*Colour),
        ),
    ),
    "pager": Parameter(
        Flag,
        Option(
            "--pager",
            "Page by page on a terminal, with UNODC_PAGER, PAGER or less.",
            panel=FORM,
            named_only=True,
        ),
        default=False,
    ),
    "output": Parameter(
        File,
        Option("--output", "Write to this file, in the form of its ending.", "FILE", also="-o", panel=FORM),
    ),
    "data": Parameter(
        Paths,
        Option(
            "--data",
            "Files or folders instead of UNODC_DATA or the bundled ones.",
            "PATH",
            panel=DATA,
            envvar="UNODC_DATA",
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
    "today": Parameter(Text, Option("--today", envvar="UNODC_TODAY", hidden=True)),
}


def parameters(command: Command) -> Mapping[str, Parameter]:
    """Return what a command takes: its own parameters, then those that `filters` and `output` stand for."""
    own: Mapping[str, Any] = command.__annotations__
    defaults = command.__kwdefaults__ or {}
    found = {
        name: Parameter(given.__origin__, given.__metadata__[0], defaults.get(name, REQUIRED))
        for name, given in own.items()
        if name not in ("filters", "output", "return")
    }
    if "filters" in own:
        found |= FILTERS
    if "output" in own:
        found |= shared_output(command)
    return found


def shared_output(command: Command) -> Mapping[str, Parameter]:
    """Return the options that a command's `output` stands for."""
    [without] = getattr(command.__annotations__["output"], "__metadata__", (Without(()),))
    return {name: parameter for name, parameter in OUTPUT.items() if name not in without.names}
