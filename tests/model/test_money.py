"""The sums of a project that make up its totals."""

from typing import Any

import pytest

from unodc_cli.model.money import in_totals


def amount(kind: str, phase: str | None = None, *partners: str, currency: str = "EUR") -> dict[str, Any]:
    return {"kind": kind, "currency": currency, "phase": phase, "partner": "; ".join(partners) or None}


@pytest.mark.parametrize(
    ("amounts", "expected"),
    [
        ([], []),
        ([amount("total-budget"), amount("total-budget", "one")], [True, False]),
        ([amount("total-budget", "one"), amount("total-budget", "two")], [True, True]),
        ([amount("total-budget"), amount("unodc-share", "one")], [True, True]),
        ([amount("total-budget"), amount("total-budget", "one", currency="USD")], [True, True]),
        ([amount("partner-share", None, "imo"), amount("partner-share", "one", "imo")], [True, False]),
        ([amount("partner-share", None, "imo"), amount("partner-share", "one", "iom")], [True, True]),
        ([amount("partner-share", None, "imo", "iom"), amount("partner-share", "one", "iom")], [True, False]),
        ([amount("partner-share", None, "imo"), amount("partner-share", "one", "imo", "iom")], [True, True]),
    ],
)
def test_the_sum_of_the_project_contains_those_of_its_phases_and_of_the_same_partners(
    amounts: list[dict[str, Any]], expected: list[bool]
) -> None:
    assert in_totals(amounts) == expected
