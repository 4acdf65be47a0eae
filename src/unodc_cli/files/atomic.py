"""Replace a file completely or not at all, even if the power is cut."""

import contextlib
import os
from collections.abc import Iterator
from pathlib import Path
from typing import Final

_UNFINISHED: Final = ".new"


@contextlib.contextmanager
def replacing(target: Path) -> Iterator[Path]:
    """Yield a new, empty file beside `target` that replaces it, unless an exception is raised.

    Also removes unfinished files that killed processes left in the folder.
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
