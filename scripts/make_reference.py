"""Regenerate the reference of the commands, docs/commands.md: the help of each, and the topics.

python scripts/make_reference.py            # write
python scripts/make_reference.py --check    # say whether it is stale; exit code 1 if it is
"""

from collections.abc import Iterable, Iterator, Sequence
from pathlib import Path
from textwrap import fill

from kept import keep
from unodc_cli.cli import help as manual
from unodc_cli.cli.topics import TOPICS
from unodc_cli.report.help import Part
from unodc_cli.views.help import text
from unodc_cli.views.terminal import Terminal

PAGE = Path(__file__).parents[1] / "docs" / "commands.md"
_WIDTH = 80


def page() -> str:
    """Return the page."""
    return "".join(f"{line}\n" for line in _lines())


def _lines() -> Iterator[str]:
    yield "# Commands"
    yield ""
    yield "The output of `unodc --help`, `unodc COMMAND --help` and `unodc help TOPIC`; `man unodc` agrees."
    yield "[command-line.md](command-line.md) shows how the tool behaves, whatever the command."
    yield ""
    for heading, names in manual.GROUPS.items():
        yield _linked(heading, names)
    yield _linked("Topics", TOPICS, "topic-")
    yield from _block("unodc --help", manual.of_tool())
    for heading, names in manual.GROUPS.items():
        yield from ("", f"## {heading}")
        for name in names:
            yield from ("", f"### {name}")
            yield from _block(f"unodc {name} --help", manual.of_command(name))
    yield from ("", "## Topics")
    for name, parts in TOPICS.items():
        yield from ("", f"### Topic {name}")
        yield from _block(f"unodc help {name}", parts)


def _linked(heading: str, names: Iterable[str], before: str = "") -> str:
    links = ", ".join(f"[{name}](#{before}{name})" for name in names)
    return fill(f"- {heading}: {links}", 120, subsequent_indent="  ", break_on_hyphens=False)


def _block(command: str, parts: Sequence[Part]) -> Iterator[str]:
    shown = text(parts, Terminal(interactive=False, width=_WIDTH))
    yield from ("", "```console", f"$ {command}", *shown.splitlines(), "```")


if __name__ == "__main__":
    keep({PAGE: page()})
