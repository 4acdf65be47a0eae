"""A file as its reader returns it: the portfolio that it describes, and its projects in batches."""

from collections.abc import Iterable
from pathlib import Path
from typing import TYPE_CHECKING, NamedTuple

from unodc_cli.model.portfolio import Portfolio
from unodc_cli.readers.records import Batch, Record

if TYPE_CHECKING:
    from unodc_cli.readers.iati.matchers import Matchers


class RereadTask(NamedTuple):
    """The arguments with which another process reads a published file."""

    path: Path
    # The name of the file in messages, and as a source.
    name: str
    language: str
    matchers: "Matchers"


class Reading(NamedTuple):
    """A file and its projects. Batches can be iterated once; the file is read meanwhile."""

    file: str
    portfolio: Portfolio
    batches: Iterable[Batch]
    # None for a file that is in memory already.
    task: RereadTask | None = None
    # False for a curated file with faults: it has no project, and its portfolio has only a title.
    is_readable: bool = True

    def records(self) -> Iterable[Record]:
        """Return the projects one by one."""
        return (record for batch in self.batches for record in batch.records)
