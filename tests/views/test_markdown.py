"""Markdown that goes into a document as it is: text is text, and a chart is drawn by Mermaid."""

import re

import pytest

from unodc_cli.report.chart import Chart, Lane, TimelineBar
from unodc_cli.report.page import Grid, Items, Page, Pages, PageSection, Prose
from unodc_cli.report.report import Report
from unodc_cli.report.rows import Column, ColumnKind, MoneyCell, TotalCell
from unodc_cli.views.markdown import markdown
from unodc_cli.views.mermaid import gantt

YEAR = ("2016-01-01", "2016-12-31")
MONTH = ("2016-02-01", "2016-02-29")
DAY = ("2017-03-05", "2017-03-05")
# After the day of the chart.
TO_COME = ("2025-01-01", "2025-12-31")


def page(*bodies: Prose | Items | Grid) -> str:
    pages = (Page("A | <b>title</b>", tuple(PageSection(None, body) for body in bodies)),)
    return "".join(markdown(Pages((), [], [], pages=pages)))


def drawn(*bars: TimelineBar, id_: str = "p", name: str = "") -> list[str]:
    return "".join(
        gantt(Chart((), [], [], lanes=(Lane(id_, bars, name or id_),), today="2024-07-01"))
    ).splitlines()


@pytest.mark.parametrize(
    ("text", "shown"),
    [
        ("a | b", r"a \| b"),
        ("*bold* _x_ `code` ~~y~~", r"\*bold\* \_x\_ \`code\` \~\~y\~\~"),
        ("<script>alert(1)</script> & &amp;", r"\<script\>alert(1)\</script\> &amp; &amp;amp;"),
        ("[x](http://evil.example)", r"\[x\](http://evil.example)"),
        ("US$ 5 or US$ 6", r"US\$ 5 or US\$ 6"),
        ("# no heading", r"\# no heading"),
        ("- no item", r"\- no item"),
        ("+ no item", r"\+ no item"),
        ("1. no item", r"1\. no item"),
        ("2016) no item", r"2016\) no item"),
        ("    no code\n\n# nor a heading", r"no code \# nor a heading"),
        ("-5 degrees, 2016-02", r"\-5 degrees, 2016-02"),
        ("---", r"\---"),
    ],
)
def test_a_text_says_what_it_is(text: str, shown: str) -> None:
    assert page(Prose(text)) == f"## A \\| \\<b\\>title\\</b\\>\n\n{shown}\n\n"
    assert f"- {shown}\n" in page(Items(((text, None),)))


@pytest.mark.parametrize(
    ("text", "url", "shown"),
    [
        ("A [report]", "https://example.org/a", r"[A \[report\]](<https://example.org/a>)"),
        ("https://example.org", "https://example.org", "<https://example.org>"),
        ("A", "https://example.org/a>b c\\", "[A](<https://example.org/a%3Eb%20c%5C>)"),
        ("A", "javascript:alert(1)", "A javascript:alert(1)"),
        ("data:text/html,x", "data:text/html,x", "data:text/html,x"),
        ("A", None, "A"),
    ],
)
def test_only_addresses_of_the_web_are_links(text: str, url: str | None, shown: str) -> None:
    assert page(Items(((text, url),), numbered=True)).splitlines()[2] == f"1. {shown}"


def test_a_table_has_its_numbers_to_the_right_and_thousands_apart() -> None:
    columns = (
        Column("key", ColumnKind.ID),
        Column("count", ColumnKind.COUNT),
        Column("budget", ColumnKind.MONEY),
        Column("totals", ColumnKind.MONEY),
    )
    totals = [
        TotalCell("budget", MoneyCell(1_000_000, "EUR"), 1, 2),
        TotalCell("budget", MoneyCell(5, "USD"), 1, 2),
    ]
    rows = [("a|b", 1234, [MoneyCell(2_000, "EUR")], totals), ("c", 5, [], [])]
    assert "".join(markdown(Report(columns, rows, []))).splitlines() == [
        "| key | count | budget | totals |",
        "|---|---:|---:|---|",
        r"| a\|b | 1,234 | 2,000 EUR | budget 1,000,000 EUR (1 of 2); budget 5 USD (1 of 2) |",
        "| c | 5 |  |  |",
    ]


@pytest.mark.parametrize(
    ("count", "kept"), [(50, "; p49 |"), (51, "; p19; … 31 more |"), (2000, "; p19; … 1,980 more |")]
)
def test_a_long_list_is_cut_to_its_first_entries(count: int, kept: str) -> None:
    names = [f"p{number}" for number in range(count)]
    report = Report((Column("projects", ColumnKind.LIST),), [(names,)], [])
    row = "".join(markdown(report)).splitlines()[2]
    assert row.startswith("| p0; p1; ")
    assert row.endswith(kept)


