"""Messages on errors of the tool itself."""

import pytest

from conftest import Run
from unodc_cli.catalogue import cache


def broken(*_: object) -> None:
    msg = "3 \x1b[31m\nprojects"
    raise ZeroDivisionError(msg)


def test_a_defect_is_said_to_be_one_and_where_is_shown_on_demand(
    run: Run, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(cache, "running", broken)
    result = run("list")
    assert (result.code, result.out) == (1, "")
    error, hint = result.err.splitlines()
    assert error == "error: internal error (please report it): ZeroDivisionError: 3 \ufffd[31m projects"
    assert hint.startswith("hint: report the command line")
    assert "UNODC_DEBUG=1" in hint
    monkeypatch.setenv("UNODC_DEBUG", "1")
    with pytest.raises(ZeroDivisionError):
        run("list")
