"""The dimensions by which projects and money are grouped, and the sources of their keys."""

from collections.abc import Sequence
from typing import Final, Literal, NamedTuple

from unodc_cli.catalogue.facets import having
from unodc_cli.catalogue.flags import ROW_BITS, SUMMED
from unodc_cli.codelists.classifications import GROUPING
from unodc_cli.model import status
from unodc_cli.model.division import PERIODS
from unodc_cli.model.money import PARTNER_KINDS
from unodc_cli.model.names import one_of

# Terms of projects; an expression on a project, or on a row of money, in SQL; the calendar.
Source = Literal["terms", "project", "row", "period"]

_DAC: Final = "term GLOB '[0-9][0-9][0-9][0-9]*'"
_DAC_3: Final = "term GLOB '[0-9][0-9][0-9]'"
# A project that has sectors of five digits is divided by them alone.
_FINEST: Final = f"""({_DAC} OR {_DAC_3} AND NOT EXISTS (SELECT 1 FROM shares AS finer
    WHERE finer.project = shares.project AND finer.row IS shares.row AND finer.kind = 'sector'
    AND finer.{_DAC}))"""


# Separates the vocabulary of sectors: sector/99. Those of the standard have dimensions of their own.
_SLASH: Final = "/"
_STANDARD: Final = {"1": "sector", "dac": "sector", "2": "sector-category", "dac-3": "sector-category"}


class Dimension(NamedTuple):
    """A way to group. In SQL, `p` is a project, `m` a row of money and `c` its class."""

    name: str
    source: Source
    # By its source: the kind of term, the expression in SQL, or the part of the calendar.
    selector: str
    # The condition on the tags of projects that count.
    tags: str = "1"
    # The kinds of the shares by which money is divided, those of the dimension first; empty if none are
    # published.
    shares: tuple[str, ...] = ()
    # The condition on those shares, and the key that a share stands for.
    shared: str = "1"
    key: str = "term"
    # True if a row of money without places or sectors of its own has those of its project.
    has_own: bool = False
    # The key of a row of money where that is not the project's, in SQL: NULL if it is.
    row: str = "NULL"
    # The number that stands for the key of a row of money, and the query for the keys of all numbers.
    number: str = ""
    numbers: str = ""

    @property
    def sums(self) -> str:
        """The table that has sums by its keys, added up at compile time; empty if there is none."""
        if self.source != "terms":
            return ""
        return next((name for name, kinds in SUMMED.items() if self.selector in kinds), "")

    @property
    def terms(self) -> str:
        """The condition on the terms that are its keys, in SQL."""
        return self.tags.replace("term", "id") if self.tags == _DAC_3 or _SLASH in self.name else "1"

    @property
    def term(self) -> str:
        """The kind of the terms that name its keys."""
        return self.selector if self.source == "terms" else self.name

    @property
    def plural(self) -> str:
        """The noun for several of its keys."""
        if _SLASH in self.name:
            return "sectors of vocabulary " + self.name.partition(_SLASH)[2]
        for ending, plural in (("y", "ies"), ("us", "us")):
            if self.name.endswith(ending):
                return self.name.removesuffix(ending) + plural
        return f"{self.name}s"

    @property
    def groups_projects(self) -> bool:
        """True if projects have it, and not only their money."""
        return self.source in ("terms", "project")


# The amounts of a curated project and its rows of money are in the same order.
_PARTNER: Final = f"""CASE WHEN c.kind IN {PARTNER_KINDS} THEN COALESCE((SELECT partner FROM amounts
    WHERE project = m.num >> {ROW_BITS} AND rowid = (m.num & {(1 << ROW_BITS) - 1})
    + (SELECT MIN(rowid) FROM amounts AS first WHERE first.project = m.num >> {ROW_BITS})), '') END"""

# A transaction's own type, or else its activity's.
_TYPES: Final = {"aid-type": "c.aid_type", "flow-type": "c.flow_type", "finance-type": "c.finance_type"}

DIMENSIONS: Final = {
    dimension.name: dimension
    for dimension in (
        Dimension("theme", "terms", "theme"),
        # A sum of one partner is not a sum of the others.
        Dimension("partner", "terms", "partner", row=_PARTNER),
        Dimension("country", "terms", "country", shares=("country", "region"), has_own=True),
        # The money of a phase is that of the phase's programme.
        Dimension("programme", "terms", "programme", tags="direct", row="m.programme"),
        *(Dimension(period, "period", period) for period in PERIODS),
        # Codes of the DAC: those of other vocabularies begin with its name.
        Dimension("sector", "terms", "sector", _DAC, ("sector",), _DAC, has_own=True),
        Dimension(
            *("sector-category", "terms", "sector", _DAC_3),
            *(("sector",), _FINEST, "substr(term, 1, 3)"),
            has_own=True,
        ),
        Dimension("publisher", "terms", "publisher"),
        # Also those of the countries, as `unodc regions` counts them; money is divided by those stated.
        Dimension("region", "terms", "region", shares=("region", "country")),
        Dimension("status", "project", f"(SELECT {status.SQL} FROM projects WHERE num = p.num)"),
        Dimension("goal", "terms", "goal", "instr(term, '.') = 0"),
        Dimension("marker", "terms", "marker"),
        *(Dimension(kind, "terms", kind, row=_TYPES.get(kind, "NULL")) for kind in GROUPING),
        *(
            Dimension(
                *(role, "row", f"(SELECT id FROM parties WHERE num = m.{role})"),
                number=f"m.{role}",
                numbers="SELECT num, id FROM parties",
            )
            for role in ("receiver", "provider")
        ),
        *(
            Dimension(
                *(name, "row", f"c.{name}"),
                number="c.series",
                numbers=f"SELECT num, {name} FROM classes WHERE {name} IS NOT NULL",
            )
            for name in ("kind", "currency")
        ),
    )
}
# The sectors of three digits alone, of a project `num`: some publishers have no finer ones.
CATEGORY: Final = having("sector", _DAC_3)
# The dimensions whose keys can be listed as words.
WORDS: Final = tuple(name for name, dimension in DIMENSIONS.items() if dimension.source != "period")


def dimension(name: str, allowed: Sequence[str] = tuple(DIMENSIONS), noun: str = "dimension") -> Dimension:
    """Return the dimension of a typed name. Raises UsageError for an unknown one.

    `sector/99` has the sectors of another vocabulary than the standard's own.
    """
    kind, slash, written = name.strip().lower().partition(_SLASH)
    vocabulary = written.strip()
    if not (slash and kind.strip() == "sector" and vocabulary.replace("-", "").isalnum()):
        return DIMENSIONS[one_of(noun, name, allowed, patterns=(f"sector{_SLASH}VOCABULARY",))]
    if vocabulary in _STANDARD:
        return DIMENSIONS[_STANDARD[vocabulary]]
    condition = f"term GLOB '{vocabulary}:*'"
    return Dimension(
        f"sector{_SLASH}{vocabulary}", "terms", "sector", condition, ("sector",), condition, has_own=True
    )
