"""The cards of projects: all that is known of each, with its sources."""

import re
from collections.abc import Iterator, Sequence
from typing import TYPE_CHECKING, Final, Literal
from urllib.parse import quote

from unodc_cli.model.exact import counted, sum_of_money
from unodc_cli.model.status import DERIVED
from unodc_cli.text import inert
from unodc_cli.views.html.card_parts import Amount, Card, Conflict, Fact, Phase
from unodc_cli.views.html.published_facts import payments, published_facts
from unodc_cli.views.html.values import Evidence, Footnotes, Names, Value, grouped, period, remarks_of

if TYPE_CHECKING:
    from unodc_cli.model.documents import (
        AmountDocument,
        ProjectDocument,
        SpanDocument,
    )

_Wanted = Literal["start", "end", "status", "programme", "countries", "amounts"]
_Terms = Literal["themes", "regions", "countries"]
_ROLES: Final = {
    "funding": "Funded by",
    "accountable": "Accountable",
    "extending": "Extended by",
    "implementing": "Implemented by",
    None: "Role not stated",
}
_SCHEMES: Final = {
    "unodc": "UNODC project",
    "eu-contract": "EU contract",
    "eu-decision": "EU decision",
    "iati": "IATI identifier",
}
# The fields that a reader may look for and not find.
_WANTED: Final[Sequence[tuple[_Wanted, str]]] = (
    ("start", "start"),
    ("end", "end"),
    ("status", "status"),
    ("programme", "funding programme"),
    ("countries", "countries"),
    ("amounts", "money"),
)
_PHASE: Final = re.compile(r"phases\[(\d+)\]\.(.*)")
_PARTNER: Final = re.compile(r"partners\[(\d+)\]")
_ENTRY: Final = re.compile(r"(\w+)\[(\d+)\]")
# More payments are not read by anyone.
_MOST_PAYMENTS: Final = 40
# What an address of the page may hold as it is.
_IN_AN_ADDRESS: Final = "/:.-_~"


def anchor(id_: str) -> str:
    """Return a project's id as a part of an address."""
    return quote(inert(id_), safe=_IN_AN_ADDRESS)


class Cards:
    """Makes the cards of projects, whose sources are numbered through."""

    def __init__(self, names: Names, footnotes: Footnotes) -> None:
        self._names = names
        self._footnotes = footnotes

    def card(self, document: "ProjectDocument", short: str) -> Card:
        """Return the card of a project. `short` is its short name."""
        return _Writer(document, self._names, self._footnotes).card(inert(short))


