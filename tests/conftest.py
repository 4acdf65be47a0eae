"""Fixtures that run the command line as a person would, in this process."""

import itertools
import os
import sys
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any, TextIO

import pytest
from hypothesis import HealthCheck, settings

from unodc_cli.__main__ import main
from unodc_cli.views import delivery
from unodc_cli.views.terminal import Colour, Terminal
from written import toml

# An example that takes long says nothing about the tool; what a test uses, it sets anew for each example.
_SHARED: dict[str, Any] = {
    "deadline": None,
    "max_examples": 20,
    "suppress_health_check": [HealthCheck.function_scoped_fixture, HealthCheck.too_slow],
}
settings.register_profile("local", **_SHARED)
settings.register_profile("ci", **_SHARED, derandomize=True, database=None, print_blob=True)
settings.load_profile("ci" if os.environ.get("CI") else "local")

SMALL = Path(__file__).parent / "data" / "small.toml"
ACTIVITIES = Path(__file__).parent / "data" / "activities.xml"
TODAY = "2024-07-01"
_DISTURBING = (
    "NO_COLOR",
    "FORCE_COLOR",
    "CLICOLOR_FORCE",
    "GITHUB_ACTIONS",
    "COLUMNS",
    "UNODC_DATA",
    "UNODC_ASCII",
    "UNODC_CONFIG",
    "UNODC_PAGER",
    "PAGER",
    "LESS",
    "LC_ALL",
    "LC_CTYPE",
    "LANG",
)


@dataclass(frozen=True)
class Result:
    """The result of a command: its exit code and its output."""

    code: int
    out: str
    err: str


Run = Callable[..., Result]


@pytest.fixture(scope="session")
def _cache(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Compile each data file once; what a catalogue is made of is in its stamp."""
    return tmp_path_factory.mktemp("cache")


@pytest.fixture(autouse=True)
def _still(_cache: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """Keep what surrounds a test from changing its outcome: the cache, the day, the terminal."""
    for name in _DISTURBING:
        monkeypatch.delenv(name, raising=False)
    monkeypatch.setenv("UNODC_CACHE", str(_cache))
    monkeypatch.setenv("UNODC_TODAY", TODAY)
    monkeypatch.setenv("XDG_CONFIG_HOME", str(_cache / "no configuration"))
    monkeypatch.setenv("TERM", "xterm")


@pytest.fixture
def run(monkeypatch: pytest.MonkeyPatch, capsysbinary: pytest.CaptureFixture[bytes]) -> Run:
    """Run a command on the bundled portfolio."""

    def command(*arguments: str) -> Result:
        monkeypatch.setattr(sys, "argv", ["unodc", *arguments])
        code = 0
        try:
            main()
        except SystemExit as end:
            code = end.code if isinstance(end.code, int) else 0
        out, err = capsysbinary.readouterr()
        return Result(code, out.decode(), err.decode())

    return command


@pytest.fixture
def small(run: Run) -> Run:
    """Run a command on the small portfolio."""

    def command(name: str, *arguments: str) -> Result:
        return run(name, *arguments, "--data", os.fspath(SMALL))

    return command


@pytest.fixture
def on_terminal(monkeypatch: pytest.MonkeyPatch) -> Callable[..., None]:
    """Let the answer be written to a terminal of this width."""

    def become(width: int = 80, *, colour: bool = False, unicode: bool = True) -> None:
        def detected(_: TextIO, asked: Colour | None = None) -> Terminal:
            shown = asked is Colour.ALWAYS or (colour and asked is not Colour.NEVER)
            return Terminal(True, width, shown, unicode)

        monkeypatch.setattr(delivery, "detect", detected)

    return become


@pytest.fixture
def file(tmp_path: Path) -> Callable[[bytes, str], str]:
    """Write a data file, each time another one: a catalogue is not made anew of what is the same file."""
    numbers = itertools.count()

    def write(content: bytes, ending: str) -> str:
        path = tmp_path / f"{next(numbers)}{ending}"
        path.write_bytes(content)
        return os.fspath(path)

    return write


@pytest.fixture
def written(file: Callable[[bytes, str], str]) -> Callable[[Mapping[str, Any]], str]:
    """Write a portfolio as TOML."""
    return lambda portfolio: file(toml(portfolio).encode(), ".toml")


@pytest.fixture
def becomes(monkeypatch: pytest.MonkeyPatch) -> Callable[[Terminal], None]:
    """Let the answer be written to this terminal."""
    return lambda terminal: monkeypatch.setattr(delivery, "detect", lambda *_: terminal)
