"""From the bytes of files to what they describe: which reader a file needs, by looking inside it."""

from collections import Counter
from collections.abc import Sequence
from pathlib import Path
from typing import Final

from unodc_cli.errors import DataError, Fault
from unodc_cli.files import pipes
from unodc_cli.files.inputs import ReadingSettings
from unodc_cli.model.project import Portfolio
from unodc_cli.readers.reading import Reading
from unodc_cli.readers.toml import reader as toml

_USUAL: Final = ReadingSettings()


def read_all(paths: Sequence[Path], bundled: Path, settings: ReadingSettings = _USUAL) -> list[Reading]:
    """Return what each of the files describes.

    The words by which IATI activities are recognised are those of the curated files among them, and of the
    bundled portfolio. A curated file with mistakes has them as its faults, and no projects.
    """
    curated = {path: _curated(path) for path in paths if not _is_published(path)}
    if len(curated) == len(paths):
        return list(curated.values())
    from unodc_cli.readers.iati import reader as iati  # noqa: PLC0415 - lxml is for IATI only

    own = [reading.portfolio for reading in curated.values()]
    words = iati.words(own if bundled in curated else [*own, read(bundled).portfolio])
    return [
        curated[path] if path in curated else iati.read(path, iati.known(path, words), settings)
        for path in paths
    ]


def _curated(path: Path) -> Reading:
    try:
        return read(path)
    except DataError as error:
        name = pipes.name(path)
        return Reading(name, Portfolio(title=Path(name).name), [], list(error.faults), Counter())


def _is_published(path: Path) -> bool:
    try:
        return is_iati(path)
    except DataError:  # it is no less a fault of the file for whoever reads it next
        return False


def read(path: Path) -> Reading:
    """Read one curated data file. Raises DataError with every mistake in it."""
    return toml.read(_content(path), pipes.name(path))


def parse(path: Path) -> toml.ParsedFile:
    """Parse one curated data file. Raises DataError with every mistake in it."""
    return toml.parse(_content(path), pipes.name(path))


def is_iati(path: Path) -> bool:
    """Whether a file is published data. Raises DataError for one that cannot be opened."""
    try:
        with path.open("rb") as file:
            return looks_like_iati(file.read(512), path.name)
    except OSError as error:
        raise DataError([Fault(pipes.name(path), None, f"cannot be read: {error.strerror}")]) from error


def looks_like_iati(head: bytes, name: str) -> bool:
    """Whether a file that begins so is XML, compressed or not; one that is only named so is a failed one."""
    if head.startswith((b"\x1f\x8b", b"\xfd7zXZ\x00")):
        return True
    return head.removeprefix(b"\xef\xbb\xbf").lstrip().startswith(b"<") or name.lower().endswith(".xml")


def _content(path: Path) -> bytes:
    try:
        return path.read_bytes()
    except OSError as error:
        raise DataError([Fault(pipes.name(path), None, f"cannot be read: {error.strerror}")]) from error
