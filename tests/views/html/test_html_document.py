"""A report as one HTML page: what is in the file, before a browser looks at it."""

import base64
import hashlib
import json
import re
from pathlib import Path

import pytest
from lxml import html as parser
from lxml.html import HtmlElement

from conftest import ACTIVITIES, SMALL, Run
from html_pages import fragments, page, page_of, unpacked
from unodc_cli.codelists.classifications import DAC
from unodc_cli.model import exact
from unodc_cli.model.exact import sum_of_money
from unodc_cli.model.letters import PAIRS
from unodc_cli.report.dossier import Part
from unodc_cli.report.page import Facts, Grid, Items, Page, Pages, PageSection, Prose
from unodc_cli.report.report import Report
from unodc_cli.report.rows import Column, ColumnKind, Excerpt, MoneyCell, TotalCell
from unodc_cli.views.html import projects, published_facts
from unodc_cli.views.html.document import MOST_PLAIN
from unodc_cli.views.html.packing import Fragments, packed
from written import toml

MONEY = Path(__file__).parents[2] / "data" / "money.xml"
HOSTILE = "</script><script>alert(1)</script> <img src=x onerror=alert(2)> \u202eevil\u202c \x1b[31m $& ${x}"


def written(tmp_path: Path, count: int = 1, title: str = "A title") -> Path:
    """Return a portfolio of so many projects."""
    file = tmp_path / "many.toml"
    file.write_text(
        toml(
            {
                "portfolio": {"title": title, "partners": []},
                "sources": [{"id": "s", "title": title, "url": "https://example.org/"}],
                "themes": [{"id": "t", "name": title}],
                "projects": [
                    {
                        "id": f"p{number}",
                        "title": f"{title} {number}",
                        "summary": f"{title} is all that is said of project {number}.",
                        "themes": ["t"],
                        "countries": ["KE"] if number % 2 else ["XK"],
                        "start": "2016",
                        "evidence": {"start": ["s"], "title": ["s"], "summary": ["s"]},
                    }
                    for number in range(count)
                ],
            }
        ),
        encoding="utf-8",
    )
    return file


def texts(text: str, selector: str) -> list[str]:
    """Return the texts of elements, those of their parts a blank apart."""
    return [" ".join(" ".join(map(str, element.itertext())).split()) for element in elements(text, selector)]


def elements(text: str, selector: str) -> list[HtmlElement]:
    return list(parser.document_fromstring(text).cssselect(selector))


def attributes(text: str, selector: str, name: str) -> list[str]:
    return [value for element in elements(text, selector) if (value := element.get(name)) is not None]


def test_the_bundled_portfolio_can_be_mailed_and_is_read_without_script() -> None:
    text = page()
    assert len(text.encode()) <= MOST_PLAIN == 250_000
    cards = texts(text, "#details article")
    assert any(card.startswith("AIRCOP Airport Communication Project") for card in cards)
    assert len(cards) == len(texts(text, "#projects tbody tr"))


def test_the_same_data_on_the_same_day_gives_the_same_bytes() -> None:
    assert page(SMALL) == page(SMALL)


def test_the_page_names_its_style_and_script_and_allows_nothing_else() -> None:
    text = page(SMALL)
    [policy] = attributes(text, "meta[http-equiv]", "content")
    directives = (part.strip().partition(" ") for part in policy.split(";"))
    allowed = {name: value for name, _, value in directives}
    for name, tag in (("style-src", "style"), ("script-src", "script:last-of-type")):
        [asset] = elements(text, tag)
        digest = base64.b64encode(hashlib.sha256((asset.text or "").encode()).digest()).decode()
        assert allowed.pop(name) == f"'sha256-{digest}'"
    assert allowed == {
        "default-src": "'none'",
        "img-src": "data:",
        "base-uri": "'none'",
        "form-action": "'none'",
    }


def test_a_page_refers_to_nothing_that_it_would_have_to_load() -> None:
    text = page()
    for name in ("src", "srcset", "style", "onclick", "onload", "onerror", "background", "action"):
        assert not elements(text, f"[{name}]")
    assert not elements(text, "iframe, object, embed, base, img, video")
    assert attributes(text, "link", "href") == ["data:,"]
    addresses = [address for address in attributes(text, "a", "href") if not address.startswith("#")]
    assert addresses
    assert all(re.match(r"https?://", address) for address in addresses)


def test_each_value_carries_the_numbers_of_its_sources() -> None:
    text = page(SMALL)
    card = texts(text, "article")[0]
    assert "Countries Kenya 1 Djibouti 2" in card
    assert "Implemented by INTERPOL; The Agency 1" in card
    sources = texts(text, "#sources li")
    assert any("A newspaper's report" in source and "press" in source for source in sources)


