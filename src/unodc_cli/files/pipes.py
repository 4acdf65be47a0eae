"""Spool pipes and standard input to temporary files, keeping the name that was typed."""

import contextlib
import os
import stat
import sys
from collections.abc import Iterator, Sequence
from pathlib import Path
from typing import Final

from unodc_cli.errors import DataError, Fault

# Stands for standard input, as everywhere on a command line.
STANDARD_INPUT: Final = Path("-")
_PIECE = 1 << 20
# The beginning of the names of folders for copies.
_FOLDER: Final = "unodc-"
# Copy → the name that was typed.
_names: Final[dict[Path, str]] = {}


def name(path: Path) -> str:
    """Return the name of a data file in messages, and as a source."""
    return _names.get(path) or _readable(path)


def _readable(path: Path) -> str:
    """Return a path as text, with replacement characters for bytes that are not UTF-8."""
    return os.fsencode(path).decode("utf-8", "replace")


def folder(paths: Sequence[Path]) -> Path | None:
    """Return the folder of the copies, if any of the files is one. It is removed with them."""
    return next((path.parent for path in paths if path in _names), None)


def is_read_once(path: Path) -> bool:
    """Return whether a path can be read only once: it is neither a file nor a folder, but exists."""
    if path == STANDARD_INPUT:
        return True
    try:
        mode = os.stat(path).st_mode  # noqa: PTH116 - quicker than a Path, and asked of every file
    except (OSError, ValueError):
        return False
    return not stat.S_ISREG(mode) and not stat.S_ISDIR(mode)


@contextlib.contextmanager
def copied(paths: Sequence[Path]) -> Iterator[list[Path]]:
    """Yield the paths, with a copy in place of each that can be read only once; a pipe has one copy.

    Raises DataError for a file that cannot be read.
    """
    # Few answers need these modules.
    import tempfile  # noqa: PLC0415

    from unodc_cli.files import leftovers  # noqa: PLC0415

    copies: dict[tuple[int, int], Path] = {}
    files: dict[Path, None] = {}
    with contextlib.suppress(OSError):
        leftovers.remove(Path(tempfile.gettempdir()), before=_FOLDER)
    prefix = f"{_FOLDER}{leftovers.prefix()}"
    with tempfile.TemporaryDirectory(prefix=prefix, ignore_cleanup_errors=True) as folder:
        try:
            for path in paths:
                files[_copy(path, Path(folder), copies) if is_read_once(path) else path] = None
            yield list(files)
        finally:
            for copy in copies.values():
                _names.pop(copy, None)


def _copy(path: Path, folder: Path, copies: dict[tuple[int, int], Path]) -> Path:
    is_standard = path == STANDARD_INPUT
    label = "standard input" if is_standard else _readable(path)
    if is_standard and sys.__stdin__ is None:
        raise DataError([Fault(label, None, "cannot be read: it is closed")])
    try:
        with open(0 if is_standard else path, "rb", closefd=not is_standard) as source:
            known = os.fstat(source.fileno())
            key = known.st_dev, known.st_ino
            if key not in copies:
                copies[key] = folder / f"{len(copies)}{path.suffix}"
                _names[copies[key]] = label
                with copies[key].open("wb") as target:
                    while piece := source.read(_PIECE):
                        target.write(piece)
    except OSError as error:
        raise DataError([Fault(label, None, f"cannot be read: {error.strerror}")]) from error
    return copies[key]
