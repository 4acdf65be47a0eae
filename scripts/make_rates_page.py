"""Write the tables of docs/rates.md: the rates that ship, and those that a law fixes.

python scripts/make_rates_page.py            # write
python scripts/make_rates_page.py --check    # say whether it is stale; exit code 1 if it is
"""

import re
from collections.abc import Iterator
from datetime import date
from decimal import Decimal
from pathlib import Path

from kept import keep
from unodc_cli.codelists import ecb
from unodc_cli.codelists.parities import PARITIES

PAGE = Path(__file__).parents[1] / "docs" / "rates.md"
_MADE = re.compile(
    r"(<!-- Made by [^\n]*: (?P<what>[^\n]*)\. -->\n).*?(<!-- The end of what is made. -->\n)", re.DOTALL
)


def page() -> str:
    """Return the page with the rates as they are."""
    tables = {"the rates of the ECB": _published, "the rates that are fixed": _fixed}

    def table(match: re.Match[str]) -> str:
        return f"{match[1]}\n" + "\n".join(tables[match["what"]]()) + f"\n\n{match[3]}"

    return _MADE.sub(table, PAGE.read_text(encoding="utf-8"))


def _day(index: int) -> str:
    return date.fromordinal(ecb.table().days[index]).isoformat()


def _published() -> Iterator[str]:
    days, places = ecb.table().days, ecb.table().places
    last = len(days)
    count = sum(end - start for place in places.values() for start, end in place.stretches)
    yield f"{count:,} rates of {len(places)} currencies on {last:,} days, {_day(0)} to {_day(-1)}."
    always = [currency for currency, place in places.items() if place.stretches == [(0, last)]]
    yield ""
    yield f"On all of these days: {', '.join(always)}."
    yield ""
    yield "| currency | rates |"
    yield "|---|---|"
    for currency, place in places.items():
        if currency not in always:
            stretches = [f"{_day(start)} to {_day(end - 1)}" for start, end in place.stretches]
            yield f"| {currency} | {', '.join(stretches)} |"


def _fixed() -> Iterator[str]:
    yield "| currency | units for one euro | since | law |"
    yield "|---|---:|---|---|"
    for currency, parity in PARITIES.items():
        places = len(str(parity.euros)) - 1
        if parity.euros == 10**places:
            units = str(Decimal(parity.units).scaleb(-places))
        else:
            units = f"{parity.units / 100:,.0f} for {parity.euros / 100} euros"
        yield f"| {currency} | {units} | {parity.since or 'ever'} | {parity.law} |"


if __name__ == "__main__":
    keep({PAGE: page()})
