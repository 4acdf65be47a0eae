"""Places of published activities, a row each; those that only stand in for a country are marked."""

from collections.abc import Sequence
from typing import Any, Final

from unodc_cli.query.details import PLACE, PROJECT, ConditionMaker, Detail, DetailField, listing, text
from unodc_cli.report.rows import Column, ColumnKind


def _area(area: dict[str, Any]) -> str:
    level = f" (level {area['level']})" if area["level"] else ""
    return " ".join(part for part in (f"{_id(area)}{level}", area["name"]) if part)


def _id(entry: dict[str, Any]) -> str:
    return ":".join(entry[name] for name in ("vocabulary", "code") if entry[name])


DETAIL: Final = Detail(
    "locations",
    "places of activities",
    (
        PROJECT,
        text("name", meaning="of the place"),
        text("description", 3),
        text("activity_description", 8, meaning="what the activity does there"),
        text("latitude", 1, ColumnKind.NUMBER, "degrees north"),
        text("longitude", 1, ColumnKind.NUMBER, "degrees east"),
        text("exactness", 2, ColumnKind.CODE, "exact, approximate; in 1.0x a precision in words"),
        text("stand_in", 2, ColumnKind.CODE, "country, shared, nowhere; NULL for a place"),
        text("reach", 6, ColumnKind.CODE, "activity, intended beneficiaries"),
        DetailField(
            Column("class", ColumnKind.CODE, 7),
            "d.class_",
            meaning="administrative region, populated place, structure …",
        ),
        text("feature", 9, ColumnKind.CODE, "type of place: port, populated place …"),
        listing("ids", 9, _id, "a JSON array: vocabulary and code"),
        listing("areas", 9, _area, "a JSON array: vocabulary, level, code and name of administrative areas"),
        text("ref", 9, ColumnKind.ID, "the reference that results use"),
        text("percentage", 9, ColumnKind.NUMBER, "of the money, in 1.0x"),
        *PLACE,
    ),
    ("project", "name", "description", "latitude", "longitude", "exactness", "stand_in"),
    "no project that matches these filters has places",
)


def places_only() -> Sequence[ConditionMaker]:
    """Return the conditions that a row has a point, and is no stand-in."""
    return (lambda _: "d.latitude IS NOT NULL", lambda _: "d.stand_in IS NULL")


def with_points() -> Sequence[ConditionMaker]:
    """Return the condition that a row has a point."""
    return (lambda _: "d.latitude IS NOT NULL",)
