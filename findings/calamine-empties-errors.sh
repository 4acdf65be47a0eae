#!/usr/bin/env bash
# python-calamine 0.9.1: a cell that holds an error is the same as an empty one.
#
# Budgets come as workbooks with formulas, and a formula that fails is stored as its error: #N/A for a rate that was
# not found, #DIV/0! for a share of nothing. Readers that keep the value of a formula give that text. python-calamine
# gives '' for both, so that a sum over the column is too small without a word.
#
# Expected: the error, as text or as a value of its own (openpyxl 3.1.5 gives '#N/A').
# Seen: '', as for a cell without content.
# Fails if that has changed.
set -euo pipefail
work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT
cd "$work"
python3 -m venv venv
venv/bin/pip install --quiet python-calamine==0.9.1 xlsxwriter==3.3.1 openpyxl==3.1.5
venv/bin/python - <<'PYTHON'
import openpyxl
import xlsxwriter
from python_calamine import CalamineWorkbook

with xlsxwriter.Workbook("budget.xlsx") as book:
    sheet = book.add_worksheet()
    sheet.write_number(0, 0, 100)
    sheet.write_formula(1, 0, "=NA()", None, "#N/A")
    sheet.write_formula(2, 0, "=1/0", None, "#DIV/0!")
    sheet.write_blank(3, 0, None, book.add_format({"bold": True}))
    sheet.write_number(4, 0, 200)
seen = [row[0] for row in CalamineWorkbook.from_path("budget.xlsx").get_sheet_by_index(0).to_python()]
other = [row[0] for row in openpyxl.load_workbook("budget.xlsx", data_only=True).active.values]
print("python-calamine:", seen)
print("openpyxl:       ", other)
assert other == [100, "#N/A", "#DIV/0!", None, 200]
assert seen == [100, "", "", "", 200], "changed"
PYTHON
