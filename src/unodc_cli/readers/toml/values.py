"""Types of single values of a data file, with their checks and messages.

A reference (to a theme, an organisation, a programme, a region, a source) is checked against the ids of the
whole file, which are the validation context: `{"themes": {ids}, …}`.
"""

import datetime
import math
from typing import Annotated

from pydantic import (
    AfterValidator,
    BeforeValidator,
    PlainValidator,
    StringConstraints,
    ValidationInfo,
    WithJsonSchema,
)
from pydantic_core import PydanticCustomError, PydanticKnownError

from unodc_cli.codelists import countries, currencies
from unodc_cli.codelists.classifications import GROUPING
from unodc_cli.codelists.iati import codelist
from unodc_cli.model import dates
from unodc_cli.model.kinds import AMOUNT_KINDS
from unodc_cli.readers.toml.value_hints import code_meant, currency_meant, date_meant, language_meant

REFERENCES = ("sources", "themes", "organisations", "programmes", "regions", "kinds")
# Names of columns. A kind of amount is a column itself, so it cannot have one of these names.
NO_KINDS = frozenset(
    (
        *GROUPING,
        *("id", "name", "title", "acronym", "aliases", "summary", "themes", "programme"),
        *("partners", "regions", "countries", "start", "end", "period", "start-planned"),
        *("start-actual", "end-planned", "end-actual", "delay", "status", "phases", "amounts"),
        *("identifiers", "results", "links", "sdgs", "conflicts", "why", "reporter", "level"),
        *("sectors", "markers", "related", "evidence", "first-day", "last-day", "amount", "key"),
        *("count", "active", "totals", "projects", "kind", "currency", "value", "total", "row"),
    )
)
# The ids in the file, of each of these kinds.
Context = dict[str, set[str]]


def printed(value: object) -> str:
    """Return a value as text for a message. Python refuses to print a number of thousands of digits."""
    try:
        return str(value)
    except ValueError:
        return f"{value:#x}"[:20] + "…" if isinstance(value, int) else "…"


def _day(value: object) -> object:
    """Return a date of TOML's own as text."""
    return value.isoformat() if type(value) is datetime.date else value


def _date(value: object) -> object:
    """Accept text, a date of TOML's own, or a year as a whole number."""
    text = printed(value) if type(value) is int else _day(value)
    if isinstance(text, str):
        return text
    shown = value.isoformat() if isinstance(value, datetime.datetime | datetime.time) else printed(value)
    # The value is not a date in quotes either, so the message is that of a text that is not a date.
    return dates.parse(shown.lower() if isinstance(value, bool) else shown)


def _parsed(text: str) -> str:
    """Return a date; say how to write one that can be understood, such as `March 2021`."""
    try:
        return dates.parse(text)
    except ValueError:
        meant = date_meant(text.strip().lower())
        if meant is None:
            raise
        msg = f"'{text}' is not a date: write {meant}"
        raise ValueError(msg) from None


def _not_blank(text: str) -> str:
    if not text.strip():
        raise PydanticCustomError("blank", "blank")  # noqa: EM101 - the type of the error
    return text


def _country(code: str) -> str:
    if code not in countries.CODES:
        msg = f"'{code}' is not a country code: {code_meant(code)}"
        raise ValueError(msg)
    return code


def _currency(code: str) -> str:
    if code not in currencies.CODES:
        meant = currency_meant(code)
        msg = f"'{code}' is not a currency: " + (f"write {meant}" if meant else "an ISO 4217 code, like EUR")
        raise ValueError(msg)
    return code


def _language(code: str) -> str:
    if code not in codelist("Language").entries:
        msg = f"'{code}' is not a language: {language_meant(code)}"
        raise ValueError(msg)
    return code


def _address(url: str) -> str:
    if not url.startswith(("https://", "http://")):
        msg = f"'{url}' is not a web address: write it with https:// or http://"
        raise ValueError(msg)
    return url


def _refers_to(kind: str, noun: str) -> AfterValidator:
    def check(value: str, info: ValidationInfo) -> str:
        if info.context is not None and value not in info.context[kind]:
            template = "no {one} has the id '{given}'"
            context = {"kind": kind, "one": noun, "given": value}
            raise PydanticCustomError("unresolved", template, context)  # noqa: EM101 - the type of the error
        return value

    return AfterValidator(check)


