"""The sections of a project's page."""

from collections.abc import Iterable, Iterator, Sequence
from typing import TYPE_CHECKING, Final, Literal

from unodc_cli.model.exact import sum_of_money
from unodc_cli.model.kinds import ROLES
from unodc_cli.model.money import TOGETHER
from unodc_cli.query.project_cells import period, result_text
from unodc_cli.query.reports import activity_page
from unodc_cli.query.reports.page_values import PageValues
from unodc_cli.report.page import Body, Facts, Grid, Items, Page, PageSection, Prose
from unodc_cli.report.rows import Column, ColumnKind

if TYPE_CHECKING:
    from unodc_cli.model.documents import AmountDocument

_PLACES: Final[Sequence[tuple[Literal["regions", "countries"], str]]] = (
    ("regions", "region"),
    ("countries", "country"),
)
_NO_ROLE = "role not stated"
_SCHEMES = {
    "unodc": "UNODC project",
    "eu-contract": "EU contract",
    "eu-decision": "EU decision",
    "iati": "IATI",
}


class PageWriter(PageValues):
    """Writes the page of one project."""

    def page(self, *, money: Iterable[PageSection], beside: Iterable[PageSection]) -> Page:
        """Return the page. `money` and `beside` are sections of an activity, from rows beside its document.

        Sources are numbered in the order of the sections.
        """
        acronym, title = self.document["acronym"], self.document["title"]
        heading = f"{acronym} · {title}" if acronym and acronym not in title else title
        bodies: list[tuple[str | None, Body]] = [
            (None, Prose(self.marked(self.document["summary"], "summary"))),
            (None, Facts(tuple(self._facts()))),
            ("Phases", self._phases()),
            ("Phase details", Facts(tuple(self._phases_in_words()))),
            ("Money", self._amounts()),
            *money,
            ("Parts of these sums", self._parts()),
            ("Partners", Facts(tuple(self._partners()))),
            ("Where", Facts(tuple(self._where()))),
            ("As published", self._published()),
            *beside,
            ("Results", Items(tuple(self._results()))),
            ("Other values in sources", self._conflicts()),
            ("Notes on values", self._remarks()),
            (
                "Links",
                Items(() if self.document["activity"] else tuple((u, u) for u in self.document["links"])),
            ),
            ("Sources", Items(tuple(self._sources()), numbered=True)),
        ]
        return Page(heading, tuple(PageSection(name, body) for name, body in bodies if not _empty(body)))

    def _facts(self) -> Iterator[tuple[str, str]]:
        document, labels = self.document, self.labels
        programme, dates = document["programme"], period(document)
        texts = [
            ("title", self.marked(document["title"], "title") if self.footnotes else ""),
            ("acronym", self.marked(document["acronym"], "acronym") if self.footnotes else ""),
            ("id", document["id"]),
            ("also known as", self.marked("; ".join(document["aliases"]), "aliases")),
            ("themes", self.each("themes", "theme")),
            ("programme", self.marked(programme and labels.labelled("programme", programme), "programme")),
            ("dates", self.dates(document, "") if dates else ""),
            ("status", self.status(document, "")),
            *self._identifiers(),
            ("goals (SDG)", self.marked(", ".join(document["sdgs"]), "sdgs")),
        ]
        return ((label, text) for label, text in texts if text)

    def _identifiers(self) -> Iterator[tuple[str, str]]:
        for index, identifier in enumerate(self.document["identifiers"]):
            label = _SCHEMES.get(identifier["scheme"], "other number")
            names = {phase["id"]: phase["name"] for phase in self.document["phases"]}
            phase = f" ({names[identifier['phase']]})" if identifier["phase"] else ""
            yield label, self.marked(f"{identifier['value']}{phase}", f"identifiers[{index}]")

    def _phases(self) -> Grid:
        rows = []
        for index, phase in enumerate(self.document["phases"]):
            prefix = f"phases[{index}]."
            programme = phase["programme"] and self.labels.labelled("programme", phase["programme"])
            dated = period(phase)
            rows.append(
                (
                    phase["name"] + self.cited(self.sources_of(f"{prefix}name", f"{prefix}title")),
                    self.dates(phase, prefix) if dated else None,
                    self.status(phase, prefix),
                    self.marked(programme, f"{prefix}programme"),
                    self.marked(", ".join(phase["countries"]), f"{prefix}countries"),
                )
            )
        columns = (
            Column("phase", ColumnKind.TEXT),
            Column("dates", ColumnKind.TEXT),
            Column("status", ColumnKind.TEXT),
            Column("programme", ColumnKind.TEXT),
            Column("countries", ColumnKind.TEXT),
        )
        return Grid(columns, tuple(rows))

    def _phases_in_words(self) -> Iterator[tuple[str, str]]:
        """Return the title, other names, regions and summary of each phase that has any of them."""
        for index, phase in enumerate(self.document["phases"]):
            prefix = f"phases[{index}]."
            regions = "; ".join(self.labels.name("region", region) for region in phase["regions"])
            parts = (
                self.marked(phase["title"], f"{prefix}title"),
                self.marked("; ".join(phase["aliases"]), f"{prefix}aliases"),
                self.marked(regions, f"{prefix}regions"),
                self.marked(phase["summary"], f"{prefix}summary"),
            )
            if text := " · ".join(part for part in parts if part):
                yield phase["name"], text

    def _amounts(self) -> Grid:
        rows = []
        published = self.document["activity"]
        of_partners = any(amount["partner"] for amount in self.document["amounts"])
        days = activity_page.days_of_single_parts(published) if published else {}
        for index, amount in enumerate(self.document["amounts"]):
            field = f"amounts[{index}]"
            notes = [
                *days.get((amount["kind"], amount["currency"]), ()),
                *(entry["note"] for entry in self.evidence[field] if entry["note"]),
            ]
            names = {phase["id"]: phase["name"] for phase in self.document["phases"]}
            phase = names.get(amount["phase"] or "", "all" if names else "")
            rows.append(
                (
                    self._contested_kind(amount),
                    *([self._owners(amount)] if of_partners else []),
                    f"{sum_of_money(amount['value'])} {amount['currency']}",
                    phase,
                    self.marked("; ".join(notes) or " ", field).strip(),
                )
            )
        columns = (
            Column("kind", ColumnKind.ID),
            *([Column("partner", ColumnKind.ID)] if of_partners else []),
            Column("amount", ColumnKind.ID),
            Column("of", ColumnKind.ID),
            Column("note", ColumnKind.TEXT),
        )
        return Grid(columns, tuple(rows))

    def _owners(self, amount: "AmountDocument") -> str:
        """Return the names of the partners whose sum it is."""
        names = {partner["id"]: partner["name"] for partner in self.document["partners"]}
        ids = amount["partner"].split(TOGETHER) if amount["partner"] else []
        return ", ".join(names[id_] for id_ in ids)

    def _parts(self) -> Grid:
        published = self.document["activity"]
        return activity_page.parts(published) if published else Grid((), ())

    def _published(self) -> Facts:
        published = self.document["activity"]
        return Facts(tuple(activity_page.facts(published, self.marked)) if published else ())

    def _contested_kind(self, amount: "AmountDocument") -> str:
        """Return the kind of an amount, marked if sources differ on it."""
        phases = [phase["id"] for phase in self.document["phases"]]
        prefix = f"phases[{phases.index(amount['phase'])}]." if amount["phase"] in phases else ""
        kind: str = amount["kind"]
        return f"{kind} (contested)" if f"{prefix}{kind}" in self.contested else kind

    def _partners(self) -> Iterator[tuple[str, str]]:
        partners = list(enumerate(self.document["partners"]))
        for role in (*ROLES, None):
            names = [
                self.marked(self.labels.labelled("partner", partner["id"]), f"partners[{index}]")
                for index, partner in partners
                if partner["role"] == role
            ]
            if names:
                yield role or _NO_ROLE, "; ".join(names)

    def _where(self) -> Iterator[tuple[str, str]]:
        for field, kind in _PLACES:
            if self.document[field]:
                contested = " (contested)" if field in self.contested else ""
                yield field, self.each(field, kind) + contested

    def _results(self) -> Iterator[tuple[str, None]]:
        names = {phase["id"]: phase["name"] for phase in self.document["phases"]}
        for index, result in enumerate(self.document["results"]):
            phase = f"{names[result['phase']]}: " if result["phase"] else ""
            yield self.marked(phase + result_text(result), f"results[{index}]"), None

    def _conflicts(self) -> Grid:
        rows = []
        for conflict in self.document["conflicts"]:
            value = conflict["value"]
            text = value if isinstance(value, str) else sum_of_money(value)
            note = (conflict["note"] or "") + self.cited(conflict["sources"])
            rows.append((self.place(conflict["field"]), text, note.strip()))
        columns = (
            Column("of", ColumnKind.TEXT),
            Column("another value", ColumnKind.TEXT),
            Column("note", ColumnKind.TEXT),
        )
        return Grid(columns, tuple(rows))

    def _remarks(self) -> Grid:
        """Return how values were derived, and the notes on them. Amounts have theirs beside them."""
        entries = [entry for entry in self.document["evidence"] if not entry["field"].startswith("amounts[")]
        rows = [
            (
                self.place(entry["field"]),
                "; ".join(text for text in (entry["derived"], entry["note"]) if text),
            )
            for entry in entries
            if self.footnotes and (entry["derived"] or entry["note"])
        ]
        if self.footnotes and self.document["activity"]:
            rows += activity_page.lines(self.document["activity"])
        return Grid((Column("value", ColumnKind.TEXT), Column("remark", ColumnKind.TEXT)), tuple(rows))

    def _sources(self) -> Iterator[tuple[str, str | None]]:
        labels, dated = self.labels, self.footnotes
        return ((labels.source(id_, accessed=dated), labels.sources[id_]["url"]) for id_ in self.numbers)


def _empty(body: Body) -> bool:
    match body:
        case Facts(facts):
            return not facts
        case Prose(text):
            return not text
        case Items(items):
            return not items
        case Grid(_, rows):
            return not rows
