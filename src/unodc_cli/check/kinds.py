"""Kinds of weakness of a curated portfolio, and the names of all rules and findings that can be selected."""

from collections.abc import Mapping
from enum import StrEnum

from unodc_cli.check.iati.rule_texts import TEXTS, VALIDATOR_TEXTS
from unodc_cli.readers.iati.kinds import FindingKind


class WeaknessKind(StrEnum):
    """The kinds of weakness, in the words of `check`."""

    UNSUPPORTED = "value without evidence"
    NO_EVIDENCE = "project without evidence"
    WEAK_SOURCES = "only press or mirror sources"
    DERIVED = "derived value"
    NO_DATES = "no dates"
    NO_MONEY = "no money"
    CONTRADICTING = "dates that contradict each other"
    NOT_ACTIVE = "ended, but called active"
    NOT_BEGUN = "still to come, but called active or ended"
    TOO_MUCH = "phases with more money than their project"
    SMALL_SUM = "sum so small that it may be meant in thousands or millions"
    LARGER_PART = "part larger than the whole"
    ONE_SUM = "one sum in two kinds or currencies"
    SAME_NAME = "name that several have"
    UNUSED = "source that nothing cites"
    TWICE = "address under two ids"


KINDS = (*map(str, FindingKind), *map(str, WeaknessKind))


def rule_names() -> Mapping[str, str]:
    """Return the numbers of the standard's rules with what each finds, and the kinds of other findings."""
    return {**TEXTS, **VALIDATOR_TEXTS, **dict.fromkeys(KINDS, "")}
