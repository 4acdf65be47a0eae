"""The entries of lists in a project's document: what makes an entry the same in two states of a project."""

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


def _of(entry: Document, *names: str) -> tuple[Any, ...]:
    return tuple(entry.get(name) for name in names)


def _called(*parts: Any) -> str:
    return " ".join(str(part) for part in parts if part is not None)


def amount_name(entry: Document) -> str:
    """Return an amount as it is called: its kind, partner, phase and level."""
    level = None if entry["level"] is None else f"level {entry['level']}"
    phase = None if entry["phase"] is None else f"phase {entry['phase']}"
    return _called(entry["kind"], entry.get("partner"), phase, level)


def _result(entry: Document) -> Value:
    return _called(plain(entry["figure"]), entry["as_of"]) or entry["what"]


def _percentage(entry: Document) -> Value:
    # No percentage is all of it.
    return "100 %" if entry["percentage"] is None else f"{number(entry['percentage'])} %"


def _relation(entry: Document) -> str:
    return entry["kind"] or "related"


def _code(entry: Document) -> str:
    return _called(entry["code"], entry["name"])


def _share(noun: str) -> Listing:
    return Listing(
        View(
            lambda entry: _of(entry, "vocabulary", "vocabulary_uri", "code"),
            lambda entry: f"{noun} {_code(entry)}",
            _percentage,
        ),
        View(lambda entry: _of(entry, "vocabulary", "percentage"), lambda _: f"{noun} code", _code),
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
            lambda entry: _of(entry, "id", "role"),
            lambda entry: _called("partner", entry["role"]),
            lambda entry: entry["id"],
        ),
        View(
            lambda entry: _of(entry, "id"),
            lambda entry: f"partner {entry['id']}",
            lambda entry: entry["role"] or "no role",
        ),
    ),
    "amounts": Listing(
        View(lambda entry: _of(entry, "kind", "partner", "phase", "level"), amount_name, _money),
        View(
            lambda entry: _of(entry, "value", "currency", "partner", "phase", "level"),
            lambda entry: f"amount {plain(entry['value'])} {entry['currency']}",
            lambda entry: entry["kind"],
        ),
    ),
    "identifiers": Listing(
        View(
            lambda entry: _of(entry, "scheme", "phase", "value"),
            lambda entry: f"identifier {entry['scheme']}",
            lambda entry: entry["value"],
        ),
        View(
            lambda entry: _of(entry, "value"),
            lambda entry: f"identifier {entry['value']}",
            lambda entry: _called(entry["scheme"], entry["phase"]),
        ),
    ),
    "results": Listing(
        View(lambda entry: _of(entry, "what", "phase"), lambda entry: f"result {entry['what']}", _result)
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
            lambda entry: _of(entry, "vocabulary", "code"),
            lambda entry: f"marker {entry['code']}",
            lambda entry: entry["significance"] or "?",
        )
    ),
    "related": Listing(
        View(
            lambda entry: _of(entry, "kind", "id"),
            lambda entry: _called("related", entry["kind"]),
            lambda entry: entry["id"],
        ),
        View(lambda entry: _of(entry, "id"), lambda entry: f"related {entry['id']}", _relation),
    ),
    "parts": Listing(
        View(
            lambda entry: _of(entry, "kind", "date", "end"),
            lambda entry: _called(entry["kind"], entry["date"]),
            _money,
        ),
        View(
            lambda entry: _of(entry, "kind", "value", "currency"),
            lambda entry: f"{entry['kind']} of {plain(entry['value'])} {entry['currency']}",
            lambda entry: _called(entry["date"], entry["end"]) or "no date",
        ),
    ),
}


# The types of a transaction, as those of an activity are called.
_TYPES: Final = {
    "aid": "aid-type",
    "flow": "flow-type",
    "finance": "finance-type",
    "channel": "channel",
    "humanitarian": "humanitarian",
}


_MONEY_VALUES: Final = ("kind", "date", "end", "value_date", "provider", "receiver", "shares")


def _money_field(noun: str, value: Callable[[Document], Value]) -> View:
    return View(
        lambda entry: _of(entry, "kind", "date", "end"),
        lambda entry: f"{_called(entry['kind'], entry['date'])}: {noun}",
        value,
    )


def _party(role: str, field: str) -> Callable[[Document], Value]:
    return lambda entry: (entry[role] or {}).get(field)


def _type(name: str) -> Callable[[Document], Value]:
    return lambda entry: entry["types"][name]


def _own_shares(kind: str) -> Callable[[Document], Value]:
    def value(entry: Document) -> Value:
        shares = (entry["shares"] or {}).get(kind, ())
        return ", ".join(f"{_code(share)} {_percentage(share)}" for share in shares) or None

    return value


# The fields of a row of money other than its kind and days, which identify it, and its value.
MONEY_FIELDS: Final = (
    _money_field("value date", lambda entry: entry["value_date"]),
    _money_field("provider", _party("provider", "id")),
    _money_field("provider activity", _party("provider", "activity")),
    _money_field("receiver", _party("receiver", "id")),
    _money_field("receiver activity", _party("receiver", "activity")),
    *(_money_field(noun, _type(name)) for name, noun in _TYPES.items()),
    *(_money_field(kind, _own_shares(kind)) for kind in ("sectors", "countries", "regions")),
)


def money(document: Document, before: Document) -> list[Document]:
    """Return the rows of money of an activity without their values, to compare them with its state before.

    A type that a transaction has from its activity did not change with that of the activity, which is a
    change of its own.
    """
    old, new = _own_types(before), _own_types(document)
    # A channel is that of the transaction alone.
    inherited = {noun: (new.get(noun), old.get(noun)) for noun in _TYPES.values() if noun != "channel"}

    def code(part: Document, name: str, noun: str) -> str | None:
        own_code = (part["types"] or {}).get(name)
        own_code = str(int(own_code)) if isinstance(own_code, bool) else own_code
        return inherited[noun][1] if noun in inherited and own_code == inherited[noun][0] else own_code

    return [
        {
            **{field: part[field] for field in _MONEY_VALUES},
            "types": {name: code(part, name, noun) for name, noun in _TYPES.items()},
        }
        for part in document["activity"]["parts"]
    ]


def _own_types(document: Document) -> dict[str, str | None]:
    return {row["kind"]: row["code"] for row in reversed(document.get("rows", {}).get("classifications", ()))}


EVIDENCE: Final = Listing(
    View(
        lambda entry: (entry["field"], entry["source"]),
        lambda entry: f"evidence of {entry['field']}",
        lambda entry: entry["source"],
    )
)
