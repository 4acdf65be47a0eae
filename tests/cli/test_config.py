"""The configuration: where it is, what wins over what, what is said of mistakes in it."""

import json
import os
import subprocess
import sys
from collections.abc import Callable
from pathlib import Path

import pytest

from conftest import SMALL, Run
from screens import piped, shown
from unodc_cli import __version__

DATA = '[portfolio]\ntitle = "Mine"\n[[projects]]\nid = "{id}"\ntitle = "One word"\n'


@pytest.fixture
def configured(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Callable[[str], Path]:
    """Write a configuration in the user's folder, and two data files beside it."""
    folder = tmp_path / "config" / "unodc"
    folder.mkdir(parents=True)
    for name in ("one", "two"):
        (folder / f"{name}.toml").write_text(DATA.format(id=name), encoding="utf-8")
    monkeypatch.setenv("XDG_CONFIG_HOME", str(folder.parent))

    def write(text: str) -> Path:
        path = folder / "config.toml"
        path.write_text(text, encoding="utf-8")
        return path

    return write


def ids(run: Run, *options: str) -> list[str]:
    return [project["id"] for project in json.loads(run("list", "--json", *options).out)]


def setting(run: Run, name: str) -> tuple[str, str]:
    [found] = [entry for entry in json.loads(run("config", "--json").out) if entry["setting"] == name]
    return found["value"], found["source"]


def test_the_data_is_that_of_what_is_nearest(
    run: Run, configured: Callable[[str], Path], monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    bundled = ids(run)
    path = configured("# mine\ndata = 'one.toml'\n")
    monkeypatch.chdir(tmp_path)  # a relative path is relative to the file
    assert ids(run) == ["one"]
    assert setting(run, "data") == (str(path.parent / "one.toml"), f"{path}:2")
    assert "data: Mine, 1 projects" in run("--version").out
    monkeypatch.setenv("UNODC_DATA", str(path.parent / "two.toml"))
    assert ids(run) == ["two"]
    assert setting(run, "data") == (str(path.parent / "two.toml"), "UNODC_DATA")
    assert len(ids(run, "--data", str(SMALL))) == 5
    monkeypatch.delenv("UNODC_DATA")
    configured('data = ["one.toml", "two.toml"]')
    assert ids(run) == ["one", "two"]
    assert setting(run, "data")[0].split(os.pathsep) == [
        str(path.parent / "one.toml"),
        str(path.parent / "two.toml"),
    ]
    monkeypatch.setenv("HOME", str(path.parent))
    configured("data = '~/two.toml'")
    assert ids(run) == ["two"]
    configured("")
    assert ids(run) == bundled


def test_completion_and_hints_ask_the_same_data(run: Run, configured: Callable[[str], Path]) -> None:
    configured("data = 'two.toml'")
    assert "unodc list --text two" in run("two").err
    code = "import sys; sys.argv = ['unodc']; from unodc_cli.__main__ import main; main()"
    asked = {"_UNODC_COMPLETE": "bash"}
    for text, typed, completed in (
        ("data = 'one.toml'", "o", ["words", "one"]),
        ("data = 'one.toml'", "z", ["words"]),
        ("data = 1", "o", ["words"]),
    ):
        configured(text)
        asked["_UNODC_LINE"] = f"unodc show {typed}"
        done = subprocess.run(
            [sys.executable, "-c", code],
            env={**os.environ, **asked},
            capture_output=True,
            text=True,
            check=False,
        )
        assert (done.stdout.split(), done.stderr) == (completed, "")
    assert "there is no command 'one'" in run("one").err


def test_a_format_holds_on_a_terminal_and_scripts_get_what_they_always_get(
    run: Run, configured: Callable[[str], Path], on_terminal: Callable[..., None], tmp_path: Path
) -> None:
    data = ("--data", str(SMALL))
    rows = run("list", *data).out
    documents = run("list", *data, "--json").out
    table = run("list", *data, "--format", "csv").out
    configured("format = 'CSV'\n")
    assert run("list", *data).out == rows
    on_terminal(80)
    assert run("list", *data).out == table
    assert run("list", *data, "--json").out == documents
    assert run("list", *data, "--no-header").out == "".join(rows.splitlines(keepends=True)[1:])
    target = tmp_path / "out"
    run("list", *data, "-o", str(target))
    assert target.read_text(encoding="utf-8") == rows
    configured("format = 'jsonl'\n")
    assert run("list", *data).out == run("list", *data, "--format", "ndjson").out


@pytest.mark.parametrize(
    ("environment", "options", "coloured"),
    [
        ({}, [], True),
        ({"NO_COLOR": "1"}, [], False),
        ({"TERM": "dumb"}, [], False),
        ({}, ["--color", "never"], False),
    ],
)
def test_colours_can_be_configured(
    configured: Callable[[str], Path], environment: dict[str, str], options: list[str], coloured: bool
) -> None:
    configured("color = 'always'")
    done = piped("list", "--format", "table", "--data", str(SMALL), *options, **environment)
    assert ("\x1b[" in done.stdout) == coloured
    configured("color = 'never'")
    assert "\x1b[" not in shown("list", "--data", str(SMALL)).text
    assert "\x1b[" in shown("list", "--data", str(SMALL), FORCE_COLOR="1").text


def test_a_pager_can_be_configured_but_does_not_open_by_itself(
    configured: Callable[[str], Path], tmp_path: Path
) -> None:
    got = tmp_path / "got"
    configured(f"""pager = "sh -c 'cat > {got}'"\n""")
    shown("list", "--data", str(SMALL))
    assert not got.exists()
    shown("list", "--data", str(SMALL), "--pager", PAGER="cat")
    assert not got.exists()
    assert shown("list", "--data", str(SMALL), "--pager").code == 0
    assert "safe-harbour" in got.read_text(encoding="utf-8")


@pytest.mark.parametrize(
    ("text", "said"),
    [
        ("\ncolr = 'never'\n", [":2: there is no setting 'colr': did you mean 'color'? It is one of: data,"]),
        ("format = 'exel'", [":1: there is no format 'exel': "]),
        ("format = 3", [":1: format must be a text, in quotes"]),
        ("color = true", [":1: color must be a text, in quotes"]),
        ("color = 'red'", [":1: there is no colour 'red': it is one of: auto, always, never"]),
        ("pager = ' '", [":1: pager must be a text, in quotes"]),
        ("data = []", [":1: data must be the path of a file or folder, or a list of paths"]),
        ("data = ['one.toml', 3]", [":1: data must be the path"]),
        ("[data]\nx = 1", [":1: data must be the path"]),
        ("data = one.toml", [":1: not TOML: "]),
        ("format = 'csv'\nformat = 'csv'", [":2: not TOML: "]),
        ("x = 1\nformat = 'csv'\ncolor = 1\n", [":1: there is no setting 'x'", ":3: color must be a text"]),
    ],
)
def test_mistakes_are_said_with_their_lines(
    run: Run, configured: Callable[[str], Path], text: str, said: list[str]
) -> None:
    path = configured(text)
    result = run("list")
    assert (result.code, result.out) == (1, "")
    *errors, hint = result.err.splitlines()
    assert hint.startswith("hint: `unodc help configuration`")
    assert len(errors) == len(said)
    for error, beginning in zip(errors, said, strict=True):
        assert error.startswith(f"error: {path}{beginning}")


def test_a_broken_configuration_does_not_hide_what_would_mend_it(
    run: Run, configured: Callable[[str], Path]
) -> None:
    path = configured("format = 'csv'\ncolor = 'red'\n")
    result = run("config", "--json")
    assert result.code == 1
    assert f"error: {path}:2: there is no colour 'red'" in result.err
    found = {entry["setting"]: (entry["value"], entry["source"]) for entry in json.loads(result.out)}
    assert found["format"] == ("csv", f"{path}:1")
    assert found["color"] == ("auto", "default")
    assert run("config", "--path").out == f"{path}\n"
    for words in (["--help"], ["list", "--help"], ["help", "configuration"], ["schema"]):
        assert run(*words).code == 0


def test_what_cannot_be_read_is_said(run: Run, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    latin = tmp_path / "latin.toml"
    latin.write_bytes(b"data = '\xe9'")
    for path, reason in (
        (tmp_path / "nowhere.toml", "cannot be read: No such file or directory"),
        (tmp_path, "cannot be read: Is a directory"),
        (latin, "not UTF-8: save the file as UTF-8 text"),
    ):
        monkeypatch.setenv("UNODC_CONFIG", str(path))
        result = run("list")
        assert (result.code, result.out) == (1, "")
        assert result.err.startswith(f"error: {path}: {reason}\n")


def test_a_file_that_is_named_stands_for_the_users_own(
    run: Run, configured: Callable[[str], Path], tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    path = configured("data = 'one.toml'")
    other = tmp_path / "other.toml"
    other.write_text(
        f"data = '{path.parent.name}/two.toml'".replace("unodc", "config/unodc"), encoding="utf-8"
    )
    monkeypatch.setenv("UNODC_CONFIG", str(other))
    assert ids(run) == ["two"]
    assert setting(run, "config file") == (str(other), "UNODC_CONFIG")
    monkeypatch.setenv("UNODC_CONFIG", os.devnull)
    assert len(ids(run)) > 1


def test_settings_have_one_shape_in_every_format(run: Run, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("NO_COLOR", "1")
    monkeypatch.setenv("UNODC_ASCII", "1")
    monkeypatch.setenv("PAGER", "more")
    found = json.loads(run("config", "--json").out)
    assert [list(entry) for entry in found] == [["setting", "value", "source", "set_by"]] * 8
    assert {entry["setting"]: entry["source"] for entry in found} == {
        "data": "default",
        "format": "default",
        "color": "NO_COLOR",
        "pager": "PAGER",
        "ascii": "UNODC_ASCII",
        "config file": "default",
        "cache folder": "UNODC_CACHE",
        "bundled data": "default",
    }
    for form in ("table", "csv", "tsv", "ndjson", "markdown"):
        result = run("config", "--format", form)
        assert result.code == 0
        assert result.out.count("more") == 1


def test_nothing_is_created_unasked_and_nothing_loaded_without_a_file(run: Run, tmp_path: Path) -> None:
    result = run("config")
    path = Path(run("config", "--path").out.strip())
    assert result.err == f"note: there is no {path}\n"
    assert not path.parent.exists()
    code = (
        "import sys\nfrom unodc_cli.cli import configuration\nconfiguration.data_paths()\n"
        "heavy = 'tomli', 'platformdirs', 'unodc_cli.readers'\n"
        "print([name for name in heavy if name in sys.modules])"
    )
    loaded = {}
    named = tmp_path / "config.toml"
    named.write_text("color = 'auto'", encoding="utf-8")
    for file in ("", str(named)):
        environment = {**os.environ, "UNODC_CONFIG": file}
        done = subprocess.run(
            [sys.executable, "-c", code], env=environment, capture_output=True, text=True, check=True
        )
        loaded[file] = done.stdout.strip()
    assert loaded == {"": "[]", str(named): "['tomli']"}


def test_settings_are_known_in_any_case(run: Run, configured: Callable[[str], Path]) -> None:
    file = configured('Format = "csv"\n')
    found = {row["setting"]: row["source"] for row in json.loads(run("config", "--json").out)}
    assert found["format"] == f"{file}:1"


def test_the_version_is_said_whatever_the_data(run: Run, configured: Callable[[str], Path]) -> None:
    configured('data = "gone.toml"\n')
    result = run("--version")
    assert result.out == f"unodc {__version__}\n"
    assert "gone.toml: cannot be read" in result.err
