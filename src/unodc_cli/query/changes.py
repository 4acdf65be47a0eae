"""Changes between two states of a project, by what its values are and not by where they stand.

An entry of a list is the same entry in both states when it has the same identity: a partner its organisation
and role, an amount its kind, phase and level, a transaction its kind and days. Order, lines of files, days of
publication, spellings of a partner and forms of a number (8000000 and 8000000.0) are no changes.
"""

import json
from collections import Counter
from collections.abc import Callable, Iterable, Iterator, Mapping
from decimal import Decimal
from typing import Any, Final, NamedTuple

from unodc_cli.model.exact import Number
from unodc_cli.report.rows import MoneyCell

Document = Mapping[str, Any]
Value = str | int | float | list[str] | MoneyCell | None


class Change(NamedTuple):
    """A value that differs: added, removed or changed. The difference is that of two numbers or sums."""

    field: str
    change: str
    before: Value
    after: Value
    difference: int | float | MoneyCell | None = None


class _View(NamedTuple):
    """One way to see the entries of a list: what makes an entry the same, its name, and its value."""

    identity: Callable[[Document], tuple[Any, ...]]
    name: Callable[[Document], str]
    value: Callable[[Document], Value]


class _Listing(NamedTuple):
    """A list of entries: how they are seen first, and how those are seen that are then on one side only."""

    first: _View
    # A partner in another role, a sum of another kind, a transaction of another day are one change, not two.
    second: _View | None = None


ADDED, REMOVED, CHANGED = "added", "removed", "changed"
_TEXTS: Final = ("title", "acronym", "summary", "programme", "start", "end", "status")
_SETS: Final = ("aliases", "themes", "regions", "countries", "links", "sdgs")
_PHASE_TEXTS: Final = ("name", "title", "summary", "programme", "start", "end", "status")
_PHASE_SETS: Final = ("aliases", "regions", "countries")
# Of an activity these follow from its other values, or from the words by which themes are recognised.
_FOLLOWING: Final = ("start", "end", "themes", "regions", "countries", "amounts")
# What says nothing of the project itself: when it was published, and why it is of a theme.
_OF_PUBLICATION: Final = ("updated", "why", "status", "of_transactions")
# A status that follows from the dates on the day of the query is no value of the document.
_FOLLOWS: Final = "\x1f"


def load(text: str | bytes) -> Document:
    """Return a stored document, without the statuses that follow from dates, and with exact numbers."""
    document: dict[str, Any] = json.loads(text, strict=False, parse_float=Decimal)
    for record in (document, *document["phases"]):
        if record["status"] and record["status"].startswith(_FOLLOWS):
            record["status"] = None
    return document


def changes(before: Document, after: Document, *, evidence: bool = False) -> Iterator[Change]:
    """Yield what differs between two states of a project; who says so only with `evidence`."""
    is_published = bool(before["activity"] and after["activity"])
    following = _FOLLOWING if is_published else ()
    yield from _texts(before, after, [name for name in _TEXTS if name not in following])
    yield from _sets(before, after, [name for name in _SETS if name not in following])
    yield from _phases(before["phases"], after["phases"])
    for name, listing in _LISTINGS.items():
        if name not in following:
            yield from _entries(before[name], after[name], listing)
    if is_published:
        yield from _activity(before["activity"], after["activity"])
    if evidence:
        yield from _entries(_supports(before), _supports(after), _EVIDENCE)


def _texts(before: Document, after: Document, names: Iterable[str], prefix: str = "") -> Iterator[Change]:
    for name in names:
        yield from _value(prefix + name, before.get(name), after.get(name))


def _value(field: str, before: Any, after: Any) -> Iterator[Change]:
    """Yield the change of one value, if it differs; an empty one is none."""
    old, new = _plain(before), _plain(after)
    if old == new:
        return
    change = ADDED if old is None else REMOVED if new is None else CHANGED
    yield Change(field, change, old, new, _difference(old, new))


def _plain(value: Any) -> Value:
    if value in (None, "", []):
        return None
    return _number(value) if isinstance(value, Decimal) else value


def _difference(before: Value, after: Value) -> int | float | MoneyCell | None:
    match before, after:
        case MoneyCell(old, currency), MoneyCell(new, other) if currency == other:
            return MoneyCell(_minus(new, old), currency)
        case ((int() | float()), (int() | float())):
            return _minus(after, before)
    return None


def _number(value: Decimal | int) -> int | float:
    return int(value) if value == int(value) else float(value)


def _minus(one: Number, other: Number) -> int | float:
    # As they are written: 0.3 - 0.1 is 0.2.
    return _number(Decimal(str(one)) - Decimal(str(other)))


def _sets(before: Document, after: Document, names: Iterable[str], prefix: str = "") -> Iterator[Change]:
    """Yield one change for each list of plain texts: the entries that went, and those that came."""
    for name in names:
        gone = [entry for entry in before.get(name, ()) if entry not in after.get(name, ())]
        new = [entry for entry in after.get(name, ()) if entry not in before.get(name, ())]
        if gone or new:
            change = ADDED if not gone else REMOVED if not new else CHANGED
            yield Change(prefix + name, change, gone or None, new or None)


