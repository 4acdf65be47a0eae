"""Read IATI files, versions 1.01 to 2.03, as a stream of projects or organisations.

Memory does not grow with the file. Entities and the network are off, and a document type is refused. What
cannot be understood of an activity is left out and reported; the rest is kept. `docs/iati.md` has the rules.
"""

import os
from collections import Counter
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

from unodc_cli.errors import DataError, Fault
from unodc_cli.files import pipes
from unodc_cli.model.portfolio import Portfolio, Source
from unodc_cli.readers.iati.activity import ActivityReader
from unodc_cli.readers.iati.element import ActivityContext, attribute
from unodc_cli.readers.iati.enrich import enrich
from unodc_cli.readers.iati.kinds import FindingKind
from unodc_cli.readers.iati.matchers import Matchers
from unodc_cli.readers.iati.organisation_files import OrganisationReader
from unodc_cli.readers.iati.stream import CANNOT_BE_READ, ORGANISATION, activities, unpacked
from unodc_cli.readers.iati.texts import language_of
from unodc_cli.readers.reading import Reading, RereadTask
from unodc_cli.readers.records import Batch, OrganisationRecord, Record, Spelling

# A small batch is quicker to send to another process: it fits a pipe, and stays in the processor's cache.
_BATCH = 10
# Most spellings are repeated, so they are counted before they are handed over.
_SPELLINGS = 5_000

# Looks at an activity after it was read, and before its elements are freed.
Observer = Callable[[ActivityContext], Any]


def read(path: Path, matchers: Matchers, language: str = "en", observe: Observer | None = None) -> Reading:
    """Return the reading of an IATI file; `language` is preferred where a text has several.

    The batches have what `observe` returns for each activity as their observations.
    """
    name = pipes.name(path)
    title = Path(name).name
    sources = [Source(id=name, title=title)]
    portfolio = Portfolio(title=title, sources=sources, vocabulary=matchers.vocabulary)
    task = RereadTask(path, name, language, matchers)
    return Reading(name, portfolio, (enriched(batch, matchers) for batch in parse(task, observe)), task)


def enriched(batch: Batch, matchers: Matchers) -> Batch:
    """Return a batch of `parse` with all that its projects have."""
    return batch._replace(records=[enrich(record, matchers.themes) for record in batch.records])


def parse(task: RereadTask, observe: Observer | None = None) -> Iterator[Batch]:
    """Parse a file into batches of records that `enriched` completes.

    The last batch has the faults of the file as a whole: it cannot be read, or only in part.
    """
    records: list[Record] = []
    organisations: list[OrganisationRecord] = []
    faults: list[Fault] = []
    observations: list[Any] = []
    spellings: Counter[Spelling] = Counter()
    reader = ActivityReader(task.language, task.matchers.organisations)
    organisation_reader = OrganisationReader(task.language)
    file_language: str | None = None
    generated = ""
    file_faults: list[Fault] = []
    size = 0
    try:
        with task.path.open("rb") as file:
            size = os.fstat(file.fileno()).st_size
            for element in activities(unpacked(file), task.name):
                if file_language is None:
                    root = element.getparent()
                    file_language = language_of(root) if root is not None else ""
                    generated = attribute(root, "generated-datetime") if root is not None else ""
                activity = ActivityContext(element, task.name, language_of(element) or file_language)
                if element.tag == ORGANISATION:
                    organisations.append(organisation_reader.read(activity))
                else:
                    records.append(reader.read(activity))
                faults += activity.faults
                for spelling in activity.spellings:
                    spellings[spelling] += 1
                if observe:
                    observations.append(observe(activity))
                # Observations are in the order of the file: those of records, then that of an organisation.
                if len(records) == _BATCH or organisations:
                    counts = tuple(spellings.items()) if len(spellings) > _SPELLINGS else ()
                    yield Batch(records, faults, counts, file.tell(), observations, organisations)
                    records, faults, observations, organisations = [], [], [], []
                    if counts:
                        spellings = Counter()
    except CANNOT_BE_READ as error:
        message = f"cannot be read: {getattr(error, 'strerror', None) or error}"
        file_faults = [Fault(task.name, None, message)]
    except DataError as error:
        file_faults = list(error.faults)
    kind = FindingKind.UNREADABLE if file_language is None else FindingKind.IN_PART
    faults += [fault._replace(kind=kind) for fault in file_faults]
    yield Batch(records, faults, tuple(spellings.items()), size, observations, generated=generated)
