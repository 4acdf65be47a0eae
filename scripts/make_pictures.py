"""Redraw docs/pictures, as on a terminal 96 columns wide, on the day of the data.

python scripts/make_pictures.py            # write
python scripts/make_pictures.py --check    # say which pictures are stale; exit code 1 if any is
"""

import contextlib
import io
import os
import shlex
import sys
from pathlib import Path
from unittest import mock

from kept import keep
from unodc_cli import __main__

FOLDER = Path(__file__).parents[1] / "docs" / "pictures"
WIDTH = 96
DAY = "2026-11-29"
PICTURES = {
    "list": "list --status active --sort end",
    "show": "show ccp-georgia --sources",
    "by-theme": "by-theme",
    "by-partner": "by-partner --theme maritime --limit 5",
    "timeline": "timeline --theme borders",
}


def picture(command: str) -> str:
    """Return what a command on the bundled portfolio draws."""
    drawn = io.StringIO()
    arguments = ["unodc", *shlex.split(command), "--format", "svg", "--today", DAY]
    with (
        mock.patch.dict(os.environ, {"COLUMNS": str(WIDTH)}),
        mock.patch.object(sys, "argv", arguments),
        contextlib.redirect_stdout(drawn),
        contextlib.redirect_stderr(io.StringIO()),
        contextlib.suppress(SystemExit),
    ):
        os.environ.pop("UNODC_DATA", None)
        __main__.main()
    return drawn.getvalue()


def pictures() -> dict[Path, str]:
    """Return the pictures by their files."""
    return {FOLDER / f"{name}.svg": picture(command) for name, command in PICTURES.items()}


if __name__ == "__main__":
    keep(pictures())
