"""Groups of projects: `unodc by-…`."""

import json
from collections.abc import Callable
from pathlib import Path

import pytest

from conftest import ACTIVITIES, Run
from unodc_cli.cli.completion import candidates

CONTESTED = """[portfolio]
title = "Sums"
[[sources]]
id = "report"
title = "A report"
[[themes]]
id = "ports"
name = "Ports"
[[projects]]
id = "harbour"
title = "Harbour"
status = "active"
themes = ["ports"]
amounts = [
  { kind = "eu-contribution", value = 0, currency = "EUR" },
  { kind = "total-budget", value = 5000, currency = "EUR" },
]
[[projects.conflicts]]
field = "total-budget"
value = 6000
sources = ["report"]
"""


def groups(out: str) -> dict[str, dict[str, object]]:
    return {group["key"]: group for group in json.loads(out)}


def test_a_project_in_two_groups_counts_in_both_and_it_is_said(small: Run) -> None:
    result = small("by-theme", "--json")
    found = groups(result.out)
    assert "sea-watch" in str(found["maritime"]["projects"])
    assert "sea-watch" in str(found["wildlife"]["projects"])
    assert "note: a project with several themes counts in each of them" in result.err
    assert "note: 1 matching project has no known theme and is in no group" in result.err


def test_totals_are_never_mixed_and_say_how_many_state_them(small: Run) -> None:
    out = small("by-theme", "--fields", "key,totals").out
    assert out.splitlines()[1] == (
        "maritime\teu-contribution 6500000 EUR (1 of 3); eu-contribution 1250000.5 USD (1 of 3); "
        "total-budget 7000000 EUR (1 of 3)"
    )


def test_sums_of_a_kind_are_columns_of_groups(small: Run) -> None:
    fields = "key,total-budget,eu-contribution,eu-contribution.value,EU-contribution.currency"
    result = small("by-theme", "--fields", fields, "--format", "csv")
    assert result.out.splitlines() == [
        "key,total-budget,eu-contribution,eu-contribution.value,eu-contribution.currency",
        "maritime,7000000 EUR,6500000 EUR; 1250000.5 USD,6500000; 1250000.5,EUR; USD",
        "wildlife,,1250000.5 USD,1250000.5,USD",
    ]
    assert "note: not all projects of a group state these sums: --fields totals says how many" in result.err
    assert "state these sums" not in small("by-theme", "--fields", "key,totals").err
    [maritime, _] = json.loads(small("by-theme", "--json").out)
    [chosen, _] = json.loads(small("by-theme", "--json", "--fields", "key,eu-contribution").out)
    assert chosen == {
        "key": "maritime",
        "eu-contribution": [total for total in maritime["totals"] if total["kind"] == "eu-contribution"],
    }
    asked = small("by-theme", "--json", "--fields", "total-budget.value,eu-contribution.value").out
    assert json.loads(asked) == [
        {"total-budget.value": 7000000, "eu-contribution.value": [6500000, 1250000.5]},
        {"total-budget.value": None, "eu-contribution.value": 1250000.5},
    ]


def test_sums_in_groups_say_their_level_where_there_are_several(run: Run) -> None:
    data = ["--data", str(ACTIVITIES)]
    rows = run("by-partner", "--fields", "key,commitment,disbursement,disbursement.value", *data).out
    assert rows.splitlines()[1:3] == [
        "some-unknown-body-ltd\t\tlevel-2 300 EUR\t300",
        "test-agency\tlevel-1 1500.5 EUR\tlevel-1 -20 USD\t-20",
    ]
    one = run("by-partner", "--partner", "unodc", "--fields", "key,commitment", *data).out
    assert one.splitlines()[1] == "test-agency\t1500.5 EUR"


def test_sums_of_values_that_are_no_number_are_unknown_and_not_zero(run: Run, tmp_path: Path) -> None:
    content = ACTIVITIES.read_bytes()
    assert content.count(b">-20</value>") == 1
    data = tmp_path / "unreadable.xml"
    data.write_bytes(content.replace(b">-20</value>", b">few</value>"))
    asked = [
        "--partner",
        "unodc",
        "--fields",
        "key,disbursement,disbursement.value,totals",
        "--data",
        str(data),
    ]
    row = run("by-partner", *asked).out.splitlines()[1]
    assert row.startswith("test-agency\t\t\tbudget 100 EUR (1 of 1)")
    assert row.endswith("commitment 1500.5 EUR (1 of 1)")


