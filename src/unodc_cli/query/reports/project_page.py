"""The page of a project: all its values, with their sources."""

from collections.abc import Iterator

from unodc_cli.catalogue.database import Catalogue
from unodc_cli.query.conditions import condition
from unodc_cli.query.field_names import named_fields
from unodc_cli.query.fields import FIELDS
from unodc_cli.query.labels import Labels
from unodc_cli.query.notes_on_rows import shared_partners
from unodc_cli.query.reports import family
from unodc_cli.query.reports.detail_sections import sections
from unodc_cli.query.reports.page_writer import PageWriter
from unodc_cli.query.reports.projects import RECORD
from unodc_cli.query.reports.requested import Requested, notes_on, numbers_of
from unodc_cli.query.stored import Stored, by_number, content, each, list_or_lazy
from unodc_cli.report.page import Page, Pages, PageSection
from unodc_cli.report.rows import Cell


def show(catalogue: Catalogue, requested: Requested, today: str, *, footnotes: bool = False) -> Pages:
    """Return the pages of the named projects, in the order of their names, or of the matching projects.

    With `footnotes`, each value has the numbers of its sources. Raises UnknownNameError or UnknownNamesError,
    with the nearest names, for unknown ones.
    """
    where = condition(catalogue, requested.filters, today)
    numbers = numbers_of(catalogue, requested, where)
    selected = named_fields(catalogue, requested.selection.fields)
    columns = selected or [FIELDS[name] for name in RECORD]
    labels = Labels(catalogue)

    def page(project: Stored) -> Page:
        writer = PageWriter(content(project.document, project.name), labels, today, footnotes=footnotes)
        is_published = writer.document["activity"] is not None
        return writer.page(
            money=_money(catalogue, project.number, today) if is_published else (),
            beside=[
                PageSection("Children", family.children(catalogue, project.number, today)),
                *(sections(catalogue, project.number) if is_published else ()),
            ],
        )

    def row(project: Stored) -> tuple[Cell, ...]:
        document = project.content
        return tuple(field.value(document) for field in columns)

    projects = list_or_lazy(lambda: by_number(catalogue, numbers, today), lambda: len(numbers))
    report = Pages(
        tuple(field.column for field in columns),
        each(projects, row),
        each(projects, lambda project: project.document),
        is_single_document=bool(requested.names)
        and not requested.children
        and len(requested.names) == 1 == len(numbers),
        notes=notes_on(catalogue, requested, where, projects, today),
        has_selected_fields=bool(selected),
        pages=each(projects, page),
    )
    if any(field.column.name == "partners" for field in selected):
        report.row_notes = tuple(shared_partners(each(projects, lambda project: project.content)))
    return report


def _money(catalogue: Catalogue, number: int, today: str) -> Iterator[PageSection]:
    from unodc_cli.query.reports import money_sections  # noqa: PLC0415 - curated projects need none

    return money_sections.sections(catalogue, number, today)
