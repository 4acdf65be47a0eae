"""What one value of a data file says of another, checked on the file as it was parsed.

So these faults are found beside those of single values, however wrong the rest of the file is.
"""

from collections.abc import Iterator, Mapping
from typing import Any, get_args

from unodc_cli.model import CuratedKind
from unodc_cli.readers import form
from unodc_cli.readers.faults import Found
from unodc_cli.readers.positions import Path

# What a conflict can be about.
_CONTESTED = {*form.Project.model_fields, *get_args(CuratedKind)} - {"id", "conflicts", "evidence"}
_LISTS = ("themes", "regions", "countries", "sdgs", "aliases", "links")
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
        yield from _about_nothing(project, path)
        for place, record in [(path, project), *_phases(project, path)]:
            for key in _LISTS:
                yield from _listed_twice(record, key, place)
    for index, programme in _tables(raw, "programmes"):
        if programme.get("parent") is not None and programme.get("parent") == programme.get("id"):
            yield ("programmes", index, "parent"), "a programme cannot be its own parent"


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
    sums: list[tuple[object, ...]] = []
    for index, entry in _tables(project, "amounts"):
        sum_of = (entry.get("kind"), entry.get("currency"), entry.get("phase"))
        if sum_of in sums:
            kind, currency, _ = sum_of
            yield (
                (*path, "amounts", index),
                f"a second amount of the kind '{kind}' in {currency} for the same period",
            )
        sums.append(sum_of)
    partners: list[tuple[object, ...]] = []
    for index, entry in _tables(project, "partners"):
        partner = (entry.get("organisation"), entry.get("role"))
        if partner in partners:
            yield (
                (*path, "partners", index),
                f"the organisation '{partner[0]}' is given twice in the same role",
            )
        partners.append(partner)


def _about_nothing(project: Mapping[str, Any], path: Path) -> Iterator[Found]:
    """Find conflicts of fields that a project does not have."""
    for index, entry in _tables(project, "conflicts"):
        field = entry.get("field")
        if isinstance(field, str) and field not in _CONTESTED:
            yield (*path, "conflicts", index, "field"), f"'{field}' is no field, nor a kind of amount"


def _phases(project: Mapping[str, Any], path: Path) -> Iterator[tuple[Path, Mapping[str, Any]]]:
    return (((*path, "phases", index), phase) for index, phase in _tables(project, "phases"))


def _listed_twice(record: Mapping[str, Any], key: str, path: Path) -> Iterator[Found]:
    entries = record.get(key)
    seen: list[object] = []
    for index, entry in enumerate(entries if isinstance(entries, list) else []):
        if entry in seen:
            yield (*path, key, index), f"'{entry}' is listed twice"
        seen.append(entry)
