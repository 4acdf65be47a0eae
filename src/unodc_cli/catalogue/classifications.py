"""The terms that come from published data: sectors, publishers, goals, markers, parties.

They are written when they are first met, with the names of the standard's codelists or else as published.
"""

import sqlite3
from collections.abc import Iterable, Iterator, Mapping, Sequence
from typing import Any, Final

from unodc_cli.catalogue.money import DAC_3, term_of
from unodc_cli.catalogue.schema import NAMES, TERMS
from unodc_cli.catalogue.table import Table
from unodc_cli.catalogue.terms import ALIAS, ID, NAME
from unodc_cli.codelists.classifications import DAC, is_standard, name_of
from unodc_cli.codelists.classifications import term_of as classified_as
from unodc_cli.codelists.iati import MARKERS, Entry, lookup
from unodc_cli.model.names import fold
from unodc_cli.readers.records import Content, Types

# Kind, term, role, 1 if it is stated or 0 if it follows from another, 1 if the whole portfolio has it.
Tag = tuple[str, str, str | None, int, int]
_CATEGORY: Final = 3
# The first types of a transaction as kinds of term.
_TYPES: Final = ("aid-type", "flow-type", "finance-type")
# The most terms to remember as written. Later ones are written again.
_MOST: Final = 50_000
# A marker of this significance says that the activity was screened for it, and does not target it.
_NOT_TARGETED: Final = ("", "0")


class Classifications:
    """Adds the terms of activities to those that are to be written, each when it is first met."""

    def __init__(self, rows: Mapping[Table, list[Any]]) -> None:
        self._rows = rows
        self._met: set[tuple[str, str]] = set()

    def markers(self, markers: Sequence[Content]) -> Iterator[Tag]:
        """Yield the tags of policy markers that are targeted, and note the terms that are new in them."""
        for marker in markers:
            code, significance = marker["code"], (marker["significance"] or "").strip()
            if significance not in _NOT_TARGETED and is_standard(marker["vocabulary"]) and code:
                yield "marker", code, significance, 1, 0
                if ("marker", code) not in self._met:
                    self._add_coded("marker", code, lookup("PolicyMarker", code), MARKERS.get(code))

    def of_activity(
        self,
        publisher: tuple[str, str],
        level: int,
        types: Iterable[Types | None],
        coded: Iterable[tuple[str, str | None, str, str | None]],
    ) -> Iterator[Tag]:
        """Yield the tags of an activity's publisher (reference and name), of its level, types and codes.

        `types` are those of its transactions, `coded` the first values of `ClassificationRow`.
        """
        if term := self.publisher(*publisher):
            yield "publisher", term, None, 1, 0
        entries: dict[tuple[str, str], tuple[str | None, str, str | None]] = {}
        for kind, vocabulary, code, text in coded:
            entries.setdefault((kind, classified_as(kind, vocabulary, code)), (vocabulary, code, text))
        for kinds_of_types in types:
            for kind, type_ in zip(_TYPES, (kinds_of_types or ())[:3], strict=False):
                if type_:
                    entries.setdefault((kind, type_), (None, type_, None))
        entries["level", str(level)] = None, str(level), f"level {level}"
        for (kind, term), (system, code, name) in entries.items():
            yield kind, term, None, 1, 0
            if (kind, term) not in self._met:
                # A code that no codelist has is known by what is written beside it.
                self._add(kind, term, name_of(kind, system, code) or name or term)

    def goals(self, codes: list[str]) -> Iterator[Tag]:
        """Return the tags of goals and targets: who aims at a target aims at its goal."""
        targets = dict.fromkeys(codes)
        for code in (*targets, *dict.fromkeys(code.partition(".")[0] for code in codes)):
            if code in targets or "." not in code:
                yield "goal", code, None, int(code in targets), 0
                if ("goal", code) not in self._met:
                    entry = lookup("UNSDG-Targets" if "." in code else "UNSDG-Goals", code)
                    self._add_coded("goal", code, entry, f"Goal {code}", f"SDG {code}")

    def sectors(self, sectors: Sequence[Content]) -> Iterator[Tag]:
        """Yield the tags of sectors; one of five digits of the DAC is in a category of three."""
        terms: dict[str, int] = {}
        for share in sectors:
            vocabulary = (share["vocabulary"] or "").lower()
            term = term_of("sector", share)
            if vocabulary in DAC and len(term) > _CATEGORY:
                terms.setdefault(term[:_CATEGORY], 0)
            terms[term] = 1
            if ("sector", term) not in self._met:
                self._add_sector(vocabulary, term, share["name"])
        for term, direct in terms.items():
            yield "sector", term, None, direct, 0

    def _add_sector(self, vocabulary: str, term: str, name: str | None) -> None:
        if vocabulary in DAC:
            self._add_coded("sector", term, lookup("Sector", term), name)
            category = term[:_CATEGORY]
            if ("sector", category) not in self._met:
                self._add_coded("sector", category, lookup("SectorCategory", category))
        elif vocabulary in DAC_3:
            self._add_coded("sector", term, lookup("SectorCategory", term), name)
        else:
            self._add("sector", term, name or term)

    def publisher(self, ref: str, name: str) -> str | None:
        """Return the term of a publisher, and note it if it is new, or written otherwise than before."""
        key = fold(name)
        term = ref or key.replace(" ", "-")
        spelling = "publisher", f"{term}\n{key}"
        if term and spelling not in self._met:
            if ("publisher", term) not in self._met:
                self._add("publisher", term, name or term)
            elif key:
                self._rows[NAMES].append(("publisher", key, term, ALIAS, name))
            self._met.add(spelling)
        return term or None

    def organisation(self, id_: str, name: str, aliases: Sequence[str]) -> None:
        """Note an organisation that publishes its own budgets."""
        if ("organisation", id_) not in self._met:
            self._add("organisation", id_, name, *aliases)

    def party(self, role: str, id_: str, name: str) -> None:
        """Note an organisation that provides or receives money."""
        if (role, id_) not in self._met:
            self._add(role, id_, name)

    def _add_coded(self, kind: str, code: str, entry: Entry | None, *names: str | None) -> None:
        entry_names = entry and (entry.name, entry.french_name)
        name, *aliases = [name for name in (*(entry_names or ()), *names) if name] or [code]
        self._add(kind, code, name, *aliases)

    def _add(self, kind: str, id_: str, name: str, *aliases: str) -> None:
        if len(self._met) >= _MOST:
            self._met.clear()
        self._met.add((kind, id_))
        self._rows[TERMS].append((kind, id_, name, name, None))
        ranked = [(id_, ID), (name, NAME), *((alias, ALIAS) for alias in aliases)]
        names = {key: (rank, text) for text, rank in reversed(ranked) if (key := fold(text))}
        self._rows[NAMES] += [(kind, key, id_, rank, text) for key, (rank, text) in names.items()]


def write_names_of_parties(database: sqlite3.Connection) -> None:
    """Give organisations that provide or receive money the names that they have as partners."""
    database.execute(
        """INSERT INTO names SELECT DISTINCT terms.kind, names.key, names.id, names.rank, names.label
        FROM terms JOIN names ON names.kind = 'partner' AND names.id = terms.id
        WHERE terms.kind IN ('provider', 'receiver') AND names.rank < 4"""
    )
    database.execute(
        """UPDATE terms SET (name, label) = (SELECT name, label FROM terms AS own
            WHERE own.kind = 'partner' AND own.id = terms.id)
        WHERE kind IN ('provider', 'receiver')
        AND id IN (SELECT id FROM terms WHERE kind = 'partner')"""
    )
