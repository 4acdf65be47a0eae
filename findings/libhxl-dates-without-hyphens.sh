#!/usr/bin/env bash
# libhxl 5.2.2: dates that look like a number are days or seconds since 1970, whatever they were.
#
# Humanitarian lists come from spreadsheets, tagged by the HXL standard; `clean_data` is to make their dates alike. Two
# usual forms have digits only: the serial number that a spreadsheet shows where a cell has lost its format (45000 is
# 15 March 2023, days since 30 December 1899), and the basic form of ISO 8601 (20240115). The first is counted
# from 1970, and the second is taken as seconds. Both results are valid dates, so nothing tells them apart from others.
#
# Expected: 2023-03-15 and 2024-01-15, or an error.
# Seen: 2093-03-15 and 1970-08-23.
# Fails if that has changed.
set -euo pipefail
work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT
# It imports six, which its package does not name.
python3 -m venv "$work/venv"
"$work/venv/bin/pip" install --quiet libhxl==5.2.2 six==1.17.0
TZ=UTC "$work/venv/bin/python" - <<'PYTHON'
import hxl

rows = [["#activity", "#date"], ["A", "2024-01-15"], ["B", "45000"], ["C", "20240115"]]
cleaned = {row.get("#activity"): row.get("#date") for row in hxl.data(rows).clean_data(date="date")}
for activity, day in rows[1:]:
    print(f"{day} becomes {cleaned[activity]}")
assert cleaned == {"A": "2024-01-15", "B": "2093-03-15", "C": "1970-08-23"}, "changed"
PYTHON
