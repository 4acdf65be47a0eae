"""From the bytes of a file to a portfolio: which reader a file needs."""

from pathlib import Path

from unodc_cli.errors import DataError, Fault
from unodc_cli.model import Portfolio
from unodc_cli.readers import toml


def read(path: Path) -> Portfolio:
    """Read one data file. Raises DataError with every mistake in it."""
    try:
        content = path.read_bytes()
    except OSError as error:
        raise DataError([Fault(str(path), None, f"cannot be read: {error.strerror}")]) from error
    return toml.read(content, str(path))