def test_what_sources_differ_on_and_what_is_not_known_is_said() -> None:
    text = page(SMALL)
    assert texts(text, "#overview h3")[-1] == "Where sources differ"
    assert "Not known" in texts(text, "article h4")


def test_the_number_of_active_projects_stands_beside_those_past_their_end(run: Run) -> None:
    data = ("--data", str(ACTIVITIES), "--today", "2030-01-01")
    note = "1 project is published as active with a past end"
    for words in ((), ("--status", "active")):
        result = run("page", *data, *words)
        assert texts(result.out, "dl.numbers dt")[1] == f"Active {note}"
        assert texts(result.out, "#about li").count(note) == 1
        assert result.err.count(note) == 1
    assert texts(run("page", *data[:2], "--today", "2019-01-01").out, "dl.numbers dt")[1] == "Active"


def test_money_stands_along_the_years_as_by_year_adds_it_up(run: Run) -> None:
    text = page(MONEY)
    by_kind: dict[tuple[str, int, str], dict[str, str]] = {}
    for record in exact.loads(run("by", "year", "--json", "--data", str(MONEY)).out):
        kind = by_kind.setdefault((record["kind"], record["level"], record["currency"]), {})
        kind[record["name"].lower()] = sum_of_money(record["total"])
    rows = [[cell.text or "" for cell in row] for row in elements(text, "table.sums tbody tr")]
    columns = zip(*rows, strict=True)
    names = [name.strip().lower() for name in next(columns)]
    shown = [
        {name: sum_.strip() for name, sum_ in zip(names, column, strict=True) if sum_.strip()}
        for column in columns
    ]
    assert shown == list(by_kind.values())
    dated = [sums for sums in by_kind.values() if any(name.isdecimal() for name in sums)]
    assert len(attributes(text, "svg.years path", "d")) == len(dated) > 1


def test_a_portfolio_without_money_has_no_years(tmp_path: Path) -> None:
    text = page(written(tmp_path))
    assert texts(text, "#overview h3")
    assert not elements(text, "svg.years, table.sums")


def test_the_page_carries_the_question_the_days_and_the_licence() -> None:
    text = page(SMALL)
    assert texts(text, ".stamp") == ["5 projects · data of 30 June 2024 · asked on 1 July 2024"]
    about = texts(text, "footer")[0]
    assert "unodc page" in about
    assert "The data does not state one." in about


def test_a_filter_is_the_title_of_a_page_on_projects(small: Run) -> None:
    text = small("list", "--theme", "maritime", "--status", "ended", "--format", "html").out
    assert texts(text, "h1") == ["Maritime crime · ended"]
    assert texts(text, ".kicker") == ["Made-up portfolio"]
    assert "Filter: theme Maritime crime" in texts(text, "footer dl")[0]


def test_the_command_is_the_title_of_other_pages(small: Run) -> None:
    text = small("by-theme", "--format", "html").out
    assert texts(text, "title") == ["unodc by-theme --data small.toml – Made-up portfolio"]


def test_kosovo_carries_its_footnote(tmp_path: Path) -> None:
    text = page(written(tmp_path, 2))
    assert "Kosovo*" in texts(text, "#map tbody th")
    assert texts(text, "#kosovo")[0].startswith(
        "* This designation is without prejudice to positions on status"
    )


def test_without_a_map_and_without_kosovo_there_is_no_footnote() -> None:
    assert not texts(page(SMALL, parts=frozenset({Part.TABLE})), "#kosovo")


def test_hostile_text_is_text(tmp_path: Path) -> None:
    text = page(written(tmp_path, 2, HOSTILE))
    assert not elements(text, "img")
    assert not [script for script in elements(text, "script") if "alert" in (script.text or "")[:30]]
    assert "\u202e" not in text
    assert "\x1b" not in text
    assert "<script>alert(1)</script>" in texts(text, "h1")[0]


def test_only_addresses_of_the_web_are_links() -> None:
    columns = (Column("url", ColumnKind.TEXT),)
    rows = [
        ("javascript:alert(1)",),
        ("JaVaScRiPt:alert(1)",),
        ("data:text/html,x",),
        ("https://example.org/",),
    ]
    text = page_of(Report(columns, rows, []))
    assert attributes(text, "td a, th a", "href") == ["https://example.org/"]


