"""The parameters of a command as plain data, each option declared once.

A command is a function with keyword-only parameters. Each parameter of its own is annotated with its type and
its `Option` or `Argument`. `request: Request` stands for the shared options, which are declared here. The
parser for plain calls, the Typer application, completion, help and the man page all follow them.
"""

from collections.abc import Callable, Mapping, Sequence
from pathlib import Path
from typing import Any, Final

from unodc_cli.model.kinds import ROLES, STATUSES
from unodc_cli.views.formats import FORMATS, Format
from unodc_cli.views.terminal import Colour

OWN, FILTER, MONEY, SUMS, FORMAT, DATA = "Options", "Filters", "Money", "Sums", "Format", "Data"

Command = Callable[..., int | None]
# A kind of completion and what it needs: ("names", "theme"), ("words", "auto", "never"), ("fields",),
# ("codes", "DocumentCategory"), ("terms",), ("kinds",) of money, ("rules",) of `check`.
Completion = tuple[str, ...]


# No named tuples: creating such a class costs 0.5 % of a JSON answer.
class Option:
    """An option: `--flag` for a bool, otherwise `--flag VALUE`."""

    def __init__(
        self,
        flag: str,
        help: str | None = None,  # noqa: A002 - as Typer names it
        metavar: str | None = None,
        *,
        also: str | None = None,
        panel: str = OWN,
        completion: Completion = (),
        hidden: bool = False,
    ) -> None:
        self.flag = flag
        self.help = help
        self.metavar = metavar
        self.also = also
        self.panel = panel
        self.completion = completion
        self.hidden = hidden

    @property
    def usage(self) -> str:
        """The option as it is typed: `-o, --output FILE`."""
        flags = [flag for flag in (self.flag, self.also) if flag]
        flags.sort(key=lambda flag: (flag.startswith("--"), flag))
        return " ".join(filter(None, (", ".join(flags), self.metavar)))


class Argument:
    """A positional argument of a command."""

    def __init__(self, metavar: str, help: str, completion: Completion = ()) -> None:  # noqa: A002
        self.metavar = metavar
        self.help = help
        self.completion = completion


class Parameter:
    """A command-line parameter: its type, declaration and default."""

    def __init__(self, type: Any, declared: Option | Argument, default: Any = None) -> None:  # noqa: A002
        self.type = type
        self.declared = declared
        self.default = default


class ExcludedOptions:
    """The shared options that a command does not have: `Annotated[Request, ExcludedOptions(("sort",))]`."""

    def __init__(self, names: tuple[str, ...]) -> None:
        self.names = names


# The default of a required parameter.
REQUIRED: Final = object()

# The types of parameters. An argument may also be `list[str]`, an option `float`.
Flag = bool
Text = str | None
Texts = list[str] | None
Number = int | None
# A file to be written.
File = Path | None
Paths = list[Path] | None


def _filter(flag: str, text: str, metavar: str, *completion: str) -> Parameter:
    return Parameter(Texts, Option(flag, text, metavar, panel=FILTER, completion=completion))


def _flag(flag: str, text: str, panel: str = FORMAT) -> Parameter:
    return Parameter(Flag, Option(flag, text, panel=panel), default=False)


def _value(
    type_: Any,
    flag: str,
    text: str,
    metavar: str,
    *completion: str,
    panel: str = FORMAT,
    also: str | None = None,
) -> Parameter:
    return Parameter(type_, Option(flag, text, metavar, also=also, panel=panel, completion=completion))


def _listed(words: Sequence[str]) -> str:
    return f"{', '.join(words[:-1])} or {words[-1]}"


