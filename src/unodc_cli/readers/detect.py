"""Choose the reader of a file by its first bytes, and read files together."""

from collections.abc import Sequence
from pathlib import Path
from typing import Final

from unodc_cli.errors import DataError, Fault
from unodc_cli.files import pipes
from unodc_cli.files.inputs import ReadingSettings
from unodc_cli.model.portfolio import Portfolio, Vocabulary
from unodc_cli.readers.reading import Reading
from unodc_cli.readers.records import Batch
from unodc_cli.readers.toml import reader as toml

_DEFAULTS: Final = ReadingSettings()


def read_all(paths: Sequence[Path], bundled: Path, settings: ReadingSettings = _DEFAULTS) -> list[Reading]:
    """Return the readings of files.

    Published data is understood by the vocabulary of the curated files among them and of the bundled
    portfolio. A curated file with faults has no project.
    """
    curated = {path: _curated(path) for path in paths if not _is_published(path)}
    if len(curated) == len(paths):
        return list(curated.values())
    from unodc_cli.readers.iati import reader as iati  # noqa: PLC0415 - lxml is for IATI only
    from unodc_cli.readers.iati.matchers import matchers  # noqa: PLC0415

    portfolios = [reading.portfolio for reading in curated.values()]
    if bundled not in curated:
        portfolios.append(read(bundled).portfolio)
    shared = matchers(published_vocabulary(portfolios), exact=settings.exact)
    return [
        curated[path] if path in curated else iati.read(path, shared, settings.language) for path in paths
    ]


def published_vocabulary(portfolios: Sequence[Portfolio]) -> Vocabulary:
    """Return the vocabulary for reading published data: the terms of all these portfolios."""
    vocabularies = [portfolio.vocabulary for portfolio in portfolios]
    return Vocabulary(
        themes=[theme for vocabulary in vocabularies for theme in vocabulary.themes],
        organisations=[body for vocabulary in vocabularies for body in vocabulary.organisations],
        regions=[region for vocabulary in vocabularies for region in vocabulary.regions],
    )


def _curated(path: Path) -> Reading:
    try:
        return read(path)
    except DataError as error:
        name = pipes.name(path)
        batches = [Batch([], error.faults)]
        return Reading(name, Portfolio(title=Path(name).name), batches, is_readable=False)


def _is_published(path: Path) -> bool:
    try:
        return is_iati(path)
    except DataError:  # its reader will report the same fault
        return False


def read(path: Path) -> Reading:
    """Read one curated data file. Raises DataError with all of its faults."""
    return parse(path).reading()


def parse(path: Path) -> toml.ParsedFile:
    """Parse one curated data file. Raises DataError with all of its faults."""
    return toml.parse(_content(path), pipes.name(path))


def is_iati(path: Path) -> bool:
    """Return whether a file is published data. Raises DataError for one that cannot be opened."""
    try:
        with path.open("rb") as file:
            return looks_like_iati(file.read(512), path.name)
    except OSError as error:
        raise DataError([Fault(pipes.name(path), None, f"cannot be read: {error.strerror}")]) from error


def looks_like_iati(head: bytes, name: str) -> bool:
    """Return whether a file that begins so is XML, packed or not; one only named so is broken XML."""
    if head.startswith((b"\x1f\x8b", b"\xfd7zXZ\x00")):
        return True
    return head.removeprefix(b"\xef\xbb\xbf").lstrip().startswith(b"<") or name.lower().endswith(".xml")


def _content(path: Path) -> bytes:
    try:
        return path.read_bytes()
    except OSError as error:
        raise DataError([Fault(pipes.name(path), None, f"cannot be read: {error.strerror}")]) from error
