"""Check values of a data file that depend on other values, on the parsed but unchecked file.

So these faults are reported together with the faults of single values.
"""

from collections.abc import Collection, Iterator, Mapping
from typing import Any

from unodc_cli.files.toml_positions import KeyPath
from unodc_cli.model.kinds import AMOUNT_KINDS
from unodc_cli.model.money import PARTNER_KINDS, SHORT_KINDS
from unodc_cli.readers.toml import form, values
from unodc_cli.readers.toml.faults import PathFault

# The fields and amounts that a conflict can be about.
_CONTESTED = {*form.ProjectTable.model_fields, *AMOUNT_KINDS} - {"id", "conflicts", "evidence"}
_CONTESTED_OF_PHASES = {*form.PhaseTable.model_fields, *AMOUNT_KINDS} - {"id", "evidence"}
_LISTS = ("themes", "regions", "countries", "sdgs", "aliases", "links")
_OF_A_PHASE = ("amounts", "identifiers", "results", "conflicts")


def ids(raw: Mapping[str, Any]) -> values.Context:
    """Return the ids of each kind of entry, also of a kind that is written as a single table."""
    alone = {kind: [raw[kind]] for kind in values.REFERENCES if isinstance(raw.get(kind), dict)}
    return {
        kind: {
            entry["id"] for _, entry in _tables({**raw, **alone}, kind) if isinstance(entry.get("id"), str)
        }
        for kind in values.REFERENCES
    }


def faults(raw: Mapping[str, Any]) -> Iterator[PathFault]:
    """Find repeated ids and amounts, unknown phases, evidence for nothing, and the like."""
    for kind in (*values.REFERENCES, "projects"):
        yield from _repeated_ids(raw, kind, ())
    header = raw.get("portfolio")
    common = _organisations(header) if isinstance(header, dict) else []
    vocabulary = ids(raw)
    strangers = vocabulary["organisations"] - {*common}
    for index, project in _tables(raw, "projects"):
        path: KeyPath = ("projects", index)
        yield from _repeated_ids(project, "phases", path)
        yield from _of_partners(project, strangers, path)
        yield from _unknown_phases(project, path)
        yield from _repeated(project, path)
        yield from _unknown_fields(project, vocabulary["kinds"], path)
        for place, record in [(path, project), *_phases(project, path)]:
            for key in _LISTS:
                yield from _repeated_entries(record, key, place)
    yield from _programmes(raw)
    for place, record in _with_evidence(raw):
        yield from _evidence_for_nothing(record, place)


def _tables(record: Mapping[str, Any], key: str) -> Iterator[tuple[int, dict[str, Any]]]:
    entries = record.get(key)
    for index, entry in enumerate(entries if isinstance(entries, list) else []):
        if isinstance(entry, dict):
            yield index, entry


def _repeated_ids(record: Mapping[str, Any], key: str, path: KeyPath) -> Iterator[PathFault]:
    seen: dict[str, KeyPath] = {}
    for index, entry in _tables(record, key):
        id_ = entry.get("id")
        if isinstance(id_, str):
            place = (*path, key, index, "id")
            if id_ in seen:
                yield PathFault(place, f"the id '{id_}' is used twice", seen[id_])
            seen.setdefault(id_, place)


def _unknown_phases(project: Mapping[str, Any], path: KeyPath) -> Iterator[PathFault]:
    known = [phase.get("id") for _, phase in _tables(project, "phases")]
    for key in _OF_A_PHASE:
        for index, entry in _tables(project, key):
            phase = entry.get("phase")
            if isinstance(phase, str) and phase not in known:
                message = f"no phase of this project has the id '{phase}'"
                yield PathFault((*path, key, index, "phase"), message)


def _repeated(project: Mapping[str, Any], path: KeyPath) -> Iterator[PathFault]:
    sums: list[tuple[object, ...]] = []
    for index, entry in _tables(project, "amounts"):
        kind, currency = entry.get("kind"), entry.get("currency")
        if kind is None or currency is None:
            continue
        for partner in _owners(entry) or [None]:
            sum_of = (*_in_full(kind, partner), currency, entry.get("phase"))
            if sum_of in sums:
                what = f"of the kind '{values.printed(kind)}' in {values.printed(currency)}"
                whose = f" and the partner '{values.printed(partner)}'" if partner is not None else ""
                message = f"a second amount {what} for the same period{whose}"
                yield PathFault((*path, "amounts", index), message)
            sums.append(sum_of)
    partners: list[tuple[object, ...]] = []
    for index, entry in _tables(project, "partners"):
        organisation = entry.get("organisation")
        if organisation is None:
            continue
        partner = (organisation, entry.get("role"))
        if partner in partners:
            message = f"the organisation '{values.printed(organisation)}' is listed twice in the same role"
            yield PathFault((*path, "partners", index), message)
        partners.append(partner)


def _owners(amount: Mapping[str, Any]) -> list[object]:
    """Return the partners that an amount names: one, or a list."""
    partner = amount.get("partner")
    return partner if isinstance(partner, list) else [] if partner is None else [partner]


def _in_full(kind: object, partner: object) -> tuple[object, object]:
    """Return the kind and partner of a sum, whose kind may be the short name of both."""
    full = {short: names for names, short in SHORT_KINDS.items()}
    return full.get(kind, (kind, partner)) if isinstance(kind, str) else (kind, partner)


