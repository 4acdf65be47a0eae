"""What a person asks with `unodc by-…`."""

import json

import pytest

from conftest import Run


def groups(out: str) -> dict[str, dict[str, object]]:
    return {group["key"]: group for group in json.loads(out)}


def test_a_project_in_two_groups_counts_in_both_and_it_is_said(small: Run) -> None:
    result = small("by-theme", "--json")
    found = groups(result.out)
    assert "sea-watch" in str(found["maritime"]["projects"])
    assert "sea-watch" in str(found["wildlife"]["projects"])
    assert "note: a project with several themes counts in each of them" in result.err
    assert "note: 1 of the projects found have no known theme" in result.err


def test_totals_are_never_mixed_and_say_how_many_state_them(small: Run) -> None:
    out = small("by-theme", "--fields", "key,totals").out
    assert out.splitlines()[1] == (
        "maritime\teu-contribution 6500000 EUR (1 of 3); eu-contribution 1250000.5 USD (1 of 3); "
        "total-budget 7000000 EUR (1 of 3)"
    )


def test_partners_of_the_whole_portfolio_have_a_group(small: Run) -> None:
    found = groups(small("by-partner", "--json").out)
    assert found["donor"]["count"] == 5
    assert found["igad"]["projects"] == ["safe-harbour"]


def test_a_role_groups_partners_in_that_role(small: Run) -> None:
    assert list(groups(small("by-partner", "--role", "funding", "--json").out)) == ["donor"]


def test_filters_apply_before_grouping(small: Run) -> None:
    found = groups(small("by-country", "--theme", "maritime", "--status", "active", "--json").out)
    assert found.keys() == {"KE", "DJ"}
    assert found["KE"]["name"] == "Kenya"


def test_a_project_stands_under_the_programme_that_it_names(small: Run) -> None:
    found = groups(small("by-programme", "--json").out)
    assert found["big-fund"]["projects"] == ["sea-watch"]
    assert found["sea-fund"]["projects"] == ["safe-harbour"]


def test_groups_are_sorted_by_size_or_as_asked(small: Run) -> None:
    assert list(groups(small("by-partner", "--json").out)) == ["agency", "donor", "interpol", "igad"]
    assert list(groups(small("by-partner", "--sort", "-key", "--json").out)) == [
        "interpol",
        "igad",
        "donor",
        "agency",
    ]


def test_an_amount_of_the_whole_project_contains_those_of_its_phases(
    run: Run, tmp_path_factory: object
) -> None:
    aircop = json.loads(run("show", "aircop", "--json").out)
    [whole] = [a for a in aircop["amounts"] if a["kind"] == "eu-contribution" and a["phase"] is None]
    assert any(a["kind"] == "eu-contribution" and a["phase"] for a in aircop["amounts"])
    assert (
        run("list", "--text", "aircop", "--fields", "id,eu-contribution").out.splitlines()[1:][0]
        == f"aircop\t{whole['value']} {whole['currency']}"
    )


@pytest.mark.parametrize(
    ("command", "sort", "found"),
    [
        ("by-partner", "-eu-contribution,-key", ["interpol", "igad", "donor", "agency"]),
        ("by-partner", "count", ["igad", "interpol", "agency", "donor"]),
        ("by-programme", "end,-name", ["sea-fund", "big-fund"]),
        ("by-programme", "-start", ["big-fund", "sea-fund"]),
        ("by-theme", "total-budget", ["maritime", "wildlife"]),
        ("by-theme", "-total-budget", ["maritime", "wildlife"]),
    ],
)
def test_groups_are_sorted_by_money_and_dates_with_what_is_missing_last(
    small: Run, command: str, sort: str, found: list[str]
) -> None:
    assert list(groups(small(command, "--sort", sort, "--json").out)) == found


def test_groups_cannot_be_sorted_by_what_none_of_them_has(small: Run) -> None:
    result = small("by-theme", "--sort", "decision-budget")
    assert result.code == 2
    assert "It is one of: key, name, count, active, eu-contribution, total-budget\n" in result.err


@pytest.mark.parametrize("option", ["--active", "--from", "--to"])
@pytest.mark.parametrize("command", ["by-theme", "by-partner", "by-country", "by-programme"])
def test_of_which_day_the_active_are_is_said_where_another_time_is_asked_for(
    small: Run, command: str, option: str
) -> None:
    said = "note: `active` counts those that are active today, 2024-07-01\n"
    assert said in small(command, option, "2021").err
    assert said in small(command, "--starts", "2018").err
    assert said in small(command, "--ends", "2021").err
    assert said not in small(command, option, "2021", "--text", "unicorn").err
    assert said not in small(command, "--status", "active").err
