"""What one value of a data file says of another, checked on the file as it was parsed.

So these faults are found beside those of single values, however wrong the rest of the file is.
"""

from collections.abc import Iterator, Mapping
from typing import Any

from unodc_cli.readers import form
from unodc_cli.readers.faults import Found
from unodc_cli.readers.positions import Path

_OF_A_PHASE = ("amounts", "identifiers", "results", "conflicts")


def ids(raw: Mapping[str, Any]) -> form.Context:
    """Return the ids that the entries of each kind have."""
    return {
        kind: {entry["id"] for _, entry in _tables(raw, kind) if isinstance(entry.get("id"), str)}
        for kind in form.REFERENCES
    }


def faults(raw: Mapping[str, Any]) -> Iterator[Found]:
    """Find ids that stand twice, phases that are not there, and sums that are given twice."""
    for kind in (*form.REFERENCES, "projects"):
        yield from _used_twice(raw, kind, ())
    for index, project in _tables(raw, "projects"):
        path: Path = ("projects", index)
        yield from _used_twice(project, "phases", path)
        yield from _without_phase(project, path)
        yield from _given_twice(project, path)


def _tables(record: Mapping[str, Any], key: str) -> Iterator[tuple[int, dict[str, Any]]]:
    entries = record.get(key)
    for index, entry in enumerate(entries if isinstance(entries, list) else []):
        if isinstance(entry, dict):
            yield index, entry


def _used_twice(record: Mapping[str, Any], key: str, path: Path) -> Iterator[Found]:
    seen: set[str] = set()
    for index, entry in _tables(record, key):
        found = entry.get("id")
        if isinstance(found, str):
            if found in seen:
                yield (*path, key, index, "id"), f"the id '{found}' is used twice"
            seen.add(found)


def _without_phase(project: Mapping[str, Any], path: Path) -> Iterator[Found]:
    known = [phase.get("id") for _, phase in _tables(project, "phases")]
    for key in _OF_A_PHASE:
        for index, entry in _tables(project, key):
            phase = entry.get("phase")
            if isinstance(phase, str) and phase not in known:
                yield (*path, key, index, "phase"), f"no phase of this project has the id '{phase}'"


def _given_twice(project: Mapping[str, Any], path: Path) -> Iterator[Found]:
    seen: list[tuple[object, ...]] = []
    for index, entry in _tables(project, "amounts"):
        sum_of = (entry.get("kind"), entry.get("currency"), entry.get("phase"))
        if sum_of in seen:
            kind, currency, _ = sum_of
            yield (
                (*path, "amounts", index),
                f"a second amount of the kind '{kind}' in {currency} for the same period",
            )
        seen.append(sum_of)
