"""Rules on money: of one activity, and of a file as a whole."""

import re
from collections import Counter
from collections.abc import Iterator, Sequence

from unodc_cli.check.iati.findings import Finding, at
from unodc_cli.codelists import iati
from unodc_cli.readers.iati.element import Element, text_of
from unodc_cli.readers.iati.kinds import FindingKind
from unodc_cli.readers.iati.seen import Seen, attribute, plain

_NEGATIVE = re.compile(r"-[0., ]*[1-9][0-9., ]*")
# More levels than any publisher has are not told one by one.
_LEVELS = 20
# So few transactions may well be of one month.
_MANY = 10
_MONTH, _YEAR = len("2021-05"), len("2021")


class FileMoney:
    """What is to be said of the money of a whole file, in little memory."""

    def __init__(self) -> None:
        self._levels: Counter[str] = Counter()
        self._days: list[tuple[str, str]] = []  # the earliest and the latest pair, by each of its two dates
        self._pairs = 0

    def of_money(self, seen: Seen) -> Iterator[Finding]:
        """Find what is to be looked at in the money of an activity, and keep what concerns the file."""
        budgets, transactions = seen.all("budget"), seen.all("transaction")
        if budgets or transactions:
            level = attribute(seen.element, "hierarchy") or "1"
            if level in self._levels or len(self._levels) < _LEVELS:
                self._levels[level] += 1
        for element in (*budgets, *transactions):
            yield from self._value(element)
        yield from _both_budgets(budgets)

    def _value(self, element: Element) -> Iterator[Finding]:
        """budget/value and transaction/value: a negative one corrects others, and counts as such."""
        day = at_day = ""
        for child in element:
            if child.tag == "value":
                at_day = attribute(child, "value-date")
                if _NEGATIVE.fullmatch(written := plain(text_of(child))):
                    yield at(child, FindingKind.NEGATIVE, f"{element.tag} {written}")
            elif child.tag == "transaction-date":
                day = attribute(child, "iso-date")
        if day and at_day:
            self._pair(day, at_day)

    def _pair(self, day: str, at_day: str) -> None:
        self._pairs += 1
        if not self._days:
            self._days = [(day, at_day), (day, at_day)]
            return
        (first, first_at), (last, last_at) = self._days
        self._days = [(min(first, day), min(first_at, at_day)), (max(last, day), max(last_at, at_day))]

    def of_file(self) -> Iterator[Finding]:
        """Find what is to be looked at in the file as a whole, once all of its activities have been seen."""
        yield from self._several_levels()
        yield from self._one_month()

    def _several_levels(self) -> Iterator[Finding]:
        """iati-activity/@hierarchy: transactions are to be reported at the lowest level only."""
        if len(self._levels) > 1:
            levels = ", ".join(f"{count} on {level}" for level, count in sorted(self._levels.items()))
            message = f"activities with money by level: {levels}; across levels, money may count twice"
            yield Finding(FindingKind.LEVELS, None, message)

    def _one_month(self) -> Iterator[Finding]:
        """value/@value-date: the day of the exchange rate, hence about that of the transaction."""
        if self._pairs < _MANY:
            return
        (first, first_at), (last, last_at) = self._days
        if first_at[:_MONTH] == last_at[:_MONTH] and first[:_YEAR] != last[:_YEAR]:
            message = (
                f"all {self._pairs} are of {first_at[:_MONTH]}, the transactions of {first} to {last}: "
                "this seems the day of export"
            )
            yield Finding(FindingKind.VALUE_DATES, None, message)


def _both_budgets(budgets: Sequence[Element]) -> Iterator[Finding]:
    """budget/@type: a revised budget replaces the original one of its period, so the two are not added."""
    kinds = [(iati.BUDGETS.get(attribute(element, "type").lower()), element) for element in budgets]
    revised = [element for kind, element in kinds if kind == "revised-budget"]
    originals = sum(kind == "budget" for kind, _ in kinds)
    if revised and originals:
        yield at(revised[0], FindingKind.BOTH_BUDGETS, f"{originals} original, {len(revised)} revised")
