"""Statements of budgets and transactions beside their money: few publishers make them."""

from collections.abc import Sequence
from functools import lru_cache

from unodc_cli.codelists.iati import lookup
from unodc_cli.readers.iati.dates import parse_date
from unodc_cli.readers.iati.element import ActivityContext, Element, attribute, plain
from unodc_cli.readers.iati.texts import texts_of
from unodc_cli.readers.records import Beside, InCommon


def described(
    elements: Sequence[Element], remark: str | None, activity: ActivityContext, wanted: str
) -> tuple[str | None, tuple[str, ...]]:
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
    return " ".join(parts) or None, tuple(aid_types)


def beside_transaction(
    ref: str | None,
    description: str | None,
    aid_types: tuple[str, ...],
    codes: tuple[str | None, str | None, str | None],
) -> Beside | None:
    """Return the statements of a transaction; None if it makes none.

    `codes` are its tied status and the types of provider and receiver.
    """
    ref = (ref or "").strip() or None
    common = _in_common(None, *codes, aid_types)
    return (ref, description, None, common) if ref or description or common else None


@lru_cache(maxsize=1000)
def beside_period(
    status: str | None, provider_type: str | None, receiver_type: str | None, updated: str | None
) -> Beside | None:
    """Return the statements of a budget or planned disbursement. They are cached: most have the same ones."""
    entry = lookup("BudgetStatus", (status or "").strip())
    common = _in_common(entry.name.lower() if entry else status, None, provider_type, receiver_type, ())
    return (None, None, updated, common) if updated or common else None


@lru_cache(maxsize=1000)
def _in_common(
    status: str | None,
    tied: str | None,
    provider_type: str | None,
    receiver_type: str | None,
    aid_types: tuple[str, ...],
) -> InCommon | None:
    """Return statements without blanks around them; None if all are empty."""
    codes = [(code or "").strip() or None for code in (status, tied, provider_type, receiver_type)]
    return (codes[0], codes[1], codes[2], codes[3], aid_types) if any(codes) or aid_types else None
