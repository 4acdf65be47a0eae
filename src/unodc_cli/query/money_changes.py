"""The rows of money of an activity, as they are compared: parties, types, shares, and what else is stated."""

import json
from collections.abc import Callable, Iterator
from typing import Final

from unodc_cli.query.listings import Document, Value, View, called, code_and_name, percentage, values

# The types of a transaction, as those of an activity are called.
_TYPES: Final = {
    "aid": "aid-type",
    "flow": "flow-type",
    "finance": "finance-type",
    "channel": "channel",
    "humanitarian": "humanitarian",
}


# Among the rows of a document: what is stated beside its money.
BESIDE: Final = "beside"
# In SQL, on a row of money `m` and its class `c`; and how that is called.
BESIDE_FIELDS: Final = {
    "m.ref": "reference",
    "m.description": "description",
    "c.status": "status",
    "c.tied_status": "tied-status",
    "c.provider_type": "provider type",
    "c.receiver_type": "receiver type",
    "c.aid_types": "other aid types",
    "m.updated": "updated",
}
_NOTHING: Final[Document] = {}
_MONEY_VALUES: Final = ("kind", "date", "end", "value_date", "provider", "receiver", "shares")


def _money_field(noun: str, value: Callable[[Document], Value]) -> View:
    return View(
        lambda entry: values(entry, "kind", "date", "end"),
        lambda entry: f"{called(entry['kind'], entry['date'])}: {noun}",
        value,
    )


def _party(role: str, field: str) -> Callable[[Document], Value]:
    return lambda entry: (entry[role] or {}).get(field)


def _type(name: str) -> Callable[[Document], Value]:
    return lambda entry: entry["types"][name]


def _own_shares(kind: str) -> Callable[[Document], Value]:
    def value(entry: Document) -> Value:
        shares = (entry["shares"] or {}).get(kind, ())
        return ", ".join(f"{code_and_name(share)} {percentage(share)}" for share in shares) or None

    return value


def _beside(name: str) -> Callable[[Document], Value]:
    def value(entry: Document) -> Value:
        text = entry["beside"].get(name)
        return ", ".join(json.loads(text)) if text and name == "c.aid_types" else text

    return value


# The fields of a row of money other than its kind and days, which identify it, and its value.
_MONEY_FIELDS: Final = (
    _money_field("value date", lambda entry: entry["value_date"]),
    _money_field("provider", _party("provider", "id")),
    _money_field("provider activity", _party("provider", "activity")),
    _money_field("receiver", _party("receiver", "id")),
    _money_field("receiver activity", _party("receiver", "activity")),
    *(_money_field(noun, _type(name)) for name, noun in _TYPES.items()),
    *(_money_field(kind, _own_shares(kind)) for kind in ("sectors", "countries", "regions")),
)
# Few publishers state any of these.
_BESIDE_FIELDS: Final = tuple(_money_field(noun, _beside(name)) for name, noun in BESIDE_FIELDS.items())


def money_fields(*states: Document) -> Iterator[View]:
    """Yield the fields that the rows of money of an activity may have."""
    yield from _MONEY_FIELDS
    if any(state.get("rows", {}).get(BESIDE) for state in states):
        yield from _BESIDE_FIELDS


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

    rows = document.get("rows", {}).get(BESIDE, ())
    beside = {row["position"]: {name: row[name] for name in BESIDE_FIELDS} for row in rows}
    return [
        {
            **{field: part[field] for field in _MONEY_VALUES},
            "types": {name: code(part, name, noun) for name, noun in _TYPES.items()},
            "beside": beside.get(position, _NOTHING),
        }
        for position, part in enumerate(document["activity"]["parts"])
    ]


def _own_types(document: Document) -> dict[str, str | None]:
    return {row["kind"]: row["code"] for row in reversed(document.get("rows", {}).get("classifications", ()))}
