"""The page in a real browser: nothing is loaded, nothing keeps people from reading, the filter answers.

The browser is a Chromium of the system's packages; without one, these tests are skipped by name.
"""

import json
import os
import shutil
from collections.abc import Callable, Iterator
from importlib.util import find_spec
from pathlib import Path
from typing import TYPE_CHECKING, Any

import pytest

from conftest import ACTIVITIES, SMALL
from html_pages import HOSTILE, hostile, many, page, page_of
from unodc_cli.report.report import Report
from unodc_cli.report.rows import Column, ColumnKind
from unodc_cli.views.html import projects

if TYPE_CHECKING:
    from playwright.sync_api import Browser, Page

CHROMIUM = os.environ.get("UNODC_CHROMIUM") or shutil.which("chromium") or shutil.which("chromium-browser")
FLAGS = [
    *("--headless", "--no-sandbox", "--disable-gpu", "--disable-quic", "--no-first-run", "--disable-sync"),
    *("--disable-background-networking", "--disable-component-update"),
]
AXE = """async () => (await axe.run(document, {
    runOnly: ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa", "best-practice"],
    resultTypes: ["violations"],
})).violations.map((found) => `${found.id}: ${found.nodes[0].html}`)"""
# Elements that load or run something, or lead to more than an address of the web.
ACTING = """() => [...document.querySelectorAll("*")].filter((element) => element.localName === "img"
    || element.getAttributeNames().some((name) => name.startsWith("on") || name === "style")
    || element.localName === "a" && !/^(#|https?:)/.test(element.getAttribute("href"))
    ).map((element) => element.outerHTML)"""
READY = "html[data-ready]"
Open = Callable[..., "Page"]

pytestmark = pytest.mark.skipif(CHROMIUM is None, reason="no Chromium: apt-get install chromium")


@pytest.fixture(scope="module")
def browser() -> Iterator["Browser"]:
    from playwright.sync_api import sync_playwright  # noqa: PLC0415 - only where there is a browser

    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=CHROMIUM, args=FLAGS)
        yield browser
        browser.close()


@pytest.fixture(scope="module")
def axe() -> str:
    spec = find_spec("axe_playwright_python")
    assert spec is not None
    assert spec.origin is not None
    return Path(spec.origin).with_name("axe.min.js").read_text(encoding="utf-8")


@pytest.fixture
def show(browser: "Browser", tmp_path: Path) -> Iterator[Open]:
    """Open a page as a file; in the end nothing was asked of the network, and nothing went wrong."""
    troubles: list[str] = []
    requested: list[str] = []
    contexts = []

    def open_(text: str, fragment: str = "", *, script: bool = True, **options: Any) -> "Page":
        file = tmp_path / "page.html"
        file.write_text(text, encoding="utf-8")
        context = browser.new_context(java_script_enabled=script, offline=True, **options)
        contexts.append(context)
        # A loaded machine is slow, and that says nothing about the page.
        context.set_default_timeout(300_000)
        opened = context.new_page()
        opened.on("request", lambda request: requested.append(request.url))
        opened.on("console", lambda message: troubles.append(message.text))
        opened.on("pageerror", lambda error: troubles.append(str(error)))
        opened.on("dialog", lambda dialog: troubles.append(dialog.message))
        opened.goto(f"{file.as_uri()}{fragment}")
        if script:
            opened.wait_for_selector(READY)
        return opened

    yield open_
    for context in contexts:
        context.close()
    assert troubles == []
    file = (tmp_path / "page.html").as_uri()
    assert [address for address in requested if not address.startswith((file, "data:,"))] == []


@pytest.fixture(scope="module")
def bundled() -> str:
    return page()


def visible(opened: "Page", selector: str) -> list[str]:
    return [text.strip() for text in opened.locator(f"{selector}:visible").all_inner_texts()]


def count(opened: "Page") -> str:
    return opened.locator("#count").inner_text()


