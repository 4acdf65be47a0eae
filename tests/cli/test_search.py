"""Full-text search: `unodc search`, and the filter --text."""

import json
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

from conftest import Run


def matches(out: str) -> list[dict[str, Any]]:
    found: list[dict[str, Any]] = json.loads(out)
    return found


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ("cocaine smugglers", {"safe-harbour"}),
        ("COCAINE Smuggler", {"safe-harbour"}),
        ('"smugglers of cocaine"', {"safe-harbour"}),
        ('"cocaine smugglers"', set()),
        ("cocaine unicorn", set()),
        ("cocaine OR watch", {"safe-harbour", "sea-watch"}),
        ("cocaine | watch", {"safe-harbour", "sea-watch"}),
        ("interpol -cocaine", {"sea-watch"}),
        ("interpol NOT cocaine", {"sea-watch"}),
        ('interpol -"of cocaine"', {"sea-watch"}),
        ("smuggl*", {"safe-harbour"}),
        ("interpol watch OR harbour", {"safe-harbour", "sea-watch"}),
        ("criminal police organization", {"safe-harbour", "sea-watch"}),
        ("somália", {"sea-watch"}),
        ("1,200", {"safe-harbour"}),
        # The name of a theme is that of all that have it: it excludes none.
        ("cocaine -maritime", {"safe-harbour"}),
        ("cocaine _ -_", {"safe-harbour"}),
        # What is no syntax of ours is none.
        ("(cocaine)", {"safe-harbour"}),
        ("OR cocaine", {"safe-harbour"}),
        ("cocaine AND smugglers", {"safe-harbour"}),
        ('"smugglers of coc', set()),
        ('cocaine "', {"safe-harbour"}),
        ("summary:cocaine", set()),
        ("cocaine ^ + - *", {"safe-harbour"}),
        ("NEAR(cocaine smugglers)", set()),
    ],
)
def test_search_and_text_find_the_same(small: Run, text: str, found: set[str]) -> None:
    searched = small("search", text, "--json")
    assert searched.code == 0
    assert {match["id"] for match in matches(searched.out)} == found
    assert {project["id"] for project in json.loads(small("list", "--text", text, "--json").out)} == found


@pytest.mark.parametrize("text", ["", '"', "OR", "...", "*", "NOT x", '"" ""'])
def test_nothing_to_look_for_is_asked_wrongly(small: Run, text: str) -> None:
    result = small("search", text)
    assert (result.code, result.out) == (2, "")
    assert "has no word in it to look for" in result.err


def test_a_match_says_where_and_shows_the_sentence(small: Run) -> None:
    [match] = matches(small("search", "cocaine", "smuggler", "kenya", "--json").out)
    assert match.pop("score") > 0
    assert match == {
        "id": "safe-harbour",
        "name": "SAHA",
        "where": ["summary", "country"],
        "excerpt": "Makes two harbours safer, against smugglers of cocaine and others.",
        "words": ["smugglers", "cocaine"],
    }


def test_a_title_counts_for_more_than_a_text(run: Run) -> None:
    found = matches(run("search", "wildlife", "--json", "--limit", "100").out)
    scores = [match["score"] for match in found]
    assert scores == sorted(scores, reverse=True)
    assert found[0]["where"][0] == "title"


def test_the_best_twenty_unless_more_are_asked_for(run: Run) -> None:
    result = run("search", "unodc", "--json")
    assert len(matches(result.out)) == 20
    total = int(result.err.split(" of ")[1].split(":")[0])
    everything = run("search", "unodc", "--json", "--limit", str(total))
    assert len(matches(everything.out)) == total
    assert matches(everything.out)[:20] == matches(result.out)
    assert everything.err == ""


def test_filters_fields_and_order_apply(run: Run) -> None:
    found = matches(run("search", "unodc", "--theme", "firearms", "--sort", "-id", "--json").out)
    themes = {project["id"] for project in json.loads(run("list", "--theme", "firearms", "--json").out)}
    assert {match["id"] for match in found} <= themes
    ids = [match["id"] for match in found]
    assert ids == sorted(ids, reverse=True)
    assert run("search", "unodc", "--fields", "id", "--limit", "1").out.startswith("id\n")


def test_nothing_found_is_an_answer_with_a_note(small: Run) -> None:
    result = small("search", "unicorn")
    assert result.code == 0
    assert "nothing found" in result.err


