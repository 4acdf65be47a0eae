"""Classifications of published activities, a row for each code."""

from typing import Final

from unodc_cli.query.details import PLACE, PROJECT, Detail, text
from unodc_cli.report.rows import ColumnKind

DETAIL: Final = Detail(
    "classifications",
    "codes and statements that classify activities",
    (
        PROJECT,
        text("kind", 0, ColumnKind.CODE, "flow-type, scope, condition-type, other-identifier …"),
        text("vocabulary", 5, ColumnKind.CODE, "of the code, as published; of other identifiers their type"),
        text("code", 0, ColumnKind.CODE),
        text("text", 1, meaning="what is written beside the code"),
        text("value", 2, ColumnKind.COUNT, "a percentage, or the significance of a flag"),
        text("vocabulary_uri", 9, meaning="address of the publisher's own vocabulary"),
        *PLACE,
    ),
    ("project", "kind", "vocabulary", "code", "text", "value"),
    "no project that matches these filters is classified",
)
