"""Statements of budgets and transactions beside their money: few publishers make them."""

from collections.abc import Sequence
from functools import lru_cache

from unodc_cli.codelists.iati import lookup
from unodc_cli.readers.iati.element import ActivityContext, Element, attribute
from unodc_cli.readers.iati.texts import name_of


def described(
    elements: Sequence[Element], activity: ActivityContext, wanted: str
) -> tuple[str | None, list[str]]:
    """Return the description among elements of a transaction, and its aid types of other vocabularies."""
    description = None
    aid_types = []
    for element in elements:
        if element.tag == "description":
            description = description or name_of(element, activity.language, wanted) or None
        elif element.tag == "aid-type" and (code := attribute(element, "code")):
            aid_types.append(f"{attribute(element, 'vocabulary')}:{code}")
    return description, aid_types


@lru_cache(maxsize=100)
def budget_status(code: str) -> str:
    """Return the word of a budget status; another code as published."""
    entry = lookup("BudgetStatus", code.strip())
    return entry.name.lower() if entry else code
