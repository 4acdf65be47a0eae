"""Who says so: from the sources that a data file names to the evidence and the conflicts of the model."""

from collections.abc import Iterator, Mapping, Sequence

from unodc_cli.model import project as model
from unodc_cli.model import status
from unodc_cli.readers.toml import form


def evidence(
    project: form.Project, partners: Sequence[form.Partner], addresses: Mapping[str, str]
) -> Iterator[model.Evidence]:
    """Return what supports each value of a project.

    `partners` are all of them, in the order of the model; `addresses` are those of the sources, with their
    ids: a link to a source needs no other evidence.
    """
    yield from _stated(project, "")
    yield from _of_items("partners", partners)
    yield from _of_items("amounts", project.amounts)
    yield from _of_items("identifiers", project.identifiers)
    yield from _of_items("results", project.results)
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


def conflicts(project: form.Project) -> list[model.Conflict]:
    """Return what else is said of a project's values."""
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


def _stated(record: form.Project | form.Phase, prefix: str) -> Iterator[model.Evidence]:
    for field, supports in record.evidence.items():
        # What phases add to a list is not supported by what supports the project's own entries.
        own = getattr(record, field) if _grows(record, field) else None
        for support in supports:
            yield model.Evidence(
                field=prefix + field,
                values=support.values or own,
                sources=support.sources,
                derived=support.derived,
                note=support.note,
            )


def _grows(record: form.Project | form.Phase, field: str) -> bool:
    """Whether a project's list has entries from phases that it does not state itself."""
    if field not in ("countries", "regions") or isinstance(record, form.Phase):
        return False
    return any(
        value not in getattr(record, field) for phase in record.phases for value in getattr(phase, field)
    )


def _of_items(name: str, items: Sequence[form.Supported]) -> Iterator[model.Evidence]:
    """Return the evidence of entries that carry their own sources."""
    for index, item in enumerate(items):
        if item.sources or item.derived or item.note:
            yield model.Evidence(
                field=f"{name}[{index}]", sources=item.sources, derived=item.derived, note=item.note
            )


def _from_phases(project: form.Project) -> Iterator[model.Evidence]:
    """Return the evidence of what a project has from its phases: theirs, and that it is derived."""
    if not project.phases:
        return
    first, last = project.phases[0], project.phases[-1]
    if project.start is None and first.start:
        yield _of_phase("start", first, "the start of the first phase")
    if project.end is None and last.end:
        yield _of_phase("end", last, "the end of the last phase")
    for phase in project.phases:
        yield from _added(phase, "countries", phase.countries, project.countries)
        yield from _added(phase, "regions", phase.regions, project.regions)


def _added(
    phase: form.Phase, field: str, values: Sequence[str], own: Sequence[str]
) -> Iterator[model.Evidence]:
    """Return what supports the entries that a project has from a phase and does not state itself."""
    for support in phase.evidence.get(field, []):
        added = [v for v in values if v not in own and (not support.values or v in support.values)]
        if added:
            yield model.Evidence(
                field=field,
                values=added,
                sources=support.sources,
                derived=support.derived,
                note="; ".join(text for text in (f"stated of {phase.name}", support.note) if text),
            )


def _of_phase(field: str, phase: form.Phase, how: str) -> model.Evidence:
    sources = [source for support in phase.evidence.get(field, []) for source in support.sources]
    return model.Evidence(field=field, sources=sources, derived=how)