def _phases(before: Iterable[Document], after: Iterable[Document]) -> Iterator[Change]:
    old, new = ({phase["id"]: phase for phase in phases} for phases in (before, after))
    for id_ in dict.fromkeys([*old, *new]):
        if id_ not in new:
            yield Change(f"phase {id_}", REMOVED, old[id_]["name"], None)
        elif id_ not in old:
            yield Change(f"phase {id_}", ADDED, None, new[id_]["name"])
        else:
            prefix = f"phase {id_}: "
            yield from _texts(old[id_], new[id_], _PHASE_TEXTS, prefix)
            yield from _sets(old[id_], new[id_], _PHASE_SETS, prefix)


def _entries(before: Iterable[Document], after: Iterable[Document], listing: _Listing) -> Iterator[Change]:
    """Yield the entries that came, went or have another value."""
    gone, come, changed = _compared(before, after, listing.first)
    yield from changed
    if listing.second and gone and come:
        gone, come, changed = _compared(gone, come, listing.second)
        yield from changed
    view = listing.first
    yield from (Change(view.name(entry), REMOVED, view.value(entry), None) for entry in gone)
    yield from (Change(view.name(entry), ADDED, None, view.value(entry)) for entry in come)


def _compared(
    before: Iterable[Document], after: Iterable[Document], view: _View
) -> tuple[list[Document], list[Document], list[Change]]:
    """Return the entries of which only one side has the same, and the changes of the others."""
    old, new = _grouped(before, view), _grouped(after, view)
    gone: list[Document] = []
    come: list[Document] = []
    changed: list[Change] = []
    for identity in dict.fromkeys([*old, *new]):
        left, right = _unequal(old.get(identity, []), new.get(identity, []), view.value)
        pairs = list(zip(left, right, strict=False))
        for one, other in pairs:
            changed += _value(view.name(other), view.value(one), view.value(other))
        gone += left[len(pairs) :]
        come += right[len(pairs) :]
    return gone, come, changed


def _unequal(
    before: list[Document], after: list[Document], value: Callable[[Document], Value]
) -> tuple[list[Document], list[Document]]:
    """Return the entries without those that have an equal one on the other side."""
    common = Counter(map(value, before)) & Counter(map(value, after))

    def rest(entries: list[Document]) -> Iterator[Document]:
        equal = common.copy()
        for entry in entries:
            if equal[value(entry)]:
                equal[value(entry)] -= 1
            else:
                yield entry

    return list(rest(before)), list(rest(after))


def _grouped(entries: Iterable[Document], view: _View) -> dict[tuple[Any, ...], list[Document]]:
    groups: dict[tuple[Any, ...], list[Document]] = {}
    for entry in entries:
        groups.setdefault(view.identity(entry), []).append(entry)
    return groups


def _activity(before: Document, after: Document) -> Iterator[Change]:
    """Yield what differs in what the standard has beside what every project has."""
    for name in dict.fromkeys([*before, *after]):
        old, new = before.get(name), after.get(name)
        if name in _OF_PUBLICATION:
            continue
        if name in _PUBLISHED:
            yield from _entries(old or (), new or (), _PUBLISHED[name])
        elif isinstance(old or new, dict):
            for key in dict.fromkeys([*(old or ()), *(new or ())]):
                yield from _value(_spelled(name, key), (old or {}).get(key), (new or {}).get(key))
        elif isinstance(old or new, list):
            yield from _entries(old or (), new or (), _by_content(name))
        else:
            yield from _value(name, old, new)


def _spelled(name: str, key: str) -> str:
    """Return a field of a table of an activity as it is called elsewhere: `end-planned`, `reporter name`."""
    return key.replace("_", "-") if name == "dates" else f"{name} {key}"


def _money(entry: Document) -> MoneyCell:
    return MoneyCell(_number(entry["value"]), entry["currency"])


def _of(entry: Document, *names: str) -> tuple[Any, ...]:
    return tuple(entry.get(name) for name in names)


def _called(*parts: Any) -> str:
    return " ".join(str(part) for part in parts if part is not None)


def _amount(entry: Document) -> str:
    level = None if entry["level"] is None else f"level {entry['level']}"
    phase = None if entry["phase"] is None else f"phase {entry['phase']}"
    return _called(entry["kind"], entry.get("partner"), phase, level)


def _result(entry: Document) -> Value:
    return _called(_plain(entry["figure"]), entry["as_of"]) or entry["what"]


def _percentage(entry: Document) -> Value:
    # No percentage is all of it.
    return "100 %" if entry["percentage"] is None else f"{_number(entry['percentage'])} %"


def _relation(entry: Document) -> str:
    return entry["kind"] or "related"


def _code(entry: Document) -> str:
    return _called(entry["code"], entry["name"])


