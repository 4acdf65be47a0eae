"""The codelists of the IATI standard, and the meaning of the codes that are read.

The codelists are tables in the folder `iati_lists`, made by scripts/make_codelists.py; each is loaded when
it is asked for. Codes that are read have the forms of versions 1.0x and 2.0x; both occur in one file. Their
words are those of version 1.05.
"""

from collections.abc import Mapping
from functools import cache
from pathlib import Path
from typing import Final, NamedTuple

_LISTS: Final = Path(__file__).with_name("iati_lists")


class Entry(NamedTuple):
    """A code of a codelist."""

    code: str
    # In English; empty for versions of the standard, which have none.
    name: str = ""
    # A code of the list's category list; of a registration agency, its country.
    category: str = ""
    # The day from which the code is no longer to be used; `?` if the list tells none, empty if it is in use.
    withdrawn: str = ""
    since: str = ""
    french_name: str = ""


class Codelist(NamedTuple):
    """A codelist of the standard."""

    entries: Mapping[str, Entry]
    # A code that a complete list does not have is wrong; one that another does not have may be right.
    is_complete: bool
    # The name of the codelist of its categories; empty if it has none.
    category_list: str


@cache
def codelist(name: str) -> Codelist:
    """Return a codelist by its name in the standard: `Sector`, `UNSDG-Goals`.

    Raises FileNotFoundError for a name that no list has.
    """
    head, *lines = (_LISTS / f"{name}.tsv").read_text(encoding="utf-8").splitlines()
    _, complete, category_list, *_ = [*head.split("\t"), "", ""]
    entries = (Entry(*line.split("\t")) for line in lines)
    return Codelist({entry.code: entry for entry in entries}, complete == "1", category_list)


def lookup(name: str, code: str) -> Entry | None:
    """Return the entry of a code in a codelist; None if the list does not have it."""
    return codelist(name).entries.get(code)


ROLES: Final = {
    "1": "funding",
    "2": "accountable",
    "3": "extending",
    "4": "implementing",
    **{role: role for role in ("funding", "accountable", "extending", "implementing")},
}
STATUSES: Final = {
    "1": "planned",  # pipeline/identification
    "2": "active",  # implementation
    "3": "active",  # finalisation: the work is done, the books are open
    "4": "ended",  # closed
    "5": "cancelled",
    "6": "suspended",
}
# The order of the codes is planned start, actual start, planned end, actual end.
DATE_FIELDS: Final = ("start_planned", "start_actual", "end_planned", "end_actual")
DATES: Final = {
    **{str(code): field for code, field in enumerate(DATE_FIELDS, start=1)},
    **{field.replace("_", "-"): field for field in DATE_FIELDS},
}
RELATIONS: Final = {"1": "parent", "2": "child", "3": "sibling", "4": "co-funded", "5": "third-party"}
# Without a type, a budget is the original one.
BUDGETS: Final = {
    "": "budget",
    "1": "budget",
    "2": "revised-budget",
    "original": "budget",
    "revised": "revised-budget",
}
PLANNED_DISBURSEMENTS: Final = {
    "": "planned-disbursement",
    "1": "planned-disbursement",
    "2": "revised-planned-disbursement",
}
TRANSACTIONS: Final = {
    "1": "incoming-funds",
    "2": "commitment",
    "3": "disbursement",
    "4": "expenditure",
    "5": "interest",
    "6": "loan-repayment",
    "7": "reimbursement",
    "8": "purchase-of-equity",
    "9": "sale-of-equity",
    "10": "credit-guarantee",
    "11": "incoming-commitment",
    "12": "pledge",
    "13": "incoming-pledge",
    # 1.0x; "R" is a reimbursement, "LR" the repayment of a loan.
    "c": "commitment",
    "d": "disbursement",
    "e": "expenditure",
    "if": "incoming-funds",
    "ir": "interest",
    "lr": "loan-repayment",
    "r": "reimbursement",
    "qp": "purchase-of-equity",
    "qs": "sale-of-equity",
    "cg": "credit-guarantee",
}
# OECD DAC regions (vocabulary 1, the codelist Region) → the bundled portfolio's region that is the same, or
# the least that holds it. 998 (developing countries, unspecified) says nothing of where.
REGIONS: Final = {
    "89": "europe",
    "189": "north-africa",
    "289": "sub-saharan-africa",
    "298": "africa",
    "380": "caribbean",
    "389": "americas",
    "489": "south-america",
    "498": "americas",
    "589": "middle-east",
    "619": "central-asia",
    "679": "south-asia",
    "689": "asia",
    "789": "asia",
    "798": "asia",
    "889": "oceania",
    # In use since May 2020, when the DAC withdrew 380.
    "1027": "east-africa",
    "1028": "central-africa",
    "1029": "southern-africa",
    "1030": "west-africa",
    "1031": "caribbean",
    "1032": "central-america",
    "1033": "oceania",
    "1034": "oceania",
    "1035": "oceania",
}
# What publishers write where they have no reference.
PLACEHOLDERS: Final = frozenset({"", "n/a", "na", "none", "null", "unknown", "-", "0", "tbc", "tbd"})

# PolicyMarker: the names in which markers are shown.
MARKERS: Final = {
    "1": "gender equality",
    "2": "environment",
    "3": "good governance",
    "4": "trade development",
    "5": "biodiversity",
    "6": "climate change mitigation",
    "7": "climate change adaptation",
    "8": "desertification",
    "9": "maternal and child health",
    "10": "disaster risk reduction",
    "11": "disability",
    "12": "nutrition",
}
