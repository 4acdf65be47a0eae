"""One project → its rows in each table of the catalogue."""

import json
import secrets
import sqlite3
from collections.abc import Iterator, Mapping, Sequence
from typing import Any, Final, NamedTuple

from unodc_cli.catalogue.fulltext import PLACES, texts
from unodc_cli.catalogue.terms import ACRONYM, ALIAS, ID, NAME, Derived
from unodc_cli.model import dates, status
from unodc_cli.model.names import fold
from unodc_cli.readers.reading import Content, Place, Record
from unodc_cli.text import to_json

_LONG_TITLE = 50
_NO_EVIDENCE = '"evidence": [], "activity"'
# Each table with the number of its columns, in the order in which they are filled.
_WIDTHS: Final[Mapping[str, int]] = {
    "projects": 18,
    "documents": 2,
    "phases": 10,
    "tags": 7,
    "names": 5,
    "amounts": 10,
    "uses": 4,
}
_TEXTS: Final = f"texts (rowid, {', '.join(PLACES)}) VALUES (?, {', '.join('?' * len(PLACES))})"
_INSERTS: Final = {
    **{table: f"{table} VALUES ({', '.join('?' * width)})" for table, width in _WIDTHS.items()},
    "texts": _TEXTS,
}

_Row = Sequence[Any]
_Tag = tuple[str, str, str | None, int, int]


class Order(NamedTuple):
    """Where a project stands: its place among all, the number of its file, and its file."""

    place: int
    reading: int
    file: str


class RowWriter:
    """Rows of projects that are still to be written."""

    def __init__(self) -> None:
        self._waiting: dict[str, list[_Row]] = {table: [] for table in _INSERTS}

    def __len__(self) -> int:
        return len(self._waiting["projects"])

    def add(self, number: int, order: Order, record: Record, derived: Derived) -> None:
        """Add a project, with `number` as its key."""
        content, own_partners = record.content, record.own_partners
        waiting = self._waiting
        waiting["projects"].append(
            (
                number,
                content["id"],
                _short_name(content),
                content["title"],
                content["acronym"],
                content["programme"],
                *_span(content),
                content["status"],
                own_partners,
                len(content["conflicts"]),
                order.place,
                order.reading,
                next((line for field, line, *_ in record.places if field == "id"), None),
                record.updated,
            )
        )
        waiting["documents"].append((number, document(record, order.file)))
        waiting["phases"] += [
            (number, i, p["id"], p["name"], *_span(p), p["status"]) for i, p in enumerate(content["phases"])
        ]
        waiting["tags"] += [
            (kind, term, number, role, direct, shared, i)
            for i, (kind, term, role, direct, shared) in enumerate(_tags(content, own_partners, derived))
        ]
        waiting["names"] += names(content)
        waiting["amounts"] += _amounts(number, content)
        uses = {(order.file, None): len(record.places)} if record.places else _uses(record, order.reading)
        waiting["uses"] += [(source, number, count, shared) for (source, shared), count in uses.items()]
        waiting["texts"].append((number, *texts(content, own_partners, derived.name)))

    def write(self, database: sqlite3.Connection) -> None:
        """Write what is waiting."""
        for table, rows in self._waiting.items():
            database.executemany(f"INSERT INTO {_INSERTS[table]}", rows)
            rows.clear()


def _amounts(number: int, content: Content) -> Iterator[_Row]:
    amounts = content["amounts"]
    own = {(amount["kind"], amount["currency"]) for amount in amounts if amount["phase"] is None}
    programmes = {phase["id"]: phase["programme"] or content["programme"] for phase in content["phases"]}
    negative, unreadable = _published(content)
    for amount in amounts:
        kind, currency, phase = amount["kind"], amount["currency"], amount["phase"]
        counted = phase is None or (kind, currency) not in own
        programme = programmes.get(phase, content["programme"])
        yield (
            *(number, kind, amount["value"], currency, phase, amount["level"], programme, int(counted)),
            *(negative.get((kind, currency), 0), unreadable.pop((kind, currency), 0)),
        )
    level = content["activity"]["level"] if unreadable else None
    for (kind, currency), count in unreadable.items():
        yield number, kind, None, currency, None, level, content["programme"], 1, 0, count


_Counts = dict[tuple[str, str | None], int]


def _published(content: Content) -> tuple[_Counts, _Counts]:
    """Return how many published values are below zero, and how many unreadable, per kind and currency."""
    negative: _Counts = {}
    unreadable: _Counts = {}
    if activity := content["activity"]:
        for part in activity["parts"]:
            if part["value"] < 0:
                key = part["kind"], part["currency"]
                negative[key] = negative.get(key, 0) + 1
        for value in activity["unreadable"]:
            key = value["kind"], value["currency"]
            unreadable[key] = unreadable.get(key, 0) + 1
    return negative, unreadable


def _short_name(content: Content) -> str:
    """Return the acronym, or else the title; of a long title the first alias stands for it."""
    acronym: str | None = content["acronym"]
    title: str = content["title"]
    if acronym or len(title) <= _LONG_TITLE:
        return acronym or title
    return content["aliases"][0] if content["aliases"] else title


