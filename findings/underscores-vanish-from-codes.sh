#!/usr/bin/env bash
# csvkit 2.2.0 and frictionless 5.21.0: codes with an underscore become numbers, and different codes the same one.
#
# Projects and contracts have codes such as 2016_380146: a year and a number. Both tools guess the type of a column by
# trying to convert its text in Python, and there an underscore may stand between digits since version 3.6 (PEP 515). So
# such a column is a column of numbers, and 2016_380146 and 20163_80146 are equal. Codes with a hyphen or a slash stay.
# Neither documentation says so, and no report of it was found upstream.
#
# Expected: the codes as they were written (pandas 3.1.1 and DuckDB 2.0.1 keep them).
# Seen: 2016380146, twice.
# Fails if that has changed.
set -euo pipefail
work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT
cd "$work"
python3 -m venv venv
venv/bin/pip install --quiet csvkit==2.2.0 agate==1.14.2 frictionless==5.21.0 pandas==3.1.1 duckdb==2.0.1
printf 'contract,budget\n2016_380146,500\n20163_80146,700\n' >contracts.csv
venv/bin/csvjson contracts.csv >csvkit.json
venv/bin/frictionless extract contracts.csv --json >frictionless.json
venv/bin/python - <<'PYTHON'
import json

import duckdb
import pandas as pd

CODES = ["2016_380146", "20163_80146"]
seen = {
    "pandas": list(pd.read_csv("contracts.csv")["contract"]),
    "duckdb": [code for code, _ in duckdb.execute("FROM 'contracts.csv'").fetchall()],
    "csvkit": [row["contract"] for row in json.load(open("csvkit.json"))],
    "frictionless": [row["contract"] for row in json.load(open("frictionless.json"))["contracts"]],
}
for reader, codes in seen.items():
    print(f"{reader}: {codes}")
assert seen["pandas"] == seen["duckdb"] == CODES
assert seen["csvkit"] == [2016380146, 2016380146], "changed: csvkit"
assert seen["frictionless"] == [2016380146, 2016380146], "changed: frictionless"
PYTHON
