"""All that is known of a project, laid out to be read."""

import re
from collections import defaultdict
from collections.abc import Iterator, Mapping, Sequence

from unodc_cli import status
from unodc_cli.catalogue import Catalogue
from unodc_cli.query.fields import FIELDS, RECORD, Document, content, period, result_text
from unodc_cli.query.names import one_of, resolve
from unodc_cli.report import Body, Column, Facts, Grid, Items, Kind, Money, Page, Pages, Prose, Section

_PHASE = re.compile(r"phases\[(\d+)\]\.(.*)")
_NO_ROLE = "in no stated role"
_SCHEMES = {
    "unodc": "UNODC project",
    "eu-contract": "EU contract",
    "eu-decision": "EU decision",
    "iati": "IATI",
}


def show(catalogue: Catalogue, asked: Sequence[str], fields: Sequence[str], today: str) -> Pages:
    """Return the projects that the names mean, each once, in the order asked.

    Raises UnknownNameError with what is nearest for a name that no project has.
    """
    ids = list(dict.fromkeys(resolve(catalogue, "project", name) for name in asked))
    found = [_found(catalogue, id_) for id_ in ids]
    documents = [status.fill_in(document, today) for document, _ in found]
    contents = [content(text, name) for text, (_, name) in zip(documents, found, strict=True)]
    chosen = tuple(one_of("field", name, tuple(FIELDS)) for name in fields)
    columns = [FIELDS[name] for name in chosen or RECORD]
    words = _Words(catalogue)
    return Pages(
        tuple(field.column for field in columns),
        [tuple(field.value(document) for field in columns) for document in contents],
        documents,
        single=len(documents) == 1,
        chosen=bool(chosen),
        pages=tuple(_page(document, words) for document in contents),
    )


def _found(catalogue: Catalogue, id_: str) -> tuple[str, str]:
    [(document, name)] = catalogue.rows("SELECT document, name FROM projects WHERE id = ?", (id_,))
    return document, name


class _Words:
    """The names of the terms and sources that documents hold by id."""

    def __init__(self, catalogue: Catalogue) -> None:
        rows = catalogue.rows("SELECT kind, id, name, label FROM terms")
        self._names = {(kind, id_): name for kind, id_, name, _ in rows}
        self._labels = {(kind, id_): label for kind, id_, _, label in rows}
        columns = ("id", "title", "publisher", "url", "accessed", "kind")
        listed = catalogue.rows(f"SELECT {', '.join(columns)} FROM sources")
        self.sources = {row[0]: dict(zip(columns, row, strict=True)) for row in listed}

    def name(self, kind: str, id_: str) -> str:
        """Return the name of a term."""
        return self._names.get((kind, id_), id_)

    def labelled(self, kind: str, id_: str) -> str:
        """Return the name of a term with its acronym: `World Customs Organization (WCO)`."""
        name, label = self.name(kind, id_), self._labels.get((kind, id_), id_)
        return name if label in (name, id_) or label in name else f"{name} ({label})"


def _page(document: Document, words: _Words) -> Page:
    acronym = document["acronym"]
    title = document["title"]
    heading = f"{acronym} · {title}" if acronym and acronym not in title else title
    bodies: list[tuple[str | None, Body]] = [
        (None, _prose(document)),
        (None, Facts(tuple(_facts(document, words)))),
        ("Phases", _phases(document, words)),
        ("Money", _amounts(document)),
        ("Partners", Facts(tuple(_partners(document, words)))),
        ("Where", Facts(tuple(_where(document, words)))),
        ("Results", Items(tuple((result_text(result), None) for result in document["results"]))),
        ("What else is said", _conflicts(document)),
        ("Links", Items(tuple((link, link) for link in document["links"]))),
        ("Sources", Items(tuple(_sources(document, words)), numbered=True)),
    ]
    return Page(heading, tuple(Section(name, body) for name, body in bodies if not _empty(body)))


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


def _prose(document: Document) -> Prose:
    return Prose(document["summary"] or "")


