"""Text from data is text: whatever is in it, nothing acts and no row breaks."""

import csv
import io
import json
import re
from collections.abc import Callable
from pathlib import Path

import pytest
from rich.cells import cell_len

from conftest import Run

HOSTILE = [
    "[bold]the[/bold] [/x] :warning: [link=https://evil.example]here[/link]",
    "\x1b[31mred\x1b]8;;https://evil.example\x07link\x1b]8;;\x07 \x9b31m",
    "\u202eright to left\u202c \u2066isolated\u2069",
    "=cmd|' /C calc'!A0",
    "@SUM(1+1)",
    "tab\tline\nreturn\rend",
    "quote \" and ' and | pipe \\ `code` <b>html</b> & *star*",
    "x" * 10_000,
    "漢字 👩‍👩‍👧 é שלום",
    '\x1f2000-01-01/2001-01-01\x1f "status": ',
]


def in_quotes(text: str) -> str:
    """Return a text as TOML has it: its escapes are of whole characters."""
    return "".join(char if char.isalnum() else f"\\U{ord(char):08X}" for char in text).join('""')


@pytest.fixture
def hostile(run: Run, tmp_path: Path) -> Run:
    """Run a command on a portfolio in which every text is hostile."""
    path = tmp_path / "hostile.toml"
    parts = ['[portfolio]\ntitle = "x"\n']
    for number, text in enumerate(HOSTILE):
        quoted = in_quotes(text)
        address = in_quotes(f"https://example.org/{number} red]{text[:20]}")
        parts.append(
            f"""
[[sources]]
id = "s{number}"
title = {quoted}
publisher = {quoted}
url = {address}
[[themes]]
id = "t{number}"
name = {quoted}
[[organisations]]
id = "o{number}"
name = {quoted}
"""
        )
    for number, text in enumerate(HOSTILE):
        quoted = in_quotes(text)
        parts.append(
            f"""
[[projects]]
id = "p{number}"
title = {quoted}
summary = {quoted}
aliases = [{quoted}]
themes = ["t{number}"]
start = 2020
partners = [{{ organisation = "o{number}", sources = ["s{number}"], note = {quoted} }}]
results = [{{ what = {quoted}, sources = ["s{number}"] }}]
phases = [{{ id = "f", name = {quoted}, start = 2020 }}]
conflicts = [{{ field = "title", value = {quoted} }}]
"""
        )
    path.write_text("".join(parts), encoding="utf-8")

    def command(*arguments: str) -> object:
        return run(*arguments, "--data", str(path))

    return command  # type: ignore[return-value]


COMMANDS = [
    ["list"],
    ["show", *(f"p{n}" for n in range(len(HOSTILE)))],
    ["by-theme"],
    ["by-partner"],
    ["timeline"],
]
ACTING = set(
    map(chr, [*range(0x20), *range(0x7F, 0xA0), 0x61C, *range(0x202A, 0x202F), *range(0x2066, 0x206A)])
)


@pytest.mark.parametrize("form", ["table", "ndjson", "json", "csv", "tsv", "markdown"])
@pytest.mark.parametrize("command", COMMANDS, ids=lambda command: command[0])
def test_nothing_acts(hostile: Run, command: list[str], form: str) -> None:
    result = hostile(*command, "--format", form)
    assert result.code == 0
    assert not set(result.out) & (ACTING - set("\t\r\n"))
    assert not set(result.err) & (ACTING - set("\n"))


@pytest.mark.parametrize("width", [40, 80, 160])
@pytest.mark.parametrize("command", COMMANDS, ids=lambda command: command[0])
def test_nothing_acts_on_a_terminal(
    hostile: Run, on_terminal: Callable[..., None], command: list[str], width: int
) -> None:
    on_terminal(width)
    out = hostile(*command).out
    assert not set(out) & (ACTING - set("\n"))
    assert all(cell_len(line) <= width for line in out.splitlines())


def test_links_are_what_they_say(hostile: Run, on_terminal: Callable[..., None]) -> None:
    on_terminal(160, colour=True)
    out = hostile("show", *(f"p{n}" for n in range(len(HOSTILE)))).out
    links = re.findall(r"\x1b\]8;[^;]*;([^\x1b]*)\x1b\\", out)
    assert {link for link in links if link}
    assert all(link.startswith("https://example.org/") for link in links if link)


def test_what_looks_like_markup_is_shown_as_it_is(hostile: Run, on_terminal: Callable[..., None]) -> None:
    on_terminal(160)
    assert (
        "[bold]the[/bold] [/x] :warning: [link=https://evil.example]here[/link]" in hostile("show", "p0").out
    )


def test_json_is_exact(hostile: Run) -> None:
    projects = json.loads(hostile("list", "--json").out)
    assert [project["title"] for project in projects] == HOSTILE
    assert [project["results"][0]["what"] for project in projects] == HOSTILE
    assert {project["status"] for project in projects} == {None}


def test_no_row_breaks(hostile: Run) -> None:
    rows = hostile("list", "--format", "tsv", "--fields", "id,title,summary").out.splitlines()
    assert [row.count("\t") for row in rows] == [2] * (len(HOSTILE) + 1)
    markdown = hostile("list", "--format", "markdown", "--fields", "id,title").out.splitlines()
    assert len(markdown) == len(HOSTILE) + 2
    table = list(csv.reader(io.StringIO(hostile("list", "--format", "csv").out, newline="")))
    assert {len(row) for row in table} == {len(table[0])}


@pytest.mark.parametrize("form", ["csv", "tsv"])
def test_no_cell_is_a_formula(hostile: Run, form: str) -> None:
    out = hostile("list", "--format", form, "--fields", "title,summary,themes").out
    cells = list(csv.reader(io.StringIO(out, newline=""), delimiter="," if form == "csv" else "\t"))
    assert not [cell for row in cells for cell in row if cell.lstrip().startswith(("=", "+", "-", "@"))]
    assert any(cell.startswith("'=cmd") for row in cells for cell in row)
