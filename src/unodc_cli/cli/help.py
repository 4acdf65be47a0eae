"""The help of the tool and of each command, from their declarations. The man page is made of the same."""

import sys
from collections.abc import Iterator, Mapping
from typing import Final, NamedTuple

from unodc_cli.cli.options import OWN, Argument, Command, Option, parameters
from unodc_cli.cli.registry import commands
from unodc_cli.cli.topics import PANELS, TOPICS
from unodc_cli.report.help import HelpSection, Part, Verbatim
from unodc_cli.views import delivery
from unodc_cli.views.help import text as help_text
from unodc_cli.views.terminal import Colour, detect

NAME: Final = "unodc"
QUESTION: Final = (
    "Query a portfolio of projects: which, about what, with whom, where, when, for how much, and who says so."
)
DESCRIPTION: Final = (
    "The bundled portfolio is that of the European Union and UNODC against organised crime. Other data is "
    "read from files on this machine; the network is not used."
)
EXAMPLES: Final = (
    "unodc list --theme maritime",
    "unodc show aircop --sources",
    "unodc by-partner --country kenya --json",
)
# These commands differ only by name, so they share a line.
NAMES: Final = "Names that the filters accept"
GROUPS: Final[Mapping[str, tuple[str, ...]]] = {
    "Projects": (
        *("list", "show", "search", "by", "by-theme", "by-partner", "by-country", "by-programme"),
        *(
            "money",
            "tree",
            "budgets",
            "results",
            "documents",
            "locations",
            "timeline",
            "sources",
            "diff",
            "page",
            "export",
        ),
    ),
    NAMES: ("themes", "partners", "countries", "regions", "programmes", "terms"),
    "Data, settings, help": ("sql", "init", "check", "schema", "config", "help"),
}
OPTIONS: Final = {
    "-h, --help": "Show this help, or the help of a command.",
    "--version": "Show the version, and the day and size of the data.",
}
# Too long for the column of the other options.
COMPLETION: Final = "--install-completion and --show-completion are for completion in your shell."


class CommandText(NamedTuple):
    """The docstring of a command: a summary, further paragraphs, and examples."""

    summary: str
    paragraphs: tuple[str, ...]
    examples: tuple[str, ...]


def print_help(name: str | None, colour: Colour | None) -> int:
    """Print the help of a command, or of the tool without a name; return the exit code."""
    parts = of_tool() if name is None else of_command(name)
    terminal = detect(sys.stdout, colour)
    delivery.write_text([help_text(parts, terminal)])
    return 0


def of_tool() -> list[Part]:
    """Return the help of the tool as a whole."""
    return [
        QUESTION,
        DESCRIPTION,
        f"Usage: {NAME} COMMAND [OPTIONS]",
        *(_group(heading, names) for heading, names in GROUPS.items()),
        HelpSection(OWN, OPTIONS, COMPLETION),
        f"`{NAME} help TOPIC` explains: {', '.join([*TOPICS, 'fields'])}.",
        HelpSection("Examples", Verbatim(EXAMPLES)),
    ]


def _group(heading: str, names: tuple[str, ...]) -> Part:
    if heading == NAMES:
        return f"{heading} are listed by {', '.join(names[:-1])} and {names[-1]}."
    return HelpSection(heading, {name: parse_docstring(command).summary for name, command in commands(names)})


def of_command(name: str) -> list[Part]:
    """Return the help of a command."""
    [(_, command)] = commands([name])
    text = parse_docstring(command)
    return [
        text.summary,
        *text.paragraphs,
        f"Usage: {usage(name, command)}",
        *_sections(command),
        HelpSection("Examples", Verbatim(text.examples)),
    ]


def parse_docstring(command: Command) -> CommandText:
    """Split the docstring of a command into its parts."""
    text, _, examples = (command.__doc__ or "").partition("Examples:\n")
    summary, *paragraphs = (
        " ".join(paragraph.split()) for paragraph in text.split("\n\n") if paragraph.strip()
    )
    lines = (line.strip() for line in examples.splitlines())
    return CommandText(summary, tuple(paragraphs), tuple(line for line in lines if line))


def usage(name: str, command: Command) -> str:
    """Return the usage line of a command."""
    return " ".join([NAME, name, *(argument.metavar for argument in arguments(command)), "[OPTIONS]"])


def arguments(command: Command) -> list[Argument]:
    """Return the arguments of a command."""
    declarations = (parameter.declared for parameter in parameters(command).values())
    return [declared for declared in declarations if isinstance(declared, Argument)]


def options(command: Command) -> dict[str, list[Option]]:
    """Return the options of a command by their panels, without hidden ones."""
    panels: dict[str, list[Option]] = {}
    for parameter in parameters(command).values():
        declared = parameter.declared
        if isinstance(declared, Option) and not declared.hidden:
            panels.setdefault(declared.panel, []).append(declared)
    return panels


def _sections(command: Command) -> Iterator[HelpSection]:
    """Explain the arguments and the options of a command, and name the shared options."""
    panels = options(command)
    entries = {argument.metavar: argument.help for argument in arguments(command)}
    headings = ["Arguments"] * bool(entries)
    if own_options := panels.pop(OWN, []):
        headings.append(OWN)
        entries |= {option.usage: option.help or "" for option in own_options}
    if entries:
        # One section of both leaves room on a screen.
        yield HelpSection(" and ".join(headings).capitalize(), entries)
    flags = {PANELS[panel]: " ".join(option.flag for option in shared) for panel, shared in panels.items()}
    if flags:
        topics = ", ".join(f"`{NAME} help {topic}`" for topic in flags)
        yield HelpSection(f"Shared options ({topics})", flags)
