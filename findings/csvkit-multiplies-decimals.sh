#!/usr/bin/env bash
# csvkit 2.2.0 and agate 1.14.2: amounts with a decimal comma are a hundred times too large, and dollars are euros.
#
# The tools of csvkit guess the types of columns unless they are told not to. To convert a number they take out every
# comma, wherever it stands, and every currency sign. So 12,75, which is how most of Europe writes it, is 1275, and €100
# and $100 are the same 100. A comma before the last two digits separates no thousands anywhere, and other readers keep
# such a column as text. The manual has `--locale` for decimal commas, and says nothing of amounts
# without it. In xlsx files, cells that are text in the workbook are converted in the same way.
#
# Expected: text, or an error (pandas 3.1.1 and DuckDB 2.0.1 keep the text).
# Seen: 1275 and 1350, whose sum `csvstat` gives as 2625; and 100 twice.
# Fails if that has changed.
set -euo pipefail
work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT
cd "$work"
python3 -m venv venv
venv/bin/pip install --quiet csvkit==2.2.0 agate==1.14.2 agate-excel==0.4.2 xlsxwriter==3.3.1 pandas==3.1.1 \
  duckdb==2.0.1
printf 'millions,grant\n"12,75",€100\n"13,50",$100\n' >budget.csv
venv/bin/python - <<'PYTHON'
import json
import subprocess

import duckdb
import pandas as pd
import xlsxwriter

TEXTS = ["12,75", "13,50"]


def answer(*command):
    return subprocess.run([f"venv/bin/{command[0]}", *command[1:]], check=True, capture_output=True, text=True).stdout


with xlsxwriter.Workbook("budget.xlsx") as book:
    book.add_worksheet().write_column(0, 0, ["millions", *TEXTS])
assert list(pd.read_csv("budget.csv")["millions"]) == TEXTS
assert [row[0] for row in duckdb.execute("FROM 'budget.csv'").fetchall()] == TEXTS
rows = json.loads(answer("csvjson", "budget.csv"))
print("csvjson:", rows)
total = answer("csvstat", "--sum", "--columns", "millions", "budget.csv").strip()
print("csvstat:", total)
text_cells = answer("in2csv", "budget.xlsx").split()
print("in2csv, text in a workbook:", text_cells)
assert [row["millions"] for row in rows] == [1275, 1350], "changed: decimal commas"
assert [row["grant"] for row in rows] == [100, 100], "changed: currencies"
assert total.replace(",", "").rstrip(".0") == "2625", "changed: csvstat"
assert text_cells == ["millions", "1275", "1350"], "changed: in2csv"
PYTHON
