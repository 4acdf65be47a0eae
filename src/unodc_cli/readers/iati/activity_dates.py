"""The start and end of an activity, from all of its dates."""

from typing import Any, NamedTuple

from unodc_cli.codelists import iati
from unodc_cli.readers.iati.dates import PublishedDate, date_of, is_placeholder, one_of
from unodc_cli.readers.iati.element import ActivityContext, Element, attribute, line_of
from unodc_cli.readers.iati.kinds import FindingKind

# A date and its element.
_DatedElement = tuple[PublishedDate, Element]


class ActivityDates(NamedTuple):
    """The dates of an activity: the one of each kind that counts, and the others with their kinds."""

    counting: dict[str, _DatedElement]
    others: list[tuple[str, _DatedElement]]

    def day(self, kind: str) -> str | None:
        """Return the date of a kind that counts; None if the activity has none of the kind."""
        return self.counting[kind][0].date if kind in self.counting else None


def read_dates(activity: ActivityContext) -> ActivityDates:
    """Return the dates of an activity; one that cannot be read is a fault."""
    by_kind: dict[str, list[_DatedElement]] = {}
    for element in activity.children["activity-date"]:
        kind = iati.DATES.get(attribute(element, "type").lower())
        date = date_of(element)
        if kind is None or not date.written:
            continue
        if date.date:
            by_kind.setdefault(kind, []).append((date, element))
        else:
            activity.fault(element, FindingKind.NOT_A_DATE, f"'{date.written}' is not a date")
    dates = ActivityDates({}, [])
    for kind, dated in by_kind.items():
        counting = dates.counting[kind] = one_of(dated, is_start=kind.startswith("start"))
        dates.others.extend((kind, pair) for pair in dated if pair[0].date != counting[0].date)
    return dates


def start_or_end(
    activity: ActivityContext, dates: ActivityDates, field: str
) -> tuple[str | None, str | None]:
    """Return the actual start or end, or else the planned one, and the name of its kind."""
    day = day_kind = placeholder = None
    for kind in (f"{field}_actual", f"{field}_planned"):
        if kind not in dates.counting:
            continue
        date, element = dates.counting[kind]
        if day or is_placeholder(date.date or ""):
            placeholder = placeholder or f"{date.date} is a placeholder"
            activity.support(f"activity.dates.{kind}", element)
            continue
        planned = "planned" if kind.endswith("planned") else None
        in_text = "from the text, not @iso-date" if date.is_in_text else None
        activity.support(field, element, planned, in_text, placeholder)
        day, day_kind = date.date, kind
    return day, day_kind


def conflicts(
    activity: ActivityContext, dates: ActivityDates, fields: dict[str | None, str]
) -> list[dict[str, Any]]:
    """Return the dates that do not count, each as a conflict with the date of its kind that counts.

    `fields` names the field of a kind of date whose date is the start or end of the project.
    """
    return [
        {
            "field": fields.get(kind, f"activity.dates.{kind}"),
            "value": date.date,
            "sources": [activity.file],
            "note": f"line {line_of(element)}",
        }
        for kind, (date, element) in dates.others
    ]
