"""Rows that several activities have alike, as one text: it is quick to send, and to compare."""

from collections.abc import Sequence
from typing import Any, Final

from unodc_cli.model.exact import to_json
from unodc_cli.readers.records import Alike

# The most sets of rows to remember. They are forgotten together.
_MOST: Final = 5_000

_Rows = tuple[tuple[Any, ...], ...]


class RepeatedRows:
    """Remembers the text of each set of rows."""

    def __init__(self) -> None:
        self._known: dict[_Rows, str] = {}

    def alike(self, rows: Sequence[tuple[Any, ...]], *own: str | None) -> Alike:
        """Return rows as JSON, with their own columns (see `Alike`)."""
        key = tuple(rows)
        text = self._known.get(key)
        if text is None:
            if len(self._known) >= _MOST:
                self._known.clear()
            text = self._known[key] = to_json(key)
        return text, own
