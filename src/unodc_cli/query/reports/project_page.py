"""The page of a project: all its values, with their sources."""

import re
from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from typing import TYPE_CHECKING, Final, Literal

from unodc_cli.catalogue.database import Catalogue
from unodc_cli.model.exact import sum_of_money
from unodc_cli.model.kinds import ROLES
from unodc_cli.model.money import TOGETHER
from unodc_cli.query import marks
from unodc_cli.query.fields import (
    FIELDS,
    RECORD,
    content,
    named,
    period,
    result_text,
)
from unodc_cli.query.filters import condition
from unodc_cli.query.labels import Words
from unodc_cli.query.reports import activity_page, family
from unodc_cli.query.reports.asked import Asked, notes_on, numbers_of
from unodc_cli.query.reports.detail_sections import sections
from unodc_cli.query.stored import Stored, by_number, each, list_or_lazy
from unodc_cli.report.page import Body, Facts, Grid, Items, Page, Pages, PageSection, Prose
from unodc_cli.report.rows import Cell, Column, ColumnKind

if TYPE_CHECKING:
    from unodc_cli.model.documents import (
        AmountDocument,
        EvidenceDocument,
        NamedDocument,
        SpanDocument,
    )

_PHASE = re.compile(r"phases\[(\d+)\]\.(.*)")
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


def show(catalogue: Catalogue, asked: Asked, today: str, *, footnotes: bool = False) -> Pages:
    """Return the projects that the names mean, each once, in the order asked, or that the filters find.

    With `footnotes`, each value carries the numbers of its sources. Raises UnknownNameError or
    UnknownNamesError with what is nearest for names that no project has.
    """
    where = condition(catalogue, asked.filters, today)
    numbers = numbers_of(catalogue, asked, where)
    chosen = named(catalogue, asked.selection.fields)
    columns = chosen or [FIELDS[name] for name in RECORD]
    words = Words(catalogue)

    def page(project: Stored) -> Page:
        writer = _Writer(content(project.document, project.name), words, today, footnotes=footnotes)
        is_published = writer.document["activity"] is not None
        return writer.page(
            money=_money(catalogue, project.number, today) if is_published else (),
            beside=[
                PageSection("Children", family.children(catalogue, project.number, today)),
                *(sections(catalogue, project.number) if is_published else ()),
            ],
        )

    def row(project: Stored) -> tuple[Cell, ...]:
        own = project.content
        return tuple(field.value(own) for field in columns)

    projects = list_or_lazy(lambda: by_number(catalogue, numbers, today), lambda: len(numbers))
    return Pages(
        tuple(field.column for field in columns),
        each(projects, row),
        each(projects, lambda project: project.document),
        is_single_document=bool(asked.names) and not asked.children and len(asked.names) == 1 == len(numbers),
        notes=notes_on(catalogue, asked, where, projects, today),
        has_selected_fields=bool(chosen),
        pages=each(projects, page),
    )


def _money(catalogue: Catalogue, number: int, today: str) -> Iterator[PageSection]:
    from unodc_cli.query.reports import money_sections  # noqa: PLC0415 - curated projects need none

    return money_sections.sections(catalogue, number, today)


