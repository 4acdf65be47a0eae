"""Query projects as the catalogue stores them: all at once, or one by one where they are many."""

from collections.abc import Callable, Iterator, Sequence
from typing import TYPE_CHECKING, Any, Final, TypeVar, cast

from unodc_cli.catalogue.database import Catalogue
from unodc_cli.catalogue.documents import COLUMNS as DOCUMENT
from unodc_cli.catalogue.documents import complete
from unodc_cli.model import exact
from unodc_cli.query.filters import Condition
from unodc_cli.report.report import Lazy

if TYPE_CHECKING:
    from unodc_cli.model.documents import NamedDocument

# The largest number of projects that is held in memory.
AT_ONCE: Final = 1000
# The order of the data files, in SQL.
FILE_ORDER: Final = "place"

Source = TypeVar("Source")
Target = TypeVar("Target")


def content(text: bytes, name: str) -> "NamedDocument":
    """Return a stored document with the `name` that the catalogue has beside it."""
    return cast("NamedDocument", {**exact.loads(text), "name": name, "shared": []})


def without_shared(document: "NamedDocument", own_partners: int) -> "NamedDocument":
    """Return the document with the partners that every project of the portfolio has apart from its own."""
    shared = document["partners"][own_partners:]
    ids = {partner["id"] for partner in shared}
    own_entries = [partner for partner in document["partners"][:own_partners] if partner["id"] not in ids]
    return {**document, "partners": own_entries, "shared": shared}


class Stored:
    """A project as the catalogue has it: its document on the day of the query, its name, its own partners."""

    def __init__(self, number: int, document: bytes, name: str, own_partners: int) -> None:
        self.number = number
        self.document = document
        self.name = name
        self.own_partners = own_partners

    @property
    def content(self) -> "NamedDocument":
        """Its values, with the partners that every project of the portfolio has apart from its own."""
        return without_shared(content(self.document, self.name), self.own_partners)


class ProjectQuery:
    """A query for projects: condition, order (in SQL) and limit."""

    def __init__(
        self, catalogue: Catalogue, where: Condition, order: str, limit: int | None, today: str
    ) -> None:
        self.catalogue = catalogue
        self.where = where
        self._order = order
        self._limit = limit
        self.today = today

    def projects(self) -> Iterator[Stored]:
        """Return the projects one by one."""
        rows = self._documents("num, name, own_partners", ", num, name, own_partners")
        return (
            Stored(number, complete(document, checksum, has_days, today=self.today), name, own_partners)
            for document, checksum, has_days, number, name, own_partners in rows
        )

    def documents(self) -> Iterator[bytes]:
        """Return their documents alone, one by one."""
        return (complete(*row, today=self.today) for row in self._documents("num", ""))

    def _documents(self, columns: str, beside: str) -> Iterator[tuple[Any, ...]]:
        # Projects are sorted before their documents are fetched: to sort these would be to copy them.
        sql = f"SELECT {columns} FROM projects WHERE {self.where.sql} ORDER BY {self._order} LIMIT :limit"
        parameters = {**self.where.parameters, "limit": -1 if self._limit is None else self._limit}
        return self.catalogue.each(
            f"SELECT {DOCUMENT}{beside} FROM ({sql}) CROSS JOIN documents USING (num)", parameters
        )

    def count(self) -> int:
        """Return the number of projects."""
        sql = f"SELECT COUNT(*) FROM projects WHERE {self.where.sql}"
        [(count,)] = self.catalogue.rows(sql, self.where.parameters)
        return int(count) if self._limit is None else min(int(count), self._limit)


def by_number(catalogue: Catalogue, numbers: Sequence[int], today: str) -> Iterator[Stored]:
    """Return the projects with these numbers one by one, in this order."""
    rows = catalogue.each(
        f"""SELECT num, name, own_partners, {DOCUMENT} FROM json_each(?)
        CROSS JOIN projects ON num = value CROSS JOIN documents USING (num)""",
        (exact.to_json(numbers),),
    )
    for number, name, own_partners, *document in rows:
        yield Stored(number, complete(*document, today=today), name, own_partners)


def list_or_lazy(
    make: Callable[[], Iterator[Source]], count: Callable[[], int]
) -> Sequence[Source] | Lazy[Source]:
    """Return a list, unless it is more than memory should hold."""
    return list(make()) if count() <= AT_ONCE else Lazy(make, count)


def each(
    entries: Sequence[Source] | Lazy[Source], function: Callable[[Source], Target]
) -> Sequence[Target] | Lazy[Target]:
    """Apply a function to each entry: at once to those of a list, else while they are read."""
    if isinstance(entries, Lazy):
        return Lazy(lambda: map(function, entries), entries.count)
    return [function(entry) for entry in entries]
