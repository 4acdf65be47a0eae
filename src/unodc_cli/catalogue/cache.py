"""The cache of compiled catalogues: one SQLite file for each set of data files, in the user's cache folder.

A catalogue is used again as long as its files are the same (path, size, times, inode), and the version of the
tool. Else it is compiled anew, in a file beside the old one that is then renamed. Where the cache cannot be
written, the catalogue is in memory; one that turns out to be damaged is compiled anew.
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

# Most documents fit into such a page (bytes), so that few calls read and write them.
PAGE: Final = 16384
# Nobody else has the file, and an unfinished one is thrown away: no journal. More room (KiB) for what is
# sorted for the indexes means fewer temporary files.
_PRAGMAS: Final = f"""PRAGMA page_size = {PAGE}; PRAGMA cache_size = -4000;
PRAGMA journal_mode = OFF; PRAGMA synchronous = OFF;"""

Result = TypeVar("Result")
# Called with the number of bytes read so far, and that of all.
Progress = Callable[[int, int], None]
_DEFAULT_SETTINGS: Final = ReadingSettings()


def _no_progress(_done: int, _total: int) -> None:
    pass


def run(paths: Sequence[Path], query: Callable[[Catalogue], Result]) -> Result:
    """Run a query on the catalogue of these files and folders (none: the bundled portfolio).

    Raises DataError if a file has mistakes or cannot be read.
    """
    with running(paths, query) as result:
        return result


@contextlib.contextmanager
def running(
    paths: Sequence[Path],
    query: Callable[[Catalogue], Result],
    settings: ReadingSettings = _DEFAULT_SETTINGS,
    progress: Progress = _no_progress,
) -> Iterator[Result]:
    """Run a query, and keep the catalogue open while its result is used: rows may be read later.

    Raises DataError if a file has mistakes or cannot be read; DamagedError if a part of the result was used
    when the catalogue turned out to be damaged.
    """
    with opened(paths) as files:
        stamp = _stamp(files, settings)
        cache = _cache_file(files, settings)
        if cached := _open_cached(cache, stamp):
            with contextlib.closing(cached):
                try:
                    result = query(cached)
                except (sqlite3.DatabaseError, DamagedError, ValueError):
                    pass  # damaged: compile it anew
                else:
                    with _dropped_if_damaged(cache):
                        yield result
                    return
        with contextlib.closing(_compile_and_open(files, cache, stamp, settings, progress)) as catalogue:
            yield query(catalogue)


@contextlib.contextmanager
def _dropped_if_damaged(cache: Path | None) -> Iterator[None]:
    try:
        yield
    except DamagedError:
        if cache:
            with contextlib.suppress(OSError):
                cache.unlink()
        raise


def _stamp(files: Sequence[Path], settings: ReadingSettings) -> str:
    """Return a text that changes with the files, the settings and the tool.

    The modification time can be set back; the change time and the inode tell that a file was written since.
    """
    parts: list[object] = [VERSION, __version__, settings.words()]
    # The bundled file has the terms by which published data is understood.
    for file in dict.fromkeys([*files, bundled()]):
        try:
            status = file.stat()
        except OSError as error:
            raise DataError([Fault(str(file), None, f"cannot be read: {error.strerror}")]) from error
        parts.append([str(file), status.st_size, status.st_mtime_ns, status.st_ctime_ns, status.st_ino])
    return json.dumps(parts)


def _cache_file(files: Sequence[Path], settings: ReadingSettings) -> Path | None:
    # The catalogue of a copied pipe goes when the copy does: the next pipe of that name has other data.
    if (folder := pipes.folder(files) or folders.cache()) is None:
        return None
    names = [*(str(file.absolute()) for file in files), *settings.words()]
    # If two sets of files share a name, they take turns: the stamp tells them apart.
    key = zlib.crc32("\n".join(names).encode("utf-8", "surrogateescape"))
    return folder / f"{key:08x}.sqlite"


def _open_cached(cache: Path | None, stamp: str) -> Catalogue | None:
    """Return the catalogue in the cache, if it is of these files as they are now."""
    if cache is None or not os.path.isfile(cache):  # noqa: PTH113 - Path.is_file raises for a name too long
        return None
    try:
        cached = Catalogue(sqlite3.connect(f"{cache.absolute().as_uri()}?mode=ro&immutable=1", uri=True))
    except sqlite3.Error:
        return None
    try:
        if cached.meta("stamp") == stamp:
            return cached
    except sqlite3.DatabaseError:
        pass
    cached.close()
    return None


def _compile_and_open(
    files: Sequence[Path], cache: Path | None, stamp: str, settings: ReadingSettings, progress: Progress
) -> Catalogue:
    """Compile the files into a new catalogue: in the cache, or else in memory."""
    # A warm start compiles nothing.
    from unodc_cli.files.atomic import replacing  # noqa: PLC0415
    from unodc_cli.files.interrupts import exit_on_signals  # noqa: PLC0415

    if cache is not None:
        with contextlib.suppress(OSError, sqlite3.Error):
            cache.parent.mkdir(parents=True, exist_ok=True)
            with exit_on_signals(), replacing(cache) as new:
                _compile(files, stamp, str(new), settings, progress).close()
            if cached := _open_cached(cache, stamp):
                cached.is_new = True
                return cached
    try:
        with exit_on_signals():
            catalogue = Catalogue(_compile(files, stamp, ":memory:", settings, progress))
    except sqlite3.Error as error:  # SQLite sorts in temporary files
        target = "the compiled data"
        raise OutputError(target, str(error)) from error
    catalogue.is_new = True
    return catalogue


def _compile(
    files: Sequence[Path], stamp: str, target: str, settings: ReadingSettings, progress: Progress
) -> sqlite3.Connection:
    from unodc_cli.catalogue import compiler  # noqa: PLC0415 - a warm start compiles nothing
    from unodc_cli.readers import detect  # noqa: PLC0415
    from unodc_cli.readers.workers import batches, size  # noqa: PLC0415

    readings = detect.read_all(files, bundled(), settings)
    total = size(readings)
    database = sqlite3.connect(target)
    try:
        database.executescript(_PRAGMAS)
        with contextlib.closing(batches(readings, in_this_process=settings.in_this_process)) as read:
            compiler.write(database, readings, read, {"stamp": stamp}, lambda done: progress(done, total))
        catalogue = Catalogue(database)
        if catalogue.is_empty() and (faults := catalogue.faults()):
            raise DataError(faults)
    except BaseException:
        database.close()
        raise
    return database
