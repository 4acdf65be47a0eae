"""Find weaknesses of a curated portfolio: nothing wrong, but a reader would ask about it."""

from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from decimal import Decimal
from typing import NamedTuple

from unodc_cli.check.kinds import WeaknessKind
from unodc_cli.check.sums import larger_parts, repeated_sums
from unodc_cli.errors import Fault
from unodc_cli.files.toml_positions import KeyPath, positions
from unodc_cli.model import dates
from unodc_cli.model.names import fold
from unodc_cli.readers.toml import faults, form
from unodc_cli.readers.toml.reader import ParsedFile

# Fields that need no evidence: names, and entries that carry their own sources.
_NO_STATEMENT = {
    *("id", "name", "aliases", "links", "evidence"),
    *("partners", "amounts", "identifiers", "results", "phases", "conflicts"),
}
# A smaller sum may have been written in millions.
_SMALL = 1_000
_ITEMS = ("partners", "amounts", "identifiers", "results")


# The id of each source → its kind.
SourceKinds = Mapping[str, str | None]


_Named = form.ThemeTable | form.OrganisationTable | form.ProgrammeTable | form.RegionTable | form.ProjectTable


_Supported = form.PortfolioTable | form.ProgrammeTable | form.ProjectTable | form.PhaseTable


class Weakness(NamedTuple):
    """A weakness, and the path to it in the file."""

    kind: WeaknessKind
    path: KeyPath
    message: str


def weak_places(parsed: ParsedFile, today: str) -> list[Fault]:
    """Return the weaknesses of a parsed file on the day `today`, each with its line."""
    lines = positions(parsed.text)
    return [
        faults.place(weakness.path, weakness.message, parsed.raw, lines, parsed.name)._replace(
            kind=weakness.kind
        )
        for weakness in weaknesses(parsed.form, today)
    ]


def weaknesses(file: form.DataFile, today: str) -> Iterator[Weakness]:
    """Find the weaknesses of a data file on the day `today`."""
    kinds = {source.id: source.kind for source in file.sources}
    yield from _sources(file)
    for kind in ("themes", "organisations", "programmes", "regions", "projects"):
        yield from _same_names(kind, getattr(file, kind))
    for name in ("partners", "results"):
        for index, item in enumerate(getattr(file.portfolio, name)):
            yield from _support([item], ("portfolio", name, index), "", kinds)
    for kind in ("programmes", "projects"):
        for place, record in enumerate(getattr(file, kind)):
            for index, amount in enumerate(record.amounts):
                if amount.value < _SMALL:
                    sum_ = f"{amount.kind} {amount.value:,} {amount.currency}"
                    yield Weakness(WeaknessKind.SMALL_SUM, (kind, place, "amounts", index), sum_)
    for index, project in enumerate(file.projects):
        yield from _project(project, ("projects", index), kinds, today)


def _sources(file: form.DataFile) -> Iterator[Weakness]:
    cited = set(_cited(file))
    ids_by_address: dict[str, str] = {}
    for index, source in enumerate(file.sources):
        path: KeyPath = ("sources", index)
        if source.id not in cited:
            yield Weakness(WeaknessKind.UNUSED, path, f"'{source.id}'")
        if source.url in ids_by_address:
            yield Weakness(
                WeaknessKind.TWICE, path, f"'{source.id}' has the address of '{ids_by_address[source.url]}'"
            )
        if source.url:
            ids_by_address.setdefault(source.url, source.id)


def _cited(file: form.DataFile) -> Iterator[str]:
    """Yield the id of each source that a value names, or to which a link leads."""
    links = {link for project in file.projects for link in project.links}
    yield from (source.id for source in file.sources if source.url in links)
    records: list[_Supported] = [file.portfolio, *file.programmes, *file.projects]
    records += [phase for project in file.projects for phase in project.phases]
    for record in records:
        yield from (source for support in _supports(record) for source in support.sources)
    for project in file.projects:
        yield from (source for conflict in project.conflicts for source in conflict.sources)


def _supports(record: _Supported) -> Iterator[form.SupportedTable]:
    """Yield the support of each value of a record, except the values of its phases."""
    for supports in record.evidence.values():
        yield from supports
    for name in _ITEMS:
        yield from getattr(record, name, [])


def _same_names(kind: str, records: Sequence[_Named]) -> Iterator[Weakness]:
    """Find names that two records share, so that only the first is found by them."""
    ids_by_name: dict[str, str] = {}
    for index, record in enumerate(records):
        names = dict[str, tuple[KeyPath, str]]()
        for place, name in _names(record):
            names.setdefault(fold(name), (place, name))
        for key, (place, name) in names.items():
            if key in ids_by_name:
                message = f"'{name}' is also a name of '{ids_by_name[key]}'"
                yield Weakness(WeaknessKind.SAME_NAME, (kind, index, *place), message)
            elif key:
                ids_by_name[key] = record.id


def _names(record: _Named) -> Iterator[tuple[KeyPath, str]]:
    """Yield the names of a record, each with its path."""
    for field in ("id", "acronym", "name", "title"):
        if name := getattr(record, field, None):
            yield (field,), name
    yield from ((("aliases", index), name) for index, name in enumerate(record.aliases))


