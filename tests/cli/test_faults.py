"""Messages on data that cannot be used."""

import os
import re
import sys
from collections.abc import Callable
from html import unescape
from pathlib import Path

import pytest
import python_calamine

from conftest import ACTIVITIES, SMALL, Run
from unodc_cli.cli.registry import COMMANDS

Given = Callable[[bytes], Path]


@pytest.fixture
def given(tmp_path: Path) -> Given:
    def write(content: bytes) -> Path:
        path = tmp_path / "given.toml"
        path.write_bytes(content)
        return path

    return write


def test_every_mistake_is_told_with_its_line(run: Run, given: Given) -> None:
    lines = SMALL.read_text(encoding="utf-8").splitlines()
    wrong = {
        'themes = ["maritime"]': 'themes = ["martime"]',
        'programme = "sea-fund"': 'program = "sea-fund"',
        'start = "2016-02"': 'start = "2016-13"',
        'end = "2021-06-30"': 'end = "2001-06-30"',
        'id = "undated"': 'id = "sea-watch"',
    }
    expected = []
    for right, mistake in wrong.items():
        expected.append(lines.index(right) + 1)
        lines[lines.index(right)] = mistake
    path = given("\n".join(lines).encode())
    result = run("list", "--data", str(path))
    assert (result.code, result.out) == (1, "")
    assert [int(line.split(":")[2]) for line in result.err.splitlines()] == expected
    assert "no theme has the id 'martime': did you mean 'maritime'?" in result.err
    assert "unknown key 'program': did you mean 'programme'?" in result.err
    assert "'2016-13' is not a date: write 2016, 2016-03 or 2016-03-01" in result.err
    assert "it ends (2001-06-30) before it starts (2018-03-01)" in result.err
    assert "the id 'sea-watch' is used twice" in result.err


@pytest.mark.parametrize(
    ("content", "message"),
    [
        (b"[portfolio]\ntitle = \n", ":2: not TOML: "),
        (b'[portfolio]\ntitle = "\xff"\n', ":2: not UTF-8"),
        (b"", ":1: 'portfolio' is missing"),
        (b'{"json": true}', ":1: this is JSON: "),
        (b"\x00\x01\x02", ":1: not TOML: "),
        (b"a = " + b"[" * 100_000, "not TOML"),
        (b"a = " + b"9" * 10_000, "not TOML"),
    ],
)
def test_a_file_that_is_no_data_file_is_one_line(
    run: Run, given: Given, content: bytes, message: str
) -> None:
    result = run("list", "--data", str(given(content)))
    assert (result.code, result.out) == (1, "")
    assert result.err.count("\n") == 1
    assert message in result.err


def test_a_missing_file_and_an_empty_folder_are_one_line(run: Run, tmp_path: Path) -> None:
    missing = run("list", "--data", str(tmp_path / "missing.toml"))
    assert missing.code == 1
    assert missing.err == f"error: {tmp_path / 'missing.toml'}: cannot be read: No such file or directory\n"
    folder = tmp_path / "folder"
    folder.mkdir()
    empty = run("list", "--data", str(folder))
    assert (empty.code, empty.err) == (
        1,
        f"error: {folder}: there is no data file (*.toml, *.xml, *.xml.gz, *.xml.xz) in this folder\n",
    )


def test_what_a_message_quotes_from_a_file_does_nothing(run: Run, given: Given) -> None:
    result = run("list", "--data", str(given(b'[portfolio]\ntitle = "x"\n"\\u001b[31mred" = 1\n')))
    assert result.code == 1
    assert "\x1b" not in result.err


def test_the_mistakes_of_all_files_are_told(run: Run, tmp_path: Path) -> None:
    for name in ("one", "two"):
        (tmp_path / f"{name}.toml").write_text(f'[portfolio]\ntitle = "x"\n{name} = 1\n', encoding="utf-8")
    result = run("list", "--data", str(tmp_path))
    assert result.code == 1
    assert "one.toml:3: portfolio: unknown key 'one'" in result.err
    assert "two.toml:3: portfolio: unknown key 'two'" in result.err