def _kind(value: str, info: ValidationInfo) -> str:
    declared = info.context["kinds"] if info.context is not None else ()
    if value not in AMOUNT_KINDS and value not in declared:
        raise PydanticCustomError("unknown_kind", "unknown kind", {"given": value})  # noqa: EM101 - its type
    return value


def _own_kind(id_: str) -> str:
    if id_ in AMOUNT_KINDS:
        msg = f"'{id_}' is a kind of amount already: it needs no [[kinds]]"
        raise ValueError(msg)
    if id_ in NO_KINDS:
        msg = f"'{id_}' is the name of a field, so no kind of amount can have it: {id_}-sum could be one"
        raise ValueError(msg)
    return id_


# A double, and so JSON and SQLite, holds whole numbers exactly up to here.
_MOST = 2**53


def _number(value: object, least: int = -_MOST) -> int | float:
    """Accept a whole or decimal number within bounds, but no truth value."""
    if type(value) is not int and type(value) is not float:
        raise PydanticKnownError("float_type")  # noqa: EM101 - the type of the error
    if type(value) is float and not math.isfinite(value):
        raise PydanticKnownError("finite_number")  # noqa: EM101 - the type of the error
    if value < least:
        raise PydanticKnownError("greater_than_equal", {"ge": least})  # noqa: EM101 - the type of the error
    if value > _MOST:
        raise PydanticKnownError("less_than_equal", {"le": _MOST})  # noqa: EM101 - the type of the error
    return value


def _listed(value: object) -> object:
    return value if isinstance(value, list) else [value]


def _positive(value: object) -> int | float:
    return _number(value, 0)


def _text_or_number(value: object) -> str | int | float:
    date_or_value = _day(value)
    if isinstance(date_or_value, str):
        return _not_blank(date_or_value)
    if type(date_or_value) is int or type(date_or_value) is float:
        return _number(date_or_value)
    raise PydanticCustomError("text_or_number", "text or a number")  # noqa: EM101 - the type of the error


_FIGURE_SCHEMA = {"type": "number", "minimum": -_MOST, "maximum": _MOST}


Text = Annotated[str, AfterValidator(_not_blank)]
Id = Annotated[str, StringConstraints(pattern=r"^[a-z0-9]+(-[a-z0-9]+)*$", max_length=80)]
Date = Annotated[
    Text,
    BeforeValidator(_date),
    AfterValidator(_parsed),
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
Kind = Annotated[
    str,
    AfterValidator(_kind),
    WithJsonSchema(
        {
            "anyOf": [
                {"enum": list(AMOUNT_KINDS)},
                {"type": "string", "pattern": "^[a-z0-9]+(-[a-z0-9]+)*$"},
            ],
            "description": "one of these, or the id of an entry of [[kinds]]",
        }
    ),
]
KindId = Annotated[Id, AfterValidator(_own_kind)]
Country = Annotated[str, AfterValidator(_country)]
Currency = Annotated[
    str, AfterValidator(_currency), WithJsonSchema({"type": "string", "pattern": r"^[A-Z]{3}$"})
]
Language = Annotated[
    str, AfterValidator(_language), WithJsonSchema({"type": "string", "pattern": r"^[a-z]{2}$"})
]
Url = Annotated[Text, AfterValidator(_address)]
Figure = Annotated[int | float, PlainValidator(_number), WithJsonSchema(_FIGURE_SCHEMA)]
Positive = Annotated[
    int | float, PlainValidator(_positive), WithJsonSchema({"type": "number", "minimum": 0, "maximum": _MOST})
]
TextOrNumber = Annotated[
    str | int | float,
    PlainValidator(_text_or_number),
    WithJsonSchema({"anyOf": [{"type": "string"}, _FIGURE_SCHEMA]}),
]
Sdg = Annotated[str, StringConstraints(pattern=r"^([1-9]|1[0-7])(\.[0-9a-z]+)?$")]
SourceRef = Annotated[str, _refers_to("sources", "source")]
ThemeRef = Annotated[str, _refers_to("themes", "theme")]
OrganisationRef = Annotated[str, _refers_to("organisations", "organisation")]
# One, or several in brackets.
OrganisationRefs = Annotated[
    list[OrganisationRef],
    BeforeValidator(_listed),
    WithJsonSchema({"type": ["string", "array"], "items": {"type": "string"}, "minItems": 1}),
]
ProgrammeRef = Annotated[str, _refers_to("programmes", "programme")]
RegionRef = Annotated[str, _refers_to("regions", "region")]