def test_a_column_without_any_value_is_left_out_of_a_page() -> None:
    columns = (
        Column("phase", ColumnKind.TEXT),
        Column("status", ColumnKind.TEXT),
        Column("dates", ColumnKind.TEXT),
    )
    assert "| phase | dates |\n|---|---|\n| I | 2016 |\n" in page(Grid(columns, (("I", "", "2016"),)))


@pytest.mark.parametrize(
    ("start", "end", "task"),
    [
        (DAY, ("2018-01-31", "2018-01-31"), "I from 2017-03-05 to 2018-01-31 :2017-03-05, 2018-01-31"),
        (YEAR, ("2018-01-01", "2018-12-31"), "I from 2016 to 2018 :2016-01-01, 2018-12-31"),
        (MONTH, DAY, "I from 2016-02 to 2017-03-05 :2016-02-01, 2017-03-05"),
        (YEAR, YEAR, "I in 2016 :2016-01-01, 2016-12-31"),
        (DAY, DAY, "I on 2017-03-05 :milestone, 2017-03-05, 0d"),
        (YEAR, None, "I from 2016 (end not known) :2016-01-01, 2024-07-01"),
        (DAY, None, "I from 2017-03-05 (end not known) :2017-03-05, 2024-07-01"),
        (TO_COME, None, "I from 2025 (end not known) :2025-01-01, 2025-12-31"),
        (None, MONTH, "I until 2016-02 (start not known) :2016-02-01, 2016-02-29"),
        (None, DAY, "I until 2017-03-05 (start not known) :milestone, 2017-03-05, 0d"),
        (DAY, YEAR, "I from 2017-03-05 to 2016 (the end is before the start) :2016-01-01, 2017-03-05"),
    ],
)  # fmt: skip
def test_a_bar_has_its_dates_as_they_are_known_and_is_open_to_today(
    start: tuple[str, str] | None, end: tuple[str, str] | None, task: str
) -> None:
    assert drawn(TimelineBar("I", start, end, None)) == [
        "gantt",
        "    dateFormat YYYY-MM-DD",
        "    axisFormat %Y",
        "    inclusiveEndDates",
        "    section p",
        f"    {task}",
    ]


@pytest.mark.parametrize(
    ("status", "tag"), [("ended", "done, "), ("active", "active, "), ("planned", ""), (None, "")]
)
def test_a_status_is_told_to_mermaid(status: str | None, tag: str) -> None:
    assert (
        drawn(TimelineBar("I", DAY, DAY, status))[-1]
        == f"    I on 2017-03-05 :{tag}milestone, 2017-03-05, 0d"
    )


def test_what_has_no_date_has_no_bar() -> None:
    assert drawn(TimelineBar("I", None, None, None)) == []
    assert [
        line.strip()
        for line in drawn(TimelineBar("I", None, None, None), TimelineBar("II", YEAR, YEAR, None))[-2:]
    ] == [
        "section p",
        "II in 2016 :2016-01-01, 2016-12-31",
    ]


@pytest.mark.parametrize(
    "name",
    [
        *("section x", "Click me", "call f()", 'href "x"', "title x", "GANTT", "dateFormat Y"),
        *("axisFormat %d", "excludes all", "includes all", "todayMarker off", "topAxis", "tickInterval 1day"),
        *("inclusiveEndDates", "weekday monday", "weekend friday", "accTitle: x", "accDescr { x }"),
        *("2016-01-01", "a: b; c # d, e", "%% comment", "a %%{init: {}}%% b", "```\n# out", "<b>x</b>"),
        *("\x1b[31m", "}", "", "done, crit", "ﬂ°35¶ß"),
    ],
)  # fmt: skip
def test_no_name_means_anything_to_mermaid(name: str) -> None:
    lines = drawn(TimelineBar(name, YEAR, DAY, None), id_="p", name=name or "?")
    assert len(lines) == 6
    assert lines[4].startswith("    section ")
    shown, _, data = lines[5].strip().partition(" from 2016 to 2017-03-05 :")
    assert data == "2016-01-01, 2017-03-05"
    assert lines[4] == f"    section {shown}"
    plain = re.sub("#[0-9]+;", "", shown)
    assert not set(plain) & set(':;#,%{}<>`"&°¶\n\x1b')
    keyword = "(section|click|call|href|title|gantt|acc|week|today|topaxis|axis|(in|ex)clu|tick|date|[0-9])"
    assert not re.match(keyword, shown, re.IGNORECASE)
    said = re.sub("#([0-9]+);", lambda found: chr(int(found[1])), shown)
    assert said == (name.replace("\n", " ").replace("\x1b", "\ufffd") or "?")
