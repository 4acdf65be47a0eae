"""Words that people use for roles and statuses."""

from collections.abc import Mapping
from typing import Final

from unodc_cli.model.kinds import ROLES, STATUSES
from unodc_cli.model.names import fold, one_of

_ROLE_WORDS: Final[Mapping[str, str]] = {
    **dict.fromkeys(("donor", "donors", "funder", "financing", "payer"), "funding"),
    **dict.fromkeys(("implementer", "implementor", "executing"), "implementing"),
}
_STATUS_WORDS: Final[Mapping[str, str]] = {
    **dict.fromkeys(("running", "ongoing", "on going", "current", "open", "implementation"), "active"),
    **dict.fromkeys(("completed", "complete", "closed", "finished", "past", "over"), "ended"),
    **dict.fromkeys(("upcoming", "future", "pipeline", "identification"), "planned"),
    **dict.fromkeys(("canceled", "stopped", "terminated"), "cancelled"),
    "on hold": "suspended",
}


def role_of(word: str) -> str:
    """Return the role that a word means. Raises UsageError."""
    return one_of("role", _ROLE_WORDS.get(fold(word), word), ROLES)


def status_of(word: str) -> str:
    """Return the status that a word means. Raises UsageError."""
    return one_of("status", _STATUS_WORDS.get(fold(word), word), STATUSES)
