"""Results: indicators with baseline, target and actual value, a row a period."""

from typing import Any, Final

from unodc_cli.query.details import PLACE, PROJECT, Detail, DetailField, flag, listing, text
from unodc_cli.report.data_table import Type
from unodc_cli.report.rows import Column, ColumnKind

# Per cent of the target, where both values are numbers that can be compared so: not places on a scale.
_ATTAINMENT: Final = """CASE WHEN typeof(d.target) IN ('integer', 'real') AND d.target <> 0
    AND typeof(d.actual) IN ('integer', 'real') AND COALESCE(d.measure, 'unit') IN ('unit', 'percentage')
    THEN ROUND(100.0 * d.actual / d.target, 1) END"""


def part_text(part: dict[str, Any]) -> str:
    """Return a value of one dimension or place: `actual 40: sex=female`."""
    dimensions = [f"{each['name']}={each['value']}" for each in part["dimensions"]]
    places = [f"location {place}" for place in part["locations"]]
    value = "?" if part["value"] is None else part["value"]
    comment = f" ({part['comment']})" if part["comment"] else ""
    return f"{part['of']} {value}: {', '.join([*dimensions, *places]) or 'another value'}{comment}"


def _reference(reference: dict[str, Any]) -> str:
    return ":".join(reference[name] for name in ("vocabulary", "code") if reference[name])


DETAIL: Final = Detail(
    "results",
    "results: a row for each period of an indicator",
    (
        PROJECT,
        text("result", 5, meaning="title of the result"),
        text("type", 6, ColumnKind.CODE, "output, outcome, impact, other"),
        text("indicator", 1, meaning="title of the indicator"),
        text("measure", 7, ColumnKind.CODE, "unit, percentage, nominal, ordinal, qualitative"),
        flag("ascending", 8),
        text("baseline", 5, ColumnKind.COUNT, "a number, or the text of what is none"),
        text("baseline_date", 5, ColumnKind.DATE),
        text("start", 3, ColumnKind.DATE),
        text("end", 2, ColumnKind.DATE),
        text("target", 0, ColumnKind.COUNT, "the same"),
        text("actual", 0, ColumnKind.COUNT, "the same"),
        DetailField(
            Column("attainment", ColumnKind.COUNT, 4),
            _ATTAINMENT,
            meaning="the actual value in per cent of the target",
            type=Type.NUMBER,
        ),
        listing("parts", 9, part_text, "a JSON array: values of one dimension or place"),
        listing("comments", 9, lambda comment: f"{comment['of']}: {comment['text']}"),
        text("description", 10),
        text("indicator_description", 10),
        listing("references", 11, _reference),
        flag("aggregation", 11, "1 if results may be added up"),
        text("phase", 6, ColumnKind.ID, "id of the phase, in curated portfolios"),
        *PLACE,
    ),
    (
        *("project", "result", "indicator", "measure", "baseline", "target", "actual", "attainment"),
        *("start", "end"),
    ),
    "no project that matches these filters has results",
    noted=(
        f"d.ascending = 0 AND {_ATTAINMENT} IS NOT NULL",
        "less is better where `ascending` is no: an attainment above 100 % is worse than the target",
    ),
)
