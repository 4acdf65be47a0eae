"""Rules on elements that stand more than once where the standard allows one."""

from collections.abc import Iterator, Mapping
from typing import Final

from unodc_cli.check.iati.findings import Finding, at
from unodc_cli.readers.iati.element import ActivityElement, Element, line_of
from unodc_cli.readers.iati.kinds import FindingKind

_OF_ACTIVITIES: Final = ("iati-identifier", "reporting-org", "activity-status")
_WITHIN: Final[Mapping[str, frozenset[str]]] = {
    "transaction": frozenset(
        ("transaction-type", "transaction-date", "value", "provider-org", "receiver-org")
    ),
    "budget": frozenset(("period-start", "period-end", "value")),
    "planned-disbursement": frozenset(("period-start", "period-end", "value")),
}


def repeat_findings(activity: ActivityElement) -> Iterator[Finding]:
    """Report repeated elements of an activity, its transactions, budgets and planned disbursements."""
    for tag in _OF_ACTIVITIES:
        for element in activity.children[tag][1:]:
            yield at(
                element, FindingKind.REPEATED, f"{tag}; first in line {line_of(activity.children[tag][0])}"
            )
    for tag, single in _WITHIN.items():
        for holder in activity.children[tag]:
            first: dict[str, Element] = {}
            for child in holder:
                name = child.tag
                if name in first:
                    message = f"{tag}/{name}; first in line {line_of(first[name])}"
                    yield at(child, FindingKind.REPEATED, message)
                elif name in single:
                    first[name] = child
