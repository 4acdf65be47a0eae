#!/usr/bin/env bash
# iati2hxl 0.2: a publisher's own sector codes become sectors of the OECD's committee.
#
# An activity of IATI may state its sectors in several vocabularies: the codes of the Development Assistance Committee
# (1), the clusters of humanitarian aid (10), or codes of the publisher's own (99). The package takes the code alone,
# cuts it to three digits and names it from the committee's list, under the heading "DAC sector". A publisher's own code
# 23015, here for harbours, is then energy. No report of it was found upstream.
#
# Expected: Fishing, from the committee's code 31320, and no other DAC sector.
# Seen: Fishing and Energy, with nothing to tell which is which.
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
    <title><narrative>Fishing harbours</narrative></title>
    <description><narrative>Fishing harbours</narrative></description>
    <participating-org role="1" ref="XX-EXAMPLE" type="40"/>
    <activity-status code="2"/>
    <activity-date type="1" iso-date="2020-01-01"/>
    <recipient-country code="KE" percentage="100"/>
    <sector vocabulary="1" code="31320" percentage="100"/>
    <sector vocabulary="99" vocabulary-uri="https://example.org/sectors" code="23015" percentage="100">
      <narrative>Harbours</narrative>
    </sector>
  </iati-activity>
</iati-activities>
XML
python3 -m venv venv
venv/bin/pip install --quiet iati2hxl==0.2 requests==2.32.5 okfn-iati==0.4.3
venv/bin/python - <<'PYTHON'
from pathlib import Path

from iati2hxl.generator import genhxl
from okfn_iati.iati_schema_validator import IatiValidator

path = Path("activities.xml")
assert IatiValidator().validate(path.read_text())[0], "the example is not valid"
with path.open("rb") as file:
    headings, tags, row = genhxl(file)
columns = zip(headings, tags, row, strict=True)
seen = [(heading, tag, cell) for heading, tag, cell in columns if tag.startswith("#sector") and cell]
for found in seen:
    print(*found, sep=" | ")
assert [cell for *_, cell in seen] == ["Fishing", "Energy"], "changed"
PYTHON
