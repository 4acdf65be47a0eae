"""What an answer is, before it has a form: all that a view ever sees."""

from collections.abc import Sequence
from dataclasses import dataclass, field
from enum import StrEnum


class Kind(StrEnum):
    """What the cells of a column hold, so that a view can align, colour and shorten them."""

    ID = "id"
    TEXT = "text"
    LIST = "list"
    DATE = "date"
    PERIOD = "period"
    STATUS = "status"
    MONEY = "money"
    COUNT = "count"


@dataclass(frozen=True)
class Money:
    """A sum in units of its currency."""

    value: int | float
    currency: str


@dataclass(frozen=True)
class Total:
    """A sum over projects: of one kind and one currency, and how many of the projects state it."""

    kind: str
    money: Money
    projects: int
    of: int


@dataclass(frozen=True)
class Period:
    """From a date to a date, each as it is known."""

    start: str | None
    end: str | None

    def __str__(self) -> str:
        return f"{self.start or '?'} – {self.end or ''}".rstrip()


Cell = str | int | float | Money | Period | None | Sequence[str] | Sequence[Money] | Sequence[Total]


@dataclass(frozen=True)
class Column:
    """A column: its name is the field's name in every format."""

    name: str
    kind: Kind
    # Where there is no room, the columns with the highest number go first. 0 never goes.
    drop: int = 0


@dataclass(frozen=True)
class Report:
    """Rows under columns, with the JSON document of each row, and what must be said beside them."""

    columns: tuple[Column, ...]
    rows: Sequence[tuple[Cell, ...]]
    documents: Sequence[str]
    # JSON is the one document, not an array of them.
    single: bool = False
    # The columns were asked for, so JSON has those only.
    chosen: bool = False
    notes: tuple[str, ...] = ()


@dataclass(frozen=True)
class Bar:
    """A period on a time line: the days that its start and its end can mean (None: not known)."""

    name: str
    start: tuple[str, str] | None
    end: tuple[str, str] | None
    status: str | None


@dataclass(frozen=True)
class Lane:
    """A project's row on a time line: its phases, or itself."""

    id: str
    bars: tuple[Bar, ...]


@dataclass(frozen=True)
class Chart(Report):
    """A report that can be drawn along the years."""

    lanes: tuple[Lane, ...] = ()
    today: str = ""


@dataclass(frozen=True)
class Facts:
    """Labelled values."""

    facts: tuple[tuple[str, str], ...]


@dataclass(frozen=True)
class Prose:
    """Text to be read."""

    text: str


@dataclass(frozen=True)
class Items:
    """A list; an entry may have a web address."""

    items: tuple[tuple[str, str | None], ...]
    numbered: bool = False


@dataclass(frozen=True)
class Grid:
    """A small table."""

    columns: tuple[Column, ...]
    rows: tuple[tuple[Cell, ...], ...]


Body = Facts | Prose | Items | Grid


@dataclass(frozen=True)
class Section:
    """A part of a page."""

    heading: str | None
    body: Body


@dataclass(frozen=True)
class Page:
    """All that is known of one project, laid out to be read."""

    title: str
    sections: tuple[Section, ...] = ()


@dataclass(frozen=True)
class Pages(Report):
    """A report of whole projects."""

    pages: tuple[Page, ...] = field(default=())
