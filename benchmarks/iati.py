"""Measure the time and memory to compile and query published data; print Markdown.

    python benchmarks/iati.py activities.xml --sizes 10000 100000

The input is a real IATI file, repeated to each size. Whole processes are measured, the median of several
runs; what is compared is run alternately, so that a drift in the machine's speed affects both.
"""

import argparse
import os
import resource
import shutil
import statistics
import subprocess
import sys
import tempfile
import threading
import time
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from pathlib import Path
from typing import NamedTuple

from repeated import repeat

# The least that any reader must do: walk through the file, and free each activity.
_BARE = """
import sys
from lxml import etree
for _, activity in etree.iterparse(
    sys.argv[1], tag="iati-activity", resolve_entities=False, no_network=True, load_dtd=False
):
    activity.clear()
    while activity.getprevious() is not None:
        del activity.getparent()[0]
"""
_MANY = 100_000
# Seconds between two samples of the memory: each holds up the process that is measured.
_INTERVAL, _FIRST_INTERVAL = 0.4, 0.08
_QUERIES = {
    "theme": ("--theme", "borders"),
    "partner": ("--partner", "unodc"),
    "country": ("--country", "kenya"),
    "text": ("--text", "programme"),
    "all four": ("--theme", "borders", "--partner", "unodc", "--country", "LK", "--text", "programme"),
}


class Run(NamedTuple):
    """The cost of a process with its children: wall time in seconds, most memory in MiB, processor time."""

    wall: float
    memory: float
    processor: float


class Tables(NamedTuple):
    """Rows of measurements: compiling, warm queries, and exporting everything as JSON."""

    compiled: list[str]
    queried: list[str]
    exported: list[str]


