"""Projects as the catalogue stores them: all at once, or one by one where they are many."""

from collections.abc import Callable, Iterator, Sequence
from typing import TYPE_CHECKING, TypeVar

from unodc_cli.catalogue.database import Catalogue
from unodc_cli.catalogue.documents import COLUMNS as DOCUMENT
from unodc_cli.catalogue.documents import complete
from unodc_cli.model.exact import to_json
from unodc_cli.query.fields import content, without_shared
from unodc_cli.report.rows import Lazy

if TYPE_CHECKING:
    from unodc_cli.model.documents import NamedDocument, PartnerDocument

# The largest number of projects that is held in memory.
AT_ONCE = 1000

Source = TypeVar("Source")
Target = TypeVar("Target")


class Stored:
    """A project as the catalogue has it: its document on the day of the query, its name, its own partners."""

    def __init__(self, number: int, document: bytes, name: str, own_partners: int) -> None:
        self.number = number
        self.document = document
        self.name = name
        self.own_partners = own_partners

    @property
    def content(self) -> "NamedDocument":
        """Its values, without the partners that every project of the portfolio has."""
        return without_shared(content(self.document, self.name), self.own_partners)

    @property
    def shared_partners(self) -> "Sequence[PartnerDocument]":
        """The partners that every project of the portfolio has."""
        return content(self.document, self.name)["partners"][self.own_partners :]


def by_number(catalogue: Catalogue, numbers: Sequence[int], today: str) -> Iterator[Stored]:
    """Return the projects with these numbers one by one, in this order."""
    rows = catalogue.each(
        f"""SELECT num, name, own_partners, {DOCUMENT} FROM json_each(?)
        CROSS JOIN projects ON num = value CROSS JOIN documents USING (num)""",
        (to_json(numbers),),
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
