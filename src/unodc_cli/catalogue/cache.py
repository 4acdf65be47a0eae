"""A portfolio compiled for querying: one SQLite file, kept in the user's cache folder.

A compiled catalogue is used again while it was made from the same files (path, size, modification time) by
the same version of the tool. Else the files are read anew, a new catalogue is written beside the old one and
renamed into its place. A cache that cannot be written means a catalogue in memory; a damaged one is dropped.
"""

import contextlib
import json
import os
import sqlite3
import zlib
from collections.abc import Callable, Iterator, Sequence
from pathlib import Path
from typing import Final, TypeVar

from unodc_cli import __version__
from unodc_cli.catalogue.database import VERSION, Catalogue
from unodc_cli.errors import DamagedError, DataError, Fault, OutputError
from unodc_cli.files import folders, pipes
from unodc_cli.files.inputs import ReadingSettings, bundled, opened

# Most documents fit such a page (in bytes), so that few calls read and write them. Nobody else has the file,
# and one that is not finished is thrown away. What is sorted for the indexes is put aside less often if there
# is more room (in KiB).
PAGE: Final = 16384
_SETTINGS: Final = f"""PRAGMA page_size = {PAGE}; PRAGMA cache_size = -16000;
PRAGMA journal_mode = OFF; PRAGMA synchronous = OFF;"""

Answer = TypeVar("Answer")
# Is told how many bytes of how many have been read.
Progress = Callable[[int, int], None]
_USUAL: Final = ReadingSettings()


def _unwatched(_done: int, _total: int) -> None:
    pass


def ask(paths: Sequence[Path], question: Callable[[Catalogue], Answer]) -> Answer:
    """Answer a question from the catalogue of these files and folders (none: the bundled portfolio).

    Raises DataError if a file has mistakes or cannot be read.
    """
    with answered(paths, question) as answer:
        return answer


@contextlib.contextmanager
def answered(
    paths: Sequence[Path],
    question: Callable[[Catalogue], Answer],
    settings: ReadingSettings = _USUAL,
    progress: Progress = _unwatched,
) -> Iterator[Answer]:
    """Answer a question, and keep the catalogue open while the answer is given.

    Where the files must be read first, published data is read with these settings, and `progress` is told how
    many bytes of how many have been. Raises DataError if a file has mistakes or cannot be read.
    """
    with opened(paths) as inside:
        stamp = _stamp(inside, settings)
        cache = _cache_file(inside, settings)
        if kept := _kept(cache, stamp):
            with contextlib.closing(kept):
                try:
                    answer = question(kept)
                except (sqlite3.DatabaseError, DamagedError, ValueError):
                    pass  # damaged beyond its first page: make it anew
                else:
                    yield answer
                    return
        with contextlib.closing(_made(inside, cache, stamp, settings, progress)) as made:
            yield question(made)


def _stamp(paths: Sequence[Path], settings: ReadingSettings) -> str:
    parts: list[object] = [VERSION, __version__, settings]
    # The bundled file has the words by which published data is understood.
    for file in dict.fromkeys([*paths, bundled()]):
        try:
            known = file.stat()
        except OSError as error:
            raise DataError([Fault(str(file), None, f"cannot be read: {error.strerror}")]) from error
        parts.append([str(file), known.st_size, known.st_mtime_ns])
    return json.dumps(parts)


def _cache_file(paths: Sequence[Path], settings: ReadingSettings) -> Path | None:
    # What is copied for this one answer must not be found by the next.
    if (folder := pipes.folder(paths) or folders.cache()) is None:
        return None
    names = "\n".join(
        [*(str(file.absolute()) for file in paths), *(map(str, settings) if settings != _USUAL else ())]
    )
    # A name that two sets of files share costs time, not truth: the stamp tells them apart.
    key = zlib.crc32(names.encode("utf-8", "surrogateescape"))
    return folder / f"{key:08x}.sqlite"


def _kept(cache: Path | None, stamp: str) -> Catalogue | None:
    """Return the catalogue in the cache, if there is one and it is of these files as they are now."""
    if cache is None or not os.path.isfile(cache):  # noqa: PTH113 - Path.is_file raises for a name too long
        return None
    try:
        kept = Catalogue(sqlite3.connect(f"{cache.absolute().as_uri()}?mode=ro&immutable=1", uri=True))
    except sqlite3.Error:
        return None
    try:
        if kept.meta("stamp") == stamp:
            return kept
    except sqlite3.DatabaseError:
        pass
    kept.close()
    return None


def _made(
    paths: Sequence[Path], cache: Path | None, stamp: str, settings: ReadingSettings, progress: Progress
) -> Catalogue:
    """Read the files into a new catalogue: in the cache, or else in memory."""
    # A warm start compiles nothing.
    from unodc_cli.files.atomic import remove_unfinished, replacing  # noqa: PLC0415
    from unodc_cli.files.interrupts import exit_on_signals  # noqa: PLC0415

    if cache is not None:
        with contextlib.suppress(OSError, sqlite3.Error):
            cache.parent.mkdir(parents=True, exist_ok=True)
            remove_unfinished(cache.parent)
            with exit_on_signals(), replacing(cache) as new:
                _compile(paths, stamp, str(new), settings, progress).close()
            if kept := _kept(cache, stamp):
                return kept
    try:
        with exit_on_signals():
            return Catalogue(_compile(paths, stamp, ":memory:", settings, progress))
    except sqlite3.Error as error:  # SQLite puts aside in files what it sorts
        target = "the compiled data"
        raise OutputError(target, str(error)) from error


def _compile(
    paths: Sequence[Path], stamp: str, target: str, settings: ReadingSettings, progress: Progress
) -> sqlite3.Connection:
    from unodc_cli.catalogue import compiler  # noqa: PLC0415 - a warm start needs neither
    from unodc_cli.readers import detect  # noqa: PLC0415 - a warm start needs neither
    from unodc_cli.readers.workers import batches, size  # noqa: PLC0415

    readings = detect.read_all(paths, bundled(), settings)
    total = size(readings)
    database = sqlite3.connect(target)
    try:
        database.executescript(_SETTINGS)
        with contextlib.closing(batches(readings)) as read:
            compiler.write(database, readings, read, {"stamp": stamp}, lambda done: progress(done, total))
        made = Catalogue(database)
        if made.is_empty() and (faults := made.faults()[0]):
            raise DataError(faults)
    except BaseException:
        database.close()
        raise
    return database
