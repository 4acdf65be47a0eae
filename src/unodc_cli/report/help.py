"""The parts of a help page."""

from collections.abc import Mapping
from typing import NamedTuple


class Verbatim(NamedTuple):
    """Lines that are not wrapped."""

    lines: tuple[str, ...]


class HelpSection(NamedTuple):
    """Explained words, or lines, below a heading; then a paragraph on all of them."""

    heading: str
    body: Mapping[str, str] | Verbatim
    also: str = ""


# A paragraph, words with their explanations, or an example.
Part = str | Mapping[str, str] | Verbatim | HelpSection
