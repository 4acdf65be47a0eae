"""The answer to a query before it is formatted: columns, rows, documents and notes."""

from collections.abc import Callable, Collection, Iterable, Iterator, Sequence
from typing import TYPE_CHECKING, Generic, TypeVar

if TYPE_CHECKING:
    from unodc_cli.report.origin import Origin
    from unodc_cli.report.rows import Cell, Column

Entry_co = TypeVar("Entry_co", covariant=True)


class Lazy(Generic[Entry_co]):
    """Entries that are computed on each iteration, for more of them than memory should hold."""

    def __init__(self, make: Callable[[], Iterator[Entry_co]], count: Callable[[], int]) -> None:
        self._make = make
        # Returns the number of entries without computing them.
        self.count = count

    def __iter__(self) -> Iterator[Entry_co]:
        return self._make()


# A JSON document on one line: as text, or as the UTF-8 bytes that the catalogue stores.
Json = str | bytes


# No dataclass: what `dataclasses` imports costs a fifth of a JSON answer.
class Report:
    """Rows under columns, the JSON document of each row, and notes."""

    def __init__(
        self,
        columns: "tuple[Column, ...]",
        rows: "Sequence[tuple[Cell, ...]] | Lazy[tuple[Cell, ...]]",
        documents: Sequence[Json] | Lazy[Json],
        *,
        is_single_document: bool = False,
        has_selected_fields: bool = False,
        notes: tuple[str, ...] = (),
        row_notes: tuple[str, ...] = (),
        total_count: int | None = None,
    ) -> None:
        self.columns = columns
        self.rows = rows
        self.documents = documents
        # JSON is one object instead of an array. Its documents are the parts of that object.
        self.is_single_document = is_single_document
        # The user selected the columns (--fields), so JSON has only those.
        self.has_selected_fields = has_selected_fields
        self.notes = notes
        # Notes on the rows, which --count leaves out.
        self.row_notes = row_notes
        # The total number of results if only the first are shown by default, else None.
        self.total_count = total_count
        # Makes the report in SARIF, the format of findings; None if it has no findings.
        self.sarif: Callable[[], Iterable[str]] | None = None
        # The portfolio and the filters, for formats that are kept apart from the data.
        self.origin: Origin | None = None
        # Notes on files that could not be read in full, for the same formats: elsewhere they are warnings.
        self.unread: tuple[str, ...] = ()

    @property
    def count(self) -> int:
        """The number of results."""
        if self.total_count is not None:
            return self.total_count
        return self.documents.count() if isinstance(self.documents, Lazy) else len(self.documents)

    @property
    def kept_notes(self) -> tuple[str, ...]:
        """All notes, for formats that are kept apart from the data."""
        return (*self.unread, *self.notes, *self.row_notes)

    def hide(self, columns: Collection[str]) -> None:
        """Leave out the notes on columns that are not shown."""
        self.row_notes = tuple(n for n in self.row_notes if getattr(n, "column", None) not in columns)

    def keep_underscores(self, names: Sequence[str]) -> None:
        """Name selected columns as they were typed, if with underscores: SQL takes these unquoted."""
        self.columns = tuple(
            column._replace(name=name.lower()) if "_" in name else column
            for name, column in zip(names, self.columns, strict=True)
        )

    def show_all(self) -> None:
        """Leave out the notes on what only tables leave out."""
        self.row_notes = tuple(n for n in self.row_notes if not getattr(n, "is_of_tables", False))

    @property
    def is_page(self) -> bool:
        """True if the report is read as pages, also off a terminal."""
        return False
