"""A bar for a person who waits, and for nobody else."""

import io
import re
import sys
from collections.abc import Callable, Iterator
from contextlib import contextmanager, nullcontext

import pytest

from conftest import ACTIVITIES, SMALL, Run
from unodc_cli.views import delivery, progress


class Stderr(io.StringIO):
    """A stream that is a terminal, or is not."""

    def __init__(self, *, terminal: bool) -> None:
        super().__init__()
        self.terminal = terminal

    def isatty(self) -> bool:
        return self.terminal


def shown(monkeypatch: pytest.MonkeyPatch, *, terminal: bool, patience: float) -> str:
    """Return what is written to stderr while a file is read."""
    stream = Stderr(terminal=terminal)
    monkeypatch.setattr(sys, "stderr", stream)
    monkeypatch.setattr(progress, "_PATIENCE", patience)
    with delivery.progress_bar() as told:
        for done in range(0, 11, 5):
            told(done, 10)
    return stream.getvalue()


def test_a_bar_is_for_terminals_only(monkeypatch: pytest.MonkeyPatch) -> None:
    assert "reading" in shown(monkeypatch, terminal=True, patience=0)
    assert not shown(monkeypatch, terminal=False, patience=0)


def test_check_has_one_too(monkeypatch: pytest.MonkeyPatch, run: Run) -> None:
    told: list[tuple[int, int]] = []
    monkeypatch.setattr(
        delivery, "progress_bar", lambda: nullcontext(lambda done, total: told.append((done, total)))
    )
    run("check", str(SMALL), str(ACTIVITIES))
    total = SMALL.stat().st_size + ACTIVITIES.stat().st_size
    assert told == [(total, total)]


def test_what_is_soon_done_has_none(monkeypatch: pytest.MonkeyPatch) -> None:
    assert not shown(monkeypatch, terminal=True, patience=1000)


@pytest.mark.parametrize("unwanted", [True, False])
def test_a_bar_has_colours_only_where_they_are_wanted(
    monkeypatch: pytest.MonkeyPatch, unwanted: bool
) -> None:
    if unwanted:
        monkeypatch.setenv("NO_COLOR", "1")
    codes = re.findall(r"\x1b\[([0-9;]+)m", shown(monkeypatch, terminal=True, patience=0))
    assert bool(codes) != unwanted
    assert not any(code.startswith(("38;", "48;")) for code in codes)


def test_the_bar_is_gone_before_the_answer_is_given(run: Run, monkeypatch: pytest.MonkeyPatch) -> None:
    happened: list[str] = []

    @contextmanager
    def watched() -> Iterator[Callable[[int, int], None]]:
        yield lambda _done, _total: None
        happened.append("the bar is gone")

    monkeypatch.setattr(delivery, "progress_bar", watched)
    monkeypatch.setattr(delivery, "write_report", lambda *_, **__: happened.append("the answer"))
    run("list", "--data", str(SMALL))
    assert happened == ["the bar is gone", "the answer"]
