"""Turn the sources that a data file names into the evidence and the conflicts of the model."""

from collections.abc import Iterator, Mapping, Sequence

from unodc_cli.model import project as model
from unodc_cli.model import status
from unodc_cli.readers.toml import form


def evidence(
    project: form.ProjectTable, partners: Sequence[form.PartnerTable], addresses: Mapping[str, str]
) -> Iterator[model.Evidence]:
    """Yield the evidence for each value of a project.

    `partners` are all partners in the order of the model. `addresses` maps web addresses of sources to their
    ids: a link to a source needs no other evidence.
    """
    yield from _stated(project, "")
    yield from _from_items("partners", partners)
    yield from _from_items("amounts", project.amounts)
    yield from _from_items("identifiers", project.identifiers)
    yield from _from_items("results", project.results)
    for link in project.links:
        if link in addresses:
            yield model.Evidence(field="links", values=[link], sources=[addresses[link]])
    yield from _from_phases(project)
    if project.status is None and any(span.start or span.end for span in (project, *project.phases)):
        yield model.Evidence(field="status", derived=status.DERIVED)
    for index, phase in enumerate(project.phases):
        prefix = f"phases[{index}]."
        yield from _stated(phase, prefix)
        if phase.status is None and (phase.start or phase.end):
            yield model.Evidence(field=f"{prefix}status", derived=status.DERIVED)


def conflicts(project: form.ProjectTable) -> list[model.Conflict]:
    """Return the other statements on a project's values."""
    phases = [phase.id for phase in project.phases]
    return [
        model.Conflict(
            field=(f"phases[{phases.index(conflict.phase)}]." if conflict.phase else "") + conflict.field,
            value=conflict.value,
            sources=conflict.sources,
            note=conflict.note,
        )
        for conflict in project.conflicts
    ]


def _stated(record: form.ProjectTable | form.PhaseTable, prefix: str) -> Iterator[model.Evidence]:
    for field, supports in record.evidence.items():
        # Evidence for the project's own entries does not support those that its phases add.
        own_values = getattr(record, field) if _grows(record, field) else None
        for support in supports:
            yield model.Evidence(
                field=prefix + field,
                values=support.values or own_values,
                sources=support.sources,
                derived=support.derived,
                note=support.note,
            )


def _grows(record: form.ProjectTable | form.PhaseTable, field: str) -> bool:
    """Return whether a project's list has entries from phases that it does not state itself."""
    if field not in ("countries", "regions") or isinstance(record, form.PhaseTable):
        return False
    return any(
        value not in getattr(record, field) for phase in record.phases for value in getattr(phase, field)
    )


def _from_items(name: str, items: Sequence[form.SupportedTable]) -> Iterator[model.Evidence]:
    """Yield the evidence of entries that name their own sources."""
    for index, item in enumerate(items):
        if item.sources or item.derived or item.note:
            yield model.Evidence(
                field=f"{name}[{index}]", sources=item.sources, derived=item.derived, note=item.note
            )


def _from_phases(project: form.ProjectTable) -> Iterator[model.Evidence]:
    """Yield the evidence for values that a project has from its phases: theirs, marked as derived."""
    if not project.phases:
        return
    first, last = project.phases[0], project.phases[-1]
    if project.start is None and first.start:
        yield _from_phase("start", first, "the start of the first phase")
    if project.end is None and last.end:
        yield _from_phase("end", last, "the end of the last phase")
    for phase in project.phases:
        yield from _added(phase, "countries", phase.countries, project.countries)
        yield from _added(phase, "regions", phase.regions, project.regions)


def _added(
    phase: form.PhaseTable, field: str, values: Sequence[str], own_values: Sequence[str]
) -> Iterator[model.Evidence]:
    """Yield the evidence for entries that a project has from a phase and does not state itself."""
    for support in phase.evidence.get(field, []):
        added = [v for v in values if v not in own_values and (not support.values or v in support.values)]
        if added:
            yield model.Evidence(
                field=field,
                values=added,
                sources=support.sources,
                derived=support.derived,
                note="; ".join(text for text in (f"stated of {phase.name}", support.note) if text),
            )


def _from_phase(field: str, phase: form.PhaseTable, derived: str) -> model.Evidence:
    sources = [source for support in phase.evidence.get(field, []) for source in support.sources]
    return model.Evidence(field=field, sources=sources, derived=derived)
