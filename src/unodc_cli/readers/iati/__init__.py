"""Activities published in the IATI standard, versions 1.01 to 2.03: a file's bytes → projects, one by one.

The XML is read as a stream, so that memory does not grow with the file. Entities and the network are off, and
a document type is refused. An activity is kept with what is good in it. `docs/iati.md` says what is read.
"""

import gzip
import lzma
import zlib
from collections import Counter
from collections.abc import Iterator, Sequence
from pathlib import Path
from typing import Any, BinaryIO

from lxml import etree

from unodc_cli.errors import DataError, Fault
from unodc_cli.model import Portfolio, Source
from unodc_cli.readers.iati.activity import ActivityReader
from unodc_cli.readers.iati.recognition import Organisations, Themes
from unodc_cli.reading import Reading, Record, Spelling

_GZIP, _XZ = b"\x1f\x8b", b"\xfd7zXZ\x00"


def read(path: Path, vocabulary: Sequence[Portfolio]) -> Reading:
    """Return what an IATI file describes; its themes and organisations are known by the vocabulary.

    What is wrong is added to the faults of the reading while its records are taken. Raises DataError for a
    file that cannot be opened.
    """
    faults: list[Fault] = []
    spellings: Counter[Spelling] = Counter()
    header = Portfolio(
        title=path.name,
        sources=[Source(id=str(path), title=path.name)],
        themes=[theme for portfolio in vocabulary for theme in portfolio.themes],
        organisations=[body for portfolio in vocabulary for body in portfolio.organisations],
        regions=[region for portfolio in vocabulary for region in portfolio.regions],
    )
    records = _records(path, header, faults, spellings)
    return Reading(str(path), header, records, faults, spellings)


def _records(
    path: Path, header: Portfolio, faults: list[Fault], spellings: Counter[Spelling]
) -> Iterator[Record]:
    themes, organisations = Themes(header.themes), Organisations(header.organisations)
    reader: ActivityReader | None = None
    found = 0
    try:
        with _opened(path) as stream:
            context = etree.iterparse(
                stream, tag="iati-activity", resolve_entities=False, no_network=True, load_dtd=False
            )
            for _, element in context:
                if reader is None:
                    _refuse_document_type(element, path)
                    reader = ActivityReader(
                        str(path), element.getparent(), themes, organisations, faults, spellings
                    )
                found += 1
                yield reader.read(element)
                _forget(element)
    except etree.XMLSyntaxError as error:
        faults.append(
            Fault(str(path), error.lineno or None, f"not well-formed XML: {error.msg.split(', line ')[0]}")
        )
    except (OSError, EOFError, zlib.error, lzma.LZMAError) as error:
        faults.append(Fault(str(path), None, f"cannot be read: {getattr(error, 'strerror', None) or error}"))
    except DataError as error:
        faults.extend(error.faults)
    if not found and not faults:
        faults.append(Fault(str(path), None, "there is no IATI activity in it"))


def _opened(path: Path) -> BinaryIO | gzip.GzipFile | lzma.LZMAFile:
    with path.open("rb") as file:
        head = file.read(len(_XZ))
    if head.startswith(_GZIP):
        return gzip.open(path)
    return lzma.open(path) if head.startswith(_XZ) else path.open("rb")


def _refuse_document_type(element: Any, path: Path) -> None:
    if element.getroottree().docinfo.internalDTD is not None:
        raise DataError(
            [Fault(str(path), None, "it has a document type (DTD), which IATI data does not need")]
        )


def _forget(element: Any) -> None:
    """Give back the memory of an activity that has been read, and of those before it."""
    element.clear()
    parent = element.getparent()
    if parent is not None:
        while element.getprevious() is not None:
            del parent[0]
