"""A portfolio: the description of a data file, its sources, and the terms of its projects."""

from pydantic import Field

from unodc_cli.model.base import Date, Model
from unodc_cli.model.kinds import SourceKind
from unodc_cli.model.project import Amount, Result


class Source(Model):
    """A document that states values of projects."""

    id: str
    title: str
    publisher: str | None = None
    url: str | None = None
    accessed: Date | None = Field(None, description="the day on which the document was read")
    kind: SourceKind | None = None


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
    # The code of the language of its texts (ISO 639-1).
    language: str | None = None
    results: list[Statement] = []
    sources: list[Source] = []
    vocabulary: Vocabulary = Vocabulary()
