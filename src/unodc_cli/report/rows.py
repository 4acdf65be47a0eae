"""What an answer is, before it has a form: all that a view ever sees."""

from collections.abc import Callable, Iterable, Iterator, Sequence
from enum import StrEnum
from typing import Generic, NamedTuple, Self, TypeVar


class ColumnKind(StrEnum):
    """What the cells of a column hold, so that a view can align, colour and shorten them."""

    ID = "id"
    TEXT = "text"
    LIST = "list"
    DATE = "date"
    PERIOD = "period"
    STATUS = "status"
    MONEY = "money"
    COUNT = "count"
    # May be years: thousands stand together.
    NUMBER = "number"
    CODE = "code"


class MoneyCell(NamedTuple):
    """A sum in units of its currency."""

    value: int | float
    currency: str
    # The hierarchy level of the activities that it is of, where there are several.
    level: int | None = None


class TotalCell(NamedTuple):
    """A sum over projects: of one kind and one currency, and how many of the projects state it."""

    kind: str
    money: MoneyCell
    projects: int
    of: int


class Excerpt(str):
    """A text in which some words are to stand out."""

    words: tuple[str, ...]

    def __new__(cls, text: str, words: Iterable[str]) -> Self:
        """Return the text with its words."""
        made = super().__new__(cls, text)
        made.words = tuple(words)
        return made


class Period(NamedTuple):
    """From a date to a date, each as it is known."""

    start: str | None
    end: str | None

    def __str__(self) -> str:
        return f"{self.start or '?'} – {self.end or ''}".rstrip()


Cell = (str | int | float | MoneyCell | Period | None) | (
    Sequence[str] | Sequence[int | float] | Sequence[MoneyCell] | Sequence[TotalCell]
)


class Column(NamedTuple):
    """A column: its name is the field's name in every format."""

    name: str
    kind: ColumnKind
    # Where there is no room, the columns with the highest number go first. 0 never goes.
    drop: int = 0


Entry_co = TypeVar("Entry_co", covariant=True)


class Lazy(Generic[Entry_co]):
    """What is worked out while it is taken, and anew each time: for more than memory should hold."""

    def __init__(self, make: Callable[[], Iterator[Entry_co]], count: Callable[[], int]) -> None:
        self._make = make
        # How many there are, without taking them.
        self.count = count

    def __iter__(self) -> Iterator[Entry_co]:
        return self._make()


# JSON on one line: as text, or in UTF-8 as it is stored.
Json = str | bytes


# No dataclass: what `dataclasses` imports costs a fifth of a JSON answer.
class Report:
    """Rows under columns, with the JSON document of each row, and what must be said beside them."""

    def __init__(
        self,
        columns: tuple[Column, ...],
        rows: Sequence[tuple[Cell, ...]] | Lazy[tuple[Cell, ...]],
        documents: Sequence[Json] | Lazy[Json],
        *,
        single: bool = False,
        chosen: bool = False,
        notes: tuple[str, ...] = (),
        notes_on_rows: tuple[str, ...] = (),
        of: int | None = None,
    ) -> None:
        self.columns = columns
        self.rows = rows
        self.documents = documents
        # JSON is the one document, or the parts of it on one line; not an array of them.
        self.single = single
        # The columns were asked for, so JSON has those only.
        self.chosen = chosen
        self.notes = notes
        # What says nothing to who asks only how many rows there are.
        self.notes_on_rows = notes_on_rows
        # How many there are, where only the first of them are shown unasked; None: all are.
        self.of = of

    @property
    def count(self) -> int:
        """How many rows there are."""
        if self.of is not None:
            return self.of
        return self.documents.count() if isinstance(self.documents, Lazy) else len(self.documents)

    @property
    def is_read(self) -> bool:
        """Whether it is pages to be read, so that rows are not its plain form."""
        return False
