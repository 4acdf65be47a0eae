"""The form of a portfolio's data file, as pydantic checks it. `docs/data-format.md` explains it to people.

Every model forbids keys that it does not know. A reference (to a theme, an organisation, a programme, a
region, a source) is checked against the ids of the whole file, which the caller hands over as the
validation context: `{"themes": {ids}, …}`. So one pass reports every fault.
"""

import datetime
import math
from typing import Annotated

from pydantic import (
    AfterValidator,
    BaseModel,
    BeforeValidator,
    ConfigDict,
    Field,
    PlainValidator,
    StringConstraints,
    ValidationInfo,
    WithJsonSchema,
)
from pydantic_core import PydanticCustomError, PydanticKnownError

from unodc_cli import countries, currencies, dates
from unodc_cli.model import CuratedKind, IdentifierScheme, Role, SourceKind, Status

REFERENCES = ("sources", "themes", "organisations", "programmes", "regions")
# The ids that the file has, of each of these kinds.
Context = dict[str, set[str]]


def printed(value: object) -> str:
    """Return a value as a message shows it: Python itself prints no number of thousands of digits."""
    try:
        return str(value)
    except ValueError:
        return f"{value:#x}"[:20] + "…" if isinstance(value, int) else "…"


def _day(value: object) -> object:
    """Return a day of TOML's own as text."""
    return value.isoformat() if type(value) is datetime.date else value


def _date(value: object) -> object:
    """Accept what TOML has for a date: text, a day of its own, or the whole number of a year."""
    return printed(value) if type(value) is int else _day(value)


def _not_blank(text: str) -> str:
    if not text.strip():
        raise PydanticCustomError("blank", "blank")  # noqa: EM101 - the type of the error
    return text


def _country(code: str) -> str:
    if code not in countries.CODES:
        msg = f"'{code}' is not a country code: write ISO 3166-1 alpha-2, like KE (or XK for Kosovo)"
        raise ValueError(msg)
    return code


def _currency(code: str) -> str:
    if code not in currencies.CODES:
        msg = f"'{code}' is not a currency: an ISO 4217 code, like EUR"
        raise ValueError(msg)
    return code


def _address(url: str) -> str:
    if not url.startswith(("https://", "http://")):
        msg = f"'{url}' is not a web address: write it with https:// or http://"
        raise ValueError(msg)
    return url


def _refers_to(kind: str, one: str) -> AfterValidator:
    def check(value: str, info: ValidationInfo) -> str:
        if info.context is not None and value not in info.context[kind]:
            template = "no {one} has the id '{given}'"
            given = {"kind": kind, "one": one, "given": value}
            raise PydanticCustomError("unresolved", template, given)  # noqa: EM101 - the type of the error
        return value

    return AfterValidator(check)


# Within what a double, and so JSON and SQLite, holds exactly.
_MOST = 2**53


def _number(value: object, least: int = -_MOST) -> int | float:
    """Accept a number, whole or broken, that is within bounds. A truth value is none."""
    if type(value) is not int and type(value) is not float:
        raise PydanticKnownError("float_type")  # noqa: EM101 - the type of the error
    if type(value) is float and not math.isfinite(value):
        raise PydanticKnownError("finite_number")  # noqa: EM101 - the type of the error
    if value < least:
        raise PydanticKnownError("greater_than_equal", {"ge": least})  # noqa: EM101 - the type of the error
    if value > _MOST:
        raise PydanticKnownError("less_than_equal", {"le": _MOST})  # noqa: EM101 - the type of the error
    return value


def _positive(value: object) -> int | float:
    return _number(value, 0)


def _text_or_number(value: object) -> str | int | float:
    given = _day(value)
    if isinstance(given, str):
        return _not_blank(given)
    if type(given) is int or type(given) is float:
        return _number(given)
    raise PydanticCustomError("text_or_number", "text or a number")  # noqa: EM101 - the type of the error


_FIGURE_SCHEMA = {"type": "number", "minimum": -_MOST, "maximum": _MOST}


Text = Annotated[str, AfterValidator(_not_blank)]
Id = Annotated[str, StringConstraints(pattern=r"^[a-z0-9]+(-[a-z0-9]+)*$", max_length=80)]
Date = Annotated[
    Text,
    BeforeValidator(_date),
    AfterValidator(dates.parse),
    WithJsonSchema(
        {
            "anyOf": [
                {"type": "string", "pattern": r"^[0-9]{4}(-[0-9]{2}(-[0-9]{2})?)?$"},
                {"type": "integer"},
            ],
            "description": "as it is known: 2016, 2016-03 or 2016-03-01",
        }
    ),
]
Country = Annotated[str, AfterValidator(_country)]
Currency = Annotated[
    str, AfterValidator(_currency), WithJsonSchema({"type": "string", "pattern": r"^[A-Z]{3}$"})
]
Url = Annotated[Text, AfterValidator(_address)]
Figure = Annotated[int | float, PlainValidator(_number), WithJsonSchema(_FIGURE_SCHEMA)]
Positive = Annotated[
    int | float, PlainValidator(_positive), WithJsonSchema({"type": "number", "minimum": 0, "maximum": _MOST})
]
Sdg = Annotated[str, StringConstraints(pattern=r"^([1-9]|1[0-7])(\.[0-9a-z]+)?$")]
SourceRef = Annotated[str, _refers_to("sources", "source")]
ThemeRef = Annotated[str, _refers_to("themes", "theme")]
OrganisationRef = Annotated[str, _refers_to("organisations", "organisation")]
ProgrammeRef = Annotated[str, _refers_to("programmes", "programme")]
RegionRef = Annotated[str, _refers_to("regions", "region")]


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
    value: Annotated[
        str | int | float,
        PlainValidator(_text_or_number),
        WithJsonSchema({"anyOf": [{"type": "string"}, _FIGURE_SCHEMA]}),
    ]
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
