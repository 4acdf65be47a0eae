"""One row a project: which, in which order, with which fields."""

from collections.abc import Iterator, Sequence

from unodc_cli import status
from unodc_cli.catalogue import Catalogue
from unodc_cli.query.choice import Selection
from unodc_cli.query.fields import AMOUNT_KINDS, FIELDS, MAIN_AMOUNTS, Document, content, without_shared
from unodc_cli.query.filters import Condition, Filters, condition
from unodc_cli.query.names import one_of
from unodc_cli.report import Report


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
    chosen = tuple(one_of("field", name, tuple(FIELDS)) for name in selection.fields)
    where = condition(catalogue, filters, today)
    found = _found(catalogue, where, _order(selection.sort), selection.limit)
    documents = [status.fill_in(document, today) for document, *_ in found]
    notes = (*_unknown_dates(catalogue, where, filters), *nothing_found(found))
    if not (chosen or columns):
        return Report((), (), documents, notes=notes)
    shown = [
        without_shared(content(text, name), own)
        for text, (_, name, own) in zip(documents, found, strict=True)
    ]
    names = chosen or _with_main_amount(columns or (), shown)
    fields = [FIELDS[name] for name in names]
    rows = [tuple(field.value(document) for field in fields) for document in shown]
    notes = (*notes, *_partial_sums(names, shown))
    return Report(tuple(field.column for field in fields), rows, documents, chosen=bool(chosen), notes=notes)


def _with_main_amount(names: Sequence[str], shown: Sequence[Document]) -> list[str]:
    """Return the names with `amount` as the kind that says most of these projects."""
    stated = {amount["kind"] for document in shown for amount in document["amounts"] if amount["value"]}
    main = next((kind for kind in MAIN_AMOUNTS if kind in stated), MAIN_AMOUNTS[0])
    return [main if name == "amount" else name for name in names]


def _partial_sums(names: Sequence[str], shown: Sequence[Document]) -> Iterator[str]:
    """Say which sums are those of some phases only, since the others have none that is known."""
    for kind in (name for name in names if name in AMOUNT_KINDS):
        partial = [document["id"] for document in shown if _is_partial(document, kind)]
        if partial:
            yield f"the {kind} of {', '.join(partial)} is that of some phases: the others state none"


def _is_partial(document: Document, kind: str) -> bool:
    phases = {amount["phase"] for amount in document["amounts"] if amount["kind"] == kind}
    return bool(phases) and None not in phases and len(phases) < len(document["phases"])


def nothing_found(found: Sequence[object]) -> tuple[str, ...]:
    """Return what is to be said of an empty answer."""
    return () if found else ("nothing found: no project meets all of these conditions",)


def _found(
    catalogue: Catalogue, where: Condition, order: str, limit: int | None
) -> Sequence[tuple[str, str, int]]:
    rows = catalogue.rows(
        f"SELECT document, name, own_partners FROM projects WHERE {where.sql} ORDER BY {order} LIMIT :limit",
        {**where.parameters, "limit": -1 if limit is None else limit},
    )
    return [(row[0], row[1], int(row[2])) for row in rows]


def _order(sort: Sequence[str]) -> str:
    """Return the order; without one, that of the file.

    What is missing comes last either way, and what is equal stands in the order of the ids.
    """
    parts = []
    for name in sort:
        descending = name.startswith("-")
        field = one_of("field to sort by", name.removeprefix("-"), sortable())
        expression = FIELDS[field].sort
        parts.append(f"({expression}) IS NULL, {expression} {'DESC' if descending else 'ASC'}")
    return ", ".join([*parts, "id" if parts else "num"])


def sortable() -> tuple[str, ...]:
    """Return the names of the fields that have an order."""
    return tuple(name for name, field in FIELDS.items() if field.sort != "NULL")


def _unknown_dates(catalogue: Catalogue, where: Condition, filters: Filters) -> tuple[str, ...]:
    """Say how many were taken for running although no source gives an end, or a start."""
    if not (filters.active or filters.since or filters.until):
        return ()
    sql = f"""SELECT COUNT(*) FROM projects WHERE {where.sql} AND (last_day IS NULL OR first_day IS NULL)"""
    count = int(catalogue.rows(sql, where.parameters)[0][0])
    if not count:
        return ()
    return (f"of {count} of these a start or an end is not known; it was taken as open",)