def test_a_report_is_a_table_with_its_notes() -> None:
    columns = (
        Column("id", ColumnKind.ID),
        Column("sum", ColumnKind.MONEY),
        Column("words", ColumnKind.TEXT),
        Column("projects", ColumnKind.LIST),
    )
    total = TotalCell("budget", MoneyCell(1234.5, "EUR", 1), 2, 3)
    rows = [("a", [total], Excerpt("two ships sank", ["ships"]), [f"p{n}" for n in range(10)])]
    text = page_of(Report(columns, rows, [], notes=("a note",), row_notes=("a note on rows",)))
    assert texts(text, "thead th") == ["id", "sum", "words", "projects"]
    assert texts(text, "tbody tr") == [
        "a budget level-1 1,234.50 EUR (2 of 3) two ships sank p0; p1; p2; p3; p4; p5; p6; p7; 2 more p8; p9"
    ]
    assert texts(text, "mark") == ["ships"]
    assert texts(text, "footer li") == ["a note", "a note on rows"]


def test_pages_are_read_in_their_order() -> None:
    sections = (
        PageSection(None, Prose("A paragraph.")),
        PageSection("Facts", Facts((("label", "value"),))),
        PageSection(
            "Links", Items((("a", "https://example.org/"), ("b", "javascript:x"), ("c", None)), numbered=True)
        ),
        PageSection("Table", Grid((Column("n", ColumnKind.COUNT),), ((1234,),))),
    )
    text = page_of(Pages((), [], [], pages=(Page("Title", sections),)))
    assert texts(text, "main h2, main h3") == ["Title", "Facts", "Links", "Table"]
    assert texts(text, "main p, main dd, main li, main tbody th") == [
        "A paragraph.",
        "value",
        "a",
        "b javascript:x",
        "c",
        "1,234",
    ]


def test_a_published_value_carries_its_line() -> None:
    text = page(ACTIVITIES)
    lines = ACTIVITIES.read_text(encoding="utf-8").splitlines()
    marked = texts(text, "article h3 i")[0]
    assert "<narrative" in lines[int(marked) - 1] or "<title" in lines[int(marked) - 1]


MANY = projects._MOST_CARDS + 1
TOO_MANY = projects.MOST_ROWS + 1


@pytest.mark.parametrize(("count", "rows"), [(MANY, MANY), (TOO_MANY, projects.FIRST_ROWS)])
def test_a_large_page_packs_what_its_script_draws(tmp_path: Path, count: int, rows: int) -> None:
    file = written(tmp_path, count, "Ships & <b>boats</b>")
    text = page(file)
    assert len(texts(text, "#projects tbody tr")) == rows
    assert not texts(text, "article")
    assert len(fragments(text, 1)) == count
    card = fragments(text, 2)[count - 1]
    assert f"is all that is said of project {count - 1}." in card
    if rows < count:
        assert f"The first {rows} of {count} projects." in texts(text, "noscript")[0]


def test_a_portfolio_without_countries_dates_or_money_has_a_page(tmp_path: Path) -> None:
    file = tmp_path / "bare.toml"
    file.write_text('[portfolio]\ntitle = "Bare"\n[[projects]]\nid = "p"\ntitle = "P"\n', encoding="utf-8")
    assert texts(page(file), "article h4") == ["Not known"]


def test_a_page_on_no_project_says_so(small: Run) -> None:
    text = small("page", "--text", "nothingofthekind", "--today", "2024").out
    assert texts(text, ".stamp")[0].startswith("0 projects")
    assert "nothing found" in texts(text, "footer li")[0]


def test_what_is_packed_is_what_was_given() -> None:
    entries = [
        Fragments("<tr><th>a<td>1<td>", "", "<p>x<dl><dt>A<dd>1<dt>C<dd>3</dl>", ""),
        Fragments("<tr><th>b<td>", "", "<p>y<dl><dt>B<dd>2<dt>A<dd>1</dl><p>z", "<ul><li>n</ul>"),
        Fragments("", "", "", ""),
    ]
    text = "".join(f"<script type=text/plain class=chunk>{chunk}</script>" for chunk in packed(entries))
    assert unpacked(text)
    for sort, name in enumerate(Fragments._fields):
        assert fragments(text, sort) == [getattr(entry, name) for entry in entries]


def test_the_facets_are_those_of_the_projects() -> None:
    text = page(SMALL)
    [script] = elements(text, "#facets")
    facets = json.loads(script.text or "")
    by_name = {name: (values, of) for name, _, values, of in facets["facets"]}
    assert facets["ids"][0] == "safe-harbour"
    values, of_projects = by_name["theme"]
    assert [values[number][0] for number in of_projects[0]] == ["maritime"]


def test_the_search_of_pages_knows_the_plain_letters_that_the_catalogue_knows() -> None:
    assert f'"{PAIRS}"' in page(SMALL)


def test_a_page_takes_the_same_words_for_the_vocabulary_of_the_standard() -> None:
    """The views know no codelists, so they have these words once more."""
    assert set(published_facts._STANDARD) == set(DAC)
