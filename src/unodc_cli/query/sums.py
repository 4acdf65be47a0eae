"""The filter of projects by the size of their sums."""

import re
from collections.abc import Callable, Sequence
from typing import Final

from unodc_cli.catalogue.database import Catalogue
from unodc_cli.errors import UsageError
from unodc_cli.model import exact
from unodc_cli.model.names import one_of
from unodc_cli.query.field_names import kinds_of

_SUM: Final = re.compile(r"([0-9][0-9_,]*(?:\.[0-9]+)?)\s*([kmb]?)", re.ASCII | re.IGNORECASE)
_UNITS: Final = {"": 1, "k": 10**3, "m": 10**6, "b": 10**9}


def with_sums(bind: Callable[[object], str], catalogue: Catalogue, typed: Sequence[str]) -> str:
    """Return the condition that a project has a sum of at least one of these sizes, in one kind and currency.

    A size may be that of a kind: `eu-contribution=5m`. `bind` adds a parameter. Raises UsageError.
    """
    parts = []
    for text in typed:
        kind, _, size = text.rpartition("=")
        of_kind = ""
        if kind:
            kind_name = one_of("kind of amount", kind.strip(), kinds_of(catalogue))
            of_kind = f"AND kind = {bind(kind_name)}"
        minimum = bind(_size(text, size.strip()))
        parts.append(
            f"""num IN (SELECT project FROM amounts WHERE counted AND units IS NOT NULL {of_kind}
            GROUP BY project, kind, currency, level
            HAVING SUM(units) + SUM(trillionths) / 1e12 >= {minimum})"""
        )
    return f"({' OR '.join(parts)})"


def _size(typed: str, text: str) -> float:
    value = size(text)
    if value is None:
        msg = f"--min-amount {typed}: it is not a sum of money"
        raise UsageError(msg, "write 5000000, 5m or eu-contribution=5m")
    return value / 1e12


def size(text: str) -> int | None:
    """Return a sum as it is typed (`5000000`, `5m`) in trillionths; None if it is none."""
    match = _SUM.fullmatch(text)
    value = exact.parse(match[1].replace(",", "").replace("_", "")) if match else None
    return None if match is None or value is None else value * _UNITS[match[2].lower()]
