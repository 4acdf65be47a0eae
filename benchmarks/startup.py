"""Measure the cost of a call: instructions, which are repeatable, and wall time, which users feel.

Each command answers from the bundled portfolio, compiled before (a warm catalogue), with its output thrown
away. Instructions are counted by valgrind, relative to a Python that does nothing; wall time is the median of
rounds in which all commands take turns, relative to a Typer application with two empty commands.

    python benchmarks/startup.py
    python benchmarks/startup.py --rounds 50 --without-valgrind

Why plain calls do not go through Typer: importing it costs more than most answers, and from 0.29 on
it imports pydantic too. A second virtual environment shows the two empty commands of another version:

    python -m venv /tmp/other && /tmp/other/bin/pip install 'typer==0.28'
    python benchmarks/startup.py --other /tmp/other/bin/python
"""

import argparse
import os
import re
import shutil
import statistics
import subprocess
import sys
import time
from collections.abc import Iterator, Sequence
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import NamedTuple

EMPTY = """\
import typer

app = typer.Typer()


@app.command()
def one() -> None: ...


@app.command()
def two() -> None: ...


app()
"""
LAUNCHER = "from unodc_cli.__main__ import main\n\nmain()\n"
# Variables that would change the measurements.
DISTURBING = ("PYTHONDONTWRITEBYTECODE", "PYTHONUNBUFFERED", "UNODC_DATA", "FORCE_COLOR")
_COUNTED = re.compile(r"Collected : (\d+)")


class Call(NamedTuple):
    """A call, and the most that it may cost: as a multiple of Python alone, and of an empty Typer app."""

    name: str
    command: Sequence[str]
    instructions: float | None = None
    wall: float | None = None


class Cost(NamedTuple):
    """The cost of a call: instructions (None: not counted) and seconds."""

    instructions: int | None
    seconds: float


def calls(folder: Path, other: str | None) -> Iterator[Call]:
    """Yield the calls to measure. The first two are those that the others are compared with."""
    empty, unodc = folder / "empty.py", folder / "unodc.py"
    empty.write_text(EMPTY, encoding="utf-8")
    unodc.write_text(LAUNCHER, encoding="utf-8")
    tool = (sys.executable, str(unodc))
    yield Call("python -c pass", (sys.executable, "-c", "pass"))
    yield Call(
        f"Typer {_typer(sys.executable, empty)}, two empty commands", (sys.executable, str(empty), "one")
    )
    yield Call("unodc list --json", (*tool, "list", "--json"), 7, 1.4)
    yield Call("unodc list --format table", (*tool, "list", "--format", "table"), 9.9, 2.2)
    yield Call("unodc show aircop", (*tool, "show", "aircop"))
    yield Call("unodc list --help", (*tool, "list", "--help"))
    if other:
        yield Call(f"Typer {_typer(other, empty)}, two empty commands", (other, str(empty), "one"))


def _typer(python: str, empty: Path) -> str:
    """Return the version of Typer that a Python has, and whether an empty command loads pydantic with it."""
    command = (python, "-c", "import typer; print(typer.__version__)")
    version = subprocess.run(command, capture_output=True, text=True, check=True).stdout.strip()
    run = (python, "-X", "importtime", str(empty), "one")
    imported = subprocess.run(run, capture_output=True, text=True, check=True).stderr
    return f"{version} ({'with' if 'pydantic' in imported else 'without'} pydantic)"


def measured(
    every: Sequence[Call], environment: dict[str, str], rounds: int, valgrind: str | None
) -> list[Cost]:
    """Return the cost of each call. The first round is not counted: it fills the caches."""
    seconds = [[_seconds(call, environment) for call in every] for _ in range(rounds + 1)][1:]
    counted = [_instructions(call, environment, valgrind) if valgrind else None for call in every]
    return [
        Cost(count, statistics.median(times))
        for count, times in zip(counted, zip(*seconds, strict=True), strict=True)
    ]


def _seconds(call: Call, environment: dict[str, str]) -> float:
    begins = time.perf_counter()
    subprocess.run(
        call.command, env=environment, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL, check=True
    )
    return time.perf_counter() - begins


def _instructions(call: Call, environment: dict[str, str], valgrind: str) -> int:
    counting = (valgrind, "--tool=callgrind", "--callgrind-out-file=/dev/null", *call.command)
    done = subprocess.run(
        counting, env=environment, stdout=subprocess.DEVNULL, stderr=subprocess.PIPE, text=True, check=True
    )
    match = _COUNTED.search(done.stderr)
    if not match:
        msg = f"valgrind counted nothing for {call.name}: {done.stderr}"
        raise RuntimeError(msg)
    return int(match[1])


def table(every: Sequence[Call], costs: Sequence[Cost]) -> Iterator[str]:
    """Yield the lines of a Markdown table, one for each call."""
    yield "| call | instructions | × Python | at most | wall time | × Typer app | at most |"
    yield "|---|---:|---:|---:|---:|---:|---:|"
    python, empty = costs[:2]
    for call, cost in zip(every, costs, strict=True):
        if cost.instructions is None or python.instructions is None:
            count = share = "not counted"
        else:
            count = f"{cost.instructions / 1e6:.1f} M"
            share = _judged(cost.instructions / python.instructions, call.instructions)
        wall = _judged(cost.seconds / empty.seconds, call.wall)
        yield (
            f"| `{call.name}` | {count} | {share} | {call.instructions or ''} "
            f"| {cost.seconds * 1000:.0f} ms | {wall} | {call.wall or ''} |"
        )


def _judged(ratio: float, most: float | None) -> str:
    return f"**{ratio:.2f}, too much**" if most and ratio > most else f"{ratio:.2f}"


def main() -> None:
    """Measure and print."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawTextHelpFormatter)
    parser.add_argument("--rounds", type=int, default=20, help="how often each call is timed")
    parser.add_argument("--without-valgrind", action="store_true", help="count no instructions")
    parser.add_argument("--other", metavar="PYTHON", help="a Python with another version of Typer")
    options = parser.parse_args()
    valgrind = None if options.without_valgrind else shutil.which("valgrind")
    if not (valgrind or options.without_valgrind):
        print("valgrind is missing, so no instructions are counted\n", file=sys.stderr)
    with TemporaryDirectory() as folder:
        environment = {name: value for name, value in os.environ.items() if name not in DISTURBING}
        environment |= {"UNODC_CACHE": f"{folder}/cache", "PYTHONPYCACHEPREFIX": f"{folder}/compiled"}
        environment |= {"NO_COLOR": "1", "COLUMNS": "80", "TERM": "xterm"}
        every = list(calls(Path(folder), options.other))
        costs = measured(every, environment, options.rounds, valgrind)
    print("\n".join(table(every, costs)))


if __name__ == "__main__":
    main()
