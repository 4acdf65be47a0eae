"""What is said of what was typed and cannot be understood."""

import pytest

from conftest import Run


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
        (["--jsno"], "unodc has no option --jsno", "`unodc --help` shows all"),
        (["list", "--them", "x"], "unodc list has no option --them", "did you mean '--theme'?"),
        (
            ["list", "--contry=x"],
            "unodc list has no option --contry",
            "did you mean '--country' or '--count'?",
        ),
        (
            ["list", "--limit", "few"],
            "invalid value for '--limit': 'few' is not a whole number",
            "`unodc list --help` shows what",
        ),
        (["list", "--format"], "option '--format' requires an argument", "`unodc list --help` shows"),
        (["schema", "x"], "unodc schema takes no words without an option: 'x'", "`unodc schema --help`"),
    ],
)
def test_the_nearest_is_named(run: Run, typed: list[str], message: str, hint: str) -> None:
    result = run(*typed)
    assert (result.code, result.out) == (2, "")
    assert result.err.startswith(f"error: {message}")
    assert f"\nhint: {hint}" in result.err


@pytest.mark.parametrize(
    ("typed", "message"),
    [
        (["--from", "2025", "--from", "2026"], "--from is given twice: 2025, 2026"),
        (["--fields", "id", "--fields=name"], "--fields is given twice: id, name"),
        (["--sort", "id", "--sort", "id", "--sort", "end"], "--sort is given twice: id, end"),
        (["--limit", "1", "--limit", "2", "--limit", "3"], "--limit is given 3 times: 1, 2, 3"),
        (["--format", "csv", "--theme", "mar", "--format", "tsv"], "--format is given twice: csv, tsv"),
        (["--colour", "never", "--color", "always"], "--color is given twice: never, always"),
        (["-o", "a.csv", "--output", "b.csv"], "--output is given twice: a.csv, b.csv"),
    ],
)
def test_two_values_where_there_is_one_are_a_mistake(run: Run, typed: list[str], message: str) -> None:
    result = run("list", *typed)
    assert (result.code, result.out) == (2, "")
    assert result.err == f"error: {message}\nhint: leave all but one of them out\n"


def test_what_is_said_again_is_harmless(run: Run) -> None:
    once = run("list", "--json", "--from", "2025", "--limit", "2")
    assert (
        run("list", "--json", "--from=2025", "--limit", "2", "--json", "--limit=02", "--from", "2025") == once
    )
    assert once.code == 0


@pytest.mark.parametrize(
    ("words", "tries"),
    [
        ("maritime", ["list --theme maritime", "list --text maritime"]),
        ("kenya", ["list --country kenya", "list --text kenya"]),
        ("horn of africa", ["list --region 'horn of africa'"]),
        ("interpol", ["list --partner interpol", "list --text interpol"]),
        ("maritime kenya", ["list --text 'maritime kenya'"]),
        ("wildlife donor", ["list --theme wildlife --partner donor"]),
        ("saha", ["show saha", "list --text saha"]),
        ("ended", ["list --status ended"]),
    ],
)
def test_words_without_an_option_are_told_theirs(small: Run, words: str, tries: list[str]) -> None:
    result = small("list", *words.split())
    assert result.code == 2
    assert f"takes no words without an option: '{words}'\n" in result.err
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