@pytest.mark.parametrize(
    "look",
    [
        {},
        {"color_scheme": "dark"},
        {"viewport": {"width": 320, "height": 640}},
        {"media": "print"},
        {"script": False},
        {"script": False, "color_scheme": "dark", "viewport": {"width": 320, "height": 640}},
    ],
    ids=["light", "dark", "narrow", "print", "without script", "without script, dark and narrow"],
)
def test_axe_finds_nothing(look: dict[str, Any], axe: str, show: Open) -> None:
    options = dict(look)
    media, script = options.pop("media", None), options.pop("script", True)
    # Of one thing each, since to examine a long page takes long.
    whole = page(SMALL)
    # axe is a script: where the page's own is not to run, it is taken out.
    begin, end = whole.rindex("<script>"), whole.rindex("</script>")
    text = whole if script else whole[:begin] + whole[end + len("</script>") :]
    if script:
        opened = show(text, **options)
    else:
        opened = show(text.replace("<html lang=en>", "<html lang=en data-ready>"), **options)
    if media:
        opened.emulate_media(media=media)
    opened.evaluate(axe)
    assert opened.evaluate(AXE) == []


@pytest.mark.parametrize("theme", ["light", "dark"])
def test_axe_finds_nothing_in_an_open_project_and_an_open_facet(theme: str, axe: str, show: Open) -> None:
    opened = show(page(SMALL), "#project=safe-harbour", color_scheme=theme)
    opened.evaluate(axe)
    assert opened.evaluate(AXE) == []
    opened.keyboard.press("Escape")
    opened.locator(".facet summary").first.click()
    assert opened.evaluate(AXE) == []


def test_axe_finds_nothing_in_the_bundled_portfolio(bundled: str, axe: str, show: Open) -> None:
    opened = show(bundled)
    opened.evaluate(axe)
    assert opened.evaluate(AXE) == []


def test_axe_finds_nothing_in_other_reports(axe: str, show: Open) -> None:
    columns = (Column("id", ColumnKind.ID), Column("number", ColumnKind.COUNT))
    opened = show(page_of(Report(columns, [("a", 1), ("b", 22)], [])))
    opened.evaluate(axe)
    assert opened.evaluate(AXE) == []


def test_without_script_all_is_there_to_be_read(bundled: str, show: Open) -> None:
    opened = show(bundled, script=False)
    projects_ = len(visible(opened, "#projects tbody tr"))
    assert len(visible(opened, "#details article")) == projects_
    assert visible(opened, "#sources li")
    assert not visible(opened, "#filter")
    opened.locator("#projects tbody a").first.click()
    assert opened.url.endswith("#project=crimjust")
    assert opened.locator("article:target").count() == 1


def test_a_key_stroke_filters_table_time_line_map_and_cards(show: Open) -> None:
    opened = show(page(SMALL))
    assert count(opened) == "5 of 5 projects"
    opened.locator("#q").press_sequentially("smuggl")
    assert count(opened) == "1 of 5 projects · “smuggl”"
    for part in ("#projects tbody tr", "#timeline tbody tr", "#details article"):
        assert len(visible(opened, part)) == 1
    assert visible(opened, "#map tbody th") == ["Djibouti", "Kenya"]
    assert opened.url.endswith("#q=smuggl")


@pytest.mark.parametrize(
    ("words", "found"),
    [
        ("HARBOUR", ["safe-harbour"]),
        ("harbour -cocaine", []),
        ('"two harbours"', ["safe-harbour"]),
        ('"harbours two"', []),
        ("interpol kenya", ["safe-harbour"]),
        ("piracy", ["old-piracy-trials"]),
        # A label of the card is none of its texts.
        ("aliases", []),
        ("programme <b>", []),
    ],
)
def test_words_are_looked_for_in_all_texts(words: str, found: list[str], show: Open) -> None:
    opened = show(page(SMALL))
    opened.locator("#q").fill(words)
    assert opened.locator("#details article:visible code").all_inner_texts() == found


