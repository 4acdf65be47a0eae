"""Projects, a row each, with notes on the rows."""

from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from itertools import islice
from typing import TYPE_CHECKING

from unodc_cli.catalogue.database import Catalogue
from unodc_cli.model.kinds import AMOUNT_KINDS, kind_order
from unodc_cli.model.names import fold
from unodc_cli.query import marks, notes_on_rows
from unodc_cli.query.field_names import fields_of, kinds_of, named_fields, sums_as_numbers
from unodc_cli.query.fields import MAIN_AMOUNTS, ProjectField
from unodc_cli.query.filters import Filters
from unodc_cli.query.notes import doubtful, filter_notes
from unodc_cli.query.selection import Selection
from unodc_cli.query.stored import AT_ONCE, FILE_ORDER, ProjectQuery, each, list_or_lazy
from unodc_cli.report.report import Report
from unodc_cli.report.rows import Cell, Period

if TYPE_CHECKING:
    from unodc_cli.model.documents import NamedDocument

# The orders in which the dates are looked for, so that none is shortened to its year.
_DATES = ("period", "start", "end", "first day", "last day")


def rows(query: ProjectQuery, filters: Filters, selection: Selection, columns: Sequence[str]) -> Report:
    """Return the projects of a query as rows, with the selected fields, or else with `columns`.

    Raises UsageError for a field that there is not.
    """
    catalogue, today = query.catalogue, query.today
    selected = named_fields(catalogue, selection.fields)

    is_of_dates = filters.dates() or any(fold(name) in _DATES for name in selection.sort)

    def cell(field: ProjectField, document: "NamedDocument") -> Cell:
        value = marks.marked(field.value(document), field.column.name, document, today)
        return value._replace(is_asked=True) if is_of_dates and isinstance(value, Period) else value

    def row(document: "NamedDocument") -> tuple[Cell, ...]:
        return tuple(cell(field, document) for field in fields)

    stored = list_or_lazy(query.projects, query.count)
    contents = each(stored, lambda project: project.content)
    first_rows = list(islice(contents, AT_ONCE))
    # Selected fields need no note on values of other fields.
    first = [] if selected else first_rows
    asked_for = next(_kinds_asked_for(catalogue, filters, selection.sort), None)
    main_amount = asked_for or _main_amount(first)
    fields = selected or _with_main_amount(fields_of(catalogue), columns, main_amount)
    names = [field.column.name for field in fields]
    in_phases = contents if isinstance(contents, list) else _in_phases(query)
    return Report(
        tuple(field.column for field in fields),
        each(contents, row),
        each(stored, lambda project: project.document),
        has_selected_fields=bool(selected),
        notes=(
            *filter_notes(catalogue, query.where, filters, today, stored),
            *_sorted_by_nothing(catalogue, selection.sort),
        ),
        row_notes=(
            *notes_on_rows.partial_sums(names, in_phases),
            *notes_on_rows.other_sums(names, first, stored),
            *((sums_as_numbers(kind=main_amount),) if "amounts" in names and first else ()),
            *notes_on_rows.of_levels(names, first),
            *notes_on_rows.planned_ends(names, first_rows, stored),
            *(notes_on_rows.shared_partners(contents) if "partners" in names else ()),
            *notes_on_rows.contested(names, first_rows, stored),
            *(
                f"{note} (! in tables)"
                for note in (doubtful(catalogue, query.where, filters) if marks.DATED & set(names) else ())
            ),
        ),
    )


def _with_main_amount(
    fields: Mapping[str, ProjectField], names: Sequence[str], main_amount: str
) -> list[ProjectField]:
    """Return the fields of the names; `amount` is the sum of the main kind."""
    return [fields[main_amount if name == "amount" else name] for name in names]


def _kinds_asked_for(catalogue: Catalogue, filters: Filters, sort: Sequence[str]) -> Iterator[str]:
    """Yield the kinds of amounts that the order or the filter by size names."""
    sizes = (size.rpartition("=")[0] for size in filters.min_amount)
    return (kind for name in (*sort, *sizes) if (kind := _kind(name)) in kinds_of(catalogue))


def _kind(name: str) -> str:
    return "-".join(fold(name.removesuffix(".value")).split())


def _main_amount(documents: "Sequence[NamedDocument]") -> str:
    """Return the first main kind that half of the projects with sums state, or else what most state.

    Kinds that a file declares itself are the first ones.
    """
    kinds_of_each = [
        {amount["kind"] for amount in document["amounts"] if amount["value"]} for document in documents
    ]
    counts = Counter(kind for kinds in kinds_of_each for kind in sorted(kinds))
    own_kinds = sorted(counts.keys() - {*AMOUNT_KINDS})
    most = max(counts.values(), default=0)
    half = min(most, sum(map(bool, kinds_of_each)) / 2)
    others = sorted(counts, key=kind_order)
    return next(
        (kind for kind in (*own_kinds, *MAIN_AMOUNTS, *others) if counts[kind] >= half), MAIN_AMOUNTS[0]
    )


def _sorted_by_nothing(catalogue: Catalogue, sort: Sequence[str]) -> Iterator[str]:
    """Yield a note for each kind of amount among the sort keys that no project states."""
    for name in sort:
        kind = _kind(name)
        if kind in kinds_of(catalogue) and not catalogue.rows(
            "SELECT 1 FROM amounts WHERE kind = ? AND counted LIMIT 1", (kind,)
        ):
            yield f"no project states a {kind}, so it makes no order"


def _in_phases(query: ProjectQuery) -> "list[NamedDocument]":
    """Return the projects of a query that have phases."""
    where = query.where.narrowed("num IN (SELECT project FROM phases)")
    with_phases = ProjectQuery(query.catalogue, where, FILE_ORDER, None, query.today)
    return [project.content for project in with_phases.projects()]
