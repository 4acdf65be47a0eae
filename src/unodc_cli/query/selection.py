"""The selected fields, order and number of rows, as they were typed."""

from typing import NamedTuple


class Selection(NamedTuple):
    """The selected fields (none: all), the order, and the largest number of rows."""

    fields: tuple[str, ...] = ()
    sort: tuple[str, ...] = ()
    limit: int | None = None
