"""Large files are read by processes of their own, with the same result."""

import multiprocessing
import os
import re
import signal
import sqlite3
from collections.abc import Iterator, Sequence
from pathlib import Path
from typing import Any

import pytest

from unodc_cli.catalogue import compiler
from unodc_cli.errors import ReaderDiedError
from unodc_cli.model.portfolio import Vocabulary
from unodc_cli.readers import workers
from unodc_cli.readers.iati import reader as iati
from unodc_cli.readers.iati.matchers import matchers
from unodc_cli.readers.reading import Reading, RereadTask
from unodc_cli.readers.records import Batch

MATCHERS = matchers(Vocabulary())
# The size from which a file is worth a process, in sizes of the first file: the files of each process.
GROUPS: dict[float, list[int]] = {0: [1, 1, 1], 1.5: [2], 2.5: [3], 4: []}


@pytest.fixture
def files(tmp_path: Path) -> list[Path]:
    """Return files of more activities than a batch has, the last of them cut off."""
    files = []
    for name in ("a", "b", "c"):
        activities = "".join(
            f"""<iati-activity><iati-identifier>{name}-{number}</iati-identifier>
            <participating-org><narrative>Body {number % 7}</narrative></participating-org></iati-activity>"""
            for number in range(400)
        )
        file = tmp_path / f"{name}.xml"
        root = f"<iati-activities generated-datetime='20{ord(name)}'>"
        file.write_text(f"{root}{activities}{'</iati-activities>' if name < 'c' else ''}")
        files.append(file)
    return files


def _readings(files: Sequence[Path]) -> list[Reading]:
    return [iati.read(file, MATCHERS) for file in files]


def _gathered(files: Sequence[Path], **options: Any) -> list[object]:
    """Return what each file holds, whatever came when."""
    gathered: list[tuple[list[object], list[object], dict[object, int], list[str]]]
    gathered = [([], [], {}, []) for _ in files]
    for index, batch in workers.batches(_readings(files), **options):
        records, faults, spellings, generated = gathered[index]
        records += batch.records
        faults += batch.faults
        generated += [batch.generated] * bool(batch.generated)
        for spelling, count in batch.spellings:
            spellings[spelling] = spellings.get(spelling, 0) + count
    return list(gathered)


@pytest.mark.parametrize("way", ["fork", "spawn"])
@pytest.mark.parametrize("share", GROUPS)
def test_processes_of_their_own_give_what_this_one_gives(files: list[Path], way: str, share: float) -> None:
    here = _gathered(files)
    context = _Counting(way)
    worth = int(share * files[0].stat().st_size)
    assert _gathered(files, worth_a_process=worth, context=context) == here
    assert "['2097']" in str(here[0])
    assert "Premature end of data" in str(here[2])
    assert context.groups == GROUPS[share]


class _Counting:
    """A way to start processes that notes the number of files of each."""

    def __init__(self, way: str) -> None:
        self._context: Any = multiprocessing.get_context(way)
        self.groups: list[int] = []

    def Pipe(self, **options: Any) -> Any:  # noqa: N802 - as multiprocessing has it
        return self._context.Pipe(**options)

    def Process(self, *, target: Any, args: Any, daemon: bool) -> Any:  # noqa: N802
        self.groups.append(len(args[-1]))
        return self._context.Process(target=target, args=args, daemon=daemon)


@pytest.mark.parametrize("share", GROUPS)
def test_progress_never_goes_back_and_ends_at_the_end(files: list[Path], share: float) -> None:
    readings = _readings(files)
    progress: list[int] = []
    batches = workers.batches(readings, worth_a_process=int(share * files[0].stat().st_size))
    compiler.write(sqlite3.connect(":memory:"), readings, batches, {}, progress.append)
    assert progress == sorted(progress)
    assert progress[-1] == workers.size(readings) == sum(file.stat().st_size for file in files)
    assert len(set(progress)) > len(files)


def test_a_process_that_dies_is_an_error_and_no_short_answer(
    files: list[Path], monkeypatch: pytest.MonkeyPatch
) -> None:
    readings = _readings(files)
    monkeypatch.setattr(iati, "parse", lambda *_: os.kill(os.getpid(), signal.SIGKILL))
    with pytest.raises(ReaderDiedError, match=r"not read to its end"):
        list(workers.batches(readings, worth_a_process=0))
    assert not multiprocessing.active_children()


def test_the_file_that_killed_its_process_is_named(
    files: list[Path], monkeypatch: pytest.MonkeyPatch
) -> None:
    parse = iati.parse

    def deadly(task: RereadTask) -> Iterator[Batch]:
        if task.path == files[1]:
            os.kill(os.getpid(), signal.SIGKILL)
        return parse(task)

    readings = _readings(files)
    monkeypatch.setattr(iati, "parse", deadly)
    worth = int(2.5 * files[0].stat().st_size)
    with pytest.raises(ReaderDiedError, match=re.escape(str(files[1]))):
        list(workers.batches(readings, worth_a_process=worth))


def test_a_process_whose_reader_is_gone_ends(files: list[Path]) -> None:
    receiving, sending = multiprocessing.Pipe(duplex=False)
    task = RereadTask(files[0], "a", "en", MATCHERS)
    process = multiprocessing.get_context("fork").Process(
        target=workers._work, args=(receiving, sending, [task])
    )
    process.start()
    sending.close()
    receiving.close()
    process.join(30)
    assert process.exitcode == 0


def test_who_takes_no_more_leaves_no_process_behind(files: list[Path]) -> None:
    batches = workers.batches(_readings(files), worth_a_process=0)
    next(batches)
    assert multiprocessing.active_children()
    batches.close()
    assert not multiprocessing.active_children()