@pytest.mark.parametrize(
    ("facet", "value", "found"),
    [
        ("Theme", "Maritime crime", ["safe-harbour", "sea-watch", "old-piracy-trials"]),
        ("Partner", "INTERPOL", ["safe-harbour", "sea-watch"]),
        ("Country", "Kenya", ["safe-harbour"]),
        ("Programme", "Big Fund", ["sea-watch"]),
        ("Status", "ended", ["sea-watch", "old-piracy-trials"]),
        ("Year", "2017", ["safe-harbour", "old-piracy-trials"]),
    ],
)
def test_a_facet_filters(facet: str, value: str, found: list[str], show: Open) -> None:
    opened = show(page(SMALL))
    box = opened.locator(".facet").filter(has=opened.locator("summary", has_text=facet))
    box.locator("summary").click()
    box.locator("label", has_text=value).click()
    assert opened.locator("#details article:visible code").all_inner_texts() == found
    opened.keyboard.press("Escape")
    opened.get_by_role("button", name="Clear the filter").click()
    assert count(opened) == "5 of 5 projects"


def test_sectors_of_published_activities_are_a_facet(show: Open) -> None:
    opened = show(page(ACTIVITIES))
    opened.locator(".facet summary", has_text="Sector").click()
    opened.locator(".facet[open] label").first.wait_for()


def test_what_is_filtered_stands_in_the_address(show: Open) -> None:
    opened = show(page(SMALL), "#theme=maritime&theme=wildlife&status=ended&sort=-0")
    assert count(opened) == "2 of 5 projects · Theme: Maritime crime or Wildlife crime; Status: ended"
    assert opened.locator("#projects thead th").first.get_attribute("aria-sort") == "descending"
    rows = visible(opened, "#projects tbody th")
    assert rows == sorted(rows, reverse=True)


def test_columns_are_sorted_with_what_is_unknown_last(show: Open) -> None:
    opened = show(page(SMALL))
    button = opened.locator("#projects thead button", has_text="EU contribution")
    for way in ("ascending", "descending"):
        button.click()
        sums = opened.locator("#projects tbody td:nth-child(5)").all_inner_texts()
        known = [float(text.split()[0].replace(",", "")) for text in sums if text]
        assert known == sorted(known, reverse=way == "descending")
        assert sums[len(known) :] == [""] * (len(sums) - len(known))


def test_a_project_opens_and_closes_by_keyboard(show: Open) -> None:
    opened = show(page(SMALL))
    link = opened.locator("#projects tbody a").first
    link.focus()
    opened.keyboard.press("Enter")
    dialog = opened.locator("dialog")
    assert dialog.is_visible()
    assert opened.url.endswith("#project=safe-harbour")
    # Each value's sources are one click away, and lead on to the documents.
    dialog.locator("i a").first.click()
    source = dialog.locator("li.aim a")
    assert source.get_attribute("href") == "https://example.org/portfolio"
    opened.keyboard.press("Escape")
    assert not dialog.is_visible()
    assert link.evaluate("(link) => link === document.activeElement")


def test_going_back_closes_a_project(show: Open) -> None:
    opened = show(page(SMALL))
    opened.locator("#timeline tbody a").first.click()
    assert opened.locator("dialog").is_visible()
    opened.go_back()
    assert not opened.locator("dialog").is_visible()


def test_a_large_table_is_drawn_as_needed_and_says_so(tmp_path: Path, show: Open) -> None:
    total = projects.MOST_ROWS + 1
    opened = show(page(many(tmp_path, total)))
    assert opened.locator("#projects .more").inner_text().startswith(f"30 of {total:,} are shown.")
    opened.locator("#q").fill("project 1999")
    assert visible(opened, "#projects tbody th") == ["Project 1999"]
    opened.locator("#projects tbody a").click()
    card = opened.locator("dialog article")
    assert card.locator("p").nth(1).inner_text() == "Works on <b>ports</b> & harbours."
    opened.keyboard.press("Escape")
    opened.locator("#q").fill("")
    opened.locator("#projects .more button").last.click()
    assert opened.locator("#projects tbody tr").count() == total


