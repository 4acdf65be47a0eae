"""Measure the size of the page of published data, and its answer to a key stroke; print Markdown.

    python benchmarks/page.py activities.xml --sizes 2000 13000

The input is a real IATI file, repeated to each size. A key stroke is timed in the system's Chromium,
from the event to the next frame that shows the answer; the median and the longest of several words.
"""

import argparse
import shutil
import statistics
import subprocess
import sys
import tempfile
import time
from pathlib import Path
from typing import Final

from playwright.sync_api import sync_playwright
from repeated import repeat

FLAGS: Final = ("--headless", "--no-sandbox", "--disable-gpu", "--disable-background-networking")
WORDS: Final = ("m", "mi", "mig", "migr", "migration", "", "k", "ke", "kenya", "water supply", "a -b")
TYPE: Final = """async (words) => {
  const field = document.querySelector("#q");
  const times = [];
  for (const word of words) {
    const start = performance.now();
    field.value = word;
    field.dispatchEvent(new Event("input", { bubbles: true }));
    await new Promise((resolve) => requestAnimationFrame(() => setTimeout(resolve)));
    times.push(performance.now() - start);
  }
  return times;
}"""


def measured(file: Path, page: Path) -> str:
    """Write the page of a file, open it, and type words into it; return a row of the table."""
    start = time.perf_counter()
    subprocess.run([sys.executable, "-m", "unodc_cli", "page", "--data", file, "-o", page], check=True)
    written = time.perf_counter() - start
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=shutil.which("chromium"), args=FLAGS)
        opened = browser.new_page(viewport={"width": 1400, "height": 900})
        start = time.perf_counter()
        opened.goto(page.as_uri())
        opened.wait_for_selector("html[data-ready]", timeout=300_000)
        ready = time.perf_counter() - start
        count = opened.locator("#count").inner_text().split()[0]
        times = [*opened.evaluate(TYPE, WORDS), *opened.evaluate(TYPE, WORDS)]
        browser.close()
    size = page.stat().st_size
    typing = f"{statistics.median(times):.0f} ms | {max(times):.0f} ms"
    return f"| {count} | {size / 1e6:.2f} MB | {written:.1f} s | {ready:.1f} s | {typing} |"


def main() -> None:
    """Measure the pages."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("file", type=Path)
    parser.add_argument("--sizes", type=int, nargs="*", default=[2000, 13_000], help="activities")
    arguments = parser.parse_args()
    print("| activities | page | written in | ready in | a key stroke, median | longest |")
    print("|---:|---:|---:|---:|---:|---:|")
    with tempfile.TemporaryDirectory() as folder:
        for size in arguments.sizes:
            file = Path(folder) / f"{size}.xml"
            repeat(arguments.file, file, size)
            print(measured(file, Path(folder) / f"{size}.html"), flush=True)


if __name__ == "__main__":
    main()