def _of_partners(
    project: Mapping[str, Any], strangers: Collection[str], path: KeyPath
) -> Iterator[PathFault]:
    """Find sums of partners that name none, or one of the `strangers`, and other sums that name one."""
    strangers = {*strangers} - {*_organisations(project)}
    for index, amount in _tables(project, "amounts"):
        kind, owners = amount.get("kind"), _owners(amount)
        place: KeyPath = (*path, "amounts", index)
        if kind in PARTNER_KINDS and not owners:
            yield PathFault(place, f'a {kind} names its partner: partner = "interpol"')
        elif kind not in PARTNER_KINDS and isinstance(kind, str) and "partner" in amount:
            message = f"'{kind}' names no partner: {' and '.join(PARTNER_KINDS)} do"
            yield PathFault((*place, "partner"), message)
        for owner in owners:
            if isinstance(owner, str) and owner in strangers:
                yield PathFault((*place, "partner"), f"'{owner}' is no partner of this project")


def _organisations(record: Mapping[str, Any]) -> list[str]:
    named = (partner.get("organisation") for _, partner in _tables(record, "partners"))
    return [organisation for organisation in named if isinstance(organisation, str)]


def _unknown_fields(project: Mapping[str, Any], kinds: Collection[str], path: KeyPath) -> Iterator[PathFault]:
    """Find conflicts about fields that a project does not have."""
    for index, entry in _tables(project, "conflicts"):
        field = entry.get("field")
        is_of_phase = bool(entry.get("phase"))
        known = _CONTESTED_OF_PHASES if is_of_phase else _CONTESTED
        if isinstance(field, str) and field not in known and field not in kinds:
            owner = "a phase" if is_of_phase else "a project"
            message = f"'{field}' is not a field of {owner}, nor a kind of amount"
            yield PathFault((*path, "conflicts", index, "field"), message)


def _phases(project: Mapping[str, Any], path: KeyPath) -> Iterator[tuple[KeyPath, Mapping[str, Any]]]:
    return (((*path, "phases", index), phase) for index, phase in _tables(project, "phases"))


def _repeated_entries(record: Mapping[str, Any], key: str, path: KeyPath) -> Iterator[PathFault]:
    entries = record.get(key)
    seen: list[object] = []
    for index, entry in enumerate(entries if isinstance(entries, list) else []):
        if entry in seen:
            yield PathFault((*path, key, index), f"'{values.printed(entry)}' is listed twice")
        seen.append(entry)


def _programmes(raw: Mapping[str, Any]) -> Iterator[PathFault]:
    """Find programmes that are their own parent, and amounts of a phase, which a programme cannot have."""
    programmes = list(_tables(raw, "programmes"))
    parents = dict(_parent(programme) for _, programme in programmes)
    for index, programme in programmes:
        path: KeyPath = ("programmes", index)
        loop = _loop(programme.get("id"), parents)
        if loop:
            fault = "its own parent" if loop[1:] == loop[:1] else f"above itself: {' → '.join(loop)}"
            yield PathFault((*path, "parent"), f"a programme cannot be {fault}")
        for place, amount in _tables(programme, "amounts"):
            if isinstance(amount.get("phase"), str):
                yield PathFault((*path, "amounts", place, "phase"), "a programme has no phases")
            if "partner" in amount or amount.get("kind") in PARTNER_KINDS:
                yield PathFault((*path, "amounts", place), "a programme has no sums of partners")


def _parent(programme: Mapping[str, Any]) -> tuple[str | None, str | None]:
    id_, parent = programme.get("id"), programme.get("parent")
    return (id_, parent) if isinstance(id_, str) and isinstance(parent, str) else (None, None)


def _loop(id_: object, parents: Mapping[str | None, str | None]) -> list[str]:
    """Return the loop of parents that a programme is part of, `["a", "b", "a"]`; empty if there is none."""
    if not isinstance(id_, str):
        return []
    chain, seen = [id_], {id_}
    while (parent := parents.get(chain[-1])) is not None:
        chain.append(parent)
        if parent == id_:
            return chain
        if parent in seen:
            return []
        seen.add(parent)
    return []


def _with_evidence(raw: Mapping[str, Any]) -> Iterator[tuple[KeyPath, Mapping[str, Any]]]:
    """Yield the tables of the file that can have evidence, each with its path."""
    if isinstance(raw.get("portfolio"), dict):
        yield ("portfolio",), raw["portfolio"]
    for kind in ("programmes", "projects"):
        for index, record in _tables(raw, kind):
            yield (kind, index), record
            if kind == "projects":
                yield from _phases(record, (kind, index))


def _evidence_for_nothing(record: Mapping[str, Any], path: KeyPath) -> Iterator[PathFault]:
    """Find evidence for values that a record does not have."""
    evidence = record.get("evidence")
    if not isinstance(evidence, dict):
        return
    for name, supports in evidence.items():
        place = (*path, "evidence", name)
        value = record.get(name)
        if value in (None, []):
            yield PathFault(place, f"evidence for '{name}', which is not given")
            continue
        listed = value if isinstance(value, list) else []
        for inner, entry in _supported(supports):
            if entry not in listed:
                message = f"evidence for '{values.printed(entry)}', which is not in '{name}'"
                yield PathFault((*place, *inner), message, about=(*path, name))


def _supported(supports: object) -> Iterator[tuple[KeyPath, object]]:
    """Yield the entries of a list that the evidence of its field names, each with the rest of its path."""
    tables = enumerate(supports) if isinstance(supports, list) else [(None, supports)]
    for index, support in tables:
        values = support.get("values") if isinstance(support, dict) else None
        for value in values if isinstance(values, list) else []:
            yield () if index is None else (index,), value
