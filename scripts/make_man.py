"""Write the manual page anew, docs/unodc.1, from what the commands declare and the topics explain.

python scripts/make_man.py            # write
python scripts/make_man.py --check    # say whether it is stale; exit code 1 if it is
"""

import re
from collections.abc import Iterator, Mapping
from pathlib import Path

from kept import keep
from unodc_cli import __version__
from unodc_cli.cli import help as manual
from unodc_cli.cli.options import DATA, FILTER, FILTERS, FORMAT, OUTPUT, Command, Option
from unodc_cli.cli.registry import commands
from unodc_cli.cli.topics import TOPICS, explained
from unodc_cli.report.help import HelpSection, Part, Verbatim

PAGE = Path(__file__).parents[1] / "docs" / "unodc.1"
# The topics that are sections of a manual page, by the headings of these.
_SECTIONS = {
    "FORMATS": tuple(part for part in TOPICS["formats"] if part != explained(FORMAT)),
    "NAMES": TOPICS["names"],
    "SEARCHING": TOPICS["search"],
    "EXIT STATUS": TOPICS["exit-codes"],
    "ENVIRONMENT": TOPICS["environment"],
    "CONFIGURATION FILES": TOPICS["configuration"],
}
_SHARED = {FILTERS[name].declared for name in FILTERS} | {OUTPUT[name].declared for name in OUTPUT}
_NO_ASCII = {"…": "...", "–": "\\(en", "’": "\\(cq", "×": "\\(mu"}
_CODE = re.compile(r"`([^`]+)`")


def page() -> str:
    """Return the page as roff, for the macros of man(7)."""
    return "".join(f"{line}\n" for line in _lines())


def _lines() -> Iterator[str]:
    yield '.\\" Made by scripts/make_man.py from the declarations of the commands.'
    yield f'.TH UNODC 1 "" "unodc {text(__version__)}" "User Commands"'
    # Whole words, to the left: a broken or stretched option is hard to read.
    yield from (".nr HY 0", ".nh", ".ad l")
    yield from (".SH NAME", f"unodc \\- {text(_uncapitalised(manual.QUESTION.rstrip('.')))}")
    yield from (".SH SYNOPSIS", ".B unodc", "\\fICOMMAND\\fR [\\fIOPTIONS\\fR]")
    yield from (".SH DESCRIPTION", text(manual.DESCRIPTION))
    yield ".SH COMMANDS"
    for heading, names in manual.GROUPS.items():
        yield f".SS {text(heading)}"
        for name, command in commands(names):
            yield from _command(name, command)
    yield from (".SH OPTIONS", "Each command takes the options below that its help lists.")
    yield from _options_of_the_tool()
    for heading, declared in _shared().items():
        yield from (f".SS {text(heading)}", *_options(declared))
    for heading, parts in _SECTIONS.items():
        yield f".SH {heading}"
        for number, part in enumerate(parts):
            yield from ([".PP"] if number else [])
            yield from _part(part)
    yield from (".SH EXAMPLES", *_examples(manual.EXAMPLES))
    yield ".SH SEE ALSO"
    yield from (".BR jq (1),", ".BR less (1),", ".BR sqlite3 (1)", ".PP")
    yield "With the source: README.md, and the folder docs."


def text(words: str) -> str:
    """Return a text escaped for roff, with code in backticks in bold."""
    return _CODE.sub(r"\\fB\1\\fR", _line(words))


def _line(words: str) -> str:
    escaped = words.replace("\\", "\\e").replace("-", "\\-").replace("'", "\\(aq").replace("^", "\\(ha")
    escaped = escaped.replace("~", "\\(ti").replace("`", "\\(ga").replace('"', "\\(dq")
    for letter, name in _NO_ASCII.items():
        escaped = escaped.replace(letter, name)
    # A line that begins with a point or an apostrophe is a request.
    return f"\\&{escaped}" if escaped.startswith(".") else escaped


def _uncapitalised(words: str) -> str:
    return words[:1].lower() + words[1:]


def _command(name: str, command: Command) -> Iterator[str]:
    docstring = manual.parse_docstring(command)
    yield from (".TP", f".B {_line(manual.usage(name, command))}", text(docstring.summary))
    for paragraph in docstring.paragraphs:
        yield from (".IP", text(paragraph))
    yield ".RS"
    for argument in manual.arguments(command):
        yield from (".TP", f".I {_line(argument.metavar)}", text(argument.help))
    panels = manual.options(command).values()
    own = [option for panel in panels for option in panel if option not in _SHARED]
    yield from _options(own)
    yield from (".PP", *_examples(docstring.examples), ".RE")


def _shared() -> dict[str, list[Option]]:
    panels: dict[str, list[Option]] = {FILTER: [], FORMAT: [], DATA: []}
    for parameter in (*FILTERS.values(), *OUTPUT.values()):
        if isinstance(parameter.declared, Option) and not parameter.declared.hidden:
            panels[parameter.declared.panel].append(parameter.declared)
    return panels


def _options_of_the_tool() -> Iterator[str]:
    for flag, meaning in manual.OPTIONS.items():
        yield from (".TP", f".B {_line(flag)}", text(meaning))
    yield from (".PP", text(manual.COMPLETION))


def _options(declared: list[Option]) -> Iterator[str]:
    for option in declared:
        flags, _, metavar = option.usage.partition(f" {option.metavar}")
        value = f" \\fI{_line(option.metavar)}\\fR" if option.metavar else ""
        yield from (".TP", f"\\fB{_line(flags)}\\fR{value}{metavar}", text(option.help or ""))


def _part(part: Part) -> Iterator[str]:
    match part:
        case str():
            yield text(part)
        case Verbatim(lines):
            yield from _examples(lines)
        case HelpSection(heading, body, also):
            yield from (f".SS {text(heading)}", *_part(body), *([".PP", text(also)] if also else []))
        case Mapping():
            for word, meaning in part.items():
                yield from (".TP", f".B {_line(word)}", text(meaning))


def _examples(lines: tuple[str, ...]) -> Iterator[str]:
    yield from (".EX", *map(_line, lines), ".EE")


if __name__ == "__main__":
    keep({PAGE: page()})
