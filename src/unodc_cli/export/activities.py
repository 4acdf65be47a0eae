"""Write a selection of projects as one IATI activity file: published ones as published, curated ones anew."""

import json
import re
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from pathlib import Path
from typing import TYPE_CHECKING, Final, NamedTuple

from unodc_cli.errors import NothingToWriteError, UsageError
from unodc_cli.export import iati
from unodc_cli.export.iati import Publisher, Terms
from unodc_cli.export.omissions import Omission, omissions_by_field
from unodc_cli.export.published import Scan
from unodc_cli.readers.iati.stream import unpacked

if TYPE_CHECKING:
    from unodc_cli.model.documents import ProjectDocument


_CHUNK: Final = 1 << 16
_LINE: Final = re.compile(r"line (\d+)")
# The attribute of the root that may differ from file to file.
_GENERATED: Final = "generated-datetime"


class Wanted(NamedTuple):
    """The published activities of a selection: for each file, identifiers with the line of each."""

    files: dict[str, dict[str, int]]
    # The number of curated projects.
    curated: int


class Writing(NamedTuple):
    """A file in pieces, and the values left out of it. The latter are complete when all pieces are read."""

    chunks: Iterator[bytes]
    omissions: list[Omission]


def write(
    documents: Callable[[], Iterable[bytes | str]],
    files: Mapping[str, Path],
    publisher: Publisher | None,
    terms: Terms,
    today: str,
    *,
    exact_dates: bool = False,
) -> Writing:
    """Return the projects of these documents as one file; `files` are the published files by their names.

    Raises UsageError if curated projects have no publisher, or if files cannot have one root element. Reading
    the pieces raises NothingToWriteError if no project can be written.
    """
    wanted = _wanted(documents())
    if wanted.curated and publisher is None:
        msg = "curated projects need the organisation that publishes them: --reporting-org"
        raise UsageError(
            msg, "for example: --reporting-org 'XX-EXAMPLE-1 40 An organisation' (identifier, type, name)"
        )
    omissions: list[Omission] = []
    beginnings = [_beginning(files[name], name) for name in wanted.files]
    head = _head(beginnings, wanted, today)

    def activities() -> Iterator[bytes]:
        for name, lines in wanted.files.items():
            for piece in _pieces(files[name], name, lines):
                yield piece + b"\n"
        if publisher and wanted.curated:
            for document in _curated(documents()):
                written = iati.activity(document, publisher, terms, today, exact_dates=exact_dates)
                omissions.extend(written.omissions)
                if written.xml:
                    yield written.xml.encode()

    def chunks() -> Iterator[bytes]:
        is_empty = True
        for activity in activities():
            if is_empty:
                yield head
                is_empty = False
            yield activity
        if is_empty:
            counts = [(reason, count) for _, reason, count in omissions_by_field(omissions)]
            raise NothingToWriteError(counts)
        yield iati.TAIL.encode()

    return Writing(chunks(), omissions)


def _wanted(documents: Iterable[bytes | str]) -> Wanted:
    files: dict[str, dict[str, int]] = {}
    curated = 0
    for text in documents:
        document = json.loads(text)
        if document["activity"] is None:
            curated += 1
            continue
        support = next(entry for entry in document["evidence"] if entry["field"] == "id")
        line = _LINE.search(support["note"] or "")
        files.setdefault(support["sources"][0], {})[document["id"]] = int(line[1]) if line else 0
    return Wanted(files, curated)


def _curated(documents: Iterable[bytes | str]) -> "Iterator[ProjectDocument]":
    return (document for text in documents if (document := json.loads(text))["activity"] is None)


def _read(path: Path) -> Iterator[bytes]:
    with path.open("rb") as file:
        stream = unpacked(file)
        while chunk := stream.read(_CHUNK):
            yield chunk


def _beginning(path: Path, name: str) -> Scan:
    """Return a file scanned up to its first activity. Raises DataError for one that cannot be scanned."""
    scan = Scan(name)
    next(scan.activities(_read(path)), None)
    return scan


def _pieces(path: Path, name: str, lines: Mapping[str, int]) -> Iterator[bytes]:
    """Yield the wanted activities; of several with one identifier, the one on the line that was kept."""
    scan = Scan(name)
    for piece in scan.activities(_read(path)):
        if piece.id in lines and lines[piece.id] in (0, piece.line, piece.id_line):
            yield scan.in_utf_8(piece.content)


def _head(beginnings: Sequence[Scan], wanted: Wanted, today: str) -> bytes:
    """Return the beginning of the file: that of the first one which was published. Raises UsageError."""
    if not beginnings:
        return iati.head(today).encode()
    first, *others = ({**scan.attributes, _GENERATED: ""} for scan in beginnings)
    if any(attributes != first for attributes in others):
        msg = "these files have different versions, languages or namespaces: they cannot be one file"
        raise UsageError(msg, "export them one at a time (--data)")
    if wanted.curated and first.get("version") != iati.VERSION:
        msg = f"curated projects are written in version {iati.VERSION}, and the published file has another"
        raise UsageError(msg, "export them one at a time (--data)")
    return beginnings[0].head_in_utf_8() + b"\n"
