"""Read several files at once: large published files in processes of their own.

While one process reads and another writes, both cores of a small machine work; several files take as many
processes as there are processors, and small files share one. The batches of a file keep their order; those of
different files come as they are ready.
"""

import contextlib
import gc
import marshal
import multiprocessing
import os
import signal
import sys
import traceback
from collections import deque
from collections.abc import Generator, Iterator, Sequence
from dataclasses import dataclass
from multiprocessing.connection import Connection, wait
from multiprocessing.context import BaseContext
from multiprocessing.process import BaseProcess
from typing import Any, NamedTuple

from unodc_cli.errors import Fault, ReaderDiedError
from unodc_cli.readers.reading import Reading, RereadTask
from unodc_cli.readers.records import Batch, OrganisationRecord, Record, Spelling

# A process costs more than to read a file that is smaller than this, in bytes.
WORTH_A_PROCESS = 2_000_000

# The bytes of a pipe between two processes: some batches can wait there while rows are written. It is the
# most that Linux gives to everyone (`/proc/sys/fs/pipe-max-size`); by default, one or two have room.
_PIPE_SIZE = 1 << 20
# Messages of a process between batches: the next file begins, and there are no more files.
_NEXT, _ENDED = 1, 0


def batches(
    readings: Sequence[Reading],
    *,
    worth_a_process: int = WORTH_A_PROCESS,
    context: BaseContext | None = None,
    in_this_process: bool = False,
) -> Generator[tuple[int, Batch]]:
    """Return the batches of all readings, each with the position of its reading.

    Each file is read once, in this process or another. The last batch of each has read it to its end.
    """
    groups = [] if in_this_process else list(_groups(readings, worth_a_process))
    is_elsewhere = {file.position for group in groups for file in group}
    for position, reading in enumerate(readings):
        if position not in is_elsewhere:
            yield from ((position, batch) for batch in reading.batches)
    if groups:
        yield from _read_elsewhere(groups, context or _context())


def size(readings: Sequence[Reading]) -> int:
    """Return the number of bytes of the published files among the readings."""
    return sum(reading.task.path.stat().st_size for reading in readings if reading.task)


class _File(NamedTuple):
    """A file for another process, and the position of its reading."""

    position: int
    task: RereadTask


def _groups(readings: Sequence[Reading], worth_a_process: int) -> Iterator[list[_File]]:
    """Return the files for each further process: a large one, or small ones of the same size together.

    Small files that are not worth a process stay in this one.
    """
    small: list[_File] = []
    together = 0
    for position, reading in enumerate(readings):
        if reading.task is None:
            continue
        file = _File(position, reading.task)
        length = reading.task.path.stat().st_size
        if length >= worth_a_process:
            yield [file]
            continue
        small.append(file)
        together += length
        if together >= worth_a_process:
            yield small
            small, together = [], 0


def _context() -> BaseContext:
    """Return the quickest way to start a process: a copy of this one where the system does it safely."""
    return multiprocessing.get_context("fork" if sys.platform == "linux" else "spawn")


@dataclass
class _Worker:
    """A worker process, the file that it reads, and those in its queue."""

    process: BaseProcess
    file: _File
    waiting: deque[_File]


def _read_elsewhere(groups: Sequence[list[_File]], context: BaseContext) -> Generator[tuple[int, Batch]]:
    from unodc_cli.readers.iati.reader import enriched  # noqa: PLC0415 - lxml is for IATI only

    waiting = deque(groups)
    working: dict[Connection, _Worker] = {}
    try:
        while waiting or working:
            while waiting and len(working) < (os.cpu_count() or 1):
                group = waiting.popleft()
                connection, process = _start([file.task for file in group], context)
                working[connection] = _Worker(process, group[0], deque(group))
            ready = wait(list(working))
            for connection, worker in [pair for pair in working.items() if pair[0] in ready]:
                try:
                    message = marshal.loads(connection.recv_bytes())  # noqa: S302 - from our own process
                except EOFError:
                    raise ReaderDiedError(worker.file.task.name) from None
                if isinstance(message, str):
                    raise RuntimeError(message.splitlines()[-1]) from RuntimeError(message)
                if message == _NEXT:
                    worker.file = worker.waiting.popleft()
                elif message == _ENDED:
                    worker.process.join()
                    del working[connection]
                else:
                    yield worker.file.position, enriched(_unpacked(message), worker.file.task.matchers)
    finally:
        for worker in working.values():
            worker.process.terminate()
            worker.process.join()


def _start(tasks: Sequence[RereadTask], context: Any) -> tuple[Connection, BaseProcess]:
    receiving, sending = context.Pipe(duplex=False)
    if sys.platform == "linux":
        import fcntl  # noqa: PLC0415 - Windows has none

        # Where it is refused, compiling takes a little longer.
        with contextlib.suppress(OSError):
            fcntl.fcntl(sending.fileno(), fcntl.F_SETPIPE_SZ, _PIPE_SIZE)
    process = context.Process(target=_work, args=(receiving, sending, tasks), daemon=True)
    process.start()
    sending.close()
    return receiving, process


def _work(receiving: Connection, sending: Connection, tasks: Sequence[RereadTask]) -> None:
    """Read files and send their batches, until all are sent or nobody receives them."""
    # With its own end for receiving open, this process would wait for itself once the other one has ended.
    receiving.close()
    # Ctrl-C is for the process that started this one, and ends it.
    signal.signal(signal.SIGINT, signal.SIG_IGN)
    # Records have no reference cycles, and looking for them takes a tenth of the time.
    gc.disable()
    from unodc_cli.readers.iati import reader as iati  # noqa: PLC0415 - lxml is for IATI only

    try:
        for task in tasks:
            _send(sending, _NEXT)
            for batch in iati.parse(task):
                _send(sending, _packed(batch))
        _send(sending, _ENDED)
    except BrokenPipeError:
        pass
    except Exception:
        _send(sending, traceback.format_exc())


def _send(connection: Connection, message: int | str | tuple[Any, ...]) -> None:
    connection.send_bytes(marshal.dumps(message))


def _packed(batch: Batch) -> tuple[Any, ...]:
    """Return a batch as plain tuples: marshal is the quickest serializer, and knows nothing else."""
    return (
        [tuple(record) for record in batch.records],
        [(*fault[:-1], fault.kind and str(fault.kind)) for fault in batch.faults],
        [(tuple(spelling), count) for spelling, count in batch.spellings],
        batch.bytes_read,
        [tuple(organisation) for organisation in batch.organisations],
        batch.generated,
    )


def _unpacked(message: tuple[Any, ...]) -> Batch:
    records, faults, spellings, bytes_read, organisations, generated = message
    return Batch(
        [Record(*record) for record in records],
        [Fault(*fault) for fault in faults],
        [(Spelling(*spelling), count) for spelling, count in spellings],
        bytes_read,
        organisations=[OrganisationRecord(*organisation) for organisation in organisations],
        generated=generated,
    )
