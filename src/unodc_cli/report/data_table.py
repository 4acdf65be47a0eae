"""A table for other tools: columns with types, and rows of plain values."""

from collections.abc import Iterable, Mapping
from enum import StrEnum
from typing import Any, NamedTuple


class Type(StrEnum):
    """The type of a column."""

    TEXT = "text"
    # ISO: 2016-03-01.
    DATE = "date"
    INTEGER = "integer"
    # Floating-point.
    NUMBER = "number"
    # A decimal number, never a float: a sum of money, a percentage.
    DECIMAL = "decimal"
    BOOLEAN = "boolean"


class DataTable(NamedTuple):
    """A table. Values are as SQLite has them: text, numbers, 0 and 1; a decimal is text, or a number."""

    name: str
    columns: Mapping[str, Type]
    rows: Iterable[tuple[Any, ...]]
