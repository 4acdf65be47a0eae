#!/usr/bin/env bash
# iati2json 0.1.3: references that look like numbers become numbers, and different ones become the same.
#
# In IATI, the reference of a transaction or an organisation is text, and many come from a ledger or a register: 000123,
# or a code of digits with one letter. The package writes JSON numbers wherever the text can be read as one, also where
# the schema says text. Zeros in front are lost, 12E5 is a power of ten, and 1.10 is 1.1. What cannot be a number stays
# text, so one field has two types. Its description does not say so, and no report of it was found upstream.
#
# Expected: the six references as they were written.
# Seen: 1, 1, 1200000.0, 1.1 and 1.1 as numbers, and 12A5 as text.
# Fails if that has changed.
set -euo pipefail
work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT
cd "$work"
cat >activities.xml <<'XML'
<iati-activities version="2.03">
  <iati-activity default-currency="EUR" xml:lang="en">
    <iati-identifier>XX-EXAMPLE-1</iati-identifier>
    <reporting-org ref="XX-EXAMPLE" type="40"><narrative>Example</narrative></reporting-org>
    <title><narrative>Ports</narrative></title>
    <description><narrative>Ports</narrative></description>
    <participating-org role="1" ref="XX-EXAMPLE" type="40"/>
    <activity-status code="2"/>
    <activity-date type="1" iso-date="2020-01-01"/>
    <recipient-country code="KE" percentage="100"/>
    <sector vocabulary="1" code="15130" percentage="100"/>
TRANSACTIONS
  </iati-activity>
</iati-activities>
XML
python3 -m venv venv
venv/bin/pip install --quiet iati2json==0.1.3 okfn-iati==0.4.3
venv/bin/python - <<'PYTHON'
import json
from pathlib import Path

import iati2json
from okfn_iati.iati_schema_validator import IatiValidator

REFERENCES = ["000001", "1", "12E5", "12A5", "1.10", "1.1"]
TRANSACTION = """<transaction ref="{}"><transaction-type code="3"/><transaction-date iso-date="2020-03-01"/>
<value value-date="2020-03-01">100</value></transaction>"""
path = Path("activities.xml")
path.write_text(path.read_text().replace("TRANSACTIONS", "".join(map(TRANSACTION.format, REFERENCES))))
assert IatiValidator().validate(path.read_text())[0], "the example is not valid"
[activity] = json.loads(iati2json.convert(str(path)))["iati-activities"]["iati-activity"]
seen = [transaction["ref"] for transaction in activity["transaction"]]
for written, reference in zip(REFERENCES, seen, strict=True):
    print(f"{written} becomes {json.dumps(reference)}")
assert list(map(json.dumps, seen)) == ["1", "1", "1200000.0", '"12A5"', "1.1", "1.1"], "changed"
PYTHON
