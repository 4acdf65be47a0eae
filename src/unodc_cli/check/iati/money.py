"""Rules on money: of one activity, and of a file as a whole."""

import re
from collections import Counter
from collections.abc import Iterator, Sequence

from unodc_cli.check.iati.findings import Finding, at
from unodc_cli.codelists import iati
from unodc_cli.readers.iati.element import ActivityElement, Element, attribute, plain, text_of
from unodc_cli.readers.iati.kinds import FindingKind
from unodc_cli.readers.iati.values import amount

_NEGATIVE = re.compile(r"-[0., ]*[1-9][0-9., ]*")
_ZERO = re.compile(r"[+-]?[., ]*0[0., ]*")
# No publisher has more levels than this; further ones are not listed.
_MOST_LEVELS = 20
# Fewer transactions than this may well be of one month.
_FEW = 10
_MONTH, _YEAR = len("2021-05"), len("2021")


class FileMoney:
    """Statistics on the money of a whole file, kept in little memory."""

    def __init__(self) -> None:
        self._levels: Counter[str] = Counter()
        # The earliest and the latest day: of transactions, and of their exchange rates.
        self._earliest = self._latest = ("", "")
        self._pairs = 0

    def findings(self, activity: ActivityElement) -> Iterator[Finding]:
        """Report findings on the money of an activity, and count it in the statistics of the file."""
        budgets, transactions = activity.children["budget"], activity.children["transaction"]
        if budgets or transactions:
            level = attribute(activity.element, "hierarchy") or "1"
            if level in self._levels or len(self._levels) < _MOST_LEVELS:
                self._levels[level] += 1
        for element in (*budgets, *transactions):
            yield from self._value(element)
        yield from _both_budgets(budgets)
        yield from _earlier_plans(activity.children["planned-disbursement"])

    def _value(self, element: Element) -> Iterator[Finding]:
        """Report a negative value, which corrects others and is added up, and a budget of zero."""
        day = value_day = ""
        for child in element:
            if child.tag == "value":
                value_day = attribute(child, "value-date")
                written = plain(text_of(child))
                # A value that is not a number is another finding.
                if _NEGATIVE.fullmatch(written) and amount(written) is not None:
                    yield at(child, FindingKind.NEGATIVE, f"{element.tag} {written}")
                elif element.tag == "budget" and _ZERO.fullmatch(written):
                    yield at(child, FindingKind.ZERO, f"{element.tag} {written}")
            elif child.tag == "transaction-date":
                day = attribute(child, "iso-date")
        if day and value_day:
            self._add_days(day, value_day)

    def _add_days(self, day: str, value_day: str) -> None:
        if not self._pairs:
            self._earliest = self._latest = (day, value_day)
        self._pairs += 1
        self._earliest = min(self._earliest[0], day), min(self._earliest[1], value_day)
        self._latest = max(self._latest[0], day), max(self._latest[1], value_day)

    def file_findings(self) -> Iterator[Finding]:
        """Check the money of the file as a whole, once all of its activities were checked."""
        yield from self._several_levels()
        yield from self._one_month()

    def _several_levels(self) -> Iterator[Finding]:
        """Report money on several levels: transactions belong to the lowest level only (@hierarchy)."""
        if len(self._levels) > 1:
            levels = ", ".join(f"{count} on {level}" for level, count in sorted(self._levels.items()))
            message = f"activities with money by level: {levels}; across levels, money may count twice"
            yield Finding(FindingKind.LEVELS, None, message)

    def _one_month(self) -> Iterator[Finding]:
        """Report value dates all of one month: a rate is that of the transaction's day, or near it."""
        if self._pairs < _FEW:
            return
        (first, first_value), (last, last_value) = self._earliest, self._latest
        if first_value[:_MONTH] == last_value[:_MONTH] and first[:_YEAR] != last[:_YEAR]:
            message = (
                f"all {self._pairs} are of {first_value[:_MONTH]}, the transactions of {first} to {last}: "
                "this seems the day of export"
            )
            yield Finding(FindingKind.VALUE_DATES, None, message)


def _both_budgets(budgets: Sequence[Element]) -> Iterator[Finding]:
    """Report original budgets beside revised ones, which replace them, so the two are not added."""
    kinds = [(iati.BUDGETS.get(attribute(element, "type").lower()), element) for element in budgets]
    revised = [element for kind, element in kinds if kind == "revised-budget"]
    originals = sum(kind == "budget" for kind, _ in kinds)
    if revised and originals:
        yield at(revised[0], FindingKind.BOTH_BUDGETS, f"{originals} original, {len(revised)} revised")


def _earlier_plans(elements: Sequence[Element]) -> Iterator[Finding]:
    """Report plans of 1.0x for one period, of different days (@updated): publishers keep the earlier ones."""
    days_of: dict[tuple[str, ...], set[str]] = {}
    for element in elements:
        if day := attribute(element, "updated"):
            ends = element.iterchildren("period-start", "period-end")
            period = tuple(attribute(end, "iso-date") or plain(end.text) for end in ends)
            days = days_of.setdefault(period, set())
            if days - {day}:
                message = (
                    f"planned disbursement of {' to '.join(period)}, of {', '.join(sorted(days))} and {day}"
                )
                yield at(element, FindingKind.EARLIER_PLANS, message)
            days.add(day)
