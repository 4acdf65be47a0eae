"""The help of each command: what it says, how it looks, and that its examples work."""

import os
import re
import shlex
import shutil
import subprocess
import sys
from pathlib import Path

import pytest

from conftest import Run
from unodc_cli.cli import help as manual
from unodc_cli.cli.options import OUTPUT, Option, parameters
from unodc_cli.cli.registry import COMMANDS, commands
from unodc_cli.views.help import text
from unodc_cli.views.terminal import Terminal

DATA = Path(__file__).parents[1] / "data"
DOCS = Path(__file__).parents[2] / "docs"
TOLD = {name: manual.parse_docstring(command) for name, command in commands(COMMANDS)}
EXAMPLES = [*manual.EXAMPLES, *(example for told in TOLD.values() for example in told.examples)]
# In lines: the window of a terminal without settings.
# The shared filters alone are three lines.
SCREEN = 26


@pytest.fixture
def desk(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """Go where the files are of which the examples speak."""
    shutil.copy(DATA / "activities.xml", tmp_path / "activities.xml")
    shutil.copy(DATA / "organisations.xml", tmp_path / "organisations.xml")
    shutil.copy(DOCS / "examples" / "safe-rivers.toml", tmp_path / "my-portfolio.toml")
    (tmp_path / "question.sql").write_text("select id, title from projects", encoding="utf-8")
    (tmp_path / "unodc").write_text(f'#!/bin/sh\nexec "{sys.executable}" -m unodc_cli "$@"\n')
    (tmp_path / "unodc").chmod(0o755)
    monkeypatch.setenv("PATH", os.pathsep.join([str(tmp_path), os.environ["PATH"]]))
    monkeypatch.setenv("EDITOR", "echo")
    monkeypatch.chdir(tmp_path)
    return tmp_path


@pytest.mark.parametrize("example", EXAMPLES)
def test_an_example_works(run: Run, desk: Path, example: str) -> None:
    before = set(desk.rglob("*"))
    if re.search(r"[|<>$]", example):
        if "| jq" in example and not shutil.which("jq"):
            pytest.skip("jq is not here")
        done = subprocess.run(example, shell=True, capture_output=True, text=True, check=False)
        code, out, err = done.returncode, done.stdout, done.stderr
    else:
        result = run(*shlex.split(example)[1:])
        code, out, err = result.code, result.out, result.err
    assert code == 0
    assert "error" not in err
    written = [file for file in desk.rglob("*") if file.is_file() and file not in before]
    assert out.strip() not in ("", "null") or (written and written[0].stat().st_size)


@pytest.mark.parametrize("command", COMMANDS)
def test_help_begins_with_a_summary_and_ends_with_examples(run: Run, command: str) -> None:
    help_ = run(command, "--help")
    assert (help_.code, help_.err) == (0, "")
    summary, *_ = help_.out.split("\n\n")
    assert summary == TOLD[command].summary
    examples = help_.out.split("Examples:\n")[1].splitlines()
    assert len(examples) >= 2 or command == "schema"
    assert all(f"unodc {command}" in example for example in examples)


@pytest.mark.parametrize("command", [None, *COMMANDS])
def test_help_fits_a_screen_and_nothing_is_forgotten(run: Run, command: str | None) -> None:
    out = run(*filter(None, [command]), "--help").out
    lines = out.splitlines()
    # The help of the tool has a line for each command beside the rest.
    assert len(lines) <= (SCREEN if command else SCREEN + len(COMMANDS) + 6)
    assert max(map(len, lines)) <= 80
    assert not re.search(r"\n\n\n|\n\n$|^\n", out)
    if command:
        [(_, function)] = commands([command])
        for declared in (parameter.declared for parameter in parameters(function).values()):
            if not isinstance(declared, Option):
                assert declared.metavar in out
            elif not declared.hidden:
                assert re.search(rf"^  .*{declared.flag}\b", out, re.MULTILINE)


@pytest.mark.parametrize("width", [40, 60, 80, 120])
@pytest.mark.parametrize("command", ["list", "help", None])
def test_help_is_as_wide_as_the_terminal_and_says_the_same(command: str | None, width: int) -> None:
    parts = manual.of_command(command) if command else manual.of_tool()
    drawn = text(parts, Terminal(interactive=True, width=width))
    assert drawn.split() == text(parts, Terminal(interactive=False)).split()
    before, _, _ = drawn.partition("Examples:")
    assert max(map(len, before.splitlines())) <= min(width, 80)


@pytest.mark.parametrize("width", [40, 80])
def test_colours_change_nothing_but_colours(width: int) -> None:
    plain = Terminal(interactive=True, width=width)
    for parts in (manual.of_tool(), *map(manual.of_command, COMMANDS)):
        coloured = text(parts, plain._replace(colour=True))
        assert "\x1b[" in coloured
        # Neither red nor green: not everyone sees the difference.
        assert not re.search(r"\x1b\[[0-9;]*\b(?:3|9|4|10)[12]m", coloured)
        assert re.sub(r"\x1b\[[0-9;]*m", "", coloured) == text(parts, plain)


def test_every_command_is_in_one_group() -> None:
    assert sorted(name for names in manual.GROUPS.values() for name in names) == sorted(COMMANDS)


def test_a_variable_stands_with_its_option() -> None:
    option = OUTPUT["data"].declared
    assert isinstance(option, Option)
    assert "UNODC_DATA" in str(option.help)


@pytest.mark.parametrize(
    "words",
    [
        ["list", "-h"],
        ["list", "--theme", "maritime", "--help"],
        ["list", "--help", "--jsno"],
        ["help", "list"],
        ["list", "--limit", "few", "-h"],
    ],
    ids=" ".join,
)
def test_help_is_asked_for_wherever_it_stands(run: Run, words: list[str]) -> None:
    assert run(*words) == run("list", "--help")


def test_what_only_looks_like_it_asks_for_no_help(run: Run) -> None:
    assert run("show", "--", "--help").err.startswith("error: there is no project '--help'\n")
    assert run("list", "--theme", "--help").err.startswith("error: there is no theme '--help'\n")
    assert run("list", "--jsno", "--help").err.startswith("error: unodc list has no option --jsno\n")
