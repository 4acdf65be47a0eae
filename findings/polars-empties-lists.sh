#!/usr/bin/env bash
# Polars 2.1.0: lists that are empty in the first hundred lines are emptied in all that follow.
#
# `read_ndjson` takes the types of columns from the first hundred lines. If a later value has another type, such as 1.5
# in a column of whole numbers, it raises an error since version 1.27, where it had put null. A list that was empty so
# far is the exception: it keeps its length, and each of its entries is null. Rare things, like the results of projects
# that have just begun, stand in such columns. A field that first appears after a hundred lines is left out whole
# (reported upstream as issue 29330, open). The emptied entries were not found reported.
#
# Expected: an error, as from `read_json` on the same records and for other types.
# Seen: [None, None]; with `infer_schema_length=None`, both entries.
# Fails if that has changed.
set -euo pipefail
work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT
cd "$work"
python3 -m venv venv
venv/bin/pip install --quiet polars==2.1.0
venv/bin/python - <<'PYTHON'
import json

import polars as pl


def outcome(read, **options):
    try:
        return read(**options).to_dicts()[-1]["results"]
    except pl.exceptions.ComputeError as error:
        return str(error).split(",")[0]


records = [{"id": number, "results": []} for number in range(150)]
records.append({"id": 150, "results": ["40 officers trained", "a boat launched"]})
lines = "".join(json.dumps(record) + "\n" for record in records).encode()
array = json.dumps(records).encode()
seen = {
    "read_ndjson": outcome(lambda **options: pl.read_ndjson(lines, **options)),
    "read_ndjson, all lines": outcome(lambda **options: pl.read_ndjson(lines, **options), infer_schema_length=None),
    "read_json": outcome(lambda **options: pl.read_json(array, **options)),
}
for call, last in seen.items():
    print(f"{call}: {last}")
assert seen["read_ndjson, all lines"] == ["40 officers trained", "a boat launched"]
assert isinstance(seen["read_json"], str), "changed: read_json"
assert seen["read_ndjson"] == [None, None], "changed: read_ndjson"
PYTHON
