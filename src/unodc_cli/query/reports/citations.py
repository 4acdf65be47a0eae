"""The values of projects with their sources: a row for each source of each value."""

import re
from collections.abc import Iterator, Mapping
from typing import TYPE_CHECKING, Any, Final

from unodc_cli.catalogue.database import Catalogue
from unodc_cli.model.exact import counted
from unodc_cli.query.conditions import condition
from unodc_cli.query.labels import Labels, Source
from unodc_cli.query.records import Record, report_of
from unodc_cli.query.reports.requested import Requested, notes_on, numbers_of
from unodc_cli.query.selection import Selection
from unodc_cli.query.stored import by_number, content
from unodc_cli.report.report import Report
from unodc_cli.report.rows import Column, ColumnKind

if TYPE_CHECKING:
    from unodc_cli.model.documents import ProjectDocument

COLUMNS: Final = (
    Column("project", ColumnKind.ID, 1),
    Column("field", ColumnKind.TEXT),
    Column("value", ColumnKind.TEXT),
    Column("source", ColumnKind.TEXT, 6),
    Column("publisher", ColumnKind.TEXT, 2),
    Column("kind", ColumnKind.STATUS, 3),
    Column("accessed", ColumnKind.DATE, 4),
    Column("title", ColumnKind.TEXT, 7),
    Column("note", ColumnKind.TEXT, 5),
    Column("url", ColumnKind.TEXT, 8),
)
ANOTHER: Final = "another value than that of the project"
_OF_SOURCE: Final = ("publisher", "kind", "accessed", "title", "url")
_STEP: Final = re.compile(r"([^.\[\]]+)(?:\[(\d+)\])?")


def citations(catalogue: Catalogue, requested: Requested, selection: Selection, today: str) -> Report:
    """Return the sources of each value of the requested projects, and the other values that sources state.

    Raises UnknownNameError or UnknownNamesError for unknown names.
    """
    where = condition(catalogue, requested.filters, today)
    numbers = numbers_of(catalogue, requested, where)
    sources = Labels(catalogue).sources
    records = [
        record
        for project in by_number(catalogue, numbers, today)
        for record in _records(content(project.document, project.name), sources)
    ]
    return report_of(
        records,
        COLUMNS,
        selection,
        notes=notes_on(catalogue, requested, where, numbers, today),
    )


def _records(document: "ProjectDocument", sources: dict[str, Source]) -> Iterator[Record]:
    """Yield a record for each source of each value; one without a source for a value that is derived."""
    for entry in document["evidence"]:
        field, value = _name_and_value(document, entry["field"], entry["values"])
        note = "; ".join(text for text in (entry["derived"], entry["note"]) if text)
        if not (value or entry["sources"]):  # the status of a project whose end is not known
            continue
        for source in entry["sources"] or (None,):
            yield _record(document["id"], field, value, source, note, sources)
    for conflict in document["conflicts"]:
        field, _ = _name_and_value(document, conflict["field"], None)
        note = "; ".join(text for text in (ANOTHER, conflict["note"]) if text)
        for source in conflict["sources"] or (None,):
            yield _record(document["id"], field, _text(conflict["value"]), source, note, sources)


def _record(  # noqa: PLR0917 - the columns
    project: str, field: str, value: str, source: str | None, note: str, sources: dict[str, Source]
) -> Record:
    facts = sources.get(source or "", {})
    return {
        "project": project,
        "field": field,
        "value": value or None,
        "source": source,
        **{name: facts.get(name) for name in _OF_SOURCE},
        "note": note or None,
    }


def _name_and_value(document: "ProjectDocument", path: str, entries: list[str] | None) -> tuple[str, str]:
    """Return the name of a field as people say it, and its value: `phases[0].end` → `Phase I: end`."""
    owner, place = "", document
    value: Any = document
    name = path
    for step in _STEP.finditer(path):
        name, index = step[1], step[2]
        place = value
        value = value.get(name) if isinstance(value, dict) else None
        if index is not None and isinstance(value, list):
            value = value[int(index)] if int(index) < len(value) else None
            if name == "phases" and step.end() < len(path):
                owner = f"{value['name']}: "
    if isinstance(value, dict) and place is document:
        name, owner, value = _of_item(document, name, value)
    return f"{owner}{name}", _text(entries if entries else value)


def _of_item(document: "ProjectDocument", name: str, item: Mapping[str, Any]) -> tuple[str, str, str]:
    """Return the name, the phase and the text of an entry of a list, such as an amount or a partner."""
    phases = {phase["id"]: phase["name"] for phase in document["phases"]}
    owner = f"{phases[item['phase']]}: " if item.get("phase") in phases else ""
    match name:
        case "amounts":
            whose = f" of {item['partner']}" if item["partner"] else ""
            return f"{item['kind']}{whose}", owner, f"{_text(item['value'])} {item['currency']}"
        case "partners":
            return "partner", owner, f"{item['name']} ({item['role'] or 'role not stated'})"
        case "identifiers":
            return "identifier", owner, f"{item['scheme']} {item['value']}"
        case "results":
            as_of = f" ({item['as_of']})" if item["as_of"] else ""
            return "result", owner, f"{counted(item)}{as_of}"
        case _:
            return name, owner, ""


def _text(value: Any) -> str:
    match value:
        case list():
            return "; ".join(_text(entry) for entry in value)
        case dict():
            parts = (value.get(key) for key in ("code", "name", "id", "value", "url"))
            return " ".join(str(part) for part in parts if part is not None)
        case None:
            return ""
        case _:
            return str(value)
