"""Projects as readers return them: records with the places of their values, in batches."""

from collections.abc import Mapping, Sequence
from typing import Any, Final, NamedTuple

from unodc_cli.errors import Fault
from unodc_cli.model.details import Details

# A project in the shape of its JSON document (`model.Project`). A status that follows from dates is None.
Content = dict[str, Any]

# Where in its file a published value stands: the path of its field, the line, notes on it, the entries of a
# list that are meant (None: all), and how it was derived. A plain tuple, since each value has one.
Place = tuple[str, int, tuple[str | None, ...], list[str] | None, str | None]

# The fields of `model.Share`. A plain tuple, since it is sent to another process.
Share = tuple[str | None, str, str | None, float | None, int, str | None]
# An organisation that gives or has money: its id, its name and reference as published, and its own activity
# to which that belongs.
Party = tuple[str | None, str, str, str | None]
# Aid, flow and finance type, disbursement channel, and whether it is humanitarian aid.
Types = tuple[str | None, str | None, str | None, str | None, bool | None]
# Statements beside a sum that many have in common: a word of BudgetStatus (or another code as published), the
# codes of TiedStatus and, of provider and receiver, of OrganisationType; then aid types of other vocabularies
# than the standard's, which stand before their codes: `2:1`.
InCommon = tuple[str | None, str | None, str | None, str | None, tuple[str, ...]]
# Statements beside a sum, which few publishers make: its reference, its description, the day on which it was
# changed (1.0x), and the others.
Beside = tuple[str | None, str | None, str | None, InCommon | None]
# Sectors, countries and regions of a transaction.
OwnShares = tuple[list[Share], list[Share], list[Share]]
# Rows of an activity that others may have as well, but for a few columns: the rows without these, and each of
# these columns, from the first row to the last; all as JSON arrays. A column of empty values is None.
Alike = tuple[str, tuple[str | None, ...]]
# The readable values of a budget, planned disbursement or transaction: kind, value, currency, whether that
# is the activity's, the first day, the last day, the day of the exchange rate, the line, the provider, the
# receiver, the types, the row's own shares and the statements beside it. A value that is not whole is a text.
# A plain tuple, since there are many and they are sent to another process.
# fmt: off
Stated = tuple[
    str, int | str, str, bool, str | None, str | None, str | None, int,
    Party | None, Party | None, Types | None, OwnShares | None, Beside | None,
]
# fmt: on
# The positions of two of them.
TYPES: Final = 10
SHARES: Final = 11


class Record(NamedTuple):
    """A project. Its own partners come before the partners of the whole portfolio."""

    content: Content
    own_partners: int
    # When the publisher last changed it (ISO 8601); of two with the same id, the later one is kept.
    updated: str | None = None
    # The evidence of a published project; its content has none.
    places: Sequence[Place] = ()
    # Positions of the partners that the file states for all of its projects, and the project does not state.
    common: Sequence[int] = ()
    # The rows for tables beside the documents, by the name of the table.
    details: Details = {}  # noqa: RUF012 - nobody changes it
    # Those that other projects have alike, by the name of `schema.ALIKE_ROWS`.
    alike: Mapping[str, Alike] = {}
    # Rows of `ClassificationRow` that others have not alike.
    statements: Sequence[tuple[Any, ...]] = ()
    # The money of a published project, part by part; its content has none.
    parts: Sequence[Stated] = ()
    # The statements beside the values that could not be read, in their order.
    unreadable: Sequence[Beside | None] = ()
    # The identifiers, of a secondary reporter, of the activity that it repeats.
    repeats: Sequence[str] = ()
    # The language of a published title (ISO 639-1), empty if nothing names it; None without one.
    title_language: str | None = None


class OrganisationRecord(NamedTuple):
    """An organisation that publishes its own budgets (`iati-organisation`)."""

    id: str
    # As published, in the wanted language where there is one; then the other names.
    name: str
    aliases: Sequence[str]
    # The reference and name of the publisher; its type, and whether it repeats what others report.
    publisher: tuple[str, str]
    publisher_type: str
    is_secondary: bool | None
    updated: str
    line: int
    details: Details


class Spelling(NamedTuple):
    """A published spelling of an organisation; a score of 100 is a known name."""

    partner: str
    name: str
    ref: str
    score: float


class Batch(NamedTuple):
    """Some projects of a file, in its order, with the faults, spellings and observations of reading them."""

    records: Sequence[Record]
    # Faults of these projects and, in the last batch, of the file as a whole.
    faults: Sequence[Fault] = ()
    # Spellings of organisations with how often each occurs, for this batch and earlier ones.
    spellings: Sequence[tuple[Spelling, int]] = ()
    # The number of bytes of the file, as on the disk, that have been read.
    bytes_read: int = 0
    # One for each record or organisation, made by the caller's observer.
    observations: Sequence[Any] = ()
    # Those of a file of organisations, which has no projects.
    organisations: Sequence[OrganisationRecord] = ()
    # When the file says it was generated (ISO 8601), in the last batch.
    generated: str = ""
