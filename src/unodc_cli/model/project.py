"""Projects and portfolios: the form in which readers hand them over, and the shape of their JSON.

The order of a model's fields is the order of its JSON document. A value that is not known is `None`, or
an empty list; a field is never left out. `docs/json.md` describes each field for those who read it.
"""

from typing import Annotated, Literal

from pydantic import Field

from unodc_cli.model.activity import Activity
from unodc_cli.model.base import Date, Model, Money
from unodc_cli.model.kinds import AmountKind, IdentifierScheme, Role, SourceKind, Status

# One of ours, one of the IATI standard, or one that a data file declares.
_Kind = AmountKind | Annotated[str, Field(pattern=r"^[a-z0-9]+(-[a-z0-9]+)*$")]


class Source(Model):
    """A document that states values of projects."""

    id: str
    title: str
    publisher: str | None = None
    url: str | None = None
    accessed: Date | None = Field(None, description="the day on which the document was read")
    kind: SourceKind | None = None


class Evidence(Model):
    """The sources that support a value of a project."""

    field: str = Field(description="the value, as a path into the project: `start`, `partners[0]`")
    values: list[str] | None = Field(
        None, description="where it is a list: the entries supported, null for all"
    )
    sources: list[str] = Field(default=[], description="ids of the sources that state it")
    derived: str | None = Field(None, description="how it was worked out, where no source states it as it is")
    note: str | None = None


class Conflict(Model):
    """Another value that sources give, beside the one that the project states."""

    field: str = Field(description="the value, as a path into the project: `end`, `phases[0].end`")
    value: str | Money
    sources: list[str] = []
    note: str | None = None


class Partner(Model):
    """An organisation in a role on a project."""

    id: str
    name: str
    role: Role | None = None
    # Stated once for the whole portfolio. Every project has it, so a column of partners leaves it out.
    shared: bool = Field(default=False, exclude=True)


class Amount(Model):
    """One sum of money, in units of its currency."""

    kind: _Kind
    value: Money
    currency: str = Field(description="ISO 4217")
    phase: str | None = Field(None, description="id of the phase; null is the project as a whole")
    level: int | None = Field(None, description="IATI hierarchy level; null in a curated portfolio")
    partner: str | None = Field(
        None, description="id of the partner whose sum it is; several: joined by '; '"
    )


class Identifier(Model):
    """A number or code by which others know the project."""

    scheme: IdentifierScheme
    value: str
    phase: str | None = None


class Result(Model):
    """A result: a figure, what it counts, and the day. Without a figure: an event."""

    figure: Money | None = None
    what: str
    as_of: Date | None = None
    phase: str | None = None


class Phase(Model):
    """A period of a project with its own dates and money."""

    id: str
    name: str
    start: Date | None = None
    end: Date | None = None
    status: Status | None = None
    title: str | None = None
    aliases: list[str] = []
    summary: str | None = None
    programme: str | None = None
    regions: list[str] = []
    countries: list[str] = []


class Project(Model):
    """The unit that is listed."""

    id: str
    title: str
    acronym: str | None = None
    aliases: list[str] = []
    summary: str | None = None
    themes: list[str] = Field(default=[], description="ids of themes")
    programme: str | None = Field(None, description="id of the funding programme or instrument")
    partners: list[Partner] = []
    regions: list[str] = Field(default=[], description="ids of regions")
    countries: list[str] = Field(default=[], description="ISO 3166-1 alpha-2 codes, and XK")
    start: Date | None = None
    end: Date | None = None
    status: Status | None = None
    phases: list[Phase] = []
    amounts: list[Amount] = []
    identifiers: list[Identifier] = []
    results: list[Result] = []
    links: list[str] = []
    sdgs: list[str] = Field(
        default=[], description="Sustainable Development Goals (`16`) and targets (`16.4`)"
    )
    conflicts: list[Conflict] = []
    evidence: list[Evidence] = []
    activity: Activity | None = Field(
        None, description="what else is published of an IATI activity; null in a portfolio written by hand"
    )


