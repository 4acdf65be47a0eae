#!/usr/bin/env bash
# iatisplit 0.4: activities flagged humanitarian="true" are left out of the humanitarian ones.
#
# In IATI 2.02 and later, an activity or a transaction says by an attribute of the type xsd:boolean that it is
# humanitarian: 1 and true mean the same, and publishers use both. The package splits large files and keeps, with
# `--humanitarian-only`, those that say 1. The others are missing from what it writes, which is then a valid file with
# less aid in it; the exit code is 0. Its description speaks of the marker, not of one way to write it, and no report of
# it was found upstream.
#
# Expected: the activities A, B and C.
# Seen: A.
# Fails if that has changed.
set -euo pipefail
work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT
cd "$work"
python3 -m venv venv
venv/bin/pip install --quiet iatisplit==0.4 requests==2.34.2 lxml==6.1.3
cat >activities.xml <<'XML'
<iati-activities version="2.03">
  <iati-activity humanitarian="1"><iati-identifier>A</iati-identifier></iati-activity>
  <iati-activity humanitarian="true"><iati-identifier>B</iati-identifier></iati-activity>
  <iati-activity><iati-identifier>C</iati-identifier>
    <transaction humanitarian="true"><transaction-type code="3"/><transaction-date iso-date="2024-03-01"/>
      <value value-date="2024-03-01" currency="EUR">100</value></transaction></iati-activity>
  <iati-activity humanitarian="0"><iati-identifier>D</iati-identifier></iati-activity>
</iati-activities>
XML
venv/bin/python -m iatisplit --quiet --humanitarian-only --max-activities 100 activities.xml
venv/bin/python - <<'PYTHON'
from glob import glob

from lxml import etree

XSD = """<xsd:schema xmlns:xsd="http://www.w3.org/2001/XMLSchema">
<xsd:element name="flag" type="xsd:boolean"/></xsd:schema>"""
schema = etree.XMLSchema(etree.fromstring(XSD))
assert all(schema.validate(etree.fromstring(f"<flag>{flag}</flag>")) for flag in ("1", "true", "0", "false"))
seen = [
    element.text for path in sorted(glob("activities.0*.xml")) for element in etree.parse(path).iter("iati-identifier")
]
print("humanitarian:", seen)
assert seen == ["A"], "changed"
PYTHON
