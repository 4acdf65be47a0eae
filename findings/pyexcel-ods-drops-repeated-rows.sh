#!/usr/bin/env bash
# pyexcel-ods 0.6.0: of equal rows that stand together, one is read.
#
# OpenDocument lets a writer state neighbouring rows with the same content once, with the number of repetitions
# (table:number-rows-repeated); Microsoft Excel does so. Three equal instalments to one payee are then one row in the
# file. The package repeats cells within a row, but not rows, so that the sum is too small without a word. Its sibling
# pyexcel-ods3 repeats both. No report of rows with content was found upstream; one of readODS, for R, which has been
# corrected, counts 245 rows that a government's table lost so.
#
# Expected: four rows, 350 in all (pyexcel-ods3 0.6.1, python-calamine 0.9.1, odfdo 3.27.3, which writes the file).
# Seen: two rows, 150 in all.
# Fails if that has changed.
set -euo pipefail
work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT
cd "$work"
python3 -m venv venv
venv/bin/pip install --quiet pyexcel-io==0.6.8 pyexcel-ods==0.6.0 pyexcel-ods3==0.6.1 odfdo==3.27.3 \
  python-calamine==0.9.1
venv/bin/python - <<'PYTHON'
from odfdo import Document, Row, Table
from pyexcel_io import get_data
from python_calamine import CalamineWorkbook

table = Table("Payments")
for payee, amount, times in (("Harbour Police", 100, 3), ("Coast Guard", 50, 1)):
    row = Row()
    row.set_values([payee, amount])
    row.repeated = times
    table.append_row(row)
document = Document("spreadsheet")
document.body.clear()
document.body.append(table)
document.save("payments.ods")

seen = {
    "odfdo": Document("payments.ods").body.tables[0].get_values(),
    "python-calamine": CalamineWorkbook.from_path("payments.ods").get_sheet_by_index(0).to_python(),
    "pyexcel-ods3": get_data("payments.ods", library="pyexcel-ods3")["Payments"],
    "pyexcel-ods": get_data("payments.ods", library="pyexcel-ods")["Payments"],
}
sums = {reader: sum(amount for _, amount in rows) for reader, rows in seen.items()}
for reader, total in sums.items():
    print(f"{reader}: {len(seen[reader])} rows, {total:g} in all")
assert sums["odfdo"] == sums["python-calamine"] == sums["pyexcel-ods3"] == 350
assert sums["pyexcel-ods"] == 150, "changed"
PYTHON
