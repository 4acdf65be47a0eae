"""Measure the speed of two cores against one, reading IATI files with Spark; print Markdown.

    python benchmarks/spark.py activities.xml --activities 100000 --parts 50

The input is a real IATI file, repeated under other identifiers into several files. Each run adds up the money
of all of them with an empty cache; its sums must be those of the tool itself.
"""

import argparse
import json
import os
import shutil
import subprocess
import sys
import tempfile
import time
from decimal import Decimal
from pathlib import Path
from typing import Any, Final

from pyspark.sql import SparkSession
from repeated import repeat

from unodc_cli.spark import IatiDataSource

SUMS: Final = """SELECT kind, currency, SUM(units) AS units, SUM(trillionths) AS trillionths FROM money
GROUP BY kind, currency"""
Sums = dict[tuple[str, str], Decimal]


def by_spark(folder: Path, cores: int, cache: Path) -> tuple[Sums, float]:
    """Return the sums of all files, and the seconds that they take on this many cores."""
    os.environ |= {"PYSPARK_PYTHON": sys.executable, "UNODC_CACHE": str(cache)}
    builder: Any = SparkSession.builder
    builder = builder.master(f"local[{cores}]").config("spark.ui.enabled", "false")
    session = builder.config("spark.ui.showConsoleProgress", "false").getOrCreate()
    session.sparkContext.setLogLevel("ERROR")
    session.dataSource.register(IatiDataSource)
    start = time.perf_counter()
    money = session.read.format("iati").option("table", "money").load(str(folder / "*.xml"))
    rows = money.groupBy("kind", "currency").sum("value").collect()
    seconds = time.perf_counter() - start
    session.stop()
    return {(kind, currency): value for kind, currency, value in rows if value is not None}, seconds


def by_the_tool(file: Path, cache: Path) -> Sums:
    """Return the sums of one file by `unodc sql`."""
    command = [sys.executable, "-m", "unodc_cli", "sql", SUMS, "--json", "--data", str(file)]
    answer = subprocess.run(
        command, env={**os.environ, "UNODC_CACHE": str(cache)}, check=True, capture_output=True
    )
    return {
        (row["kind"], row["currency"]): row["units"] + Decimal(row["trillionths"]) / 10**12
        for row in json.loads(answer.stdout)
        if row["units"] is not None
    }


def main() -> None:
    """Measure one core and two."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("file", type=Path)
    parser.add_argument("--activities", type=int, default=100_000)
    parser.add_argument("--parts", type=int, default=50)
    arguments = parser.parse_args()
    with tempfile.TemporaryDirectory() as name:
        folder, cache = Path(name) / "files", Path(name) / "cache"
        folder.mkdir()
        first = folder / "0.xml"
        count = repeat(arguments.file, first, arguments.activities // arguments.parts)
        for number in range(1, arguments.parts):
            shutil.copyfile(first, folder / f"{number}.xml")
        expected = {key: value * arguments.parts for key, value in by_the_tool(first, cache).items()}
        print(f"{count * arguments.parts:,} activities in {arguments.parts} files")
        print("\n| cores | seconds | as fast |\n|---:|---:|---:|")
        seconds: list[float] = []
        for cores in (1, 2):
            shutil.rmtree(cache, ignore_errors=True)
            sums, taken = by_spark(folder, cores, cache)
            if sums != expected:
                sys.exit(f"the sums differ: {sums} is not {expected}")
            seconds.append(taken)
            print(f"| {cores} | {taken:.0f} | {seconds[0] / taken:.2f} × |", flush=True)


if __name__ == "__main__":
    main()
