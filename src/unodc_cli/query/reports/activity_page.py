"""The part of a project page with the values of a published activity."""

from collections import Counter
from collections.abc import Callable, Iterator, Sequence
from typing import TYPE_CHECKING, Final, Literal

from unodc_cli.codelists.countries import NAMES
from unodc_cli.model.exact import sum_of_money
from unodc_cli.query.project_cells import marker, reason, related, share
from unodc_cli.report.page import Grid
from unodc_cli.report.rows import Cell, Column, ColumnKind

if TYPE_CHECKING:
    from unodc_cli.model.documents import ActivityDocument, PartDocument, ShareDocument

# The number of rows on a page; JSON has them all.
_MOST = 40
_COLUMNS: Final = (
    Column("kind", ColumnKind.ID),
    Column("amount", ColumnKind.ID),
    Column("date", ColumnKind.ID),
    Column("line", ColumnKind.COUNT),
    Column("note", ColumnKind.TEXT),
)

_Shares = Literal["sectors", "countries", "regions"]
_SHARES: Final[Sequence[tuple[_Shares, str]]] = (
    ("sectors", "sector"),
    ("countries", "country"),
    ("regions", "region"),
)

# Returns a text with marks and footnotes, by the paths of its values.
Marked = Callable[..., str]


def facts(activity: "ActivityDocument", marked: Marked) -> Iterator[tuple[str, str]]:
    """Return the published values of an activity, each with a label."""
    dates = activity["dates"]
    planned = _period(dates["start_planned"], dates["end_planned"])
    actual = _period(dates["start_actual"], dates["end_actual"])
    texts = (
        ("published by", marked(_reporter(activity), "activity.reporter")),
        ("last updated", marked(activity["updated"], "activity.updated")),
        ("hierarchy level", marked(str(activity["level"]), "activity.level")),
        ("planned", marked(planned, "activity.dates.start_planned", "activity.dates.end_planned")),
        ("actual", marked(actual, "activity.dates.start_actual", "activity.dates.end_actual")),
        ("sectors", marked(_shares(activity, "sectors"), "activity.sectors")),
        ("recipient countries", marked(_shares(activity, "countries"), "activity.countries", "countries")),
        ("recipient regions", marked(_shares(activity, "regions"), "activity.regions", "regions")),
        ("policy markers", marked(_markers(activity), "activity.markers")),
        ("related", marked("; ".join(related(entry) for entry in activity["related"]), "activity.related")),
        ("why these themes", "; ".join(f"{why['theme']}: {reason(why)}" for why in activity["why"])),
    )
    return ((label, text) for label, text in texts if text)


def parts(activity: "ActivityDocument") -> Grid:
    """Return the budgets and transactions of amounts that are sums of several, and the unreadable values."""
    listed = activity["parts"]
    several = {key for key, count in Counter(map(_key, listed)).items() if count > 1}
    rows: list[tuple[Cell, ...]] = [
        (
            part["kind"],
            f"{sum_of_money(part['value'])} {part['currency']}",
            _day(part),
            part["line"],
            _rate(part),
        )
        for part in listed
        if _key(part) in several
    ]
    if len(rows) > _MOST:
        hidden_count = len(rows) - _MOST
        rows = [*rows[:_MOST], (f"and {hidden_count} more", "", None, None, "--json has them all")]
    rows += [
        (value["kind"], f"'{value['written']}'", None, value["line"], "not readable, and in no sum")
        for value in activity["unreadable"]
    ]
    return Grid(_COLUMNS, tuple(rows))


def lines(activity: "ActivityDocument") -> Iterator[tuple[str, str]]:
    """Return the line of each sector, country and region, where there are several."""
    for field, noun in _SHARES:
        if len(activity[field]) > 1:
            for entry in activity[field]:
                yield f"{noun} {share({**entry, 'percentage': None})}", f"line {entry['line']}"


def days_of_single_parts(activity: "ActivityDocument") -> dict[tuple[str, str], list[str]]:
    """Return the days of the sums that have one part, by kind and currency: `parts` does not list them."""
    counts = Counter(map(_key, activity["parts"]))
    return {
        _key(part): [text for text in (_day(part), _rate(part)) if text]
        for part in activity["parts"]
        if counts[_key(part)] == 1
    }


def _day(part: "PartDocument") -> str | None:
    day: str | None = part["date"]
    return f"{day or '?'} – {part['end']}" if part["end"] else day


def _rate(part: "PartDocument") -> str | None:
    return f"exchange rate of {part['value_date']}" if part["value_date"] else None


def _key(part: "PartDocument") -> tuple[str, str]:
    return part["kind"], part["currency"]


def _reporter(activity: "ActivityDocument") -> str:
    reporter = activity["reporter"] or {"name": None, "ref": None}
    name, ref = reporter["name"], reporter["ref"]
    text = f"{name} ({ref})" if name and ref else name or ref or ""
    return f"{text}, a secondary reporter" if reporter.get("secondary") else text


def _period(start: str | None, end: str | None) -> str:
    return f"{start or '?'} – {end or ''}".rstrip() if start or end else ""


def _shares(activity: "ActivityDocument", field: _Shares) -> str:
    shares = map(_country, activity[field]) if field == "countries" else activity[field]
    text = "; ".join(map(share, shares))
    return f"{text} (of the transactions)" if field in activity["of_transactions"] else text


def _country(entry: "ShareDocument") -> "ShareDocument":
    """Return the share of a country with its name, and with the published name if there is one."""
    names = filter(None, (NAMES.get(entry["code"].upper(), ("",))[0], entry["name"]))
    return {**entry, "name": ": ".join(names) or None}


def _markers(activity: "ActivityDocument") -> str:
    """Return the targeted markers, and the number of those that were only screened for."""
    markers = [entry for entry in activity["markers"] if entry["code"]]
    targeted = [marker(entry) for entry in markers if entry["significance"] != "0"]
    screened = len(markers) - len(targeted)
    not_targeted = [f"{screened} screened and not targeted"] if screened else []
    return "; ".join([*targeted, *not_targeted])
