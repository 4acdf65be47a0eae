"""Paths that the system refuses are errors of what was typed, not of the tool."""

from pathlib import Path

import pytest

from conftest import Run

LONG = "a" * 300


@pytest.mark.parametrize(
    "arguments",
    [
        ("check", LONG),
        ("list", "--data", LONG),
        ("list", "--data", f"{LONG}.xml"),
        ("list", "--output", f"{LONG}.csv"),
        ("export", LONG),
        ("diff", LONG, LONG),
        ("check", f"{__file__}/data.toml"),
    ],
    ids=lambda arguments: " ".join(arguments)[:15],
)
def test_a_path_that_the_system_refuses_is_named(run: Run, arguments: tuple[str, ...]) -> None:
    result = run(*arguments)
    assert result.code == 1
    assert "internal error" not in result.err
    assert "File name too long" in result.err + result.out or "Not a directory" in result.err + result.out


def test_a_link_that_leads_to_itself_is_named(run: Run, tmp_path: Path) -> None:
    link = tmp_path / "loop.csv"
    link.symlink_to(link)
    assert "Too many levels of symbolic links" in run("list", "--data", str(link)).err
    result = run("list", "--output", str(link))
    assert result.code == 1
    assert result.err.startswith("error: cannot write ")
