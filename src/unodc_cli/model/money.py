"""Sums of a project: those of its partners, and those that contain others."""

from collections.abc import Mapping, Sequence
from typing import Any, Final

# Sums of one partner, or of several together: what they give, and what they have.
PARTNER_KINDS: Final = ("partner-contribution", "partner-share")
# The kinds that are names of their own for the sums of one organisation.
SHORT_KINDS: Final = {
    ("partner-contribution", "eu"): "eu-contribution",
    ("partner-share", "unodc"): "unodc-share",
}
# Separates the partners that have a sum together.
TOGETHER: Final = "; "


def in_totals(amounts: Sequence[Mapping[str, Any]]) -> list[bool]:
    """Return for each amount whether totals count it: a phase's only if no sum of the project contains it.

    An amount of the project contains those of its phases of the same kind, currency and partners.
    """
    wholes = [amount for amount in amounts if amount["phase"] is None]
    return [
        amount["phase"] is None or not any(_contains(whole, amount) for whole in wholes) for amount in amounts
    ]


def _contains(whole: Mapping[str, Any], part: Mapping[str, Any]) -> bool:
    return (
        whole["kind"] == part["kind"]
        and whole["currency"] == part["currency"]
        and _partners(part) <= _partners(whole)
    )


def _partners(amount: Mapping[str, Any]) -> set[str]:
    return set(amount["partner"].split(TOGETHER)) if amount["partner"] else set()


def contested_amounts(record: Mapping[str, Any]) -> set[tuple[str | None, str]]:
    """Return the kinds of amounts on which sources differ, each with the phase that it is of or None."""
    phases = {f"phases[{index}]": phase["id"] for index, phase in enumerate(record["phases"])}
    fields = (conflict["field"].rpartition(".") for conflict in record["conflicts"])
    return {(phases.get(place), kind) for place, _, kind in fields}
