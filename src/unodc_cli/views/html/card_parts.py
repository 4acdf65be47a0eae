"""The parts of a project's card, as its template draws them."""

from typing import NamedTuple

from unodc_cli.views.html.values import Value


class Fact(NamedTuple):
    """A label with its values: each on its own line, or the two ends of a period."""

    label: str
    values: tuple[Value, ...]
    is_period: bool = False


class Phase(NamedTuple):
    """A phase of a project."""

    name: Value
    dates: tuple[Value, ...]
    status: Value
    facts: tuple[Fact, ...]


class Amount(NamedTuple):
    """A sum of money of a project or phase."""

    kind: str
    money: Value
    # The partner and the phase that it belongs to.
    part: str
    notes: tuple[str, ...]


class Payment(NamedTuple):
    """A budget or transaction of a published activity, or a value that could not be read."""

    kind: str
    money: str
    day: str
    line: str
    note: str = ""


class Conflict(NamedTuple):
    """A value that sources state otherwise."""

    place: str
    value: Value
    note: str


class Card(NamedTuple):
    """A project's card."""

    id: str
    anchor: str
    short: str
    acronym: str
    title: Value
    years: str
    period: str
    status: Value | None
    summary: Value | None
    facts: tuple[Fact, ...]
    phases: tuple[Phase, ...]
    amounts: tuple[Amount, ...]
    payments: tuple[Payment, ...]
    more_payments: int
    results: tuple[Value, ...]
    conflicts: tuple[Conflict, ...]
    remarks: tuple[tuple[str, str], ...]
    unknown: tuple[str, ...]
    links: tuple[str, ...]
    file: str
    line: str
