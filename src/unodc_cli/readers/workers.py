"""The projects of several files, as they come: large published files are read by processes of their own.

While one process reads and another writes, both cores of a small machine work; several files take as many
processes as there are processors, and small files share one. Which batch comes when is not promised, the
order within a file is.
"""

import gc
import marshal
import multiprocessing
import os
import signal
import sys
import traceback
from collections import deque
from collections.abc import Generator, Sequence
from dataclasses import dataclass
from itertools import islice
from multiprocessing.connection import Connection, wait
from multiprocessing.process import BaseProcess
from pathlib import Path
from typing import Any, NamedTuple

from unodc_cli.errors import Fault, ReaderDiedError
from unodc_cli.files import pipes
from unodc_cli.files.inputs import ReadingSettings
from unodc_cli.model.project import Portfolio
from unodc_cli.readers.reading import Again, Batch, Reading, Record, Spelling

# A process of its own costs more than reading files that are smaller than this, in bytes.
_WORTH_A_PROCESS = 2_000_000
# Small messages are quicker: they fit a pipe, and what is in the processor stays there.
_RECORDS = 10
# Most spellings come again and again: they are counted before they are handed on.
_SPELLINGS = 5000
# To copy the process is the quickest way to a second one where the system can do it safely.
_CONTEXT: Any = multiprocessing.get_context("fork" if sys.platform == "linux" else "spawn")

# What a process says between batches: that it begins its next file, and that it has no more.
_NEXT, _ENDED = 1, 0


def batches(readings: Sequence[Reading]) -> Generator[Batch]:
    """Return the projects of all the readings. Each is read once, whichever process does it.

    The last batch of each reading says that its file has been read to the end.
    """
    apart = _shared_out(readings)
    elsewhere = {task.number for group in apart for task in group}
    for index, reading in enumerate(readings):
        if index not in elsewhere:
            yield from _batches_of(index, reading)
    if apart:
        yield from _read_apart(apart)


class _Task(NamedTuple):
    """A file that another process is to read."""

    number: int
    reading: Reading
    again: Again


def _shared_out(readings: Sequence[Reading]) -> list[list[_Task]]:
    """Return what is for processes of their own: each has a large file, or as much of small ones."""
    groups: list[list[_Task]] = []
    small: list[_Task] = []
    together = 0
    for index, reading in enumerate(readings):
        if reading.again is None:
            continue
        task = _Task(index, reading, reading.again)
        length = task.again.path.stat().st_size
        if length >= _WORTH_A_PROCESS:
            groups.append([task])
            continue
        small.append(task)
        together += length
        if together >= _WORTH_A_PROCESS:
            groups.append(small)
            small, together = [], 0
    return groups


def size(readings: Sequence[Reading]) -> int:
    """Return how many bytes of published files there are to be read."""
    return sum(reading.again.path.stat().st_size for reading in readings if reading.again)


def _batches_of(index: int, reading: Reading) -> Generator[Batch]:
    records = iter(reading.records)
    while True:
        some = list(islice(records, _RECORDS))
        done = reading.position.done if reading.position else 0
        batch = Batch(index, some, list(reading.faults), [], done)
        reading.faults.clear()
        ended = len(some) < _RECORDS
        if ended or len(reading.spellings) > _SPELLINGS:
            batch.spellings.extend(reading.spellings.items())
            reading.spellings.clear()
        yield batch
        if ended:
            return


@dataclass
class _Worker:
    """A process, what it is reading, and what it has not begun."""

    process: BaseProcess
    task: _Task
    waiting: deque[_Task]


def _read_apart(groups: Sequence[Sequence[_Task]]) -> Generator[Batch]:
    waiting = deque(groups)
    working: dict[Connection, _Worker] = {}
    try:
        while waiting or working:
            while waiting and len(working) < (os.cpu_count() or 1):
                group = waiting.popleft()
                connection, process = _start(group)
                working[connection] = _Worker(process, group[0], deque(group))
            ready = wait(list(working))
            for connection, worker in [pair for pair in working.items() if pair[0] in ready]:
                try:
                    message = marshal.loads(connection.recv_bytes())  # noqa: S302 - of our own process
                except EOFError:
                    raise ReaderDiedError(worker.task.reading.file) from None
                if isinstance(message, str):
                    raise RuntimeError(message.splitlines()[-1]) from RuntimeError(message)
                if message == _NEXT:
                    worker.task = worker.waiting.popleft()
                elif message == _ENDED:
                    worker.process.join()
                    del working[connection]
                else:
                    yield _received(message, worker.task)
    finally:
        for worker in working.values():
            worker.process.terminate()
            worker.process.join()


def _start(group: Sequence[_Task]) -> tuple[Connection, BaseProcess]:
    receiving, sending = _CONTEXT.Pipe(duplex=False)
    files = [
        (task.reading.portfolio, task.again.path, pipes.name(task.again.path), task.again.settings)
        for task in group
    ]
    process = _CONTEXT.Process(target=_work, args=((receiving, sending), files), daemon=True)
    process.start()
    sending.close()
    return receiving, process


def _work(
    ends: tuple[Connection, Connection], files: Sequence[tuple[Portfolio, Path, str, ReadingSettings]]
) -> None:
    """Read files, each of which goes by a name, and send what they hold, until nobody takes it."""
    receiving, connection = ends
    # While this process could receive as well, it would wait for itself if the other one is gone.
    receiving.close()
    # Ctrl-C is for the process that gave the order: it ends this one.
    signal.signal(signal.SIGINT, signal.SIG_IGN)
    # What is read is in no cycles, and looking for some takes a tenth of the time.
    gc.disable()
    from unodc_cli.readers.iati import reader as iati  # noqa: PLC0415 - lxml is for IATI only

    try:
        for portfolio, path, name, settings in files:
            pipes.call(path, name)
            _send(connection, _NEXT)
            for batch in _batches_of(0, iati.read(path, portfolio, settings, raw=True)):
                _send(connection, _plain(batch))
        _send(connection, _ENDED)
    except BrokenPipeError:
        pass
    except Exception:
        _send(connection, traceback.format_exc())


def _send(connection: Connection, message: int | str | tuple[Any, ...]) -> None:
    connection.send_bytes(marshal.dumps(message))


def _plain(batch: Batch) -> tuple[Any, ...]:
    """Return a batch as plain tuples: marshal is the quickest, and knows nothing else."""
    return (
        [tuple(record) for record in batch.records],
        [(*fault[:3], fault.kind and str(fault.kind)) for fault in batch.faults],
        [(tuple(spelling), count) for spelling, count in batch.spellings],
        batch.done,
    )


def _received(message: tuple[Any, ...], task: _Task) -> Batch:
    """Return a batch that another process has sent, with its records finished."""
    records, faults, spellings, done = message
    return Batch(
        task.number,
        [task.again.finish(Record(*record)) for record in records],
        [Fault(*fault) for fault in faults],
        [(Spelling(*spelling), count) for spelling, count in spellings],
        done,
    )
