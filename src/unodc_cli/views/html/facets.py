"""The facets that a page filters by: their values, and which of them each project has."""

import json
from collections import Counter
from collections.abc import Mapping, Sequence
from typing import TYPE_CHECKING, Final

from unodc_cli.text import inert
from unodc_cli.views.html.packing import compressed
from unodc_cli.views.html.values import Names

if TYPE_CHECKING:
    from unodc_cli.model.documents import ProjectDocument

_LABELS: Final = {
    "theme": "Theme",
    "partner": "Partner",
    "country": "Country",
    "programme": "Programme",
    "status": "Status",
    "sector": "Sector",
}
# Longer values are compressed.
_MOST_PLAIN: Final = 5_000


class Facets:
    """Collects the values of projects, by facet."""

    def __init__(self, names: Names) -> None:
        self._names = names
        self._labels: dict[str, dict[str, str]] = {facet: {} for facet in _LABELS}
        self._of_projects: dict[str, list[list[str]]] = {facet: [] for facet in _LABELS}
        self._ids: list[str] = []
        self._years: list[str] = []

    def add(self, document: "ProjectDocument", years: str) -> None:
        """Add a project."""
        self._ids.append(inert(document["id"]))
        self._years.append(years)
        for facet, values in self._values(document).items():
            self._labels[facet].update(values)
            self._of_projects[facet].append(list(values))

    def _values(self, document: "ProjectDocument") -> Mapping[str, dict[str, str]]:
        def named(kind: str, ids: Sequence[str]) -> dict[str, str]:
            return {inert(id_): inert(self._names.name(kind, id_)) for id_ in ids}

        programme, status, activity = document["programme"], document["status"], document["activity"]
        return {
            "theme": named("theme", document["themes"]),
            "partner": named("partner", [partner["id"] for partner in document["partners"]]),
            "country": named("country", document["countries"]),
            "programme": named("programme", [programme] if programme else []),
            "status": {status: status} if status else {},
            "sector": {
                inert(f"{sector['vocabulary'] or ''}:{sector['code']}"): inert(
                    sector["name"] or sector["code"]
                )
                for sector in (activity["sectors"] if activity else ())
            },
        }

    def counted(self, facet: str) -> list[tuple[str, str, int]]:
        """Return the values of a facet, those of most projects first: id, name, number of projects."""
        counts = Counter(id_ for ids in self._of_projects[facet] for id_ in ids)
        labels = self._labels[facet]
        ordered = sorted(counts, key=lambda id_: (-counts[id_], labels[id_].casefold(), id_))
        return [(id_, labels[id_], counts[id_]) for id_ in ordered]

    def script(self) -> tuple[str, bool]:
        """Return all of it as JSON for the page's script, and whether that is compressed."""
        facets = []
        for facet, label in _LABELS.items():
            values = [[id_, name] for id_, name, _ in self.counted(facet)]
            numbers = {id_: number for number, (id_, _) in enumerate(values)}
            of_projects = [[numbers[id_] for id_ in ids] for ids in self._of_projects[facet]]
            facets.append([facet, label, values, of_projects])
        value = {"ids": self._ids, "years": self._years, "facets": facets}
        text = json.dumps(value, ensure_ascii=False, separators=(",", ":"))
        # An end tag in it would end the script.
        return (
            (text.replace("<", "\\u003c"), False) if len(text) <= _MOST_PLAIN else (compressed(value), True)
        )
