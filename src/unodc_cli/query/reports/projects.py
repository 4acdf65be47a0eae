"""Projects, one document or row each: filtered, sorted, with selected fields."""

from collections.abc import Sequence
from typing import TYPE_CHECKING, Final

from unodc_cli.catalogue.database import Catalogue
from unodc_cli.query.filters import Condition, Filters
from unodc_cli.query.selection import Selection
from unodc_cli.query.stored import FILE_ORDER, ProjectQuery, list_or_lazy
from unodc_cli.report.report import Report

if TYPE_CHECKING:
    from unodc_cli.report.report import Lazy

# The fields of a table for people. `amount` is the kind of sums that most of the projects state.
TABLE: Final = ("id", "name", "themes", "partners", "period", "status", "amount")
# Those of a document, whose readers may not know an acronym.
DOCUMENT: Final = tuple("title" if name == "name" else name for name in TABLE)
# The fields of a record for scripts: those of the JSON document, in its order.
RECORD: Final = (
    *("id", "title", "acronym", "aliases", "summary", "themes", "programme", "partners", "regions"),
    *("countries", "start", "end", "status", "phases", "amounts", "identifiers", "results", "links"),
    *("sdgs", "conflicts", "evidence"),
)


def projects(
    catalogue: Catalogue,
    filters: Filters,
    selection: Selection,
    today: str,
    *,
    columns: Sequence[str] | None,
) -> Report:
    """Return the projects that the filters find.

    `columns` are the fields of the rows if the selection names none; without any, there are only the
    documents. Raises UsageError for a filter or field that means nothing.
    """
    where = _condition(catalogue, filters, today)
    query = ProjectQuery(catalogue, where, _order(catalogue, selection.sort), selection.limit, today)
    if selection.fields or columns:
        from unodc_cli.query.reports.project_rows import rows  # noqa: PLC0415 - documents alone need no fields

        return rows(query, filters, selection, columns or ())
    documents = list_or_lazy(query.documents, query.count)
    return Report((), (), documents, notes=_notes(query, filters, documents))


# A plain list has neither filters nor an order, and needs nothing that these are made of: together, that
# would cost a twentieth of a JSON answer.


def _condition(catalogue: Catalogue, filters: Filters, today: str) -> Condition:
    if filters == Filters():
        return Condition(today)
    from unodc_cli.query.conditions import condition  # noqa: PLC0415

    return condition(catalogue, filters, today)


def _order(catalogue: Catalogue, sort: Sequence[str]) -> str:
    if not sort:
        return FILE_ORDER
    from unodc_cli.query.field_names import order_of  # noqa: PLC0415

    return order_of(catalogue, sort)


def _notes(
    query: ProjectQuery, filters: Filters, documents: "Sequence[bytes] | Lazy[bytes]"
) -> tuple[str, ...]:
    if filters == Filters() and documents:
        return ()
    from unodc_cli.query.notes import filter_notes  # noqa: PLC0415

    return filter_notes(query.catalogue, query.where, filters, query.today, documents)
