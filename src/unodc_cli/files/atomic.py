"""Replace a file completely or not at all."""

import contextlib
import os
import time
from collections.abc import Iterator
from pathlib import Path
from typing import Final

_UNFINISHED: Final = ".new"
_LONGEST_NAME: Final = 50
_A_DAY: Final = 24 * 60 * 60


@contextlib.contextmanager
def replacing(target: Path) -> Iterator[Path]:
    """Give a new, empty file beside `target` that takes its place, unless an exception is raised."""
    import tempfile  # noqa: PLC0415 - most answers write no file

    name = target.name[:_LONGEST_NAME]
    handle, path = tempfile.mkstemp(dir=target.parent, prefix=f".{name}.", suffix=_UNFINISHED)
    os.close(handle)
    new = Path(path)
    try:
        yield new
        new.replace(target)
    finally:
        new.unlink(missing_ok=True)


def remove_unfinished(folder: Path) -> None:
    """Remove files of `replacing` that were left behind when their process was killed, a day ago or more."""
    long_ago = time.time() - _A_DAY
    for file in folder.glob(f".*{_UNFINISHED}"):
        with contextlib.suppress(OSError):
            if file.stat().st_mtime < long_ago:
                file.unlink()
