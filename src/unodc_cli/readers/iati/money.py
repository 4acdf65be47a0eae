"""The money of an activity: budgets and transactions, and what they sum up to."""

import re
from collections.abc import Iterable, Iterator
from itertools import chain
from typing import Any, NamedTuple

from unodc_cli import exact
from unodc_cli.codelists import iati
from unodc_cli.readers.iati.dates import day
from unodc_cli.readers.iati.element import ActivityContext, Element, line_of, text_of
from unodc_cli.readers.iati.kinds import FindingKind
from unodc_cli.readers.reading import Place

# A number of so many digits is no level.
_NO_LEVEL = 4
# xsd:decimal, as the standard has it; and blanks or commas between thousands, as publishers write it.
_DECIMAL = re.compile(r"[+-]?(?:[0-9]+|[0-9]{1,3}(?:[, ][0-9]{3})+)?(?:\.[0-9]*)?")
# A whole number of fewer digits is small enough whatever it is.
_SHORT = 15
# Larger ones are mistakes, and JSON holds no larger whole numbers for everyone.
_LARGEST = 2**53


# A budget or transaction that could be read: its kind, value, currency, whether that is the activity's, the
# day of the transaction or first day of the budget, the last day, that of the exchange rate, its line. A
# value that is not whole is a text. There are many, and another process takes them, so it is but a tuple.
Stated = tuple[str, int | str, str, bool, str | None, str | None, str | None, int]

# The kind, element, value and dates of a budget or transaction.
_Value = tuple[str, Element, Element | None, str | None, str | None]


class Money(NamedTuple):
    """The money of an activity: amounts, the parts of which they are the sums, and where they stand."""

    amounts: list[dict[str, Any]]
    parts: list[dict[str, Any]]
    places: list[Place]


class _Sum:
    """Money of one kind and currency."""

    __slots__ = ("count", "inherited", "line", "total")

    def __init__(self, line: int) -> None:
        self.line = line
        self.total = 0  # in trillionths
        self.count = 0
        self.inherited = False


def level_of(element: Element) -> int:
    """Return the hierarchy level of an activity: 1 where none is stated, as the standard has it."""
    written = (element.get("hierarchy") or "1").strip()
    plausible = written.isascii() and written.isdigit() and len(written) < _NO_LEVEL
    return int(written) if plausible else 1


def stated(activity: ActivityContext) -> tuple[list[Stated], list[dict[str, Any]]]:
    """Return the budgets and transactions of an activity, and those that could not be read.

    A value has the currency that it names, or else the activity's default-currency.
    """
    default = (activity.element.get("default-currency") or "").strip().upper()
    parts: list[Stated] = []
    unreadable: list[dict[str, Any]] = []
    for kind, element, value, date, end in chain(_budgets(activity), _transactions(activity)):
        if value is None:
            continue
        named = (value.get("currency") or "").strip().upper()
        currency = named or default
        read = amount(text_of(value))
        if read is None or not currency:
            unreadable.append(_not_read(activity, kind, value, currency))
            continue
        rated = day(value, "value-date")
        line = line_of(element)
        parts.append((kind, read, currency, not named, date, end, None if rated == date else rated, line))
    return parts, unreadable


def summed(parts: Iterable[Stated], level: int) -> Money:
    """Return what budgets and transactions sum up to, one amount a kind and currency.

    Original and revised budgets are two kinds, since the one replaces the other, and so is each type of
    transaction.
    """
    sums: dict[tuple[str, str], _Sum] = {}
    made = Money([], [], [])
    for kind, value, currency, inherited, date, end, rated, line in parts:
        total = sums.get((kind, currency))
        if total is None:
            total = sums[kind, currency] = _Sum(line)
        exactly = exact.trillionths(value) if isinstance(value, int) else exact.parse(value) or 0
        total.total += exactly
        total.count += 1
        total.inherited = total.inherited or inherited
        made.parts.append(
            {
                "kind": kind,
                "value": exact.number(exactly),
                "currency": currency,
                "date": date,
                "end": end,
                "value_date": rated,
                "line": line,
            }
        )
    for index, ((kind, currency), total) in enumerate(sums.items()):
        sum_ = exact.number(total.total)
        made.amounts.append(
            {
                "kind": kind,
                "value": sum_,
                "currency": currency,
                "phase": None,
                "level": level,
                "partner": None,
            }
        )
        count = f"sum of {total.count}" if total.count > 1 else None
        default = f"currency {currency} inherited from the activity" if total.inherited else None
        made.places.append((f"amounts[{index}]", total.line, (count, default), None, None))
    return made


def _budgets(activity: ActivityContext) -> Iterator[_Value]:
    for element in activity.children["budget"]:
        value = date = end = None
        for child in element:
            tag = child.tag
            if tag == "value":
                value = child
            elif tag == "period-start":
                date = day(child)
            elif tag == "period-end":
                end = day(child)
        code = (element.get("type") or "").strip().lower()
        if kind := iati.BUDGETS.get(code):
            yield kind, element, value, date, end
        else:
            activity.fault(element, FindingKind.UNKNOWN_BUDGET, f"'{code}' is not a type of budget")


def _transactions(activity: ActivityContext) -> Iterator[_Value]:
    for element in activity.children["transaction"]:
        value = date = None
        code = ""
        for child in element:
            tag = child.tag
            if tag == "value":
                value = child
            elif tag == "transaction-type":
                code = (child.get("code") or "").strip().lower()
            elif tag == "transaction-date":
                date = day(child)
        if kind := iati.TRANSACTIONS.get(code):
            yield kind, element, value, date, None
        else:
            activity.fault(element, FindingKind.UNKNOWN_TYPE, f"'{code}' is not a type of transaction")


def _not_read(activity: ActivityContext, kind: str, value: Element, currency: str) -> dict[str, Any]:
    written = " ".join(text_of(value).split())
    if currency:
        activity.fault(value, FindingKind.NOT_A_SUM, f"'{written}' is not a sum")
    else:
        activity.fault(value, FindingKind.NO_CURRENCY, f"a sum without a currency: '{written}'")
    return {"kind": kind, "currency": currency or None, "written": written, "line": line_of(value)}


def amount(written: str) -> int | str | None:
    """Return a sum as a whole number, or else as plain decimal text; None if it is neither."""
    text = written.strip()
    if text.isdecimal() and text.isascii() and len(text) < _SHORT:
        return int(text)
    if not _DECIMAL.fullmatch(text):
        return None
    value = exact.parse(text.replace(",", "").replace(" ", ""))
    if value is None or not abs(value) < _LARGEST * exact.ONE:
        return None
    return exact.plain(value) if value % exact.ONE else value // exact.ONE
