"""From the bytes of files to what they describe: which reader a file needs, by looking inside it."""

from collections.abc import Sequence
from pathlib import Path
from typing import Final

from unodc_cli.errors import DataError, Fault
from unodc_cli.manner import Manner
from unodc_cli.readers import toml
from unodc_cli.readers.weaknesses import Kind
from unodc_cli.reading import Reading
from unodc_cli.text import as_utf_8

_USUAL: Final = Manner()


def read_all(paths: Sequence[Path], bundled: Path, manner: Manner = _USUAL) -> list[Reading]:
    """Return what each of the files describes.

    The words by which IATI activities are recognised are those of the curated files among them, and of the
    bundled portfolio. Raises DataError with every mistake of a curated file.
    """
    published = {path: is_iati(path) for path in paths}
    curated = _read_curated([path for path in paths if not published[path]])
    if not any(published.values()):
        return list(curated.values())
    from unodc_cli.readers import iati  # noqa: PLC0415 - lxml is for IATI only

    own = [reading.portfolio for reading in curated.values()]
    words = iati.words(own if bundled in curated else [*own, read(bundled).portfolio])
    return [
        iati.read(path, iati.known(path, words), manner) if published[path] else curated[path]
        for path in paths
    ]


def _read_curated(paths: Sequence[Path]) -> dict[Path, Reading]:
    curated: dict[Path, Reading] = {}
    faults: list[Fault] = []
    for path in paths:
        try:
            curated[path] = read(path)
        except DataError as error:
            faults += error.faults
    if faults:
        raise DataError(faults)
    return curated


def read(path: Path) -> Reading:
    """Read one curated data file. Raises DataError with every mistake in it."""
    return toml.read(_content(path), as_utf_8(str(path)))


def examine(path: Path, today: str) -> tuple[Reading, list[tuple[Kind, Fault]]]:
    """Read one curated data file, and find what is weak in it on the day `today`.

    Raises DataError with every mistake in it.
    """
    return toml.examine(_content(path), as_utf_8(str(path)), today)


def is_iati(path: Path) -> bool:
    """Whether a file is published data. Raises DataError for one that cannot be opened."""
    try:
        with path.open("rb") as file:
            return looks_like_iati(file.read(512), path.name)
    except OSError as error:
        raise DataError([Fault(as_utf_8(str(path)), None, f"cannot be read: {error.strerror}")]) from error


def looks_like_iati(head: bytes, name: str) -> bool:
    """Whether a file that begins so is XML, compressed or not; one that is only named so is a failed one."""
    if head.startswith((b"\x1f\x8b", b"\xfd7zXZ\x00")):
        return True
    return head.removeprefix(b"\xef\xbb\xbf").lstrip().startswith(b"<") or name.lower().endswith(".xml")


def _content(path: Path) -> bytes:
    try:
        return path.read_bytes()
    except OSError as error:
        raise DataError([Fault(as_utf_8(str(path)), None, f"cannot be read: {error.strerror}")]) from error
