#!/usr/bin/env bash
# ocdsmerge 0.8.0: of two releases with different UTC offsets, the older one can win.
#
# A contracting process is published as releases, and a later one replaces what an earlier one says. The standard (OCDS)
# orders them by date, which is a date-time with an offset. The package, its reference implementation, orders by the
# text of the date. A notice of the evening in Nairobi then comes after its correction, dated half an hour later in UTC,
# and the merged release gives the withdrawn sum under the withdrawn date. Around the end of summer time the offsets of
# one publisher are enough. Neither its documentation nor a report upstream that was found says so.
#
# Expected: 90000, from the correction, as when both dates are in UTC.
# Seen: 100000.
# Fails if that has changed.
set -euo pipefail
work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT
python3 -m venv "$work/venv"
"$work/venv/bin/pip" install --quiet ocdsmerge==0.8.0
"$work/venv/bin/python" - <<'PYTHON'
from datetime import datetime

import ocdsmerge

# The part of the release schema that the example needs; without one, the package downloads it.
SCHEMA = {"properties": {"tender": {"type": "object", "properties": {"value": {"type": "object"}}}}}


def release(number, date, amount):
    tender = {"id": "1", "value": {"amount": amount, "currency": "USD"}}
    return {"ocid": "ocds-example-1", "id": number, "date": date, "tag": ["tender"], "tender": tender}


def merged(first_date):
    releases = [release("1", first_date, 100_000), release("2", "2024-03-01T16:00:00Z", 90_000)]
    first, second = (datetime.fromisoformat(each["date"]) for each in releases)
    assert first < second
    compiled = ocdsmerge.Merger(SCHEMA).create_compiled_release(releases)
    amount = compiled["tender"]["value"]["amount"]
    print(f"first of {first_date}: amount {amount}, dated {compiled['date']}")
    return amount


assert merged("2024-03-01T15:30:00Z") == 90_000
assert merged("2024-03-01T18:30:00+03:00") == 100_000, "changed"
PYTHON
