"""Data that can be read only once: pipes and standard input."""

import json
import os
import subprocess
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import pytest

from conftest import ACTIVITIES, SMALL, Run
from unodc_cli.files import inputs
from unodc_cli.readers import detect, workers


@contextmanager
def piped(pipe: Path, content: bytes) -> Iterator[str]:
    """Give the name of a pipe into which this is written once."""
    os.mkfifo(pipe)
    with subprocess.Popen(["sh", "-c", 'cat > "$0"', str(pipe)], stdin=subprocess.PIPE) as writer:
        assert writer.stdin
        writer.stdin.write(content)
        writer.stdin.close()
        try:
            yield str(pipe)
        except BaseException:
            writer.kill()  # it may still wait for a reader
            raise
        assert writer.wait(30) == 0


def typed(*arguments: str, given: bytes, copies: Path) -> subprocess.CompletedProcess[str]:
    """Run a command that has this for standard input; nothing of it may stay."""
    copies.mkdir()
    done = subprocess.run(
        [sys.executable, "-m", "unodc_cli", *arguments],
        input=given,
        capture_output=True,
        env={**os.environ, "TMPDIR": str(copies)},
        check=False,
    )
    assert not list(copies.iterdir())
    return subprocess.CompletedProcess(done.args, done.returncode, done.stdout.decode(), done.stderr.decode())


@pytest.mark.parametrize("name", ["data.toml", "63"])
def test_a_pipe_is_data_like_a_file(run: Run, tmp_path: Path, name: str) -> None:
    with piped(tmp_path / name, SMALL.read_bytes()) as pipe:
        assert run("list", "--json", "--data", pipe) == run("list", "--json", "--data", str(SMALL))


def test_a_pipe_is_examined_like_a_file(run: Run, tmp_path: Path) -> None:
    with piped(tmp_path / "pipe", SMALL.read_bytes()) as pipe:
        said = run("check", "--json", pipe).out
    assert json.loads(said.replace(pipe, str(SMALL))) == json.loads(run("check", "--json", str(SMALL)).out)


def test_a_pipe_of_published_data_is_its_own_source(run: Run, tmp_path: Path) -> None:
    with piped(tmp_path / "pipe", ACTIVITIES.read_bytes()) as pipe:
        [source] = json.loads(run("sources", "--json", "--data", pipe).out)
    assert (source["id"], source["title"]) == (pipe, "pipe")


def test_pipes_that_are_read_by_processes_of_their_own_keep_their_names(tmp_path: Path) -> None:
    with piped(tmp_path / "pipe", ACTIVITIES.read_bytes()) as pipe, inputs.opened([Path(pipe)]) as files:
        readings = detect.read_all(files, inputs.bundled())
        batches = [batch for _, batch in workers.batches(readings, worth_a_process=0)]
    assert {fault.file for batch in batches for fault in batch.faults} == {pipe}


def test_the_faults_of_a_pipe_are_told_under_its_name(run: Run, tmp_path: Path) -> None:
    with piped(tmp_path / "pipe", b"[portfolio]\ntitle = 5\n") as pipe:
        result = run("list", "--data", pipe)
    assert (result.code, result.err) == (
        1,
        f"error: {pipe}:2: portfolio: 'title' must be text: put it in quotes\n",
    )


def test_what_comes_through_a_pipe_is_asked_anew_each_time(run: Run, tmp_path: Path) -> None:
    with piped(tmp_path / "pipe", SMALL.read_bytes()) as pipe:
        assert run("list", "--count", "--data", pipe).out == "5\n"
    Path(pipe).unlink()
    with piped(tmp_path / "pipe", b'[portfolio]\ntitle = "T"\n') as pipe:
        assert run("list", "--count", "--data", pipe).out == "0\n"


def test_a_dash_is_standard_input(tmp_path: Path) -> None:
    done = typed("list", "--count", "--data", "-", given=SMALL.read_bytes(), copies=tmp_path / "a")
    assert (done.returncode, done.stdout, done.stderr) == (0, "5\n", "")
    done = typed("check", "-", given=b"[portfolio]\n", copies=tmp_path / "b")
    assert done.returncode == 1
    assert "standard input:1: portfolio: 'title' is missing" in done.stdout
    done = typed("list", "--data", "-", given=b"", copies=tmp_path / "c")
    assert done.returncode == 1
    assert done.stderr.startswith("error: standard input:1: 'portfolio' is missing: ")


def test_the_same_pipe_under_two_names_is_read_once(tmp_path: Path) -> None:
    data = ("--data", "-", "--data", "/dev/stdin", "--data", "-")
    done = typed("list", "--count", *data, given=SMALL.read_bytes(), copies=tmp_path / "copies")
    assert (done.returncode, done.stdout, done.stderr) == (0, "5\n", "")


def test_standard_input_that_is_closed_is_one_clear_error() -> None:
    command = f'"{sys.executable}" -m unodc_cli list --data - <&-'
    done = subprocess.run(["sh", "-c", command], capture_output=True, text=True, check=False)
    assert (done.returncode, done.stderr) == (1, "error: standard input: cannot be read: it is closed\n")


def test_standard_input_cannot_be_the_question_and_the_data(run: Run) -> None:
    result = run("sql", "-", "--data", "-")
    assert result.code == 2
    assert result.err.startswith("error: - is standard input, which cannot be both")


@pytest.mark.parametrize("words", [("list", "--data"), ("check",)])
def test_an_address_on_the_web_is_refused_as_such(run: Run, words: tuple[str, ...]) -> None:
    result = run(*words, "https://example.org/data/portfolio.toml")
    assert (result.code, result.err) == (
        2,
        (
            "error: https://example.org/data/portfolio.toml: only files on this machine are read; "
            "the network is not used\nhint: download it, and use the file\n"
        ),
    )