class _Writer:
    def __init__(self, document: "ProjectDocument", names: Names, footnotes: Footnotes) -> None:
        self.document = document
        self.names = names
        self.footnotes = footnotes
        self.evidence = Evidence(document, footnotes)
        self.phase_names = {phase["id"]: inert(phase["name"]) for phase in document["phases"]}

    def card(self, short: str) -> Card:
        """Return the card. What stands first on it has the first numbers of sources."""
        document, activity = self.document, self.document["activity"]
        listed = tuple(payments(activity, self.names)) if activity else ()
        return Card(
            id=inert(document["id"]),
            anchor=anchor(document["id"]),
            short=short,
            acronym=_acronym(document),
            title=self.evidence.of(document["title"], "title"),
            years=_years(document),
            period=period(document["start"], document["end"]),
            status=self.status(document, ""),
            summary=self.optional(document["summary"], "summary"),
            facts=tuple(fact for fact in self.facts() if fact.values),
            phases=tuple(self.phases()),
            amounts=tuple(self.amounts()),
            payments=listed[:_MOST_PAYMENTS],
            more_payments=max(0, len(listed) - _MOST_PAYMENTS),
            results=tuple(self.results()),
            conflicts=tuple(self.conflicts()),
            remarks=tuple(self.remarks()),
            unknown=tuple(label for field, label in _WANTED if not document[field]),
            links=tuple(self.links()),
            file=self.file(),
            line=self.evidence.of("", "id").line,
        )

    def optional(self, text: str | None, *fields: str) -> Value | None:
        return self.evidence.of(text, *fields) if text else None

    def status(self, record: "SpanDocument", prefix: str) -> Value | None:
        status = record["status"]
        if not status:
            return None
        return self.evidence.of(status, f"{prefix}status")

    def terms(self, field: _Terms, kind: str) -> tuple[Value, ...]:
        """Return the names of a list of terms."""
        values = grouped(
            self.evidence.of(self.names.name(kind, id_), field, value=id_) for id_ in self.document[field]
        )
        if not self.evidence.is_contested(field):
            return values
        return tuple(value._replace(marks=(*value.marks, "contested")) for value in values)

    def partners(self, role: str | None) -> Iterator[Value]:
        """Return the partners in a role."""
        for index, partner in enumerate(self.document["partners"]):
            if partner["role"] == role:
                yield self.evidence.of(partner["name"], f"partners[{index}]")

    def facts(self) -> Iterator[Fact]:
        document, evidence = self.document, self.evidence
        yield Fact("Themes", self.terms("themes", "theme"))
        if document["programme"]:
            name = self.names.name("programme", document["programme"])
            yield Fact("Programme", (evidence.of(name, "programme"),))
        yield Fact("Dates", tuple(self.dates(document, "")), is_period=True)
        for role, label in _ROLES.items():
            yield Fact(label, grouped(self.partners(role)))
        yield Fact("Regions", self.terms("regions", "region"))
        yield Fact("Countries", self.terms("countries", "country"))
        if document["activity"]:
            yield from published_facts(document["activity"], evidence, self.names)
        yield from self.identifiers()
        if document["aliases"]:
            yield Fact("Also known as", (evidence.of("; ".join(document["aliases"]), "aliases"),))
        if document["acronym"]:
            yield Fact("Acronym", (evidence.of(document["acronym"], "acronym"),))
        if document["sdgs"]:
            yield Fact("Goals (SDG)", (evidence.of(", ".join(document["sdgs"]), "sdgs"),))

    def dates(self, record: "SpanDocument", prefix: str) -> Iterator[Value]:
        """Return the start and the end, each with what supports it; nothing if neither is known."""
        if record["start"] or record["end"]:
            for field in ("start", "end"):
                yield self.evidence.of(record[field] or "not known", f"{prefix}{field}")

    def identifiers(self) -> Iterator[Fact]:
        for index, identifier in enumerate(self.document["identifiers"]):
            if identifier["value"] == self.document["id"]:
                continue
            label = _SCHEMES.get(identifier["scheme"], "Other number")
            phase = self.phase_names.get(identifier["phase"] or "")
            value = self.evidence.of(
                f"{identifier['value']} ({phase})" if phase else identifier["value"], f"identifiers[{index}]"
            )
            yield Fact(label, (value,))

    def phases(self) -> Iterator[Phase]:
        for index, phase in enumerate(self.document["phases"]):
            prefix = f"phases[{index}]."
            value_of = self.evidence.of
            facts = [
                Fact("Title", (value_of(phase["title"], f"{prefix}title"),) if phase["title"] else ()),
                Fact(
                    "Also known as",
                    (value_of("; ".join(phase["aliases"]), f"{prefix}aliases"),) if phase["aliases"] else (),
                ),
                Fact(
                    "Programme",
                    (value_of(self.names.name("programme", phase["programme"]), f"{prefix}programme"),)
                    if phase["programme"]
                    else (),
                ),
                Fact("Regions", self.listed(phase["regions"], "region", f"{prefix}regions")),
                Fact("Countries", self.listed(phase["countries"], "country", f"{prefix}countries")),
                Fact(
                    "Summary", (value_of(phase["summary"], f"{prefix}summary"),) if phase["summary"] else ()
                ),
            ]
            yield Phase(
                value_of(phase["name"], f"{prefix}name"),
                tuple(self.dates(phase, prefix)),
                self.status(phase, prefix) or Value(""),
                tuple(fact for fact in facts if fact.values),
            )

    def listed(self, ids: Sequence[str], kind: str, field: str) -> tuple[Value, ...]:
        """Return a phase's terms as one text, with what supports any of them."""
        names = ", ".join(self.names.name(kind, id_) for id_ in ids)
        return (self.evidence.of(names, field),) if ids else ()

    def amounts(self) -> Iterator[Amount]:
        positions = {phase["id"]: index for index, phase in enumerate(self.document["phases"])}
        for index, amount in enumerate(self.document["amounts"]):
            field = f"amounts[{index}]"
            position = positions.get(amount["phase"] or "")
            prefix = "" if position is None else f"phases[{position}]."
            money = self.evidence.of(
                f"{sum_of_money(amount['value'])} {amount['currency']}",
                field,
                contested=f"{prefix}{amount['kind']}",
            )
            of_whole = "whole project" if self.phase_names else ""
            phase = self.phase_names.get(amount["phase"] or "", of_whole)
            yield Amount(
                self.names.amount(amount["kind"]),
                money,
                ", ".join(text for text in (self.partner_names(amount), phase) if text),
                tuple(self.evidence.notes(field)),
            )

    def partner_names(self, amount: "AmountDocument") -> str:
        """Return the names of the partners whose sum it is."""
        ids = (amount["partner"] or "").split("; ")
        return ", ".join(self.names.name("partner", id_) for id_ in ids if id_)

    def results(self) -> Iterator[Value]:
        for index, result in enumerate(self.document["results"]):
            phase = f"{self.phase_names[result['phase']]}: " if result["phase"] else ""
            as_of = f" ({result['as_of']})" if result["as_of"] else ""
            yield self.evidence.of(f"{phase}{counted(result)}{as_of}", f"results[{index}]")

    def conflicts(self) -> Iterator[Conflict]:
        for conflict in self.document["conflicts"]:
            value = conflict["value"]
            text = value if isinstance(value, str) else sum_of_money(value)
            numbers = self.footnotes.numbers(conflict["sources"])
            yield Conflict(
                self.place(conflict["field"]),
                Value(inert(text), sources=numbers),
                inert(conflict["note"] or ""),
            )

    def remarks(self) -> Iterator[tuple[str, str]]:
        """Return how values were worked out, and notes on them. Amounts have theirs beside them."""
        for entry in self.document["evidence"]:
            if not entry["field"].startswith("amounts[") and entry["derived"] != DERIVED:
                yield from ((self.place(entry["field"]), text) for text in remarks_of(entry))

    def place(self, field: str) -> str:
        """Return a path into the document as people say it: `phases[0].end` → `CRIMJUST I: end`."""
        if match := _PHASE.match(field):
            return f"{inert(self.document['phases'][int(match[1])]['name'])}: {match[2]}"
        if match := _PARTNER.fullmatch(field):
            return f"partner {inert(self.document['partners'][int(match[1])]['name'])}"
        if match := _ENTRY.fullmatch(field):
            return f"{match[1].removesuffix('s')} {int(match[2]) + 1}"
        return inert(field.removeprefix("activity.").replace("_", " "))

    def links(self) -> Iterator[str]:
        """Return the project's own pages that are not among its sources."""
        cited = {
            self.footnotes.address(source)
            for entry in self.document["evidence"]
            for source in entry["sources"]
        }
        yield from (inert(link) for link in self.document["links"] if link not in cited)

    def file(self) -> str:
        """Return the file that a published activity stands in."""
        evidence = self.document["evidence"]
        if not (self.document["activity"] and evidence and evidence[0]["sources"]):
            return ""
        path: str = evidence[0]["sources"][0]
        return inert(path.rpartition("/")[2])


def _acronym(document: "ProjectDocument") -> str:
    """Return the acronym, unless the title begins with it."""
    acronym = document["acronym"] or ""
    return "" if document["title"].startswith(acronym) else inert(acronym)


def _years(document: "ProjectDocument") -> str:
    """Return the years in which a project can have run: `2016-2020`, open where a date is not known."""
    starts = [phase["start"] for phase in document["phases"] if phase["start"]]
    are_known = len(starts) == len(document["phases"])
    start = document["start"] or (min(starts, default=None) if are_known else None)
    end = document["end"]
    return f"{start[:4] if start else ''}-{end[:4] if end else ''}" if start or end else ""
