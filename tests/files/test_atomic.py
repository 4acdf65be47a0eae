"""A file is replaced completely or not at all."""

import os
import time
from pathlib import Path

import pytest

from unodc_cli.files.atomic import remove_unfinished, replacing


def test_a_file_is_replaced_when_the_new_one_is_complete(tmp_path: Path) -> None:
    target = tmp_path / "a.txt"
    target.write_text("old")
    with replacing(target) as new:
        new.write_text("new")
        assert target.read_text() == "old"
    assert target.read_text() == "new"
    assert list(tmp_path.iterdir()) == [target]


def test_a_file_stays_as_it_is_when_the_new_one_fails(tmp_path: Path) -> None:
    target = tmp_path / ("a" * 255)
    target.write_text("old")
    with pytest.raises(KeyboardInterrupt):
        _stop_while_replacing(target)
    assert target.read_text() == "old"
    assert list(tmp_path.iterdir()) == [target]


def test_only_unfinished_files_of_long_ago_are_removed(tmp_path: Path) -> None:
    old, recent, other = (tmp_path / name for name in (".a.sqlite.x.new", ".b.sqlite.y.new", ".c.sqlite"))
    for file in (old, recent, other):
        file.write_text("")
    two_days_ago = time.time() - 2 * 24 * 60 * 60
    os.utime(old, (two_days_ago, two_days_ago))
    os.utime(other, (two_days_ago, two_days_ago))
    remove_unfinished(tmp_path)
    assert sorted(tmp_path.iterdir()) == [recent, other]


def _stop_while_replacing(target: Path) -> None:
    with replacing(target) as new:
        new.write_text("half of it")
        raise KeyboardInterrupt
