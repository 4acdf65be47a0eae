"""The form of a portfolio's data file, as pydantic checks it. `docs/data-format.md` explains it to people.

Every model forbids keys that it does not know, so that one pass reports every fault. What a single value may
be stands in `values`; what one value says of another is checked in `crosschecks`.
"""

from collections.abc import Iterable, Sequence
from typing import Annotated, get_args

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
from unodc_cli.model.project import CuratedKind, IdentifierScheme, Role, SourceKind, Status
from unodc_cli.readers.toml.values import (
    Country,
    Currency,
    Date,
    Figure,
    Id,
    OrganisationRef,
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


class Form(BaseModel):
    """A table of the file: no key but these."""

    model_config = ConfigDict(extra="forbid", frozen=True)


class Supported(Form):
    """A table that says by itself where it comes from."""

    sources: list[SourceRef] = Field(default=[], description="ids of the sources that state it")
    derived: Text | None = Field(None, description="how it was worked out, if no source states it as it is")
    note: Text | None = Field(None, description="what a reader must know of it")


class Support(Supported):
    """What supports one field, or some entries of a list."""

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


_SUPPORT_SCHEMA = Support.model_json_schema()
_SUPPORTS_SCHEMA = {
    "anyOf": [
        {"type": "array", "items": {"type": "string"}, "description": "ids of the sources that state it"},
        _SUPPORT_SCHEMA,
        {"type": "array", "items": _SUPPORT_SCHEMA},
    ]
}
Evidence = Annotated[
    dict[str, Annotated[list[Support], BeforeValidator(_supports), WithJsonSchema(_SUPPORTS_SCHEMA)]],
    Field(description="field → ids of the sources that state it"),
]


class Span(Form):
    """What has a start and an end."""

    start: Date | None = None
    end: Annotated[Date | None, AfterValidator(_not_before_start)] = None


class Source(Form):
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


class Theme(Form):
    """What a project can be about."""

    id: Id
    name: Text
    aliases: list[Text] = []
    sectors: list[Text] = Field(
        default=[], description="OECD DAC sector codes by which IATI activities are found"
    )
    words: list[Text] = Field(default=[], description="words by which IATI activities are found")


class Organisation(Form):
    """A body that has a role on projects."""

    id: Id
    name: Text
    acronym: Text | None = None
    aliases: list[Text] = []
    identifiers: list[Text] = Field(default=[], description="org-id.guide or IATI identifiers")


class Region(Form):
    """A part of the world, and the countries in it."""

    id: Id
    name: Text
    aliases: list[Text] = []
    countries: list[Country] = []


class Amount(Supported):
    """One sum of money, in units of its currency."""

    kind: CuratedKind
    value: Positive
    currency: Currency
    phase: Text | None = Field(None, description="id of the phase; without: the project as a whole")


class Programme(Span):
    """A funding programme or instrument."""

    id: Id
    name: Text
    acronym: Text | None = None
    aliases: list[Text] = []
    parent: ProgrammeRef | None = Field(None, description="the instrument that pays for the programme")
    summary: Text | None = None
    amounts: list[Amount] = []
    evidence: Evidence = {}


class Partner(Supported):
    """An organisation in a role."""

    organisation: OrganisationRef
    role: Role | None = None


class Identifier(Supported):
    """A number or code by which others know the project."""

    scheme: IdentifierScheme
    value: Text
    phase: Text | None = None


class Result(Supported):
    """What was reached: a figure, what it counts and as of when. Without a figure: what happened."""

    figure: Figure | None = None
    what: Text
    as_of: Date | None = None
    phase: Text | None = None


class Conflict(Form):
    """What else is said of a value, beside what the project states."""

    field: Text = Field(
        description="the field that it is about: `end`; the kind of an amount: `total-budget`"
    )
    phase: Text | None = None
    value: TextOrNumber
    sources: list[SourceRef] = []
    note: Text | None = None


class Phase(Span):
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


class Project(Span):
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
    partners: list[Partner] = []
    amounts: list[Amount] = []
    identifiers: list[Identifier] = []
    results: list[Result] = []
    phases: list[Phase] = []
    conflicts: list[Conflict] = []
    evidence: Evidence = {}


class Header(Form):
    """The portfolio's own description, and what all its projects share."""

    title: Text
    summary: Text | None = None
    updated: Date | None = None
    partners: list[Partner] = Field(default=[], description="partners of every project")
    results: list[Result] = Field(default=[], description="figures of the portfolio as a whole")
    evidence: Evidence = {}


class DataFile(Form):
    """A whole data file."""

    portfolio: Header
    sources: list[Source] = []
    themes: list[Theme] = []
    organisations: list[Organisation] = []
    programmes: list[Programme] = []
    regions: list[Region] = []
    projects: list[Project] = []


def table_at(keys: Iterable[str | int]) -> type[Form]:
    """Return the table to which a path leads. What stands below `evidence` is a table of its kind."""
    table: type[Form] = DataFile
    for key in keys:
        if key == "evidence":
            return Support
        table = _entries(table, str(key)) or (Header if key == "portfolio" else table)
    return table


def is_list_of_tables(keys: Sequence[str | int]) -> bool:
    """Whether what a path of names leads to is written `[[projects]]`, each time for one entry."""
    return _entries(table_at(keys[:-1]), str(keys[-1])) is not None


def _entries(table: type[Form], key: str) -> type[Form] | None:
    """Return the table that each entry of a list is."""
    field = table.model_fields.get(key)
    [entry] = (field and get_args(field.annotation)[:1]) or (None,)
    return entry if isinstance(entry, type) and issubclass(entry, Form) else None
