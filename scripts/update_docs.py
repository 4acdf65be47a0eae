"""Run the commands in the console blocks of the documentation anew and write down what they answer.

A block of the kind `console run` shows its one command on a terminal 88 columns wide, on the day of the data.

    python scripts/update_docs.py            # write
    python scripts/update_docs.py --check    # say which files are stale; exit code 1 if any is
"""

import contextlib
import io
import os
import re
import shlex
import sys
from pathlib import Path
from tempfile import TemporaryDirectory
from unittest import mock

from unodc_cli import __main__, delivery
from unodc_cli.terminal import Terminal

ROOT = Path(__file__).parents[1]
WIDTH = 88
DAY = "2026-11-23"
# The pages on the form of the data and of JSON ask the example files.
_EXAMPLES = ("data-format.md", "json.md")
_SURROUNDINGS = {"UNODC_TODAY": DAY, "UNODC_CONFIG": os.devnull}
_BLOCK = re.compile(r"```console run\n\$ unodc (?P<command>[^\n]*)\n.*?```", re.DOTALL)


def documents() -> list[Path]:
    """Return the pages that show commands."""
    return [ROOT / "README.md", *sorted((ROOT / "docs").glob("*.md"))]


def answer(command: str) -> str:
    """Return what a command writes to a terminal."""
    out, err = io.StringIO(), io.StringIO()
    with (
        TemporaryDirectory() as cache,
        mock.patch.dict(os.environ, {"UNODC_CACHE": cache, **_SURROUNDINGS}),
        mock.patch.object(sys, "argv", ["unodc", *shlex.split(command)]),
        mock.patch.object(delivery, "detect", return_value=Terminal(interactive=True, width=WIDTH)),
        contextlib.redirect_stdout(out),
        contextlib.redirect_stderr(err),
        contextlib.suppress(SystemExit),
    ):
        __main__.main()
    return (out.getvalue() + err.getvalue()).replace("\r\n", "\n")


def folder(page: Path) -> Path:
    """Return the folder in which a page's commands are run."""
    return ROOT / "docs" / "examples" if page.name in _EXAMPLES else ROOT


def updated(text: str) -> str:
    """Return a page with the answers that its commands give now."""

    def block(match: re.Match[str]) -> str:
        return f"```console run\n$ unodc {match['command']}\n{answer(match['command'])}```"

    return _BLOCK.sub(block, text)


def main() -> None:
    """Update the pages, or check them."""
    stale = []
    for page in documents():
        before = page.read_text(encoding="utf-8")
        with contextlib.chdir(folder(page)):
            after = updated(before)
        if after != before:
            stale.append(page.name)
            if "--check" not in sys.argv:
                page.write_text(after, encoding="utf-8")
    if stale:
        print(f"{'stale' if '--check' in sys.argv else 'updated'}: {', '.join(stale)}")
        sys.exit(1 if "--check" in sys.argv else 0)


if __name__ == "__main__":
    main()
