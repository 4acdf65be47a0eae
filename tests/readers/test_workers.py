"""Large files are read by processes of their own; what comes of it is the same."""

import multiprocessing
import os
import re
import signal
from collections import Counter
from collections.abc import Sequence
from pathlib import Path
from typing import Any

import pytest

from unodc_cli.catalogue import cache
from unodc_cli.catalogue.database import Catalogue
from unodc_cli.errors import ReaderDiedError
from unodc_cli.files.inputs import ReadingSettings
from unodc_cli.model.project import Portfolio
from unodc_cli.readers import workers
from unodc_cli.readers.iati import reader as iati
from unodc_cli.readers.reading import Again, Reading

WORDS = Portfolio(title="words")
# What makes a process worth its while, in sizes of the first file: how many files each process has then.
GROUPS: dict[float, list[int]] = {0: [1, 1, 1], 1.5: [2], 2.5: [3], 4: []}


@pytest.fixture
def files(tmp_path: Path) -> list[Path]:
    """Return files of more activities than a batch has, the last of them cut off."""
    made = []
    for name in ("a", "b", "c"):
        activities = "".join(
            f"""<iati-activity><iati-identifier>{name}-{number}</iati-identifier>
            <participating-org><narrative>Body {number % 7}</narrative></participating-org></iati-activity>"""
            for number in range(400)
        )
        file = tmp_path / f"{name}.xml"
        file.write_text(f"<iati-activities>{activities}{'</iati-activities>' if name < 'c' else ''}")
        made.append(file)
    return made


def _readings(files: Sequence[Path]) -> list[Reading]:
    return [iati.read(file, WORDS, ReadingSettings()) for file in files]


def _gathered(readings: Sequence[Reading]) -> list[object]:
    """Return what there is of each reading, whatever came when."""
    found: list[tuple[list[object], list[object], dict[object, int]]] = [([], [], {}) for _ in readings]
    for batch in workers.batches(readings):
        records, faults, spellings = found[batch.reading]
        records += batch.records
        faults += batch.faults
        for spelling, count in batch.spellings:
            spellings[spelling] = spellings.get(spelling, 0) + count
    return list(found)


@pytest.fixture
def started(monkeypatch: pytest.MonkeyPatch) -> list[int]:
    """Note of how many files each process is started."""
    groups: list[int] = []
    really = workers._start

    def noted(group: Sequence[Any]) -> Any:
        groups.append(len(group))
        return really(group)

    monkeypatch.setattr(workers, "_start", noted)
    return groups


@pytest.mark.parametrize("way", ["fork", "spawn"])
@pytest.mark.parametrize("share", GROUPS)
def test_processes_of_their_own_give_what_this_one_gives(
    files: list[Path], monkeypatch: pytest.MonkeyPatch, started: list[int], way: str, share: float
) -> None:
    here = _gathered(_readings(files))
    monkeypatch.setattr(workers, "_WORTH_A_PROCESS", int(share * files[0].stat().st_size))
    monkeypatch.setattr(workers, "_CONTEXT", multiprocessing.get_context(way))
    assert _gathered(_readings(files)) == here
    assert "Premature end of data" in str(here[2])
    assert started == GROUPS[share]


@pytest.mark.parametrize("share", GROUPS)
def test_how_far_it_is_never_goes_back_and_ends_at_the_end(
    files: list[Path], monkeypatch: pytest.MonkeyPatch, share: float
) -> None:
    monkeypatch.setattr(workers, "_WORTH_A_PROCESS", int(share * files[0].stat().st_size))
    said: list[tuple[int, int]] = []
    with cache.answered(files, Catalogue.is_empty, progress=lambda *done: said.append(done)) as empty:
        assert not empty
    assert [done for done, _ in said] == sorted(done for done, _ in said)
    assert {total for _, total in said} == {said[-1][0]}
    assert len({done for done, _ in said}) > len(files)


def test_a_process_that_dies_is_an_error_and_no_short_answer(
    files: list[Path], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(workers, "_WORTH_A_PROCESS", 0)
    monkeypatch.setattr(iati, "read", lambda *_, **__: os.kill(os.getpid(), signal.SIGKILL))
    readings = [
        Reading(
            str(file), WORDS, [], [], Counter(), None, Again(file, ReadingSettings(), lambda record: record)
        )
        for file in files
    ]
    with pytest.raises(ReaderDiedError, match=r"not read to its end"):
        list(workers.batches(readings))
    assert not multiprocessing.active_children()


def test_the_file_that_killed_its_process_is_named(
    files: list[Path], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(workers, "_WORTH_A_PROCESS", int(2.5 * files[0].stat().st_size))
    really = iati.read

    def deadly(path: Path, *rest: Any, **named: Any) -> Reading:
        if path == files[1] and named:
            os.kill(os.getpid(), signal.SIGKILL)
        return really(path, *rest, **named)

    monkeypatch.setattr(iati, "read", deadly)
    with pytest.raises(ReaderDiedError, match=re.escape(str(files[1]))):
        list(workers.batches(_readings(files)))


def test_a_process_whose_reader_is_gone_ends(files: list[Path], monkeypatch: pytest.MonkeyPatch) -> None:
    receiving, sending = multiprocessing.Pipe(duplex=False)
    process = multiprocessing.get_context("fork").Process(
        target=workers._work, args=((receiving, sending), [(WORDS, files[0], "a", ReadingSettings())])
    )
    process.start()
    sending.close()
    receiving.close()
    process.join(30)
    assert process.exitcode == 0


def test_who_takes_no_more_leaves_no_process_behind(
    files: list[Path], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(workers, "_WORTH_A_PROCESS", 0)
    taken = workers.batches(_readings(files))
    next(taken)
    assert multiprocessing.active_children()
    taken.close()
    assert not multiprocessing.active_children()
