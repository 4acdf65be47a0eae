"""The status of a project or phase: what a source states, or what follows from the dates.

A status that follows from the dates depends on the day of asking, so it is never stored. The rule stands
here twice, for Python and for SQL, and a test holds one against the other:

- its last possible day is past: `ended`;
- its first possible day is still to come: `planned`;
- both are known and neither holds: `active`;
- else it is not known.
"""

import re

# A stored JSON document carries, in the place of such a status, the two days between two unit separators.
# JSON text escapes control characters in strings, so these cannot be part of anything else.
_MARK = re.compile("\x1f([^/\x1f]*)/([^\x1f]*)\x1f")

# `first_day` and `last_day` are columns of the catalogue, `:today` the day of asking.
SQL = """COALESCE(status, CASE
    WHEN last_day < :today THEN 'ended'
    WHEN first_day > :today THEN 'planned'
    WHEN first_day IS NOT NULL AND last_day IS NOT NULL THEN 'active' END)"""

DERIVED = "worked out from the dates on the day of asking"


def follows(first_day: str | None, last_day: str | None, today: str) -> str | None:
    """Return the status that the first and the last possible day give on the day `today` (ISO days)."""
    if last_day and last_day < today:
        return "ended"
    if first_day and first_day > today:
        return "planned"
    return "active" if first_day and last_day else None


def mark(first_day: str | None, last_day: str | None) -> str:
    """Return what a document carries in the place of a status that follows from these days."""
    return f"\x1f{first_day or ''}/{last_day or ''}\x1f"


def fill_in(document: str, today: str) -> str:
    """Return the JSON document with each status as it is on the day `today`."""

    def status(match: re.Match[str]) -> str:
        found = follows(match[1] or None, match[2] or None, today)
        return f'"{found}"' if found else "null"

    return _MARK.sub(status, document) if "\x1f" in document else document


def fill_in_stored(document: bytes, today: str) -> bytes:
    """Return the same of a document in UTF-8. Most have nothing to be filled in, and are not touched."""
    return fill_in(document.decode(), today).encode() if b"\x1f" in document else document
