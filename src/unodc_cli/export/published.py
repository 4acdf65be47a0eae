"""Cut published activities out of a file: the bytes that were published, and the same text in UTF-8.

The XML is scanned as a stream by expat, which knows where each element begins and ends in bytes, whatever the
encoding. Memory holds one activity at a time.
"""

import codecs
import re
from collections.abc import Iterable, Iterator
from typing import Final, NamedTuple
from xml.parsers import expat

from unodc_cli.errors import DataError, Fault
from unodc_cli.model.names import single_blanks

_ROOT_DEPTH: Final = 1
_ACTIVITY: Final = "iati-activity"
_IDENTIFIER: Final = "iati-identifier"
_UTF_8: Final = "utf-8"
# The first bytes of a file in UTF-16, with its byte order mark or without.
_UTF_16: Final = {
    b"\xff\xfe": "utf-16-le",
    b"<\0": "utf-16-le",
    b"\xfe\xff": "utf-16-be",
    b"\0<": "utf-16-be",
}
_DECLARATION: Final = re.compile(r"\ufeff?(<\?xml\s[^>]*>)?")


class Piece(NamedTuple):
    """An `iati-activity` as bytes, with its identifier and the lines of the element and of the identifier."""

    content: bytes
    id: str
    line: int
    id_line: int | None


class Scan:
    """A published file: its beginning up to the first activity, then its activities one by one.

    `attributes` are those of the root element, with the declarations of namespaces.
    """

    def __init__(self, name: str) -> None:
        self._name = name
        self._parser = expat.ParserCreate()
        self._parser.StartElementHandler = self._start
        self._parser.EndElementHandler = self._end
        self._parser.StartDoctypeDeclHandler = self._refuse
        self._parser.XmlDeclHandler = self._declare
        # The end of an activity is known when the next thing begins: a tag, a text, or one of these.
        self._parser.CommentHandler = self._next
        self._parser.ProcessingInstructionHandler = lambda *_: self._next("")
        self._depth = 0
        self._buffer = b""
        # The place of the buffer's first byte in the file.
        self._offset = 0
        self._begun: tuple[int, int] | None = None
        self._ended = False
        self._id = ""
        self._id_line: int | None = None
        self._in_id = False
        self._pieces: list[Piece] = []
        self._root_end: int | None = None
        self._root_open = False
        self._declared: str | None = None
        self.attributes: dict[str, str] = {}
        self.head = b""

    @property
    def _encoding(self) -> str:
        return _UTF_16.get(self.head[:2]) or codecs.lookup(self._declared or _UTF_8).name

    def head_in_utf_8(self) -> bytes:
        """Return the beginning, declared as UTF-8; the bytes of the file if they are in it."""
        if self._encoding == _UTF_8:
            return self.head
        text = self.head.decode(self._encoding)
        return _DECLARATION.sub('<?xml version="1.0" encoding="UTF-8"?>', text, count=1).encode()

    def in_utf_8(self, content: bytes) -> bytes:
        """Return an activity in UTF-8; its bytes if they are in it."""
        return content if self._encoding == _UTF_8 else content.decode(self._encoding).encode()

    def activities(self, chunks: Iterable[bytes]) -> Iterator[Piece]:
        """Yield the activities; `head` is known when the first one comes. Raises DataError."""
        try:
            for chunk in chunks:
                self._buffer += chunk
                self._parser.Parse(chunk, False)
                yield from self._completed()
            self._parser.Parse(b"", True)
        except expat.ExpatError as error:
            message = f"is not well-formed: {expat.errors.messages[error.code]}"
            raise DataError([Fault(self._name, error.lineno, message)]) from error
        except (LookupError, ValueError) as error:
            # libxml2 reads more encodings than pyexpat: also those of several bytes a letter.
            message = f"is in {self._declared}, from which no activities can be copied: save it as UTF-8"
            raise DataError([Fault(self._name, self._parser.CurrentLineNumber, message)]) from error
        yield from self._completed()

    def _completed(self) -> Iterator[Piece]:
        """Yield the activities that are complete, and forget their bytes."""
        pieces, self._pieces = self._pieces, []
        yield from pieces
        keep = self._begun[0] if self._begun else self._parser.CurrentByteIndex
        if self._root_end is not None and keep > self._offset:
            self._buffer = self._buffer[keep - self._offset :]
            self._offset = keep

    def _declare(self, _version: str, encoding: str | None, _standalone: int) -> None:
        self._declared = encoding

    def _refuse(self, *_: object) -> None:
        message = "has a document type, which is not read"
        raise DataError([Fault(self._name, self._parser.CurrentLineNumber, message)])

    def _listen(self) -> None:
        """Have expat report texts only where they matter: most of a file is elsewhere."""
        needed = self._in_id or self._ended or self._root_open
        self._parser.CharacterDataHandler = self._text if needed else None

    def _next(self, _: str) -> None:
        """Note where the root's start tag or an activity ended: here, where the next thing begins."""
        if not (self._root_open or self._ended):
            return
        here = self._parser.CurrentByteIndex
        if self._root_open:
            self._root_open = False
            self._root_end = here
            self.head = self._buffer[: here - self._offset]
        if self._ended and self._begun:
            start, line = self._begun
            content = self._buffer[start - self._offset : here - self._offset]
            self._pieces.append(Piece(content, single_blanks(self._id), line, self._id_line))
            self._begun, self._ended = None, False
        self._listen()

    def _start(self, tag: str, attributes: dict[str, str]) -> None:
        self._next("")
        if self._depth == 0:
            self._root_open, self.attributes = True, attributes
            self._listen()
        elif self._depth == _ROOT_DEPTH and tag == _ACTIVITY:
            self._begun = self._parser.CurrentByteIndex, self._parser.CurrentLineNumber
            self._id, self._id_line = "", None
        elif self._depth == _ROOT_DEPTH + 1 and tag == _IDENTIFIER and self._begun and self._id_line is None:
            self._in_id, self._id_line = True, self._parser.CurrentLineNumber
            self._listen()
        self._depth += 1

    def _end(self, tag: str) -> None:
        self._next("")
        self._depth -= 1
        if tag == _IDENTIFIER:
            self._in_id = False
            self._listen()
        if self._depth == _ROOT_DEPTH and tag == _ACTIVITY:
            self._ended = True
            self._listen()

    def _text(self, text: str) -> None:
        self._next("")
        if self._in_id:
            self._id += text
