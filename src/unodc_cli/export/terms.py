"""The names and codes of curated files that an IATI file needs in full."""

from collections.abc import Sequence
from pathlib import Path

from unodc_cli.export.iati import Term, Terms
from unodc_cli.readers import detect


def terms(paths: Sequence[Path]) -> Terms:
    """Return the names, identifiers and languages that curated files state."""
    files = [detect.read(path) for path in paths if not detect.is_iati(path)]
    words = [file.portfolio.vocabulary for file in files]
    bodies = (body for file in words for body in file.organisations)
    return Terms(
        {theme.id: Term(theme.name, theme.sectors) for file in words for theme in file.themes},
        {region.id: Term(region.name) for file in words for region in file.regions},
        {body.id: body.identifiers[0] for body in bodies if body.identifiers},
        {
            record.content["id"]: language
            for file in files
            if (language := file.portfolio.language)
            for batch in file.batches
            for record in batch.records
        },
    )
