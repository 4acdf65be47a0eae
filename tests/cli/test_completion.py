"""Completion of the command line, in each shell."""

import os
import shutil
import subprocess
import sys
from collections.abc import Callable
from pathlib import Path

import pytest

from conftest import ACTIVITIES, SMALL, Run
from unodc_cli.cli import shells

BREAKS = " \t\n\"'><=;|&(:"
Complete = Callable[..., list[str]]


@pytest.fixture
def complete(run: Run, monkeypatch: pytest.MonkeyPatch) -> Complete:
    """Return what the script of a shell gets for a command line up to the cursor."""

    def answer(line: str, shell: str = "fish") -> list[str]:
        monkeypatch.setenv("_UNODC_COMPLETE", shell)
        monkeypatch.setenv("_UNODC_LINE", line)
        monkeypatch.setenv("_UNODC_BREAKS", BREAKS)
        result = run()
        assert (result.code, result.err) == (0, "")
        return result.out.splitlines()

    return answer


def texts(lines: list[str]) -> list[str]:
    return [line.split("\t")[0] for line in lines[1:]]


@pytest.mark.parametrize(
    ("typed", "completed"),
    [
        ("list --theme mar", "maritime"),
        ("list --partner inter", "interpol"),
        ("list --partner INT", "interpol"),
        ("list --country k", "Kenya"),
        ("list --country south", "South Africa"),
        ("list --country cote", "Côte d'Ivoire"),
        ("show airc", "aircop"),
        ("show 'AIRCOP ", "AIRCOP VI"),
        ("show AIRCOP\\ ", "AIRCOP VI"),
        ("show aircop mas", "mase"),
        ("show -- airc", "aircop"),
        ("list --status ac", "active"),
        ("list --format nd", "ndjson"),
        ("list --format=nd", "--format=ndjson"),
        ("list --theme=mar", "--theme=maritime"),
        ("by-theme --en", "--ends"),
        ("by se", "sector-category"),
        ("by theme --per fi", "fiscal-year"),
        ("terms pub", "publisher"),
        ("list --fields id,ti", "id,title"),
        ("list --fields eu-contribution.v", "eu-contribution.value"),
        ("by-theme --fields key,co", "key,count"),
        ("sources --sort pu", "publisher"),
        ("list --sort -st", "-start"),
        ("list --sort status,-eu", "status,-eu-contribution"),
        ("search x --fields id,ex", "id,excerpt"),
        ("check --rule 6.1", "6.11.1"),
        ("check --rule html", "HTML in a text"),
        ("check --rule 'no mon", "no money"),
        ("help ex", "exit-codes"),
        ("li", "list"),
        ("--ver", "--version"),
        ("list --he", "--help"),
        ("list --data bun", "bundled"),
        (f"list --data {SMALL} --theme wi", "wildlife"),
        (f"list --data={SMALL} --theme wi", "wildlife"),
    ],
)
def test_a_word_is_completed(complete: Complete, typed: str, completed: str) -> None:
    assert completed in texts(complete(f"unodc {typed}"))


@pytest.mark.parametrize(
    "typed", ["nothing ", "list maritime", "list --limit ", "list --text ", "show -- --js", "list --theme zz"]
)
def test_other_words_are_not_completed(complete: Complete, typed: str) -> None:
    assert complete(f"unodc {typed}") == ["words"]


def test_an_entry_of_a_list_is_offered_once(complete: Complete) -> None:
    offered = texts(complete("unodc list --fields id,title,"))
    assert "id,title,start" in offered
    assert not {"id,title,id", "id,title,title"} & set(offered)


@pytest.mark.parametrize("typed", ["check ", "list --data x", "list -o ", "list --output=x", "diff a "])
def test_the_shell_adds_file_names_where_a_file_is_typed(complete: Complete, typed: str) -> None:
    assert complete(f"unodc {typed}")[0] == "files"


