"""The overview of a page: how many projects, about what, with whom, for how much, and what is not known."""

from collections import Counter
from collections.abc import Iterator, Sequence
from typing import Final, NamedTuple

from unodc_cli.model.exact import sum_of_money
from unodc_cli.report.rows import TotalCell
from unodc_cli.text import inert
from unodc_cli.views.html.cards import Card, kind_name
from unodc_cli.views.html.facets import Facets

# More are listed on demand.
_FIRST: Final = 8
_GROUPS: Final = (
    ("theme", "Themes"),
    ("partner", "Partners"),
    ("programme", "Programmes"),
    ("sector", "Sectors"),
    ("status", "Status"),
)


class Entry(NamedTuple):
    """A group of projects: its name, how many there are, and that in percent of the largest."""

    name: str
    projects: int
    width: str


class Group(NamedTuple):
    """Projects counted by a facet: the largest groups, and the others."""

    facet: str
    heading: str
    first: tuple[Entry, ...]
    others: tuple[Entry, ...]


class Sum(NamedTuple):
    """The money of one kind, currency and level."""

    kind: str
    money: str
    projects: int
    of: int


class Dispute(NamedTuple):
    """A project of which sources differ, and on what."""

    anchor: str
    name: str
    fields: str


class Overview(NamedTuple):
    """The first part of a page."""

    numbers: tuple[tuple[str, str], ...]
    sums: tuple[Sum, ...]
    groups: tuple[Group, ...]
    gaps: tuple[Entry, ...]
    disputes: tuple[Dispute, ...]


class Tally:
    """Counts what is not known or contested, as projects pass."""

    def __init__(self, facets: Facets) -> None:
        self._facets = facets
        self._gaps: Counter[str] = Counter()
        self._disputes: list[Dispute] = []
        self._projects = 0

    def add(self, card: Card) -> None:
        """Count a project."""
        self._projects += 1
        self._gaps.update(card.unknown)
        if card.conflicts:
            fields = dict.fromkeys(conflict.place for conflict in card.conflicts)
            self._disputes.append(Dispute(card.anchor, card.short, ", ".join(fields)))

    def countries(self) -> dict[str, int]:
        """Return how many projects there are in each country."""
        return {code: count for code, _, count in self._facets.counted("country")}

    def group(self, facet: str, heading: str, first: int = _FIRST) -> Group:
        """Return the groups of one facet, the largest first."""
        counted = self._facets.counted(facet)
        most = counted[0][2] if counted else 1
        entries = tuple(Entry(name, count, percent(count, most)) for _, name, count in counted)
        # A list that goes on for two more is shown whole.
        first = len(entries) if len(entries) <= first + 2 else first
        return Group(facet, heading, entries[:first], entries[first:])

    def overview(self, totals: Sequence[TotalCell], sources: int) -> Overview:
        """Return the overview of the projects that were counted."""
        active = next((count for id_, _, count in self._facets.counted("status") if id_ == "active"), 0)
        numbers = (
            ("Projects", self._projects),
            ("Active", active),
            ("Countries", len(self._facets.counted("country"))),
            ("Partners", len(self._facets.counted("partner"))),
            ("Sources", sources),
        )
        groups = (self.group(facet, heading) for facet, heading in _GROUPS)
        return Overview(
            tuple((label, f"{number:,}") for label, number in numbers if number),
            tuple(_sums(totals)),
            tuple(group for group in groups if group.first),
            tuple(
                Entry(label, count, percent(count, self._projects))
                for label, count in self._gaps.most_common()
            ),
            tuple(self._disputes),
        )


def _sums(totals: Sequence[TotalCell]) -> Iterator[Sum]:
    levels = {total.money.level for total in totals}
    for kind, money, projects, of in totals:
        level = f", level {money.level}" if len(levels) > 1 and money.level is not None else ""
        yield Sum(
            f"{kind_name(kind)}{level}", f"{sum_of_money(money.value)} {inert(money.currency)}", projects, of
        )


def percent(count: int, most: int) -> str:
    """Return a share as the width of a bar."""
    return f"{100 * count / most:.0f}%" if most else "0"
