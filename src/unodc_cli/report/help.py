"""The parts of a help page."""

from collections.abc import Mapping
from typing import NamedTuple


class Verbatim(NamedTuple):
    """Lines that stay as they are."""

    lines: tuple[str, ...]


class HelpSection(NamedTuple):
    """Words with what each means, or lines, below a heading; then what else there is to know of them."""

    heading: str
    body: Mapping[str, str] | Verbatim
    also: str = ""


# A paragraph, words with what each means, or an example.
Part = str | Mapping[str, str] | Verbatim | HelpSection
