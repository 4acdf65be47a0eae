"""Words that people use for the closed sets of words."""

from collections.abc import Mapping
from typing import Final

ROLE_WORDS: Final[Mapping[str, str]] = {
    **dict.fromkeys(("donor", "donors", "funder", "financing", "payer"), "funding"),
    **dict.fromkeys(("implementer", "implementor", "executing"), "implementing"),
}
STATUS_WORDS: Final[Mapping[str, str]] = {
    **dict.fromkeys(("running", "ongoing", "on going", "current", "open", "implementation"), "active"),
    **dict.fromkeys(("completed", "complete", "closed", "finished", "past", "over"), "ended"),
    **dict.fromkeys(("upcoming", "future", "pipeline", "identification"), "planned"),
    **dict.fromkeys(("canceled", "stopped", "terminated"), "cancelled"),
    "on hold": "suspended",
}
