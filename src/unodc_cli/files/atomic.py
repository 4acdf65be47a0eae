"""Replace a file completely or not at all, even if the power is cut."""

import contextlib
import os
from collections.abc import Iterator
from pathlib import Path
from typing import Final

_UNFINISHED: Final = ".new"


@contextlib.contextmanager
def replacing(target: Path) -> Iterator[Path]:
    """Give a new, empty file beside `target` that takes its place, unless an exception is raised.

    What killed processes left unfinished in the folder is removed.
    """
    # Most answers write no file.
    import tempfile  # noqa: PLC0415

    from unodc_cli.files import leftovers  # noqa: PLC0415

    with contextlib.suppress(OSError):
        leftovers.remove(target.parent, before=".", after=_UNFINISHED)
    handle, path = tempfile.mkstemp(dir=target.parent, prefix=f".{leftovers.prefix()}", suffix=_UNFINISHED)
    os.close(handle)
    new = Path(path)
    try:
        yield new
        # Without this, the name could stand for a file of zeros after a power cut.
        _sync(new, os.O_RDWR)
        new.replace(target)
    finally:
        new.unlink(missing_ok=True)
    # Without this, the old file could be back. Not every system can sync a folder.
    with contextlib.suppress(OSError):
        _sync(target.parent, os.O_RDONLY)


def _sync(path: Path, mode: int) -> None:
    descriptor = os.open(path, mode)
    try:
        os.fsync(descriptor)
    finally:
        os.close(descriptor)
