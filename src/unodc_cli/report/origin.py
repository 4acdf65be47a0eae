"""The origin of an answer, for formats that are kept apart from the data."""

from typing import NamedTuple


class Origin(NamedTuple):
    """The portfolio, the filters and the day of an answer."""

    title: str
    summary: str | None
    # The day of the data, as exact as it is known.
    updated: str | None
    licence: str | None
    # The names of the data files; empty: the bundled one.
    files: tuple[str, ...]
    # The filters, with the names that were resolved: `theme`, `Maritime crime`.
    filters: tuple[tuple[str, str], ...]
    today: str
