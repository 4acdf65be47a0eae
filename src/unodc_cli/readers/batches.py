"""The projects of several files, as they come: large published files are read by processes of their own.

While one process reads and another writes, both cores of a small machine work; several files take as many
processes as there are processors. Which batch comes when is not promised, the order within a file is.
"""

import gc
import marshal
import multiprocessing
import os
import signal
import sys
import traceback
from collections.abc import Callable, Generator, Sequence
from itertools import islice
from multiprocessing.connection import Connection, wait
from multiprocessing.process import BaseProcess
from pathlib import Path
from typing import Any, NamedTuple

from unodc_cli import once
from unodc_cli.errors import Fault, ReaderDiedError
from unodc_cli.manner import Manner
from unodc_cli.model import Portfolio
from unodc_cli.reading import Again, Batch, Reading, Record, Spelling

# A process of its own costs more than reading files that are smaller than this, in bytes.
_WORTH_A_PROCESS = 2_000_000
# Small messages are quicker: they fit a pipe, and what is in the processor stays there.
_RECORDS = 10
# Most spellings come again and again: they are counted before they are handed on.
_SPELLINGS = 5000
# To copy the process is the quickest way to a second one where the system can do it safely.
_CONTEXT: Any = multiprocessing.get_context("fork" if sys.platform == "linux" else "spawn")


def batches(readings: Sequence[Reading]) -> Generator[Batch]:
    """Return the projects of all the readings. Each is read once, whichever process does it."""
    apart = [index for index, reading in enumerate(readings) if reading.again is not None]
    if size(readings) < _WORTH_A_PROCESS:
        apart = []
    for index, reading in enumerate(readings):
        if index not in apart:
            yield from _batches_of(index, reading)
    if apart:
        yield from _read_apart(readings, apart)


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
        if len(some) < _RECORDS or len(reading.spellings) > _SPELLINGS:
            batch.spellings.extend(reading.spellings.items())
            reading.spellings.clear()
        if batch.records or batch.faults or batch.spellings:
            yield batch
        if len(some) < _RECORDS:
            return


class _Worker(NamedTuple):
    reading: int
    finish: Callable[[Record], Record]
    process: BaseProcess


def _read_apart(readings: Sequence[Reading], indices: Sequence[int]) -> Generator[Batch]:
    waiting = list(reversed(indices))
    working: dict[Connection, _Worker] = {}
    try:
        while waiting or working:
            while waiting and len(working) < (os.cpu_count() or 1):
                index = waiting.pop()
                if again := readings[index].again:
                    connection, process = _start(readings[index].portfolio, again)
                    working[connection] = _Worker(index, again.finish, process)
            ready = wait(list(working))
            for connection, worker in [pair for pair in working.items() if pair[0] in ready]:
                try:
                    message = marshal.loads(connection.recv_bytes())  # noqa: S302 - of our own process
                except EOFError:
                    raise ReaderDiedError(readings[worker.reading].file) from None
                if isinstance(message, str):
                    raise RuntimeError(message.splitlines()[-1]) from RuntimeError(message)
                records, faults, spellings, done, ended = message
                yield Batch(
                    worker.reading,
                    [worker.finish(Record(*record)) for record in records],
                    [Fault(*fault) for fault in faults],
                    [(Spelling(*spelling), count) for spelling, count in spellings],
                    done,
                )
                if ended:
                    worker.process.join()
                    del working[connection]
    finally:
        for worker in working.values():
            worker.process.terminate()
            worker.process.join()


def _start(portfolio: Portfolio, again: Again) -> tuple[Connection, BaseProcess]:
    receiving, sending = _CONTEXT.Pipe(duplex=False)
    ends, file = (receiving, sending), (again.path, once.name(again.path))
    process = _CONTEXT.Process(target=_work, args=(ends, portfolio, file, again.manner), daemon=True)
    process.start()
    sending.close()
    return receiving, process


def _work(
    ends: tuple[Connection, Connection], portfolio: Portfolio, file: tuple[Path, str], manner: Manner
) -> None:
    """Read a file, which goes by a name, and send what it holds, until nobody takes it."""
    receiving, connection = ends
    # While this process could receive as well, it would wait for itself if the other one is gone.
    receiving.close()
    # Ctrl-C is for the process that gave the order: it ends this one.
    signal.signal(signal.SIGINT, signal.SIG_IGN)
    # What is read is in no cycles, and looking for some takes a tenth of the time.
    gc.disable()
    from unodc_cli.readers import iati  # noqa: PLC0415 - lxml is for IATI only

    path, name = file
    once.call(path, name)
    try:
        reading = iati.read(path, portfolio, manner, raw=True)
        for batch in _batches_of(0, reading):
            _send(connection, batch, ended=False)
        _send(connection, Batch(0, [], [], []), ended=True)
    except BrokenPipeError:
        pass
    except Exception:
        connection.send_bytes(marshal.dumps(traceback.format_exc()))


def _send(connection: Connection, batch: Batch, *, ended: bool) -> None:
    # marshal is the quickest, and knows plain tuples only.
    message = (
        [tuple(record) for record in batch.records],
        [tuple(fault) for fault in batch.faults],
        [(tuple(spelling), count) for spelling, count in batch.spellings],
        batch.done,
        ended,
    )
    connection.send_bytes(marshal.dumps(message))
