"""Statements of budgets and transactions beside their money: few publishers make them."""

from collections.abc import Sequence
from functools import lru_cache
from typing import Any

from unodc_cli.codelists.iati import lookup
from unodc_cli.readers.iati.element import ActivityContext, Element, attribute
from unodc_cli.readers.iati.texts import name_of


def beside(*values: str | list[str] | None) -> tuple[Any, ...]:
    """Return the values of `MoneyDetailRow` without blanks around them; nothing if all are empty."""
    row = tuple([(value.strip() or None) if isinstance(value, str) else value for value in values])
    return row if any(row) else ()


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
            aid_types.append(f"{attribute(element, 'vocabulary')}:{code}".removeprefix(":"))
    return description, aid_types


@lru_cache(maxsize=1000)
def beside_period(
    status: str | None, provider_type: str | None, receiver_type: str | None
) -> tuple[Any, ...]:
    """Return the values of a budget or planned disbursement. They are cached: most have the same ones."""
    entry = lookup("BudgetStatus", (status or "").strip())
    word = entry.name.lower() if entry else status
    return beside(None, None, word, None, provider_type, receiver_type, [])
