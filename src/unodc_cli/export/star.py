"""The star schema: any portfolio as the same flat tables.

Each table's columns are said once, here; `rows` gives the rows of one project. Dates stand as they are known
(`start`, text) beside real dates (`first_day`, `last_day`). Money is a decimal, never a float.
"""

from collections.abc import Callable, Iterable, Iterator, Mapping
from enum import StrEnum
from typing import Any, Final, NamedTuple

from unodc_cli.model import dates

Document = Mapping[str, Any]
Row = tuple[Any, ...]


class Type(StrEnum):
    """The type of a column."""

    TEXT = "text"
    DATE = "date"
    INTEGER = "integer"
    BOOLEAN = "boolean"
    # With 38 digits, six of them behind the point.
    DECIMAL = "decimal"


class Table(NamedTuple):
    """A table: its columns with their types, in their order, and one sentence on its rows."""

    columns: Mapping[str, Type]
    about: str


_T, _D, _I, _B, _M = Type.TEXT, Type.DATE, Type.INTEGER, Type.BOOLEAN, Type.DECIMAL
_PERIOD: Final = {"start": _T, "end": _T, "first_day": _D, "last_day": _D}

TABLES: Final[Mapping[str, Table]] = {
    "projects": Table(
        {
            "project": _T,
            "title": _T,
            "acronym": _T,
            "summary": _T,
            "programme": _T,
            **_PERIOD,
            "status": _T,
            "is_published": _B,
            "reporter": _T,
            "reporter_name": _T,
            "level": _I,
            "language": _T,
            "updated": _T,
        },
        "One row a project.",
    ),
    "phases": Table(
        {"project": _T, "phase": _T, "name": _T, **_PERIOD, "status": _T, "programme": _T},
        "One row a phase of a curated project.",
    ),
    "partners": Table(
        {"project": _T, "partner": _T, "name": _T, "role": _T},
        "One row an organisation in a role.",
    ),
    "themes": Table({"project": _T, "theme": _T}, "One row a theme of a project."),
    "countries": Table({"project": _T, "country": _T}, "One row a country (ISO 3166-1 alpha-2)."),
    "regions": Table({"project": _T, "region": _T}, "One row a region of a project."),
    "goals": Table({"project": _T, "goal": _T}, "One row a Sustainable Development Goal or target."),
    "names": Table({"project": _T, "name": _T}, "One row another name of a project."),
    "identifiers": Table(
        {"project": _T, "scheme": _T, "value": _T, "phase": _T},
        "One row a number or code by which others know the project.",
    ),
    "links": Table({"project": _T, "url": _T}, "One row a web address."),
    "amounts": Table(
        {"project": _T, "kind": _T, "partner": _T, "value": _M, "currency": _T, "phase": _T, "level": _I},
        "One row a sum of a project: of one kind, currency, phase and hierarchy level.",
    ),
    "money": Table(
        {
            "project": _T,
            "kind": _T,
            "value": _M,
            "currency": _T,
            "date": _T,
            "end": _T,
            "first_day": _D,
            "last_day": _D,
            "value_date": _T,
            "level": _I,
            "provider": _T,
            "provider_name": _T,
            "provider_activity": _T,
            "receiver": _T,
            "receiver_name": _T,
            "receiver_activity": _T,
            "aid_type": _T,
            "flow_type": _T,
            "finance_type": _T,
            "channel": _T,
            "humanitarian": _B,
            "line": _I,
        },
        "One row a published transaction, budget or planned disbursement.",
    ),
    "shares": Table(
        {"project": _T, "of": _T, "vocabulary": _T, "code": _T, "name": _T, "percentage": _M, "line": _I},
        "One row a published sector, country or region, with its percentage of the project's money.",
    ),
    "markers": Table(
        {"project": _T, "vocabulary": _T, "code": _T, "significance": _T},
        "One row a policy marker.",
    ),
    "related": Table({"project": _T, "kind": _T, "related": _T}, "One row a related activity."),
    "results": Table(
        {"project": _T, "figure": _M, "what": _T, "as_of": _T, "phase": _T},
        "One row a result of a curated project.",
    ),
    "conflicts": Table(
        {"project": _T, "field": _T, "value": _T, "source": _T, "note": _T},
        "One row a source that states another value.",
    ),
    "evidence": Table(
        {"project": _T, "field": _T, "entry": _T, "source": _T, "derived": _T, "note": _T},
        "One row a source of a value; `entry` is the entry of a list that it supports.",
    ),
    "sources": Table(
        {"source": _T, "title": _T, "publisher": _T, "url": _T, "accessed": _T, "kind": _T},
        "One row a document that values were taken from.",
    ),
}
_CLASSES: Final = ("aid_type", "flow_type", "finance_type", "channel", "humanitarian")


