"""An open catalogue: queries on its SQLite database."""

import sqlite3
from collections.abc import Callable, Iterator, Sequence
from typing import Any

from unodc_cli.errors import DamagedError, Fault, OutputError

# Rises with every change of `schema`, or of what readers make of the same file. It is here since every start
# compares it, and `schema` is loaded only to compile.
VERSION = 69


class Catalogue:
    """An open catalogue, with the tables of `schema`."""

    def __init__(self, connection: sqlite3.Connection) -> None:
        self._connection = connection
        # Whether it was compiled for this answer.
        self.is_new = False

    @property
    def connection(self) -> sqlite3.Connection:
        """The database itself, for `readonly_sql`."""
        return self._connection

    def rows(self, sql: str, parameters: dict[str, object] | Sequence[object] = ()) -> list[tuple[Any, ...]]:
        """Return all rows of a query. Raises OutputError if its temporary files do not fit on the disk."""
        try:
            return self._connection.execute(sql, parameters).fetchall()
        except sqlite3.OperationalError as error:
            _raise_if_full(error)
            raise

    def each(
        self, sql: str, parameters: dict[str, object] | Sequence[object] = ()
    ) -> Iterator[tuple[Any, ...]]:
        """Return the rows of a query one by one.

        Raises DamagedError if the file ends before they do, OutputError as `rows`.
        """
        try:
            # No `yield from`: it would close the cursor of a query that is left early, perhaps too late.
            for row in self._connection.execute(sql, parameters):  # noqa: UP028
                yield row
        except sqlite3.DatabaseError as error:
            _raise_if_full(error)
            raise DamagedError(str(error)) from error

    def define(self, name: str, function: Callable[..., str | float | None]) -> None:
        """Let queries call a function, with as many values as they like."""
        self._connection.create_function(name, -1, function, deterministic=True)

    def meta(self, key: str) -> str | None:
        """Return a property of the portfolio: `title`, `summary`, `updated`, `results` (JSON), `stamp`."""
        rows = self.rows("SELECT value FROM meta WHERE key = ?", (key,))
        return rows[0][0] if rows else None

    def faults(self) -> list[Fault]:
        """Return the faults of files, the gravest first."""
        rows = self.rows("SELECT file, line, message, kind FROM faults ORDER BY weight, rowid")
        return [Fault(*row) for row in rows]

    def fault_groups(self) -> tuple[list[tuple[Fault, int]], int]:
        """Return the first fault of each kind with the number of them, and the number of all faults.

        Files that could not be read come first, each by itself. The faults of single values are in the list
        only when the catalogue was compiled just now.
        """
        # `sql` has a view of the same name.
        rows = self.rows(
            """SELECT file, line, message, kind, COUNT(*), MIN(rowid) FROM main.faults WHERE weight < 2 OR ?
            GROUP BY weight, CASE WHEN weight < 2 THEN file ELSE kind END
            ORDER BY weight, CASE WHEN weight < 2 THEN file END, MIN(rowid)""",
            (self.is_new,),
        )
        [(count,)] = self.rows("SELECT COUNT(*) FROM main.faults")
        return [(Fault(*fault), number) for *fault, number, _ in rows], count

    def unread(self) -> list[Fault]:
        """Return the first fault of each file that could not be read, or not to its end."""
        rows = self.rows(
            """SELECT file, line, message, kind, MIN(rowid) FROM main.faults WHERE weight < 2
            GROUP BY weight, file ORDER BY weight, file"""
        )
        return [Fault(*fault) for *fault, _ in rows]

    def is_empty(self) -> bool:
        """Return True if there is no project and no organisation file in it."""
        return not self.rows("SELECT 1 FROM projects UNION ALL SELECT 1 FROM organisations LIMIT 1")

    def close(self) -> None:
        """Close the file."""
        self._connection.close()


def _raise_if_full(error: sqlite3.DatabaseError) -> None:
    """Raise OutputError if a disk is full, on which SQLite sorts and keeps temporary tables."""
    if error.sqlite_errorcode == sqlite3.SQLITE_FULL:
        target = "temporary files"
        raise OutputError(target, "the disk is full") from error
