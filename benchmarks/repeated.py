"""A large IATI file for benchmarks: a real one, repeated, each time with other identifiers."""

import argparse
import gzip
import lzma
import re
import shutil
from pathlib import Path
from typing import BinaryIO

_IDENTIFIER = re.compile(rb"(<iati-identifier[^>]*>\s*)([^<]*?)(\s*</iati-identifier>)")
_ACTIVITY = b"<iati-activity"
_END = b"</iati-activities>"


def opened(path: Path) -> BinaryIO:
    """Open a file that may be compressed (.gz, .xz)."""
    if path.suffix == ".xz":
        return lzma.open(path)  # type: ignore[return-value]
    if path.suffix == ".gz":
        return gzip.open(path)  # type: ignore[return-value]
    return path.open("rb")


def repeat(source: Path, target: Path, activities: int) -> int:
    """Write at least this many activities; return how many. A target that ends in .gz is compressed."""
    with opened(source) as file:
        content = file.read()
    begin, end = content.index(_ACTIVITY + b" "), content.rindex(_END)
    head, body, tail = content[:begin], content[begin:end], content[end:]
    each = body.count(b"</iati-activity>")
    rounds = -(-activities // each)
    with gzip.open(target, "wb", 1) if target.suffix == ".gz" else target.open("wb") as out:
        out.write(head)
        for number in range(rounds):
            out.write(_IDENTIFIER.sub(rb"\g<1>\g<2>-r%d\g<3>" % number, body))
        out.write(tail)
    return each * rounds


def main() -> None:
    """Write the file that the command line names."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("source", type=Path, help="a real IATI file, plain, .gz or .xz")
    parser.add_argument("target", type=Path, help="the file to write, plain or .gz")
    parser.add_argument("activities", type=int)
    options = parser.parse_args()
    needed = options.activities * 10_000
    if shutil.disk_usage(options.target.parent).free < needed:
        parser.error(f"{options.target.parent} has less than {needed:,} bytes to spare")
    print(repeat(options.source, options.target, options.activities), "activities")


if __name__ == "__main__":
    main()