def _share(noun: str) -> _Listing:
    return _Listing(
        _View(
            lambda entry: _of(entry, "vocabulary", "vocabulary_uri", "code"),
            lambda entry: f"{noun} {_code(entry)}",
            _percentage,
        ),
        _View(lambda entry: _of(entry, "vocabulary", "percentage"), lambda _: f"{noun} code", _code),
    )


def _without_lines(entry: Any) -> Any:
    if isinstance(entry, dict):
        return {key: _without_lines(value) for key, value in entry.items() if key != "line"}
    return [_without_lines(value) for value in entry] if isinstance(entry, list) else _plain(entry)


def _by_content(name: str) -> _Listing:
    """Return how to compare entries that have no identity but all that they say."""

    def said(entry: Document) -> str:
        return json.dumps(_without_lines(entry), ensure_ascii=False, sort_keys=True)

    return _Listing(_View(lambda entry: (said(entry),), lambda _: name, said))


_LISTINGS: Final[Mapping[str, _Listing]] = {
    "partners": _Listing(
        _View(
            lambda entry: _of(entry, "id", "role"),
            lambda entry: _called("partner", entry["role"]),
            lambda entry: entry["id"],
        ),
        _View(
            lambda entry: _of(entry, "id"),
            lambda entry: f"partner {entry['id']}",
            lambda entry: entry["role"] or "no role",
        ),
    ),
    "amounts": _Listing(
        _View(lambda entry: _of(entry, "kind", "partner", "phase", "level"), _amount, _money),
        _View(
            lambda entry: _of(entry, "value", "currency", "partner", "phase", "level"),
            lambda entry: f"amount {_plain(entry['value'])} {entry['currency']}",
            lambda entry: entry["kind"],
        ),
    ),
    "identifiers": _Listing(
        _View(
            lambda entry: _of(entry, "scheme", "phase", "value"),
            lambda entry: f"identifier {entry['scheme']}",
            lambda entry: entry["value"],
        ),
        _View(
            lambda entry: _of(entry, "value"),
            lambda entry: f"identifier {entry['value']}",
            lambda entry: _called(entry["scheme"], entry["phase"]),
        ),
    ),
    "results": _Listing(
        _View(lambda entry: _of(entry, "what", "phase"), lambda entry: f"result {entry['what']}", _result)
    ),
    "conflicts": _Listing(
        _View(
            lambda entry: (entry["field"], str(_plain(entry["value"]))),
            lambda entry: f"conflict {entry['field']}",
            lambda entry: _plain(entry["value"]),
        )
    ),
}
_PUBLISHED: Final[Mapping[str, _Listing]] = {
    "sectors": _share("sector"),
    "countries": _share("country"),
    "regions": _share("region"),
    "markers": _Listing(
        _View(
            lambda entry: _of(entry, "vocabulary", "code"),
            lambda entry: f"marker {entry['code']}",
            lambda entry: entry["significance"] or "?",
        )
    ),
    "related": _Listing(
        _View(
            lambda entry: _of(entry, "kind", "id"),
            lambda entry: _called("related", entry["kind"]),
            lambda entry: entry["id"],
        ),
        _View(lambda entry: _of(entry, "id"), lambda entry: f"related {entry['id']}", _relation),
    ),
    "parts": _Listing(
        _View(
            lambda entry: _of(entry, "kind", "date", "end"),
            lambda entry: _called(entry["kind"], entry["date"]),
            _money,
        ),
        _View(
            lambda entry: _of(entry, "kind", "value", "currency"),
            lambda entry: f"{entry['kind']} of {_plain(entry['value'])} {entry['currency']}",
            lambda entry: _called(entry["date"], entry["end"]) or "no date",
        ),
    ),
}
_EVIDENCE: Final = _Listing(
    _View(
        lambda entry: (entry["field"], entry["source"]),
        lambda entry: f"evidence of {entry['field']}",
        lambda entry: entry["source"],
    )
)


def _supports(document: Document) -> list[Document]:
    """Return who supports which value, one entry each; an entry of a list is called by what it is."""
    found: list[Document] = []
    for entry in document["evidence"]:
        field = _meant(document, entry["field"])
        for value in entry["values"] or [None]:
            named = field if value is None else f"{field} {value}"
            found += [{"field": named, "source": source} for source in entry["sources"]]
    return found


def _meant(document: Document, path: str) -> str:
    """Return `partner funding eu` for the path `partners[0]`: a position is no identity."""
    name, bracket, rest = path.partition("[")
    index, _, below = rest.partition("]")
    if not bracket or name not in (*_LISTINGS, "phases"):
        return path
    entry = document[name][int(index)]
    listing = _LISTINGS.get(name)
    called = (
        f"{listing.first.name(entry)} {listing.first.value(entry)}" if listing else f"phase {entry['id']}"
    )
    if name == "amounts":
        called = _amount(entry)
    return called + below.replace(".", ": ", 1)
