"""Activities published in the IATI standard, versions 1.01 to 2.03: a file's bytes → projects, one by one.

The XML is read as a stream, so that memory does not grow with the file. Entities and the network are off, and
a document type is refused. An activity is kept with what is good in it. `docs/iati.md` says what is read.
"""

import os
from collections import Counter
from collections.abc import Callable, Iterator, Sequence
from pathlib import Path
from typing import Any

from unodc_cli.errors import DataError, Fault
from unodc_cli.files import pipes
from unodc_cli.files.inputs import ReadingSettings
from unodc_cli.model.project import Organisation, Portfolio, Source, Theme
from unodc_cli.readers.iati.activity import ActivityReader
from unodc_cli.readers.iati.element import Element
from unodc_cli.readers.iati.enrich import finished
from unodc_cli.readers.iati.kinds import FindingKind
from unodc_cli.readers.iati.organisations import Organisations
from unodc_cli.readers.iati.stream import CANNOT_BE_READ, activities, unpacked
from unodc_cli.readers.iati.texts import language_of
from unodc_cli.readers.iati.themes import Themes
from unodc_cli.readers.reading import Again, Position, Reading, Record, Spelling


def words(vocabulary: Sequence[Portfolio]) -> Portfolio:
    """Return the words by which published data is understood: those of all these portfolios."""
    return Portfolio(
        title="words",
        themes=[theme for portfolio in vocabulary for theme in portfolio.themes],
        organisations=[body for portfolio in vocabulary for body in portfolio.organisations],
        regions=[region for portfolio in vocabulary for region in portfolio.regions],
    )


def known(path: Path, words: Portfolio) -> Portfolio:
    """Return what an IATI file says of itself: nothing but its name. It shares the lists of the words."""
    name = pipes.name(path)
    title = Path(name).name
    return words.model_copy(update={"title": title, "sources": [Source(id=name, title=title)]})


def read(
    path: Path,
    portfolio: Portfolio,
    settings: ReadingSettings,
    observe: Callable[[Element], None] | None = None,
    *,
    raw: bool = False,
) -> Reading:
    """Return what an IATI file describes; its themes and organisations are known by the portfolio.

    With `raw`, whoever takes the records is to finish them. Before a record is
    handed over, `observe` sees its `iati-activity`, which is forgotten after it. What is wrong is added to
    the faults of the reading while its records are taken.
    """
    faults: list[Fault] = []
    spellings: Counter[Spelling] = Counter()
    position = Position()
    records = _records(path, portfolio, settings, faults, spellings, position, observe)

    def finish(record: Record) -> Record:
        return finished(record, _themes(portfolio.themes))

    if not raw:
        records = map(finish, records)
    again = Again(path, settings, finish)
    return Reading(pipes.name(path), portfolio, records, faults, spellings, position, again)


# What was made of a list that many files share, with the list itself: while it is kept, its id is its own.
_made: dict[tuple[object, ...], tuple[object, Any]] = {}


def _themes(themes: Sequence[Theme]) -> Themes:
    """Return what finds themes, made once: it takes longer than to read a small file."""
    if (key := (Themes, id(themes))) not in _made:
        _made[key] = themes, Themes(themes)
    found: Themes = _made[key][1]
    return found


def _organisations(organisations: Sequence[Organisation], *, exact: bool) -> Organisations:
    """Return what finds organisations, made once."""
    if (key := (Organisations, id(organisations), exact)) not in _made:
        _made[key] = organisations, Organisations(organisations, exact=exact)
    found: Organisations = _made[key][1]
    return found


def _records(  # noqa: PLR0917
    path: Path,
    header: Portfolio,
    settings: ReadingSettings,
    faults: list[Fault],
    spellings: Counter[Spelling],
    position: Position,
    observe: Callable[[Element], None] | None,
) -> Iterator[Record]:
    name = pipes.name(path)
    organisations = _organisations(header.organisations, exact=settings.exact)
    reader: ActivityReader | None = None
    found = size = 0
    try:
        with path.open("rb") as file:
            size = os.fstat(file.fileno()).st_size
            for element in activities(unpacked(file), name):
                if reader is None:
                    root = element.getparent()
                    language = language_of(root) if root is not None else ""
                    reader = ActivityReader(
                        name, language, settings.language, organisations, faults, spellings
                    )
                found += 1
                record = reader.read(element)
                if observe:
                    observe(element)
                position.done = file.tell()
                yield record
    except CANNOT_BE_READ as error:
        message = f"cannot be read: {getattr(error, 'strerror', None) or error}"
        faults.append(Fault(name, None, message, FindingKind.IN_PART))
    except DataError as error:
        faults.extend(fault._replace(kind=FindingKind.IN_PART) for fault in error.faults)
    if not found and not faults:
        faults.append(Fault(name, None, "there is no IATI activity in it", FindingKind.IN_PART))
    position.done = size
