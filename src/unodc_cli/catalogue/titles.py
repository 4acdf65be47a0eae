"""The languages of titles: how many are published in the one that was asked for."""

import sqlite3
from typing import Final

# The notes on titles, as `readers.iati.texts` makes them. One whose language is named, and is the one that
# was asked for, has none but its line.
_NOTE: Final = """(SELECT json_extract(value, '$.note') FROM json_each(CAST(document AS TEXT), '$.evidence')
    WHERE json_extract(value, '$.field') = 'title')"""
_IN_LANGUAGE: Final = "instr(note, 'language ''' || :language || ''' inherited')"
_IN_ANOTHER: Final = "instr(note, '; in ') OR instr(note, '; language ')"


def write_titles_in(database: sqlite3.Connection, language: str) -> None:
    """Write the number of published titles, and of those in a language, as properties of the portfolio."""
    # Only published values have a line.
    counts = f"""SELECT COUNT(*), SUM({_IN_LANGUAGE} OR NOT ({_IN_ANOTHER}))
        FROM (SELECT {_NOTE} AS note FROM documents) WHERE note GLOB 'line [0-9]*'"""  # noqa: S608
    [(titles, in_language)] = database.execute(counts, {"language": language})
    properties = {"titles": titles, "titles in language": in_language or 0}
    database.executemany("INSERT INTO meta VALUES (?, ?)", properties.items())
