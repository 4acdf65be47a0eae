"""The shapes of other answers in JSON: groups, sums, periods, sources, matches and terms."""

from typing import Literal

from pydantic import Field

from unodc_cli.model.base import Date, Model, Money
from unodc_cli.model.kinds import Status
from unodc_cli.model.portfolio import Source
from unodc_cli.model.project import Amount, KindOfAmount


class Total(Model):
    """A sum over the projects of a group: of one kind, currency and hierarchy level."""

    kind: KindOfAmount
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
    kind: KindOfAmount
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
