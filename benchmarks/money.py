"""The cost of keeping money row by row: compiling, and sums along the years; printed as Markdown.

    python benchmarks/money.py activities.xml --base OTHER/bin/python --sizes 10000 100000

The input is a real IATI file, repeated to each size. `--base` is a Python with another state of the package,
with which compiling is compared: its runs and ours alternate. Times are those of the processor: on a busy
machine, only their ratio means anything. With the package duckdb, it also adds up the same rows, in Parquet,
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
            compiled.append(_compiled(file, activities, options.base, options.runs))
            sums += [_sums(file, activities, name, options.runs) for name in _SUMS]
            file.unlink()
            shutil.rmtree(folder / "cache")
    heads = "| activities | base | compile | ratio | of processor time | memory |"
    print(heads, "|---:|---:|---:|---:|---:|---:|", *compiled, sep="\n")
    print(
        "\n| activities | rows | sums | seconds | × start-up | DuckDB |",
        "|---:|---:|---|---:|---:|---:|",
        sep="\n",
    )
    print(*sums, sep="\n")


def _compiled(file: Path, activities: int, base: Path | None, runs: int) -> str:
    ours: list[Run] = []
    theirs: list[Run] = []
    for _ in range(runs):
        if base:
            theirs.append(_compile(base, file))
        ours.append(_compile(Path(sys.executable), file))
    memory = max(run.memory for run in ours)
    before = f"{_median(theirs):.2f} s" if theirs else ""
    pairs = list(zip(ours, theirs, strict=False))
    ratios = " | ".join(
        f"{statistics.median(getattr(own, clock) / getattr(other, clock) for own, other in pairs):.2f}"
        for clock in (("wall", "processor") if pairs else ())
    )
    return f"| {activities:,} | {before} | {_median(ours):.2f} s | {ratios or ' | '} | {memory:.0f} MiB |"


def _compile(python: Path, file: Path) -> Run:
    shutil.rmtree(os.environ["UNODC_CACHE"], ignore_errors=True)
    return _unodc("list", "--limit", "1", "--json", "--data", str(file), python=python)


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


def _unodc(*arguments: str, python: Path | None = None, to: Path | None = None) -> Run:
    return measured([str(python or sys.executable), "-m", "unodc_cli", *arguments], to=to)


if __name__ == "__main__":
    main()
