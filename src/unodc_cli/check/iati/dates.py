"""Rules on dates: their order, years that mean nothing, and the status that they contradict."""

from collections.abc import Iterator

from unodc_cli.check.iati.findings import Finding, at
from unodc_cli.codelists import iati
from unodc_cli.readers.iati.dates import is_placeholder, read
from unodc_cli.readers.iati.element import Element, text_of
from unodc_cli.readers.iati.kinds import FindingKind
from unodc_cli.readers.iati.seen import Seen, attribute

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

Dated = dict[str, tuple[str, Element]]


def of_dates(seen: Seen, today: str) -> Iterator[Finding]:
    """Find what is wrong with the dates of an activity and its money, on the day `today`."""
    known: Dated = {}
    for element in seen.all("activity-date"):
        type_ = attribute(element, "type")
        name = _NAMES.get(type_.lower())
        if name is None:
            yield at(element, FindingKind.UNKNOWN_DATE_TYPE, f"'{type_}' is not a type of date")
        day = _day(element)
        if name and day:
            known[name] = (day, element)
    placeholders = [name for name, (day, _) in known.items() if is_placeholder(day)]
    for name in placeholders:
        yield _placeholder(name, *known[name])
    meant = {name: dated for name, dated in known.items() if name not in placeholders}
    yield from _future(meant, today)
    yield from _order(meant)
    yield from _status(seen, meant, today)
    for element in seen.all("budget"):
        yield from _budget(element)
    for element in seen.all("transaction"):
        yield from _transaction(element, today)


def _future(known: Dated, today: str) -> Iterator[Finding]:
    """activity-date/@type 2 and 4 are actual dates (ActivityDateType): what will be is planned."""
    for name in ("actual start", "actual end"):
        if name in known and known[name][0] > today:
            yield at(known[name][1], FindingKind.FUTURE, f"{name} {known[name][0]}")


def _order(known: Dated) -> Iterator[Finding]:
    """activity-date: a start is not after its end. Planned and actual dates are compared apart.

    An activity that goes on has an actual start and a planned end: those are what is shown of it.
    """
    pairs = [("planned", "planned"), ("actual", "actual")]
    if "actual end" not in known:
        pairs.append(("actual", "planned"))
    for of_start, of_end in pairs:
        start, end = known.get(f"{of_start} start"), known.get(f"{of_end} end")
        if start and end and end[0] < start[0]:
            yield at(
                end[1], FindingKind.END_BEFORE_START, f"{of_end} end {end[0]}, {of_start} start {start[0]}"
            )


def _status(seen: Seen, known: Dated, today: str) -> Iterator[Finding]:
    """activity-status/@code is of ActivityStatus, and the dates are those of an activity of such a status.

    The start and the end are the actual ones, or else the planned ones.
    """
    for element in seen.all("activity-status"):
        if (code := attribute(element, "code")) not in iati.STATUSES:
            yield at(element, FindingKind.UNKNOWN_STATUS, f"'{code}' is not a status")
    for element in seen.all("activity-status")[:1]:
        code = attribute(element, "code")
        if code == _PIPELINE and "actual start" in known:
            day, _ = known["actual start"]
            # One in the future has been told.
            if day <= today:
                yield at(element, FindingKind.HAS_BEGUN, f"status 1 (pipeline), actual start {day}")
        if code == _IMPLEMENTATION and "actual start" not in known and "planned start" in known:
            day, _ = known["planned start"]
            if day > today:
                yield at(element, FindingKind.NOT_BEGUN, f"status 2 (implementation), planned start {day}")
        yield from _status_and_end(element, code, known, today)


def _status_and_end(element: Element, code: str, known: Dated, today: str) -> Iterator[Finding]:
    """activity-status/@code 2 is implementation, 4 closed (ActivityStatus): the end is to come, or past."""
    name = "actual end" if "actual end" in known else "planned end"
    if name not in known:
        return
    end, _ = known[name]
    if code == _IMPLEMENTATION and end < today:
        yield at(element, FindingKind.PAST_ITS_END, f"status 2 (implementation), {name} {end}")
    # An actual end in the future has been told.
    if code == _CLOSED and end > today and name == "planned end":
        yield at(element, FindingKind.BEFORE_ITS_END, f"status 4 (closed), {name} {end}")


def _budget(element: Element) -> Iterator[Finding]:
    """budget/period-start and period-end: the first and the last day of the period."""
    known: Dated = {}
    for child in element:
        if child.tag in ("period-start", "period-end") and (day := _day(child)):
            known[child.tag.removeprefix("period-")] = (day, child)
    for name, (day, child) in known.items():
        if is_placeholder(day):
            yield _placeholder(f"budget, {name}", day, child)
            return
    if len(known) > 1 and known["end"][0] < known["start"][0]:
        yield at(
            element, FindingKind.END_BEFORE_START, f"budget: end {known['end'][0]}, start {known['start'][0]}"
        )


def _transaction(element: Element, today: str) -> Iterator[Finding]:
    """transaction/transaction-date: the day on which money moved or was committed, so none to come."""
    for child in element:
        if child.tag == "transaction-date" and (day := _day(child)):
            if is_placeholder(day):
                yield _placeholder("transaction", day, child)
            elif day > today:
                yield at(child, FindingKind.FUTURE, f"transaction {day}")


def _placeholder(name: str, day: str, element: Element) -> Finding:
    """xsd:date, and no rule of the standard on its range: but no activity began in 1900 or ends in 2099."""
    return at(element, FindingKind.PLACEHOLDER_YEAR, f"{name} {day}")


def _day(element: Element) -> str | None:
    """Return the day of an element: of its @iso-date or, in 1.0x, its text."""
    written = element.get("iso-date") or text_of(element)
    return read(written) if written else None
