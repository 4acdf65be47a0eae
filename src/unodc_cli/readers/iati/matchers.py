"""Matchers that find the terms of a vocabulary in published data."""

from typing import NamedTuple

from unodc_cli.model.portfolio import Vocabulary
from unodc_cli.readers.iati.organisations import OrganisationMatcher
from unodc_cli.readers.iati.themes import ThemeMatcher


class Matchers(NamedTuple):
    """A vocabulary with its matchers. Files share them: to build them takes longer than a small file."""

    vocabulary: Vocabulary
    themes: ThemeMatcher
    organisations: OrganisationMatcher


def matchers(vocabulary: Vocabulary, *, exact: bool = False) -> Matchers:
    """Build the matchers of a vocabulary; with `exact`, no name is resolved to a known organisation."""
    return Matchers(
        vocabulary,
        ThemeMatcher(vocabulary.themes),
        OrganisationMatcher(vocabulary.organisations, exact=exact),
    )
