"""The overview of a page: how many projects, about what, with whom, for how much, and what is not known."""

from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from typing import Final, NamedTuple

from unodc_cli.model import exact
from unodc_cli.model.exact import Number, sum_of_money
from unodc_cli.report.dossier import Dossier, MoneyByYear
from unodc_cli.report.rows import TotalCell
from unodc_cli.text import inert
from unodc_cli.views.html.card_parts import Card
from unodc_cli.views.html.facets import Facets
from unodc_cli.views.html.values import Names

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
    all_projects: int
    # The path of its bars along the years, if any of it is dated.
    bars: str = ""


class Years(NamedTuple):
    """The money of each kind, currency and level along the years: a column each."""

    first: int
    last: int
    kinds: tuple[str, ...]
    # The label of the row (a year, or a total), and the sum of each kind.
    rows: tuple[tuple[str, tuple[str, ...]], ...]


class Dispute(NamedTuple):
    """A project with values on which sources differ."""

    anchor: str
    name: str
    fields: str


class Overview(NamedTuple):
    """The first part of a page."""

    # Each with its label, and a note on how to read it.
    numbers: tuple[tuple[str, str, str], ...]
    sums: tuple[Sum, ...]
    years: Years | None
    groups: tuple[Group, ...]
    gaps: tuple[Entry, ...]
    disputes: tuple[Dispute, ...]


class Tally:
    """Counts what is not known or contested, as projects pass."""

    def __init__(self, facets: Facets, names: Names) -> None:
        self._facets = facets
        self._names = names
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

    def overview(self, report: Dossier, sources: int) -> Overview:
        """Return the overview of the projects that were counted."""
        active = next((count for id_, _, count in self._facets.counted("status") if id_ == "active"), 0)
        numbers = (
            ("Projects", self._projects, ""),
            ("Active", active, report.past_their_end),
            ("Countries", len(self._facets.counted("country")), ""),
            ("Partners", len(self._facets.counted("partner")), ""),
            ("Sources", sources, ""),
        )
        groups = (self.group(facet, heading) for facet, heading in _GROUPS)
        return Overview(
            tuple((label, f"{number:,}", note) for label, number, note in numbers if number),
            tuple(_sums(report.totals, report.by_year, self._names)),
            _years(report.by_year, self._names),
            tuple(group for group in groups if group.first),
            tuple(
                Entry(label, count, percent(count, self._projects))
                for label, count in self._gaps.most_common()
            ),
            tuple(self._disputes),
        )


def _sums(totals: Sequence[TotalCell], by_year: Sequence[MoneyByYear], names: Names) -> Iterator[Sum]:
    has_levels = len({total.money.level for total in totals}) > 1
    along = {(each.kind, each.level, each.currency): each.years for each in by_year}
    years = [year for each in by_year for year in each.years]
    for kind, money, projects, all_projects in totals:
        years_of_total = along.get((kind, money.level, money.currency), {})
        yield Sum(
            _kind(names.amount(kind), money.level if has_levels else None),
            f"{sum_of_money(money.value)} {inert(money.currency)}",
            projects,
            all_projects,
            _bars(years_of_total, min(years)) if years_of_total else "",
        )


def _kind(name: str, level: int | None) -> str:
    return name if level is None else f"{name}, level {level}"


def _bars(values: Mapping[int, Number], first: int) -> str:
    """Return the path of a bar for each year, 4 wide, one apart and at most 20 high.

    Money that was paid back has none.
    """
    heights = {year: exact.trillionths(value) for year, value in values.items()}
    most = max(heights.values())
    return "".join(
        f"M{(year - first) * 5} 20v-{20 * height / most:.0f}h4V20z"
        for year, height in heights.items()
        if height > 0
    )


def _years(by_year: Sequence[MoneyByYear], names: Names) -> Years | None:
    years = sorted({year for each in by_year for year in each.years})
    if not years:
        return None
    has_levels = len({each.level for each in by_year}) > 1
    rows = [(str(year), tuple(_sum(each.years.get(year)) for each in by_year)) for year in years]
    rows.append(("not dated", tuple(_sum(each.not_dated or None) for each in by_year)))
    rows.append(("Total", tuple(_sum(each.total) for each in by_year)))
    kinds = (
        f"{_kind(names.amount(each.kind), each.level if has_levels else None)}, {inert(each.currency)}"
        for each in by_year
    )
    return Years(years[0], years[-1], tuple(kinds), tuple(rows))


def _sum(value: Number | None) -> str:
    return "" if value is None else sum_of_money(value)


def percent(count: int, most: int) -> str:
    """Return a share as the width of a bar."""
    return f"{100 * count / most:.0f}%" if most else "0"