def rows(document: Document) -> Iterator[tuple[str, Row]]:
    """Yield the rows of a project (the JSON document), each with the name of its table."""
    id_ = document["id"]
    activity = document["activity"] or {}
    yield "projects", (id_, *_project(document, activity))
    for table, listed in _LISTS.items():
        for row in listed(document, activity):
            yield table, (id_, *row)


def _project(document: Document, activity: Document) -> Row:
    reporter = activity.get("reporter") or {}
    texts = (document[name] for name in ("title", "acronym", "summary", "programme"))
    published = (activity.get(name) for name in ("level", "language", "updated"))
    level, language, updated = published
    return (
        *(*texts, *_period(document), document["status"], bool(activity)),
        *(reporter.get("ref"), reporter.get("name"), level, language, updated),
    )


def _period(record: Document) -> Row:
    """Return start and end as they are known, then the first and the last day that they can mean."""
    start, end = record["start"], record["end"]
    return (start, end, start and dates.earliest(start), end and dates.latest(end))


def _keys(name: str, *keys: str) -> Callable[[Document, Document], Iterator[Row]]:
    """Return how to take these keys of each entry of a list of the document, or else of its activity."""

    def listed(document: Document, activity: Document) -> Iterator[Row]:
        entries: Iterable[Document] = document.get(name, ()) or activity.get(name, ())
        return (tuple(entry.get(key) for key in keys) for entry in entries)

    return listed


def _texts(name: str) -> Callable[[Document, Document], Iterator[Row]]:
    return lambda document, _: ((text,) for text in document[name])


def _phases(document: Document, _: Document) -> Iterator[Row]:
    for phase in document["phases"]:
        yield phase["id"], phase["name"], *_period(phase), phase["status"], phase["programme"]


def _money(_: Document, activity: Document) -> Iterator[Row]:
    level = activity.get("level")
    for part in activity.get("parts", ()):
        start, end = part["date"], part["end"]
        provider, receiver = part.get("provider") or {}, part.get("receiver") or {}
        yield (
            *(part["kind"], part["value"], part["currency"], start, end),
            *(start and dates.earliest(start), (end or start) and dates.latest(end or start)),
            *(part["value_date"], level),
            *(provider.get("id"), provider.get("name"), provider.get("activity")),
            *(receiver.get("id"), receiver.get("name"), receiver.get("activity")),
            *(
                part.get(name)
                for name in ("aid_type", "flow_type", "finance_type", "channel", "humanitarian")
            ),
            part["line"],
        )


def _shares(_: Document, activity: Document) -> Iterator[Row]:
    for name, noun in (("sectors", "sector"), ("countries", "country"), ("regions", "region")):
        for share in activity.get(name, ()):
            yield noun, *(share[key] for key in ("vocabulary", "code", "name", "percentage", "line"))


def _conflicts(document: Document, _: Document) -> Iterator[Row]:
    for conflict in document["conflicts"]:
        for source in conflict["sources"] or [None]:
            yield conflict["field"], str(conflict["value"]), source, conflict["note"]


def _evidence(document: Document, _: Document) -> Iterator[Row]:
    for support in document["evidence"]:
        for entry in support["values"] or [None]:
            for source in support["sources"] or [None]:
                yield support["field"], entry, source, support["derived"], support["note"]


_LISTS: Final[Mapping[str, Callable[[Document, Document], Iterator[Row]]]] = {
    "phases": _phases,
    "partners": _keys("partners", "id", "name", "role"),
    "themes": _texts("themes"),
    "countries": _texts("countries"),
    "regions": _texts("regions"),
    "goals": _texts("sdgs"),
    "names": _texts("aliases"),
    "identifiers": _keys("identifiers", "scheme", "value", "phase"),
    "links": _texts("links"),
    "amounts": _keys("amounts", "kind", "partner", "value", "currency", "phase", "level"),
    "money": _money,
    "shares": _shares,
    "markers": _keys("markers", "vocabulary", "code", "significance"),
    "related": _keys("related", "kind", "id"),
    "results": _keys("results", "figure", "what", "as_of", "phase"),
    "conflicts": _conflicts,
    "evidence": _evidence,
}