class Total(Model):
    """A sum over the projects of a group: of one kind, currency and hierarchy level."""

    kind: _Kind
    currency: str
    value: Money | None = Field(description="null where no published value of it could be read")
    projects: int = Field(description="how many projects of the group state such an amount")
    level: int | None = None
    negative: int = Field(0, description="how many of the published values in it are below zero")
    unreadable: int = Field(0, description="how many published values could not be read, and are not in it")
    contested: int = Field(0, description="on how many of the sums in it sources differ")


class Group(Model):
    """The projects that have one theme, partner, country or programme."""

    key: str
    name: str
    count: int
    active: int
    projects: list[str] = Field(description="ids")
    totals: list[Total]


class Original(Model):
    """A sum before it was converted."""

    currency: str
    value: Money


class SumCell(Model):
    """The part of a sum that is in one column: of a year or a theme."""

    key: str
    value: Money
    original: list[Original] | None = Field(None, description="null if it was not converted")


class Sum(Model):
    """A sum of one kind, hierarchy level and currency: of one group, or of what is in none."""

    key: str | None = Field(description="null if it is not that of a group")
    name: str
    row: Literal["group", "others", "none known", "elsewhere", "unallocated", "not dated", "total"]
    kind: _Kind
    level: int | None
    currency: str
    cells: list[SumCell]
    total: Money | None = Field(description="null for others that have money in common")
    original: list[Original] | None = Field(None, description="null if it was not converted")


class ProgrammeGroup(Group):
    """The projects of one funding programme, and what is known of the programme itself."""

    parent: str | None = None
    start: Date | None = None
    end: Date | None = None
    amounts: list[Amount] = []


class TimelineRow(Model):
    """A phase, or a project that has no phases."""

    id: str
    phase: str | None = None
    start: Date | None = None
    end: Date | None = None
    status: Status | None = None


class CitedSource(Source):
    """A source, with how many values it supports, and of which projects."""

    values: int
    projects: list[str] = Field(description="ids")


class Match(Model):
    """A project that was searched for."""

    id: str
    name: str
    score: float
    where: list[Literal["title", "summary", "result", "partner", "phase", "theme", "country", "document"]]
    excerpt: str
    words: list[str] = Field(description="what was found, as it stands in the excerpt")


class Term(Model):
    """A word that a filter takes, and how many projects it finds."""

    id: str
    name: str
    count: int
    aliases: list[str] = Field(description="other names: acronyms, former and foreign ones, identifiers")


class Theme(Model):
    """A subject of projects."""

    id: str
    name: str
    aliases: list[str] = []
    sectors: list[str] = []
    words: list[str] = []


class Organisation(Model):
    """A body that has a role on projects."""

    id: str
    name: str
    acronym: str | None = None
    aliases: list[str] = []
    identifiers: list[str] = []


class Programme(Model):
    """A funding programme or instrument."""

    id: str
    name: str
    acronym: str | None = None
    aliases: list[str] = []
    parent: str | None = None
    start: Date | None = None
    end: Date | None = None
    summary: str | None = None
    amounts: list[Amount] = []


class Region(Model):
    """A part of the world, and the countries in it."""

    id: str
    name: str
    aliases: list[str] = []
    countries: list[str] = []


class OwnKind(Model):
    """A kind of amounts that a data file declares."""

    id: str
    name: str


class Statement(Result):
    """A result of the whole portfolio, and who says so."""

    sources: list[str] = []
    note: str | None = None


class Vocabulary(Model):
    """The terms in which projects are described; files may share it."""

    themes: list[Theme] = []
    organisations: list[Organisation] = []
    programmes: list[Programme] = []
    regions: list[Region] = []
    kinds: list[OwnKind] = []


class Portfolio(Model):
    """The description of a data file, and the terms in which its projects are described."""

    title: str
    summary: str | None = None
    updated: Date | None = None
    licence: str | None = None
    results: list[Statement] = []
    sources: list[Source] = []
    vocabulary: Vocabulary = Vocabulary()
