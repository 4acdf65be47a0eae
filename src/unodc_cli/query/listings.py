"""The lists of a project's document: the identity, name and value of an entry, to compare two states."""

import json
from collections.abc import Callable, Mapping
from decimal import Decimal
from typing import Any, Final, NamedTuple

from unodc_cli.report.rows import MoneyCell

Document = Mapping[str, Any]
Value = str | int | float | list[str] | MoneyCell | None


class View(NamedTuple):
    """A way to compare the entries of a list: the identity of an entry, its name, and its value."""

    identity: Callable[[Document], tuple[Any, ...]]
    name: Callable[[Document], str]
    value: Callable[[Document], Value]


class Listing(NamedTuple):
    """The ways to compare a list: first all entries, then those that are still on one side only."""

    first: View
    # A partner in another role, a sum of another kind, a transaction of another day are one change, not two.
    second: View | None = None


def plain(value: Any) -> Value:
    """Return a value in the form that is shown and compared; None for an empty one."""
    if value in (None, "", []):
        return None
    return number(value) if isinstance(value, Decimal) else value


def number(value: Decimal | int) -> int | float:
    """Return a number as it is shown: whole ones without decimals."""
    return int(value) if value == int(value) else float(value)


def _money(entry: Document) -> MoneyCell:
    return MoneyCell(number(entry["value"]), entry["currency"])


def values(entry: Document, *names: str) -> tuple[Any, ...]:
    """Return some values of an entry."""
    return tuple(entry.get(name) for name in names)


def called(*parts: Any) -> str:
    """Return a name that is made of parts."""
    return " ".join(str(part) for part in parts if part is not None)


def amount_name(entry: Document) -> str:
    """Return the name of an amount: its kind, partner, phase and level."""
    level = None if entry["level"] is None else f"level {entry['level']}"
    phase = None if entry["phase"] is None else f"phase {entry['phase']}"
    return called(entry["kind"], entry.get("partner"), phase, level)


def _result(entry: Document) -> Value:
    return called(plain(entry["figure"]), entry["as_of"]) or entry["what"]


def percentage(entry: Document) -> Value:
    """Return the percentage of a share."""
    # No percentage is all of it.
    return "100 %" if entry["percentage"] is None else f"{number(entry['percentage'])} %"


def _relation(entry: Document) -> str:
    return entry["kind"] or "related"


def code_and_name(entry: Document) -> str:
    """Return the code and name of the sector, country or region that a share is of."""
    return called(entry["code"], entry["name"])


def _share(noun: str) -> Listing:
    return Listing(
        View(
            lambda entry: values(entry, "vocabulary", "vocabulary_uri", "code"),
            lambda entry: f"{noun} {code_and_name(entry)}",
            percentage,
        ),
        View(
            lambda entry: values(entry, "vocabulary", "percentage"), lambda _: f"{noun} code", code_and_name
        ),
    )


def _without_lines(entry: Any) -> Any:
    if isinstance(entry, dict):
        return {key: _without_lines(value) for key, value in entry.items() if key != "line"}
    return [_without_lines(value) for value in entry] if isinstance(entry, list) else plain(entry)


def by_content(name: str) -> Listing:
    """Return the way to compare entries by their whole content, where they have no other identity."""

    def text(entry: Document) -> str:
        return json.dumps(_without_lines(entry), ensure_ascii=False, sort_keys=True)

    return Listing(View(lambda entry: (text(entry),), lambda _: name, text))


LISTINGS: Final[Mapping[str, Listing]] = {
    "partners": Listing(
        View(
            lambda entry: values(entry, "id", "role"),
            lambda entry: called("partner", entry["role"]),
            lambda entry: entry["id"],
        ),
        View(
            lambda entry: values(entry, "id"),
            lambda entry: f"partner {entry['id']}",
            lambda entry: entry["role"] or "no role",
        ),
    ),
    "amounts": Listing(
        View(lambda entry: values(entry, "kind", "partner", "phase", "level"), amount_name, _money),
        View(
            lambda entry: values(entry, "value", "currency", "partner", "phase", "level"),
            lambda entry: f"amount {plain(entry['value'])} {entry['currency']}",
            lambda entry: entry["kind"],
        ),
    ),
    "identifiers": Listing(
        View(
            lambda entry: values(entry, "scheme", "phase", "value"),
            lambda entry: f"identifier {entry['scheme']}",
            lambda entry: entry["value"],
        ),
        View(
            lambda entry: values(entry, "value"),
            lambda entry: f"identifier {entry['value']}",
            lambda entry: called(entry["scheme"], entry["phase"]),
        ),
    ),
    "results": Listing(
        View(lambda entry: values(entry, "what", "phase"), lambda entry: f"result {entry['what']}", _result)
    ),
    "conflicts": Listing(
        View(
            lambda entry: (entry["field"], str(plain(entry["value"]))),
            lambda entry: f"conflict {entry['field']}",
            lambda entry: plain(entry["value"]),
        ),
        # The same sources have another value.
        View(
            lambda entry: (entry["field"], *sorted(entry["sources"])),
            lambda entry: f"conflict {entry['field']}",
            lambda entry: plain(entry["value"]),
        ),
    ),
}
PUBLISHED: Final[Mapping[str, Listing]] = {
    "sectors": _share("sector"),
    "countries": _share("country"),
    "regions": _share("region"),
    "markers": Listing(
        View(
            lambda entry: values(entry, "vocabulary", "code"),
            lambda entry: f"marker {entry['code']}",
            lambda entry: entry["significance"] or "?",
        )
    ),
    "related": Listing(
        View(
            lambda entry: values(entry, "kind", "id"),
            lambda entry: called("related", entry["kind"]),
            lambda entry: entry["id"],
        ),
        View(lambda entry: values(entry, "id"), lambda entry: f"related {entry['id']}", _relation),
    ),
    "parts": Listing(
        View(
            lambda entry: values(entry, "kind", "date", "end"),
            lambda entry: called(entry["kind"], entry["date"]),
            _money,
        ),
        View(
            lambda entry: values(entry, "kind", "value", "currency"),
            lambda entry: f"{entry['kind']} of {plain(entry['value'])} {entry['currency']}",
            lambda entry: called(entry["date"], entry["end"]) or "no date",
        ),
    ),
}


EVIDENCE: Final = Listing(
    View(
        lambda entry: (entry["field"], entry["source"]),
        lambda entry: f"evidence of {entry['field']}",
        lambda entry: entry["source"],
    )
)
