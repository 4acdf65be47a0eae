#!/usr/bin/env bash
# edtf 5.0.2: the fourth quarter of a year is April, and week 12 is December.
#
# `text_to_edtf` turns dates as people write them into the Extended Date/Time Format, a part of ISO 8601-2:2019, and
# gives None for what it does not understand. Plans and reports speak of quarters. The number of the quarter is taken
# for that of the month, so that a project that ends in Q4 2016 ends in April 2016, eight months early. EDTF has codes
# for quarters, 33 to 36 in place of the month, and the package reads 2016-36. Its list of phrases has no quarters, and
# says nothing of what they become; no report of it was found upstream.
#
# Expected: 2016-36, or None.
# Seen: 2016-04, 2016-04 and 2016-12.
# Fails if that has changed.
set -euo pipefail
work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT
cd "$work"
python3 -m venv venv
venv/bin/pip install --quiet edtf==5.0.2
venv/bin/python - <<'PYTHON'
import edtf

known = {text: edtf.text_to_edtf(text) for text in ("December 2016", "spring 2016", "31/12/2016")}
print(known)
assert known == {"December 2016": "2016-12", "spring 2016": "2016-21", "31/12/2016": "2016-12-31"}
seen = {text: edtf.text_to_edtf(text) for text in ("Q4 2016", "4th quarter 2016", "week 12 2016")}
for text, date in seen.items():
    last = edtf.parse_edtf(date).upper_strict()
    print(f"{text}: {date}, at the latest {last.tm_year}-{last.tm_mon:02}-{last.tm_mday:02}")
assert seen == {"Q4 2016": "2016-04", "4th quarter 2016": "2016-04", "week 12 2016": "2016-12"}, "changed"
PYTHON
