"""The terms of projects as rows of `tags`, and the numbers of `alike` under which they stand."""

import json
from collections.abc import Iterable, Iterator, Mapping
from typing import Any, Final

from unodc_cli.catalogue.classifications import Classifications, Tag
from unodc_cli.catalogue.facets import FACETS
from unodc_cli.catalogue.money import term_of
from unodc_cli.catalogue.schema import ALIKE, TAGS
from unodc_cli.catalogue.table import Table
from unodc_cli.catalogue.terms import TermHierarchy
from unodc_cli.codelists.classifications import GROUPING
from unodc_cli.readers.records import TYPES, Content, Record, Types

# The most sets of terms to remember. A later project with a forgotten set gets a number of its own.
_MOST: Final = 10_000
_GROUPING: Final = frozenset(GROUPING)
# The key of the terms of a facet, and those terms.
_Facet = tuple[tuple[Any, ...], Iterator[Tag]]


class TagWriter:
    """Adds the terms of projects to the rows to be written, unless an earlier project has them alike."""

    def __init__(self, rows: Mapping[Table, list[Any]], terms: Classifications) -> None:
        self._rows = rows
        self._terms = terms
        self._numbers: tuple[dict[tuple[Any, ...], int], ...] = tuple({} for _ in FACETS)

    def add(self, number: int, record: Record, hierarchy: TermHierarchy, shares: Iterable[Any]) -> None:
        """Add the terms of a project, with `number` as its key; `shares` are its rows of that table."""
        content = record.content
        # Money is divided by shares, so precomputed sums are of projects that have the same ones.
        of_sectors: list[Any] = []
        of_places: list[Any] = []
        for _, row, kind, _, _, term, percentage, _ in shares:
            if row is None:
                (of_sectors if kind == "sector" else of_places).extend((kind, term, percentage))
        facets = (
            _partners(content, record.own_partners),
            _places(content, hierarchy, of_places),
            self._sectors(content, of_sectors),
            (tuple(content["sdgs"]), self._terms.goals(content["sdgs"])),
            self._markers(content),
            self._types(record, hierarchy),
        )
        numbers = [
            self._number(known, number, *facet) for known, facet in zip(self._numbers, facets, strict=True)
        ]
        self._rows[ALIKE].append((number, *numbers))

    def _number(
        self, known: dict[tuple[Any, ...], int], number: int, key: tuple[Any, ...], tags: Iterator[Tag]
    ) -> int:
        """Return the number under which terms stand; they are added under `number` if they are new."""
        earlier = known.get(key)
        if earlier is not None:
            return earlier
        if len(known) >= _MOST:
            known.clear()
        known[key] = number
        self._rows[TAGS] += [
            (kind, term, number, role, direct, shared, position)
            for position, (kind, term, role, direct, shared) in enumerate(tags)
        ]
        return number

    def _sectors(self, content: Content, shares: list[Any]) -> _Facet:
        sectors = content["activity"]["sectors"] if content["activity"] else ()
        return (*shares, *[term_of("sector", share) for share in sectors]), self._terms.sectors(sectors)

    def _markers(self, content: Content) -> _Facet:
        listed = content["activity"]["markers"] if content["activity"] else ()
        # A publisher that screens for all markers has 0, not targeted, for most of them.
        markers = [marker for marker in listed if marker["significance"] != "0"]
        key = tuple([(m["code"], m["significance"], m["vocabulary"]) for m in markers])
        return key, self._terms.markers(markers)

    def _types(self, record: Record, hierarchy: TermHierarchy) -> _Facet:
        """Return all other terms: themes and programmes, and the classifications of an activity."""
        content = record.content
        activity = content["activity"]
        themes = content["themes"]
        programmes = list(
            dict.fromkeys(
                programme
                for programme in (content["programme"], *(phase["programme"] for phase in content["phases"]))
                if programme
            )
        )
        stated = _themes_and_programmes(themes, programmes, hierarchy)
        if not activity:
            return (id(hierarchy), *themes, None, *programmes), stated
        reporter, level = activity["reporter"] or {}, activity["level"]
        ref, name = reporter.get("ref") or "", reporter.get("name") or ""
        codes = record.alike["codes"][0] if "codes" in record.alike else "[]"
        types: tuple[Types | None, ...] = tuple(dict.fromkeys([part[TYPES] for part in record.parts]))
        key = (id(hierarchy), *themes, None, *programmes, level, ref, name, codes, types)
        of_activity = self._terms.of_activity((ref, name), level, types, _coded(codes))
        return key, _chained(stated, of_activity)


def _coded(codes: str) -> Iterator[Any]:
    """Yield kind, vocabulary, code and text of the codes that are terms; only new sets are asked for them."""
    for row in json.loads(codes):
        if row[2] and row[0] in _GROUPING:
            yield row[:4]


def _chained(*several: Iterator[Tag]) -> Iterator[Tag]:
    for tags in several:
        yield from tags


def _partners(content: Content, own_partners: int) -> _Facet:
    partners = content["partners"]
    key = own_partners, *[(partner["id"], partner["role"]) for partner in partners]
    return key, (
        ("partner", partner["id"], partner["role"], 1, int(position >= own_partners))
        for position, partner in enumerate(partners)
    )


def _places(content: Content, hierarchy: TermHierarchy, shares: list[Any]) -> _Facet:
    countries, regions = content["countries"], content["regions"]
    key = id(hierarchy), *countries, None, *regions, None, *shares
    return key, _tags_of_places(countries, regions, hierarchy)


def _tags_of_places(countries: list[str], regions: list[str], hierarchy: TermHierarchy) -> Iterator[Tag]:
    for country in countries:
        yield "country", country, None, 1, 0
    for region in regions:
        yield "region", region, None, 1, 0
    implied = {
        *hierarchy.regions_with(countries),
        *(outer for region in regions for outer in hierarchy.regions_around(region)),
    }
    for region in sorted(implied - set(regions)):
        yield "region", region, None, 0, 0


def _themes_and_programmes(
    themes: list[str], programmes: list[str], hierarchy: TermHierarchy
) -> Iterator[Tag]:
    for theme in themes:
        yield "theme", theme, None, 1, 0
    for programme in programmes:
        yield "programme", programme, None, 1, 0
    parents = dict.fromkeys(parent for programme in programmes for parent in hierarchy.parents(programme))
    for parent in parents:
        if parent not in programmes:
            yield "programme", parent, None, 0, 0
