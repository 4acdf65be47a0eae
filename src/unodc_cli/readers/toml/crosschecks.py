"""What one value of a data file says of another, checked on the file as it was parsed.

So these faults are found beside those of single values, however wrong the rest of the file is.
"""

from collections.abc import Iterator, Mapping
from typing import Any, get_args

from unodc_cli.model.project import CuratedKind
from unodc_cli.readers.toml import form, values
from unodc_cli.readers.toml.faults import Found
from unodc_cli.readers.toml.positions import Path

# What a conflict can be about.
_CONTESTED = {*form.Project.model_fields, *get_args(CuratedKind)} - {"id", "conflicts", "evidence"}
_CONTESTED_OF_PHASES = {*form.Phase.model_fields, *get_args(CuratedKind)} - {"id", "evidence"}
_LISTS = ("themes", "regions", "countries", "sdgs", "aliases", "links")
_OF_A_PHASE = ("amounts", "identifiers", "results", "conflicts")


def ids(raw: Mapping[str, Any]) -> values.Context:
    """Return the ids that the entries of each kind have, also one that was written as if alone."""
    alone = {kind: [raw[kind]] for kind in values.REFERENCES if isinstance(raw.get(kind), dict)}
    return {
        kind: {
            entry["id"] for _, entry in _tables({**raw, **alone}, kind) if isinstance(entry.get("id"), str)
        }
        for kind in values.REFERENCES
    }


def faults(raw: Mapping[str, Any]) -> Iterator[Found]:
    """Find ids and sums that stand twice, phases that are not there, evidence for nothing, and the like."""
    for kind in (*values.REFERENCES, "projects"):
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
    yield from _of_programmes(raw)
    for place, record in _with_evidence(raw):
        yield from _for_nothing(record, place)


def _tables(record: Mapping[str, Any], key: str) -> Iterator[tuple[int, dict[str, Any]]]:
    entries = record.get(key)
    for index, entry in enumerate(entries if isinstance(entries, list) else []):
        if isinstance(entry, dict):
            yield index, entry


def _used_twice(record: Mapping[str, Any], key: str, path: Path) -> Iterator[Found]:
    seen: dict[str, Path] = {}
    for index, entry in _tables(record, key):
        found = entry.get("id")
        if isinstance(found, str):
            place = (*path, key, index, "id")
            if found in seen:
                yield Found(place, f"the id '{found}' is used twice", seen[found])
            seen.setdefault(found, place)


def _without_phase(project: Mapping[str, Any], path: Path) -> Iterator[Found]:
    known = [phase.get("id") for _, phase in _tables(project, "phases")]
    for key in _OF_A_PHASE:
        for index, entry in _tables(project, key):
            phase = entry.get("phase")
            if isinstance(phase, str) and phase not in known:
                message = f"no phase of this project has the id '{phase}'"
                yield Found((*path, key, index, "phase"), message)


def _given_twice(project: Mapping[str, Any], path: Path) -> Iterator[Found]:
    sums: list[tuple[object, ...]] = []
    for index, entry in _tables(project, "amounts"):
        kind, currency = entry.get("kind"), entry.get("currency")
        if kind is None or currency is None:
            continue
        sum_of = (kind, currency, entry.get("phase"))
        if sum_of in sums:
            what = f"of the kind '{values.printed(kind)}' in {values.printed(currency)}"
            yield Found((*path, "amounts", index), f"a second amount {what} for the same period")
        sums.append(sum_of)
    partners: list[tuple[object, ...]] = []
    for index, entry in _tables(project, "partners"):
        organisation = entry.get("organisation")
        if organisation is None:
            continue
        partner = (organisation, entry.get("role"))
        if partner in partners:
            message = f"the organisation '{values.printed(organisation)}' is given twice in the same role"
            yield Found((*path, "partners", index), message)
        partners.append(partner)


