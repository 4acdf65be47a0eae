"""Activities published in the IATI standard, versions 1.01 to 2.03: a file's bytes → projects, one by one.

The XML is read as a stream, so that memory does not grow with the file. Entities and the network are off, and
a document type is refused. An activity is kept with what is good in it. `docs/iati.md` says what is read.
"""

import gzip
import lzma
import zlib
from collections import Counter
from collections.abc import Callable, Iterator, Sequence
from io import BufferedReader
from pathlib import Path
from typing import Any

from lxml import etree

from unodc_cli import once
from unodc_cli.errors import DataError, Fault
from unodc_cli.manner import Manner
from unodc_cli.model import Portfolio, Source, Theme
from unodc_cli.readers.iati.activity import ActivityReader
from unodc_cli.readers.iati.finish import finished
from unodc_cli.readers.iati.published import Element
from unodc_cli.readers.iati.recognition import Organisations, Themes
from unodc_cli.readers.iati.texts import language_of
from unodc_cli.reading import Again, Position, Reading, Record, Spelling

_CANNOT_BE_READ = (OSError, EOFError, zlib.error, lzma.LZMAError)
_GZIP, _XZ = b"\x1f\x8b", b"\xfd7zXZ\x00"


def known(path: Path, vocabulary: Sequence[Portfolio]) -> Portfolio:
    """Return what an IATI file says of itself: nothing but its name, and the words of the vocabulary."""
    return Portfolio(
        title=Path(once.name(path)).name,
        sources=[Source(id=once.name(path), title=Path(once.name(path)).name)],
        themes=[theme for portfolio in vocabulary for theme in portfolio.themes],
        organisations=[body for portfolio in vocabulary for body in portfolio.organisations],
        regions=[region for portfolio in vocabulary for region in portfolio.regions],
    )


def read(
    path: Path,
    portfolio: Portfolio,
    manner: Manner,
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
    records = _records(path, portfolio, manner, faults, spellings, position, observe)

    def finish(record: Record) -> Record:
        return finished(record, _themes(portfolio.themes))

    if not raw:
        records = map(finish, records)
    again = Again(path, manner, finish)
    return Reading(once.name(path), portfolio, records, faults, spellings, position, again)


# By the themes that they are of, which many files share.
_made: dict[tuple[int, ...], tuple[Sequence[Theme], Themes]] = {}


def _themes(themes: Sequence[Theme]) -> Themes:
    """Return what finds themes, made once: it takes longer than to read a small file."""
    key = tuple(map(id, themes))
    if key not in _made:
        _made[key] = themes, Themes(themes)
    return _made[key][1]


def _records(  # noqa: PLR0917
    path: Path,
    header: Portfolio,
    manner: Manner,
    faults: list[Fault],
    spellings: Counter[Spelling],
    position: Position,
    observe: Callable[[Element], None] | None,
) -> Iterator[Record]:
    name = once.name(path)
    organisations = Organisations(header.organisations, exact=manner.exact)
    reader: ActivityReader | None = None
    found = 0
    try:
        with path.open("rb") as file:
            stream = _Nameless(_unpacked(file))
            context = etree.iterparse(
                stream,
                tag="iati-activity",
                resolve_entities=False,
                no_network=True,
                load_dtd=False,
            )
            for _, element in context:
                if reader is None:
                    _refuse_document_type(element, name)
                    root = element.getparent()
                    language = language_of(root) if root is not None else ""
                    reader = ActivityReader(name, language, manner.language, organisations, faults, spellings)
                found += 1
                record = reader.read(element)
                if observe:
                    observe(element)
                _forget(element)
                position.done = file.tell()
                yield record
            if stream.error:
                raise stream.error
    except etree.XMLSyntaxError as error:
        faults.append(
            _unreadable(name, stream.error) if stream.error else _not_well_formed(name, error, context)
        )
    except _CANNOT_BE_READ as error:
        faults.append(_unreadable(name, error))
    except DataError as error:
        faults.extend(error.faults)
    if not found and not faults:
        faults.append(Fault(name, None, "there is no IATI activity in it"))


def _unreadable(name: str, error: Exception) -> Fault:
    return Fault(name, None, f"cannot be read: {getattr(error, 'strerror', None) or error}")


def _not_well_formed(name: str, error: Any, context: Any) -> Fault:
    """Return what the parser stopped at. Of an unknown entity, its last word is that no more is found."""
    fatal = (entry for entry in context.error_log if entry.level_name == "FATAL")
    first = None if error.lineno else next(fatal, None)
    line, message = (first.line, first.message) if first else (error.lineno, error.msg)
    return Fault(name, line or None, f"not well-formed XML: {message.split(', line ')[0]}")


class _Nameless:
    """What can be read, without a name: lxml takes no file whose name is not UTF-8.

    Where it cannot be read any further, it ends, so that what stands before is parsed; `error` says why.
    """

    def __init__(self, stream: BufferedReader | gzip.GzipFile | lzma.LZMAFile) -> None:
        # What was unpacked before an error is handed over: `read` would wait for more, and lose it.
        self._read = stream.read1
        self.error: Exception | None = None

    def read(self, size: int) -> bytes:
        try:
            return self._read(size)
        except _CANNOT_BE_READ as error:
            self.error = error
            return b""


def _unpacked(file: BufferedReader) -> BufferedReader | gzip.GzipFile | lzma.LZMAFile:
    head = file.peek(len(_XZ))
    if head.startswith(_GZIP):
        return gzip.GzipFile(fileobj=file)
    return lzma.LZMAFile(file) if head.startswith(_XZ) else file


def _refuse_document_type(element: Any, name: str) -> None:
    if element.getroottree().docinfo.internalDTD is not None:
        raise DataError([Fault(name, None, "it has a document type (DTD), which IATI data does not need")])


def _forget(element: Any) -> None:
    """Give back the memory of an activity that has been read, and of those before it."""
    element.clear()
    parent = element.getparent()
    if parent is not None:
        while element.getprevious() is not None:
            del parent[0]
