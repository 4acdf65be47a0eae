#!/usr/bin/env bash
# DuckDB 1.5.5 and pylightxl 1.61: dates of a workbook that counts from 1904 are four years and a day too early.
#
# A workbook counts its days from 1900 or from 1904, and says so in its properties. Excel for the Mac wrote 1904 for
# decades, and a workbook keeps its way through every later version and copy. Both readers know that the cell is a date,
# give it the type of one, and count from 1900 all the same. The result is a plausible date in the past. No report of it
# was found upstream for either; that of other readers was, and they were corrected.
#
# Expected: 2020-03-01 (openpyxl 3.1.5, python-calamine 0.9.1).
# Seen: 2016-02-29.
# Fails if that has changed.
set -euo pipefail
work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT
cd "$work"
python3 -m venv venv
venv/bin/pip install --quiet duckdb==1.5.5 duckdb-extension-excel==1.5.5 pylightxl==1.61 xlsxwriter==3.3.1 \
  openpyxl==3.1.5 python-calamine==0.9.1
venv/bin/python - <<'PYTHON'
from datetime import date, datetime
from pathlib import Path

import duckdb
import duckdb_extension_excel
import openpyxl
import pylightxl
import xlsxwriter
from python_calamine import CalamineWorkbook

with xlsxwriter.Workbook("activities.xlsx", {"date_1904": True}) as book:
    sheet = book.add_worksheet("Activities")
    sheet.write(0, 0, "start")
    sheet.write_datetime(1, 0, date(2020, 3, 1), book.add_format({"num_format": "yyyy-mm-dd"}))
[extension] = Path(duckdb_extension_excel.__file__).parent.rglob("excel.duckdb_extension")
duckdb.load_extension(str(extension))
seen = {
    "openpyxl": openpyxl.load_workbook("activities.xlsx").active["A2"].value,
    "python-calamine": CalamineWorkbook.from_path("activities.xlsx").get_sheet_by_index(0).to_python()[1][0],
    "duckdb": duckdb.sql("SELECT start FROM read_xlsx('activities.xlsx')").fetchone()[0],
    "pylightxl": pylightxl.readxl("activities.xlsx").ws("Activities").address("A2"),
}
for reader, cell in seen.items():
    print(f"{reader}: {cell!r}")
assert seen["openpyxl"] == datetime(2020, 3, 1) and seen["python-calamine"] == date(2020, 3, 1)
assert seen["duckdb"] == date(2016, 2, 29), "changed: DuckDB"
assert seen["pylightxl"] == "2016/02/29", "changed: pylightxl"
PYTHON
