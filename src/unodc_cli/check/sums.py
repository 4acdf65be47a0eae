"""Find amounts of a curated project that may be one sum, stated twice."""

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


def _may_be_one(amount: form.AmountTable, other: form.AmountTable) -> bool:
    if _FULL_KINDS.get(amount.kind, amount.kind) != _FULL_KINDS.get(other.kind, other.kind):
        # Of the kinds of IATI, what is committed may well be what is paid.
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
