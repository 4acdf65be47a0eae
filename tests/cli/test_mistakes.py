"""Messages on command lines that cannot be understood."""

from pathlib import Path

import pytest

from conftest import Run
from unodc_cli.cli import usage_errors
from unodc_cli.cli.options import FILTERS, OUTPUT, Option, parameters
from unodc_cli.cli.registry import COMMANDS, commands


@pytest.mark.parametrize(
    ("typed", "message", "hint"),
    [
        (["lsit"], "there is no command 'lsit'", "did you mean 'list'? `unodc --help` lists all commands"),
        (["theme"], "there is no command 'theme'", "did you mean 'themes' or 'by-theme'?"),
        (["aircop"], "there is no command 'aircop'", "try `unodc show aircop` or `unodc list --text aircop`"),
        (
            ["maritime"],
            "there is no command 'maritime'",
            "try `unodc list --theme maritime` or `unodc list --text maritime`",
        ),
        (["xyzzy"], "there is no command 'xyzzy'", "`unodc --help` lists all commands"),
        (["--jsno"], "unodc has no option --jsno", "`unodc --help` lists all"),
        (["list", "--them", "x"], "unodc list has no option --them", "did you mean '--theme'?"),
        (
            ["list", "--contry=x"],
            "unodc list has no option --contry",
            "did you mean '--country' or '--count'?",
        ),
        (
            ["list", "--limit", "few"],
            # Which of them follows depends on Typer: 'few', or it.
            "invalid value for '--limit': ",
            "`unodc list --help` shows its options",
        ),
        (["money", "--in", "EUR"], "unodc money has no option --in\n", "it is an option of `unodc by`\n"),
        (
            ["list", "--kind", "budget"],
            "unodc list has no option --kind",
            "it is an option of `unodc by`, `unodc money` or `unodc budgets`",
        ),
        (["list", "--format"], "option '--format' requires an argument", "`unodc list --help` shows"),
        (["sql", "--tables"], "unodc sql has no option --tables", "write it as --schema"),
        (["validate", "x.toml"], "there is no command 'validate'", "did you mean 'check'?"),
        (
            ["list", "--since", "2014"],
            "unodc list has no option --since",
            "did you mean '--from' or '--starts-since'?",
        ),
        (["help", "--since", "2014"], "unodc help has no option --since", "`unodc help --help` lists all"),
        (
            ["list", "a.toml"],
            "unodc list takes no arguments: 'a.toml'",
            "try `unodc list --data a.toml`",
        ),
        (
            ["list", "--data", "a.xml", "b.xml", "c.xml"],
            "unodc list takes no arguments: 'b.xml c.xml'",
            "try `unodc list --data a.xml --data b.xml --data c.xml`; --data also takes a folder",
        ),
        (["export", "-o", "a.xml"], "unodc export has no option -o", "write it as unodc export TARGET"),
        (["init", "--output", "a.toml"], "unodc init has no option --output", "write it as unodc init FILE"),
        (["schema", "-o", "a.json"], "unodc schema has no option -o", "write it as unodc schema > FILE"),
        (
            ["by-theme", "Some.XML.gz"],
            "unodc by-theme takes no arguments: 'Some.XML.gz'",
            "try `unodc by-theme --data Some.XML.gz`",
        ),
        (
            ["list", "--donor", "eu"],
            "unodc list has no option --donor",
            "write it as --partner NAME",
        ),
        (["list", "--contested"], "unodc list has no option --contested", "did you mean '--conflicts'?"),
        (
            ["list", "--aid-type", "C01"],
            "unodc list has no option --aid-type",
            "write it as --where",
        ),
        (["money", "--project", "a"], "unodc money has no option --project", "did you mean '--family'?"),
        (["by-year"], "there is no command 'by-year'", "try `unodc by year`"),
        (["publisher"], "there is no command 'publisher'", "try `unodc terms publisher`"),
        (["fields"], "there is no command 'fields'", "try `unodc help fields`"),
        (["conflicts"], "there is no command 'conflicts'", "try `unodc list --conflicts"),
        (["list", "-o", "json"], "--output json: a file of that name, or the format?", "write --format json"),
        (
            ["list", "-o", "a.docx"],
            "--output a.docx: there is no format .docx",
            "text processors open",
        ),
        (
            ["list", "-o", "a.pdf"],
            "--output a.pdf: there is no format .pdf",
            "-o a.html can be",
        ),
        (
            ["list", "-o", "a.xls"],
            "--output a.xls: there is no format .xls",
            "-o a.xlsx is a",
        ),
        (
            ["by", "theme", "country"],
            "unodc by theme takes no further arguments",
            "try `unodc by theme --across country`",
        ),
        (["by-theme", "year"], "unodc by-theme takes no arguments", "try `unodc by theme --per year`"),
        (
            ["by", "theme", "kenya"],
            "unodc by theme takes no further arguments",
            "try `unodc by theme --country kenya`",
        ),
        (["list", "--csv"], "unodc list has no option --csv", "write it as --format csv"),
        (
            ["--data", "x.xml", "list"],
            "unodc has no option --data",
            "options come after the command: unodc list",
        ),
        (
            ["list", "--theme", "maritime,wildlife"],
            "there is no theme 'maritime,wildlife'\n",
            "write each on its own: --theme maritime --theme wildlife\n",
        ),
        (
            ["list", "--status", "ongoing, planned"],
            "there is no status 'ongoing, planned'\n",
            "write each on its own: --status ongoing --status planned\n",
        ),
        (["list", "--status", "active,x"], "there is no status 'active,x'\n", "did you mean 'active'"),
        (["list", "--theme", "maritime,x"], "there is no theme 'maritime,x'\n", "did you mean 'maritime"),
        (
            ["list", "--sort", "id,start:desc"],
            "--sort start:desc: descending is a - before the field",
            "write --sort -start\n",
        ),
        (["list", "--sort", "end ASC"], "--sort end ASC: descending is a -", "write --sort end\n"),
        (["list", "--fields", "all"], "--fields all: fields are named one by one", "name some (`unodc help"),
        (["list", "--lang", "xx"], "--lang xx: that is not a language", "write en, fr"),
        (["list", "--lang", "French"], "--lang French: that is not a language", "write fr\n"),
        (["schema", "x"], "unodc schema takes no arguments: 'x'", "`unodc schema --help`"),
    ],
)
def test_the_nearest_is_named(run: Run, typed: list[str], message: str, hint: str) -> None:
    result = run(*typed)
    assert (result.code, result.out) == (2, "")
    assert result.err.startswith(f"error: {message}")
    assert f"\nhint: {hint}" in result.err


