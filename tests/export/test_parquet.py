"""Tables as Parquet: what the command cannot be brought to write."""

from collections.abc import Iterator
from pathlib import Path

import pytest

from unodc_cli.errors import DamagedError, OutputError
from unodc_cli.export.parquet import write
from unodc_cli.report.data_table import DataTable, Type


@pytest.mark.parametrize(("kind", "value"), [(Type.DECIMAL, "1" + 26 * "0"), (Type.DATE, "2020-02-30")])
def test_a_value_that_does_not_fit_is_an_error_and_never_an_empty_cell(
    kind: Type, value: str, tmp_path: Path
) -> None:
    table = DataTable("things", {"id": Type.TEXT, "value": kind}, iter([("a", None), ("b", value)]))
    with pytest.raises(OutputError, match=r"things\.parquet: a value of value"):
        write([table], tmp_path)


def test_an_error_of_the_rows_comes_out_as_it_is(tmp_path: Path) -> None:
    def rows() -> Iterator[tuple[str]]:
        yield ("a",)
        reason = "a checksum differs"
        raise DamagedError(reason)

    with pytest.raises(DamagedError):
        write([DataTable("things", {"id": Type.TEXT}, rows())], tmp_path)
