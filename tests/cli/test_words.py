"""The words that the filters take: themes, partners, countries, regions, programmes."""

import csv
import io
import json

import pytest

from conftest import Run

KINDS = {
    "themes": "theme",
    "partners": "partner",
    "countries": "country",
    "regions": "region",
    "programmes": "programme",
}


def counts(out: str) -> dict[str, int]:
    return {term["id"]: term["count"] for term in json.loads(out)}


@pytest.mark.parametrize(("command", "kind"), KINDS.items())
def test_a_word_counts_what_its_filter_finds(run: Run, command: str, kind: str) -> None:
    found = counts(run(command, "--json").out)
    assert found
    for id_, count in list(found.items())[:3]:
        assert len(json.loads(run("list", f"--{kind}", id_, "--json").out)) == count


def test_words_have_all_their_names_and_the_most_used_is_first(small: Run) -> None:
    assert json.loads(small("themes", "--json").out) == [
        {"id": "maritime", "name": "Maritime crime", "count": 3, "aliases": ["piracy"]},
        {"id": "wildlife", "name": "Wildlife crime", "count": 2, "aliases": []},
    ]
    assert counts(small("programmes", "--json").out) == {"big-fund": 2, "sea-fund": 1}


@pytest.mark.parametrize(
    ("options", "found"),
    [
        (["partners"], {"agency": 5, "donor": 5, "interpol": 2, "igad": 1}),
        (["partners", "--theme", "wildlife"], {"agency": 2, "donor": 2, "interpol": 1}),
        (["partners", "--role", "implementing"], {"agency": 5, "interpol": 2}),
        (["partners", "--sort", "name", "--limit", "2"], {"igad": 1, "interpol": 2}),
        (["regions", "--theme", "wildlife"], {"horn": 2}),
        (["countries", "--status", "ended"], {"SC": 1, "SO": 1}),
    ],
)
def test_the_filters_and_the_order_apply(small: Run, options: list[str], found: dict[str, int]) -> None:
    asked = json.loads(small(*options, "--json").out)
    assert {term["id"]: term["count"] for term in asked} == found
    assert [term["id"] for term in asked] == list(found)


def test_what_no_project_has_is_listed_on_request_only(small: Run) -> None:
    result = small("countries", "--json")
    assert set(counts(result.out)) == {"KE", "DJ", "SC", "SO"}
    more = counts(small("countries", "--all", "--json").out)
    assert more["FR"] == 0
    assert result.err == f"note: {len(more) - 4} countries have no matching project: list them with --all\n"


def test_rows_have_the_fields_of_json(small: Run) -> None:
    [first, *_] = csv.DictReader(io.StringIO(small("themes", "--format", "csv").out))
    assert first == {"id": "maritime", "name": "Maritime crime", "count": "3", "aliases": "piracy"}


@pytest.mark.parametrize(("command", "kind"), KINDS.items())
def test_an_unknown_word_says_which_command_lists_them(small: Run, command: str, kind: str) -> None:
    result = small("list", f"--{kind}", "xyzzy")
    assert result.code == 2
    assert f"`unodc {command}`" in result.err
