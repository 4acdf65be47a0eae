"""Organisations that take part in activities as they are published, a row each."""

from typing import Final

from unodc_cli.query.details import PLACE, PROJECT, Detail, text
from unodc_cli.report.rows import ColumnKind

DETAIL: Final = Detail(
    "participants",
    "organisations that take part in activities, as they are published",
    (
        PROJECT,
        text("partner", 0, ColumnKind.ID, "id of the organisation that this means"),
        text("role", 1, ColumnKind.CODE, "funding, accountable, extending, implementing"),
        text("name", 0, meaning="as it is written"),
        text("ref", 2, ColumnKind.ID, "the same"),
        text("type", 3, ColumnKind.CODE, "code of OrganisationType"),
        text("channel", 4, ColumnKind.CODE, "code of CRSChannelCode"),
        text("activity", 2, ColumnKind.ID, "id of its own activity"),
        *PLACE,
    ),
    ("project", "partner", "role", "name", "ref", "type", "activity"),
    "no project that matches these filters has organisations that take part in it",
)