# The fields of `Filters`, each an option.
FILTERS: Final[Mapping[str, Parameter]] = {
    "theme": _filter("--theme", "About this theme.", "THEME", "names", "theme"),
    "partner": _filter("--partner", "With this organisation.", "NAME", "names", "partner"),
    "role": _filter("--role", f"{_listed(ROLES).capitalize()} partner.", "ROLE", "words", *ROLES),
    "country": _filter("--country", "In this country, by name or code.", "NAME", "names", "country"),
    "region": _filter("--region", "In this region or one of its countries.", "NAME", "names", "region"),
    "programme": _filter(
        "--programme", "Paid by this programme or instrument.", "NAME", "names", "programme"
    ),
    "sector": _filter("--sector", "In this sector, by code, name or category.", "NAME", "names", "sector"),
    "publisher": _filter("--publisher", "Published by this organisation.", "NAME", "names", "publisher"),
    "goal": _filter("--goal", "Aiming at this SDG or target: 16, 16.4.", "GOAL", "names", "goal"),
    "marker": _filter("--marker", "Targeting this: gender. Mainly: gender=2.", "MARKER", "names", "marker"),
    "status": _filter("--status", f"{_listed(STATUSES).capitalize()}.", "STATUS", "words", *STATUSES),
    "active": _filter("--active", "Running at some time in this period: 2021, 2021..2023.", "DATE"),
    "since": _filter("--from", "Running on or after this date (starting: --starts 2014..).", "DATE"),
    "until": _filter("--to", "Running on or before this date.", "DATE"),
    "starts": _filter("--starts", "Starting in this period: 2027, 2027-03, 2027..2028.", "DATE"),
    "ends": _filter("--ends", "Ending in this period: 2027, today..+6m.", "DATE"),
    # Short for --starts DATE.. and --ends ..DATE.
    "starts_since": Parameter(Texts, Option("--starts-since", metavar="DATE", panel=FILTER, hidden=True)),
    "ends_by": Parameter(Texts, Option("--ends-by", metavar="DATE", panel=FILTER, hidden=True)),
    "text": _filter("--text", "With these words in its texts (`unodc help search`).", "WORDS"),
    "level": _filter("--level", "On this hierarchy level: 1, 2, lowest.", "LEVEL", "words", "lowest"),
    "family": _filter(
        "--family", "This project; of an activity, its whole family.", "PROJECT", "names", "project"
    ),
    "where": _filter("--where", "Classified like this: flow-type=10, scope=national.", "KIND=NAME", "terms"),
    "min_amount": _filter("--min-amount", "With a sum of at least this: 5m, eu-contribution=5m.", "SUM"),
    "conflicts": _flag("--conflicts", "With a value on which sources differ.", FILTER),
}
# The options on the answer and on the data.
OUTPUT: Final[Mapping[str, Parameter]] = {
    "format": _value(Text, "--format", f"One of {', '.join(Format)}.", "FORMAT", "words", *FORMATS),
    "json": _flag("--json", "Short for --format json."),
    "fields": _value(
        Text, "--fields", "Show these fields, in this order: id,title,start.", "FIELDS", "fields"
    ),
    "sort": _value(
        Text,
        "--sort",
        "Sort by these fields; -start is descending. The default: as in the file.",
        "FIELDS",
        "orders",
    ),
    "limit": _value(Number, "--limit", "Show at most this many rows.", "N"),
    "count": _flag("--count", "Print only the number of rows."),
    "no_header": _flag("--no-header", "Leave out the header (csv, tsv)."),
    "raw": _flag("--raw", "Do not escape spreadsheet formulas (csv, tsv)."),
    "bom": _flag("--bom", "Begin with a byte order mark, as Excel wants it (csv, tsv)."),
    "no_notes": _flag("--no-notes", "Leave out the notes, also below markdown and svg."),
    "light": _flag("--light", "Draw on white, as for paper (svg)."),
    "color": _value(
        Text, "--color", f"Use colours: {', '.join(Colour)}.", "WHEN", "words", *Colour, also="--colour"
    ),
    "quiet": _flag("--quiet", "Print no notes and warnings."),
    "pager": _flag("--pager", "Show the answer in a pager on a terminal."),
    "output": _value(File, "--output", "Write to this file, in the format of its ending.", "FILE", also="-o"),
    "data": _value(
        Paths,
        "--data",
        "Read this file or folder instead of UNODC_DATA or the bundled data.",
        "PATH",
        panel=DATA,
    ),
    "language": _value(
        Text, "--lang", "Show published texts in this language: fr. The default is en.", "CODE", panel=DATA
    ),
    "exact": _flag("--exact", "Do not match published organisation names to known ones.", DATA),
    "strict": _flag("--strict", "Exit with 1 if a file could not be read in full.", DATA),
    "today": Parameter(Text, Option("--today", hidden=True)),
}


def parameters(command: Command) -> Mapping[str, Parameter]:
    """Return the parameters of a command: its own, then the shared options that `request` stands for."""
    annotations: Mapping[str, Any] = command.__annotations__
    defaults = command.__kwdefaults__ or {}
    declared = {
        name: Parameter(annotation.__origin__, annotation.__metadata__[0], defaults.get(name, REQUIRED))
        for name, annotation in annotations.items()
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
