#!/usr/bin/env bash
# country_converter 1.3.2 with pandas 3.1.1: nothing can be converted, because Namibia's code is NA.
#
# country_converter reads its table with a converter to text for the column of ISO codes, and with a set of missing
# values that leaves "NA" out, so that Namibia stays. Up to pandas 3.0.2, what a converter returned was kept. From
# 3.1.0 on, it is compared with the default missing values once more, so "NA" becomes one.
#
# Expected: Namibia is NA, as with pandas 3.0.2.
# Seen: a table of one cell "NA" comes back empty despite its converter, and CountryConverter() raises a TypeError.
# Fails if that has changed.
set -euo pipefail
work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT
cat >"$work/try.py" <<'PYTHON'
import io
import sys

import pandas

cell = pandas.read_csv(io.StringIO("code\tname\nNA\tNamibia\n"), sep="\t", converters={"code": str})["code"][0]
try:
    import country_converter

    answer = country_converter.CountryConverter().convert("Namibia", to="ISO2")
except TypeError as error:
    answer = f"TypeError: {error}"
print(f"pandas {pandas.__version__}: cell {cell!r}, Namibia {answer!r}")
if sys.argv[1] == "kept":
    assert (cell, answer) == ("NA", "NA"), "changed: the older pandas does not keep it"
else:
    assert cell != cell and answer.startswith("TypeError"), "changed: Namibia is kept"
PYTHON
python3 -m venv "$work/venv"
for try in "3.0.2 kept" "3.1.1 lost"; do
  read -r version outcome <<<"$try"
  "$work/venv/bin/pip" install --quiet country_converter==1.3.2 "pandas==$version"
  "$work/venv/bin/python" "$work/try.py" "$outcome"
done
