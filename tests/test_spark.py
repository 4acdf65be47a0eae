"""IATI files in Spark: the same rows as on one machine."""

import json
import os
import shutil
import sys
from collections.abc import Iterator
from decimal import Decimal
from pathlib import Path
from typing import Any

import pytest

from conftest import ACTIVITIES, Run
from unodc_cli.query.reports.sql_tables import TABLES

pyspark = pytest.importorskip("pyspark", reason="Spark is not here (the extra spark)")
pytestmark = [
    pytest.mark.skipif(not shutil.which("java"), reason="Java is not here"),
    # Spark's own.
    pytest.mark.filterwarnings("ignore"),
]


@pytest.fixture(scope="module")
def spark() -> Iterator[Any]:
    from pyspark.sql import SparkSession  # noqa: PLC0415 - an extra

    from unodc_cli.spark import IatiDataSource  # noqa: PLC0415

    # Executors run the same Python, where the package is installed.
    os.environ["PYSPARK_PYTHON"] = sys.executable
    session = (
        SparkSession.builder.master("local[2]")
        .config("spark.ui.enabled", "false")
        .config("spark.driver.bindAddress", "127.0.0.1")
        .config("spark.driver.host", "127.0.0.1")
        .config("spark.sql.shuffle.partitions", "2")
        .getOrCreate()
    )
    session.sparkContext.setLogLevel("ERROR")
    session.dataSource.register(IatiDataSource)
    yield session
    session.stop()


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    """Return a folder with the same activities under other identifiers in each of two files."""
    text = ACTIVITIES.read_text(encoding="utf-8")
    for number in range(2):
        changed = text.replace("<iati-identifier>", f"<iati-identifier>{number}-")
        (tmp_path / f"{number}.xml").write_text(changed, encoding="utf-8")
    return tmp_path


def test_spark_has_the_rows_of_one_machine(run: Run, spark: Any, folder: Path) -> None:
    def table(name: str) -> Any:
        frame = spark.read.format("iati").option("table", name).option("today", "2026-11-29")
        return frame.load(str(folder / "*.xml"))

    projects = json.loads(run("list", "--json", "--data", str(folder)).out)
    assert {row.id for row in table("projects").collect()} == {project["id"] for project in projects}
    sums: dict[tuple[str, str], Decimal] = {}
    for part in (part for project in projects for part in project["activity"]["parts"]):
        key = part["kind"], part["currency"]
        sums[key] = sums.get(key, Decimal()) + Decimal(str(part["value"]))
    money = table("money")
    assert money.rdd.getNumPartitions() == 2
    rows = money.groupBy("kind", "currency").sum("value").collect()
    assert {(row[0], row[1]): row[2] for row in rows} == sums
    for described in TABLES:
        assert table(described.name).columns == [field.name for field in described.fields]
        table(described.name).collect()


def test_several_paths_can_be_read(spark: Any, folder: Path) -> None:
    paths = [str(folder / "0.xml"), str(folder / "1.xml")]
    one = spark.read.format("iati").load(paths[0]).count()
    assert spark.read.format("iati").load(paths).count() == 2 * one


def test_a_file_that_ends_too_soon_is_an_error_and_no_short_answer(spark: Any, tmp_path: Path) -> None:
    text = ACTIVITIES.read_text(encoding="utf-8")
    (tmp_path / "cut.xml").write_text(text[: len(text) * 2 // 3], encoding="utf-8")
    with pytest.raises(Exception, match=r"cut\.xml"):
        spark.read.format("iati").load(str(tmp_path / "cut.xml")).collect()


def test_an_unknown_table_is_named(spark: Any, folder: Path) -> None:
    with pytest.raises(Exception, match="there is no table 'moneys'"):
        spark.read.format("iati").option("table", "moneys").load(str(folder)).collect()
