"""A data source for Apache Spark: IATI files as the tables of `unodc sql`, read on the executors.

    from unodc_cli.spark import IatiDataSource

    spark.dataSource.register(IatiDataSource)
    money = spark.read.format("iati").option("table", "money").load("/data/*.xml")

Each file is one partition, read by the same reader as on the command line. It must be readable at its path on
every executor, which keeps its catalogue in the user's cache there. An activity that several files publish
has rows from each; `projects.updated` tells which is the latest. Needs the extra `spark` (PySpark 4).
"""

import json
from collections.abc import Callable, Iterator, Mapping, Sequence
from datetime import date
from decimal import Decimal
from pathlib import Path
from typing import Any, Final

from pyspark.sql.datasource import DataSource, DataSourceReader, InputPartition
from pyspark.sql.types import (
    BooleanType,
    DataType,
    DateType,
    DecimalType,
    DoubleType,
    LongType,
    StringType,
    StructField,
    StructType,
)

from unodc_cli.query import tables, tables_of_files
from unodc_cli.query.reports.sql_columns import Table
from unodc_cli.query.reports.sql_tables import TABLES
from unodc_cli.report.data_table import Type

_SPARK_TYPES: Final[Mapping[Type, DataType]] = {
    Type.TEXT: StringType(),
    Type.DATE: DateType(),
    Type.INTEGER: LongType(),
    Type.NUMBER: DoubleType(),
    Type.BOOLEAN: BooleanType(),
    Type.DECIMAL: DecimalType(38, 12),
}
_PLACES: Final = Decimal("0.000000000001")
# Functions from a value of SQLite to one of the type in Spark.
_CONVERTERS: Final[Mapping[Type, Callable[[Any], Any]]] = {
    Type.TEXT: str,
    Type.DATE: date.fromisoformat,
    Type.INTEGER: int,
    Type.NUMBER: float,
    Type.BOOLEAN: bool,
    Type.DECIMAL: lambda value: Decimal(str(value)).quantize(_PLACES),
}
_TABLES: Final[Mapping[str, Table]] = {table.name: table for table in TABLES}


class FilePartition(InputPartition):
    """A file, which one task reads."""

    def __init__(self, path: str) -> None:
        super().__init__(path)
        self.path = path


class IatiDataSource(DataSource):
    """IATI files in Spark.

    Options: `table` (one of docs/sql.md; `projects` without it), `language` (of texts, ISO
    639-1; `en` without it), `today` (ISO day, for statuses that follow from dates; the current day without).
    """

    @classmethod
    def name(cls) -> str:
        """Return the name by which Spark knows the format."""
        return "iati"

    def schema(self) -> StructType:
        """Return the columns of the chosen table. Raises ValueError for an unknown one."""
        table = self.options.get("table", "projects")
        if table not in _TABLES:
            msg = f"there is no table '{table}': choose one of {', '.join(_TABLES)}"
            raise ValueError(msg)
        columns = tables.columns(_TABLES[table]).items()
        return StructType([StructField(name, _SPARK_TYPES[kind], nullable=True) for name, kind in columns])

    def reader(self, schema: StructType) -> "IatiReader":
        """Return the reader of the table. It always reads all columns."""
        del schema
        return IatiReader(dict(self.options))


class IatiReader(DataSourceReader):
    """Read one table of IATI files, a task for each file."""

    def __init__(self, options: Mapping[str, str]) -> None:
        self._options = options

    def partitions(self) -> Sequence[InputPartition]:
        """Return one partition for each file, the largest first, so that no long task starts last."""
        return [FilePartition(str(path)) for path in tables_of_files.iati_files(self._patterns())]

    def read(self, partition: InputPartition) -> Iterator[tuple[Any, ...]]:
        """Yield the rows of a file. Raises ValueError for a file that cannot be read to its end."""
        table = _TABLES[self._options.get("table", "projects")]
        today = self._options.get("today", date.today().isoformat())  # noqa: DTZ011 - the day of the cluster
        language = self._options.get("language", "en")
        converters = [_CONVERTERS[kind] for kind in tables.columns(table).values()]
        for row in tables_of_files.rows(Path(partition.value), table, language, today):
            yield tuple(
                None if value is None else convert(value)
                for convert, value in zip(converters, row, strict=True)
            )

    def _patterns(self) -> Sequence[str]:
        """Return the argument of `load`: one path, or several, which Spark passes as a JSON list."""
        if "paths" in self._options:
            paths: list[str] = json.loads(self._options["paths"])
            return paths
        if "path" not in self._options:
            msg = "no file was given: load(PATH)"
            raise ValueError(msg)
        return [self._options["path"]]
