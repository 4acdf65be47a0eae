"""Changes between two states of a project, by the identity of its values and not by their positions.

An entry of a list is the same entry in both states when it has the same identity: a partner its organisation
and role, an amount its kind, phase and level, a transaction its kind and days. Order, lines of files, days of
publication, spellings of a partner and forms of a number (8000000 and 8000000.0) are no changes.
"""

import json
from collections import Counter
from collections.abc import Callable, Iterable, Iterator
from decimal import Decimal
from typing import Any, Final, NamedTuple

from unodc_cli.model.exact import Number
from unodc_cli.query.listings import (
    EVIDENCE,
    LISTINGS,
    PUBLISHED,
    Document,
    Listing,
    Value,
    View,
    amount_name,
    by_content,
    number,
    plain,
)
from unodc_cli.query.money_changes import money, money_fields
from unodc_cli.query.row_changes import Rows, row_differences
from unodc_cli.report.rows import MoneyCell


class Change(NamedTuple):
    """A value that differs: added, removed or changed. The difference is that of two numbers or sums."""

    field: str
    change: str
    before: Value
    after: Value
    difference: int | float | MoneyCell | None = None


ADDED, REMOVED, CHANGED = "added", "removed", "changed"
_TEXTS: Final = ("title", "acronym", "summary", "programme", "start", "end", "status")
_SETS: Final = ("aliases", "themes", "regions", "countries", "links", "sdgs")
_PHASE_TEXTS: Final = ("name", "title", "summary", "programme", "start", "end", "status")
_PHASE_SETS: Final = ("aliases", "regions", "countries")
# In an activity, these follow from its other values, from its rows or from the words of themes.
_FOLLOWING: Final = ("start", "end", "themes", "regions", "countries", "amounts", "links")
# Values of the publication, not of the project: the day of the update, the reason for a theme.
_OF_PUBLICATION: Final = ("updated", "why", "status", "of_transactions")
# A status that follows from the dates on the day of the query is no value of the document.
_FOLLOWS: Final = "\x1f"


def load(text: str | bytes, rows: Rows | None = None) -> Document:
    """Return a stored document, without the statuses that follow from dates, and with exact numbers.

    `rows` are those that an activity has beside its document.
    """
    document: dict[str, Any] = json.loads(text, strict=False, parse_float=Decimal)
    for record in (document, *document["phases"]):
        if record["status"] and record["status"].startswith(_FOLLOWS):
            record["status"] = None
    document["rows"] = rows or {}
    return document


def changes(before: Document, after: Document, *, evidence: bool = False) -> Iterator[Change]:
    """Yield the differences between two states of a project; those of evidence only if requested."""
    is_published = bool(before["activity"] and after["activity"])
    following = _FOLLOWING if is_published else tuple(_from_phases(before, after))
    yield from _texts(before, after, [name for name in _TEXTS if name not in following])
    yield from _project_sets(before, after, [name for name in _SETS if name not in following])
    yield from _phases(before["phases"], after["phases"])
    for name, listing in LISTINGS.items():
        if name not in following:
            yield from _entries(before[name], after[name], listing)
    if is_published:
        yield from _activity(before["activity"], after["activity"])
        yield from _money_fields(before, after)
        for field, old, new in row_differences(before.get("rows", {}), after.get("rows", {})):
            yield from _value(field, old, new)
    if evidence:
        yield from _entries(_supports(before), _supports(after), EVIDENCE)


def organisation_changes(before: Document, after: Document) -> Iterator[Change]:
    """Yield the differences between two states of an organisation: its values, and its rows."""
    yield from _texts(before, after, [name for name in after if name != "rows"])
    for field, old, new in row_differences(before["rows"], after["rows"]):
        yield from _value(field, old, new)


def _from_phases(before: Document, after: Document) -> Iterator[str]:
    """Yield the dates that a project has from its first or last phase, which is the same in both states."""
    for name, position in (("start", 0), ("end", -1)):
        if before["phases"] and after["phases"]:
            old, new = before["phases"][position], after["phases"][position]
            if old["id"] == new["id"] and (old[name], new[name]) == (before[name], after[name]):
                yield name


def _texts(before: Document, after: Document, names: Iterable[str], prefix: str = "") -> Iterator[Change]:
    for name in names:
        yield from _value(prefix + name, before.get(name), after.get(name))


def _value(field: str, before: Any, after: Any) -> Iterator[Change]:
    """Yield the change of one value, if it differs; an empty one is none."""
    old, new = plain(before), plain(after)
    if old == new:
        return
    change = ADDED if old is None else REMOVED if new is None else CHANGED
    yield Change(field, change, old, new, _difference(old, new))


def _difference(before: Value, after: Value) -> int | float | MoneyCell | None:
    match before, after:
        case (bool(), _) | (_, bool()):
            return None
        case MoneyCell(old, currency), MoneyCell(new, other) if currency == other:
            return MoneyCell(_minus(new, old), currency)
        case ((int() | float()), (int() | float())):
            return _minus(after, before)
    return None


def _minus(number_: Number, subtracted: Number) -> int | float:
    # As they are written: 0.3 - 0.1 is 0.2.
    return number(Decimal(str(number_)) - Decimal(str(subtracted)))


