"""An open catalogue: queries on its SQLite database."""

import sqlite3
from collections.abc import Iterator, Sequence
from typing import Any

from unodc_cli.errors import DamagedError, Fault

# Rises with every change of `schema`, or of what readers make of the same file. It is here since every start
# compares it, and `schema` is loaded only to compile.
VERSION = 23


class Catalogue:
    """An open catalogue, with the tables of `schema`."""

    def __init__(self, connection: sqlite3.Connection) -> None:
        self._connection = connection

    @property
    def connection(self) -> sqlite3.Connection:
        """The database itself, for `readonly_sql`."""
        return self._connection

    def rows(self, sql: str, parameters: dict[str, object] | Sequence[object] = ()) -> list[tuple[Any, ...]]:
        """Return all rows of a query."""
        return self._connection.execute(sql, parameters).fetchall()

    def each(
        self, sql: str, parameters: dict[str, object] | Sequence[object] = ()
    ) -> Iterator[tuple[Any, ...]]:
        """Return the rows of a query one by one. Raises DamagedError if the file ends before they do."""
        try:
            # No `yield from`: it would close the cursor of a query that is left early, perhaps too late.
            for row in self._connection.execute(sql, parameters):  # noqa: UP028
                yield row
        except sqlite3.DatabaseError as error:
            raise DamagedError(str(error)) from error

    def meta(self, key: str) -> str | None:
        """Return a property of the portfolio: `title`, `summary`, `updated`, `results` (JSON), `stamp`."""
        rows = self.rows("SELECT value FROM meta WHERE key = ?", (key,))
        return rows[0][0] if rows else None

    def faults(self, limit: int = -1) -> tuple[list[Fault], int]:
        """Return the first faults of files that could be read in part, and the number of all.

        There can be as many faults as projects, so the list may be limited.
        """
        rows = self._connection.execute("SELECT file, line, message FROM faults LIMIT ?", (limit,)).fetchall()
        [(count,)] = self._connection.execute("SELECT COUNT(*) FROM faults").fetchall()
        return [Fault(*row) for row in rows], count

    def is_empty(self) -> bool:
        """Return True if there is no project in it."""
        return not self.rows("SELECT 1 FROM projects LIMIT 1")

    def close(self) -> None:
        """Close the file."""
        self._connection.close()
