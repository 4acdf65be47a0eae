"""Run a user's SQL read-only and with a time limit.

The database is set to read-only, and SQLite's authorizer refuses each access that is not a SELECT. It also
refuses undocumented tables that a query names directly, since these may change; nothing in them is secret. A
query is interrupted at its time limit.
"""

import sqlite3
import time
from collections.abc import Callable, Iterator, Mapping, Sequence
from contextlib import contextmanager
from typing import Final, NamedTuple

from unodc_cli.errors import UnodcError, UsageError

Value = str | int | float | bytes | None

_READING: Final = (sqlite3.SQLITE_SELECT, sqlite3.SQLITE_RECURSIVE)
# Functions of values, not tables, though SQLite counts them as tables.
_FUNCTIONS_OF_ROWS: Final = ("json_each", "json_tree")
_REFUSED_FUNCTIONS: Final = ("load_extension", "fts3_tokenizer", "readfile", "writefile", "edit")
# A text longer than this is an accident; no project is.
_LONGEST: Final = 50_000_000
# The steps of SQLite's machine between two looks at the clock: a few milliseconds.
_STEPS: Final = 20_000
_DAMAGED: Final = (sqlite3.SQLITE_CORRUPT, sqlite3.SQLITE_NOTADB, sqlite3.SQLITE_IOERR)


class SqlResult(NamedTuple):
    """The rows of a query, and the names of its columns; `cut` if there are more rows than the limit."""

    names: tuple[str, ...]
    rows: Sequence[tuple[Value, ...]]
    cut: bool


class TooLongError(UnodcError):
    """The query was stopped at its time limit."""

    def __init__(self, seconds: float) -> None:
        super().__init__(f"no answer within {seconds:g} seconds")
        self.hint = "raise the limit with --timeout"


def select(
    database: sqlite3.Connection,
    sql: str,
    *,
    views: Mapping[str, str],
    functions: Mapping[str, Callable[..., str]],
    limit: int,
    seconds: float,
) -> SqlResult:
    """Return the rows of a query that may read nothing but these views and functions.

    Raises UsageError for invalid or forbidden SQL, TooLongError after `seconds`.
    """
    database.execute("PRAGMA temp_store = 2")  # in memory; it drops what is temporary, so it comes first
    for name in _FUNCTIONS_OF_ROWS:
        # The first use of each declares a table, which is refused once the guard stands.
        database.execute(f"SELECT 1 FROM {name}('[]')")  # noqa: S608 - our own names
    errors: list[UnodcError] = []
    for name, function in functions.items():
        database.create_function(name, -1, _keeping_errors(function, errors), deterministic=True)
    for name, view in views.items():
        database.execute(f'CREATE TEMP VIEW "{name}" AS {view}')
    ends = time.monotonic() + seconds
    with _guarded(database, ends):
        try:
            cursor = database.execute(sql)
            if cursor.description is None:
                msg = "this is not an SQL query"
                raise UsageError(msg, "a query begins with SELECT or WITH")
            names = tuple(column[0] for column in cursor.description)
            rows = cursor.fetchmany(limit + 1)
        except (sqlite3.Error, sqlite3.Warning) as error:
            raise (errors[0] if errors else _explained(error, ends, seconds)) from error
    return SqlResult(names, rows[:limit], cut=len(rows) > limit)


def _keeping_errors(function: Callable[..., str], errors: list[UnodcError]) -> Callable[..., str]:
    """Wrap a function so that its errors are kept: SQLite itself reports only that there was one."""

    def keeping(*values: Value) -> str:
        try:
            return function(*values)
        except UnodcError as error:
            errors.append(error)
            raise

    return keeping


@contextmanager
def _guarded(database: sqlite3.Connection, ends: float) -> Iterator[None]:
    database.execute("PRAGMA query_only = 1")
    longest = database.setlimit(sqlite3.SQLITE_LIMIT_LENGTH, _LONGEST)
    # A BLOB taken for a text may be no UTF-8.
    database.text_factory = lambda text: text.decode("utf-8", "replace")
    database.set_progress_handler(lambda: time.monotonic() > ends, _STEPS)
    database.set_authorizer(_allows)
    try:
        yield
    finally:
        database.set_authorizer(None)
        database.set_progress_handler(None, 0)
        database.text_factory = str
        database.setlimit(sqlite3.SQLITE_LIMIT_LENGTH, longest)


def _allows(
    action: int, first: str | None, second: str | None, database: str | None, within: str | None
) -> int:
    """Return whether SQLite may do something. `within` is the view that wants it, None the query itself."""
    if action == sqlite3.SQLITE_READ:
        table = (first or "").lower()
        # For a table that is only counted, SQLite requests no column, and does not name the view.
        offered = database != "main" or within is not None or not second or table in _FUNCTIONS_OF_ROWS
        allowed = offered and not table.startswith("sqlite_")
    elif action == sqlite3.SQLITE_FUNCTION:
        allowed = (second or "").lower() not in _REFUSED_FUNCTIONS
    else:
        allowed = action in _READING
    return sqlite3.SQLITE_OK if allowed else sqlite3.SQLITE_DENY


def _explained(error: Exception, ends: float, seconds: float) -> BaseException:
    code = getattr(error, "sqlite_errorcode", 0) & 0xFF
    if code in _DAMAGED:
        return error
    if code == sqlite3.SQLITE_INTERRUPT:
        # Ctrl-C ends a query by its callback too: SQLite knows no other way.
        return TooLongError(seconds) if time.monotonic() > ends else KeyboardInterrupt()
    if code == sqlite3.SQLITE_AUTH or any(word in str(error) for word in ("prohibited", "authorized")):
        msg = f"this SQL may not be run: {error}"
        return UsageError(msg, "it may only SELECT from what `unodc sql --schema` lists")
    return UsageError(f"SQL: {error}", "`unodc sql --schema` lists the tables and their columns")
