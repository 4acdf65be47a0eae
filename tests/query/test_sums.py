"""The filter of projects by the size of their sums."""

import json

import pytest

from conftest import Run


def ids(small: Run, *sizes: str) -> set[str]:
    words = [word for size in sizes for word in ("--min-amount", size)]
    return {project["id"] for project in json.loads(small("list", *words, "--json").out)}


@pytest.mark.parametrize(
    ("sizes", "found"),
    [
        (["7m"], {"safe-harbour"}),
        (["7000000.01"], set()),
        (["eu-contribution=6.5m"], {"safe-harbour"}),
        (["eu-contribution=6_500_001"], set()),
        (["EU-Contribution = 6,500k"], {"safe-harbour"}),
        (["1.2m"], {"safe-harbour", "sea-watch"}),
        (["9b", "total-budget=7m"], {"safe-harbour"}),
    ],
)
def test_projects_with_a_sum_of_this_size_are_found(small: Run, sizes: list[str], found: set[str]) -> None:
    assert ids(small, *sizes) == found


def test_phases_add_up_and_currencies_do_not(small: Run) -> None:
    projects = json.loads(small("list", "--json").out)
    [harbour] = [project for project in projects if project["id"] == "safe-harbour"]
    parts = [amount["value"] for amount in harbour["amounts"] if amount["kind"] == "eu-contribution"]
    assert max(parts) < 6_500_000
    assert "safe-harbour" in ids(small, "eu-contribution=6.5m")


@pytest.mark.parametrize("size", ["much", "5x", "", "=", "eu-contribution=", "-5", "1e9", "٥"])
def test_what_is_no_sum_is_told(small: Run, size: str) -> None:
    result = small("list", "--min-amount", size)
    assert (result.code, result.out) == (2, "")
    assert f"error: --min-amount {size}: it is not a sum of money\n" in result.err


def test_an_unknown_kind_is_told_the_nearest(small: Run) -> None:
    assert "did you mean 'total-budget'?" in small("list", "--min-amount", "total-budgt=5m").err


def test_the_filter_is_said_below_a_document(small: Run) -> None:
    assert "Filter: min amount: 7m." in small("list", "--min-amount", "7m", "--format", "markdown").out


@pytest.mark.parametrize(
    ("words", "kind"),
    [
        ([], "eu-contribution"),
        (["--min-amount", "1m"], "eu-contribution"),
        (["--min-amount", "Total budget=1m"], "total-budget"),
        (["--sort", "-total-budget"], "total-budget"),
        (["--sort", "name,total-budget.value", "--min-amount", "eu-contribution=1"], "total-budget"),
        (["--sort", "end", "--limit", "1"], "eu-contribution"),
    ],
)
def test_a_table_has_the_sums_that_its_order_or_filter_is_of(small: Run, words: list[str], kind: str) -> None:
    header, *rows = small("list", *words).out.splitlines()
    assert header.split("\t")[-1] == kind
    assert rows
