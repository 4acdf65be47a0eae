"""The types of the JSON documents of projects, as they are read back from the catalogue.

They have the keys of the models in `model.project` and `model.activity`, and a test holds the two together.
Only the type checker reads them: they are imported under TYPE_CHECKING.
"""

from typing import TypedDict

from unodc_cli.model.exact import Number
from unodc_cli.model.kinds import IdentifierScheme, Role, Status


class EvidenceDocument(TypedDict):
    """The sources that support a value of a project."""

    field: str
    values: list[str] | None
    sources: list[str]
    derived: str | None
    note: str | None


class ConflictDocument(TypedDict):
    """Another value that sources give."""

    field: str
    value: str | Number
    sources: list[str]
    note: str | None


class PartnerDocument(TypedDict):
    """An organisation in a role on a project."""

    id: str
    name: str
    role: Role | None


class AmountDocument(TypedDict):
    """One sum of money."""

    kind: str
    value: Number
    currency: str
    phase: str | None
    level: int | None
    partner: str | None
    counted: bool


class IdentifierDocument(TypedDict):
    """A number or code by which others know the project."""

    scheme: IdentifierScheme
    value: str
    phase: str | None


class ResultDocument(TypedDict):
    """A result of a curated project."""

    figure: Number | None
    what: str
    as_of: str | None
    phase: str | None


class StatementDocument(ResultDocument):
    """A result of the whole portfolio, and who says so."""

    sources: list[str]
    note: str | None


class SpanDocument(TypedDict):
    """The dates and the status of a project or phase."""

    start: str | None
    end: str | None
    status: Status | None


class PhaseDocument(SpanDocument):
    """A period of a project with its own dates and money."""

    id: str
    name: str
    title: str | None
    aliases: list[str]
    summary: str | None
    programme: str | None
    regions: list[str]
    countries: list[str]


class ReporterDocument(TypedDict):
    """The publisher of an activity."""

    ref: str | None
    name: str | None
    type: str | None
    secondary: bool | None


class DatesDocument(TypedDict):
    """Planned and actual dates."""

    start_planned: str | None
    start_actual: str | None
    end_planned: str | None
    end_actual: str | None


class ShareDocument(TypedDict):
    """A sector, country or region, with its share of the money."""

    vocabulary: str | None
    code: str
    name: str | None
    percentage: Number | None
    line: int
    vocabulary_uri: str | None


class MarkerDocument(TypedDict):
    """A policy marker."""

    vocabulary: str | None
    code: str
    significance: str | None


class RelatedDocument(TypedDict):
    """Another activity that belongs to one."""

    kind: str | None
    id: str


class PartyDocument(TypedDict):
    """An organisation that provides or receives money."""

    id: str | None
    name: str | None
    ref: str | None
    activity: str | None


class TypesDocument(TypedDict):
    """Codes that classify a transaction."""

    aid: str | None
    flow: str | None
    finance: str | None
    channel: str | None
    humanitarian: bool | None


class SharesDocument(TypedDict):
    """The sectors, countries and regions of a transaction."""

    sectors: list[ShareDocument]
    countries: list[ShareDocument]
    regions: list[ShareDocument]


class PartDocument(TypedDict):
    """One budget, planned disbursement or transaction."""

    kind: str
    value: Number
    currency: str
    date: str | None
    end: str | None
    value_date: str | None
    line: int
    provider: PartyDocument | None
    receiver: PartyDocument | None
    types: TypesDocument | None
    shares: SharesDocument | None


class UnreadableDocument(TypedDict):
    """A sum that could not be read."""

    kind: str
    currency: str | None
    written: str
    line: int


class ReasonDocument(TypedDict):
    """The reason for which an activity has a theme."""

    theme: str
    by: str
    match: str
    where: str


class ActivityDocument(TypedDict):
    """The values of a published activity that other projects do not have."""

    reporter: ReporterDocument | None
    level: int
    updated: str | None
    language: str | None
    status: str | None
    dates: DatesDocument
    sectors: list[ShareDocument]
    countries: list[ShareDocument]
    regions: list[ShareDocument]
    of_transactions: list[str]
    markers: list[MarkerDocument]
    related: list[RelatedDocument]
    parts: list[PartDocument]
    unreadable: list[UnreadableDocument]
    why: list[ReasonDocument]


class ProjectDocument(SpanDocument):
    """A project."""

    id: str
    title: str
    acronym: str | None
    aliases: list[str]
    summary: str | None
    themes: list[str]
    programme: str | None
    partners: list[PartnerDocument]
    regions: list[str]
    countries: list[str]
    phases: list[PhaseDocument]
    amounts: list[AmountDocument]
    identifiers: list[IdentifierDocument]
    results: list[ResultDocument]
    links: list[str]
    sdgs: list[str]
    conflicts: list[ConflictDocument]
    evidence: list[EvidenceDocument]
    activity: ActivityDocument | None


class NamedDocument(ProjectDocument):
    """A project, with what the catalogue has beside its document."""

    name: str
    # Partners that every project of the portfolio has, if they are kept apart from its own.
    shared: list[PartnerDocument]
