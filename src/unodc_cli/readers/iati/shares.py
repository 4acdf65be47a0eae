"""What an activity is about and where: sectors, countries and regions, each with its share."""

from collections.abc import Iterable
from typing import Any, NamedTuple

from unodc_cli.readers.iati.element import Element, Published, line_of
from unodc_cli.readers.iati.money import amount
from unodc_cli.readers.iati.texts import name_of

# Vocabulary, code, name, percentage, line: the fields of `model.Share`. Another process takes them, so it is
# no more than a tuple.
Share = tuple[str | None, str, str | None, float | None, int]
_FIELDS = ("vocabulary", "code", "name", "percentage", "line")


class Shares(NamedTuple):
    """What the elements of a tag say, each thing once; they may be those of the transactions."""

    listed: list[Share]
    elements: list[Element]
    of_transactions: bool

    def codes(self, *vocabularies: str) -> list[str]:
        """Return the codes that are of one of these vocabularies; an empty one is that of the standard."""
        return [code for vocabulary, code, *_ in self.listed if (vocabulary or "").lower() in vocabularies]

    def support(self, found: Published, field: str) -> None:
        """Note that the value of a field stands where these do."""
        if self.listed:
            found.support(field, self.elements[0], "of the transactions" if self.of_transactions else None)


def shares(found: Published, tag: str, wanted: str | None, *, apart: bool) -> Shares:
    """Return the elements of a tag of the activity; with `apart`, of its transactions if it has none.

    With a language `wanted`, the published name goes with the code.
    """
    elements = found.children[tag]
    of_transactions = False
    if apart and not elements:
        elements = [e for transaction in found.children["transaction"] for e in transaction.iterchildren(tag)]
        of_transactions = bool(elements)
    made: dict[tuple[str | None, str], Share] = {}
    for element in elements:
        code = (element.get("code") or "").strip()
        key = (element.get("vocabulary"), code)
        if code and key not in made:
            name = (name_of(element, found, wanted) or None) if wanted else None
            share = None if of_transactions else percentage(element.get("percentage") or "")
            made[key] = (*key, name, share, line_of(element))
    return Shares(list(made.values()), elements, of_transactions)


def named(listed: Iterable[Share]) -> list[dict[str, Any]]:
    """Return shares as the document of a project has them."""
    return [dict(zip(_FIELDS, share, strict=True)) for share in listed]


def percentage(written: str) -> float | None:
    """Return a share of a hundred as a number; None if it is none.

    In "33,333" the comma may stand before decimals or between thousands, so it is none.
    """
    text = written.strip().removesuffix("%").rstrip()
    share = None if "," in text or " " in text else amount(text)
    return float(share) if isinstance(share, str) else share
