"""The cost of keeping money row by row: compiling, and sums along the years; printed as Markdown.

    python benchmarks/money.py activities.xml --base OTHER/bin/python --sizes 10000 100000

The input is a real IATI file, repeated to each size. `--base` is a Python with another state of the package,
with which compiling is compared; it is also compared with itself without the results, documents, places and
classifications of activities. Runs of all alternate. Times are those of the processor: on a busy machine,
only their ratio means anything. With the package duckdb, it also adds up the same rows, in Parquet,
in a process that imports it.
"""

import argparse
import importlib.util
import os
import shutil
import statistics
import sys
import tempfile
from collections.abc import Sequence
from pathlib import Path
from typing import Final

from iati import Run, measured
from repeated import repeat

_SUMS: Final = {
    "by country --per year": ("by", "country", "--per", "year"),
    "by sector --per year --split --in EUR": ("by", "sector", "--per", "year", "--split", "--in", "EUR"),
}
# Compiles without what activities have beside their texts, partners, dates, shares and money.
_WITHOUT: Final = """import sys
from unodc_cli.readers.iati.classifications import ClassificationReader
from unodc_cli.readers.iati.details import DetailReader
ClassificationReader.read = lambda *_: ({}, [])
DetailReader.read = lambda *_: {}
from unodc_cli.__main__ import main
sys.exit(main())"""
_ROWS: Final = """SELECT m.project, m.kind, m.currency, m.level, m.value, substr(m.first_day, 1, 4) AS year,
    t.{0} AS key FROM money AS m LEFT JOIN {1} AS t ON t.project = m.project"""
_PARQUET: Final = """import sys, duckdb
duckdb.sql(f"COPY (FROM read_csv('{sys.argv[1]}')) TO '{sys.argv[2]}' (FORMAT parquet)")"""
_DUCKDB: Final = """import sys, duckdb
print(duckdb.sql(f\"\"\"SELECT kind, currency, level, key, year, SUM(value::DECIMAL(18, 2))
    FROM '{sys.argv[1]}' GROUP BY ALL ORDER BY ALL\"\"\").fetchall())"""


def main() -> None:
    """Measure, and print what was measured."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawTextHelpFormatter)
    parser.add_argument("source", type=Path, help="a real IATI file, plain, .gz or .xz")
    parser.add_argument("--base", type=Path, help="a Python with the package to compare with")
    parser.add_argument("--sizes", type=int, nargs="+", default=[10_000, 100_000])
    parser.add_argument("--runs", type=int, default=3)
    parser.add_argument("--folder", type=Path, help="where there is room for the files")
    options = parser.parse_args()
    compiled, sums = [], []
    with tempfile.TemporaryDirectory(dir=options.folder) as name:
        folder = Path(name)
        os.environ["UNODC_CACHE"] = str(folder / "cache")
        for size in options.sizes:
            file = folder / f"{size}.xml"
            activities = repeat(options.source, file, size)
            compiled += _compiled(file, activities, options.base, options.runs)
            sums += [_sums(file, activities, name, options.runs) for name in _SUMS]
            file.unlink()
            shutil.rmtree(folder / "cache")
    heads = "| activities | compared with | its time | compile | ratio | of processor time | memory |"
    print(heads, "|---:|---|---:|---:|---:|---:|---:|", *compiled, sep="\n")
    print(
        "\n| activities | rows | sums | seconds | × start-up | DuckDB |",
        "|---:|---:|---|---:|---:|---:|",
        sep="\n",
    )
    print(*sums, sep="\n")


def _compiled(file: Path, activities: int, base: Path | None, runs: int) -> list[str]:
    peers = {"itself, without details": [sys.executable, "-c", _WITHOUT]}
    if base:
        peers["the base"] = [str(base), "-m", "unodc_cli"]
    ours: list[Run] = []
    theirs: dict[str, list[Run]] = {name: [] for name in peers}
    for _ in range(runs):
        for name, tool in peers.items():
            theirs[name].append(_compile(tool, file))
        ours.append(_compile([sys.executable, "-m", "unodc_cli"], file))
    memory = max(run.memory for run in ours)
    lines = []
    for name, peer in theirs.items():
        pairs = list(zip(ours, peer, strict=True))
        ratios = [
            statistics.median(getattr(own, clock) / getattr(other, clock) for own, other in pairs)
            for clock in ("wall", "processor")
        ]
        lines.append(
            f"| {activities:,} | {name} | {_median(peer):.2f} s | {_median(ours):.2f} s "
            f"| {ratios[0]:.2f} | {ratios[1]:.2f} | {memory:.0f} MiB |"
        )
    return lines


def _compile(tool: Sequence[str], file: Path) -> Run:
    shutil.rmtree(os.environ["UNODC_CACHE"], ignore_errors=True)
    return measured([*tool, "list", "--limit", "1", "--json", "--data", str(file)])


def _sums(file: Path, activities: int, name: str, runs: int) -> str:
    start = ("list", "--limit", "1", "--json")
    command = (*_SUMS[name], "--json", "--data", str(file))
    _unodc(*start)
    pairs = [(_unodc(*start), _unodc(*command)) for _ in range(runs)]
    ratio = statistics.median(summed.processor / started.processor for started, summed in pairs)
    seconds = statistics.median(summed.processor for _, summed in pairs)
    rows = file.with_suffix(".count")
    _unodc("money", "--count", "--data", str(file), to=rows)
    count = int(rows.read_text(encoding="utf-8"))
    peer = f"{_duckdb(file, name, runs):.2f}" if importlib.util.find_spec("duckdb") else ""
    return f"| {activities:,} | {count:,} | `{name}` | {seconds:.2f} | {ratio:.1f} | {peer} |"


def _duckdb(file: Path, name: str, runs: int) -> float:
    """Return the seconds of a DuckDB process that groups the same rows; it divides and converts nothing."""
    table, column = ("project_countries", "country") if "country" in name else ("shares", "code")
    rows, parquet = file.with_suffix(".csv"), file.with_suffix(".parquet")
    query = _ROWS.format(column, table)
    if table == "shares":
        query += " AND t.kind = 'sector'"
    limits = ("--limit", "100000000", "--timeout", "600")
    _unodc("sql", query, *limits, "--format", "csv", "--data", str(file), to=rows)
    measured([sys.executable, "-c", _PARQUET, str(rows), str(parquet)])
    queries = [measured([sys.executable, "-c", _DUCKDB, str(parquet)]) for _ in range(runs)]
    return statistics.median(run.processor for run in queries)


def _median(runs: Sequence[Run]) -> float:
    return statistics.median(run.wall for run in runs)


def _unodc(*arguments: str, to: Path | None = None) -> Run:
    return measured([sys.executable, "-m", "unodc_cli", *arguments], to=to)


if __name__ == "__main__":
    main()
