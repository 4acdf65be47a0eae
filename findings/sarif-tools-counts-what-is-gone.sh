#!/usr/bin/env bash
# sarif-tools 3.0.5: a finding that is gone since the last run fails the check.
#
# SARIF, the format in which checkers report findings, lets a report be compared with an older one: each result is new,
# unchanged, updated or absent (2.1.0, 3.27.24). An absent result was in the older report and is not in this one: it is
# listed so that readers see what was solved. The tool counts it with its severity, so that a check on errors fails
# for the last error that somebody has mended. Nothing in its documentation names the property.
#
# Expected: no error (as for a report without the result), or a count of its own.
# Seen: one error, and exit code 1 with `--check error`.
# Fails if that has changed.
set -euo pipefail
work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT
cd "$work"
python3 -m venv venv
venv/bin/pip install --quiet sarif-tools==3.0.5
cat >report.sarif <<'JSON'
{"$schema": "https://json.schemastore.org/sarif-2.1.0.json", "version": "2.1.0", "runs": [{
  "tool": {"driver": {"name": "checker"}}, "baselineGuid": "11111111-1111-4111-8111-111111111111",
  "results": [
    {"ruleId": "end-before-start", "level": "error", "baselineState": "absent", "message": {"text": "2016 before 2017"},
     "locations": [{"physicalLocation": {"artifactLocation": {"uri": "a.xml"}, "region": {"startLine": 1}}}]},
    {"ruleId": "no-title", "level": "note", "baselineState": "unchanged", "message": {"text": "no title"},
     "locations": [{"physicalLocation": {"artifactLocation": {"uri": "a.xml"}, "region": {"startLine": 2}}}]}
  ]}]}
JSON
venv/bin/python - <<'PYTHON'
import json

report = json.load(open("report.sarif"))
del report["runs"][0]["results"][0]
json.dump(report, open("without.sarif", "w"))
PYTHON
venv/bin/sarif --check error summary without.sarif >without.txt
grep -qx 'error: 0' without.txt
code=0
venv/bin/sarif --check error summary report.sarif >seen.txt || code=$?
grep '^error' seen.txt
echo "exit code $code"
[ "$code" = 1 ] && grep -qx 'error: 1' seen.txt || { echo changed && exit 1; }
