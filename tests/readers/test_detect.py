"""Files are read together, and nothing of a reading stays when it is over."""

import gc
from pathlib import Path

from conftest import ACTIVITIES, SMALL
from unodc_cli.files.inputs import bundled
from unodc_cli.readers import detect, workers


def _read() -> None:
    readings = detect.read_all([ACTIVITIES, SMALL], bundled())
    assert any(batch.records for _, batch in workers.batches(readings))


def _objects() -> int:
    gc.collect()
    return len(gc.get_objects())


def test_reading_again_and_again_keeps_no_objects() -> None:
    for _ in range(2):  # the first one fills caches of a fixed size
        _read()
    before = _objects()
    for _ in range(5):
        _read()
    # A vocabulary that stayed would be hundreds of objects.
    assert _objects() - before < 50


def test_published_files_share_one_vocabulary(tmp_path: Path) -> None:
    copy = tmp_path / "copy.xml"
    copy.write_bytes(ACTIVITIES.read_bytes())
    first, second, curated = detect.read_all([ACTIVITIES, copy, SMALL], bundled())
    assert first.portfolio.vocabulary is second.portfolio.vocabulary
    assert first.task is not None
    assert second.task is not None
    assert first.task.matchers is second.task.matchers
    assert curated.portfolio.vocabulary is not first.portfolio.vocabulary
