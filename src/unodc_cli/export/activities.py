"""Write a selection of projects as one IATI activity file: published ones as published, curated ones anew."""

import json
import re
from collections.abc import Callable, Iterable, Iterator, Mapping
from pathlib import Path
from typing import TYPE_CHECKING, Final, NamedTuple

from unodc_cli.errors import NothingToWriteError, UsageError
from unodc_cli.export import iati
from unodc_cli.export.iati import Publisher, Terms
from unodc_cli.export.omissions import Omission, omissions_by_field
from unodc_cli.export.published import Piece, Scan
from unodc_cli.readers.iati.stream import unpacked

if TYPE_CHECKING:
    from unodc_cli.model.documents import ProjectDocument


_CHUNK: Final = 1 << 16
_LINE: Final = re.compile(r"line (\d+)")
# The start tag of the root, and its attribute that may differ: the time at which a file was generated.
_GENERATED: Final = re.compile(rb"\s*generated-datetime\s*=\s*(\"[^\"]*\"|'[^']*')")
_ROOT: Final = re.compile(rb"<iati-activities\b[^>]*>", re.DOTALL)


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
    heads = [_head(files[name], name) for name in wanted.files]
    head, tail = _frame(heads, wanted, today)

    def activities() -> Iterator[bytes]:
        for name, lines in wanted.files.items():
            for piece in _pieces(files[name], name, lines):
                yield piece.content + b"\n"
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
        yield tail

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


def _head(path: Path, name: str) -> bytes:
    """Return a file up to its first activity. Raises DataError for one that cannot be scanned."""
    scan = Scan(name)
    next(scan.activities(_read(path)), None)
    return scan.head


def _pieces(path: Path, name: str, lines: Mapping[str, int]) -> Iterator[Piece]:
    """Yield the wanted activities; of several with one identifier, the one on the line that was kept."""
    for piece in Scan(name).activities(_read(path)):
        if piece.id in lines and lines[piece.id] in (0, piece.line, piece.id_line):
            yield piece


def _frame(heads: list[bytes], wanted: Wanted, today: str) -> tuple[bytes, bytes]:
    """Return the beginning and the end of the file."""
    if not heads:
        return iati.head(today).encode(), iati.TAIL.encode()
    roots = {_GENERATED.sub(b"", match[0]) for head in heads if (match := _ROOT.search(head))}
    if len(roots) != 1:
        msg = "these files have different versions, namespaces or encodings: they cannot be one file"
        raise UsageError(msg, "export them one at a time (--data)")
    if wanted.curated and f'version="{iati.VERSION}"'.encode() not in next(iter(roots)):
        msg = f"curated projects are written in version {iati.VERSION}, and the published file has another"
        raise UsageError(msg, "export them one at a time (--data)")
    return heads[0] + b"\n", iati.TAIL.encode()
