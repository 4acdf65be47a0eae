#!/usr/bin/env bash
# xlsx2csv 0.8.6: an amount whose number format names dollars becomes a text without the amount.
#
# Workbooks keep an amount apart from how it is shown, and the currency is often part of the latter: #,##0.00 "USD".
# What stands between the quotes is shown as it is. xlsx2csv looks for the letters of dates there too, finds a D, and
# writes the format in place of the amount, with the day of a month for that D. The H of Swiss francs becomes an hour in
# the same way. With "EUR", where no such letter stands, the amount is kept. No report of it was found upstream.
#
# Expected: 250000.75 and 1200, as from the same cells in EUR.
# Seen: #,##0.00 "us21" and #,##0.00 "us14"; the command succeeds without a warning.
# Fails if that has changed.
set -euo pipefail
work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT
cd "$work"
python3 -m venv venv
venv/bin/pip install --quiet xlsx2csv==0.8.6 xlsxwriter==3.3.1 openpyxl==3.1.5
venv/bin/python - <<'PYTHON'
import xlsxwriter

with xlsxwriter.Workbook("budget.xlsx") as book:
    sheet = book.add_worksheet()
    for column, currency in enumerate(("EUR", "USD", "CHF", "DKK")):
        shown = book.add_format({"num_format": f'#,##0.00 "{currency}"'})
        sheet.write_column(0, column, (250_000.75, 1_200), shown)
PYTHON
venv/bin/xlsx2csv budget.xlsx budget.csv
venv/bin/python - <<'PYTHON'
import csv

import openpyxl

with open("budget.csv", newline="") as file:
    seen = [list(column) for column in zip(*csv.reader(file), strict=True)]
other = [list(column) for column in zip(*openpyxl.load_workbook("budget.xlsx").active.values, strict=True)]
for currency, texts in zip(("EUR", "USD", "CHF", "DKK"), seen, strict=True):
    print(f"{currency}: {texts}")
print("openpyxl:", other[1])
assert other == [[250000.75, 1200]] * 4
assert seen[0] == ["250000.75", "1200"]
for large, small in seen[1:]:
    assert large.startswith("#,##0.00 ") and "250000" not in large, "changed"
    assert small.startswith("#,##0.00 ") and "1200" not in small, "changed"
PYTHON
