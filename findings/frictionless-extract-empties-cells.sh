#!/usr/bin/env bash
# frictionless 5.21.0: extracting a table empties the cells that are not of the guessed type, and succeeds.
#
# Without a schema, the type of a column is guessed, and nine cells in ten are enough for a type (`field_confidence`). A
# budget of twenty lines of which one is written 1,200 is a column of integers. `validate` says that the cell does not
# fit. `extract`, and the conversions to pandas and other formats, give null for it, with exit code 0 and nothing on
# stderr. The guide to extracting says that data comes out normalised, not that it can be lost; no report of this was
# found upstream.
#
# Expected: the text of the cell, an error, or at least a warning.
# Seen: null, and a sum that lacks 1200.
# Fails if that has changed.
set -euo pipefail
work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT
cd "$work"
python3 -m venv venv
venv/bin/pip install --quiet frictionless==5.21.0
{
  echo line,amount
  for line in $(seq 19); do echo "$line,10"; done
  echo '20,"1,200"'
} >budget.csv
venv/bin/frictionless extract budget.csv --json >extracted.json 2>errors.txt
if venv/bin/frictionless validate budget.csv >/dev/null; then echo "changed: validate" && exit 1; fi
venv/bin/python - <<'PYTHON'
import json
from pathlib import Path

rows = json.load(open("extracted.json"))["budget"]
print("the last row:", rows[-1])
print("the sum:", sum(row["amount"] or 0 for row in rows))
assert len(rows) == 20 and sum(row["amount"] or 0 for row in rows[:-1]) == 190
assert rows[-1]["amount"] is None, "changed"
assert Path("errors.txt").read_text() == "", "changed: it warns"
PYTHON
