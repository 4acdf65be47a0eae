"""What an activity is about and where: sectors, countries and regions, each with its share."""

from typing import Any

from unodc_cli.readers.iati.money import number
from unodc_cli.readers.iati.published import Element, Published
from unodc_cli.readers.iati.texts import name_of

Shares = list[dict[str, Any]]


def shares(
    found: Published, tag: str, field: str, wanted: str, *, named: bool
) -> tuple[Shares, list[Element], bool]:
    """Return what the elements of a tag say, each thing once, with the elements.

    They are those of the activity or, where it has none, of its transactions: the last of the three says so.
    With `named`, the published name goes with the code.
    """
    elements = found.all(tag)
    of_transactions = False
    if not elements:
        elements = [e for transaction in found.all("transaction") for e in transaction.findall(tag)]
        of_transactions = bool(elements)
    made: dict[tuple[str | None, str], dict[str, Any]] = {}
    for element in elements:
        code = (element.get("code") or "").strip()
        key = (element.get("vocabulary"), code)
        if not code or key in made:
            continue
        made[key] = {
            "vocabulary": key[0],
            "code": code,
            "name": (name_of(element, found, wanted) or None) if named else None,
            "percentage": None if of_transactions else _percentage(element),
        }
    if made:
        found.support(f"activity.{field}", elements[0], "of the transactions" if of_transactions else None)
    return list(made.values()), elements, of_transactions


def _percentage(element: Element) -> float | None:
    written = element.get("percentage")
    return number(written.removesuffix("%")) if written else None
