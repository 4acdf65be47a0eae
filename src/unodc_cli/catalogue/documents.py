r"""Projects as they are stored: JSON documents, complete but for what depends on the day.

A status that follows from the dates is stored as `"status": "\u001f2016-01-01/2020-12-31\u001f"`: the two
days that decide it, either of which may be missing. No text of the data can imitate that: its quotes are
escaped, so these can only be a key and its value, and no other value of that key begins with a control.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from unodc_cli.model import dates, status
from unodc_cli.text import to_json

if TYPE_CHECKING:
    from collections.abc import Sequence

    from unodc_cli.readers.reading import Content, Place

_OPEN: Final = '"status": "\\u001f'
_CLOSE: Final = '\\u001f"'
_MARKED: Final = _OPEN.encode()
_NO_EVIDENCE: Final = '"evidence": [], "activity"'


def document(content: Content, places: Sequence[Place], file: str) -> str:
    """Return the document of a project. The places of published values become its evidence."""
    text = to_json(_with_days(content))
    if not places:
        return text
    # In a text of the data, quotes are escaped: this stands once.
    before, after = text.split(_NO_EVIDENCE)
    source = to_json(file)
    entries = ", ".join(_evidence(place, source) for place in places)
    return f'{before}"evidence": [{entries}], "activity"{after}'


def _with_days(content: Content) -> Content:
    """Return the content with its decisive days in the place of each status that follows from them."""
    phases = content["phases"]
    if content["status"] is not None and all(phase["status"] is not None for phase in phases):
        return content
    return {**content, "status": _status(content), "phases": [{**p, "status": _status(p)} for p in phases]}


def _status(record: Content) -> str:
    first_day, _, last_day = dates.span(record["start"], record["end"])
    return record["status"] or f"\x1f{first_day or ''}/{last_day or ''}\x1f"


def _evidence(place: Place, source: str) -> str:
    """Return the JSON of a `model.Evidence`, put together: there are many, and all of one form."""
    field, line, notes, values, derived = place
    # Most have no more than a line, which needs no escapes.
    quoted_note = (
        to_json("; ".join([f"line {line}", *(note for note in notes if note)]))
        if any(notes)
        else f'"line {line}"'
    )
    return (
        f'{{"field": "{field}", "values": {to_json(values) if values else "null"}, "sources": [{source}], '
        f'"derived": {to_json(derived) if derived else "null"}, "note": {quoted_note}}}'
    )


def fill_in(document: str, today: str) -> str:
    """Return a stored document with each status as it is on the day `today` (ISO)."""
    before, *marked = document.split(_OPEN)
    parts = [before]
    for text in marked:
        days, _, after = text.partition(_CLOSE)
        first_day, _, last_day = days.partition("/")
        value = status.follows(first_day or None, last_day or None, today)
        parts += ['"status": ', f'"{value}"' if value else "null", after]
    return "".join(parts)


def fill_in_stored(document: bytes, today: str) -> bytes:
    """Return the same of a document in UTF-8. Most have nothing to be filled in, and are not decoded."""
    return fill_in(document.decode(), today).encode() if _MARKED in document else document
