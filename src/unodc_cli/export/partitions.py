"""The star schema of IATI files, each read by itself: for engines that read many files in parallel."""

import glob
import json
from collections.abc import Iterable, Iterator
from decimal import Decimal
from pathlib import Path

from unodc_cli.catalogue.documents import complete, stored
from unodc_cli.catalogue.part_documents import json_of
from unodc_cli.export import star
from unodc_cli.files.inputs import bundled, files
from unodc_cli.readers import detect
from unodc_cli.readers.iati import reader
from unodc_cli.readers.iati.kinds import OF_FILES
from unodc_cli.readers.iati.matchers import matchers


def iati_files(patterns: Iterable[str]) -> list[Path]:
    """Return the IATI files that paths and patterns stand for, the largest first."""
    paths = files([Path(path) for pattern in patterns for path in _matches(pattern)])
    paths.sort(key=lambda path: (-path.stat().st_size, str(path)))
    return [path.absolute() for path in paths if detect.is_iati(path)]


def rows(path: Path, table: str, language: str, today: str) -> Iterator[star.Row]:
    """Yield the rows that a file has in a table; `today` is an ISO day.

    Raises ValueError where the file cannot be read any further.
    """
    shared = matchers(detect.published_vocabulary([detect.read(bundled()).portfolio]))
    reading = reader.read(path, shared, language)
    count = 0
    for batch in reading.batches:
        for record in batch.records:
            count += 1
            parts = json_of(record.parts)
            text = complete(*stored(record.content, record.places, reading.file, parts), today=today)
            for name, row in star.rows(json.loads(text, parse_float=Decimal)):
                if name == table:
                    yield row
        broken = [fault for fault in batch.faults if fault.kind in OF_FILES]
        if broken:
            msg = f"{broken[0]} (after {count:,} activities)"
            raise ValueError(msg)


def _matches(pattern: str) -> list[str]:
    return sorted(glob.glob(pattern)) or [pattern]  # noqa: PTH207 - a pattern may be absolute
