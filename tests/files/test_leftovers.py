import os
import subprocess
import sys
import time
from pathlib import Path

import pytest

from unodc_cli.files import leftovers


@pytest.fixture
def dead() -> str:
    """Return the prefix of a process that is gone."""
    code = "from unodc_cli.files import leftovers; print(leftovers.prefix(), end='')"
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)
    return done.stdout


def _file(folder: Path, name: str, *, age: float = 0) -> Path:
    file = folder / name
    file.write_text("half of it", encoding="utf-8")
    then = time.time() - age
    os.utime(file, (then, then))
    return file


def test_files_of_a_process_that_is_gone_are_removed(tmp_path: Path, dead: str) -> None:
    _file(tmp_path, f".{dead}x.new")
    (tmp_path / f".{dead}y.new").mkdir()
    _file(tmp_path / f".{dead}y.new", "inside")
    leftovers.remove(tmp_path, before=".", after=".new")
    assert list(tmp_path.iterdir()) == []


def test_files_of_living_processes_and_of_other_machines_stay_for_a_day(tmp_path: Path, dead: str) -> None:
    mine, other = leftovers.prefix(), f"0{dead[1:]}" if dead[0] != "0" else f"1{dead[1:]}"
    _file(tmp_path, f".{mine}old.new", age=90_000)
    _file(tmp_path, f".{other}old.new", age=90_000)
    kept = {_file(tmp_path, f".{mine}x.new"), _file(tmp_path, f".{other}x.new")}
    leftovers.remove(tmp_path, before=".", after=".new")
    assert set(tmp_path.iterdir()) == kept


def test_only_files_that_are_named_so_are_removed(tmp_path: Path, dead: str) -> None:
    names = [
        "kept.sqlite",
        ".new",
        ".x.new",
        f"{dead}x.new",
        f".{dead}x",
        ".0-1-x.new",
        f".{dead[:9]}x-y.new",
    ]
    kept = {_file(tmp_path, name, age=900_000) for name in names}
    leftovers.remove(tmp_path, before=".", after=".new")
    assert set(tmp_path.iterdir()) == kept


def test_a_number_beyond_all_processes_is_none_of_them(tmp_path: Path, dead: str) -> None:
    kept = _file(tmp_path, f".{dead[:9]}{'9' * 30}-x.new")
    leftovers.remove(tmp_path, before=".", after=".new")
    assert list(tmp_path.iterdir()) == [kept]
