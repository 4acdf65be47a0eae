"""The names and codes of curated files that an IATI file needs in full."""

from collections.abc import Sequence
from pathlib import Path

from unodc_cli.export.iati import Term, Terms
from unodc_cli.readers import detect


def terms(paths: Sequence[Path]) -> Terms:
    """Return the names of themes and regions, and identifiers of organisations, of the curated files."""
    files = [detect.read(path).portfolio.vocabulary for path in paths if not detect.is_iati(path)]
    bodies = (body for file in files for body in file.organisations)
    return Terms(
        {theme.id: Term(theme.name, theme.sectors) for file in files for theme in file.themes},
        {region.id: Term(region.name) for file in files for region in file.regions},
        {body.id: body.identifiers[0] for body in bodies if body.identifiers},
    )
