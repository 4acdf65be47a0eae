"""Statements of budgets and transactions beside their money: few publishers make them."""

from collections.abc import Sequence
from functools import lru_cache
from typing import Any

from unodc_cli.codelists.iati import lookup
from unodc_cli.readers.iati.dates import parse_date
from unodc_cli.readers.iati.element import ActivityContext, Element, attribute, plain
from unodc_cli.readers.iati.texts import texts_of


def beside(*values: str | list[str] | None) -> tuple[Any, ...]:
    """Return the values of `MoneyDetailRow` without blanks around them; nothing if all are empty."""
    row = tuple([(value.strip() or None) if isinstance(value, str) else value for value in values])
    return row if any(row) else ()


def described(
    elements: Sequence[Element], remark: str | None, activity: ActivityContext, wanted: str
) -> tuple[str | None, list[str]]:
    """Return the description among elements of a transaction, and its aid types of other vocabularies.

    `remark` is what 1.0x may have beside a date.
    """
    # 1.0x repeats the description for each language.
    texts = texts_of([e for e in elements if e.tag == "description"], activity.language, wanted)
    parts = [text.text for text in texts[:1]]
    if (remark := plain(remark)) and not parse_date(remark):
        parts.append(f"({remark})" if parts else remark)
    aid_types = [
        f"{attribute(element, 'vocabulary')}:{code}".removeprefix(":")
        for element in elements
        if element.tag == "aid-type" and (code := attribute(element, "code"))
    ]
    return " ".join(parts) or None, aid_types


@lru_cache(maxsize=1000)
def beside_period(
    status: str | None, provider_type: str | None, receiver_type: str | None, updated: str | None
) -> tuple[Any, ...]:
    """Return the values of a budget or planned disbursement. They are cached: most have the same ones."""
    entry = lookup("BudgetStatus", (status or "").strip())
    word = entry.name.lower() if entry else status
    return beside(None, None, word, None, provider_type, receiver_type, [], updated)
