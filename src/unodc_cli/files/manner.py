"""How published data is to be read."""

from typing import NamedTuple


class Manner(NamedTuple):
    """What may differ between two readings of the same published file."""

    # The language of texts, where there is a choice (ISO 639-1).
    language: str = "en"
    # Whether names of organisations are told apart as they are published, and not resolved to known ones.
    exact: bool = False
