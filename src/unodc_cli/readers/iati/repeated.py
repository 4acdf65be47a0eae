"""Rows that several activities have alike, as one object: it is sent to another process once for a batch."""

from collections.abc import Sequence
from typing import Any, Final

from unodc_cli.readers.records import Alike

# The most sets of rows to remember. They are forgotten together.
_MOST: Final = 5_000

_Rows = tuple[tuple[Any, ...], ...]


class RepeatedRows:
    """Remembers sets of rows, to use the first object of each again."""

    def __init__(self) -> None:
        self._known: dict[_Rows, _Rows] = {}

    def alike(self, rows: Sequence[tuple[Any, ...]], *own: str | None) -> Alike:
        """Return rows with their own columns, which are JSON arrays (see `Alike`)."""
        if len(self._known) >= _MOST:
            self._known.clear()
        key = tuple(rows)
        return self._known.setdefault(key, key), own
