"""Tables, pages and charts as they are drawn on a terminal."""

from collections.abc import Callable

import pytest
from syrupy.assertion import SnapshotAssertion

from conftest import Run

COMMANDS = {
    "list": ["list"],
    "show": ["show", "saha"],
    "show-two": ["show", "sea-watch", "undated"],
    "by-theme": ["by-theme"],
    "by-partner": ["by-partner"],
    "timeline": ["timeline"],
}


@pytest.mark.parametrize("width", [40, 80, 120])
@pytest.mark.parametrize("command", COMMANDS)
def test_drawn(
    small: Run, on_terminal: Callable[..., None], snapshot: SnapshotAssertion, command: str, width: int
) -> None:
    on_terminal(width)
    result = small(*COMMANDS[command])
    assert result.code == 0
    assert all(len(line) <= width for line in result.out.splitlines())
    assert f"{result.out}--\n{result.err}" == snapshot


@pytest.mark.parametrize("command", COMMANDS)
def test_drawn_in_ascii_where_there_is_nothing_else(
    small: Run, on_terminal: Callable[..., None], command: str
) -> None:
    on_terminal(100, unicode=False)
    drawn = small(*COMMANDS[command]).out
    assert not set(drawn) & set("─│█▓░╌▷◁╵")


def test_without_colour_there_is_no_escape(small: Run, on_terminal: Callable[..., None]) -> None:
    on_terminal(100)
    assert "\x1b" not in small("list").out
    on_terminal(100, colour=True)
    assert "\x1b[" in small("list").out


def test_an_explicit_table_is_drawn_off_a_terminal(small: Run) -> None:
    drawn = small("list", "--format", "table").out
    assert "───" in drawn
    assert "\x1b" not in drawn


def test_off_a_terminal_rows_are_whole(small: Run) -> None:
    row = small("list").out.splitlines()[1]
    assert row.split("\t") == [
        "safe-harbour", "SAHA", "maritime", "INTERPOL; IGAD; The Donor; The Agency", "2016-02 – 2026",
        "active", "6500000 EUR",
    ]  # fmt: skip