def main() -> None:
    """Measure, and print what was measured."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawTextHelpFormatter)
    parser.add_argument("source", type=Path, help="a real IATI file, plain, .gz or .xz")
    parser.add_argument("--sizes", type=int, nargs="+", default=[10_000, 100_000])
    parser.add_argument("--runs", type=int, default=3)
    parser.add_argument("--folder", type=Path, help="where there is room for the files")
    options = parser.parse_args()
    rows = Tables([], [], [])
    with tempfile.TemporaryDirectory(dir=options.folder) as folder:
        os.environ["UNODC_CACHE"] = str(Path(folder) / "cache")
        for size in options.sizes:
            _warm_up()
            with _repeated(options.source, Path(folder), size) as (file, activities):
                # The largest take minutes, and vary little.
                runs = options.runs if size <= _MANY else 1
                rows.compiled.append(_compiled(file, activities, runs))
                rows.queried.extend(_queried(file, activities, options.runs))
                rows.exported.append(_exported(file, activities, options.runs))
            print(*(part[-1] for part in rows), sep="\n", file=sys.stderr, flush=True)
        several = _several(options.source, Path(folder), options.sizes[0])
    _print(
        "Compiling",
        "activities | file | bare pass | compile | ratio | memory | µs an activity",
        rows.compiled,
    )
    queries = " | ".join(_QUERIES)
    _print("A warm query of 20 rows, × the start-up", f"activities | form | {queries}", rows.queried)
    _print("All of it as JSON", "activities | size | time | × `dd` | × `cat` | memory", rows.exported)
    print(f"\n{several}")


def _print(title: str, header: str, rows: Sequence[str]) -> None:
    print(f"\n{title}:\n\n| {header} |\n|{'---:|' * (header.count('|') + 1)}", *rows, sep="\n")


@contextmanager
def _repeated(source: Path, folder: Path, size: int) -> Iterator[tuple[Path, int]]:
    file = folder / f"{size}.xml"
    try:
        yield file, repeat(source, file, size)
    finally:
        file.unlink()
        shutil.rmtree(os.environ["UNODC_CACHE"])


def _warm_up() -> None:
    for form in ("json", "table"):
        _unodc("list", "--format", form)


def _compiled(file: Path, activities: int, runs: int) -> str:
    bare, compiled = [], []
    for _ in range(runs):
        bare.append(measured([sys.executable, "-c", _BARE, str(file)]))
        shutil.rmtree(os.environ["UNODC_CACHE"], ignore_errors=True)
        compiled.append(_unodc("list", "--limit", "1", "--json", "--data", str(file)))
    least, seconds = (statistics.median(run.wall for run in runs_) for runs_ in (bare, compiled))
    ratio = statistics.median(c.wall / b.wall for b, c in zip(bare, compiled, strict=True))
    memory = max(run.memory for run in compiled)
    megabytes = file.stat().st_size / 1e6
    return (
        f"| {activities:,} | {megabytes:,.0f} MB | {least:.2f} s | {seconds:.2f} s | {ratio:.2f} "
        f"| {memory:.0f} MiB | {seconds / activities * 1e6:.0f} |"
    )


def _queried(file: Path, activities: int, runs: int) -> Iterator[str]:
    for form in ("table", "json"):
        start = ["list", "--limit", "20", "--format", form]
        ratios = []
        for filters in _QUERIES.values():
            pairs = [(_unodc(*start), _unodc(*start, *filters, "--data", str(file))) for _ in range(3 * runs)]
            ratios.append(statistics.median(query.wall / start_up.wall for start_up, query in pairs))
        yield f"| {activities:,} | {form} | {' | '.join(f'{ratio:.2f}' for ratio in ratios)} |"


def _exported(file: Path, activities: int, runs: int) -> str:
    answer, copy = file.with_suffix(".json"), file.with_suffix(".copy")
    # `dd` reads and writes, as any program does; `cat` has the system copy from file to file.
    copying = ["dd", "bs=128K", f"if={answer}"], ["cat", str(answer)]
    exports: list[Run] = []
    ratios: list[list[float]] = [[] for _ in copying]
    for _ in range(runs):
        exports.append(_unodc("list", "--json", "--data", str(file), to=answer))
        for command, of_command in zip(copying, ratios, strict=True):
            of_command.append(exports[-1].wall / measured(command, to=copy).wall)
    size = answer.stat().st_size / 1e6
    answer.unlink()
    copy.unlink()
    seconds, memory = statistics.median(run.wall for run in exports), max(run.memory for run in exports)
    times = " | ".join(f"{statistics.median(of_command):.1f}" for of_command in ratios)
    return f"| {activities:,} | {size:,.0f} MB | {seconds:.2f} s | {times} | {memory:.0f} MiB |"


def _several(source: Path, folder: Path, size: int) -> str:
    """Return a sentence on the time for several files, read in parallel, against that for one of them."""
    files = [folder / f"part-{number}.xml" for number in range(4)]
    for file in files:
        repeat(source, file, size)
    shutil.rmtree(os.environ["UNODC_CACHE"], ignore_errors=True)
    alone = _unodc("list", "--limit", "1", "--json", "--data", str(files[0]))
    shutil.rmtree(os.environ["UNODC_CACHE"])
    data = [part for file in files for part in ("--data", str(file))]
    together = _unodc("list", "--limit", "1", "--json", *data)
    return (
        f"{len(files)} files of {size:,} activities on {os.cpu_count()} processors: {together.wall:.2f} s, "
        f"{together.wall / alone.wall:.2f} × one of them ({alone.wall:.2f} s), which takes both too; "
        f"{together.memory:.0f} MiB."
    )


def _unodc(*arguments: str, to: Path | None = None) -> Run:
    return measured([sys.executable, "-m", "unodc_cli", *arguments], to=to)


def measured(command: Sequence[str], *, to: Path | None = None) -> Run:
    """Run a command to its end, with its output thrown away or in a file."""
    with (to or Path(os.devnull)).open("wb") as out:
        before = resource.getrusage(resource.RUSAGE_CHILDREN)
        began = time.perf_counter()
        process = subprocess.Popen(command, stdout=out, stderr=subprocess.DEVNULL)
        sampler = _Sampler(process.pid)
        sampler.start()
        code = process.wait()
        wall = time.perf_counter() - began
        sampler.over.set()
        sampler.join()
    if code:
        sys.exit(f"exit code {code}: {' '.join(command)}")
    after = resource.getrusage(resource.RUSAGE_CHILDREN)
    processor = after.ru_utime + after.ru_stime - before.ru_utime - before.ru_stime
    return Run(wall, sampler.most / 1024, processor)


class _Sampler(threading.Thread):
    """Samples the memory of a process and its children. What they share counts once."""

    def __init__(self, pid: int) -> None:
        super().__init__(daemon=True)
        self.pid = pid
        self.most = 0
        self.over = threading.Event()
        self.samples = 0

    def run(self) -> None:
        """Take samples until the process is gone."""
        while (now := sum(_memory(pid) for pid in _family(self.pid))) or not self.most:
            self.most = max(self.most, now)
            # A short run needs most memory when it begins to answer.
            if self.over.wait(_INTERVAL if self.samples else _FIRST_INTERVAL):
                return
            self.samples += 1


def _family(pid: int) -> list[int]:
    try:
        children = Path(f"/proc/{pid}/task/{pid}/children").read_text(encoding="ascii").split()
    except OSError:
        children = []
    return [pid, *(int(child) for child in children)]


def _memory(pid: int) -> int:
    """Return the proportional set size of a process in KiB (Linux); 0 if it is gone."""
    try:
        rollup = Path(f"/proc/{pid}/smaps_rollup").read_text(encoding="ascii")
    except OSError:
        return 0
    return next((int(line.split()[1]) for line in rollup.splitlines() if line.startswith("Pss:")), 0)


if __name__ == "__main__":
    main()
