"""The rows that projects have beside their documents: how they are stored, and which texts are searched."""

import sqlite3
from collections.abc import Iterator, Mapping
from typing import Any, Final

from unodc_cli.catalogue.database import Catalogue
from unodc_cli.catalogue.flags import ROW_BITS
from unodc_cli.model.details import FIELDS, Details
from unodc_cli.model.exact import to_json

# The place of the full-text index and the columns whose texts it has, by table.
_TEXTS: Final[Mapping[str, tuple[str, tuple[str, ...]]]] = {
    "results": ("result", ("result", "indicator")),
    "links": ("document", ("title",)),
}
# The texts of a project in each place of the full-text index.
Texts = dict[str, list[str]]


def stored(number: int, rows: list[tuple[Any, ...]]) -> Iterator[tuple[Any, ...]]:
    """Return the rows of a project with their keys, without empty rows; lists become JSON, or NULL."""
    for key, row in enumerate(rows, number << ROW_BITS):
        # Most rows have no list, and to look at each value takes longer than to write it.
        if row:
            yield (key, *map(_stored, row)) if list in map(type, row) else (key, *row)


def _stored(value: Any) -> Any:
    return (to_json(value) if value else None) if isinstance(value, list) else value


# A point that so many activities have without saying how exact it is stands for a larger place.
_SHARED: Final = 5


def mark_stand_ins(database: sqlite3.Connection) -> None:
    """Mark the points that many activities share, and those that another activity has for a country."""
    database.execute(
        f"""UPDATE locations SET stand_in = 'shared'
        WHERE stand_in IS NULL AND exactness IS NULL AND (latitude, longitude) IN (
            SELECT latitude, longitude FROM locations WHERE exactness IS NULL AND latitude IS NOT NULL
            GROUP BY latitude, longitude
            HAVING COUNT(DISTINCT num >> {ROW_BITS}) >= {_SHARED} OR SUM(stand_in = 'country'))"""  # noqa: S608
    )


def texts(details: Details) -> Texts:
    """Return the searched texts of rows."""
    by_place: Texts = {}
    for table, (place, columns) in _TEXTS.items():
        if rows := details.get(table):
            positions = [FIELDS[table].index(column) for column in columns]
            listed = dict.fromkeys(row[position] for row in rows for position in positions)
            by_place.setdefault(place, []).extend(text for text in listed if text)
    return by_place


def texts_of(catalogue: Catalogue, number: int) -> Texts:
    """Return the searched texts of a project's rows as they are stored."""
    by_place: Texts = {}
    for table, (place, columns) in _TEXTS.items():
        rows = catalogue.rows(
            f"SELECT {', '.join(columns)} FROM {table} WHERE num >= ? AND num < ? ORDER BY num",  # noqa: S608
            (number << ROW_BITS, (number + 1) << ROW_BITS),
        )
        listed = dict.fromkeys(text for row in rows for text in row)
        by_place.setdefault(place, []).extend(text for text in listed if text)
    return by_place
