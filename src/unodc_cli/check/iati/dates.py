"""Rules on dates: their order, placeholder years, and a status that they contradict."""

from collections.abc import Iterator, Sequence

from unodc_cli.check.iati.findings import Finding, at
from unodc_cli.codelists import iati
from unodc_cli.model.dates import earliest, latest
from unodc_cli.readers.iati.dates import PublishedDate, date_of, is_placeholder, one_of
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

# The date and the element of each kind.
_Days = dict[str, tuple[str, Element]]


def date_findings(activity: ActivityElement, today: str) -> Iterator[Finding]:
    """Check the dates of an activity and of its money, on the day `today`."""
    listed: dict[str, list[tuple[PublishedDate, Element]]] = {}
    for element in activity.children["activity-date"]:
        type_ = attribute(element, "type")
        name = _NAMES.get(type_.lower())
        if name is None:
            yield at(element, FindingKind.UNKNOWN_DATE_TYPE, f"'{type_}' is not a type of date")
        date = date_of(element)
        if name and date.date:
            listed.setdefault(name, []).append((date, element))
            yield from _written(name, date, element)
    days: _Days = {}
    for name, dated in listed.items():
        date, element = one_of(dated, is_start=name.endswith("start"))
        days[name] = (date.date or "", element)
        yield from _several(name, dated, days[name])
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


def _written(name: str, date: PublishedDate, element: Element) -> Iterator[Finding]:
    """Report a date that is not written as a day in @iso-date, although it can be understood."""
    if date.unreadable:
        message = f"{name}: '{date.unreadable}' is not a date: its text, {date.written}, was read"
        yield at(element, FindingKind.NOT_A_DATE, message)
    if not date.is_exact:
        yield at(element, FindingKind.NOT_EXACT, f"{name} {date.date}")


def _several(
    name: str, dated: Sequence[tuple[PublishedDate, Element]], counting: tuple[str, Element]
) -> Iterator[Finding]:
    """Report several dates of one kind: an activity has one of each."""
    written = dict.fromkeys(date.date or "" for date, _ in dated)
    if len(written) > 1:
        message = f"{name}: {', '.join(written)}; {counting[0]} counts"
        yield at(dated[1][1], FindingKind.SEVERAL_DATES, message)


def _future(days: _Days, today: str) -> Iterator[Finding]:
    """Report actual dates to come. Types 2 and 4 of activity-date are actual, others planned."""
    for name in ("actual start", "actual end"):
        if name in days and earliest(days[name][0]) > today:
            yield at(days[name][1], FindingKind.FUTURE, f"{name} {days[name][0]}")


def _order(days: _Days) -> Iterator[Finding]:
    """Report an end before its start. Planned and actual dates are compared apart.

    An activity that goes on has an actual start and a planned end: those are shown, so they are compared.
    """
    before = FindingKind.END_BEFORE_START
    pairs = [("planned", "planned", before), ("actual", "actual", before)]
    if "actual end" not in days:
        pairs.append(("actual", "planned", FindingKind.OVERTAKEN))
    for of_start, of_end, kind in pairs:
        start, end = days.get(f"{of_start} start"), days.get(f"{of_end} end")
        if start and end and latest(end[0]) < earliest(start[0]):
            message = f"{of_end} end {end[0]}, {of_start} start {start[0]}"
            yield at(end[1], kind, message)


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
            if earliest(day) <= today:
                yield at(element, FindingKind.HAS_BEGUN, f"status 1 (pipeline), actual start {day}")
        if code == _IMPLEMENTATION and "actual start" not in days and "planned start" in days:
            day, _ = days["planned start"]
            if earliest(day) > today:
                yield at(element, FindingKind.NOT_BEGUN, f"status 2 (implementation), planned start {day}")
        yield from _status_and_end(element, code, days, today)


def _status_and_end(element: Element, code: str, days: _Days, today: str) -> Iterator[Finding]:
    """Report an activity under way (status 2) past its end, or a closed one (4) before it."""
    name = "actual end" if "actual end" in days else "planned end"
    if name not in days:
        return
    end, _ = days[name]
    if code == _IMPLEMENTATION and latest(end) < today:
        yield at(element, FindingKind.PAST_ITS_END, f"status 2 (implementation), {name} {end}")
    # An actual end in the future is reported already.
    if code == _CLOSED and earliest(end) > today and name == "planned end":
        yield at(element, FindingKind.BEFORE_ITS_END, f"status 4 (closed), {name} {end}")


def _budget(element: Element) -> Iterator[Finding]:
    """Report a period whose days are placeholders, or that ends before it starts."""
    days: _Days = {}
    is_official = True
    for child in element:
        if child.tag in ("period-start", "period-end") and (date := date_of(child)).date:
            days[child.tag.removeprefix("period-")] = (date.date or "", child)
            is_official &= _is_official(date)
    for name, (day, child) in days.items():
        if is_placeholder(day):
            yield _placeholder(f"budget, {name}", day, child)
            return
    if len(days) > 1 and not is_official and latest(days["end"][0]) < earliest(days["start"][0]):
        message = f"budget: end {days['end'][0]}, start {days['start'][0]}"
        yield at(element, FindingKind.END_BEFORE_START, message)


def _transaction(element: Element, today: str) -> Iterator[Finding]:
    """Report a day to come: on the day of a transaction, money moved or was committed."""
    for child in element:
        if child.tag == "transaction-date" and (day := (date := date_of(child)).date):
            if is_placeholder(day):
                yield _placeholder("transaction", day, child)
            elif earliest(day) > today and not _is_official(date):
                yield at(child, FindingKind.FUTURE, f"transaction {day}")


def _is_official(date: PublishedDate) -> bool:
    """Return whether the rules of the standard apply to a date: others are written as text, or no day."""
    return date.is_exact and not date.is_in_text


def _placeholder(name: str, day: str, element: Element) -> Finding:
    """Return a finding for a day in a year such as 1900 or 2099, which the standard allows (xsd:date)."""
    return at(element, FindingKind.PLACEHOLDER_YEAR, f"{name} {day}")
