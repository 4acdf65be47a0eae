"""Unfinished files of killed processes: files are named after their process, and removed once it ended."""

import contextlib
import os
import platform
import re
import shutil
import sys
import time
import zlib
from pathlib import Path
from typing import Final

_A_DAY: Final = 24 * 60 * 60


def prefix() -> str:
    """Return the beginning of the names of this process's files: its machine and number, `1a2b3c4d-4711-`."""
    return f"{_machine()}-{os.getpid()}-"


def remove(folder: Path, *, before: str, after: str = "") -> None:
    """Remove files and folders of ended processes; `before` and `after` surround the process in a name.

    A process of another machine, or a new one of the same number, may be alive: those stay for a day.
    """
    name = re.compile(rf"{re.escape(before)}([0-9a-f]{{8}})-([0-9]+)-.*{re.escape(after)}")
    for path in folder.iterdir():
        if match := name.fullmatch(path.name):
            # Another process may remove it at the same time.
            with contextlib.suppress(OSError):
                if _is_gone(*match.groups()) or path.stat().st_mtime < time.time() - _A_DAY:
                    shutil.rmtree(path) if path.is_dir() else path.unlink()


def _is_gone(machine: str, process: str) -> bool:
    # On Windows, the signal 0 would interrupt the process.
    if sys.platform == "win32" or machine != _machine():
        return False
    try:
        os.kill(int(process), 0)
    except ProcessLookupError:
        return True
    except (OSError, OverflowError):
        pass
    return False


def _machine() -> str:
    """Return a hash of the machine and the container, each of which numbers its processes on its own."""
    container = ""
    with contextlib.suppress(OSError):
        container = str(Path("/proc/self/ns/pid").readlink())
    return f"{zlib.crc32(f'{platform.node()} {container}'.encode()):08x}"
