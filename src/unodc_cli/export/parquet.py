"""Write the star schema as Parquet, one file a table. Memory does not grow with the portfolio."""

import json
import tempfile
from collections.abc import Iterable, Iterator, Mapping, Sequence
from decimal import Decimal
from pathlib import Path
from typing import Any, Final

from unodc_cli.errors import MissingExtraError
from unodc_cli.export import star

# So many rows of a table are held in memory, and stand in one part of it on the disk.
_ROWS: Final = 20_000
_COMPRESSION: Final = "zstd(3)"
_DIGITS, _BEHIND_THE_POINT = 38, 6


def write(documents: Iterable[str | bytes], sources: Iterable[star.Row], folder: Path) -> Mapping[str, int]:
    """Write the tables of these projects (JSON documents) and sources; return the rows of each table.

    Every table has a file, also an empty one. Raises MissingExtraError without the extra `parquet`.
    """
    try:
        import arro3.core as arrow  # noqa: PLC0415 - an extra
        from arro3 import io  # noqa: PLC0415
    except ImportError as error:
        name = "parquet"
        raise MissingExtraError(name) from error
    folder.mkdir(parents=True, exist_ok=True)
    with tempfile.TemporaryDirectory(prefix=".unodc-", dir=folder) as parts:
        tables = {name: _Table(name, table, Path(parts), arrow, io) for name, table in star.TABLES.items()}
        for document in documents:
            for name, row in star.rows(json.loads(document, parse_float=Decimal)):
                tables[name].add(row)
        for row in sources:
            tables["sources"].add(row)
        return {name: table.finish(folder / f"{name}.parquet") for name, table in tables.items()}


class _Table:
    """A table while it is written: rows in memory, then in parts, then in one file."""

    def __init__(self, name: str, table: star.Table, folder: Path, arrow: Any, io: Any) -> None:
        self._name = name
        self._types = list(table.columns.values())
        self._folder = folder
        self._arrow = arrow
        self._io = io
        fields = [
            arrow.Field(column, _type(arrow, kind), nullable=True) for column, kind in table.columns.items()
        ]
        self._schema = arrow.Schema(fields)
        self._rows: list[star.Row] = []
        self._parts: list[Path] = []
        self._count = 0

    def add(self, row: star.Row) -> None:
        self._rows.append(row)
        if len(self._rows) >= _ROWS:
            part = self._folder / f"{self._name}-{len(self._parts)}.parquet"
            self._write([self._batch()], part)
            self._parts.append(part)

    def finish(self, target: Path) -> int:
        """Write all rows into one file; return how many there are."""
        self._write(self._batches(), target)
        return self._count

    def _batches(self) -> Iterator[Any]:
        for part in self._parts:
            yield from self._io.read_parquet(part)
        yield self._batch()

    def _batch(self) -> Any:
        rows, self._rows = self._rows, []
        self._count += len(rows)
        columns: Sequence[Sequence[Any]] = list(zip(*rows, strict=True)) or [()] * len(self._types)
        arrays = [
            _array(self._arrow, column, kind) for column, kind in zip(columns, self._types, strict=True)
        ]
        return self._arrow.RecordBatch.from_arrays(arrays, schema=self._schema)

    def _write(self, batches: Iterable[Any], target: Path) -> None:
        reader = self._arrow.RecordBatchReader.from_batches(self._schema, batches)
        self._io.write_parquet(reader, target, compression=_COMPRESSION)


def _type(arrow: Any, kind: star.Type) -> Any:
    types = arrow.DataType
    match kind:
        case star.Type.TEXT:
            return types.utf8()
        case star.Type.DATE:
            return types.date32()
        case star.Type.INTEGER:
            return types.int64()
        case star.Type.BOOLEAN:
            return types.bool()
        case star.Type.DECIMAL:
            return types.decimal128(_DIGITS, _BEHIND_THE_POINT)


def _array(arrow: Any, values: Sequence[Any], kind: star.Type) -> Any:
    """Return a column. There is no way to make decimals and dates but to make them of text."""
    if kind in (star.Type.DECIMAL, star.Type.DATE):
        texts = [None if value is None else _spelled(value) for value in values]
        return arrow.Array(texts, type=arrow.DataType.utf8()).cast(_type(arrow, kind))
    return arrow.Array(list(values), type=_type(arrow, kind))


def _spelled(value: Any) -> str:
    return f"{value:f}" if isinstance(value, Decimal) else str(value)
