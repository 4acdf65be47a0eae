"""All that is known of one project, as its card on the page."""

import re
from collections import Counter
from collections.abc import Iterator, Sequence
from typing import TYPE_CHECKING, Final, Literal, NamedTuple
from urllib.parse import quote

from unodc_cli.codelists.iati import codelist
from unodc_cli.model.exact import counted, sum_of_money
from unodc_cli.model.status import DERIVED
from unodc_cli.text import inert
from unodc_cli.views.html.values import Evidence, Footnotes, Names, Value, grouped, remarks_of

if TYPE_CHECKING:
    from unodc_cli.model.documents import (
        ActivityDocument,
        AmountDocument,
        MarkerDocument,
        ProjectDocument,
        ShareDocument,
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


class Fact(NamedTuple):
    """A label with its values: each on its own line, or the two ends of a period."""

    label: str
    values: tuple[Value, ...]
    is_period: bool = False


class Phase(NamedTuple):
    """A phase of a project."""

    name: Value
    dates: tuple[Value, ...]
    status: Value
    facts: tuple[Fact, ...]


class Amount(NamedTuple):
    """A sum of money of a project or phase."""

    kind: str
    money: Value
    # The partner and the phase that it belongs to.
    part: str
    notes: tuple[str, ...]


class Payment(NamedTuple):
    """A budget or transaction of a published activity, or a value that could not be read."""

    kind: str
    money: str
    day: str
    line: str
    note: str = ""


class Conflict(NamedTuple):
    """A value that sources state otherwise."""

    place: str
    value: Value
    note: str


class Card(NamedTuple):
    """A project's card."""

    id: str
    anchor: str
    short: str
    acronym: str
    title: Value
    years: str
    period: str
    status: Value | None
    summary: Value | None
    facts: tuple[Fact, ...]
    phases: tuple[Phase, ...]
    amounts: tuple[Amount, ...]
    payments: tuple[Payment, ...]
    more_payments: int
    results: tuple[Value, ...]
    conflicts: tuple[Conflict, ...]
    remarks: tuple[tuple[str, str], ...]
    unknown: tuple[str, ...]
    links: tuple[str, ...]
    file: str
    line: str


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
        payments = tuple(_payments(activity, self.names)) if activity else ()
        return Card(
            id=inert(document["id"]),
            anchor=anchor(document["id"]),
            short=short,
            acronym=_acronym(document),
            title=self.evidence.of(document["title"], "title"),
            years=_years(document),
            period=_period(document["start"], document["end"]),
            status=self.status(document, ""),
            summary=self.optional(document["summary"], "summary"),
            facts=tuple(fact for fact in self.facts() if fact.values),
            phases=tuple(self.phases()),
            amounts=tuple(self.amounts()),
            payments=payments[:_MOST_PAYMENTS],
            more_payments=max(0, len(payments) - _MOST_PAYMENTS),
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
            yield from _published(document["activity"], evidence)
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
            of = self.evidence.of
            facts = [
                Fact("Title", (of(phase["title"], f"{prefix}title"),) if phase["title"] else ()),
                Fact(
                    "Also known as",
                    (of("; ".join(phase["aliases"]), f"{prefix}aliases"),) if phase["aliases"] else (),
                ),
                Fact(
                    "Programme",
                    (of(self.names.name("programme", phase["programme"]), f"{prefix}programme"),)
                    if phase["programme"]
                    else (),
                ),
                Fact("Regions", self.listed(phase["regions"], "region", f"{prefix}regions")),
                Fact("Countries", self.listed(phase["countries"], "country", f"{prefix}countries")),
                Fact("Summary", (of(phase["summary"], f"{prefix}summary"),) if phase["summary"] else ()),
            ]
            yield Phase(
                of(phase["name"], f"{prefix}name"),
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


def _period(start: str | None, end: str | None) -> str:
    return f"{start or '?'} – {end or '?'}" if start or end else ""


def _years(document: "ProjectDocument") -> str:
    """Return the years in which a project can have run: `2016-2020`, open where a date is not known."""
    starts = [phase["start"] for phase in document["phases"] if phase["start"]]
    are_known = len(starts) == len(document["phases"])
    start = document["start"] or (min(starts, default=None) if are_known else None)
    end = document["end"]
    return f"{start[:4] if start else ''}-{end[:4] if end else ''}" if start or end else ""


def _published(activity: "ActivityDocument", evidence: Evidence) -> Iterator[Fact]:
    """Return what is published of an activity beside what every project has."""
    reporter = activity["reporter"] or {"name": None, "ref": None}
    sectors = tuple(
        evidence.of(share_name(entry), "activity.sectors")._replace(
            note=_percentage(entry), line=str(entry["line"] or "")
        )
        for entry in activity["sectors"]
    )
    yield Fact("Sectors", sectors)
    # The only country of an activity is among its countries already.
    countries = activity["countries"] if len(activity["countries"]) > 1 else []
    for label, shares in (("Shares of countries", countries), ("Regions published", activity["regions"])):
        if shares:
            yield Fact(label, tuple(Value(share_name(entry), note=_percentage(entry)) for entry in shares))
    targeted = [marker for marker in activity["markers"] if marker["significance"] not in ("0", None)]
    yield Fact("Policy markers", tuple(Value(_marker(marker)) for marker in targeted))
    dates = activity["dates"]
    for kind, start, end in (
        ("planned", dates["start_planned"], dates["end_planned"]),
        ("actual", dates["start_actual"], dates["end_actual"]),
    ):
        if start or end:
            yield Fact(f"Dates {kind}", (evidence.of(_period(start, end), f"activity.dates.start_{kind}"),))
    yield Fact(
        "Related",
        tuple(Value(inert(f"{entry['kind'] or 'related'} {entry['id']}")) for entry in activity["related"]),
    )
    name = reporter["name"] or reporter["ref"]
    if name:
        yield Fact("Published by", (evidence.of(name, "activity.reporter"),))
    if activity["updated"]:
        yield Fact("Last updated", (evidence.of(activity["updated"], "activity.updated"),))
    yield Fact("Hierarchy level", (evidence.of(str(activity["level"]), "activity.level"),))


def share_name(entry: "ShareDocument") -> str:
    """Return a sector, country or region by its code and name."""
    return inert(" ".join(text for text in (entry["code"], entry["name"]) if text))


def _percentage(entry: "ShareDocument") -> str:
    return "" if entry["percentage"] in (None, 100) else f"{entry['percentage']} %"


def _marker(marker: "MarkerDocument") -> str:
    code = marker["code"]
    if marker["vocabulary"] in (None, "1"):
        entry = codelist("PolicyMarker").entries.get(code)
        name = entry.name if entry else code
    else:
        name = f"{marker['vocabulary']}:{code}"
    return inert(f"{name} ({marker['significance']})")


def _payments(activity: "ActivityDocument", names: Names) -> Iterator[Payment]:
    """Return the budgets and transactions that several make a sum, then the values that are no number."""
    counts = Counter((part["kind"], part["currency"]) for part in activity["parts"])
    for part in activity["parts"]:
        if counts[part["kind"], part["currency"]] > 1:
            day = f"{part['date'] or '?'} – {part['end']}" if part["end"] else part["date"] or ""
            yield Payment(
                names.amount(part["kind"]),
                f"{sum_of_money(part['value'])} {inert(part['currency'])}",
                day,
                str(part["line"] or ""),
            )
    for value in activity["unreadable"]:
        yield Payment(
            names.amount(value["kind"]),
            inert(f"“{value['written']}”"),
            "",
            str(value["line"] or ""),
            "not readable, and in no sum",
        )
