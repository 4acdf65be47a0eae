"""Rows that projects have beside their documents, so that a list of projects does not pay for them.

The fields of a row are the columns of its table in the catalogue; lists are stored as JSON. They are without
pydantic, since every start may load them. `docs/json.md` describes the fields.
"""

from typing import Any, Final, NamedTuple

# A value of an indicator: a number, or the text of what is none.
Value = int | float | str | None
Objects = list[dict[str, Any]]


class ResultRow(NamedTuple):
    """A period of an indicator of a result; the indicator if it has none; the result if that has none."""

    result: str | None
    # Words of the codelists ResultType and IndicatorMeasure; another code as published.
    type: str | None = None
    indicator: str | None = None
    measure: str | None = None
    ascending: bool | None = None
    baseline: Value = None
    # A year, or a day.
    baseline_date: str | None = None
    start: str | None = None
    end: str | None = None
    target: Value = None
    actual: Value = None
    # Values that are of one dimension or place only: parts of the value, or all that is stated of it.
    parts: Objects = []
    comments: Objects = []
    description: str | None = None
    indicator_description: str | None = None
    # Codes of others for the result or its indicator.
    references: Objects = []
    # Whether the publisher says that results may be added up.
    aggregation: bool | None = None
    phase: str | None = None
    line: int | None = None


class DocumentRow(NamedTuple):
    """A document that an activity, a result or a part of a result links to."""

    title: str | None
    # Codes of DocumentCategory, and of Language.
    categories: list[str]
    languages: list[str]
    format: str | None
    date: str | None
    address: str
    # The element that it stands in: `activity`, `result`, `indicator`, `baseline`, `target`, `actual`.
    of: str
    # The title of that result or indicator.
    of_title: str | None
    description: str | None
    # Countries that the document is of, in organisation files.
    countries: list[str]
    line: int


class ClassificationRow(NamedTuple):
    """A code or statement that classifies an activity as a whole."""

    kind: str
    vocabulary: str | None = None
    code: str | None = None
    # What is written beside the code.
    text: str | None = None
    # A percentage, or the significance of a flag.
    value: Value = None
    line: int | None = None
    # The address of the publisher's own vocabulary.
    vocabulary_uri: str | None = None


class ParticipantRow(NamedTuple):
    """An organisation that takes part in an activity, as it is published."""

    partner: str
    role: str | None
    name: str | None
    ref: str | None
    # Codes of OrganisationType and CRSChannelCode.
    type: str | None
    channel: str | None
    # The identifier of its own activity.
    activity: str | None
    line: int


class LocationRow(NamedTuple):
    """A place of an activity."""

    name: str | None
    description: str | None
    activity_description: str | None
    # Degrees north and east.
    latitude: float | None
    longitude: float | None
    # Words of the codelists GeographicExactness (in 1.0x GeographicalPrecision), GeographicLocationReach and
    # GeographicLocationClass.
    exactness: str | None
    # What a point only stands in for: `country`, `nowhere` or, as many activities have it, `shared`.
    stand_in: str | None
    reach: str | None
    class_: str | None
    feature: str | None
    ids: Objects
    areas: Objects
    ref: str | None
    line: int
    # The percentage of the money that is for this place, in 1.0x.
    percentage: Value


class BudgetRow(NamedTuple):
    """A budget or an expenditure of an organisation for a period."""

    # The name of its element: `total-budget`, `recipient-country-budget` …
    kind: str
    # A word of the codelist BudgetStatus; another code as published.
    status: str | None
    start: str | None
    end: str | None
    # The value, as that of an amount. None if it cannot be read.
    units: int | None
    trillionths: int | None
    currency: str | None
    value_date: str | None
    # Who or what it is for: a reference, a country (ISO), or a region with its vocabulary unless that is the
    # standard's; and its name.
    recipient_org: str | None
    country: str | None
    region: str | None
    # The address of the publisher's own vocabulary of regions.
    vocabulary_uri: str | None
    recipient: str | None
    # The regions of the portfolio in which that is.
    regions: list[str]
    # Budget lines or expense lines: parts of the value.
    lines: Objects
    line: int


# The rows of one project or organisation, by the names of their tables.
Details = dict[str, list[tuple[Any, ...]]]
# The fields of each kind of row, by the name of its table.
FIELDS: Final = {
    "results": ResultRow._fields,
    "links": DocumentRow._fields,
    "classifications": ClassificationRow._fields,
    "locations": LocationRow._fields,
    "budgets": BudgetRow._fields,
    "participants": ParticipantRow._fields,
}
