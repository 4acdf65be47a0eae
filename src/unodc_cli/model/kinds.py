"""The closed sets of words: kinds, roles and statuses, as types and as tuples."""

from typing import Final, Literal, get_args

# The codelist OrganisationRole of the IATI standard.
Role = Literal["funding", "accountable", "extending", "implementing"]
ROLES: Final[tuple[str, ...]] = get_args(Role)

Status = Literal["planned", "active", "ended", "cancelled", "suspended"]
STATUSES: Final[tuple[str, ...]] = get_args(Status)

# Kinds of amounts, in the order in which totals are shown: those of curated projects, then IATI's budgets
# and planned disbursements (BudgetType) and transactions (TransactionType).
CuratedKind = Literal[
    "eu-contribution",
    "total-budget",
    "partner-contribution",
    "unodc-share",
    "partner-share",
    "decision-budget",
]
PublishedKind = Literal[
    "budget",
    "revised-budget",
    "planned-disbursement",
    "revised-planned-disbursement",
    "commitment",
    "disbursement",
    "expenditure",
    "incoming-funds",
    "incoming-commitment",
    "pledge",
    "incoming-pledge",
    "interest",
    "loan-repayment",
    "reimbursement",
    "purchase-of-equity",
    "sale-of-equity",
    "credit-guarantee",
]
AmountKind = CuratedKind | PublishedKind
AMOUNT_KINDS: Final[tuple[str, ...]] = (*get_args(CuratedKind), *get_args(PublishedKind))
# The term of kinds that a data file declares itself.
OWN_KIND: Final = "kind"

SourceKind = Literal["official", "press", "mirror"]
IdentifierScheme = Literal["unodc", "eu-contract", "eu-decision", "iati", "other"]
# The codelist RelatedActivityType.
Relation = Literal["parent", "child", "sibling", "co-funded", "third-party"]


def kind_order(kind: str) -> tuple[int, str]:
    """Return the place of a kind of amount among others: kinds that a file declares come last."""
    return (AMOUNT_KINDS.index(kind) if kind in AMOUNT_KINDS else len(AMOUNT_KINDS), kind)