def _about_nothing(project: Mapping[str, Any], path: Path) -> Iterator[Found]:
    """Find conflicts of fields that a project does not have."""
    for index, entry in _tables(project, "conflicts"):
        field = entry.get("field")
        contested, whose = (_CONTESTED_OF_PHASES, " of a phase") if entry.get("phase") else (_CONTESTED, "")
        if isinstance(field, str) and field not in contested:
            message = f"'{field}' is no field{whose}, nor a kind of amount"
            yield Found((*path, "conflicts", index, "field"), message)


def _phases(project: Mapping[str, Any], path: Path) -> Iterator[tuple[Path, Mapping[str, Any]]]:
    return (((*path, "phases", index), phase) for index, phase in _tables(project, "phases"))


def _listed_twice(record: Mapping[str, Any], key: str, path: Path) -> Iterator[Found]:
    entries = record.get(key)
    seen: list[object] = []
    for index, entry in enumerate(entries if isinstance(entries, list) else []):
        if entry in seen:
            yield Found((*path, key, index), f"'{values.printed(entry)}' is listed twice")
        seen.append(entry)


def _of_programmes(raw: Mapping[str, Any]) -> Iterator[Found]:
    """Find programmes that are above themselves, and sums for a phase, which no programme has."""
    programmes = list(_tables(raw, "programmes"))
    parents = dict(_parent(programme) for _, programme in programmes)
    for index, programme in programmes:
        path: Path = ("programmes", index)
        loop = _loop(programme.get("id"), parents)
        if loop:
            way = "its own parent" if loop[1:] == loop[:1] else f"above itself: {' → '.join(loop)}"
            yield Found((*path, "parent"), f"a programme cannot be {way}")
        for place, amount in _tables(programme, "amounts"):
            if isinstance(amount.get("phase"), str):
                yield Found((*path, "amounts", place, "phase"), "a programme has no phases")


def _parent(programme: Mapping[str, Any]) -> tuple[str | None, str | None]:
    id_, parent = programme.get("id"), programme.get("parent")
    return (id_, parent) if isinstance(id_, str) and isinstance(parent, str) else (None, None)


def _loop(id_: object, parents: Mapping[str | None, str | None]) -> list[str]:
    """Return the way from a programme by its parents back to itself, `["a", "b", "a"]`, if there is one."""
    if not isinstance(id_, str):
        return []
    way, seen = [id_], {id_}
    while (parent := parents.get(way[-1])) is not None:
        way.append(parent)
        if parent == id_:
            return way
        if parent in seen:
            return []
        seen.add(parent)
    return []


def _with_evidence(raw: Mapping[str, Any]) -> Iterator[tuple[Path, Mapping[str, Any]]]:
    """Return the tables of the file that can have evidence, with the paths to them."""
    if isinstance(raw.get("portfolio"), dict):
        yield ("portfolio",), raw["portfolio"]
    for kind in ("programmes", "projects"):
        for index, record in _tables(raw, kind):
            yield (kind, index), record
            if kind == "projects":
                yield from _phases(record, (kind, index))


def _for_nothing(record: Mapping[str, Any], path: Path) -> Iterator[Found]:
    """Find evidence for what a record does not have."""
    evidence = record.get("evidence")
    if not isinstance(evidence, dict):
        return
    for name, supports in evidence.items():
        place = (*path, "evidence", name)
        value = record.get(name)
        if value in (None, []):
            yield Found(place, f"evidence for '{name}', which is not given")
            continue
        listed = value if isinstance(value, list) else []
        for inner, entry in _supported(supports):
            if entry not in listed:
                message = f"evidence for '{values.printed(entry)}', which is not in '{name}'"
                yield Found((*place, *inner), message, about=(*path, name))


def _supported(supports: object) -> Iterator[tuple[Path, object]]:
    """Return the entries of a list that one field's evidence names, each with the rest of the path to it."""
    tables = enumerate(supports) if isinstance(supports, list) else [(None, supports)]
    for index, support in tables:
        values = support.get("values") if isinstance(support, dict) else None
        for value in values if isinstance(values, list) else []:
            yield () if index is None else (index,), value
