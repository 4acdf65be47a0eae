"""Rebuild docs/page/index.html: the page of the bundled portfolio, on the day of the data.

python scripts/make_page.py            # write
python scripts/make_page.py --check    # say whether it is stale; exit code 1 if it is
"""

import contextlib
import io
import os
import sys
from pathlib import Path
from unittest import mock

from kept import keep
from make_pictures import DAY
from unodc_cli import __main__

PAGE = Path(__file__).parents[1] / "docs" / "page" / "index.html"


def page() -> str:
    """Return the page of the bundled portfolio."""
    written = io.StringIO()
    with (
        mock.patch.object(sys, "argv", ["unodc", "page", "--data", "bundled", "--today", DAY]),
        contextlib.redirect_stdout(written),
        contextlib.redirect_stderr(io.StringIO()),
        contextlib.suppress(SystemExit),
    ):
        os.environ.pop("UNODC_DATA", None)
        __main__.main()
    return written.getvalue()


if __name__ == "__main__":
    keep({PAGE: page()})