def _project(project: form.ProjectTable, path: KeyPath, kinds: SourceKinds, today: str) -> Iterator[Weakness]:
    yield from _evidence(project, path, kinds)
    spans: list[tuple[form.ProjectTable | form.PhaseTable, KeyPath]] = [(project, path)]
    spans += [(phase, (*path, "phases", index)) for index, phase in enumerate(project.phases)]
    if not any(span.start or span.end for span, _ in spans):
        yield Weakness(WeaknessKind.NO_DATES, path, "")
    if not project.amounts:
        yield Weakness(WeaknessKind.NO_MONEY, path, "")
    yield from _money_of_phases(project, path)
    for index, sums in larger_parts(project):
        yield Weakness(WeaknessKind.LARGER_PART, (*path, "amounts", index), sums)
    for index, sums in repeated_sums(project):
        yield Weakness(WeaknessKind.ONE_SUM, (*path, "amounts", index), sums)
    yield from _dates_of_phases(project, path)
    for span, place in spans:
        if span.status in ("active", "ended") and span.start and dates.earliest(span.start) > today:
            message = f"{span.status}: it starts {span.start}"
            yield Weakness(WeaknessKind.NOT_BEGUN, (*place, "status"), message)
        if span.status == "active" and span.end and dates.latest(span.end) < today:
            yield Weakness(WeaknessKind.NOT_ACTIVE, (*place, "status"), f"it ended {span.end}")


def _evidence(project: form.ProjectTable, path: KeyPath, kinds: SourceKinds) -> Iterator[Weakness]:
    """Find values without evidence, or with weak evidence. A project without any is found once."""
    weaknesses = list(_evidence_of_values(project, path, kinds))
    records: list[_Supported] = [project, *project.phases]
    supports = [support for record in records for support in _supports(record)]
    if len(weaknesses) > 1 and not any(support.sources or support.derived for support in supports):
        yield Weakness(WeaknessKind.NO_EVIDENCE, path, f"none of its {len(weaknesses)} values has a source")
    else:
        yield from weaknesses


def _evidence_of_values(project: form.ProjectTable, path: KeyPath, kinds: SourceKinds) -> Iterator[Weakness]:
    yield from _statements(project, path, kinds)
    for index, phase in enumerate(project.phases):
        yield from _statements(phase, (*path, "phases", index), kinds)
    for name in _ITEMS:
        for index, item in enumerate(getattr(project, name)):
            yield from _support([item], (*path, name, index), "", kinds)
    for index, conflict in enumerate(project.conflicts):
        if not conflict.sources:
            yield Weakness(WeaknessKind.UNSUPPORTED, (*path, "conflicts", index), "")


def _money_of_phases(project: form.ProjectTable, path: KeyPath) -> Iterator[Weakness]:
    """Find amounts of a whole project that are less than those of its phases together."""
    for index, amount in enumerate(project.amounts):
        if amount.phase is not None:
            continue
        in_phases = sum(
            Decimal(str(part.value))  # sums of floats could differ where these do not
            for part in project.amounts
            if part.phase is not None
            and (part.kind, part.currency, part.partner) == (amount.kind, amount.currency, amount.partner)
        )
        if in_phases > Decimal(str(amount.value)):
            message = (
                f"{amount.kind}: {in_phases:,} {amount.currency} in phases, "
                f"{amount.value:,} {amount.currency} in all"
            )
            yield Weakness(WeaknessKind.TOO_MUCH, (*path, "amounts", index), message)


def _dates_of_phases(project: form.ProjectTable, path: KeyPath) -> Iterator[Weakness]:
    """Find dates of phases that contradict those of the project or of the phase before."""
    before = None
    for index, phase in enumerate(project.phases):
        place = (*path, "phases", index)
        for name in ("start", "end"):
            date = getattr(phase, name)
            if _surely_before(date, project.start):
                message = f"{name}: {date} is before the project starts ({project.start})"
                yield Weakness(WeaknessKind.CONTRADICTING, (*place, name), message)
            if _surely_before(project.end, date):
                message = f"{name}: {date} is after the project ends ({project.end})"
                yield Weakness(WeaknessKind.CONTRADICTING, (*place, name), message)
        if before and _surely_before(phase.start, before.start):
            message = (
                f"start: {phase.start} is before that of '{before.id}', the phase before ({before.start})"
            )
            yield Weakness(WeaknessKind.CONTRADICTING, (*place, "start"), message)
        before = phase if phase.start else before


def _surely_before(date: str | None, other: str | None) -> bool:
    """Return whether every day that a date can mean is before each that the other can mean."""
    return bool(date and other and dates.latest(date) < dates.earliest(other))


def _statements(
    record: form.ProjectTable | form.PhaseTable, path: KeyPath, kinds: SourceKinds
) -> Iterator[Weakness]:
    for name in type(record).model_fields:
        value = getattr(record, name)
        if name in _NO_STATEMENT or value in (None, []):
            continue
        supports = record.evidence.get(name, [])
        # The path in the message names the field of a list, but not that of a single value.
        prefix = "" if isinstance(value, list) else f"{name}: "
        yield from _support(supports, (*path, name), prefix, kinds)
        if isinstance(value, list) and supports and all(support.values for support in supports):
            supported = {entry for support in supports for entry in support.values}
            for entry in value:
                if entry not in supported:
                    yield Weakness(WeaknessKind.UNSUPPORTED, (*path, name), entry)


def _support(
    supports: Sequence[form.SupportedTable], path: KeyPath, prefix: str, kinds: SourceKinds
) -> Iterator[Weakness]:
    cited = [source for support in supports for source in support.sources]
    derived = [support.derived for support in supports if support.derived]
    if not cited and not derived:
        yield Weakness(WeaknessKind.UNSUPPORTED, path, prefix.removesuffix(": "))
    elif cited and all(kinds.get(source) in ("press", "mirror") for source in cited):
        counted = Counter(kinds.get(source) for source in dict.fromkeys(cited))
        sources = ", ".join(f"{n} {kind}" for kind, n in counted.items())
        yield Weakness(WeaknessKind.WEAK_SOURCES, path, prefix + sources)
    if derived:
        yield Weakness(WeaknessKind.DERIVED, path, prefix + "; ".join(derived))
