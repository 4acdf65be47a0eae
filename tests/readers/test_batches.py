"""Large files are read by processes of their own; what comes of it is the same."""

import multiprocessing
import os
import signal
from collections import Counter
from collections.abc import Sequence
from pathlib import Path

import pytest

from unodc_cli.errors import ReaderDiedError
from unodc_cli.manner import Manner
from unodc_cli.model import Portfolio
from unodc_cli.readers import batches, iati
from unodc_cli.reading import Again, Reading

WORDS = Portfolio(title="words")


@pytest.fixture
def files(tmp_path: Path) -> list[Path]:
    """Return files of more activities than a batch has, the last of them cut off."""
    made = []
    for name in ("a", "b", "c"):
        activities = "".join(
            f"""<iati-activity><iati-identifier>{name}-{number}</iati-identifier>
            <participating-org><narrative>Body {number % 7}</narrative></participating-org></iati-activity>"""
            for number in range(120)
        )
        file = tmp_path / f"{name}.xml"
        file.write_text(f"<iati-activities>{activities}{'</iati-activities>' if name < 'c' else ''}")
        made.append(file)
    return made


def _readings(files: Sequence[Path]) -> list[Reading]:
    return [iati.read(file, WORDS, Manner()) for file in files]


def _gathered(readings: Sequence[Reading]) -> list[object]:
    """Return what there is of each reading, whatever came when."""
    found: list[tuple[list[object], list[object], dict[object, int]]] = [([], [], {}) for _ in readings]
    for batch in batches.batches(readings):
        records, faults, spellings = found[batch.reading]
        records += batch.records
        faults += batch.faults
        for spelling, count in batch.spellings:
            spellings[spelling] = spellings.get(spelling, 0) + count
    return list(found)


@pytest.mark.parametrize("way", ["fork", "spawn"])
def test_processes_of_their_own_give_what_this_one_gives(
    files: list[Path], monkeypatch: pytest.MonkeyPatch, way: str
) -> None:
    here = _gathered(_readings(files))
    monkeypatch.setattr(batches, "_WORTH_A_PROCESS", 0)
    monkeypatch.setattr(batches, "_CONTEXT", multiprocessing.get_context(way))
    assert _gathered(_readings(files)) == here
    assert "Premature end of data" in str(here[2])


def test_a_process_that_dies_is_an_error_and_no_short_answer(
    files: list[Path], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(batches, "_WORTH_A_PROCESS", 0)
    monkeypatch.setattr(iati, "read", lambda *_, **__: os.kill(os.getpid(), signal.SIGKILL))
    readings = [
        Reading(str(file), WORDS, [], [], Counter(), None, Again(file, Manner(), lambda record: record))
        for file in files
    ]
    with pytest.raises(ReaderDiedError, match=r"could not be read to its end"):
        list(batches.batches(readings))
    assert not multiprocessing.active_children()


def test_a_process_whose_reader_is_gone_ends(files: list[Path], monkeypatch: pytest.MonkeyPatch) -> None:
    receiving, sending = multiprocessing.Pipe(duplex=False)
    process = multiprocessing.get_context("fork").Process(
        target=batches._work, args=((receiving, sending), WORDS, (files[0], "a"), Manner())
    )
    process.start()
    sending.close()
    receiving.close()
    process.join(30)
    assert process.exitcode == 0


def test_who_takes_no_more_leaves_no_process_behind(
    files: list[Path], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(batches, "_WORTH_A_PROCESS", 0)
    taken = batches.batches(_readings(files))
    next(taken)
    assert multiprocessing.active_children()
    taken.close()
    assert not multiprocessing.active_children()
