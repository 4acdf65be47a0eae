"""Sectors, countries and regions of an activity, each with its share of the money."""

from collections.abc import Iterable
from typing import Any, NamedTuple

from unodc_cli.readers.iati.element import ActivityContext, Element, line_of
from unodc_cli.readers.iati.money import amount
from unodc_cli.readers.iati.texts import name_of

# Vocabulary, code, name, percentage, line: the fields of `model.Share`. A plain tuple, since it is sent to
# another process.
Share = tuple[str | None, str, str | None, float | None, int]
_FIELDS = ("vocabulary", "code", "name", "percentage", "line")


class Shares(NamedTuple):
    """The shares that the elements of a tag state, each code once; they may be those of transactions."""

    listed: list[Share]
    elements: list[Element]
    of_transactions: bool

    def codes(self, *vocabularies: str) -> list[str]:
        """Return the codes of any of these vocabularies; an empty one is the standard's own."""
        return [code for vocabulary, code, *_ in self.listed if (vocabulary or "").lower() in vocabularies]

    def support(self, activity: ActivityContext, field: str) -> None:
        """Note in the activity that the value of a field stands where these shares do."""
        if self.listed:
            activity.support(field, self.elements[0], "of the transactions" if self.of_transactions else None)


def shares(activity: ActivityContext, tag: str, wanted: str | None, *, or_of_transactions: bool) -> Shares:
    """Return the shares of a tag, or those of the transactions if the activity has none and they may count.

    With a language `wanted`, each code has its published name.
    """
    elements = activity.children[tag]
    of_transactions = False
    if or_of_transactions and not elements:
        elements = [
            e for transaction in activity.children["transaction"] for e in transaction.iterchildren(tag)
        ]
        of_transactions = bool(elements)
    by_code: dict[tuple[str | None, str], Share] = {}
    for element in elements:
        code = (element.get("code") or "").strip()
        key = (element.get("vocabulary"), code)
        if code and key not in by_code:
            name = (name_of(element, activity.language, wanted) or None) if wanted else None
            share = None if of_transactions else percentage(element.get("percentage") or "")
            by_code[key] = (*key, name, share, line_of(element))
    return Shares(list(by_code.values()), elements, of_transactions)


def named(listed: Iterable[Share]) -> list[dict[str, Any]]:
    """Return shares as a project's document has them."""
    return [dict(zip(_FIELDS, share, strict=True)) for share in listed]


def percentage(written: str) -> float | None:
    """Return a percentage as a number; None if it is not one.

    In "33,333" the comma may stand before decimals or between thousands, so it is not a number.
    """
    text = written.strip().removesuffix("%").rstrip()
    share = None if "," in text or " " in text else amount(text)
    return float(share) if isinstance(share, str) else share
