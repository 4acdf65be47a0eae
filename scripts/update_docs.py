"""Run the commands in the console blocks of the documentation, and update their output.

A block of the kind `console run` shows its one command on a terminal 88 columns wide (COLUMNS=50 before it),
on the day of the data. After it may come `| cat`, `>/dev/null`, `2>/dev/null` or `; echo $?`.
`console run 8` shows the first 8 lines of the answer, `console run 8 from Money` 8 lines from the first
that begins with "Money"; the block says how many lines follow.

    python scripts/update_docs.py            # write
    python scripts/update_docs.py --check    # say which files are stale; exit code 1 if any is
"""

import contextlib
import io
import os
import re
import shlex
import sys
from collections.abc import Sequence
from pathlib import Path
from tempfile import TemporaryDirectory
from unittest import mock

from kept import keep
from unodc_cli import __main__
from unodc_cli.views import delivery
from unodc_cli.views.terminal import Terminal

ROOT = Path(__file__).parents[1]
WIDTH = 88
DAY = "2026-11-29"
# The pages on the form of the data and of JSON query the example files.
_EXAMPLES = ("data-format.md", "json.md")
# Help detects the width on its own: it is laid out for 80 columns.
_SURROUNDINGS = {"UNODC_TODAY": DAY, "UNODC_CONFIG": os.devnull, "COLUMNS": "80"}
_BLOCK = re.compile(
    r"```console run(?P<cut> (?P<lines>\d+)(?: from (?P<start>[^\n]+))?)?\n\$ (?P<typed>[^\n]*)\n.*?```",
    re.DOTALL,
)
_TYPED = re.compile(
    r"(?:COLUMNS=(?P<width>\d+) )?unodc (?P<command>.*?)(?P<ending> \| cat| 2?>/dev/null|; echo \$\?)?"
)


def documents() -> list[Path]:
    """Return the pages that show commands."""
    return [ROOT / "README.md", *sorted((ROOT / "docs").glob("*.md"))]


def answer(typed: str) -> str:
    """Return what a typed line writes to a terminal. Raises ValueError for a line of another form."""
    parts = _TYPED.fullmatch(typed)
    if not parts:
        msg = f"a line of another kind: {typed}"
        raise ValueError(msg)
    ending = parts["ending"] or ""
    width = int(parts["width"] or WIDTH)
    terminal = Terminal(interactive=ending not in (" | cat", " >/dev/null"), width=width)
    out, err, code = _run(shlex.split(parts["command"]), terminal)
    shown = ("" if ending == " >/dev/null" else out) + ("" if ending == " 2>/dev/null" else err)
    return shown + (f"{code}\n" if "echo" in ending else "")


def _run(arguments: Sequence[str], terminal: Terminal) -> tuple[str, str, int]:
    """Return what a command writes to stdout and to stderr, and its exit code."""
    out, err, code = io.StringIO(), io.StringIO(), 0
    with (
        TemporaryDirectory() as cache,
        mock.patch.dict(os.environ, {"UNODC_CACHE": cache, **_SURROUNDINGS}),
        mock.patch.object(sys, "argv", ["unodc", *arguments]),
        mock.patch.object(delivery, "detect", return_value=terminal),
        contextlib.redirect_stdout(out),
        contextlib.redirect_stderr(err),
    ):
        try:
            __main__.main()
        except SystemExit as end:
            code = end.code if isinstance(end.code, int) else 0
    return out.getvalue().replace("\r\n", "\n"), err.getvalue(), code


def folder(page: Path) -> Path:
    """Return the folder in which a page's commands are run."""
    return ROOT / "docs" / "examples" if page.name in _EXAMPLES else ROOT


def updated(text: str) -> str:
    """Return a page with the answers that its commands give now."""

    def block(match: re.Match[str]) -> str:
        whole = answer(match["typed"])
        shown = excerpt(whole, int(match["lines"]), match["start"] or "") if match["cut"] else whole
        return f"```console run{match['cut'] or ''}\n$ {match['typed']}\n{shown}```"

    return _BLOCK.sub(block, text)


def excerpt(text: str, count: int, start: str = "") -> str:
    """Return `count` lines of a text, from the first that begins with `start`, and count the others."""
    lines = text.splitlines(keepends=True)
    first = next((number for number, line in enumerate(lines) if line.startswith(start)), None)
    if first is None:
        msg = f"no line begins with {start!r}"
        raise ValueError(msg)
    shown, rest = lines[first : first + count], len(lines) - first - count
    before = ["…\n"] if first else []
    after = [f"… {rest} more line{'s' if rest > 1 else ''}\n"] if rest > 0 else []
    return "".join([*before, *shown, *after])


def pages() -> dict[Path, str]:
    """Return the pages with the answers that their commands give now."""
    contents = {}
    for page in documents():
        with contextlib.chdir(folder(page)):
            contents[page] = updated(page.read_text(encoding="utf-8"))
    return contents


if __name__ == "__main__":
    keep(pages())
