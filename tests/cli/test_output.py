"""Options on how the answer is given: colours, a pager, the number alone, the details of CSV and TSV."""

import json
import os
import re
import stat
import sys
from collections.abc import Callable
from pathlib import Path

import pytest

from conftest import SMALL, Run
from screens import piped, shown

SMALL_DATA = ("--data", str(SMALL))
TABLE = ("list", "--format", "table", *SMALL_DATA)


@pytest.mark.parametrize(
    ("options", "environment", "on_a_terminal", "in_a_pipe"),
    [
        ([], {}, True, False),
        ([], {"TERM": "dumb"}, False, False),
        ([], {"FORCE_COLOR": "1", "TERM": "dumb"}, True, True),
        ([], {"CLICOLOR_FORCE": "1"}, True, True),
        ([], {"FORCE_COLOR": "0", "CLICOLOR_FORCE": ""}, True, False),
        ([], {"NO_COLOR": "1", "FORCE_COLOR": "1"}, False, False),
        ([], {"NO_COLOR": ""}, True, False),
        (["--color", "never"], {"FORCE_COLOR": "1"}, False, False),
        (["--color", "always"], {"NO_COLOR": "1", "TERM": "dumb"}, True, True),
        (["--colour=ALWAYS"], {"NO_COLOR": "1"}, True, True),
        (["--color", "auto"], {"NO_COLOR": "1"}, True, False),
        (["--color", "never", "--color", "auto"], {"FORCE_COLOR": "1"}, True, False),
    ],
)
def test_what_is_typed_is_stronger_than_what_surrounds_it(
    options: list[str], environment: dict[str, str], on_a_terminal: bool, in_a_pipe: bool
) -> None:
    assert ("\x1b[" in shown(*TABLE, *options, width=80, **environment).text) == on_a_terminal
    assert ("\x1b[" in piped(*TABLE, *options, **environment).stdout) == in_a_pipe


def test_a_colour_that_is_none_is_a_mistake(small: Run) -> None:
    result = small("list", "--color", "red")
    assert (result.code, result.out) == (2, "")
    assert result.err == "error: there is no colour 'red'\nhint: it is one of: auto, always, never\n"


@pytest.mark.parametrize(
    ("options", "environment", "coloured"),
    [
        ([], {}, False),
        (["--color", "always"], {"NO_COLOR": "1"}, True),
        ([], {"CLICOLOR_FORCE": "1"}, True),
        (["--colour=never"], {"FORCE_COLOR": "1"}, False),
    ],
)
def test_help_has_the_same_colours(options: list[str], environment: dict[str, str], coloured: bool) -> None:
    done = piped("list", *options, "--help", **environment)
    assert done.returncode == 0
    assert ("\x1b[" in done.stdout) == coloured
    assert "--theme" in done.stdout


