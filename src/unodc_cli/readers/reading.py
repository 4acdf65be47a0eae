"""What a reader hands over: what a file says of itself, and its projects one by one."""

from collections import Counter
from collections.abc import Callable, Iterable, Sequence
from pathlib import Path
from typing import Any, NamedTuple

from unodc_cli.errors import Fault
from unodc_cli.files.inputs import ReadingSettings
from unodc_cli.model.project import Portfolio

# A project in the shape of its JSON document (`model.Project`). A status that follows from dates is None.
Content = dict[str, Any]


# Where in its file a published value stands: the path of its field, the line, what else is to be known of it,
# the entries of a list that are meant (None: all), and how it was worked out. There is one for each value, so
# it is no more than a tuple.
Place = tuple[str, int, tuple[str | None, ...], list[str] | None, str | None]


class Record(NamedTuple):
    """A project. Its own partners stand before those that the whole portfolio has."""

    content: Content
    own_partners: int
    # When the publisher last changed it (ISO 8601); of two with the same id, the later one is kept.
    updated: str | None = None
    # The evidence of a published project, of which the content has none.
    places: Sequence[Place] = ()
    # The places of the partners that are stated once for the whole file, and not by the project itself too.
    common: Sequence[int] = ()


class Spelling(NamedTuple):
    """How an organisation is written in published data; a score of 100 is a name that is known."""

    partner: str
    name: str
    ref: str
    score: float


class Position:
    """How far a file has been read, in bytes as they lie on the disk."""

    __slots__ = ("done",)

    def __init__(self) -> None:
        self.done = 0


class Again(NamedTuple):
    """What it takes to read a published file once more."""

    path: Path
    settings: ReadingSettings
    # What is left to be done with each record by whoever takes it of the other process.
    finish: Callable[[Record], Record]


class Reading(NamedTuple):
    """What is read of one file. The projects may be read, and faults found, while they are taken."""

    file: str
    portfolio: Portfolio
    records: Iterable[Record]
    # What is wrong although the rest could be read. Whoever takes the records may take the faults away.
    faults: list[Fault]
    # How often organisations are written how.
    spellings: Counter[Spelling]
    position: Position | None = None
    # How another process can read it; None of what is in memory already.
    again: Again | None = None


class Batch(NamedTuple):
    """Some of the projects of one of several readings, with what was found while they were read."""

    reading: int
    records: list[Record]
    faults: list[Fault]
    spellings: list[tuple[Spelling, int]]
    # How far the file has been read, in bytes.
    done: int = 0
