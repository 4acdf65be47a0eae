"""The classifications of activities: their kinds, and the codelists that name their codes.

A kind stands for an element of the standard; `docs/iati.md` says for which. Kinds that group activities are
dimensions and filters; the others are only listed.
"""

from collections.abc import Mapping
from typing import Final

# The words of a vocabulary, or none, for the standard's own, in versions 2.0x and 1.0x.
DAC: Final = ("", "1", "dac")
# By the vocabulary of the code; an empty one is that of the standard, which is also meant by "1".
_LISTS: Final[Mapping[str, Mapping[str, str]]] = {
    "aid-type": {"": "AidType", "2": "EarmarkingCategory", "4": "CashandVoucherModalities"},
    "flow-type": {"": "FlowType"},
    "finance-type": {"": "FinanceType"},
    "tied-status": {"": "TiedStatus"},
    "collaboration-type": {"": "CollaborationType"},
    "scope": {"": "ActivityScope"},
    "channel": {"": "CRSChannelCode"},
    "humanitarian": {},
    "humanitarian-scope": {},
    "conditions": {},
    "condition-type": {"": "ConditionType"},
    "budget-item": {"": "BudgetIdentifier"},
    "crs-flag": {"": "CRSAddOtherFlags"},
    "level": {},
}
# Kinds that are only listed.
_NAMES: Final[Mapping[str, Mapping[str, str]]] = {
    "activity-date": {"": "ActivityDateType"},
    "policy-marker": {"": "PolicyMarker"},
    "budget-not-provided": {"": "BudgetNotProvided"},
    "tag": {"2": "UNSDG-Goals", "3": "UNSDG-Targets"},
    "other-identifier": {},
}
# In the order in which they are listed.
GROUPING: Final = tuple(_LISTS)
# Flags of the standard.
_FLAGS: Final[Mapping[str, Mapping[str, str]]] = {
    "humanitarian": {"1": "humanitarian", "0": "not humanitarian"},
    "conditions": {"1": "with conditions", "0": "without conditions"},
}
# Other words for the codes of flags.
_WORDS_OF_FLAGS: Final = {"true": "1", "yes": "1", "false": "0", "no": "0"}


def code_of_flag(kind: str, typed: str) -> str:
    """Return the code of a flag for a word such as `yes`; a text of another kind stays as it is."""
    return _WORDS_OF_FLAGS.get(typed.lower(), typed) if kind in _FLAGS else typed


def is_standard(vocabulary: str | None) -> bool:
    """Return whether a vocabulary is the standard's own."""
    return (vocabulary or "").lower() in DAC


def term_of(kind: str, vocabulary: str | None, code: str) -> str:
    """Return the id of a code: with its vocabulary where that is not the standard's own."""
    own = is_standard(vocabulary) or kind in ("humanitarian-scope", "channel")
    return code if own else f"{vocabulary}:{code}"


def name_of(kind: str, vocabulary: str | None, code: str) -> str | None:
    """Return the name of a code; None if no codelist has it."""
    if kind in _FLAGS:
        return _FLAGS[kind].get(code)
    system = "" if is_standard(vocabulary) else vocabulary or ""
    codelist = {**_LISTS, **_NAMES}.get(kind, {}).get(system)
    if codelist is None:
        return None
    from unodc_cli.codelists.iati import lookup  # noqa: PLC0415 - a warm start needs the kinds alone

    entry = lookup(codelist, code)
    return entry.name if entry else None
