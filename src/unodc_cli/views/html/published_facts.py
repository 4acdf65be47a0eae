"""Facts that only published activities have, for their cards: sectors, markers, dates, payments."""

from collections import Counter
from collections.abc import Iterator
from typing import TYPE_CHECKING

from unodc_cli.model.exact import sum_of_money
from unodc_cli.text import inert
from unodc_cli.views.html.card_parts import Fact, Payment
from unodc_cli.views.html.values import Evidence, Names, Value, period

if TYPE_CHECKING:
    from unodc_cli.model.documents import ActivityDocument, MarkerDocument, ShareDocument

# The words of the standard's own vocabulary, in versions 2.0x and 1.0x.
_STANDARD = ("", "1", "dac")


def published_facts(activity: "ActivityDocument", evidence: Evidence, names: Names) -> Iterator[Fact]:
    """Yield the facts of an activity that other projects do not have."""
    reporter = activity["reporter"] or {"name": None, "ref": None}
    sectors = tuple(
        evidence.of(share_name(entry), "activity.sectors")._replace(
            note=_percentage(entry), line=str(entry["line"] or "")
        )
        for entry in activity["sectors"]
    )
    yield Fact("Sectors", sectors)
    # The only country of an activity is among its countries already.
    countries = activity["countries"] if len(activity["countries"]) > 1 else []
    for label, shares in (("Shares of countries", countries), ("Regions published", activity["regions"])):
        if shares:
            yield Fact(label, tuple(Value(share_name(entry), note=_percentage(entry)) for entry in shares))
    targeted = [marker for marker in activity["markers"] if marker["significance"] not in ("0", None)]
    yield Fact("Policy markers", tuple(Value(_marker(marker, names)) for marker in targeted))
    dates = activity["dates"]
    for kind, start, end in (
        ("planned", dates["start_planned"], dates["end_planned"]),
        ("actual", dates["start_actual"], dates["end_actual"]),
    ):
        if start or end:
            yield Fact(f"Dates {kind}", (evidence.of(period(start, end), f"activity.dates.start_{kind}"),))
    yield Fact(
        "Related",
        tuple(Value(inert(f"{entry['kind'] or 'related'} {entry['id']}")) for entry in activity["related"]),
    )
    name = reporter["name"] or reporter["ref"]
    if name:
        yield Fact("Published by", (evidence.of(name, "activity.reporter"),))
    if activity["updated"]:
        yield Fact("Last updated", (evidence.of(activity["updated"], "activity.updated"),))
    yield Fact("Hierarchy level", (evidence.of(str(activity["level"]), "activity.level"),))


def share_name(entry: "ShareDocument") -> str:
    """Return a sector, country or region by its code and name."""
    return inert(" ".join(text for text in (entry["code"], entry["name"]) if text))


def _percentage(entry: "ShareDocument") -> str:
    return "" if entry["percentage"] in (None, 100) else f"{entry['percentage']} %"


def _marker(marker: "MarkerDocument", names: Names) -> str:
    code, vocabulary = marker["code"], marker["vocabulary"]
    name = names.name("marker", code) if (vocabulary or "").lower() in _STANDARD else f"{vocabulary}:{code}"
    return inert(f"{name} ({marker['significance']})")


def payments(activity: "ActivityDocument", names: Names) -> Iterator[Payment]:
    """Return the budgets and transactions that several make a sum, then the values that are no number."""
    counts = Counter((part["kind"], part["currency"]) for part in activity["parts"])
    for part in activity["parts"]:
        if counts[part["kind"], part["currency"]] > 1:
            day = f"{part['date'] or '?'} – {part['end']}" if part["end"] else part["date"] or ""
            yield Payment(
                names.amount(part["kind"]),
                f"{sum_of_money(part['value'])} {inert(part['currency'])}",
                day,
                str(part["line"] or ""),
            )
    for value in activity["unreadable"]:
        yield Payment(
            names.amount(value["kind"]),
            inert(f"“{value['written']}”"),
            "",
            str(value["line"] or ""),
            "not readable, and in no sum",
        )
