"""Rules on dates: their order, placeholder years, and a status that they contradict."""

from collections.abc import Iterator

from unodc_cli.check.iati.findings import Finding, at
from unodc_cli.codelists import iati
from unodc_cli.readers.iati.dates import date_of, is_placeholder
from unodc_cli.readers.iati.element import ActivityElement, Element, attribute
from unodc_cli.readers.iati.kinds import FindingKind

# Codelist ActivityDateType, in the forms of 2.0x and 1.0x.
_NAMES = {
    "1": "planned start",
    "2": "actual start",
    "3": "planned end",
    "4": "actual end",
    "start-planned": "planned start",
    "start-actual": "actual start",
    "end-planned": "planned end",
    "end-actual": "actual end",
}
# Codelist ActivityStatus.
_PIPELINE, _IMPLEMENTATION, _CLOSED = "1", "2", "4"

# The day and the element of each kind of date.
_Days = dict[str, tuple[str, Element]]


def date_findings(activity: ActivityElement, today: str) -> Iterator[Finding]:
    """Check the dates of an activity and of its money, on the day `today`."""
    days: _Days = {}
    for element in activity.children["activity-date"]:
        type_ = attribute(element, "type")
        name = _NAMES.get(type_.lower())
        if name is None:
            yield at(element, FindingKind.UNKNOWN_DATE_TYPE, f"'{type_}' is not a type of date")
        day = date_of(element).day
        if name and day:
            days[name] = (day, element)
    placeholders = [name for name, (day, _) in days.items() if is_placeholder(day)]
    for name in placeholders:
        yield _placeholder(name, *days[name])
    days = {name: dated for name, dated in days.items() if name not in placeholders}
    yield from _future(days, today)
    yield from _order(days)
    yield from _status(activity, days, today)
    for element in activity.children["budget"]:
        yield from _budget(element)
    for element in activity.children["transaction"]:
        yield from _transaction(element, today)


def _future(days: _Days, today: str) -> Iterator[Finding]:
    """Report actual dates to come. Types 2 and 4 of activity-date are actual, others planned."""
    for name in ("actual start", "actual end"):
        if name in days and days[name][0] > today:
            yield at(days[name][1], FindingKind.FUTURE, f"{name} {days[name][0]}")


def _order(days: _Days) -> Iterator[Finding]:
    """Report an end before its start. Planned and actual dates are compared apart.

    An activity that goes on has an actual start and a planned end: those are shown, so they are compared.
    """
    pairs = [("planned", "planned"), ("actual", "actual")]
    if "actual end" not in days:
        pairs.append(("actual", "planned"))
    for of_start, of_end in pairs:
        start, end = days.get(f"{of_start} start"), days.get(f"{of_end} end")
        if start and end and end[0] < start[0]:
            message = f"{of_end} end {end[0]}, {of_start} start {start[0]}"
            yield at(end[1], FindingKind.END_BEFORE_START, message)


def _status(activity: ActivityElement, days: _Days, today: str) -> Iterator[Finding]:
    """Report a status that is not on the codelist ActivityStatus, or that the dates contradict.

    The start and the end are the actual ones, or else the planned ones.
    """
    elements = activity.children["activity-status"]
    for element in elements:
        if (code := attribute(element, "code")) not in iati.STATUSES:
            yield at(element, FindingKind.UNKNOWN_STATUS, f"'{code}' is not a status")
    for element in elements[:1]:
        code = attribute(element, "code")
        if code == _PIPELINE and "actual start" in days:
            day, _ = days["actual start"]
            # One in the future is reported already.
            if day <= today:
                yield at(element, FindingKind.HAS_BEGUN, f"status 1 (pipeline), actual start {day}")
        if code == _IMPLEMENTATION and "actual start" not in days and "planned start" in days:
            day, _ = days["planned start"]
            if day > today:
                yield at(element, FindingKind.NOT_BEGUN, f"status 2 (implementation), planned start {day}")
        yield from _status_and_end(element, code, days, today)


def _status_and_end(element: Element, code: str, days: _Days, today: str) -> Iterator[Finding]:
    """Report an activity under way (status 2) past its end, or a closed one (4) before it."""
    name = "actual end" if "actual end" in days else "planned end"
    if name not in days:
        return
    end, _ = days[name]
    if code == _IMPLEMENTATION and end < today:
        yield at(element, FindingKind.PAST_ITS_END, f"status 2 (implementation), {name} {end}")
    # An actual end in the future is reported already.
    if code == _CLOSED and end > today and name == "planned end":
        yield at(element, FindingKind.BEFORE_ITS_END, f"status 4 (closed), {name} {end}")


def _budget(element: Element) -> Iterator[Finding]:
    """Report a period whose days are placeholders, or that ends before it starts."""
    days: _Days = {}
    for child in element:
        if child.tag in ("period-start", "period-end") and (day := date_of(child).day):
            days[child.tag.removeprefix("period-")] = (day, child)
    for name, (day, child) in days.items():
        if is_placeholder(day):
            yield _placeholder(f"budget, {name}", day, child)
            return
    if len(days) > 1 and days["end"][0] < days["start"][0]:
        message = f"budget: end {days['end'][0]}, start {days['start'][0]}"
        yield at(element, FindingKind.END_BEFORE_START, message)


def _transaction(element: Element, today: str) -> Iterator[Finding]:
    """Report a day to come: on the day of a transaction, money moved or was committed."""
    for child in element:
        if child.tag == "transaction-date" and (day := date_of(child).day):
            if is_placeholder(day):
                yield _placeholder("transaction", day, child)
            elif day > today:
                yield at(child, FindingKind.FUTURE, f"transaction {day}")


def _placeholder(name: str, day: str, element: Element) -> Finding:
    """Return a finding for a day in a year such as 1900 or 2099, which the standard allows (xsd:date)."""
    return at(element, FindingKind.PLACEHOLDER_YEAR, f"{name} {day}")
