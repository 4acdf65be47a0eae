"""Two readers of what is typed, with and without Typer: they must never differ."""

import os
import random
from collections.abc import Iterator, Mapping
from pathlib import Path
from typing import Any

import pytest
import typer

from unodc_cli.cli import parser
from unodc_cli.cli.options import Argument, Command, Option, Parameter, parameters
from unodc_cli.cli.registry import COMMANDS, commands
from unodc_cli.cli.typer_app import application

LINES = 250
VALUES = (
    *(
        "kenya",
        "a b",
        "é",
        "",
        " 7 ",
        "7",
        "-7",
        "1_0",
        "0",
        "few",
        "2.5",
        "1e3",
        "inf",
        "a=b",
        "=",
        "-",
    ),
    *("--json", "-o", "-oX", "--", "--help", "--limit=3", os.curdir, os.devnull, "\udcff", "nowhere/out.csv"),
)
ODD = ("--x", "-x", "-", "--", "", "word", "two words", "-h", "--help", "--json=1", "--=", "-=", "---", "-oo")


def by_typer(command: str, words: list[str]) -> dict[str, Any] | None:
    """Return the values that Typer reads; None if it does not run the command."""
    read: list[dict[str, Any]] = []

    def record(_: Command, typed: dict[str, Any]) -> int:
        read.append(typed)
        return 0

    try:
        application(commands([command]), record)([command, *words], prog_name="unodc", standalone_mode=False)
    except typer.TyperException:
        return None
    # Whether an empty path is a mistake differs between the versions of Typer.
    return read[0] if read and read[0].get("output") != Path() else None


def directly(command: str, words: list[str]) -> dict[str, Any] | None:
    [(_, function)] = commands([command])
    return parser.parse(parameters(function), words)


def lines(taken: Mapping[str, Parameter], chance: random.Random) -> Iterator[list[str]]:
    """Make up what could be typed: mostly as it should be, with everything that could go wrong between."""
    options = [p.declared for p in taken.values() if isinstance(p.declared, Option)]
    flags = {p.declared for p in taken.values() if p.type is bool}
    arguments = [p.declared for p in taken.values() if isinstance(p.declared, Argument)]

    def part() -> list[str]:
        option, value, kind = chance.choice(options), chance.choice(VALUES), chance.random()
        flag = option.also if option.also and chance.random() < 0.5 else option.flag
        if kind < 0.2:
            return [chance.choice(ODD)]
        if kind < 0.3 and arguments:
            return [value]
        if option in flags:
            return [flag]
        if kind < 0.6:
            return (
                [f"{flag}{chance.choice(['=', ''])}{value}"] if flag == option.also else [f"{flag}={value}"]
            )
        return [flag, value] if kind < 0.95 else [flag]

    for _ in range(LINES):
        yield [word for _ in range(chance.randrange(5)) for word in part()]


@pytest.mark.parametrize("command", COMMANDS)
def test_both_read_the_same(command: str, capsys: pytest.CaptureFixture[str]) -> None:
    chance = random.Random(command)
    [(_, function)] = commands([command])
    read = []
    for words in lines(parameters(function), chance):
        expected = by_typer(command, words)
        assert directly(command, words) == expected, words
        read.append(expected is not None)
    # The control: lines of both kinds were tried.
    assert LINES / 10 < sum(read) < LINES * 9 / 10
    capsys.readouterr()


@pytest.mark.parametrize(
    ("words", "expected"),
    [
        (["aircop", "mase", "--json"], {"names": ["aircop", "mase"], "json": True}),
        (["--", "--json"], {"names": ["--json"]}),
        (["--fields", "-x", "a", "--fields=id"], {"fields": "id", "names": ["a"]}),
        (["-o", "a.json"], {"output": Path("a.json")}),
        (["-oa.json"], {"output": Path("a.json")}),
        (["--data", "a", "--data=b"], {"data": [Path("a"), Path("b")]}),
        (["--format="], {"format": ""}),
    ],
)
def test_what_is_well_formed_is_read(words: list[str], expected: dict[str, Any]) -> None:
    nothing = directly("show", [])
    assert nothing is not None
    assert directly("show", words) == {**nothing, **expected}


@pytest.mark.parametrize(
    "words",
    [
        ["--help"],
        ["-h"],
        ["--jsno"],
        ["--json=1"],
        ["--format"],
        ["--json", "-x"],
        ["-o", "."],
        ["--timeout", "1"],
    ],
    ids=" ".join,
)
def test_the_rest_is_left_to_typer(words: list[str]) -> None:
    assert directly("show", words) is None


def test_too_many_or_too_few_words_are_left_to_typer() -> None:
    assert directly("sql", ["a", "b"]) is None
    assert directly("search", []) is None
    assert directly("list", ["maritime"]) is None