def test_a_broken_file_among_others_is_a_warning(run: Run, given: Given, tmp_path: Path) -> None:
    broken = given(b'[portfolio]\ntitle = "T"\n[project]\n')
    good = run("list", "--fields", "id", "--data", str(SMALL))
    for order in ((SMALL, broken), (broken, SMALL)):
        data = [word for path in order for word in ("--data", str(path))]
        both = run("list", "--fields", "id", *data)
        assert (both.code, both.out) == (0, good.out)
        assert f"warning: {broken}:3: project: unknown key 'project'" in both.err
        assert run("list", *data, "--strict").code == 1
        assert "Made-up portfolio" in run("show", *data).out
    other = tmp_path / "other.toml"
    other.write_text("[portfolio]", encoding="utf-8")
    none = run("list", "--data", str(broken), "--data", str(other))
    assert (none.code, none.out) == (1, "")
    assert f"error: {broken}:3: " in none.err
    assert f"error: {other}:1: " in none.err


@pytest.mark.skipif(sys.platform != "linux", reason="elsewhere a file name is Unicode")
def test_the_mistakes_of_a_file_whose_name_is_no_utf_8_are_told(run: Run, tmp_path: Path) -> None:
    path = tmp_path / os.fsdecode(b"h\xe9.toml")
    path.write_text("[portfolio]\ntitle = 1\n", encoding="utf-8")
    result = run("list", "--data", str(path))
    assert (result.code, result.out) == (1, "")
    assert "h\N{REPLACEMENT CHARACTER}.toml:2: portfolio: 'title' must be text" in result.err


# What commands need beside the data.
_WORDS = {
    "search": ["the"],
    "by": ["status"],
    "tree": ["{first}"],
    "terms": ["partner"],
    "sql": ["select 1"],
    "export": ["{folder}/tables"],
    "page": ["-o", "{folder}/page.html"],
}
# All but these, which examine, explain or make files.
_READING = sorted(COMMANDS.keys() - {"check", "config", "help", "init", "schema"})


@pytest.fixture
def cut(tmp_path: Path) -> Path:
    """Return a file that ends within its last activity."""
    path = tmp_path / "cut.xml"
    whole = ACTIVITIES.read_bytes()
    path.write_bytes(whole[: whole.rindex(b"<iati-activity") + 200])
    return path


_MAILED = [
    *(
        (name, ending)
        for name in ("list", "show", "timeline", "diff")
        for ending in ("html", "md", "svg", "xlsx")
    ),
    ("page", "html"),
    ("export", "xlsx"),
]


@pytest.mark.parametrize(("name", "ending"), _MAILED)
def test_files_that_are_mailed_tell_of_data_that_was_read_in_part(
    run: Run, cut: Path, tmp_path: Path, name: str, ending: str
) -> None:
    target = tmp_path / f"out.{ending}"
    to = [str(target)] if name == "export" else ["-o", str(target)]
    data = ["bundled", str(cut)] if name == "diff" else ["--data", str(cut)]
    assert run(name, *to, *data).code == 0
    if ending == "xlsx":
        sheets = python_calamine.load_workbook(target)
        text = str([sheets.get_sheet_by_name(sheet).to_python() for sheet in sheets.sheet_names])
    else:
        text = unescape(re.sub("<[^>]*>", "", target.read_text(encoding="utf-8")))
    # A picture has its words apart.
    assert "filereadinpart:cut.xml:" in "".join(text.split())


@pytest.mark.parametrize("name", _READING)
def test_every_command_tells_of_a_file_that_breaks_off(
    run: Run, cut: Path, tmp_path: Path, name: str
) -> None:
    [first, *_] = run(
        "list", "--fields", "id", "--no-header", "--format", "csv", "--data", str(cut)
    ).out.split()
    words = [word.format(folder=tmp_path, first=first) for word in _WORDS.get(name, [])]
    words += ["bundled", str(cut)] if name == "diff" else ["--data", str(cut)]
    result = run(name, *words)
    assert result.code == 0, result.err
    assert result.err.count(f"warning: {cut}:") == 1
    assert run(name, *words, "--strict").code == 1
    quiet = run(name, *words, "--strict", "--quiet")
    assert (quiet.code, quiet.err) == (1, "")
