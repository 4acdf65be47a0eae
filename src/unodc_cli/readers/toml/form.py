"""The tables of a curated data file, as pydantic models. `docs/data-format.md` describes them for people.

Each table forbids unknown keys, so that one pass reports all faults. Single values are checked by `values`,
and those that depend on others by `crosschecks`.
"""

from typing import Annotated

from pydantic import (
    AfterValidator,
    BaseModel,
    BeforeValidator,
    ConfigDict,
    Field,
    ValidationInfo,
    WithJsonSchema,
)

from unodc_cli.model import dates
from unodc_cli.model.kinds import IdentifierScheme, Role, SourceKind, Status
from unodc_cli.readers.toml.values import (
    Country,
    Currency,
    Date,
    Figure,
    Id,
    Kind,
    KindId,
    Language,
    OrganisationRef,
    OrganisationRefs,
    Positive,
    ProgrammeRef,
    RegionRef,
    Sdg,
    SourceRef,
    Text,
    TextOrNumber,
    ThemeRef,
    Url,
)


class Table(BaseModel):
    """A table of the file, with no other keys than these."""

    model_config = ConfigDict(
        extra="forbid", frozen=True, model_title_generator=lambda table: table.__name__.removesuffix("Table")
    )


class SupportedTable(Table):
    """A table that names its own sources."""

    sources: list[SourceRef] = Field(default=[], description="ids of the sources that state it")
    derived: Text | None = Field(None, description="how it was worked out, if no source states it as it is")
    note: Text | None = Field(None, description="what a reader must know of it")


class SupportTable(SupportedTable):
    """Evidence for one field, or for some entries of a list."""

    values: list[str] = Field(default=[], description="the entries of the list that it supports; none: all")


def _not_before_start(end: str | None, info: ValidationInfo) -> str | None:
    start = info.data.get("start")
    if start and end and dates.latest(end) < dates.earliest(start):
        msg = f"it ends ({end}) before it starts ({start})"
        raise ValueError(msg)
    return end


def _supports(value: object) -> object:
    """Read the short forms of evidence: `["a", "b"]`, or one table."""
    if isinstance(value, dict):
        return [value]
    if isinstance(value, list) and all(isinstance(entry, str) for entry in value):
        return [{"sources": value}]
    return value


_SUPPORT_SCHEMA = SupportTable.model_json_schema()
_SUPPORTS_SCHEMA = {
    "anyOf": [
        {"type": "array", "items": {"type": "string"}, "description": "ids of the sources that state it"},
        _SUPPORT_SCHEMA,
        {"type": "array", "items": _SUPPORT_SCHEMA},
    ]
}
Evidence = Annotated[
    dict[str, Annotated[list[SupportTable], BeforeValidator(_supports), WithJsonSchema(_SUPPORTS_SCHEMA)]],
    Field(description="field → ids of the sources that state it"),
]


class SpanTable(Table):
    """A table with a start and an end."""

    start: Date | None = None
    end: Annotated[Date | None, AfterValidator(_not_before_start)] = None


class SourceTable(Table):
    """A document that values were taken from."""

    id: Id
    title: Text
    publisher: Text | None = None
    url: Url | None = None
    accessed: Date | None = Field(None, description="the day on which it was read")
    kind: SourceKind | None = Field(
        None,
        description="official: of a body that takes part; mirror: such a document, kept by somebody else",
    )


class ThemeTable(Table):
    """A subject of projects."""

    id: Id
    name: Text
    aliases: list[Text] = []
    sectors: list[Text] = Field(
        default=[], description="OECD DAC sector codes by which IATI activities are found"
    )
    words: list[Text] = Field(default=[], description="words by which IATI activities are found")


class OrganisationTable(Table):
    """A body that has a role on projects."""

    id: Id
    name: Text
    acronym: Text | None = None
    aliases: list[Text] = []
    identifiers: list[Text] = Field(default=[], description="org-id.guide or IATI identifiers")


class RegionTable(Table):
    """A part of the world, and the countries in it."""

    id: Id
    name: Text
    aliases: list[Text] = []
    countries: list[Country] = []


class KindTable(Table):
    """A kind of amounts of the file's own."""

    id: KindId
    name: Text


class AmountTable(SupportedTable):
    """One sum of money, in units of its currency."""

    kind: Kind
    value: Positive
    currency: Currency
    phase: Text | None = Field(None, description="id of the phase; without: the project as a whole")
    partner: OrganisationRefs = []


class ProgrammeTable(SpanTable):
    """A funding programme or instrument."""

    id: Id
    name: Text
    acronym: Text | None = None
    aliases: list[Text] = []
    parent: ProgrammeRef | None = Field(None, description="the instrument that pays for the programme")
    summary: Text | None = None
    amounts: list[AmountTable] = []
    evidence: Evidence = {}


class PartnerTable(SupportedTable):
    """An organisation in a role."""

    organisation: OrganisationRef
    role: Role | None = None


class IdentifierTable(SupportedTable):
    """A number or code by which others know the project."""

    scheme: IdentifierScheme
    value: Text
    phase: Text | None = None


class ResultTable(SupportedTable):
    """A result: a figure, what it counts and as of when. Without a figure, an event."""

    figure: Figure | None = None
    what: Text
    as_of: Date | None = None
    phase: Text | None = None


class ConflictTable(Table):
    """Another statement on a value, beside that of the project."""

    field: Text = Field(
        description="the field that it is about: `end`; the kind of an amount: `total-budget`"
    )
    phase: Text | None = None
    value: TextOrNumber
    sources: list[SourceRef] = []
    note: Text | None = None


class PhaseTable(SpanTable):
    """A period of a project with its own dates and money."""

    id: Id
    name: Text
    title: Text | None = None
    aliases: list[Text] = []
    summary: Text | None = None
    programme: ProgrammeRef | None = None
    regions: list[RegionRef] = []
    countries: list[Country] = []
    status: Status | None = None
    evidence: Evidence = {}


class ProjectTable(SpanTable):
    """The unit that is listed."""

    id: Id
    title: Text
    acronym: Text | None = None
    aliases: list[Text] = []
    summary: Text | None = None
    themes: list[ThemeRef] = []
    programme: ProgrammeRef | None = None
    regions: list[RegionRef] = []
    countries: list[Country] = []
    status: Status | None = None
    sdgs: list[Sdg] = []
    links: list[Url] = []
    partners: list[PartnerTable] = []
    amounts: list[AmountTable] = []
    identifiers: list[IdentifierTable] = []
    results: list[ResultTable] = []
    phases: list[PhaseTable] = []
    conflicts: list[ConflictTable] = []
    evidence: Evidence = {}


class PortfolioTable(Table):
    """The description of the portfolio, and what all of its projects share."""

    title: Text
    summary: Text | None = None
    updated: Date | None = None
    licence: Text | None = None
    language: Language | None = None
    partners: list[PartnerTable] = Field(default=[], description="partners of every project")
    results: list[ResultTable] = Field(default=[], description="figures of the portfolio as a whole")
    evidence: Evidence = {}


class DataFile(Table):
    """A whole data file."""

    portfolio: PortfolioTable
    sources: list[SourceTable] = []
    themes: list[ThemeTable] = []
    organisations: list[OrganisationTable] = []
    programmes: list[ProgrammeTable] = []
    regions: list[RegionTable] = []
    kinds: list[KindTable] = []
    projects: list[ProjectTable] = []
