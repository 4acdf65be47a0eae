"""The command that begins a data file."""

import json
import os
from pathlib import Path

import pytest

from conftest import Run
from unodc_cli.check.examination import check
from unodc_cli.files import inputs


def test_a_new_file_has_no_mistakes_and_no_weakness(run: Run, tmp_path: Path) -> None:
    target = tmp_path / "my file.toml"
    result = run("init", os.fspath(target))
    assert (result.code, result.out) == (0, "")
    assert result.err == f"note: wrote {target}; edit it, then `unodc check '{target}'`\n"
    findings = check([target], "2026-11-29", inputs.bundled(), lambda *_: None)
    assert (findings.errors, len(findings.ledger)) == ([], 0)
    [project] = json.loads(run("list", "--json", "--data", os.fspath(target)).out)
    assert all(project[field] for field in ("themes", "partners", "phases", "amounts", "evidence"))


def test_a_file_that_is_there_is_kept_unless_forced(run: Run, tmp_path: Path) -> None:
    target = tmp_path / "mine.toml"
    target.write_text("mine")
    result = run("init", os.fspath(target))
    assert (result.code, target.read_text()) == (1, "mine")
    assert "it exists already\nhint: choose another name, or replace it with --force\n" in result.err
    assert run("init", os.fspath(target), "--force").code == 0
    assert target.read_text(encoding="utf-8") == inputs.starter().read_text(encoding="utf-8")


@pytest.mark.parametrize(
    ("name", "instead"), [("x.xml", "x.toml"), ("y.CSV", "y.toml"), ("mine.toml.gz", "mine.toml")]
)
def test_another_ending_is_refused(run: Run, tmp_path: Path, name: str, instead: str) -> None:
    target = tmp_path / name
    result = run("init", os.fspath(target), "--force")
    assert (result.code, result.out) == (2, "")
    assert f"a data file to edit is TOML, not '{target.suffix}'\n" in result.err
    assert f"hint: unodc init {tmp_path / instead}\n" in result.err
    assert not list(tmp_path.iterdir())


@pytest.mark.parametrize("name", ["mine", "mine.TOML"])
def test_what_is_written_can_be_checked(run: Run, tmp_path: Path, name: str) -> None:
    target = os.fspath(tmp_path / name)
    assert (run("init", target).code, run("check", target).code) == (0, 0)


def test_a_link_to_nothing_is_there_already(run: Run, tmp_path: Path) -> None:
    link = tmp_path / "mine.toml"
    link.symlink_to(tmp_path / "elsewhere.toml")
    assert run("init", os.fspath(link)).code == 1
    assert not (tmp_path / "elsewhere.toml").exists()


def test_a_dash_is_standard_output(run: Run, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(tmp_path)
    assert run("init", "-").out == inputs.starter().read_text(encoding="utf-8")
    assert not list(tmp_path.iterdir())


def test_without_a_name_nothing_is_written(run: Run, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(tmp_path)
    result = run("init")
    assert (result.code, result.out) == (2, "")
    assert "unodc init mine.toml" in result.err
    assert not list(tmp_path.iterdir())


@pytest.mark.parametrize("word", ["new", "add", "create"])
def test_other_words_for_it_lead_to_it(run: Run, word: str) -> None:
    assert "did you mean 'init'?" in run(word).err


def test_a_file_without_projects_is_told_so(run: Run, tmp_path: Path) -> None:
    target = tmp_path / "empty.toml"
    target.write_text('[portfolio]\ntitle = "T"\n')
    for command in ("timeline", "by-theme", "sources"):
        assert "nothing found" not in run(command, "--data", os.fspath(target)).err
    assert run("list", "--data", os.fspath(target)).err == "note: the data has no project\n"