@pytest.mark.parametrize(
    "command",
    ["list", "show aircop --sources", "show", "by-theme", "timeline", "search cocaine", "check", "config"],
)
def test_colours_are_those_of_the_theme_and_never_red_against_green(
    run: Run, command: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("COLUMNS", "120")
    out = run(*command.split(), "--format", "table", "--color", "always").out
    codes = {int(code) for found in re.findall(r"\x1b\[([0-9;]+)m", out) for code in found.split(";")}
    # 38 and 48 begin a colour of one's own.
    assert codes
    assert not codes & {38, 48}
    red, green = {31, 41, 91, 101}, {32, 42, 92, 102}
    assert not (codes & red and codes & green)


def test_a_file_has_colours_only_if_they_are_typed(small: Run, tmp_path: Path) -> None:
    target = tmp_path / "out"
    for options, environment, coloured in (
        ([], {"FORCE_COLOR": "1"}, False),
        (["--color", "auto"], {"FORCE_COLOR": "1"}, False),
        (["--color", "always"], {"NO_COLOR": "1"}, True),
    ):
        with pytest.MonkeyPatch.context() as patch:
            for name, value in environment.items():
                patch.setenv(name, value)
            assert small("list", "--format", "table", *options, "-o", str(target)).code == 0
        assert ("\x1b[" in target.read_text(encoding="utf-8")) == coloured


def test_a_file_has_no_colours_because_of_a_terminal(
    small: Run, on_terminal: Callable[..., None], tmp_path: Path
) -> None:
    on_terminal(80, colour=True)
    for options in ([], ["--color", "auto"]):
        assert small("list", "--format", "table", *options, "-o", str(tmp_path / "out")).code == 0
        assert "\x1b" not in (tmp_path / "out").read_text(encoding="utf-8")


@pytest.mark.parametrize("width", [None, 40])
@pytest.mark.parametrize(
    ("command", "count"),
    [
        (["list"], 5),
        (["list", "--theme", "maritime"], 3),
        (["list", "--limit", "2"], 2),
        (["list", "--limit", "9", "--fields", "id", "--sort", "-start"], 5),
        (["list", "--active", "1990"], 0),
        (["by-theme"], 2),
        (["timeline"], 6),
        (["sources"], 2),
        (["themes", "--all"], 2),
        (["search", "harbour"], 1),
    ],
    ids=lambda value: " ".join(value) if isinstance(value, list) else str(value),
)
def test_the_count_is_a_plain_number_in_every_format(
    small: Run,
    on_terminal: Callable[..., None],
    command: list[str],
    count: int,
    width: int | None,
) -> None:
    if width:
        on_terminal(width, colour=True)
    for form in (None, "table", "json", "ndjson", "csv", "tsv", "markdown"):
        result = small(*command, "--count", *(["--format", form] if form else []))
        assert (result.code, result.out) == (0, f"{count}\n")
    assert len(json.loads(small(*command, "--json").out)) == count


def test_the_count_comes_without_what_is_said_of_rows(run: Run, tmp_path: Path) -> None:
    data = str(many(tmp_path / "many.toml", 30))
    for command, said in (
        (["search", "piracy", "--data", data], "the best 20 of 30"),
        (["by-country"], "so counts and totals do not add up"),
        (["themes", "--text", "crimjust"], "list them with --all"),
        (["list", "--text", "crimjust", "--fields", "id,eu-contribution.value"], "is that of some phases"),
    ):
        assert said in run(*command).err
        assert run(*command, "--count").err == ""
    # What a filter could not judge is in the number.
    assert "no known start or end" in run("list", "--active", "2021", "--count").err


def test_the_count_goes_into_a_file(small: Run, tmp_path: Path) -> None:
    assert small("list", "--count", "-o", str(tmp_path / "count")).out == ""
    assert (tmp_path / "count").read_text(encoding="utf-8") == "5\n"


def many(path: Path, count: int) -> Path:
    projects = (
        f'[[projects]]\nid = "p{n}"\ntitle = "Piracy {n}"\nstart = {2000 + n % 20}\n' for n in range(count)
    )
    path.write_text('[portfolio]\ntitle = "Many"\n' + "".join(projects), encoding="utf-8")
    return path


def test_more_than_memory_should_hold_is_counted_where_it_lies(run: Run, tmp_path: Path) -> None:
    data = str(many(tmp_path / "many.toml", 1500))
    for form in ("json", "csv", "table"):
        for options, count in (([], 1500), (["--limit", "1200"], 1200), (["--active", "2001"], 150)):
            assert run("list", "--data", data, "--count", "--format", form, *options).out == f"{count}\n"
        assert len(run("list", "--data", data, "--format", "ndjson").out.splitlines()) == 1500
    # Nobody asked for the best 20 only.
    assert run("search", "piracy", "--data", data, "--count").out == "1500\n"
    assert run("search", "piracy", "--data", data, "--count", "--limit", "30").out == "30\n"


def test_what_counts_otherwise_has_no_such_option(run: Run) -> None:
    for command in (["show", "aircop"], ["check"], ["sql", "select 1"]):
        result = run(*command, "--count")
        assert (result.code, result.out) == (2, "")


def test_rows_without_a_header(small: Run) -> None:
    for form, rows in (("csv", "safe-harbour\r\n"), ("tsv", "safe-harbour\n")):
        options = ["--fields", "id", "--limit", "1", "--format", form]
        assert small("list", *options).out == f"id{rows[len('safe-harbour') :]}{rows}"
        assert small("list", *options, "--no-header").out == rows


def test_a_byte_order_mark_comes_first_and_once(small: Run) -> None:
    for form in ("csv", "tsv"):
        options = ["--fields", "id", "--format", form]
        assert small("list", *options, "--bom").out == f"\ufeff{small('list', *options).out}"
        assert small("list", *options, "--bom", "--no-header").out.startswith("\ufeffsafe-harbour")


def test_raw_texts_are_as_they_are(run: Run, tmp_path: Path) -> None:
    data = tmp_path / "data.toml"
    data.write_text('[portfolio]\ntitle = "x"\n[[projects]]\nid = "p"\ntitle = "=1+1"\n', encoding="utf-8")
    for form in ("csv", "tsv"):
        options = ["list", "--data", str(data), "--fields", "title", "--no-header", "--format", form]
        assert run(*options).out.strip() == "'=1+1"
        assert run(*options, "--raw").out.strip() == "=1+1"
        assert run("show", "p", *options[1:], "--raw").out.strip() == "=1+1"


@pytest.mark.parametrize("option", ["--raw", "--no-header", "--bom"])
def test_what_only_rows_have_asks_for_rows(small: Run, on_terminal: Callable[..., None], option: str) -> None:
    rows = small("list").out
    row = small("show", "saha", option, "--format", "tsv").out
    assert small("show", "saha", option).out == row
    changed = {"--raw": rows, "--bom": f"\ufeff{rows}", "--no-header": rows[rows.index("\n") + 1 :]}
    assert small("list", option).out == changed[option]
    on_terminal(60)
    assert small("list", option).out == changed[option]
    assert small("show", "saha", option).out == row
    for form in ("table", "json", "ndjson", "markdown"):
        result = small("list", option, "--format", form)
        assert (result.code, result.out) == (2, "")
        assert result.err.startswith(f"error: {option} is for csv and tsv, not for {form}\n")


def test_an_ending_that_promises_another_form_is_refused(small: Run, tmp_path: Path) -> None:
    for name in ("out.ods", "OUT.DOCX", "out.toml", "out.jsno"):
        target = tmp_path / name
        result = small("list", "-o", str(target))
        assert (result.code, result.out) == (2, "")
        assert result.err.startswith(f"error: --output {target}: there is no format .")
        assert "use .json, .ndjson, .csv" in result.err
        assert not target.exists()
        assert small("list", "--fields", "id", "--limit", "1", "-o", str(target), "--format", "tsv").code == 0
        assert target.read_text(encoding="utf-8") == "id\nsafe-harbour\n"
    assert small("list", "-o", str(tmp_path / "out.txt")).code == 0


def test_markdown_has_another_name(small: Run) -> None:
    assert small("list", "--format", "md").out == small("list", "--format", "markdown").out


def test_ndjson_has_another_name(small: Run) -> None:
    lines = small("list", "--format", "ndjson").out
    assert len(lines.splitlines()) == 5
    assert [small("list", "--format", name).out for name in ("jsonl", "JSONL")] == [lines, lines]


@pytest.fixture
def pager(tmp_path: Path) -> Path:
    """Return a pager that notes what it gets; given a number, it reads so many lines and leaves with 3."""
    path = tmp_path / "a pager"
    path.write_text(
        f"#!{sys.executable}\n"
        "import os, pathlib, sys\n"
        "lines = sys.stdin.readlines() if len(sys.argv) < 2 else"
        " [sys.stdin.readline() for _ in range(int(sys.argv[1]))]\n"
        "got = pathlib.Path(__file__).with_name('got')\n"
        "got.write_text(os.environ['LESS'] + '\\n' + ''.join(lines), encoding='utf-8')\n"
        "sys.exit(len(sys.argv) > 1 and 3)\n",
        encoding="utf-8",
    )
    path.chmod(path.stat().st_mode | stat.S_IXUSR)
    return path


def test_a_pager_gets_what_the_terminal_would(pager: Path) -> None:
    unpaged = shown("list", *SMALL_DATA)
    quoted = f"'{pager}'"
    screen = shown("list", *SMALL_DATA, "--pager", UNODC_PAGER=quoted, PAGER="no-such-thing", LESS="R")
    less, _, got = (pager.parent / "got").read_text(encoding="utf-8").partition("\n")
    assert less == "R"
    assert "\x1b[1m" in got
    assert screen == (0, unpaged.text.removeprefix(got))
    shown("list", *SMALL_DATA, "--pager", "--json", PAGER=quoted, UNODC_PAGER="")
    less, _, got = (pager.parent / "got").read_text(encoding="utf-8").partition("\n")
    assert less == "FRX"
    assert len(json.loads(got)) == 5


def test_without_a_terminal_there_is_no_pager(pager: Path, tmp_path: Path) -> None:
    assert piped("list", *SMALL_DATA, "--pager", UNODC_PAGER=f"'{pager}'").stdout.startswith("id\t")
    target = str(tmp_path / "out")
    assert shown("list", *SMALL_DATA, "--pager", "-o", target, UNODC_PAGER=f"'{pager}'").code == 0
    assert not (pager.parent / "got").exists()


def test_a_pager_that_is_not_asked_for_is_not_started(pager: Path) -> None:
    assert "safe-harbour" in shown("list", *SMALL_DATA, UNODC_PAGER=f"'{pager}'", PAGER=f"'{pager}'").text
    assert not (pager.parent / "got").exists()


def test_a_pager_that_is_left_early_is_no_mistake(pager: Path, tmp_path: Path) -> None:
    data = str(many(tmp_path / "many.toml", 3000))
    screen = shown("list", "--data", data, "--pager", "--json", UNODC_PAGER=f"'{pager}' 2")
    assert screen == (0, "")
    bad = tmp_path / "bad.toml"
    bad.write_text("x = 1\n", encoding="utf-8")
    # What the command says by its exit code is not what the pager says.
    assert shown("check", str(bad), "--pager", UNODC_PAGER=f"'{pager}' 1").code == 1
    assert "2 errors" in (pager.parent / "got").read_text(encoding="utf-8")


def test_no_shell_runs_the_pager(tmp_path: Path) -> None:
    touched = tmp_path / "touched"
    screen = shown("list", *SMALL_DATA, "--pager", UNODC_PAGER=f"no-such-pager; touch {touched}")
    assert "safe-harbour" in screen.text
    assert "note: the pager 'no-such-pager; touch" in screen.text
    assert not touched.exists()


@pytest.mark.parametrize(
    ("command", "said"),
    [
        ("'unbalanced", "cannot be started: No closing"),
        ("/", "cannot be started: "),
        (" ", "there is no pager"),
    ],
)
def test_without_a_pager_the_answer_is_given_all_the_same(command: str, said: str, tmp_path: Path) -> None:
    # Nor is there `less`.
    nowhere = os.fspath(tmp_path)
    screen = shown("list", *SMALL_DATA, "--pager", UNODC_PAGER=command, PAGER="", PATH=nowhere, width=120)
    assert screen.code == 0
    assert "safe-harbour" in screen.text
    assert said in screen.text


def test_a_format_that_the_ending_contradicts_is_said(small: Run, tmp_path: Path) -> None:
    target = tmp_path / "a.svg"
    said = f"note: {target} is written as csv, whatever its ending says\n"
    assert said in small("list", "-o", str(target), "--format", "csv").err
    assert "whatever" not in small("list", "-o", str(tmp_path / "a.csv"), "--format", "csv").err
    assert "whatever" not in small("list", "-o", str(tmp_path / "a.txt"), "--format", "csv").err
