"""Cut published activities out of a file, byte for byte as they were published.

The XML is scanned as a stream by expat, which knows where each element begins and ends in bytes, whatever the
encoding. Memory holds one activity at a time.
"""

from collections.abc import Iterable, Iterator
from typing import Final, NamedTuple
from xml.parsers import expat

from unodc_cli.errors import DataError, Fault
from unodc_cli.model.names import single_blanks

_ROOT_DEPTH: Final = 1
_ACTIVITY: Final = "iati-activity"
_IDENTIFIER: Final = "iati-identifier"


class Piece(NamedTuple):
    """An `iati-activity` as bytes, with its identifier and the lines of the element and of the identifier."""

    content: bytes
    id: str
    line: int
    id_line: int | None


class Scan:
    """A published file: its beginning up to the first activity, then its activities one by one."""

    def __init__(self, name: str) -> None:
        self._name = name
        self._parser = expat.ParserCreate()
        self._parser.StartElementHandler = self._start
        self._parser.EndElementHandler = self._end
        self._parser.StartDoctypeDeclHandler = self._refuse
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
        self.head = b""

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
        yield from self._completed()

    def _completed(self) -> Iterator[Piece]:
        """Yield the activities that are complete, and forget their bytes."""
        pieces, self._pieces = self._pieces, []
        yield from pieces
        keep = self._begun[0] if self._begun else self._parser.CurrentByteIndex
        if self._root_end is not None and keep > self._offset:
            self._buffer = self._buffer[keep - self._offset :]
            self._offset = keep

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

    def _start(self, tag: str, _: dict[str, str]) -> None:
        self._next("")
        if self._depth == 0:
            self._root_open = True
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
