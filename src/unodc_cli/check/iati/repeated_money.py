"""Rules on money that may be stated twice: budgets of overlapping periods, and equal transactions."""

from collections.abc import Callable, Hashable, Iterator, Sequence
from typing import Any, Final

from lxml import etree

from unodc_cli.check.iati.findings import Finding, at
from unodc_cli.codelists import iati
from unodc_cli.readers.iati.dates import date_of
from unodc_cli.readers.iati.element import ActivityElement, Element, attribute, line_of, plain
from unodc_cli.readers.iati.kinds import FindingKind
from unodc_cli.readers.iati.organisation_files import RECIPIENTS

_CODES: Final = ("ref", "code", "vocabulary")


def repeated_money_findings(entry: ActivityElement) -> Iterator[Finding]:
    """Check the budgets and transactions of an activity, or the budgets of an organisation."""
    yield from _overlaps(entry.children["budget"], _type_of)
    for kind in RECIPIENTS:
        yield from _overlaps(entry.children[kind], _recipient)
    yield from _equal(entry.children["transaction"])


def _type_of(budget: Element) -> Hashable:
    written = attribute(budget, "type").lower()
    return iati.BUDGETS.get(written, written)


def _recipient(budget: Element) -> Hashable:
    tag = RECIPIENTS[budget.tag]
    child = budget.find(tag) if tag else None
    if child is None:
        return None
    codes = tuple(attribute(child, name) for name in _CODES)
    return codes if any(codes) else plain("".join(child.itertext()))


def _overlaps(budgets: Sequence[Element], group: Callable[[Element], Hashable]) -> Iterator[Finding]:
    """Report budgets of one group that share days. The last day of one may be the first of the next."""
    if len(budgets) == 1:
        return
    groups: dict[Hashable, list[tuple[str, str, Element]]] = {}
    for budget in budgets:
        start, end = _day(budget, "period-start"), _day(budget, "period-end")
        if start and end and start <= end:
            groups.setdefault(group(budget), []).append((start, end, budget))
    for spans in groups.values():
        spans.sort(key=lambda span: span[:2])
        before = spans[0]
        for span in spans[1:]:
            if span[0] < before[1] or span[:2] == before[:2]:
                message = f"{span[2].tag} {span[0]} to {span[1]}, and {before[0]} to {before[1]} in line"
                yield at(span[2], FindingKind.OVERLAP, f"{message} {line_of(before[2])}")
            before = max(before, span, key=lambda each: each[1])


def _day(budget: Element, tag: str) -> str | None:
    child = budget.find(tag)
    if child is None:
        return None
    date = date_of(child)
    return date.date if date.is_exact else None


def _equal(transactions: Sequence[Element]) -> Iterator[Finding]:
    """Report transactions with the same content as one before."""
    if len(transactions) == 1:
        return
    alike: dict[tuple[Any, ...], list[Element]] = {}
    for transaction in transactions:
        # Serialising each takes longer than comparing what tells most of them apart.
        key = tuple((child.tag, child.text, *child.values()) for child in transaction)
        alike.setdefault((*transaction.values(), *key), []).append(transaction)
    for group in alike.values():
        lines: dict[bytes, int] = {}
        for transaction in group if len(group) > 1 else ():
            content = b"".join(etree.tostring(transaction, method="c14n", with_tail=False).split())
            if first := lines.get(content):
                message = f"the same as that in line {first}"
                yield at(transaction, FindingKind.TRANSACTION_TWICE, message)
            lines.setdefault(content, line_of(transaction))
