"""A picture of the terminal: well-formed, the same twice, inert, and of nothing but what is drawn."""

import re
from collections.abc import Callable
from pathlib import Path
from xml.etree import ElementTree as ET

import pytest
from rich.cells import cell_len

from conftest import SMALL, Run
from unodc_cli.views.command_line import command

# Colours and links of a terminal.
ESCAPES = re.compile(r"\x1b\[[0-9;]*m|\x1b\]8;[^\x1b]*\x1b\\")
SVG = "{http://www.w3.org/2000/svg}"
WIDE = """[portfolio]
title = "Wide"
[[projects]]
id = "wide"
title = "漢字 e\\u0301 ]]> </text><script>alert(1)</script> & &amp; \\u001b[31m \\uFFFE {braces} \\U0001F600"
acronym = "漢字漢字漢字"
end = "2020"
"""
DRAWN = {
    "list": ["list"],
    "show": ["show", "saha", "--sources"],
    "by-theme": ["by-theme"],
    "timeline": ["timeline"],
    "sources": ["sources"],
    "search": ["search", "harbour"],
    "themes": ["themes"],
    "sql": ["sql", "select id from projects"],
    "nothing": ["list", "--theme", "wildlife", "--active", "1990"],
}


def texts(picture: str) -> list[ET.Element]:
    return list(ET.fromstring(picture).iter(f"{SVG}text"))


def lines(picture: str) -> list[str]:
    """Return the drawn lines of a picture, each part in the column where it stands."""
    rows: dict[float, str] = {}
    for text in ET.fromstring(picture).findall(f"{SVG}g/{SVG}g/{SVG}text"):
        y, column = float(text.attrib["y"]), int(text.attrib["x"]) // 12
        before = rows.get(y, "")
        rows[y] = before + " " * (column - cell_len(before)) + (text.text or "").replace("\xa0", " ")
    return [row.rstrip() for _, row in sorted(rows.items())]


@pytest.mark.parametrize("name", DRAWN)
def test_a_picture_is_what_the_terminal_shows(
    small: Run, on_terminal: Callable[..., None], name: str
) -> None:
    on_terminal(160, colour=True)
    drawn, picture = (small(*DRAWN[name], "--no-notes", *form) for form in ([], ["--format", "svg"]))
    assert lines(picture.out) == [line.rstrip() for line in ESCAPES.sub("", drawn.out).splitlines() if line]
    assert (picture.code, picture.err) == (drawn.code, drawn.err)


@pytest.mark.parametrize("name", DRAWN)
def test_a_picture_made_twice_is_the_same(small: Run, name: str) -> None:
    first, again = (small(*DRAWN[name], "--format", "svg").out for _ in range(2))
    assert first == again


def test_two_pictures_do_not_share_names(small: Run) -> None:
    first, other = (small("list", "--format", "svg", *more).out for more in ((), ("--limit", "1")))
    name = first.split("<style>\n.")[1].split("-matrix")[0]
    assert name.startswith("unodc-")
    assert name not in other


def test_a_picture_is_in_colour_and_needs_nothing_from_elsewhere(small: Run) -> None:
    picture = small("list", "--format", "svg").out
    assert "font-weight: bold" in picture
    assert "\x1b" not in picture
    assert picture.count("http") == picture.count('xmlns="http://www.w3.org/2000/svg"') == 1
    for word in ("url(", "@import", "@font-face", "href"):
        assert word not in picture


def test_links_stay_out_of_a_picture(small: Run) -> None:
    picture = small("show", "saha", "--sources", "--format", "svg").out
    assert "href" not in picture
    assert any("https://" in line for line in lines(picture))


def test_whatever_the_data_holds_a_picture_is_xml(run: Run, tmp_path: Path) -> None:
    data = tmp_path / "wide.toml"
    data.write_text(WIDE, encoding="utf-8")
    for name in ("list", "timeline", "by-theme"):
        texts(run(name, "--format", "svg", "--data", str(data)).out)
    page = run("show", "wide", "--format", "svg", "--data", str(data)).out
    assert "]]> </text><script>alert(1)</script> & &amp; \ufffd[31m \ufffd {braces}" in " ".join(lines(page))
    assert "<script" not in page


