"""Codes of the IATI standard, in the forms of its versions 1.0x and 2.0x; both occur in one file.

Sources: the codelists ActivityDateType, ActivityStatus, BudgetType, OrganisationRole, RelatedActivityType,
TransactionType of IATI 2.03, and those of 1.05 for the words.
"""

from typing import Final

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
# ISO 639-1, by their first letters.
LANGUAGES: Final = frozenset(
    first + second
    for first, seconds in {
        "a": "abefkmnrsvyz",
        "b": "aeghimnors",
        "c": "aehorsuvy",
        "d": "aevz",
        "e": "elnostu",
        "f": "afijory",
        "g": "adlnuv",
        "h": "aeiortuyz",
        "i": "adegikostu",
        "j": "av",
        "k": "agijklmnorsuvwy",
        "l": "abginotuv",
        "m": "ghiklnrsty",
        "n": "abdeglnorvy",
        "o": "cjmrs",
        "p": "ailst",
        "q": "u",
        "r": "mnouw",
        "s": "acdegiklmnoqrstuvw",
        "t": "aeghiklnorstwy",
        "u": "gkrz",
        "v": "eio",
        "w": "ao",
        "x": "h",
        "y": "io",
        "z": "ahu",
    }.items()
    for second in seconds
)
RELATIONS: Final = {"1": "parent", "2": "child", "3": "sibling", "4": "co-funded", "5": "third-party"}
# Without a type, a budget is the original one.
BUDGETS: Final = {
    "": "budget",
    "1": "budget",
    "2": "revised-budget",
    "original": "budget",
    "revised": "revised-budget",
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
}
# What publishers write where they have no reference.
PLACEHOLDERS: Final = frozenset({"", "n/a", "na", "none", "null", "unknown", "-", "0", "tbc", "tbd"})
