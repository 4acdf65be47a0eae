"""Runs in a process of their own: pipes, signals, locales, a real terminal."""

import os
import signal
import subprocess
import sys
from pathlib import Path

import pytest

from conftest import SMALL
from screens import shown

COMMAND = [sys.executable, "-m", "unodc_cli"]
TARGET = ["--data", str(SMALL)]


def many_projects(path: Path) -> Path:
    """Write a portfolio whose JSON is larger than a pipe holds."""
    projects = (f'[[projects]]\nid = "p{n}"\ntitle = "{"Long title " * 20}"\n' for n in range(400))
    path.write_text('[portfolio]\ntitle = "Many"\n' + "".join(projects), encoding="utf-8")
    return path


@pytest.mark.parametrize("form", ["json", "ndjson", "csv", "tsv", "table"])
def test_a_closed_pipe_ends_in_silence(tmp_path: Path, form: str) -> None:
    data = many_projects(tmp_path / "many.toml")
    listing = subprocess.Popen(
        [*COMMAND, "list", "--format", form, "--data", data], stdout=subprocess.PIPE, stderr=subprocess.PIPE
    )
    assert listing.stdout is not None
    assert listing.stderr is not None
    listing.stdout.read(1)
    listing.stdout.close()
    said = listing.stderr.read().decode()
    listing.stderr.close()
    assert (listing.wait(), said.replace("note: hidden columns: period, status, eu-contribution", "")) == (
        0,
        "",
    )


def many_faults(path: Path, count: int) -> Path:
    path.write_text(
        '[portfolio]\ntitle = "x"\n' + "".join(f"k{n} = 1\n" for n in range(count)), encoding="utf-8"
    )
    return path


@pytest.mark.parametrize("count", [1, 5000], ids=["fits", "is too long for a pipe"])
@pytest.mark.parametrize("with_notes", [False, True])
def test_the_exit_code_is_that_of_the_answer_whether_it_is_read_or_not(
    tmp_path: Path, count: int, with_notes: bool
) -> None:
    command = [*COMMAND, "check", str(many_faults(tmp_path / "bad.toml", count)), "--format", "csv"]
    read = subprocess.run(command, capture_output=True, check=False)
    assert read.returncode == 1
    # A pipe that nobody reads, from the beginning.
    reading, writing = os.pipe()
    os.close(reading)
    errors = writing if with_notes else subprocess.PIPE
    unread = subprocess.run(command, stdout=writing, stderr=errors, check=False)
    os.close(writing)
    assert unread.returncode == 1
    assert not unread.stderr


@pytest.mark.parametrize(("out", "err"), [(True, False), (False, True), (True, True)])
def test_nobody_listens_and_nothing_is_said_of_it(out: bool, err: bool) -> None:
    command = [*COMMAND, "by-theme", *TARGET, "--role", "funding"]
    assert b"note: " in subprocess.run(command, capture_output=True, check=True).stderr
    reading, writing = os.pipe()
    os.close(reading)
    done = subprocess.run(
        command,
        stdout=writing if out else subprocess.PIPE,
        stderr=writing if err else subprocess.PIPE,
        check=False,
    )
    os.close(writing)
    assert (done.returncode, done.stderr or b"") == (0, b"")
    assert out or done.stdout.startswith(b"key\t")


def test_ctrl_c_is_130_without_a_traceback() -> None:
    code = (
        "import os, signal, sys\n"
        "import unodc_cli.catalogue.cache as catalogue\n"
        "catalogue.running = lambda *_: os.kill(os.getpid(), signal.SIGINT)\n"
        "sys.argv = ['unodc', 'list']\n"
        "from unodc_cli.__main__ import main\n"
        "main()\n"
    )
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=False)
    assert done.returncode == 128 + signal.SIGINT
    assert "Traceback" not in done.stderr


@pytest.mark.parametrize("command", [["show", "nowhere"], ["list", "--theme", "x"], ["list", "--x"]])
def test_the_exit_code_is_that_of_the_mistake_whether_anyone_hears_of_it_or_not(command: list[str]) -> None:
    heard = subprocess.run([*COMMAND, *command], capture_output=True, check=False)
    reading, writing = os.pipe()
    os.close(reading)
    unheard = subprocess.run([*COMMAND, *command], stderr=writing, check=False)
    os.close(writing)
    assert heard.stderr.startswith(b"error: ")
    assert unheard.returncode == heard.returncode > 0


def test_any_locale_gives_utf_8_json() -> None:
    environment = {**os.environ, "LC_ALL": "C", "PYTHONUTF8": "0", "PYTHONCOERCECLOCALE": "0"}
    done = subprocess.run(
        [*COMMAND, "by-country", "--json"], capture_output=True, env=environment, check=True
    )
    assert "Côte d'Ivoire" in done.stdout.decode("utf-8")


def test_a_locale_without_unicode_gives_ascii_drawings() -> None:
    environment = {**os.environ, "LC_ALL": "C", "PYTHONUTF8": "0", "PYTHONCOERCECLOCALE": "0"}
    done = subprocess.run(
        [*COMMAND, "timeline", "--format", "table", *TARGET], capture_output=True, env=environment, check=True
    )
    assert "####" in done.stdout.decode("ascii")


@pytest.mark.parametrize("width", [60, 160])
def test_a_real_terminal_is_filled_and_not_more(width: int) -> None:
    screen = shown("list", *TARGET, width=width, NO_COLOR="1")
    assert screen.code == 0
    lines = screen.text.splitlines()
    rule = next(line for line in lines if line.startswith("───"))
    assert len(rule) <= width
    assert ("INTERPOL, IGAD" in screen.text) == (width == 160)


def test_help_is_plain_off_a_terminal() -> None:
    done = subprocess.run([*COMMAND, "list", "--help"], capture_output=True, text=True, check=True)
    assert "Usage: " in done.stdout
    assert "unodc list --theme maritime --country kenya" in done.stdout
    assert "╭" not in done.stdout