def _span(record: Content) -> tuple[str | None, ...]:
    """Return start, end, and the days they can mean: first_day, start_by, last_day.

    Published dates may contradict each other. What ends before it starts can have run between the two.
    """
    start, end = record["start"], record["end"]
    first, last = (
        (end, start) if start and end and dates.latest(end) < dates.earliest(start) else (start, end)
    )
    return (
        start,
        end,
        dates.earliest(first) if first else None,
        dates.latest(first) if first else None,
        dates.latest(last) if last else None,
    )


def document(record: Record, file: str) -> str:
    """Return the JSON of a project, with a mark in the place of each status that follows from dates.

    The places of published values become evidence, whose source is `file`.
    """
    text = _document(record.content)
    if not record.places:
        return text
    # In a text of the data, quotes are escaped: this stands once.
    before, after = text.split(_NO_EVIDENCE)
    source = to_json(file)
    entries = ", ".join(_evidence(place, source) for place in record.places)
    return f'{before}"evidence": [{entries}], "activity"{after}'


def _evidence(place: Place, source: str) -> str:
    """Return the JSON of `model.Evidence`, put together: there are many, and all of one form."""
    field, line, notes, values, derived = place
    note = "; ".join([f"line {line}", *(more for more in notes if more)]) if any(notes) else None
    said = to_json(note) if note else f'"line {line}"'
    return (
        f'{{"field": "{field}", "values": {to_json(values) if values else "null"}, "sources": [{source}], '
        f'"derived": {to_json(derived) if derived else "null"}, "note": {said}}}'
    )


def _document(content: Content) -> str:
    if content["status"] is not None and all(phase["status"] is not None for phase in content["phases"]):
        return to_json(content)
    # The days stand in the text under a word that nobody can have written into the data.
    secret = secrets.token_hex(16)
    marked = {**content, "phases": [dict(phase) for phase in content["phases"]]}
    for record in (marked, *marked["phases"]):
        if record["status"] is None:
            _, _, first_day, _, last_day = _span(record)
            record["status"] = secret + status.mark(first_day, last_day)
    text = to_json(marked)
    mark = status.mark("", "")[0]
    escaped = json.dumps(mark)[1:-1]
    pieces = text.split(f'"{secret}{escaped}')
    return pieces[0] + "".join(mark + piece.replace(f'{escaped}"', mark, 1) for piece in pieces[1:])


def _tags(content: Content, own_partners: int, derived: Derived) -> Iterator[_Tag]:
    for theme in content["themes"]:
        yield "theme", theme, None, 1, 0
    for position, partner in enumerate(content["partners"]):
        yield "partner", partner["id"], partner["role"], 1, int(position >= own_partners)
    for country in content["countries"]:
        yield "country", country, None, 1, 0
    for region in content["regions"]:
        yield "region", region, None, 1, 0
    follow = {
        *derived.regions_with(content["countries"]),
        *(outer for region in content["regions"] for outer in derived.around(region)),
    }
    for region in sorted(follow - set(content["regions"])):
        yield "region", region, None, 0, 0
    stated = [content["programme"], *(phase["programme"] for phase in content["phases"])]
    programmes = list(dict.fromkeys(programme for programme in stated if programme))
    for programme in programmes:
        yield "programme", programme, None, 1, 0
    above = dict.fromkeys(parent for programme in programmes for parent in derived.above(programme))
    for parent in above:
        if parent not in programmes:
            yield "programme", parent, None, 0, 0


def names(content: Content) -> list[tuple[str, str, str, int, str]]:
    """Return the rows of a project in the table `names`: each name once, with its best rank."""
    known: dict[str, tuple[int, str]] = {}
    listed = [
        (content["id"], ID),
        (content["acronym"], ACRONYM),
        (content["title"], NAME),
        *((identifier["value"], ALIAS) for identifier in content["identifiers"]),
        *((alias, ALIAS) for alias in content["aliases"]),
        *(
            (name, ALIAS)
            for phase in content["phases"]
            for name in (phase["id"], phase["name"], phase["title"], *phase["aliases"])
        ),
    ]
    for name, rank in listed:
        if name:
            known.setdefault(fold(name), (rank, name))
    return [("project", key, content["id"], rank, name) for key, (rank, name) in known.items()]


def _uses(record: Record, reading: int) -> dict[tuple[str, str | None], int]:
    """Return how many values of a project each source supports, those that its file states for all apart."""
    content = record.content
    partners = content["partners"]
    shared = {
        f"partners[{i}]": to_json([reading, partners[i]["id"], partners[i]["role"]]) for i in record.common
    }
    used: dict[tuple[str, str | None], int] = {}
    for entry in (*content["evidence"], *content["conflicts"]):
        for source in entry["sources"]:
            key = source, shared.get(entry["field"])
            used[key] = used.get(key, 0) + 1
    return used
