#!/usr/bin/env bash
# arro3-core 0.9.1: a cast empties what does not fit, where pyarrow 26.0.1 refuses.
#
# Both are Arrow for Python, and a cast from text is arro3's only way to a column of decimals or dates. pyarrow casts
# safely unless it is told otherwise: a sum with more digits than the type has, or the 30th of February, raises an
# ArrowInvalid. arro3 has no such choice: the same cells become null, like those that were unknown, and cents are
# rounded.
#
# Expected: an error, as in pyarrow.
# Seen: null for the sum and the day, and 1.01 for 1.005 in a type with two decimals.
# Fails if that has changed.
set -euo pipefail
work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT
python3 -m venv "$work/venv"
"$work/venv/bin/pip" install --quiet arro3-core==0.9.1 pyarrow==26.0.1
"$work/venv/bin/python" - <<'PYTHON'
import arro3.core as arro3
import pyarrow

TRIES = (
    ("12345678901234567.00", arro3.DataType.decimal128(18, 2), pyarrow.decimal128(18, 2)),
    ("2020-02-30", arro3.DataType.date32(), pyarrow.date32()),
    ("1.005", arro3.DataType.decimal128(18, 2), pyarrow.decimal128(18, 2)),
)
seen = []
for text, small, large in TRIES:
    cell = arro3.Array([text], type=arro3.DataType.utf8()).cast(small)
    seen.append(str(pyarrow.array(cell)[0].as_py()))
    try:
        pyarrow.array([text]).cast(large)
        raise SystemExit(f"changed: pyarrow takes {text}")
    except pyarrow.ArrowInvalid as error:
        print(f"{text} as {large}: arro3 {seen[-1]}, pyarrow: {error}")
assert seen == ["None", "None", "1.01"], "changed"
PYTHON
