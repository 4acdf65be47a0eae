"""Take the pictures of the page for README.md and docs/html.md, with the system's Chromium.

apt-get install chromium fonts-noto-core && pip install playwright
python scripts/make_screenshots.py
"""

import shutil
from pathlib import Path
from typing import Any, Final, NamedTuple

from playwright.sync_api import sync_playwright

from make_page import PAGE

FOLDER = PAGE.parent
FLAGS = (
    "--headless",
    "--no-sandbox",
    "--disable-gpu",
    "--hide-scrollbars",
    "--disable-background-networking",
)


class Shot(NamedTuple):
    """A picture: the end of the address of the page, and the size and theme of the window."""

    fragment: str
    width: int
    height: int
    dark: bool = False
    # The element that is scrolled to the top; empty: none.
    top: str = ""


SHOTS: Final = {
    "overview": Shot("", 1400, 900),
    "projects": Shot("#theme=maritime&status=active", 1400, 900, top="#filter"),
    "timeline": Shot("", 1400, 900, dark=True, top="#timeline"),
    "details": Shot("#project=port-security", 1400, 900),
}


def main() -> None:
    """Take the pictures."""
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=shutil.which("chromium"), args=FLAGS)
        for name, shot in SHOTS.items():
            options: dict[str, Any] = {
                "viewport": {"width": shot.width, "height": shot.height},
                "color_scheme": "dark" if shot.dark else "light",
            }
            page = browser.new_page(**options)
            page.goto(f"{PAGE.as_uri()}{shot.fragment}")
            page.wait_for_selector("html[data-ready]", timeout=300_000)
            if shot.top:
                page.locator(shot.top).evaluate("(part) => part.scrollIntoView()")
            path = FOLDER / f"{name}.png"
            page.screenshot(path=path)
            page.close()
            print(f"{Path(path).name}: {path.stat().st_size:,} bytes")
        browser.close()


if __name__ == "__main__":
    main()
