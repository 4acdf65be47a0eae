"""The parts of a help page."""

from collections.abc import Mapping
from typing import NamedTuple


class Verbatim(NamedTuple):
    """Lines that are not wrapped."""

    lines: tuple[str, ...]


class HelpSection(NamedTuple):
    """Explained words, lines or a paragraph below a heading; then a remark on all of them."""

    heading: str
    body: Mapping[str, str] | Verbatim | str
    also: str = ""


# A paragraph, words with their explanations, or an example.
Part = str | Mapping[str, str] | Verbatim | HelpSection
