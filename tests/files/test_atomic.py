"""A file is replaced completely or not at all."""

import os
from pathlib import Path

import pytest

from unodc_cli.files.atomic import replacing


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


def test_the_file_is_synced_before_the_rename_and_the_folder_after_it(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    target = tmp_path / "target"
    synced: list[tuple[str, bool]] = []

    def note(descriptor: int) -> None:
        name = Path(f"/proc/self/fd/{descriptor}").readlink().name
        synced.append((name, target.exists()))

    monkeypatch.setattr(os, "fsync", note)
    with replacing(target) as new:
        name = new.name
    assert synced == [(name, False), (tmp_path.name, True)]


def _stop_while_replacing(target: Path) -> None:
    with replacing(target) as new:
        new.write_text("half of it")
        raise KeyboardInterrupt
