#!/usr/bin/env bash
# pylightxl 1.61: texts that stand in their cells are read as empty.
#
# A workbook keeps a text in a table that all sheets share, or in the cell itself. The second way suits writers that do
# not hold a whole sheet in memory: XlsxWriter's constant_memory and the streams of other libraries. pylightxl reads the
# first way alone: numbers and dates of such a sheet arrive, and each text, the headings too, is ''. Leading columns of
# texts look like a margin. No report of it was found upstream.
#
# Expected: the same rows from both workbooks (openpyxl 3.1.5).
# Seen: '' in the place of each text of the second.
# Fails if that has changed.
set -euo pipefail
work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT
cd "$work"
python3 -m venv venv
venv/bin/pip install --quiet pylightxl==1.61 xlsxwriter==3.3.1 openpyxl==3.1.5
venv/bin/python - <<'PYTHON'
import openpyxl
import pylightxl
import xlsxwriter

ROWS = [["identifier", "budget"], ["XX-EXAMPLE-1", 1000], ["XX-EXAMPLE-2", 2000]]


def read_back(in_cells):
    with xlsxwriter.Workbook("budget.xlsx", {"constant_memory": in_cells}) as book:
        sheet = book.add_worksheet("Budgets")
        for number, row in enumerate(ROWS):
            sheet.write_row(number, 0, row)
    assert [list(row) for row in openpyxl.load_workbook("budget.xlsx").active.values] == ROWS
    rows = list(pylightxl.readxl("budget.xlsx").ws("Budgets").rows)
    print("texts in their cells:" if in_cells else "shared texts:", rows)
    return rows


assert read_back(False) == ROWS
assert read_back(True) == [["", ""], ["", 1000], ["", 2000]], "changed"
PYTHON
