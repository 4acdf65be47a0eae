"""What a finding in published data is."""

from enum import StrEnum
from typing import NamedTuple

from unodc_cli.readers.iati.element import Element, line_of


class FindingKind(StrEnum):
    """The kinds of finding, in the words of the report. `docs/iati.md` says what each means."""

    IN_PART = "file read in part"
    NO_IDENTIFIER = "no identifier"
    TWICE = "identifier twice"
    NOT_PREFIXED = "identifier without the reporter's reference"
    NOT_A_DATE = "date that cannot be read"
    END_BEFORE_START = "end before start"
    FUTURE = "actual date in the future"
    PLACEHOLDER_YEAR = "placeholder year"
    PAST_ITS_END = "under way, but past its end"
    BEFORE_ITS_END = "closed before its end"
    NOT_BEGUN = "under way, but not begun"
    HAS_BEGUN = "planned, but begun"
    UNKNOWN_STATUS = "unknown status"
    UNKNOWN_DATE_TYPE = "unknown type of date"
    SECTOR_SHARES = "sector percentages that are not 100"
    RECIPIENT_SHARES = "recipient percentages that are not 100"
    NO_SHARES = "percentage missing or not a number"
    PLACEHOLDER_REF = "placeholder for a reference"
    NO_REF = "partner without a reference"
    NO_NAME = "partner without a name"
    NOT_A_SUM = "value that cannot be read"
    NO_CURRENCY = "value without a currency"
    UNKNOWN_TYPE = "unknown type of transaction"
    UNKNOWN_BUDGET = "unknown type of budget"
    NEGATIVE = "negative value"
    BOTH_BUDGETS = "original and revised budgets together"
    LEVELS = "money on several hierarchy levels"
    VALUE_DATES = "value dates all of one month"
    LOST_LETTERS = "letters lost (U+FFFD)"
    ESCAPED_TWICE = "entity escaped twice"
    HTML = "HTML in a text"
    NO_PARENT = "parent not in the files"
    NOT_READ = "not understood"


class Finding(NamedTuple):
    """Something that is to be looked at, and the line of the file on which it stands."""

    kind: FindingKind
    line: int | None
    message: str


def at(element: Element, kind: FindingKind, message: str) -> Finding:
    """Return a finding that stands at an element."""
    return Finding(kind, line_of(element), message)


# What the reader says of what it cannot read, and so leaves out.
_SAID_BY_THE_READER = {
    "an activity without an iati-identifier": FindingKind.NO_IDENTIFIER,
    "' is not a date": FindingKind.NOT_A_DATE,
    "' is not a sum": FindingKind.NOT_A_SUM,
    "a sum without a currency": FindingKind.NO_CURRENCY,
    "' is not a type of transaction": FindingKind.UNKNOWN_TYPE,
    "' is not a type of budget": FindingKind.UNKNOWN_BUDGET,
}


def kind_of_fault(message: str) -> FindingKind:
    """Return the kind of a fault that the reader found in an activity."""
    for said, kind in _SAID_BY_THE_READER.items():
        if message.endswith(said) or message.startswith(said):
            return kind
    return FindingKind.NOT_READ
