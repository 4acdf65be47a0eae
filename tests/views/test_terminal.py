"""The detection of terminals and their abilities, from the stream and the environment."""

import io

import pytest

from unodc_cli.views.terminal import Terminal, detect


class Stream(io.StringIO):
    encoding = "utf-8"


class Tty(Stream):
    def isatty(self) -> bool:
        return True


@pytest.mark.parametrize(
    ("environment", "unicode"),
    [
        ({}, True),
        ({"LANG": "en_GB.UTF-8"}, True),
        ({"LANG": "C.UTF-8"}, True),
        ({"LC_ALL": "C"}, False),
        ({"LC_ALL": "POSIX", "LANG": "en_GB.UTF-8"}, False),
        ({"LC_ALL": "en_GB.UTF-8", "LANG": "C"}, True),
        ({"LC_CTYPE": "C.UTF-8", "LANG": "C"}, True),
        ({"LC_ALL": "", "LANG": "C"}, False),
        ({"UNODC_ASCII": "1", "LANG": "en_GB.UTF-8"}, False),
    ],
)
def test_more_than_ascii_is_drawn_where_the_locale_can_show_it(
    environment: dict[str, str], unicode: bool
) -> None:
    assert detect(Stream(), environment=environment).unicode == unicode


def test_a_stream_that_is_not_utf_8_has_ascii() -> None:
    stream = Stream()
    stream.encoding = "ascii"
    assert not detect(stream, environment={}).unicode


@pytest.mark.parametrize(
    ("environment", "colour"),
    [
        ({}, True),
        ({"TERM": "dumb"}, False),
        ({"TERM": "dumb", "FORCE_COLOR": "1"}, True),
        ({"NO_COLOR": "1", "FORCE_COLOR": "1"}, False),
    ],
)
def test_colour_and_links_go_together(environment: dict[str, str], colour: bool) -> None:
    terminal = detect(Tty(), environment=environment)
    assert (terminal.colour, terminal.links) == (colour, colour)


def test_a_width_is_known_or_assumed(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("sys.__stdout__", Stream())
    assert detect(Stream(), environment={}) == Terminal(interactive=False, width=80, measured=False)
    assert detect(Stream(), environment={"COLUMNS": "132"}) == Terminal(interactive=False, width=132)