def _facts(document: Document, words: _Words) -> Iterator[tuple[str, str]]:
    derived = {entry["field"] for entry in document["evidence"] if entry["derived"]}
    dates = period(document)
    known = [
        ("id", document["id"]),
        ("also known as", "; ".join(document["aliases"])),
        ("themes", "; ".join(words.name("theme", theme) for theme in document["themes"])),
        ("programme", words.labelled("programme", document["programme"]) if document["programme"] else ""),
        ("dates", f"{dates}{_worked_out(derived & {'start', 'end'})}" if dates else ""),
        ("status", f"{document['status']}{_worked_out(derived & {'status'})}" if document["status"] else ""),
        *(
            (_SCHEMES.get(i["scheme"], "other number"), _of(i["value"], i["phase"]))
            for i in document["identifiers"]
        ),
        ("goals (SDG)", ", ".join(document["sdgs"])),
    ]
    return ((label, text) for label, text in known if text)


def _worked_out(fields: set[str]) -> str:
    return " (derived)" if fields else ""


def _of(text: str, phase: str | None) -> str:
    return f"{text} ({phase})" if phase else text


def _phases(document: Document, words: _Words) -> Grid:
    rows = []
    for phase in document["phases"]:
        programme = words.labelled("programme", phase["programme"]) if phase["programme"] else None
        rows.append((phase["name"], period(phase), phase["status"], programme, phase["countries"]))
    columns = (
        Column("phase", Kind.ID),
        Column("dates", Kind.PERIOD),
        Column("status", Kind.STATUS),
        Column("programme", Kind.TEXT),
        Column("countries", Kind.LIST),
    )
    return Grid(columns, tuple(rows))


def _amounts(document: Document) -> Grid:
    notes = {entry["field"]: entry for entry in document["evidence"]}
    rows = []
    for index, amount in enumerate(document["amounts"]):
        entry = notes.get(f"amounts[{index}]", {})
        said = "; ".join(text for text in (entry.get("derived"), entry.get("note")) if text)
        of = amount["phase"] or ("all" if document["phases"] else "")
        rows.append((amount["kind"], Money(amount["value"], amount["currency"]), of, said))
    columns = (
        Column("kind", Kind.ID),
        Column("amount", Kind.MONEY),
        Column("of", Kind.ID),
        Column("note", Kind.TEXT),
    )
    return Grid(columns, tuple(rows))


def _partners(document: Document, words: _Words) -> Iterator[tuple[str, str]]:
    by_role: Mapping[str, list[str]] = defaultdict(list)
    for partner in document["partners"]:
        by_role[partner["role"] or _NO_ROLE].append(words.labelled("partner", partner["id"]))
    return ((role, "; ".join(names)) for role, names in by_role.items())


def _where(document: Document, words: _Words) -> Iterator[tuple[str, str]]:
    if document["regions"]:
        yield "regions", "; ".join(words.name("region", region) for region in document["regions"])
    if document["countries"]:
        yield "countries", "; ".join(words.name("country", code) for code in document["countries"])


def _conflicts(document: Document) -> Grid:
    rows = [(_of_phase(c["field"], document), _said(c["value"]), c["note"]) for c in document["conflicts"]]
    columns = (Column("of", Kind.ID), Column("another value", Kind.TEXT), Column("note", Kind.TEXT))
    return Grid(columns, tuple(rows))


def _of_phase(field: str, document: Document) -> str:
    """Return a path into the document as people say it: `phases[0].end` → `CRIMJUST I: end`."""
    match = _PHASE.match(field)
    return f"{document['phases'][int(match[1])]['name']}: {match[2]}" if match else field


def _said(value: str | float) -> str:
    return value if isinstance(value, str) else f"{value:,}"


def _sources(document: Document, words: _Words) -> Iterator[tuple[str, str | None]]:
    cited = dict.fromkeys(
        source for entry in (*document["evidence"], *document["conflicts"]) for source in entry["sources"]
    )
    for id_ in cited:
        source = words.sources[id_]
        by = ", ".join(text for text in (source["publisher"], source["kind"]) if text)
        yield f"{source['title']} ({by})" if by else source["title"], source["url"]
