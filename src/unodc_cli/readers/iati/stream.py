"""Stream the activities of a file, one by one. Everything that has been read is released."""

import gzip
import lzma
import zlib
from collections.abc import Iterator
from io import BufferedReader
from typing import Any, Final

from lxml import etree

from unodc_cli.errors import DataError, Fault
from unodc_cli.readers.iati.element import Element

Stream = BufferedReader | gzip.GzipFile | lzma.LZMAFile

# The exceptions of a stream that cannot be read any further.
CANNOT_BE_READ = (OSError, EOFError, zlib.error, lzma.LZMAError)
_GZIP, _XZ = b"\x1f\x8b", b"\xfd7zXZ\x00"
_ACTIVITY = "iati-activity"
ORGANISATION: Final = "iati-organisation"
# A file should have only one of them. If it has both, all are read.
_WANTED: Final = (_ACTIVITY, ORGANISATION)
_IN_NAMESPACE: Final = tuple(f"}}{tag}" for tag in _WANTED)
_AT_ONCE = 1 << 15
# A line or two stand before the first element. They are kept until it is found.
_LONG_BEGINNING = 1 << 20
# Entities are not resolved, and nothing but the file is read.
_SAFE: Final[Any] = {"resolve_entities": False, "no_network": True, "load_dtd": False}


def unpacked(file: BufferedReader) -> Stream:
    """Return a stream of the uncompressed bytes of a file (gzip, xz)."""
    head = file.peek(len(_XZ))
    if head.startswith(_GZIP):
        return gzip.GzipFile(fileobj=file)
    return lzma.LZMAFile(file) if head.startswith(_XZ) else file


def activities(stream: Stream, name: str) -> Iterator[Element]:
    """Yield each `iati-activity`, or `iati-organisation`; it is emptied when the next one is requested.

    Raises DataError for a document type, and where the XML is no longer well-formed, with `name` as the
    file's; and the exceptions of the stream (CANNOT_BE_READ). The activities before that come first.
    """
    parts = _Parts(stream)
    part, root_tag = _beginning(parts, name)
    # An event for each element would take longer than to read them all.
    tags = (*(f"{{*}}{tag}" for tag in _WANTED), root_tag)
    parser: Any = etree.XMLPullParser(("start", "end"), tag=tags, **_SAFE)
    root: Element | None = None
    is_empty = True
    namespace = ""
    while True:
        wrong = None
        try:
            parser.feed(part) if part else parser.close()
        except etree.XMLSyntaxError as error:
            wrong = error
        for event, element in parser.read_events():
            if root is None:
                root = element
            if event == "end" and element.tag in _WANTED:
                is_empty = False
                yield element
                _forget(element)
            elif element.tag.endswith(_IN_NAMESPACE):
                namespace = namespace or element.tag[1:].partition("}")[0]
        if parts.error:
            raise parts.error
        if wrong is not None:
            raise DataError([_not_well_formed(name, wrong, parser)])
        if not part:
            if namespace or is_empty:
                raise DataError([Fault(name, None, _not_read(root_tag, namespace))])
            return
        _forget_others(root)
        part = parts.read()


def _not_read(root_tag: str, namespace: str) -> str:
    """Return why a file has no activity, or not all of its activities can be read."""
    if namespace and root_tag.endswith("}iati-organisations"):
        return f"organisations in the namespace '{namespace}' are not read: those of IATI are in none"
    if namespace:
        return f"activities in the namespace '{namespace}' are not read: those of IATI are in none"
    if root_tag == "iati-organisations":
        return "there is no organisation in it"
    if root_tag != "iati-activities":
        return f"there is no IATI activity in it: its first element is '{root_tag}', not 'iati-activities'"
    return "there is no IATI activity in it"


class _Parts:
    """The bytes of a file, part by part. Where it cannot be read any further, it ends; `error` says why."""

    def __init__(self, stream: Stream) -> None:
        # Bytes that were unpacked before an error are used: `read` would wait for more, and lose them.
        self._read = stream.read1
        self.error: Exception | None = None

    def read(self) -> bytes:
        try:
            return self._read(_AT_ONCE)
        except CANNOT_BE_READ as error:
            self.error = error
            return b""


def _not_well_formed(name: str, error: Any, parser: Any) -> Fault:
    """Return the fault at which the parser stopped. For an unknown entity, it is not the last in the log."""
    fatal = (entry for entry in parser.feed_error_log if entry.level_name == "FATAL")
    first = None if error.lineno else next(fatal, None)
    line, message = (first.line, first.message) if first else (error.lineno, error.msg)
    return Fault(name, line or None, f"not well-formed XML: {message.split(', line ')[0]}")


def _beginning(parts: _Parts, name: str) -> tuple[bytes, str]:
    """Read up to the first element; return the bytes and its tag."""
    probe: Any = etree.XMLPullParser(("start",), **_SAFE)
    read = b""
    while len(read) < _LONG_BEGINNING and (part := parts.read()):
        read += part
        wrong = False
        try:
            probe.feed(part)
        except etree.XMLSyntaxError:
            wrong = True
        for _, root in probe.read_events():
            _refuse_document_type(root, name)
            return read, root.tag
        if wrong:
            return read, _ACTIVITY
    if len(read) >= _LONG_BEGINNING:
        raise DataError([Fault(name, None, "a megabyte of it is read, and no element has begun")])
    return read, _ACTIVITY


def _refuse_document_type(root: Element, name: str) -> None:
    if root.getroottree().docinfo.internalDTD is not None:
        raise DataError([Fault(name, None, "it has a document type (DTD), which IATI data does not need")])


def _forget(activity: Element) -> None:
    """Release an activity that has been read, and everything before it."""
    activity.clear()
    parent = activity.getparent()
    if parent is not None:
        while activity.getprevious() is not None:
            del parent[0]


def _forget_others(element: Element | None) -> None:
    """Release what has been read outside of activities. The last element may not be complete."""
    while element is not None and element.tag not in _WANTED and len(element):
        del element[:-1]
        element = element[0]
