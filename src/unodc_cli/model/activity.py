"""The values of an IATI activity that other projects do not have.

Codes are as published; the standard's codelists say what they mean. `docs/iati.md` says of which element
each field is.
"""

from typing import Literal

from pydantic import Field

from unodc_cli.model.base import Date, Model, Money
from unodc_cli.model.kinds import PublishedKind, Relation


class Reporter(Model):
    """The publisher of the activity."""

    ref: str | None = None
    name: str | None = None
    type: str | None = Field(None, description="code of OrganisationType")
    secondary: bool | None = Field(None, description="whether it repeats what another has reported")


class Dates(Model):
    """Planned and actual dates, kept apart (ActivityDateType)."""

    start_planned: Date | None = None
    start_actual: Date | None = None
    end_planned: Date | None = None
    end_actual: Date | None = None


class Share(Model):
    """A sector, country or region, with its share of the activity's money."""

    vocabulary: str | None = Field(None, description="code of the vocabulary; null: that of the standard")
    code: str
    name: str | None = Field(None, description="as published; null where the codelist has it")
    percentage: Money | None = None
    line: int
    vocabulary_uri: str | None = Field(None, description="address of the publisher's own vocabulary")


class Marker(Model):
    """A policy marker. A significance of 0 means that the activity was screened and does not target it."""

    vocabulary: str | None = None
    code: str
    significance: str | None = None


class Related(Model):
    """Another activity that belongs to it. It may be in no file that was read."""

    kind: Relation | None = None
    id: str


class Party(Model):
    """An organisation that provides or receives money, as it is written."""

    id: str | None = Field(None, description="the organisation that this means")
    name: str | None = None
    ref: str | None = None
    activity: str | None = Field(None, description="id of its own activity to which the money belongs")


class Types(Model):
    """Codes that classify a transaction: its own, or else those of its activity."""

    aid: str | None = None
    flow: str | None = None
    finance: str | None = None
    channel: str | None = Field(None, description="code of DisbursementChannel")
    humanitarian: bool | None = None


class Shares(Model):
    """The sectors, countries and regions of a transaction."""

    sectors: list[Share] = []
    countries: list[Share] = []
    regions: list[Share] = []


class Part(Model):
    """One budget, planned disbursement or transaction of those that make up an amount."""

    kind: PublishedKind
    value: Money
    currency: str
    date: Date | None = Field(None, description="of the transaction, or the first day of the period")
    end: Date | None = Field(None, description="the last day of the period")
    value_date: Date | None = Field(
        None, description="day of the exchange rate, where it is not that of the transaction"
    )
    line: int
    provider: Party | None = None
    receiver: Party | None = None
    types: Types | None = Field(None, description="of a transaction")
    shares: Shares | None = Field(
        None, description="of the transaction itself, in the place of the activity's"
    )


class Unreadable(Model):
    """A budget, planned disbursement or transaction whose value is no sum of money. It is in no amount."""

    kind: PublishedKind
    currency: str | None = None
    written: str
    line: int


class Reason(Model):
    """The reason for which an activity has a theme."""

    theme: str
    by: Literal["sector", "word"]
    match: str
    where: Literal["sector", "title", "description"]


class Activity(Model):
    """The values of a published activity that other projects do not have."""

    reporter: Reporter | None = None
    level: int = Field(description="hierarchy level; 1 where none is stated")
    updated: str | None = Field(None, description="when its publisher last changed it")
    language: str | None = Field(None, description="of texts that name none (ISO 639-1)")
    status: str | None = Field(None, description="code of ActivityStatus")
    dates: Dates
    sectors: list[Share] = []
    countries: list[Share] = []
    regions: list[Share] = []
    of_transactions: list[Literal["sectors", "countries", "regions"]] = Field(
        default=[], description="which of these only its transactions state"
    )
    markers: list[Marker] = []
    related: list[Related] = []
    parts: list[Part] = []
    unreadable: list[Unreadable] = []
    why: list[Reason] = []
