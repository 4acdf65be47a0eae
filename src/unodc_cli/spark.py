"""A data source for Apache Spark: IATI files as the tables of the star schema, read on the executors.

    from unodc_cli.spark import IatiDataSource

    spark.dataSource.register(IatiDataSource)
    money = spark.read.format("iati").option("table", "money").load("/data/*.xml")

Each file is one partition, read by the same reader as everywhere, and must be readable under its path on
every executor. An activity that several files publish has rows of each; `projects.updated` says which
is the latest. Needs the extra `spark` (PySpark 4).
"""

import json
from collections.abc import Iterator, Mapping, Sequence
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
    LongType,
    StringType,
    StructField,
    StructType,
)

from unodc_cli.export import partitions, star
from unodc_cli.export.star import Type

_SPARK_TYPES: Final[Mapping[Type, DataType]] = {
    Type.TEXT: StringType(),
    Type.DATE: DateType(),
    Type.INTEGER: LongType(),
    Type.BOOLEAN: BooleanType(),
    Type.DECIMAL: DecimalType(38, 6),
}
_SIX_PLACES: Final = Decimal("0.000001")


class FilePartition(InputPartition):
    """A file, which one task reads."""

    def __init__(self, path: str) -> None:
        super().__init__(path)
        self.path = path


class IatiDataSource(DataSource):
    """IATI files in Spark.

    Options: `table` (one of `unodc_cli.export.star.TABLES`; `projects` without it), `language` (of texts, ISO
    639-1; `en` without it), `today` (ISO day, for statuses that follow from dates; the current day without).
    """

    @classmethod
    def name(cls) -> str:
        """Return the name by which Spark knows the format."""
        return "iati"

    def schema(self) -> StructType:
        """Return the columns of the chosen table. Raises ValueError for an unknown one."""
        table = self.options.get("table", "projects")
        if table not in star.TABLES:
            msg = f"there is no table '{table}': choose one of {', '.join(star.TABLES)}"
            raise ValueError(msg)
        columns = star.TABLES[table].columns.items()
        return StructType([StructField(name, _SPARK_TYPES[kind], nullable=True) for name, kind in columns])

    def reader(self, schema: StructType) -> "IatiReader":
        """Return what reads the table; its columns are always all of the table's."""
        del schema
        return IatiReader(dict(self.options))


class IatiReader(DataSourceReader):
    """Read one table of IATI files, a task for each file."""

    def __init__(self, options: Mapping[str, str]) -> None:
        self._options = options

    def partitions(self) -> Sequence[InputPartition]:
        """Return one partition a file, the largest first, so that no task is left to the end."""
        return [FilePartition(str(path)) for path in partitions.iati_files(self._patterns())]

    def read(self, partition: InputPartition) -> Iterator[tuple[Any, ...]]:
        """Yield the rows of a file. Raises an error for a file that cannot be read to its end."""
        table = self._options.get("table", "projects")
        today = self._options.get("today", date.today().isoformat())  # noqa: DTZ011 - the day of the cluster
        language = self._options.get("language", "en")
        types = tuple(star.TABLES[table].columns.values())
        for row in partitions.rows(Path(partition.value), table, language, today):
            yield tuple(map(_value, row, types))

    def _patterns(self) -> Sequence[str]:
        """Return what was given to `load`: one path, or several as a JSON list."""
        if "paths" in self._options:
            paths: list[str] = json.loads(self._options["paths"])
            return paths
        if "path" not in self._options:
            msg = "no file was given: load(PATH)"
            raise ValueError(msg)
        return [self._options["path"]]


def _value(value: Any, kind: Type) -> Any:
    """Return a value in the type that Spark wants of it."""
    if value is None:
        return None
    match kind:
        case Type.DECIMAL:
            return Decimal(value).quantize(_SIX_PLACES)
        case Type.DATE:
            return date.fromisoformat(value)
        case _:
            return value