def _project_sets(before: Document, after: Document, names: Iterable[str]) -> Iterator[Change]:
    """Yield the changes of the sets of a project, without the entries that it has from its phases."""

    def own(state: Document, other: Document, name: str) -> list[str]:
        of_phases = {entry for phase in state["phases"] for entry in phase.get(name, ())}
        return [
            entry for entry in state.get(name, ()) if entry in other.get(name, ()) or entry not in of_phases
        ]

    old, new = (
        {name: own(state, other, name) for name in names}
        for state, other in ((before, after), (after, before))
    )
    yield from _sets(old, new, names)


def _sets(before: Document, after: Document, names: Iterable[str], prefix: str = "") -> Iterator[Change]:
    """Yield one change for each list of plain texts: the entries that were removed and added."""
    for name in names:
        removed = [entry for entry in before.get(name, ()) if entry not in after.get(name, ())]
        new = [entry for entry in after.get(name, ()) if entry not in before.get(name, ())]
        if removed or new:
            change = ADDED if not removed else REMOVED if not new else CHANGED
            yield Change(prefix + name, change, removed or None, new or None)


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


def _entries(before: Iterable[Document], after: Iterable[Document], listing: Listing) -> Iterator[Change]:
    """Yield the entries that were added, were removed or have another value."""
    removed, added, changed = _compared(before, after, listing.first)
    yield from changed
    if listing.second and removed and added:
        removed, added, changed = _compared(removed, added, listing.second)
        yield from changed
    view = listing.first
    yield from (Change(view.name(entry), REMOVED, view.value(entry), None) for entry in removed)
    yield from (Change(view.name(entry), ADDED, None, view.value(entry)) for entry in added)


def _compared(
    before: Iterable[Document], after: Iterable[Document], view: View
) -> tuple[list[Document], list[Document], list[Change]]:
    """Return the entries that only one side has, and the changes of those on both sides."""
    old, new = _grouped(before, view), _grouped(after, view)
    removed: list[Document] = []
    added: list[Document] = []
    changed: list[Change] = []
    for identity in dict.fromkeys([*old, *new]):
        earlier_entries, later_entries = _unequal(old.get(identity, []), new.get(identity, []), view.value)
        pairs = list(zip(earlier_entries, later_entries, strict=False))
        for earlier, later in pairs:
            changed += _value(view.name(later), view.value(earlier), view.value(later))
        removed += earlier_entries[len(pairs) :]
        added += later_entries[len(pairs) :]
    return removed, added, changed


def _unequal(
    before: list[Document], after: list[Document], value: Callable[[Document], Value]
) -> tuple[list[Document], list[Document]]:
    """Return the entries without those that have an equal one on the other side."""
    if not (before and after):
        return before, after
    old, new = list(map(value, before)), list(map(value, after))
    if old == new:
        return [], []
    common = Counter(old) & Counter(new)

    def unmatched(entries: list[Document]) -> Iterator[Document]:
        equal = common.copy()
        for entry in entries:
            if equal[value(entry)]:
                equal[value(entry)] -= 1
            else:
                yield entry

    return list(unmatched(before)), list(unmatched(after))


def _grouped(entries: Iterable[Document], view: View) -> dict[tuple[Any, ...], list[Document]]:
    groups: dict[tuple[Any, ...], list[Document]] = {}
    for entry in entries:
        groups.setdefault(view.identity(entry), []).append(entry)
    return groups


def _activity(before: Document, after: Document) -> Iterator[Change]:
    """Yield the differences in the values that only published activities have."""
    for name in dict.fromkeys([*before, *after]):
        old, new = before.get(name), after.get(name)
        if name in _OF_PUBLICATION:
            continue
        if name in PUBLISHED:
            yield from _entries(old or (), new or (), PUBLISHED[name])
        elif isinstance(old or new, dict):
            for key in dict.fromkeys([*(old or ()), *(new or ())]):
                yield from _value(_spelled(name, key), (old or {}).get(key), (new or {}).get(key))
        elif isinstance(old or new, list):
            yield from _entries(old or (), new or (), by_content(name))
        else:
            yield from _value(name, old, new)


def _money_fields(before: Document, after: Document) -> Iterator[Change]:
    """Yield the differences in the rows of money that both states have: parties, types, shares."""
    old, new = money(before, before), money(after, before)
    # To compare each field takes long, and most of them are equal.
    for view in money_fields(before, after) if old != new else ():
        _, _, changed = _compared(old, new, view)
        yield from changed


def _spelled(name: str, key: str) -> str:
    """Return the name of a field in an activity, as other commands have it: `end-planned`."""
    return key.replace("_", "-") if name == "dates" else f"{name} {key}"


def _supports(document: Document) -> list[Document]:
    """Return the evidence, an entry for each source and value; entries of lists are named by identity."""
    supports: list[Document] = []
    for entry in document["evidence"]:
        field = _value_name(document, entry["field"])
        for value in entry["values"] or [None]:
            named = field if value is None else f"{field} {value}"
            supports += [{"field": named, "source": source} for source in entry["sources"]]
    return supports


def _value_name(document: Document, path: str) -> str:
    """Return a name for a path, since positions change: `partner funding eu` for `partners[0]`."""
    name, bracket, inner = path.partition("[")
    index, _, below = inner.partition("]")
    if not bracket or name not in (*LISTINGS, "phases"):
        return path
    entry = document[name][int(index)]
    listing = LISTINGS.get(name)
    entry_name = (
        f"{listing.first.name(entry)} {listing.first.value(entry)}" if listing else f"phase {entry['id']}"
    )
    if name == "amounts":
        entry_name = amount_name(entry)
    return entry_name + below.replace(".", ": ", 1)
