"""From the bytes of a file to a portfolio: which reader a file needs."""

from pathlib import Path

from unodc_cli.errors import DataError, Fault
from unodc_cli.readers import toml
from unodc_cli.readers.weaknesses import Kind
from unodc_cli.reading import Reading


def read(path: Path) -> Reading:
    """Read one data file. Raises DataError with every mistake in it."""
    return toml.read(_content(path), str(path))


def examine(path: Path, today: str) -> tuple[Reading, list[tuple[Kind, Fault]]]:
    """Read one data file, and find what is weak in it. Raises DataError with every mistake in it."""
    return toml.examine(_content(path), str(path), today)


def _content(path: Path) -> bytes:
    try:
        return path.read_bytes()
    except OSError as error:
        raise DataError([Fault(str(path), None, f"cannot be read: {error.strerror}")]) from error
