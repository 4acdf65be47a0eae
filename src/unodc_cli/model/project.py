"""Projects: the form in which readers hand them over, and the shape of their JSON.

The order of a model's fields is the order of its JSON document. A value that is not known is `None`, or
an empty list; a field is never left out. `docs/json.md` describes each field for those who read it.
"""

from typing import Annotated

from pydantic import Field

from unodc_cli.model.activity import Activity
from unodc_cli.model.base import Date, Model, Money
from unodc_cli.model.kinds import AmountKind, IdentifierScheme, Role, Status

# A kind of ours, of the IATI standard, or one that a data file declares.
KindOfAmount = AmountKind | Annotated[str, Field(pattern=r"^[a-z0-9]+(-[a-z0-9]+)*$")]


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

    kind: KindOfAmount
    value: Money
    currency: str = Field(description="ISO 4217")
    phase: str | None = Field(None, description="id of the phase; null is the project as a whole")
    level: int | None = Field(None, description="IATI hierarchy level; null in a curated portfolio")
    partner: str | None = Field(
        None, description="id of the partner whose sum it is; several: joined by '; '"
    )
    counted: bool = Field(
        default=True, description="false for what another amount contains; add up the others, per kind"
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
