"""Write tables as Parquet, one file each. Memory does not grow with the tables."""

from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from decimal import Decimal
from itertools import islice
from pathlib import Path
from typing import Any, Final

from unodc_cli.errors import MissingExtraError, OutputError
from unodc_cli.report.data_table import DataTable, Type

# The number of rows in memory, which is that of a row group in the file.
_ROWS: Final = 10_000
_COMPRESSION: Final = "zstd(3)"
# The digits of a decimal: as many as 128 bits hold; after the point, as many as values are read with.
_DIGITS, _BEHIND_THE_POINT = 38, 12


def write(tables: Iterable[DataTable], folder: Path) -> Mapping[str, int]:
    """Write tables into a folder; return the number of rows of each.

    Every table has a file, also an empty one. Raises MissingExtraError without the extra `parquet`.
    """
    try:
        import arro3.core as arrow  # noqa: PLC0415 - an extra
        from arro3 import io  # noqa: PLC0415
    except ImportError as error:
        name = "parquet"
        raise MissingExtraError(name) from error
    folder.mkdir(parents=True, exist_ok=True)
    counts = {}
    for table in tables:
        batches = _Batches(table, arrow)
        reader = arrow.RecordBatchReader.from_batches(batches.schema, batches)
        target = folder / f"{table.name}.parquet"
        try:
            io.write_parquet(reader, target, compression=_COMPRESSION, max_row_group_size=_ROWS)
        except Exception:
            # An exception raised by the rows comes back as a plain Exception with its text.
            if batches.error:
                raise batches.error from None
            raise
        counts[table.name] = batches.count
    return counts


class _Batches:
    """The rows of a table as batches of Arrow, counted as they pass."""

    def __init__(self, table: DataTable, arrow: Any) -> None:
        self._table = table
        self._arrow = arrow
        self.count = 0
        self.error: BaseException | None = None
        self.schema = arrow.Schema(
            [arrow.Field(name, _type(arrow, kind), nullable=True) for name, kind in table.columns.items()]
        )

    def __iter__(self) -> Iterator[Any]:
        try:
            yield from self._batches()
        except BaseException as error:
            self.error = error
            raise

    def _batches(self) -> Iterator[Any]:
        rows = iter(self._table.rows)
        while batch := list(islice(rows, _ROWS)):
            self.count += len(batch)
            yield self._batch(batch)
        if not self.count:
            yield self._batch([])

    def _batch(self, rows: Sequence[tuple[Any, ...]]) -> Any:
        kinds = self._table.columns.values()
        columns: Sequence[Sequence[Any]] = list(zip(*rows, strict=True)) or [()] * len(kinds)
        arrays = [_array(self._arrow, column, kind) for column, kind in zip(columns, kinds, strict=True)]
        for name, column, array in zip(self._table.columns, columns, arrays, strict=True):
            # A cast of arro3 0.9.1 silently makes null of what does not fit.
            if array.null_count != column.count(None):
                digits = _DIGITS - _BEHIND_THE_POINT
                reason = f"a value of {name} has more than {digits} digits, or is no date"
                file = f"{self._table.name}.parquet"
                raise OutputError(file, reason)
        return self._arrow.RecordBatch.from_arrays(arrays, schema=self.schema)


def _type(arrow: Any, kind: Type) -> Any:
    types = arrow.DataType
    match kind:
        case Type.TEXT:
            return types.utf8()
        case Type.DATE:
            return types.date32()
        case Type.INTEGER:
            return types.int64()
        case Type.NUMBER:
            return types.float64()
        case Type.BOOLEAN:
            return types.bool()
        case Type.DECIMAL:
            return types.decimal128(_DIGITS, _BEHIND_THE_POINT)


def _array(arrow: Any, values: Sequence[Any], kind: Type) -> Any:
    """Return a column. arro3 makes decimals and dates of text only."""
    converted = [None if value is None else _CONVERTERS[kind](value) for value in values]
    if kind in (Type.DECIMAL, Type.DATE):
        return arrow.Array(converted, type=arrow.DataType.utf8()).cast(_type(arrow, kind))
    return arrow.Array(converted, type=_type(arrow, kind))


# Functions from a value of SQLite to one of the type.
_CONVERTERS: Final[Mapping[Type, Callable[[Any], Any]]] = {
    # Some are of any type: the actual value of a result, the other value of a conflict.
    Type.TEXT: str,
    Type.DATE: str,
    Type.INTEGER: int,
    Type.NUMBER: float,
    Type.BOOLEAN: bool,
    Type.DECIMAL: lambda value: f"{Decimal(str(value)):f}",
}
