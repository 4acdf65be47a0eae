"""However narrow or wide a terminal is, the answers can be read on it."""

import json
import re
from collections.abc import Callable
from pathlib import Path

import pytest
from rich.cells import cell_len

from conftest import Run

DATA = Path(__file__).parents[1] / "data"
COMMANDS = {
    "list": ["list"],
    "why": ["list", "--why"],
    "show": ["show", "crimjust", "ports-and-airports", "--sources"],
    "by-theme": ["by-theme"],
    "by-partner": ["by-partner"],
    "by-country": ["by-country"],
    "by-programme": ["by-programme"],
    "timeline": ["timeline"],
    "sources": ["sources"],
    "search": ["search", "container* OR airport*"],
    "partners": ["partners"],
    "sql": ["sql", "select id, title, start, status from projects"],
}


@pytest.mark.parametrize("width", [40, 60, 80, 120, 200])
@pytest.mark.parametrize("name", COMMANDS)
def test_nothing_leaves_the_terminal_and_no_id_or_sum_is_broken(
    run: Run, on_terminal: Callable[..., None], name: str, width: int
) -> None:
    on_terminal(width)
    drawn = run(*COMMANDS[name]).out
    assert drawn
    assert max(map(cell_len, drawn.splitlines())) <= width
    documents = json.loads(run(*COMMANDS[name], "--json").out)
    keys = {str(document.get("id") or document.get("key")) for document in documents}
    if name != "timeline":
        assert not [key for key in keys if key not in drawn and len(key) <= width]
    totals = [total for document in documents for total in document.get("totals", ())]
    for total in totals:
        assert f"{total['value']:,} {total['currency']}" in drawn


@pytest.mark.parametrize("width", range(20, 141, 10))
@pytest.mark.parametrize(("command", "day"), [("money", "date"), ("budgets", "start")])
def test_no_sum_stands_without_its_kind_currency_and_day(
    run: Run, on_terminal: Callable[..., None], command: str, day: str, width: int
) -> None:
    on_terminal(width)
    data = {"money": "money.xml", "budgets": "organisations.xml"}[command]
    result = run(command, "--data", str(DATA / data))
    header, _, rows = result.out.partition("\n")
    if "──" in rows:
        assert {"kind", "value", day} <= set(header.split())
        # A value that nobody can read has only a currency.
        dated = [row for row in rows.splitlines() if re.search(r" \d{4}-\d\d-\d\d\b", row)]
        assert dated
        assert all(re.search(r" (EUR|USD|XAF)\b", row) for row in dated)
    else:
        for record in result.out.split("\n\n"):
            # A record has no line for what is not known: a sum that nobody can read, the day of some.
            assert "kind:" in record
            assert "currency:" in record or "value:" not in record
        assert f"  {day}:" in result.out
    if width >= 80 and command == "budgets":
        assert "Test Fund" in result.out


@pytest.mark.parametrize("width", [70, 80, 100, 120])
def test_the_rows_of_results_are_told_apart_by_their_period(
    run: Run, on_terminal: Callable[..., None], width: int
) -> None:
    on_terminal(width)
    header = run("results", "--data", str(DATA / "every-element.xml")).out.partition("\n")[0]
    assert {"indicator", "start", "end"} <= set(header.split())


@pytest.mark.parametrize("width", range(35, 201, 5))
def test_the_years_of_a_chart_never_touch(run: Run, on_terminal: Callable[..., None], width: int) -> None:
    on_terminal(width)
    years, ticks, *_ = run("timeline", "--from", "2012").out.splitlines()
    assert re.fullmatch(r" *[0-9]{4}( +[0-9]{4})*", years)
    for found in re.finditer("[0-9]{4}", years):
        assert ticks[found.start()] in "╵│"


@pytest.mark.parametrize("width", [30, 40, 60, 80])
def test_each_sign_of_a_chart_stands_with_its_meaning(
    run: Run, on_terminal: Callable[..., None], width: int
) -> None:
    on_terminal(width)
    legend = run("timeline", "--theme", "wildlife").out
    for meaning in ("█ ▓ phases by turns", "╌▷ end not known", "│ today, 2024-07-01"):
        assert meaning in legend


