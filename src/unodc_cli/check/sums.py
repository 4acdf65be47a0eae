"""Find amounts of a curated project that may be one sum stated twice, or a part larger than the whole."""

from collections.abc import Iterator
from decimal import Decimal
from typing import get_args

from unodc_cli.codelists.parities import PARITIES, Parity
from unodc_cli.model.kinds import CuratedKind
from unodc_cli.model.money import SHORT_KINDS
from unodc_cli.readers.toml import form

# Kinds of the same thing, for one organisation and for all others.
_FULL_KINDS = {short: kind for (kind, _), short in SHORT_KINDS.items()}
_CURATED = frozenset(get_args(CuratedKind))
_PARTS = ("eu-contribution", "partner-contribution", "unodc-share", "partner-share")
# The sums of which each kind is a part.
_WHOLES = {
    **dict.fromkeys(_PARTS, ("total-budget",)),
    "eu-contribution": ("total-budget", "decision-budget"),
}
# The distance that rounded sums in two currencies may have: "6.5 billion XAF" and "10 million EUR".
_ROUNDING = Decimal("0.02")
_EURO = Parity(1, 1, "", "")


def repeated_sums(project: form.ProjectTable) -> Iterator[tuple[int, str]]:
    """Yield the index and a description of each amount that may repeat one before it.

    That is, of another kind but equal, also at a rate that a law fixes; or of the same kind in another
    currency. What two partners give, or have, may well be equal.
    """
    for index, amount in enumerate(project.amounts):
        for other in project.amounts[:index]:
            if amount.phase == other.phase and amount.value and _may_be_one(amount, other):
                yield (
                    index,
                    " and ".join(f"{each.kind} {each.value:,} {each.currency}" for each in (other, amount)),
                )


def larger_parts(project: form.ProjectTable) -> Iterator[tuple[int, str]]:
    """Yield the index and a description of each amount that is more than a sum of which it is a part.

    Where the whole project states no such sum, all of its phases together do, or none.
    """
    for index, part in enumerate(project.amounts):
        for kind in _WHOLES.get(part.kind, ()):
            whole = _whole(project, kind, part)
            if whole is not None and _exact(part) > whole:
                yield (
                    index,
                    f"{part.kind} {part.value:,} {part.currency}, {kind} {whole:,} {part.currency}",
                )


def _whole(project: form.ProjectTable, kind: str, part: form.AmountTable) -> Decimal | None:
    """Return the sum of a kind for the phase of a part of it, or for the whole project; None if unknown."""
    sums = {
        amount.phase: _exact(amount)
        for amount in project.amounts
        if (amount.kind, amount.currency) == (kind, part.currency)
    }
    if part.phase in sums or part.phase is not None:
        return sums.get(part.phase)
    phases = [phase.id for phase in project.phases]
    return sum((sums[phase] for phase in phases), Decimal()) if phases and {*phases} <= sums.keys() else None


def _exact(amount: form.AmountTable) -> Decimal:
    # Sums of floats could differ where those of the written numbers do not.
    return Decimal(str(amount.value))


def _may_be_one(amount: form.AmountTable, other: form.AmountTable) -> bool:
    if _FULL_KINDS.get(amount.kind, amount.kind) != _FULL_KINDS.get(other.kind, other.kind):
        # Kinds of IATI may well be equal: what was committed is often what was paid.
        return {amount.kind, other.kind} <= _CURATED and _equal(amount, other)
    # Two of one kind, currency and partner are a fault, so the currencies differ.
    return (amount.kind, amount.partner) == (other.kind, other.partner)


def _equal(amount: form.AmountTable, other: form.AmountTable) -> bool:
    """Return whether two amounts are the same: in two currencies, at their fixed rate and within rounding."""
    if amount.currency == other.currency:
        return amount.value == other.value
    euros, other_euros = _in_euros(amount), _in_euros(other)
    if euros is None or other_euros is None:
        return False
    return abs(euros - other_euros) <= _ROUNDING * max(euros, other_euros)


def _in_euros(amount: form.AmountTable) -> Decimal | None:
    """Return an amount in euros, if a law fixes the rate of its currency."""
    parity = _EURO if amount.currency == "EUR" else PARITIES.get(amount.currency)
    return parity and Decimal(str(amount.value)) * parity.euros / parity.units
