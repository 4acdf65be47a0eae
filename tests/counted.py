"""Money of an IATI file added up by other means: another parser, fractions, one row after the other."""

import xml.etree.ElementTree as ET
from collections import defaultdict
from collections.abc import Iterator
from datetime import date, timedelta
from fractions import Fraction
from pathlib import Path
from typing import NamedTuple

_TRANSACTIONS = {"1": "incoming-funds", "2": "commitment", "3": "disbursement", "4": "expenditure"}
_ELEMENTS = {
    ("budget", "1"): "budget",
    ("budget", "2"): "revised-budget",
    ("planned-disbursement", "1"): "planned-disbursement",
    ("planned-disbursement", "2"): "revised-planned-disbursement",
}
NOT_DATED, NONE, ELSEWHERE, UNALLOCATED = "not dated", "none known", "elsewhere", "unallocated"
Series = tuple[str, int, str]
Shares = dict[str, Fraction]


class Row(NamedTuple):
    """A transaction, budget or planned disbursement."""

    series: Series
    value: Fraction
    # A day, or the first and last day of a period; empty if it is not dated.
    days: tuple[date, ...]
    sectors: Shares
    places: Shares


def rows(path: Path) -> Iterator[Row]:
    for activity in ET.parse(path).getroot():
        for element in activity:
            if element.tag == "transaction":
                kind = _TRANSACTIONS[_of(element, "transaction-type", "code")]
                days = _days(_of(element, "transaction-date", "iso-date"))
            elif element.tag in ("budget", "planned-disbursement"):
                kind = _ELEMENTS[element.tag, element.get("type", "1")]
                days = _days(_of(element, "period-start", "iso-date"), _of(element, "period-end", "iso-date"))
                days = days if len(days) == 2 and days[0] < days[1] else ()
            else:
                continue
            value = element.find("value")
            assert value is not None
            try:
                number = Fraction((value.text or "").replace(",", ""))
            except ValueError:
                continue
            currency = value.get("currency") or activity.get("default-currency") or ""
            series = (kind, int(activity.get("hierarchy", "1")), currency)
            yield Row(
                series,
                number,
                days,
                _sectors(element) if element.find("sector") is not None else _sectors(activity),
                _places(element) if _has_places(element) else _places(activity),
            )


def _of(element: ET.Element, tag: str, attribute: str) -> str:
    found = element.find(tag)
    return "" if found is None else found.get(attribute, "")


def _days(*texts: str) -> tuple[date, ...]:
    try:
        return tuple(date.fromisoformat(text) for text in texts)
    except ValueError:
        return ()


def _has_places(element: ET.Element) -> bool:
    return element.find("recipient-country") is not None or element.find("recipient-region") is not None


def _sectors(element: ET.Element) -> Shares:
    dac = [each for each in element.findall("sector") if each.get("vocabulary", "1") == "1"]
    return _shares([(each.get("code", ""), each.get("percentage")) for each in dac])


def _places(element: ET.Element) -> Shares:
    countries = [
        (each.get("code", ""), each.get("percentage")) for each in element.findall("recipient-country")
    ]
    regions = [(ELSEWHERE, each.get("percentage")) for each in element.findall("recipient-region")]
    return _shares([*countries, *regions])


def _shares(stated: list[tuple[str, str | None]]) -> Shares:
    if not stated:
        return {NONE: Fraction(1)}
    if len(stated) == 1 and stated[0][1] is None:
        return {stated[0][0]: Fraction(1)}
    shares: Shares = defaultdict(Fraction)
    for key, percentage in stated:
        shares[key] += Fraction(percentage or 0) / 100
    shares[UNALLOCATED] = 1 - sum(shares.values(), Fraction())
    return shares


def part(day: date, per: str) -> str:
    match per:
        case "year":
            return f"{day.year:04}"
        case "quarter":
            return f"{day.year:04}-Q{(day.month + 2) // 3}"
        case "month":
            return f"{day.year:04}-{day.month:02}"
    year = day.year if (day.month, day.day) >= (7, 16) else day.year - 1
    return f"{year:04}/{(year + 1) % 100:02}"


def times(row: Row, per: str) -> dict[str, Fraction]:
    """Return the parts of the calendar in which a row is, day by day, and its share of each."""
    if not row.days:
        return {NOT_DATED: Fraction(1)}
    first, last = row.days[0], row.days[-1]
    length = (last - first).days + 1
    shares: dict[str, Fraction] = defaultdict(Fraction)
    for number in range(length):
        shares[part(first + timedelta(number), per)] += Fraction(1, length)
    return shares


def added_up(path: Path, by: str, per: str | None = None) -> dict[tuple[Series, str, str], Fraction]:
    """Return the sums by series, key (a part of the calendar, a sector or a place, divided) and column."""
    sums: dict[tuple[Series, str, str], Fraction] = defaultdict(Fraction)
    for row in rows(path):
        keys = {"sector": row.sectors, "country": row.places}.get(by) or times(row, by)
        for key, share in keys.items():
            for column, of_time in (times(row, per) if per else {"": Fraction(1)}).items():
                sums[row.series, key, column] += row.value * share * of_time
    return sums
