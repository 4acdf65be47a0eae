"""Rules of the standard's ruleset as findings, each with its official number and severity."""

from collections.abc import Callable, Collection, Iterator, Mapping, Sequence
from enum import StrEnum
from typing import Final

from unodc_cli.check.iati.rule_texts import TEXTS, VALIDATOR_TEXTS
from unodc_cli.check.iati.ruleset import RULES, Ruleset
from unodc_cli.check.kinds import KINDS
from unodc_cli.codelists.iati import codelist
from unodc_cli.errors import Fault
from unodc_cli.model.names import one_of
from unodc_cli.readers.iati.element import Element
from unodc_cli.readers.iati.kinds import FindingKind


class Severity(StrEnum):
    """The severity of a finding, the heaviest first."""

    ERROR = "error"
    WARNING = "warning"
    ADVICE = "advice"


# Findings of our own that stand for these rules: where one is found, its rules are not reported as well.
_RULES_OF_KINDS: Final[Mapping[str, tuple[str, ...]]] = {
    FindingKind.END_BEFORE_START: ("11.1.2", "11.1.3"),
    FindingKind.FUTURE: ("11.1.4", "11.1.5"),
    FindingKind.NOT_PREFIXED: ("1.1.21",),
    FindingKind.SECTOR_SHARES: ("2.1.2",),
    FindingKind.RECIPIENT_SHARES: ("3.1.2", "3.4.2"),
    FindingKind.NO_CURRENCY: ("7.8.1", "7.8.2"),
}
# Findings of our own that are rules of the official validator, but not of its ruleset; errors, all of them.
_VALIDATOR_RULES: Final[Mapping[str, str]] = {
    FindingKind.OLD_VERSION: "0.6.1",
    FindingKind.TWICE: "1.1.2",
}
_KIND_OF: Final = {
    **{number: kind for kind, numbers in _RULES_OF_KINDS.items() for number in numbers},
    **{number: kind for kind, number in _VALIDATOR_RULES.items()},
}
# Rules that are also broken where another one is, but whose text is wrong then: "some transactions only"
# where none has a country. The other rule is the second of each pair.
_UNTRUE_BESIDE: Final[Mapping[str, str]] = {"3.7.2": "3.7.1"}
_SEVERITIES: Final[Mapping[str, Severity]] = {rule.number: Severity(rule.severity) for rule in RULES}
# Findings on values that the reader cannot use, so that they are missing in every answer.
_LOST: Final = (
    *(FindingKind.NOT_A_DATE, FindingKind.NOT_A_SUM),
    *(FindingKind.MISSING, FindingKind.NOT_READ),
)
# Findings that are errors of the official validator, by rules that are not in its ruleset: its schema, the
# version, each identifier once, and codes (9.1.1 and so on). It takes withdrawn codes as valid.
_ERRORS: Final = (
    *_VALIDATOR_RULES,
    *(
        FindingKind.NO_IDENTIFIER,
        FindingKind.OUTSIDE,
        FindingKind.NOT_VALID,
        FindingKind.UNKNOWN_CODE,
        FindingKind.NO_CODE,
        FindingKind.UNKNOWN_STATUS,
    ),
    *(FindingKind.UNKNOWN_DATE_TYPE, FindingKind.UNKNOWN_TYPE, FindingKind.UNKNOWN_BUDGET),
)
_PREFIX: Final = "rule "


class RuleFindings:
    """The rules that the activities of a file break on the day `today` (ISO)."""

    def __init__(self, file: str, today: str) -> None:
        self._file = file
        self._ruleset = Ruleset(today, list(codelist("OrganisationRegistrationAgency").entries))

    def of(self, element: Element, kinds: Collection[str]) -> Iterator[Fault]:
        """Yield the rules that an `iati-activity` or `iati-organisation` breaks.

        `kinds` are those of our own findings: they are more forgiving than the rules that they cover.
        """
        violations = list(self._ruleset.violations(element))
        broken = {violation.number for violation in violations}
        for violation in violations:
            if (
                _KIND_OF.get(violation.number) not in kinds
                and _UNTRUE_BESIDE.get(violation.number) not in broken
            ):
                kind = f"{_PREFIX}{violation.number}"
                yield Fault(self._file, violation.line, violation.message, kind)


def numbers(kind: str) -> tuple[str, ...]:
    """Return the official numbers of a kind of finding; most kinds of our own have none."""
    if kind.startswith(_PREFIX):
        return (kind.removeprefix(_PREFIX),)
    beyond = _VALIDATOR_RULES.get(kind)
    return (beyond,) if beyond else _RULES_OF_KINDS.get(kind, ())


def meaning(kind: str) -> str:
    """Return a kind of finding in words."""
    return TEXTS[kind.removeprefix(_PREFIX)] if kind.startswith(_PREFIX) else kind


def severity(kind: str) -> Severity:
    """Return the severity of a kind of finding: that of its rules, or else our own judgement."""
    official = [_SEVERITIES[number] for number in numbers(kind) if number in _SEVERITIES]
    if official:
        return min(official, key=list(Severity).index)
    if kind in _ERRORS:
        return Severity.ERROR
    return Severity.WARNING if kind in _LOST else Severity.ADVICE


def wanted(rules: Sequence[str], severities: Sequence[str]) -> Callable[[str], bool]:
    """Return a predicate of kinds of finding: true for those of these rules and severities (empty: all).

    A rule is an official number, or the name of a finding of our own. Raises UsageError for any other.
    """
    of_number = {number: finding_of(number) or f"{_PREFIX}{number}" for number in (*TEXTS, *VALIDATOR_TEXTS)}
    names = [one_of("rule or finding", rule, KINDS, tuple(of_number), ("6.11.1 …",)) for rule in rules]
    kinds = {kind for name in names for kind in (of_number.get(name, name), f"{_PREFIX}{name}")}
    weights = {one_of("severity", each, tuple(Severity)) for each in severities}

    def is_wanted(kind: str) -> bool:
        return (not kinds or kind in kinds) and (not weights or severity(kind) in weights)

    return is_wanted


def is_rule(kind: str) -> bool:
    """Return whether a kind is a rule of the standard without a finding of our own."""
    return kind.startswith(_PREFIX)


def finding_of(number: str) -> str | None:
    """Return the tool's own finding that covers a rule; None if the rule is reported under its number."""
    return _KIND_OF.get(number)
