"""Rows: columns, and the cells under them."""

from collections.abc import Iterable, Sequence
from enum import StrEnum
from typing import Final, NamedTuple, Self

from unodc_cli.model.exact import Number


class ColumnKind(StrEnum):
    """The content of a column, by which views align, colour and shorten its cells."""

    ID = "id"
    TEXT = "text"
    LIST = "list"
    DATE = "date"
    PERIOD = "period"
    STATUS = "status"
    MONEY = "money"
    # A sum of money whose currency is in another column.
    SUM = "sum"
    COUNT = "count"
    # A number that may be a year, so it has no thousands separators.
    NUMBER = "number"
    CODE = "code"


# Marks of values to read with care, in formats for people: sources differ on the value; dates contradict it,
# or one another.
CONTESTED: Final = "*"
CONTRADICTED: Final = "!"


class MoneyCell(NamedTuple):
    """An amount of money in one currency."""

    value: Number
    currency: str
    # The hierarchy level of its activities, where a portfolio has several levels.
    level: int | None = None
    mark: str = ""


class AmountCell(NamedTuple):
    """One of several amounts, between its labels: `commitment`, and `(level 2)`."""

    before: str
    money: MoneyCell
    after: str = ""


class TotalCell(NamedTuple):
    """A total of one kind of amount in one currency, with how many of the projects state such an amount."""

    kind: str
    money: MoneyCell
    projects: int
    # The number of projects that the total is over, with or without such an amount.
    all_projects: int


class Marked(str):
    """A text with a mark for people (CONTESTED, CONTRADICTED), or a mark alone, at the end of a list."""

    mark: str

    def __new__(cls, text: str, mark: str) -> Self:
        """Create the text, and keep the mark beside it."""
        marked = super().__new__(cls, text)
        marked.mark = mark
        return marked


class Shared(str):
    """An entry of a list that all rows have, so that it tells none from another: tables leave it out."""


class ColumnNote(str):
    """A note on a column. It is dropped if the column is hidden, and off tables if `is_of_tables`."""

    column: str
    is_of_tables: bool

    def __new__(cls, text: str, column: str, *, is_of_tables: bool = False) -> Self:
        """Create the text, and keep the name of the column beside it."""
        note = super().__new__(cls, text)
        note.column = column
        note.is_of_tables = is_of_tables
        return note


class Excerpt(str):
    """A text with the words to highlight in it."""

    words: tuple[str, ...]

    def __new__(cls, text: str, words: Iterable[str]) -> Self:
        """Create the text, and keep the words beside it."""
        excerpt = super().__new__(cls, text)
        excerpt.words = tuple(words)
        return excerpt


class Period(NamedTuple):
    """A start and an end date, each to the day, month or year that is known."""

    start: str | None
    end: str | None
    mark: str = ""
    # It was asked for by its dates, so a narrow table shortens other columns first.
    is_asked: bool = False

    def __str__(self) -> str:
        return f"{self.start or '?'} – {self.end or ''}".rstrip()


Cell = (str | Number | MoneyCell | Period | None) | (
    Sequence[str] | Sequence[Number] | Sequence[MoneyCell] | Sequence[AmountCell] | Sequence[TotalCell]
)


class Column(NamedTuple):
    """A column. Its name is the name of the field in every format."""

    name: str
    kind: ColumnKind
    # On a narrow terminal the columns with the highest number are dropped first, those with 0 never.
    drop_order: int = 0