class _Writer:
    """Writes the page of one project, and numbers its sources as they come up."""

    def __init__(self, document: "NamedDocument", words: Words, today: str, *, footnotes: bool) -> None:
        self.document = document
        self.today = today
        self.words = words
        self.footnotes = footnotes
        self.numbers: dict[str, int] = {}
        self.evidence: Mapping[str, list[EvidenceDocument]] = defaultdict(list)
        for entry in document["evidence"]:
            self.evidence[entry["field"]].append(entry)
        self.contested = {conflict["field"] for conflict in document["conflicts"]}

    def page(self, *, money: Iterable[PageSection], beside: Iterable[PageSection]) -> Page:
        """Return the page, with more on the money of an activity, and what stands beside its document.

        The order of the parts is that of the numbers of the sources.
        """
        acronym, title = self.document["acronym"], self.document["title"]
        heading = f"{acronym} · {title}" if acronym and acronym not in title else title
        bodies: list[tuple[str | None, Body]] = [
            (None, Prose(self.marked(self.document["summary"], "summary"))),
            (None, Facts(tuple(self.facts()))),
            ("Phases", self.phases()),
            ("Phase details", Facts(tuple(self.phases_in_words()))),
            ("Money", self.amounts()),
            *money,
            ("Parts of these sums", self.parts()),
            ("Partners", Facts(tuple(self.partners()))),
            ("Where", Facts(tuple(self.where()))),
            ("As published", self.published()),
            *beside,
            ("Results", Items(tuple(self.results()))),
            ("Other values in sources", self.conflicts()),
            ("Notes on values", self.remarks()),
            (
                "Links",
                Items(() if self.document["activity"] else tuple((u, u) for u in self.document["links"])),
            ),
            ("Sources", Items(tuple(self.sources()), numbered=True)),
        ]
        return Page(heading, tuple(PageSection(name, body) for name, body in bodies if not _empty(body)))

    def marked(self, text: str | None, *fields: str, value: str | None = None) -> str:
        """Return a text with its marks (derived, contested) and sources.

        Of a list, `value` is the entry that the text stands for.
        """
        if not text:
            return ""
        entries = [
            entry
            for field in fields
            for entry in self.evidence[field]
            if value is None or entry["values"] is None or value in entry["values"]
        ]
        marks = [
            *(["derived"] if any(entry["derived"] for entry in entries) else []),
            *(["contested"] if self.contested & set(fields) and value is None else []),
        ]
        said = f" ({', '.join(marks)})" if marks else ""
        return text + said + self.cited(source for entry in entries for source in entry["sources"])

    def sources_of(self, *fields: str) -> Iterator[str]:
        """Return the sources of values."""
        return (source for field in fields for entry in self.evidence[field] for source in entry["sources"])

    def cited(self, sources: Iterable[str]) -> str:
        """Return the numbers of the sources as a footnote."""
        cited = list(dict.fromkeys(sources))
        numbers = [self.numbers.setdefault(source, len(self.numbers) + 1) for source in cited]
        return (
            f" [{', '.join(str(number) for number in sorted(numbers))}]" if numbers and self.footnotes else ""
        )

    def each(self, field: Literal["themes", "regions", "countries"], kind: str) -> str:
        """Return the names of a list of terms, each with its marks."""
        return "; ".join(
            self.marked(self.words.name(kind, id_), field, value=id_) for id_ in self.document[field]
        )

    def facts(self) -> Iterator[tuple[str, str]]:
        document, words = self.document, self.words
        programme, dates = document["programme"], period(document)
        known = [
            ("title", self.marked(document["title"], "title") if self.footnotes else ""),
            ("acronym", self.marked(document["acronym"], "acronym") if self.footnotes else ""),
            ("id", document["id"]),
            ("also known as", self.marked("; ".join(document["aliases"]), "aliases")),
            ("themes", self.each("themes", "theme")),
            ("programme", self.marked(programme and words.labelled("programme", programme), "programme")),
            ("dates", self.dates(document, "") if dates else ""),
            ("status", self.status(document, "")),
            *self.identifiers(),
            ("goals (SDG)", self.marked(", ".join(document["sdgs"]), "sdgs")),
        ]
        return ((label, text) for label, text in known if text)

    def dates(self, record: "SpanDocument", prefix: str) -> str:
        """Return the period of a project or phase with its marks; with footnotes, those of each date."""
        remark = " (the end is before the start)" if marks.is_reversed(record) else ""
        if record["start"] and record["end"] and not self.footnotes:
            return self.marked(str(period(record)), f"{prefix}start", f"{prefix}end") + remark
        start = self.marked(record["start"] or "?", f"{prefix}start")
        end = self.marked(record["end"], f"{prefix}end")
        return f"{start} – {end}".rstrip() + remark

    def status(self, record: "SpanDocument", prefix: str) -> str:
        """Return the status of a project or phase with its marks, and that the dates contradict it."""
        remark = " (the dates contradict it)" if marks.contradicts_dates(record, self.today) else ""
        return self.marked(record["status"], f"{prefix}status") + remark

    def identifiers(self) -> Iterator[tuple[str, str]]:
        for index, identifier in enumerate(self.document["identifiers"]):
            label = _SCHEMES.get(identifier["scheme"], "other number")
            names = {phase["id"]: phase["name"] for phase in self.document["phases"]}
            of = f" ({names[identifier['phase']]})" if identifier["phase"] else ""
            yield label, self.marked(f"{identifier['value']}{of}", f"identifiers[{index}]")

    def phases(self) -> Grid:
        rows = []
        for index, phase in enumerate(self.document["phases"]):
            prefix = f"phases[{index}]."
            programme = phase["programme"] and self.words.labelled("programme", phase["programme"])
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

    def phases_in_words(self) -> Iterator[tuple[str, str]]:
        """Return the title, other names, regions and summary of each phase that has any of them."""
        for index, phase in enumerate(self.document["phases"]):
            prefix = f"phases[{index}]."
            regions = "; ".join(self.words.name("region", region) for region in phase["regions"])
            parts = (
                self.marked(phase["title"], f"{prefix}title"),
                self.marked("; ".join(phase["aliases"]), f"{prefix}aliases"),
                self.marked(regions, f"{prefix}regions"),
                self.marked(phase["summary"], f"{prefix}summary"),
            )
            if said := " · ".join(part for part in parts if part):
                yield phase["name"], said

    def amounts(self) -> Grid:
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
            of = names.get(amount["phase"] or "", "all" if names else "")
            rows.append(
                (
                    self.contested_kind(amount),
                    *([self.owners(amount)] if of_partners else []),
                    f"{sum_of_money(amount['value'])} {amount['currency']}",
                    of,
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

    def owners(self, amount: "AmountDocument") -> str:
        """Return the names of the partners whose sum it is."""
        names = {partner["id"]: partner["name"] for partner in self.document["partners"]}
        ids = amount["partner"].split(TOGETHER) if amount["partner"] else []
        return ", ".join(names[id_] for id_ in ids)

    def parts(self) -> Grid:
        published = self.document["activity"]
        return activity_page.parts(published) if published else Grid((), ())

    def published(self) -> Facts:
        published = self.document["activity"]
        return Facts(tuple(activity_page.facts(published, self.marked)) if published else ())

    def contested_kind(self, amount: "AmountDocument") -> str:
        """Return the kind of an amount, marked if sources differ on it."""
        phases = [phase["id"] for phase in self.document["phases"]]
        prefix = f"phases[{phases.index(amount['phase'])}]." if amount["phase"] in phases else ""
        kind: str = amount["kind"]
        return f"{kind} (contested)" if f"{prefix}{kind}" in self.contested else kind

    def partners(self) -> Iterator[tuple[str, str]]:
        partners = list(enumerate(self.document["partners"]))
        for role in (*ROLES, None):
            names = [
                self.marked(self.words.labelled("partner", partner["id"]), f"partners[{index}]")
                for index, partner in partners
                if partner["role"] == role
            ]
            if names:
                yield role or _NO_ROLE, "; ".join(names)

    def where(self) -> Iterator[tuple[str, str]]:
        for field, kind in _PLACES:
            if self.document[field]:
                contested = " (contested)" if field in self.contested else ""
                yield field, self.each(field, kind) + contested

    def results(self) -> Iterator[tuple[str, None]]:
        names = {phase["id"]: phase["name"] for phase in self.document["phases"]}
        for index, result in enumerate(self.document["results"]):
            of = f"{names[result['phase']]}: " if result["phase"] else ""
            yield self.marked(of + result_text(result), f"results[{index}]"), None

    def links(self) -> Iterator[tuple[str, str]]:
        """Return the addresses; those of an activity are among its documents."""
        return ((link, link) for link in self.document["links"] if not self.document["activity"])

    def conflicts(self) -> Grid:
        rows = []
        for conflict in self.document["conflicts"]:
            value = conflict["value"]
            said = value if isinstance(value, str) else sum_of_money(value)
            note = (conflict["note"] or "") + self.cited(conflict["sources"])
            rows.append((self.place(conflict["field"]), said, note.strip()))
        columns = (
            Column("of", ColumnKind.TEXT),
            Column("another value", ColumnKind.TEXT),
            Column("note", ColumnKind.TEXT),
        )
        return Grid(columns, tuple(rows))

    def remarks(self) -> Grid:
        """Return how values were worked out, and the notes on them. Amounts have theirs beside them."""
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

    def place(self, field: str) -> str:
        """Return a path into the document as people say it: `phases[0].end` → `CRIMJUST I: end`."""
        if match := _PHASE.match(field):
            return f"{self.document['phases'][int(match[1])]['name']}: {match[2]}"
        name, _, index = field.rstrip("]").partition("[")
        if name == "partners":
            return f"partner {self.document['partners'][int(index)]['name']}"
        return f"{name.removesuffix('s')} {int(index) + 1}" if index else field

    def sources(self) -> Iterator[tuple[str, str | None]]:
        words, dated = self.words, self.footnotes
        return ((words.source(id_, accessed=dated), words.sources[id_]["url"]) for id_ in self.numbers)


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
