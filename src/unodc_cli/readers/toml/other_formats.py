"""Recognise files in other formats, which no reader takes, by their content."""

import re
from typing import Final

READ: Final = "read are portfolios in TOML (`unodc init` writes one) and IATI activities in XML"
# The first bytes of formats that are no text.
_BEGINNINGS: Final = {
    b"PK\x03\x04": "a workbook, or another zip file",
    b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1": "an old workbook or document (.xls, .doc)",
    b"BZh": "packed with bzip2",
    b"\x28\xb5\x2f\xfd": "packed with zstd",
    b"%PDF-": "a PDF",
    b"PAR1": "Parquet",
    b"SQLite format 3\0": "a database (SQLite)",
}
# A table of TOML has a name in brackets, never a brace or a list.
_JSON: Final = re.compile(r"\s*(?:\{|\[\s*[\[{]\s*[\"{\[])")
_SEPARATORS: Final = (",", ";", "\t")


def format_of_bytes(content: bytes) -> str | None:
    """Return the format of a file that is no text, if it is known."""
    return next((name for start, name in _BEGINNINGS.items() if content.startswith(start)), None)


def format_of_text(text: str, name: str) -> str | None:
    """Return the format of a text that is not TOML, if it is known by its form or the name of its file."""
    if _JSON.match(text):
        return "JSON"
    header, _, rest = text.partition("\n")
    if "=" not in header and not header.lstrip().startswith(("[", "#")):
        line = rest.partition("\n")[0]
        for separator in _SEPARATORS:
            if separator in header and (separator in line or not line):
                return "a table with tabs (TSV)" if separator == "\t" else "CSV"
    return "CSV" if name.lower().endswith((".csv", ".tsv")) else None
