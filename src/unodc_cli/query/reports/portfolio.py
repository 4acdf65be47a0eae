"""The portfolio's own description."""

import json
from typing import TYPE_CHECKING, Any

from unodc_cli.catalogue.database import Catalogue
from unodc_cli.model import status
from unodc_cli.model.exact import to_json
from unodc_cli.query.labels import Labels
from unodc_cli.query.notes import nothing_found
from unodc_cli.query.project_cells import result_text
from unodc_cli.report.page import Body, Facts, Items, Page, Pages, PageSection, Prose
from unodc_cli.report.rows import Column, ColumnKind

if TYPE_CHECKING:
    from unodc_cli.model.documents import StatementDocument

_COLUMNS = (
    Column("title", ColumnKind.TEXT),
    Column("summary", ColumnKind.TEXT),
    Column("updated", ColumnKind.DATE),
    Column("licence", ColumnKind.TEXT),
    Column("language", ColumnKind.CODE),
    Column("projects", ColumnKind.COUNT),
    Column("active", ColumnKind.COUNT),
    Column("sources", ColumnKind.COUNT),
)


def about(catalogue: Catalogue, today: str) -> Pages:
    """Return the portfolio's own description, with the numbers of its projects and sources."""
    sql = f"SELECT COUNT(*), SUM({status.SQL} = 'active') FROM projects"
    [(projects, active)] = catalogue.rows(sql, {"today": today})
    [(sources,)] = catalogue.rows("SELECT COUNT(*) FROM sources")
    values: dict[str, Any] = {
        name: catalogue.meta(name) for name in ("title", "summary", "updated", "licence", "language")
    }
    values |= {"projects": projects, "active": active or 0, "sources": sources}
    results = json.loads(catalogue.meta("results") or "[]")
    notes = nothing_found(catalogue, "the data has no project") if not projects else ()
    return Pages(
        _COLUMNS,
        [tuple(values[column.name] for column in _COLUMNS)],
        [to_json({**values, "results": results})],
        is_single_document=True,
        notes=notes,
        pages=(_page(values, results, Labels(catalogue)),),
    )


def _page(values: dict[str, Any], results: "list[StatementDocument]", labels: Labels) -> Page:
    cited = list(dict.fromkeys(source for result in results for source in result["sources"]))
    lines = [f"{result_text(result)} [{', '.join(_numbers(result, cited))}]" for result in results]
    facts = [
        (name, str(values[name]))
        for name in ("updated", "licence", "language", "projects", "active", "sources")
        if values[name] is not None
    ]
    bodies: list[tuple[str | None, Body]] = [
        (None, Prose(values["summary"] or "")),
        (None, Facts(tuple(facts))),
        ("As a whole", Items(tuple((text, None) for text in lines))),
        (
            "Sources",
            Items(tuple((labels.source(id_), labels.sources[id_]["url"]) for id_ in cited), numbered=True),
        ),
    ]
    return Page(
        values["title"], tuple(PageSection(heading, body) for heading, body in bodies if any(body[0]))
    )


def _numbers(result: "StatementDocument", cited: list[str]) -> list[str]:
    return [str(cited.index(source) + 1) for source in result["sources"]]