@pytest.mark.parametrize(
    ("words", "tries"),
    [
        ("maritime", ["list --theme maritime", "list --text maritime"]),
        ("kenya", ["list --country kenya", "list --text kenya"]),
        ("horn of africa", ["list --region 'horn of africa'"]),
        ("interpol", ["list --partner interpol", "list --text interpol"]),
        ("maritime kenya", ["list --theme maritime --country kenya", "list --text 'maritime kenya'"]),
        ("wildlife donor", ["list --theme wildlife --partner donor"]),
        ("saha", ["show saha", "list --text saha"]),
        ("ended", ["list --status ended"]),
    ],
)
def test_words_without_an_option_are_told_theirs(small: Run, words: str, tries: list[str]) -> None:
    result = small("list", *words.split())
    assert result.code == 2
    assert f"takes no arguments: '{words}'\n" in result.err
    assert result.err.endswith("hint: try " + " or ".join(f"`unodc {way}`" for way in tries) + "\n")


def test_words_that_nothing_knows_are_not_guessed(small: Run) -> None:
    assert small("list", "xyzzy").err.endswith("hint: `unodc list --help` shows its options\n")


def test_all_names_that_are_unknown_are_told_at_once(run: Run) -> None:
    assert run("show", "xx", "mase", "aircpo").err == (
        "error: there is no project 'xx'\n"
        "error: there is no project 'aircpo': did you mean 'aircop'?\n"
        "hint: `unodc list` lists all projects\n"
    )
    assert run("list", "--theme", "piracyy", "--theme", "xyzzy").err.count("error: ") == 2


def test_what_other_tools_call_it_leads_to_commands_and_options_that_exist() -> None:
    declared = [parameter.declared for parameter in (*FILTERS.values(), *OUTPUT.values())]
    options = {option.flag for option in declared if isinstance(option, Option)}
    assert set(usage_errors.OTHER_COMMANDS.values()) <= set(COMMANDS)
    assert not set(usage_errors.OTHER_COMMANDS) & set(COMMANDS)
    assert set(usage_errors.OTHER_OPTIONS.values()) <= options
    assert not set(usage_errors.OTHER_OPTIONS) & options


def test_an_option_in_other_words_is_written_with_options_that_exist() -> None:
    declared = [p.declared for _, command in commands(COMMANDS) for p in parameters(command).values()]
    options = {option.flag for option in declared if isinstance(option, Option)}
    for phrase in usage_errors.IN_OTHER_WORDS.values():
        assert {word for word in phrase.split() if word.startswith("--")} <= options


def test_a_file_named_like_a_format_is_written_only_if_it_is_there(
    run: Run, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.chdir(tmp_path)
    assert run("list", "-o", "json").code == 2
    assert not list(tmp_path.iterdir())
    (tmp_path / "json").touch()
    assert run("list", "-o", "json").code == 0


def test_a_kind_that_nobody_states_makes_no_order(small: Run) -> None:
    said = "note: no project states a commitment, so it makes no order\n"
    assert said in small("list", "--sort", "-commitment").err
    assert "makes no order" not in small("list", "--sort", "-total-budget,start").err


def test_two_that_are_called_the_same_are_both_named(run: Run) -> None:
    result = run("list", "--country", "congo")
    assert (result.code, result.out) == (2, "")
    for country in ("CD (Democratic Republic of the Congo)", "CG (Republic of the Congo)"):
        assert country in result.err


def test_what_is_typed_is_inert(run: Run) -> None:
    for typed in (["\x1b[31m"], ["list", "\x1b[31m"], ["list", "--\x1b[31m"], ["show", "\x1b[31m"]):
        result = run(*typed)
        assert result.code in (1, 2)
        assert "\x1b" not in result.err


def test_without_a_command_there_is_the_help(run: Run) -> None:
    result = run()
    assert result.code == 0
    assert "unodc list --theme maritime" in result.out


def test_a_number_is_asked_for_in_plain_words(run: Run) -> None:
    assert " is not a whole number\n" in run("list", "--limit", "few").err
    assert " is not a number\n" in run("sql", "--timeout", "soon", "select 1").err