def test_wide_letters_stand_in_their_columns(run: Run, tmp_path: Path) -> None:
    data = tmp_path / "wide.toml"
    data.write_text(WIDE, encoding="utf-8")
    picture = run("list", "--format", "svg", "--fields", "id,name,end", "--data", str(data)).out
    name, end = (text for text in texts(picture) if text.text in ("漢字漢字漢字", "2020"))
    assert int(name.attrib["textLength"]) == 12 * cell_len("漢字漢字漢字")
    assert int(end.attrib["x"]) == 12 * len("wide  " + "  " * 6 + "  ")


def test_a_picture_is_as_wide_as_is_asked_for(
    small: Run, monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    widest = 100 * 12 + 18
    assert f'viewBox="0 0 {widest} ' in small("list", "--format", "svg").out
    monkeypatch.setenv("COLUMNS", "60")
    target = tmp_path / "list.svg"
    assert small("list", "--fields", "id,name", "--format", "svg", "-o", str(target)).out == ""
    assert f'viewBox="0 0 {60 * 12 + 18} ' in target.read_text(encoding="utf-8")


def test_a_picture_has_all_columns_and_ends_with_the_notes_and_the_question(
    small: Run, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("COLUMNS", "60")
    result = small("list", "--theme", "maritime", "--format", "svg")
    drawn = lines(result.out)
    columns = ("id", "name", "themes", "partners", "period", "status", "eu-contribution")
    assert all(name in drawn[0].split() for name in columns)
    assert "hidden" not in result.err
    below = " ".join(" ".join(drawn).split())
    assert "note: partners that all projects have are left out: The Donor, The Agency" in below
    assert below.endswith(
        "Filter: theme: Maritime crime. Data: small.toml, of 2024-06-30. Asked on 2024-07-01: unodc list "
        "--theme maritime --data small.toml"
    )
    assert "Asked on" not in small("list", "--format", "svg", "--no-notes").out


def test_a_light_picture_is_on_white_and_one_without_colours_too(small: Run) -> None:
    dark = small("list", "--format", "svg").out
    light = small("list", "--format", "svg", "--light").out
    plain = small("list", "--format", "svg", "--color", "never").out
    assert ("#ffffff" in dark, "#ffffff" in light, "#ffffff" in plain) == (False, True, True)
    # The buttons of a window.
    assert ("<circle" in dark, "<circle" in light) == (True, False)
    assert lines(dark) == lines(light)


def test_no_text_of_a_picture_begins_or_ends_with_a_blank(run: Run) -> None:
    picture = run("show", "swaims", "--format", "svg").out
    assert not [text.text for text in texts(picture)[1:] if text.text != (text.text or "").strip("\xa0 ")]


def test_the_title_is_what_was_typed_without_folders(small: Run, tmp_path: Path) -> None:
    target = tmp_path / "a.svg"
    small("list", "--theme", "maritime", "--format=svg", "-o", str(target))
    title = texts(target.read_text(encoding="utf-8"))[0].text
    assert title == f"unodc list --theme maritime --data {SMALL.name}".replace(" ", "\xa0")


@pytest.mark.parametrize(
    ("typed", "title"),
    [
        (["list", "--format", "svg", "--today", "2024"], "unodc list"),
        (["by-theme", "--output=a.svg", "--status", "active"], "unodc by-theme --status active"),
        (["search", "two words", "-oa.svg"], "unodc search 'two words'"),
        (["list", "--data=/home/me/a.toml", "--data", "b/c.xml"], "unodc list --data a.toml --data c.xml"),
        (["check", "/home/me/a.toml"], "unodc check a.toml"),
        (["show", "XI-IATI-EC_FPI-2019/411-458"], "unodc show XI-IATI-EC_FPI-2019/411-458"),
        (["show", "a\x1b[31mb"], "unodc show 'a\ufffd[31mb'"),
        (["list", "--format"], "unodc list"),
    ],
)  # fmt: skip
def test_a_title_has_nothing_of_the_machine(typed: list[str], title: str) -> None:
    assert command(typed) == title
