"""The topics of `unodc help`."""

import re
from pathlib import Path

import pytest

from conftest import SMALL, Run
from unodc_cli.cli import topics
from unodc_cli.cli.configuration import SETTINGS
from unodc_cli.cli.registry import COMMANDS
from unodc_cli.model.kinds import AMOUNT_KINDS
from unodc_cli.query import meanings
from unodc_cli.query.fields import FIELDS
from unodc_cli.views import formats

PAGE = (Path(__file__).parents[2] / "docs" / "command-line.md").read_text(encoding="utf-8")
CODE = re.compile(r"`([^`]+)`")


def table(header: str) -> dict[str, str]:
    """Return the rows of a table of two columns of docs/command-line.md, without its marks for code."""
    _, _, after = PAGE.partition(f"{header} |\n")
    rows = after.split("\n\n")[0].splitlines()[1:]
    return {
        key.strip(): meaning.strip()
        for key, meaning in (CODE.sub(r"\1", row).strip("|").split(" | ") for row in rows)
    }


def test_the_page_on_the_command_line_says_the_same() -> None:
    assert table("| exit code | when") == topics.EXIT_CODES
    assert table("| variable | what it sets") == topics.VARIABLES


def test_no_format_and_no_setting_is_forgotten() -> None:
    assert {name for names in topics.FORMATS for name in names.split(", ")} == set(formats.FORMATS)
    assert set(topics.SETTINGS) == set(SETTINGS)


def test_every_variable_that_is_read_is_explained() -> None:
    source = Path(topics.__file__).parents[1]
    read = {
        name
        for path in source.rglob("*.py")
        for name in re.findall(
            r'"(UNODC_[A-Z]+|NO_COLOR|FORCE_COLOR|CLICOLOR_FORCE|PAGER|TERM)"', path.read_text()
        )
    }
    explained = {name for names in topics.VARIABLES for name in names.split(", ")}
    # One for tests, and no business of anyone else.
    assert read - explained == {"UNODC_TODAY"}


@pytest.mark.parametrize("command", COMMANDS)
def test_the_help_of_a_command_fits_a_screen(run: Run, command: str) -> None:
    lines = run(command, "--help").out.splitlines()
    assert len(lines) <= 24
    assert max(map(len, lines)) <= 80


@pytest.mark.parametrize("topic", topics.TOPICS)
def test_a_topic_fits_a_screen(run: Run, topic: str) -> None:
    result = run("help", topic)
    assert (result.code, result.err) == (0, "")
    lines = result.out.splitlines()
    assert len(lines) <= {"formats": 40, "filters": 29}.get(topic, 22)
    assert max(map(len, lines)) <= 80


@pytest.mark.parametrize("topic", topics.TOPICS)
def test_a_topic_is_as_wide_as_the_terminal(run: Run, topic: str, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("COLUMNS", "40")
    narrow = run("help", topic).out
    assert max(map(len, narrow.splitlines())) <= 40
    monkeypatch.setenv("COLUMNS", "200")
    assert narrow.split() == run("help", topic).out.split()


def test_a_topic_can_be_ascii(run: Run, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("UNODC_ASCII", "1")
    assert all(run("help", topic).out.isascii() for topic in topics.TOPICS)


@pytest.mark.parametrize("command", [command for command in COMMANDS if command not in topics.TOPICS])
def test_help_for_a_command_is_its_own(run: Run, command: str) -> None:
    assert run("help", command) == run(command, "--help")
    assert f"unodc {command}" in run("help", command).out


def test_what_is_both_says_where_the_options_are(run: Run) -> None:
    assert run("help", "search").out.endswith("\nunodc search --help shows the options.\n")


def test_names_of_topics_are_forgiving(run: Run) -> None:
    assert run("help", "EXIT").out == run("help", "exit-codes").out
    result = run("help", "b")
    assert (result.code, result.out) == (2, "")
    result = run("help", "frmats")
    assert result.err.startswith(
        "error: there is no topic or command 'frmats'\nhint: did you mean 'formats'?"
    )


def test_help_alone_is_that_of_the_tool_and_names_the_topics(run: Run) -> None:
    assert run("help") == run("--help")
    assert all(topic in run("help").out for topic in topics.TOPICS)


@pytest.mark.parametrize(
    ("option", "name"),
    [
        ("--partner", "INTERPOL"),
        ("--country", "ke"),
        ("--country", "kaz"),
        (None, "safe-seas-africa"),
        (None, "Mogadishu Maritime Law Enforcement Unit"),
        (None, "AIRCOP VI"),
    ],
)
def test_the_names_that_it_names_are_found(run: Run, option: str | None, name: str) -> None:
    explained = " ".join(run("help", "names").out.split())
    assert name in explained
    assert run(*(["list", option] if option else ["show"]), name, "--json").code == 0


def test_each_field_has_a_meaning() -> None:
    assert set(meanings.MEANINGS) == set(FIELDS) - set(AMOUNT_KINDS)


def test_the_fields_are_explained_with_how_many_projects_have_them(run: Run) -> None:
    result = run("help", "fields", "--data", str(SMALL))
    assert (result.code, result.err) == (0, "")
    rows = {words[0]: words[1] for line in result.out.splitlines() if len(words := line.split()) > 2}
    assert (rows["id"], rows["acronym"], rows["reporter"], rows["total-budget"]) == ("5", "1", "0", "1")
    assert "commitment" not in rows
    assert max(map(len, result.out.splitlines())) <= 80
    assert "fields" in run("--help").out
