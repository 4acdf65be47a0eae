"""Examine data files, each read once from beginning to end."""

from collections import Counter
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass, field
from itertools import groupby
from pathlib import Path
from typing import TYPE_CHECKING

from unodc_cli.check.iati.observer import Observation, Observer
from unodc_cli.check.iati.read_elements import ORGANISATIONS
from unodc_cli.check.iati.survey import Survey
from unodc_cli.check.ledger import Ledger, Place
from unodc_cli.check.weaknesses import weak_places
from unodc_cli.errors import DataError, Fault
from unodc_cli.files import pipes
from unodc_cli.files.inputs import exists
from unodc_cli.model.project import Project
from unodc_cli.readers import detect
from unodc_cli.readers.iati import reader as iati
from unodc_cli.readers.iati.kinds import OF_FILES, FindingKind
from unodc_cli.readers.iati.matchers import Matchers, matchers
from unodc_cli.readers.records import OrganisationRecord, Record

if TYPE_CHECKING:
    from unodc_cli.check.iati.xml_schema import XmlSchemas

# Fields that every project has, or need not have.
_NO_STATEMENT = ("id", "evidence", "activity")


@dataclass
class Findings:
    """Errors and warnings of all files, and how complete their projects are."""

    errors: list[Fault] = field(default_factory=list)
    ledger: Ledger = field(default_factory=Ledger)
    # Elements of published activities. Activities count as projects too.
    survey: Survey = field(default_factory=Survey)
    projects: int = 0
    # Elements of organisations, and the number of their budgets.
    of_organisations: Survey = field(default_factory=lambda: Survey(ORGANISATIONS))
    budgets: int = 0
    stated: Counter[str] = field(default_factory=Counter)

    @property
    def coverage(self) -> list[tuple[str, int]]:
        """Each field with the number of projects that state it, not counting partners of the whole file."""
        return [(name, self.stated[name]) for name in Project.model_fields if name not in _NO_STATEMENT]

    def count(self, record: Record) -> None:
        """Count the fields that a project states, itself or by its phases."""
        self.projects += 1
        fields = {name for name, value in record.content.items() if value not in (None, [])}
        # All else that phases state is in the project's own fields already.
        if any(phase["programme"] for phase in record.content["phases"]):
            fields.add("programme")
        self.stated.update(fields if record.own_partners else fields - {"partners"})


def check(
    files: Sequence[Path],
    today: str,
    bundled: Path,
    progress: Callable[[int, int], None],
    is_wanted: Callable[[str], bool] = lambda _: True,
    *,
    schemas: "XmlSchemas | None" = None,
) -> Findings:
    """Examine data files; `today` is the day on which a project can be past its end.

    Published activities are matched with the vocabulary of the bundled portfolio. `progress` receives the
    number of bytes read so far, and of bytes in all. Only findings of kinds that `is_wanted` are kept. With
    `schemas`, published data is validated against them too.
    """
    findings = Findings(ledger=Ledger(is_wanted))
    shared: Matchers | None = None
    sizes = [file.stat().st_size if exists(file) else 0 for file in files]
    total, before = sum(sizes), 0
    for file, size in zip(files, sizes, strict=True):
        try:
            if detect.is_iati(file):
                shared = shared or matchers(detect.published_vocabulary([detect.read(bundled).portfolio]))
                for bytes_read in _published(file, findings, today, shared, schemas):
                    progress(before + bytes_read, total)
            else:
                _curated(file, findings, today)
        except DataError as error:
            findings.errors += error.faults
        before += size
    for project, orphans in groupby(findings.ledger.orphans(), key=lambda orphan: orphan[0]):
        findings.ledger.add([fault for _, fault in orphans], project)
    for project, circle in findings.ledger.circles():
        findings.ledger.add([circle], project)
    return findings


def _curated(file: Path, findings: Findings, today: str) -> None:
    name = pipes.name(file)
    parsed = detect.parse(file)
    findings.ledger.add(weak_places(parsed, today), None)
    for record in parsed.reading().records():
        findings.count(record)
        id_ = record.content["id"]
        if earlier := findings.ledger.place(id_, Place(name, None, published=False)):
            message = f"the project '{id_}' is also in {earlier.file}"
            findings.errors.append(Fault(name, None, message))


def _published(
    file: Path, findings: Findings, today: str, shared: Matchers, schemas: "XmlSchemas | None"
) -> Iterator[int]:
    """Examine published activities; yield after each batch the number of bytes that were read."""
    observer = Observer(pipes.name(file), today, findings.survey, findings.of_organisations, schemas)
    for batch in iati.read(file, shared, observe=observer.observe).batches:
        # The reader begins a new batch after each organisation, so their order is that of the file.
        entries: list[Record | OrganisationRecord] = [*batch.records, *batch.organisations]
        for each, observation in zip(entries, batch.observations, strict=True):
            if isinstance(each, Record):
                findings.count(each)
                _activity(each.content["id"], observation, pipes.name(file), findings)
            else:
                findings.budgets += len(each.details.get("budgets", ()))
                _organisation(each.id, observation, pipes.name(file), findings)
        findings.errors += [fault for fault in batch.faults if fault.kind in OF_FILES]
        yield batch.bytes_read
    findings.ledger.add(observer.file_faults(), None)


def _organisation(id_: str, observation: Observation, file: str, findings: Findings) -> None:
    """Add the findings of an organisation."""
    faults = list(observation.faults)
    # An activity may have the same identifier, though it should not.
    if earlier := findings.ledger.place(f"organisation {id_}", Place(file, observation.line, published=True)):
        message = f"'{id_}' is also in {Fault(earlier.file, earlier.line, '')}".removesuffix(": ")
        faults.append(Fault(file, observation.line, message, FindingKind.TWICE))
    findings.ledger.add(faults, id_)


def _activity(id_: str, observation: Observation, file: str, findings: Findings) -> None:
    """Add the findings of an activity, and compare it with those before it."""
    faults = list(observation.faults)
    earlier = findings.ledger.place(id_, Place(file, observation.line, published=True))
    if earlier and not earlier.published:
        message = f"the project '{id_}' is also in {earlier.file}"
        findings.errors.append(Fault(file, observation.line, message))
    elif earlier:
        message = f"'{id_}' is also in {Fault(earlier.file, earlier.line, '')}".removesuffix(": ")
        faults.append(Fault(file, observation.line, message, FindingKind.TWICE))
    findings.ledger.add(faults, id_)
    findings.ledger.note_family(id_, file, observation.parents, observation.children)
