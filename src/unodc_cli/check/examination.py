"""Examines data files: each is read once, from beginning to end."""

from collections import Counter
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass, field
from itertools import groupby
from pathlib import Path

from unodc_cli.check.iati.observer import Observer
from unodc_cli.check.iati.survey import Survey
from unodc_cli.check.ledger import Ledger, Place
from unodc_cli.check.weaknesses import weak_places
from unodc_cli.errors import DataError, Fault
from unodc_cli.files import pipes
from unodc_cli.files.inputs import ReadingSettings
from unodc_cli.model.project import Portfolio, Project
from unodc_cli.readers import detect
from unodc_cli.readers.iati import reader as iati
from unodc_cli.readers.iati.kinds import FindingKind
from unodc_cli.readers.reading import Record

_NO_STATEMENT = ("id", "evidence", "activity")


@dataclass
class Findings:
    """What was found in all the files."""

    errors: list[Fault] = field(default_factory=list)
    ledger: Ledger = field(default_factory=Ledger)
    # What published activities have and lack; they count as projects too.
    survey: Survey = field(default_factory=Survey)
    projects: int = 0
    stated: Counter[str] = field(default_factory=Counter)

    @property
    def coverage(self) -> list[tuple[str, int]]:
        """How many projects state each field. Partners of the whole portfolio do not count."""
        return [(name, self.stated[name]) for name in Project.model_fields if name not in _NO_STATEMENT]

    def count(self, record: Record) -> None:
        """Count what a project states, itself or by its phases."""
        self.projects += 1
        stated = {name for name, value in record.content.items() if value not in (None, [])}
        # What else a project has from its phases, its content has already.
        if any(phase["programme"] for phase in record.content["phases"]):
            stated.add("programme")
        self.stated.update(stated if record.own_partners else stated - {"partners"})


def check(files: Sequence[Path], today: str, bundled: Path, progress: Callable[[int, int], None]) -> Findings:
    """Examine data files; `today` is the day for which a project can be past its end.

    The words by which published activities are recognised are those of the bundled portfolio. `progress` is
    told how many bytes of how many have been read.
    """
    findings = Findings()
    words: Portfolio | None = None
    sizes = [file.stat().st_size if file.exists() else 0 for file in files]
    total, before = sum(sizes), 0
    for file, size in zip(files, sizes, strict=True):
        try:
            if detect.is_iati(file):
                words = words or iati.words([detect.read(bundled).portfolio])
                for done in _published(file, findings, today, words):
                    progress(before + done, total)
            else:
                _curated(file, findings, today)
        except DataError as error:
            findings.errors += error.faults
        before += size
    for project, orphans in groupby(findings.ledger.orphans(), key=lambda orphan: orphan[0]):
        findings.ledger.add([fault for _, fault in orphans], project)
    return findings


def _curated(file: Path, findings: Findings, today: str) -> None:
    name = pipes.name(file)
    parsed = detect.parse(file)
    findings.ledger.add(weak_places(parsed, today), None)
    for record in parsed.reading().records:
        findings.count(record)
        id_ = record.content["id"]
        if earlier := findings.ledger.place(id_, Place(name, None, published=False)):
            message = f"the project '{id_}' is also in {earlier.file}"
            findings.errors.append(Fault(name, None, message))


def _published(file: Path, findings: Findings, today: str, words: Portfolio) -> Iterator[int]:
    """Examine published activities; say after each how many bytes have been read.

    If none can be read, what the reader says of the file is an error.
    """
    ledger, name = findings.ledger, pipes.name(file)
    observer = Observer(today, findings.survey)
    before = findings.projects
    reading = iati.read(file, iati.known(file, words), ReadingSettings(), observer.observe)
    for record in reading.records:
        findings.count(record)
        id_ = record.content["id"]
        observed = observer.take()
        faults = list(reading.faults)
        reading.faults.clear()
        earlier = ledger.place(id_, Place(name, observed.line, published=True))
        if earlier and not earlier.published:
            message = f"the project '{id_}' is also in {earlier.file}"
            findings.errors.append(Fault(name, observed.line, message))
        elif earlier:
            message = f"'{id_}' is also in {Fault(earlier.file, earlier.line, '')}".removesuffix(": ")
            faults.append(Fault(name, observed.line, message, FindingKind.TWICE))
        faults += [finding.in_file(name) for finding in observed.findings]
        ledger.add(faults, id_)
        ledger.note_parents(id_, name, observed.parents)
        if reading.position:
            yield reading.position.done
    ledger.add([finding.in_file(name) for finding in observer.of_file()], None)
    if findings.projects == before:
        findings.errors += reading.faults
    else:
        ledger.add(reading.faults, None)
