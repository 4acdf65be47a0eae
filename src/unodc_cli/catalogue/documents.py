r"""Projects as they are stored: JSON documents, complete but for what depends on the day.

A status that follows from the dates is stored as `"status": "\u001f2016-01-01/2020-12-31\u001f"`: the two
days that decide it, either of which may be missing. No text of the data can imitate that: its quotes are
escaped, so these can only be a key and its value, and no other value of that key begins with a control.
"""

import zlib
from typing import TYPE_CHECKING, Final

from unodc_cli.errors import DamagedError
from unodc_cli.model import dates, status
from unodc_cli.model.exact import to_json

if TYPE_CHECKING:
    from collections.abc import Sequence

    from unodc_cli.readers.records import Content, Place

# The columns of the table `documents`, as `complete` takes them.
COLUMNS: Final = "document, checksum, has_days"

_OPEN: Final = '"status": "\\u001f'
_CLOSE: Final = '\\u001f"'
_NO_EVIDENCE: Final = '"evidence": [], "activity"'
_NO_PARTS: Final = '"parts": [], "unreadable"'


def stored(
    content: "Content", places: "Sequence[Place]", file: str, parts: str = ""
) -> tuple[bytes, int, int]:
    """Return the columns of a project's document.

    The places of published values become its evidence; `parts` are the JSON of its money, part by part.
    """
    document = _with_parts(_with_evidence(to_json(_with_days(content)), places, file), parts).encode()
    return document, zlib.crc32(document), int(_OPEN.encode() in document)


def _with_evidence(text: str, places: "Sequence[Place]", file: str) -> str:
    if not places:
        return text
    # In a text of the data, quotes are escaped: this stands once.
    before, after = text.split(_NO_EVIDENCE)
    source = to_json(file)
    # Most have no more than a line, which needs no escapes.
    middle = f'", "values": null, "sources": [{source}], "derived": null, "note": "line '
    entries = ", ".join(
        [
            _evidence(place, source)
            if place[3] or place[4] or (place[2] and any(place[2]))
            else f'{{"field": "{place[0]}{middle}{place[1]}"}}'
            for place in places
        ]
    )
    return f'{before}"evidence": [{entries}], "activity"{after}'


def _with_parts(text: str, parts: str) -> str:
    if not parts:
        return text
    before, after = text.split(_NO_PARTS)
    return f'{before}"parts": [{parts}], "unreadable"{after}'


def _with_days(content: "Content") -> "Content":
    """Return the content with its decisive days in the place of each status that follows from them."""
    phases = content["phases"]
    if content["status"] is not None and all(phase["status"] is not None for phase in phases):
        return content
    return {**content, "status": _status(content), "phases": [{**p, "status": _status(p)} for p in phases]}


def _status(record: "Content") -> str:
    first_day, _, last_day = dates.span(record["start"], record["end"])
    return record["status"] or f"\x1f{first_day or ''}/{last_day or ''}\x1f"


def _evidence(place: "Place", source: str) -> str:
    """Return the JSON of a `model.Evidence` with more than a line, put together as the others are."""
    field, line, notes, values, derived = place
    quoted_note = to_json("; ".join([f"line {line}", *(note for note in notes if note)]))
    return (
        f'{{"field": "{field}", "values": {to_json(values) if values else "null"}, "sources": [{source}], '
        f'"derived": {to_json(derived) if derived else "null"}, "note": {quoted_note}}}'
    )


def verified(document: bytes, checksum: int) -> bytes:
    """Return a stored document. Raises DamagedError if it is not as it was written."""
    if zlib.crc32(document) != checksum:
        msg = "a document is not as it was written"
        raise DamagedError(msg)
    return document


def complete(document: bytes, checksum: int, has_days: int, *, today: str) -> bytes:
    """Return a stored document with each status as it is on the day `today` (ISO).

    Raises DamagedError if the document is not as it was written.
    """
    verified(document, checksum)
    return _fill_in(document.decode(), today).encode() if has_days else document


def _fill_in(document: str, today: str) -> str:
    before, *marked = document.split(_OPEN)
    parts = [before]
    for text in marked:
        days, _, after = text.partition(_CLOSE)
        first_day, _, last_day = days.partition("/")
        value = status.follows(first_day or None, last_day or None, today)
        parts += ['"status": ', f'"{value}"' if value else "null", after]
    return "".join(parts)