def test_labels_stand_above_their_texts_where_these_have_too_little_room(
    run: Run, on_terminal: Callable[..., None], tmp_path_factory: pytest.TempPathFactory
) -> None:
    data = tmp_path_factory.mktemp("data") / "phases.toml"
    data.write_text(
        '[portfolio]\ntitle = "P"\n[[projects]]\nid = "p"\ntitle = "P"\n[[projects.phases]]\nid = "p-1"\n'
        'name = "The first of the phases"\nsummary = "What it was about."\n',
        encoding="utf-8",
    )
    for width, shown in (
        (40, "  The first of the phases\n    What it was about.\n"),
        (60, "  The first of the phases  What it was about.\n"),
    ):
        on_terminal(width)
        assert shown in run("show", "p", "--data", str(data)).out


def test_in_ascii_there_is_nothing_else_and_what_is_cut_shows_it(
    run: Run, on_terminal: Callable[..., None]
) -> None:
    on_terminal(60, unicode=False)
    for command in (["by-theme"], ["timeline"], ["sources", "--limit", "3"], ["themes"], ["show", "pccp"]):
        assert run(*command).out.isascii(), command
    assert "~" in run("by-theme").out
    assert re.search("~ [0-9]+ more", run("by-partner", "--fields", "key,projects").out)


@pytest.mark.parametrize("width", [40, 60, 80, 100])
def test_no_field_that_was_asked_for_is_hidden(
    run: Run, on_terminal: Callable[..., None], width: int
) -> None:
    fields = "id,title,period,status,amounts,partners"
    on_terminal(width)
    result = run("list", "--theme", "maritime", "--fields", fields)
    assert "hidden columns" not in result.err
    assert max(map(cell_len, result.out.splitlines())) <= width
    for name in fields.split(",")[1:]:
        assert re.search(rf"\b{name}\b", result.out)


@pytest.mark.parametrize("columns", ["", "70"])
@pytest.mark.parametrize("format_", [(), ("--format", "table")])
def test_off_a_terminal_a_page_has_a_width_too_and_no_word_is_broken(
    run: Run, monkeypatch: pytest.MonkeyPatch, columns: str, format_: tuple[str, ...]
) -> None:
    monkeypatch.setenv("COLUMNS", columns)
    page = run("show", "port-security", *format_).out.splitlines()
    long = [line for line in page if cell_len(line) > int(columns or 80)]
    assert long
    assert all(re.fullmatch(r" +(- )?https?://[^ ]+", line) for line in long)
    assert max(map(cell_len, page)) == max(map(cell_len, long))
    start = page.index("") + 1
    paragraph = page[start : page.index("", start)]
    assert len(paragraph) > 4
    assert all(cell_len(line) > 50 for line in paragraph[:-1])


def test_off_a_terminal_each_finding_is_one_line_for_editors_and_grep(run: Run, tmp_path: Path) -> None:
    data = tmp_path / "unknown.toml"
    themes = ", ".join(f'"nowhere-{number:02}"' for number in range(20))
    data.write_text(
        f'[portfolio]\ntitle = "P"\n[[projects]]\nid = "{"p" * 60}"\ntitle = "P"\nthemes = [{themes}]\n',
        encoding="utf-8",
    )
    findings = [line for line in run("check", str(data)).out.splitlines() if line.startswith("  - ")]
    assert findings
    assert all(f"{data}:6: " in line for line in findings)


@pytest.mark.parametrize("width", [75, 80, 100])
@pytest.mark.parametrize(
    "question", [["--sort", "-end"], ["--ends", "2023..2028"], ["--starts-since", "2010"]]
)
def test_dates_that_are_asked_for_are_not_shortened_to_years(
    run: Run, on_terminal: Callable[..., None], width: int, question: list[str]
) -> None:
    on_terminal(width)
    assert "2023-12-19 – 2028-03-31" in run("list", "--theme", "maritime", *question).out
    assert "2023–2028" in run("list", "--theme", "maritime").out


@pytest.mark.parametrize("width", range(1, 9))
def test_a_terminal_of_few_cells_gets_an_answer_too(
    run: Run, on_terminal: Callable[..., None], width: int
) -> None:
    on_terminal(width)
    result = run("show", "bmm")
    assert (result.code, result.err) == (0, "")
    assert "Money" in "".join(result.out.split())


def test_a_row_that_goes_on_with_the_one_before_has_no_empty_heading(
    run: Run, on_terminal: Callable[..., None]
) -> None:
    """Periods of one indicator, as records: its result and title stand above the first."""
    on_terminal(70)
    drawn = run("show", "XM-TEST-RESULTS", "--data", str(DATA / "details.xml")).out
    results = drawn[drawn.index("Results\n") : drawn.index("Documents\n")]
    assert "    indicator: Number of officers\n" in results
    assert "\n\n    baseline: 10\n    target: 80\n" in results
    assert "\n\n\n" not in results