def test_columns_that_were_asked_for_become_a_record_where_there_is_no_room(
    run: Run, on_terminal: Callable[..., None]
) -> None:
    on_terminal(50)
    fields = "key,count,eu-contribution.value,eu-contribution.currency"
    result = run("by-theme", "--fields", fields, "--limit", "1")
    assert "hidden columns" not in result.err
    assert [line.partition(":")[0] for line in result.out.splitlines()[1:]] == [
        "  count",
        "  eu-contribution.value",
        "  eu-contribution.currency",
    ]


def test_totals_with_contested_sums_are_marked_and_those_of_zero_come_last(
    run: Run, on_terminal: Callable[..., None], tmp_path: Path
) -> None:
    file = tmp_path / "sums.toml"
    file.write_text(CONTESTED)
    on_terminal(100)
    result = run("by-theme", "--data", str(file))
    assert "total-budget *5,000 EUR (1 of 1)" in result.out
    assert result.out.index("total-budget") < result.out.index("eu-contribution 0 EUR")
    assert (
        "note: 1 total has a sum on which sources differ (* in tables): unodc list --conflicts" in result.err
    )
    # What scripts read has no mark.
    [group] = json.loads(run("by-theme", "--data", str(file), "--json").out)
    assert [(total["kind"], total["contested"]) for total in group["totals"]] == [
        ("total-budget", 1),
        ("eu-contribution", 0),
    ]
    assert "*" not in run("by-theme", "--data", str(file), "--format", "csv").out


def test_the_budget_of_a_programme_is_its_own(run: Run) -> None:
    fields = "key,budget,budget.value,budget.currency"
    rows = run("by-programme", "--fields", fields, "--format", "csv").out.splitlines()
    assert "crp,50000000 EUR,50000000,EUR" in rows


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


def test_a_note_says_that_a_project_does_not_count_in_the_instrument_above_its_programme(small: Run) -> None:
    note = "note: 1 project counts in the programme that it names, not in the instrument that pays for it"
    assert note in small("by-programme").err
    counts = {term["id"]: term["count"] for term in json.loads(small("programmes", "--json").out)}
    assert counts == {"big-fund": 2, "sea-fund": 1}
    assert note not in small("by-programme", "--theme", "wildlife").err
    assert note not in small("by-theme").err


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
        ("by-theme", "-Total-Budget.value", ["maritime", "wildlife"]),
        ("by-partner", "-eu-contribution.value,-key", ["interpol", "igad", "donor", "agency"]),
    ],
)
def test_groups_are_sorted_by_money_and_dates_with_what_is_missing_last(
    small: Run, command: str, sort: str, found: list[str]
) -> None:
    assert list(groups(small(command, "--sort", sort, "--json").out)) == found


def completed(command: str, current: str) -> list[str]:
    return [candidate.text for candidate in candidates(("fields",), command, current)]


def test_sums_of_groups_are_completed_and_parts_only_when_they_are_begun() -> None:
    assert completed("by-theme", "key,eu") == ["key,eu-contribution"]
    assert completed("by-theme", "eu-contribution.c") == ["eu-contribution.currency"]
    assert completed("themes", "eu") == []
    assert completed("themes", "eu-contribution.") == []


def test_groups_cannot_be_sorted_by_what_none_of_them_has(small: Run) -> None:
    result = small("by-theme", "--sort", "decision-budget")
    assert result.code == 2
    assert "it is one of: key, name, count, active, eu-contribution, total-budget, KIND.value\n" in result.err


@pytest.mark.parametrize("option", ["--active", "--from", "--to"])
@pytest.mark.parametrize("command", ["by-theme", "by-partner", "by-country", "by-programme"])
def test_of_which_day_the_active_are_is_said_where_another_time_is_asked_for(
    small: Run, command: str, option: str
) -> None:
    said = "note: `active` counts projects that are active today, 2024-07-01\n"
    assert said in small(command, option, "2021").err
    assert said in small(command, "--starts", "2018").err
    assert said in small(command, "--ends", "2021").err
    assert said not in small(command, option, "2021", "--text", "unicorn").err
    assert said not in small(command, "--status", "active").err


def test_one_name_with_several_references_is_said(run: Run, tmp_path: Path) -> None:
    partner = (
        '<participating-org role="4" ref="{}"><narrative>Ministry of Health</narrative></participating-org>'
    )
    activities = "".join(
        f"<iati-activity><iati-identifier>XX-{ref}</iati-identifier>{partner.format(ref)}</iati-activity>"
        for ref in ("KE-GOV-7", "UG-GOV-7", "N/A", "12000")
    )
    file = tmp_path / "activities.xml"
    file.write_text(f"<iati-activities>{activities}</iati-activities>", encoding="utf-8")
    result = run("by-partner", "--data", str(file))
    assert (
        "note: 'Ministry of Health' has several references and may be several bodies: KE-GOV-7, UG-GOV-7"
        in result.err
    )
