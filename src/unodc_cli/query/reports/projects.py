"""Projects, a row each: filtered, sorted, with selected fields."""

from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from itertools import islice
from typing import TYPE_CHECKING, Any

from unodc_cli.catalogue.database import Catalogue
from unodc_cli.catalogue.documents import COLUMNS as DOCUMENT
from unodc_cli.catalogue.documents import complete
from unodc_cli.errors import UsageError
from unodc_cli.model.kinds import AMOUNT_KINDS, kind_order
from unodc_cli.model.names import fold, one_of
from unodc_cli.query.fields import (
    FIELDS,
    MAIN_AMOUNTS,
    RECORD,
    ProjectField,
    all_fields,
    fields_of,
    forms,
    kinds_of,
    named,
    sums_as_numbers,
)
from unodc_cli.query.filters import Condition, Filters, condition
from unodc_cli.query.notes import (
    assumed_dates,
    doubtful,
    left_out,
    names_meant,
    nothing_found,
    past_their_end,
)
from unodc_cli.query.selection import Selection
from unodc_cli.query.stored import AT_ONCE, Stored, each, list_or_lazy
from unodc_cli.report.rows import Cell, Lazy, Report

if TYPE_CHECKING:
    from unodc_cli.model.documents import NamedDocument

# Why an answer can be empty.
NO_PROJECT = "no project matches all of these filters"


class _Query:
    """A query for projects: which ones, in which order (SQL), and how many at most."""

    def __init__(
        self, catalogue: Catalogue, where: Condition, order: str, limit: int | None, today: str
    ) -> None:
        self.catalogue = catalogue
        self.where = where
        self._order = order
        self._limit = limit
        self.today = today

    def projects(self) -> Iterator[Stored]:
        """Return the projects one by one."""
        rows = self._documents("num, name, own_partners", ", num, name, own_partners")
        return (
            Stored(number, complete(document, checksum, has_days, today=self.today), name, own_partners)
            for document, checksum, has_days, number, name, own_partners in rows
        )

    def documents(self) -> Iterator[bytes]:
        """Return their documents alone, one by one."""
        return (complete(*row, today=self.today) for row in self._documents("num", ""))

    def _documents(self, columns: str, beside: str) -> Iterator[tuple[Any, ...]]:
        # Projects are sorted before their documents are fetched: to sort these would be to copy them.
        sql = f"SELECT {columns} FROM projects WHERE {self.where.sql} ORDER BY {self._order} LIMIT :limit"
        parameters = {**self.where.parameters, "limit": -1 if self._limit is None else self._limit}
        return self.catalogue.each(
            f"SELECT {DOCUMENT}{beside} FROM ({sql}) CROSS JOIN documents USING (num)", parameters
        )

    def count(self) -> int:
        """Return the number of projects."""
        sql = f"SELECT COUNT(*) FROM projects WHERE {self.where.sql}"
        [(count,)] = self.catalogue.rows(sql, self.where.parameters)
        return int(count) if self._limit is None else min(int(count), self._limit)


def projects(
    catalogue: Catalogue,
    filters: Filters,
    selection: Selection,
    today: str,
    *,
    columns: Sequence[str] | None,
) -> Report:
    """Return the projects that the filters find.

    `columns` are the fields of the rows where the selection names none; without any, there are only the
    documents. Raises UsageError for a filter or field that means nothing.
    """
    selected = named(catalogue, selection.fields)
    where = condition(catalogue, filters, today)
    query = _Query(catalogue, where, order_of(catalogue, selection.sort), selection.limit, today)
    if not (selected or columns):
        documents = list_or_lazy(query.documents, query.count)
        return Report((), (), documents, notes=filter_notes(catalogue, where, filters, today, documents))
    from unodc_cli.query import marks, notes_on_rows  # noqa: PLC0415 - documents have neither

    def row(document: "NamedDocument") -> tuple[Cell, ...]:
        return tuple(
            marks.marked(field.value(document), field.column.name, document, today) for field in fields
        )

    stored = list_or_lazy(query.projects, query.count)
    notes = (
        *filter_notes(catalogue, where, filters, today, stored),
        *_sorted_by_nothing(catalogue, selection.sort),
    )
    contents = each(stored, lambda project: project.content)
    first = [] if selected else list(islice(contents, AT_ONCE))
    fields = selected or _with_main_amount(fields_of(catalogue), columns or (), first)
    names = [field.column.name for field in fields]
    in_phases = contents if isinstance(contents, list) else _in_phases(catalogue, where, today)
    return Report(
        tuple(field.column for field in fields),
        each(contents, row),
        each(stored, lambda project: project.document),
        has_selected_fields=bool(selected),
        notes=notes,
        row_notes=(
            *notes_on_rows.partial_sums(names, in_phases),
            *notes_on_rows.other_sums(names, first, stored),
            *((sums_as_numbers(kind=_main_amount(first)),) if columns is RECORD and first else ()),
            *notes_on_rows.of_levels(names, first),
            *notes_on_rows.planned_ends(names, first, stored),
            *(notes_on_rows.shared_partners(stored) if "partners" in names else ()),
            *notes_on_rows.contested(names, first or list(islice(contents, AT_ONCE)), stored),
            *(
                f"{note} (! in tables)"
                for note in (doubtful(catalogue, where, filters) if marks.DATED & set(names) else ())
            ),
        ),
    )


