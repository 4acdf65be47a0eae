"""The parts of a page on projects: overview, table, time line, map, cards and sources."""

from collections.abc import Iterator, Sequence
from enum import IntEnum
from typing import TYPE_CHECKING, Any, Final

from unodc_cli.model import exact
from unodc_cli.report.dossier import Dossier, Part
from unodc_cli.report.rows import Cell, ColumnKind
from unodc_cli.views.cells import entries
from unodc_cli.views.html.card_parts import Card
from unodc_cli.views.html.cards import Cards
from unodc_cli.views.html.facets import Facets
from unodc_cli.views.html.lanes import Axis
from unodc_cli.views.html.overview import Tally
from unodc_cli.views.html.packing import TITLE, Fragments, compressed, packed, relative
from unodc_cli.views.html.values import KOSOVO, Footnotes, Names
from unodc_cli.views.html.worldmap import world_map

if TYPE_CHECKING:
    from unodc_cli.model.documents import ProjectDocument

# With more rows, the script draws a table as it is needed; without script there are only the first rows.
MOST_ROWS: Final = 2000
FIRST_ROWS: Final = 200
# With more projects, all cards are packed, and without script the page has only the first lanes.
_MOST_CARDS: Final = 200


class Packing(IntEnum):
    """The parts of a page that are packed, so that it can be mailed. Each level includes those before it.

    Text that the page has in another place too is packed first.
    """

    NOTHING = 0
    NOTES = 1
    MAP = 2
    LANES = 3
    RESULTS = 4
    CARDS = 5


class Projects:
    """A page on projects. `macros` are those of the template of projects."""

    def __init__(self, report: Dossier, macros: Any) -> None:
        self._report = report
        self._macros = macros
        self._names = Names(report.names)
        self._footnotes = Footnotes(report.sources)
        self._facets = Facets(self._names)
        self._tally = Tally(self._facets, self._names)
        documents = [exact.loads(document) for document in report.documents]
        self._axis = Axis(report.lanes, report.today)
        self._total = len(documents)
        cards = Cards(self._names, self._footnotes)
        self._entries = [
            (cards.card(document, self._short(document, row)), document, row, lane)
            for document, row, lane in zip(documents, report.rows, report.lanes, strict=True)
        ]
        for card, document, *_ in self._entries:
            self._facets.add(document, card.years)
            self._tally.add(card)

    @property
    def packings(self) -> Sequence[Packing]:
        """The levels of packing to try, the one with the least packed first."""
        return list(Packing) if self._total <= _MOST_CARDS else [Packing.CARDS]

    def parts(self, packing: Packing) -> dict[str, Any]:
        """Return what the template of the page needs."""
        fragments = list(self._fragments(packing))
        sources = tuple(self._footnotes.listed())
        days_read = {source.accessed for _, source in sources}
        facets, facets_are_packed = self._facets.script()
        countries = self._tally.countries()
        return {
            "dossier": self._report,
            "parts": self._report.parts,
            "total": self._total,
            "money": self._money_column(),
            "axis": self._axis,
            **self._placed(fragments, packing),
            "facets": facets,
            "facets_are_packed": facets_are_packed,
            "sources": sources,
            "read_on": days_read.pop() if len(days_read) == 1 else None,
            "overview": self._tally.overview(self._report, len(sources)),
            "countries": self._tally.group("country", "Countries", self._total).first,
            **self._map(countries, packing),
            "kosovo": Part.MAP in self._report.parts or KOSOVO in countries,
        }

    def _placed(self, fragments: Sequence[Fragments], packing: Packing) -> dict[str, Any]:
        """Return the markup in the page, and the packed markup."""
        rows_are_packed = self._total > MOST_ROWS
        rows = [fragment.row for fragment in fragments]
        is_packed = (
            rows_are_packed,
            *(packing >= part for part in (Packing.LANES, Packing.CARDS, Packing.RESULTS, Packing.NOTES)),
        )
        if packing is Packing.CARDS:
            fragments = [
                self._without_title(entry, card)
                for entry, (card, *_) in zip(fragments, self._entries, strict=True)
            ]
        return {
            "rows": rows[:FIRST_ROWS] if rows_are_packed else rows,
            "lanes": () if packing >= Packing.LANES else [fragment.lane for fragment in fragments],
            "cards": ()
            if packing >= Packing.CARDS
            else [
                fragment.card
                + ("" if packing >= Packing.RESULTS else fragment.results)
                + ("" if packing >= Packing.NOTES else fragment.notes)
                for fragment in fragments
            ],
            "chunks": packed(
                [
                    Fragments(
                        *(text if packs else "" for text, packs in zip(fragment, is_packed, strict=True))
                    )
                    for fragment in fragments
                ]
            )
            if any(is_packed)
            else (),
        }

    def _without_title(self, fragments: Fragments, card: Card) -> Fragments:
        """Remove from the markup of a project the texts that the script finds in its row."""
        title = tight(self._macros.heading(card))
        return fragments._replace(
            lane=fragments.lane.replace(title, TITLE, 1),
            card=relative(fragments.card.replace(title, TITLE, 1), card.line),
        )

    def _fragments(self, packing: Packing) -> Iterator[Fragments]:
        parts, macros = self._report.parts, self._macros
        # A row leads to its card, if that stands in the page.
        linked = packing is not Packing.CARDS
        money = self._money_index()
        for card, document, row, lane in self._entries:
            names = [
                [self._names.name(kind, id_) for id_ in document[field]]
                for kind, field in (("theme", "themes"), ("country", "countries"))
            ]
            sums = _texts(row[money]) if money is not None else []
            yield Fragments(
                tight(macros.row(card, *names, sums, linked)) if Part.TABLE in parts else "",
                tight(macros.lane(card, self._axis.lane(lane), linked)) if Part.TIMELINE in parts else "",
                tight(macros.card(card)),
                tight(macros.results(card)),
                tight(macros.notes(card)),
            )

    def _short(self, document: "ProjectDocument", row: Sequence[Cell]) -> str:
        """Return the short name of a project: that of its row, if there is a column of names."""
        index = next((i for i, column in enumerate(self._report.columns) if column.name == "name"), None)
        return str(document["title"] if index is None else row[index])

    def _money_index(self) -> int | None:
        columns = self._report.columns
        return next((i for i, column in enumerate(columns) if column.kind is ColumnKind.MONEY), None)

    def _money_column(self) -> str:
        index = self._money_index()
        return "Money" if index is None else self._names.amount(self._report.columns[index].name)

    def _map(self, counts: dict[str, int], packing: Packing) -> dict[str, Any]:
        if Part.MAP not in self._report.parts:
            return {}
        drawn = world_map(counts, {code: self._names.name("country", code) for code in counts})
        shapes = tight(self._macros.shapes(drawn))
        is_packed = packing >= Packing.MAP
        return {
            "map": drawn,
            "shapes": compressed(shapes) if is_packed else shapes,
            "map_is_packed": is_packed,
        }


def tight(fragment: Any) -> str:
    """Return markup on one line; texts have no ends of lines of their own."""
    return str(fragment).replace("\n", "")


def _texts(cell: Cell) -> list[str]:
    return [text for text in entries(cell, ColumnKind.MONEY) if text]
