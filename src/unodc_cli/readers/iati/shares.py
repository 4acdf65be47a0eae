"""Sectors, countries and regions, each with its share of the money: of an activity, or of a transaction."""

from collections.abc import Iterable
from functools import lru_cache
from typing import Any, NamedTuple

from unodc_cli.codelists.countries import NAMES
from unodc_cli.model.names import fold
from unodc_cli.readers.iati.element import ActivityContext, Element, children_of, line_of
from unodc_cli.readers.iati.texts import name_of
from unodc_cli.readers.iati.values import percentage
from unodc_cli.readers.records import Share

# The element whose published name is kept only if it differs from the codelist's.
_UNNAMED = "recipient-country"


class Shares(NamedTuple):
    """The shares that the elements of a tag state; they may be those of the transactions."""

    listed: list[Share]
    of_transactions: bool

    def codes(self, *vocabularies: str) -> list[str]:
        """Return the codes of any of these vocabularies; an empty one is the standard's own."""
        return [code for vocabulary, code, *_ in self.listed if (vocabulary or "").lower() in vocabularies]

    def support(self, activity: ActivityContext, field: str) -> None:
        """Record the place of the first share as that of a field's value."""
        if self.listed:
            note = "of the transactions" if self.of_transactions else None
            activity.places.append((field, self.listed[0][4], (note,), None, None))


def shares(activity: ActivityContext, tag: str, wanted: str, *, or_of_transactions: bool) -> Shares:
    """Return the shares of a tag, or those of the transactions if the activity has none and they may count.

    All shares of the activity are kept. Of shares of transactions, each code is kept once, without the
    percentage, which is one of the transaction. `wanted` is the language of published names.
    """
    listed = [share for element in activity.children[tag] if (share := share_of(element, activity, wanted))]
    if listed or not or_of_transactions:
        return Shares(listed, of_transactions=False)
    elements = (e for transaction in activity.children["transaction"] for e in children_of(transaction, tag))
    first: dict[tuple[str | None, str, str | None], Share] = {}
    for element in elements:
        if share := share_of(element, activity, wanted):
            vocabulary, code, name, _, line, address = share
            first.setdefault((vocabulary, code, address), (vocabulary, code, name, None, line, address))
    return Shares(list(first.values()), of_transactions=bool(first))


def share_of(element: Element, activity: ActivityContext, wanted: str) -> Share | None:
    """Return the share that an element states; None without a code."""
    code = (element.get("code") or "").strip()
    if not code:
        return None
    name = name_of(element, activity.language, wanted) or None
    if name and element.tag == _UNNAMED and _is_known(code, name):
        name = None
    share = percentage(element.get("percentage") or "")
    return element.get("vocabulary"), code, name, share, line_of(element), element.get("vocabulary-uri")


@lru_cache(maxsize=10_000)
def _is_known(code: str, name: str) -> bool:
    """Return whether a name is one of those of a country."""
    return fold(name) in map(fold, NAMES.get(code.upper(), ()))


def named(listed: Iterable[Share]) -> list[dict[str, Any]]:
    """Return shares as a project's document has them."""
    return [
        {
            "vocabulary": vocabulary,
            "code": code,
            "name": name,
            "percentage": percentage,
            "line": line,
            "vocabulary_uri": uri,
        }
        for vocabulary, code, name, percentage, line, uri in listed
    ]
