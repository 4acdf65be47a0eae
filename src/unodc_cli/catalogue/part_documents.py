"""The JSON of the parts of an activity's money, built from texts: they are many, and all alike.

Encoding them from dictionaries would take three times as long.
"""

from collections.abc import Sequence
from functools import lru_cache
from typing import Final

from unodc_cli.model.exact import to_json
from unodc_cli.readers.iati.shares import named
from unodc_cli.readers.records import Beside, OwnShares, Party, Stated, Types

_NULL: Final = "null"
# Most activities of a publisher have the same parties, and all of them the same types.
_KEPT: Final = 2_000


def json_of(parts: Sequence[Stated]) -> str:
    """Return parts as `model.Part` has them, as the entries of a JSON list."""
    return ", ".join([_part(*part) for part in parts])


def _part(  # noqa: PLR0917 - the fields of a tuple
    kind: str,
    value: int | str,
    currency: str,
    _: bool,
    date: str | None,
    end: str | None,
    value_date: str | None,
    line: int,
    provider: Party | None,
    receiver: Party | None,
    types: Types | None,
    shares: OwnShares | None,
    _beside: Beside | None,
) -> str:
    return (
        f'{{"kind": "{kind}", "value": {value}, "currency": {_quoted(currency)}, '
        f'"date": {_day(date)}, "end": {_day(end)}, "value_date": {_day(value_date)}, "line": {line}, '
        f'"provider": {_party(provider) if provider else _NULL}, '
        f'"receiver": {_party(receiver) if receiver else _NULL}, '
        f'"types": {_types(types) if types else _NULL}, "shares": {_shares(shares) if shares else _NULL}}}'
    )


_quoted = lru_cache(_KEPT)(to_json)


def _day(day: str | None) -> str:
    return f'"{day}"' if day else _NULL


@lru_cache(_KEPT)
def _party(party: Party) -> str:
    id_, name, ref, activity = party
    return to_json({"id": id_, "name": name or None, "ref": ref or None, "activity": activity})


@lru_cache(_KEPT)
def _types(types: Types) -> str:
    return to_json(dict(zip(("aid", "flow", "finance", "channel", "humanitarian"), types, strict=True)))


def _shares(shares: OwnShares) -> str:
    return to_json(dict(zip(("sectors", "countries", "regions"), map(named, shares), strict=True)))