def filter_notes(
    catalogue: Catalogue,
    where: Condition,
    filters: Filters,
    today: str,
    projects: Sequence[object] | Lazy[object],
) -> tuple[str, ...]:
    """Return notes on the filters and the matching projects."""
    return (
        *names_meant(catalogue, filters),
        *assumed_dates(catalogue, where, filters),
        *left_out(catalogue, filters, today),
        *(past_their_end(catalogue, where) if filters.status else ()),
        *(() if projects else nothing_found(catalogue, NO_PROJECT)),
        *(() if projects else _near_partners(catalogue, filters)),
    )


def _near_partners(catalogue: Catalogue, filters: Filters) -> tuple[str, ...]:
    from unodc_cli.query.suggestions import near_partners  # noqa: PLC0415 - only where nothing is found

    return near_partners(catalogue, filters.partner)


def _with_main_amount(
    fields: Mapping[str, ProjectField], names: Sequence[str], shown: "Sequence[NamedDocument]"
) -> list[ProjectField]:
    """Return the fields of the names; `amount` is the main kind of the sums of these projects."""
    return [fields[_main_amount(shown) if name == "amount" else name] for name in names]


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
    """Say of a kind of amount that no project states that it makes no order."""
    for name in sort:
        kind = "-".join(fold(name.removesuffix(".value")).split())
        if kind in kinds_of(catalogue) and not catalogue.rows(
            "SELECT 1 FROM amounts WHERE kind = ? AND counted LIMIT 1", (kind,)
        ):
            yield f"no project states a {kind}, so it makes no order"


def _in_phases(catalogue: Catalogue, where: Condition, today: str) -> "list[NamedDocument]":
    """Return those of the projects found that have phases."""
    rows = catalogue.rows(
        f"""SELECT num, name, own_partners, {DOCUMENT} FROM projects JOIN documents USING (num)
        WHERE num IN (SELECT project FROM phases) AND {where.sql}""",
        where.parameters,
    )
    return [
        Stored(number, complete(*document, today=today), name, own_partners).content
        for number, name, own_partners, *document in rows
    ]


def order_of(catalogue: Catalogue, sort: Sequence[str]) -> str:
    """Return the order; without one, that of the file.

    What is missing comes last either way, and what is equal stands in the order of the ids.
    """
    if not sort:
        return "place"
    parts = []
    fields = all_fields(catalogue)
    values = [f"{kind}.value" for kind in kinds_of(catalogue)]
    for name in sort:
        descending = name.startswith("-")
        if fold(name) == "amount":
            msg = "there is no field to sort by 'amount'"
            raise UsageError(msg, "sums are sorted by their kind: --sort -eu-contribution")
        field = one_of(
            "field to sort by", name.removeprefix("-"), sortable(fields), values, forms(("value",))
        ).removesuffix(".value")
        expression = fields[field].sort
        parts.append(f"({expression}) IS NULL, {expression} {'DESC' if descending else 'ASC'}")
    return ", ".join([*parts, "id"])


def sortable(fields: Mapping[str, ProjectField] = FIELDS) -> tuple[str, ...]:
    """Return the names of the fields that have an order."""
    return tuple(name for name, field in fields.items() if field.sort != "NULL")