def test_packed_lines_are_those_of_the_file(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, show: Open
) -> None:
    whole = show(page(ACTIVITIES))
    cards = whole.locator("#details article").evaluate_all("(cards) => cards.map((card) => card.textContent)")
    monkeypatch.setattr(projects, "_MOST_CARDS", 0)
    packed = show(page(ACTIVITIES))
    for index, text in enumerate(cards):
        packed.locator("#projects tbody a").nth(index).click()
        shown = packed.locator("dialog article").evaluate("(card) => card.textContent")
        assert shown == text
        packed.keyboard.press("Escape")


@pytest.mark.parametrize("most_cards", [200, 0], ids=["as it is", "packed"])
def test_hostile_data_does_nothing(
    most_cards: int, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, show: Open
) -> None:
    monkeypatch.setattr(projects, "_MOST_CARDS", most_cards)
    opened = show(page(hostile(tmp_path)))
    for number, text in enumerate(HOSTILE):
        opened.locator("#projects tbody a").nth(number).click()
        shown = opened.locator("dialog h3").inner_text()
        assert text.split()[0].strip("\x00\x1b\u202e[") in shown or number in (5, 9)
        opened.keyboard.press("Escape")
    for box in opened.locator(".facet").all():
        box.locator("summary").click()
    elements = opened.evaluate(ACTING)
    assert elements == []
    assert not set(opened.content()) & set("\u202e\u2066\u200f\x1b\x01")


def test_what_is_printed_is_tagged_and_has_footnotes(bundled: str, tmp_path: Path, show: Open) -> None:
    opened = show(bundled)
    opened.locator("#q").fill("aircop")
    shown = len(visible(opened, "#details article"))
    opened.emulate_media(media="print")
    assert not opened.locator(".facets").is_visible()
    assert len(visible(opened, "#details article")) == shown
    for name in ("#details article", "#projects tr", "#sources li"):
        style = "(part) => getComputedStyle(part).breakInside"
        assert opened.locator(name).first.evaluate(style) == "avoid"
    footnote = opened.locator("#sources a").first
    printed = footnote.evaluate("(link) => getComputedStyle(link, '::after').content")
    assert printed.strip('" ') == footnote.get_attribute("href")
    file = tmp_path / "page.pdf"
    opened.pdf(path=file, tagged=True)
    assert b"/StructTreeRoot" in file.read_bytes()


def test_few_packed_projects_are_printed_with_their_cards(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, show: Open
) -> None:
    monkeypatch.setattr(projects, "_MOST_CARDS", 0)
    opened = show(page(many(tmp_path, 5)))
    assert not visible(opened, "#details article")
    opened.evaluate("dispatchEvent(new Event('beforeprint'))")
    assert len(visible(opened, "#details article")) == 5
    opened.evaluate("dispatchEvent(new Event('afterprint'))")
    assert not visible(opened, "#details article")


@pytest.mark.parametrize("word", ["lodz", "ŁÓDŹ", "strasse"])
def test_letters_that_unicode_does_not_take_apart_are_found_as_plain_ones(word: str, show: Open) -> None:
    columns = (Column("id", ColumnKind.ID), Column("name", ColumnKind.TEXT))
    opened = show(page_of(Report(columns, [("ants", "Port"), ("bees", "Łódź, Straße")], [])))
    opened.locator("#q").fill(word)
    assert visible(opened, "tbody th") == ["bees"]


def test_the_page_fits_a_phone(bundled: str, show: Open) -> None:
    opened = show(bundled, viewport={"width": 320, "height": 640})
    assert opened.evaluate("document.documentElement.scrollWidth") <= 320


def test_a_table_of_any_report_is_filtered_and_sorted(show: Open) -> None:
    columns = (Column("id", ColumnKind.ID), Column("number", ColumnKind.COUNT))
    opened = show(page_of(Report(columns, [("ants", 10), ("bees", 9), ("cats", 1000)], [])))
    opened.get_by_role("button", name="number").click()
    assert visible(opened, "tbody th") == ["bees", "ants", "cats"]
    opened.locator("#q").fill("s -a")
    assert visible(opened, "tbody th") == ["bees"]
    assert json.dumps(count(opened)).startswith('"1 of 3 rows')
