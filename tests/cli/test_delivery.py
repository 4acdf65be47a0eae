"""The targets of an answer: stdout, files, pipes, devices."""

import json
import os
import stat
import subprocess
import sys
import threading
from collections.abc import Callable
from pathlib import Path

import pytest

from conftest import SMALL, Run

COMMAND = [sys.executable, "-m", "unodc_cli", "list", "--fields", "id", "--data", str(SMALL)]


def test_a_pipe_is_written_into_and_stays_a_pipe(small: Run, tmp_path: Path) -> None:
    pipe = tmp_path / "pipe"
    os.mkfifo(pipe)
    read: list[str] = []
    reader = threading.Thread(target=lambda: read.append(pipe.read_text(encoding="utf-8")))
    reader.start()
    assert small("list", "--fields", "id", "-o", str(pipe)).code == 0
    reader.join()
    assert read[0].startswith("id\nsafe-harbour\n")
    assert pipe.is_fifo()


def test_a_file_is_no_terminal(small: Run, on_terminal: Callable[..., None], tmp_path: Path) -> None:
    on_terminal(80, colour=True)
    for form, drawn in ((None, False), ("table", True)):
        target = tmp_path / "out"
        options = ["--format", form] if form else []
        assert small("list", *options, "-o", str(target)).code == 0
        text = target.read_text(encoding="utf-8")
        assert "\x1b" not in text
        assert ("───" in text) == drawn


def test_a_link_is_followed(small: Run, tmp_path: Path) -> None:
    target, link = tmp_path / "target", tmp_path / "link"
    link.symlink_to(target)
    assert small("list", "-o", str(link)).code == 0
    assert link.is_symlink()
    assert "safe-harbour" in target.read_text(encoding="utf-8")


def test_a_file_keeps_its_rights_and_a_new_one_has_those_of_others(small: Run, tmp_path: Path) -> None:
    old, new, other = tmp_path / "old", tmp_path / "new", tmp_path / "other"
    old.touch(0o640)
    other.touch()
    for target in (old, new):
        small("list", "-o", str(target))
    assert stat.S_IMODE(old.stat().st_mode) == 0o640
    assert new.stat().st_mode == other.stat().st_mode


@pytest.mark.skipif(not Path("/dev/full").exists(), reason="only where there is such a device")
def test_a_full_device_is_one_line() -> None:
    with Path("/dev/full").open("w", encoding="utf-8") as full:
        done = subprocess.run(COMMAND, stdout=full, stderr=subprocess.PIPE, text=True, check=False)
    assert done.returncode == 1
    assert done.stderr == "error: cannot write standard output: No space left on device\n"


@pytest.mark.parametrize("closed", [">&-", "2>&-", ">&- 2>&-"])
def test_what_is_written_to_a_closed_stream_is_gone(closed: str) -> None:
    command = " ".join(COMMAND)
    done = subprocess.run(f"{command} {closed}", shell=True, capture_output=True, text=True, check=False)
    assert (done.returncode, done.stderr) == (0, "")
    assert ("safe-harbour" in done.stdout) == (">&-" not in closed.split())


def test_a_disk_that_is_full_leaves_the_old_file_as_it_was(tmp_path: Path) -> None:
    target = tmp_path / "out.json"
    target.write_text("old", encoding="utf-8")
    # No file may be longer than this: what a disk says that is full, for one process.
    code = (
        "import resource, sys\n"
        "resource.setrlimit(resource.RLIMIT_FSIZE, (1000, 1000))\n"
        f"sys.argv = ['unodc', 'list', '--json', '--data', {str(SMALL)!r}, '-o', {str(target)!r}]\n"
        "from unodc_cli.__main__ import main\n"
        "main()\n"
    )
    subprocess.run(COMMAND, capture_output=True, check=True)  # so that nothing else is to be written
    done = subprocess.run([sys.executable, "-B", "-c", code], capture_output=True, text=True, check=False)
    assert done.returncode == 1
    assert done.stderr == f"error: cannot write {target}: File too large\n"
    assert [file.name for file in tmp_path.iterdir()] == ["out.json"]
    assert target.read_text(encoding="utf-8") == "old"


def test_a_file_takes_a_name_that_is_no_utf_8(run: Run, tmp_path: Path) -> None:
    target = tmp_path / "out.json"
    assert run("check", str(tmp_path / "x\udcff.toml"), "--json", "--output", str(target)).code == 1
    assert json.loads(target.read_text(encoding="utf-8"))["files"] == [
        f"{tmp_path}/x\N{REPLACEMENT CHARACTER}.toml"
    ]
