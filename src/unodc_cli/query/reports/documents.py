"""Documents that published activities link to, a row each."""

import json
from collections.abc import Sequence
from typing import Any, Final

from unodc_cli.query.codes import code_of, named, text_of
from unodc_cli.query.details import PLACE, PROJECT, ConditionMaker, Detail, DetailField, listing, text
from unodc_cli.query.filters import Condition
from unodc_cli.report.rows import Column, ColumnKind

CATEGORIES: Final = "DocumentCategory"


def _categories(stored: str | None) -> list[dict[str, Any]]:
    return [named(CATEGORIES, code) for code in json.loads(stored)] if stored else []


DETAIL: Final = Detail(
    "links",
    "documents that activities and organisations link to",
    (
        PROJECT._replace(meaning="id of the project, or of the organisation"),
        text("title", meaning="of the document"),
        DetailField(
            Column("categories", ColumnKind.LIST, 2),
            read=_categories,
            cell=lambda value: [text_of(entry) for entry in value],
            meaning="a JSON array of codes of DocumentCategory",
        ),
        listing("languages", 5, meaning="a JSON array of codes"),
        text("format", 6, ColumnKind.CODE, "media type"),
        text("date", 4, ColumnKind.DATE),
        text("address", 1),
        text("of", 7, ColumnKind.CODE, "activity, result, indicator, baseline, target, actual, organisation"),
        text("of_title", 8, meaning="title of that result or indicator"),
        text("description", 9),
        listing("countries", 9, meaning="a JSON array of codes, in organisation files"),
        *PLACE,
    ),
    ("project", "title", "categories", "languages", "date", "address"),
    "no project that matches these filters has documents of this kind",
    owners="""(SELECT num, id, place, reading FROM main.projects
        UNION ALL SELECT num, id, place, reading FROM main.organisations)""",
    kinds=("project", "organisation"),
)


def of_categories(typed: Sequence[str]) -> list[ConditionMaker]:
    """Return the condition that a document has one of the categories, typed as codes or names.

    Raises UsageError for an unknown one, AmbiguousNameError for a part of several names.
    """
    if not typed:
        return []
    codes = [code_of(CATEGORIES, "category of documents", each) for each in typed]

    def make(where: Condition) -> str:
        listed = ", ".join(where.bind(code) for code in codes)
        return f"EXISTS (SELECT 1 FROM json_each(d.categories) WHERE value IN ({listed}))"

    return [make]