def test_words_stand_out_on_a_terminal_with_and_without_colour(
    small: Run, on_terminal: Callable[..., None]
) -> None:
    on_terminal(100)
    assert "*cocaine*" in small("search", "cocaine").out
    on_terminal(100, colour=True)
    assert "\x1b[1;4mcocaine\x1b[0m" in small("search", "cocaine").out
    on_terminal(30)
    assert "*cocaine*" in small("search", "cocaine").out


def test_without_a_terminal_the_text_is_as_it_is(small: Run) -> None:
    assert (
        small("search", "cocaine")
        .out.splitlines()[1]
        .endswith("\tMakes two harbours safer, against smugglers of cocaine and others.")
    )


def test_what_is_not_to_be_found_needs_quotes(small: Run) -> None:
    result = small("search", "cocaine", "-piracy")
    assert result.code == 2
    assert "put words to exclude in quotes: unodc search 'cocaine -piracy'" in result.err


def test_a_phrase_over_the_end_of_a_sentence_is_shown(run: Run, tmp_path: Path) -> None:
    data = tmp_path / "data.toml"
    long = "word " * 60
    data.write_text(
        '[portfolio]\ntitle = "T"\n[[projects]]\nid = "p"\ntitle = "P"\n'
        f'summary = "{long}in the Interior. UNODC leads it. {long}"\n',
        encoding="utf-8",
    )
    [found] = matches(run("search", '"interior unodc"', "--data", str(data), "--json").out)
    assert found["words"] == ["Interior.", "UNODC"]
    assert "Interior. UNODC leads it." in found["excerpt"]


def test_a_theme_that_two_files_call_differently_is_found_by_both_names(run: Run, tmp_path: Path) -> None:
    for number in ("one", "two"):
        (tmp_path / f"{number}.toml").write_text(
            f'[portfolio]\ntitle = "T"\n[[themes]]\nid = "t"\nname = "zebra{number}"\n'
            f'[[projects]]\nid = "{number}"\ntitle = "A project"\nthemes = ["t"]\n',
            encoding="utf-8",
        )
    for number in ("one", "two"):
        [found] = matches(run("search", f"zebra{number}", "--data", str(tmp_path), "--json").out)
        assert found["id"] == number


ORGANISATIONS = Path(__file__).parents[1] / "data" / "organisations.xml"


def test_documents_and_names_of_organisations_are_found(run: Run) -> None:
    data = ("--data", str(ORGANISATIONS), "--data", str(ORGANISATIONS.with_name("details.xml")), "--json")
    [report] = matches(run("search", "annual report", *data).out)
    assert (report["id"], report["name"]) == ("XM-TEST-FUND", "Test Fund for Courts")
    assert (report["where"], report["excerpt"]) == (["document"], "Annual report 2022")
    # In another language, or by identifier.
    for words, place in (
        ("fonds d'essai", "Fonds d'essai pour les tribunaux"),
        ("XM-TEST-TRUST", "XM-TEST-TRUST"),
    ):
        [found] = matches(run("search", words, *data).out)
        assert (found["where"], found["excerpt"]) == (["title"], place)
    answer = run("search", "test", *data, "--limit", "1")
    assert len(matches(answer.out)) == 1
    # Filters are those of projects.
    assert matches(run("search", "annual report", *data, "--country", "KE").out) == []
    assert matches(run("list", "--text", "annual report", *data).out) == []


def test_of_two_states_of_an_organisation_the_later_one_is_searched(run: Run, tmp_path: Path) -> None:
    for name, year, old in (("old.xml", "2023", "2022"), ("new.xml", "2025", "2024")):
        text = ORGANISATIONS.read_text(encoding="utf-8").replace('datetime="2024', f'datetime="{year}')
        (tmp_path / name).write_text(text.replace("report 2022", f"report {old}"), encoding="utf-8")
    found = [
        matches(run("search", f"report {year}", "--data", str(tmp_path), "--json").out)
        for year in (2022, 2024)
    ]
    assert [len(each) for each in found] == [0, 1]


@pytest.mark.parametrize("word", ["AND", "OR", "NOT", "|"])
def test_a_search_that_ends_in_the_middle_is_none(small: Run, word: str) -> None:
    for command in (("search",), ("list", "--text")):
        result = small(*command, f"cocaine {word}")
        assert (result.code, result.out) == (2, "")
        assert f"'cocaine {word}' ends with {word}\nhint: write a word after {word}" in result.err