def test_names_are_those_of_the_data_in_use(
    complete: Complete, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    assert "aircop" in texts(complete("unodc show a"))
    assert "aircop" not in texts(complete(f"unodc show --data {ACTIVITIES} a"))
    shutil.copy(SMALL, tmp_path / "small.toml")
    monkeypatch.setenv("HOME", str(tmp_path))
    assert texts(complete("unodc list --data ~/small.toml --theme w")) == ["wildlife"]
    monkeypatch.setenv("UNODC_DATA", str(SMALL))
    assert "aircop" not in texts(complete("unodc show a"))
    assert complete("unodc show --data gone.toml a") == ["words"]


@pytest.mark.parametrize(
    ("line", "inserted"),
    [
        ("unodc list --country south\\ a", ["South\\ Africa"]),
        ("unodc list --country 'south a", ["South Africa"]),
        ('unodc list --country "south a', ["South Africa"]),
        ("unodc list --country=south\\ a", ["South\\ Africa"]),
        ("unodc list --country cote", ["Côte\\ d\\'Ivoire"]),
        ("unodc list --country 'cote", []),
        ("unodc list --theme=mar", ["maritime"]),
        (f"unodc show --data {ACTIVITIES} XX-DEMO:", []),
    ],
)
def test_bash_gets_the_part_of_a_word_that_it_replaces(
    complete: Complete, line: str, inserted: list[str]
) -> None:
    assert complete(line, "bash")[1:] == inserted


def test_bash_breaks_words_at_colons(complete: Complete, tmp_path: Path) -> None:
    file = tmp_path / "colons.xml"
    activity = "<iati-activity><iati-identifier>XX-1:SO</iati-identifier></iati-activity>"
    text = f'<iati-activities version="2.03">{activity}</iati-activities>'
    file.write_text(text, encoding="utf-8")
    assert complete(f"unodc show --data {file} XX-1:", "bash")[1:] == ["SO"]
    assert complete(f"unodc show --data {file} XX", "bash")[1:] == ["XX-1:SO"]
    assert complete(f"unodc show --data {file} 'XX-1:", "bash")[1:] == ["XX-1:SO"]


@pytest.mark.parametrize(
    ("line", "words", "value", "quote", "kept"),
    [
        ("", [], "", "", ""),
        ("unodc ", ["unodc"], "", "", ""),
        ("a 'b c' d", ["a", "b c"], "d", "", ""),
        ("a 'b c' 'd e", ["a", "b c"], "d e", "'", ""),
        ('a "b\\"c\\d', ["a"], 'b"c\\d', '"', ""),
        ("a b\\ c", ["a"], "b c", "", ""),
        ("a --x='y z", ["a"], "--x=y z", "'", "--x="),
        ("a '' x:y", ["a", ""], "x:y", "", "x:"),
        ("a b\\", ["a"], "b", "", ""),
    ],
)
def test_a_line_is_split_as_a_shell_does(
    line: str, words: list[str], value: str, quote: str, kept: str
) -> None:
    assert shells.split(line, BREAKS) == (words, shells.Word(value, quote, kept))


@pytest.fixture
def tool(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """Put the tool where a shell finds it, and its completion scripts beside it."""
    command = tmp_path / "unodc"
    command.write_text(f'#!/bin/sh\nexec "{sys.executable}" -m unodc_cli "$@"\n', encoding="utf-8")
    command.chmod(0o755)
    monkeypatch.setenv("PATH", os.pathsep.join([str(tmp_path), os.environ["PATH"]]))
    for shell, script in shells.SCRIPTS.items():
        (tmp_path / f"script.{shell}").write_text(script, encoding="utf-8")
    return tmp_path


def in_shell(shell: str, code: str) -> str:
    if not shutil.which(shell):
        pytest.skip(f"{shell} is not here")
    flags = {"bash": ["--norc"], "zsh": ["-f"], "fish": ["--no-config"]}[shell]
    done = subprocess.run([shell, *flags, "-c", code], capture_output=True, text=True, check=True)
    assert done.stderr == ""
    return done.stdout


def test_the_script_of_bash_works_in_bash(tool: Path) -> None:
    code = f"""source {tool}/script.bash
    COMP_LINE='unodc list --country south'; COMP_POINT=${{#COMP_LINE}}; _unodc unodc
    printf '%s\\n' "${{COMPREPLY[@]}}"; complete -p unodc"""
    assert in_shell("bash", code).splitlines() == [
        "South\\ Africa",
        "South\\ Sudan",
        "complete -o default -F _unodc unodc",
    ]


def test_the_script_of_fish_works_in_fish(tool: Path) -> None:
    code = f"source {tool}/script.fish; complete -C 'unodc list --country south'"
    assert in_shell("fish", code).splitlines() == ["South Africa\tZA", "South Sudan\tSS"]


def test_the_script_of_zsh_works_in_zsh(tool: Path) -> None:
    code = f"""compdef() {{ : }}; compadd() {{ print -rl -- "${{(@P)${{@[-1]}}}}" }}; _files() {{ : }}
    source {tool}/script.zsh
    words=(unodc list --country south); CURRENT=4; PREFIX=south; _unodc || true"""
    assert in_shell("zsh", code).splitlines() == ["South Africa", "South Sudan"]


def test_a_script_is_installed_once(run: Run, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("HOME", str(tmp_path))
    monkeypatch.delenv("XDG_CONFIG_HOME")
    (tmp_path / ".bashrc").write_text("alias l=ls", encoding="utf-8")
    for shell, place in (
        ("bash", ".bash_completions/unodc.sh"),
        ("zsh", ".zfunc/_unodc"),
        ("fish", ".config/fish/completions/unodc.fish"),
    ):
        for _ in range(2):
            result = run("--install-completion", shell)
            assert result.code == 0
            assert place in result.out
        assert (tmp_path / place).read_text(encoding="utf-8") == run("--show-completion", shell).out
    source = f"source '{tmp_path}/.bash_completions/unodc.sh'"
    assert (tmp_path / ".bashrc").read_text(encoding="utf-8") == f"alias l=ls\n{source}\n"


def test_the_shell_is_known_or_must_be_named(run: Run, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(os, "getppid", lambda: 0)
    monkeypatch.setenv("SHELL", "/usr/bin/fish")
    assert run("--show-completion").out == shells.SCRIPTS["fish"]
    monkeypatch.setenv("SHELL", "/bin/tcsh")
    result = run("--show-completion")
    assert (result.code, result.out) == (2, "")
    assert result.err.startswith(
        "error: there is no completion for the shell 'tcsh'\nhint: name one of bash,"
    )


def test_a_folder_that_cannot_be_written_is_an_error(
    run: Run, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("HOME", str(tmp_path))
    (tmp_path / ".zfunc").write_text("a file", encoding="utf-8")
    result = run("--install-completion", "zsh")
    assert result.code == 1
    assert result.err.startswith("error: cannot write ")
