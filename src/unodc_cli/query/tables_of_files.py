"""The tables of `sql` for each IATI file by itself: for engines that read many files in parallel."""

import glob
from collections.abc import Iterable, Iterator
from pathlib import Path
from typing import Any

from unodc_cli.catalogue import cache
from unodc_cli.catalogue.database import Catalogue
from unodc_cli.files.inputs import ReadingSettings, files
from unodc_cli.query import tables
from unodc_cli.query.conditions import condition
from unodc_cli.query.filters import Filters
from unodc_cli.query.reports.sql_columns import Table
from unodc_cli.readers import detect
from unodc_cli.readers.iati.kinds import OF_FILES


def iati_files(patterns: Iterable[str]) -> list[Path]:
    """Return the IATI files that paths and patterns stand for, the largest first."""
    paths = files([Path(path) for pattern in patterns for path in _matches(pattern)])
    paths.sort(key=lambda path: (-path.stat().st_size, str(path)))
    return [path.absolute() for path in paths if detect.is_iati(path)]


def _matches(pattern: str) -> list[str]:
    return sorted(glob.glob(pattern)) or [pattern]  # noqa: PTH207 - a pattern may be absolute


def rows(path: Path, table: Table, language: str, today: str) -> Iterator[tuple[Any, ...]]:
    """Yield the rows of a file in a table; `today` is an ISO day.

    Raises ValueError for a file that cannot be read to its end: a short answer would look whole.
    """
    # Whoever runs several of these at a time has a processor for each.
    settings = ReadingSettings(language=language, in_this_process=True)
    with cache.running([path], lambda catalogue: catalogue, settings) as catalogue:
        _check_whole(catalogue)
        yield from tables.rows(catalogue, table, condition(catalogue, Filters(), today), today)


def _check_whole(catalogue: Catalogue) -> None:
    """Raise ValueError if only the first part of a file could be read: a short answer would look whole."""
    broken = [fault for fault in catalogue.faults() if fault.kind in OF_FILES]
    if broken:
        [(count,)] = catalogue.rows("SELECT COUNT(*) FROM projects")
        msg = f"{broken[0]} (after {count:,} activities)"
        raise ValueError(msg)
