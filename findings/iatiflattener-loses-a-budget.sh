#!/usr/bin/env bash
# iatiflattener 0.10.12: of two budgets with the same period, the first is lost.
#
# An activity may state several budgets of one type for one period, such as one in euros and one in dollars, or one for
# each budget line. The package files budgets under their first and last day, so the last one read replaces the others,
# and the sum is too small without a word. Both of its ways to read budgets do so; the one that needs no download is
# tried here.
#
# Expected: 300, the sum of both.
# Seen: 200.
# Fails if that has changed.
set -euo pipefail
work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT
python3 -m venv "$work/venv"
"$work/venv/bin/pip" install --quiet iatiflattener==0.10.12
"$work/venv/bin/python" - <<'PYTHON'
from iatiflattener.lib.iati_budget_helpers import get_budgets
from lxml import etree

budget = """<budget type="1"><period-start iso-date="2020-01-01"/><period-end iso-date="2020-12-31"/>
<value currency="USD" value-date="2020-01-01">{}</value></budget>"""
activity = etree.fromstring("<iati-activity>" + budget.format(100) + budget.format(200) + "</iati-activity>")


class DollarsOnly:
    def closest_rate(self, currency, day):
        return {"conversion_rate": 1.0}


total = sum(quarter["value_original"] for quarter in get_budgets(activity, "USD", DollarsOnly()))
print("budgets of 100 and 200 for 2020 add up to", total)
assert total == 200, "changed"
PYTHON
