"""The meaning of each field of a project, in one line."""

from itertools import islice
from typing import Final, NamedTuple

from unodc_cli.catalogue.database import Catalogue
from unodc_cli.model.kinds import OWN_KIND
from unodc_cli.query import classified
from unodc_cli.query.field_names import fields_of, kinds_of
from unodc_cli.query.stored import by_number

# The fields of so many projects are counted.
_MOST = 2000

MEANINGS: Final = {
    "id": "short and stable; an activity's is its IATI identifier",
    "name": "the acronym, or a short title",
    "title": "the whole title",
    "acronym": "the acronym",
    "aliases": "other names",
    "summary": "a short text on what it does",
    "themes": "ids of themes (`unodc themes`)",
    "programme": "id of the funding programme or instrument",
    "partners": "organisations with a role, without those that all projects have",
    "regions": "ids of regions, as stated",
    "countries": "codes of countries (ISO 3166-1)",
    "start": "the first day, month or year, as exact as it is known",
    "end": "the last day, month or year",
    "period": "start and end in one",
    "first-day": "the first day that the start can mean",
    "last-day": "the last day that the end can mean",
    "start-planned": "the planned start of an activity",
    "start-actual": "its actual start",
    "end-planned": "its planned end",
    "end-actual": "its actual end",
    "delay": "days from the planned to the actual end",
    "status": "as stated, or as it follows from the dates today",
    "phases": "the phases, with their dates",
    "amounts": "all sums of money: kind, value, currency",
    "identifiers": "numbers in the systems of others",
    "results": "results, as figures and texts",
    "links": "web pages",
    "sdgs": "goals and targets of sustainable development",
    "conflicts": "other values that sources state",
    "why": "why it is of its themes",
    "reporter": "the organisation that publishes an activity",
    "level": "the hierarchy level of an activity",
    "sectors": "sectors of an activity, with their shares",
    "markers": "policy markers of an activity",
    "related": "related activities: parent, child",
    "evidence": "ids of the sources of its values",
}


class FieldCount(NamedTuple):
    """A field, its meaning, and the number of examined projects that have it."""

    name: str
    meaning: str
    projects: int


def meaning(name: str) -> str:
    """Return the meaning of a field; all kinds of amounts have the same."""
    return MEANINGS.get(name) or "the sum of this kind"


def counted(catalogue: Catalogue, today: str) -> tuple[int, list[FieldCount]]:
    """Return the number of examined projects, and each field with the number of them that have it.

    Kinds of amounts that no project has are left out.
    """
    numbers = [row[0] for row in islice(catalogue.each("SELECT num FROM projects ORDER BY place"), _MOST)]
    fields = fields_of(catalogue)
    names = dict(catalogue.rows("SELECT id, name FROM terms WHERE kind = ?", (OWN_KIND,)))
    counts = dict.fromkeys(fields, 0)
    for project in by_number(catalogue, numbers, today):
        content = project.content
        for name, field in fields.items():
            counts[name] += field.value(content) not in (None, [], "")
    kinds = kinds_of(catalogue)
    field_counts = [
        FieldCount(name, names.get(name) or meaning(name), count)
        for name, count in counts.items()
        if count or name not in kinds
    ]
    kinds_found = classified.counts(catalogue, _MOST).items()
    field_counts += [FieldCount(kind, "classification: code and name", count) for kind, count in kinds_found]
    return len(numbers), field_counts
