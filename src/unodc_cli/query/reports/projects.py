"""One row a project: which, in which order, with which fields."""

from collections.abc import Callable, Iterator, Sequence
from itertools import islice
from typing import NamedTuple, TypeVar

from unodc_cli.catalogue.database import Catalogue
from unodc_cli.catalogue.documents import fill_in, fill_in_stored
from unodc_cli.query.fields import (
    AMOUNT_KINDS,
    FIELDS,
    MAIN_AMOUNTS,
    Document,
    ProjectField,
    content,
    forms,
    named,
    without_shared,
)
from unodc_cli.query.filters import Condition, Filters, condition
from unodc_cli.query.notes import left_out, names_meant, past_their_end, taken_as
from unodc_cli.query.resolve import near_partners, one_of
from unodc_cli.query.selection import Selection
from unodc_cli.report.rows import Lazy, Report

# More are not held in memory at a time.
_AT_ONCE = 1000


class _Found(NamedTuple):
    """A project: its JSON on the day of asking, its name, its own partners."""

    document: str
    name: str
    own_partners: int


class _Asked(NamedTuple):
    """Which projects are asked for, and in which order (SQL)."""

    catalogue: Catalogue
    where: Condition
    order: str
    limit: int | None
    today: str

    def each(self) -> Iterator[_Found]:
        """Return the projects, one by one."""
        sql, parameters = self._select("num, name, own_partners")
        rows = self.catalogue.each(
            f"SELECT document, name, own_partners FROM ({sql}) CROSS JOIN documents USING (num)", parameters
        )
        return (_Found(fill_in(text, self.today), name, own) for text, name, own in rows)

    def stored(self) -> Iterator[bytes]:
        """Return their documents alone, as they are stored but for what depends on the day."""
        sql, parameters = self._select("num")
        documents = self.catalogue.stored(
            f"SELECT CAST(document AS BLOB) FROM ({sql}) CROSS JOIN documents USING (num)", parameters
        )
        return (fill_in_stored(document, self.today) for document in documents)

    def _select(self, columns: str) -> tuple[str, dict[str, object]]:
        # What is found is put in order before its documents are fetched: to sort these would be to copy them.
        sql = f"SELECT {columns} FROM projects WHERE {self.where.sql} ORDER BY {self.order} LIMIT :limit"
        return sql, {**self.where.parameters, "limit": -1 if self.limit is None else self.limit}

    def how_many(self) -> int:
        """Return how many projects there are."""
        sql = f"SELECT COUNT(*) FROM projects WHERE {self.where.sql}"
        [(count,)] = self.catalogue.rows(sql, self.where.parameters)
        return int(count) if self.limit is None else min(int(count), self.limit)


Given = TypeVar("Given")
Made = TypeVar("Made")


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
    chosen = [named(name) for name in selection.fields]
    where = condition(catalogue, filters, today)
    asked = _Asked(catalogue, where, _order(selection.sort), selection.limit, today)
    if not (chosen or columns):
        stored = _held(Lazy(asked.stored, asked.how_many))
        return Report((), (), stored, notes=_notes(asked, filters, stored))
    found = _held(Lazy(asked.each, asked.how_many))
    notes = _notes(asked, filters, found)
    contents = _mapped(found, _content)
    first = [] if chosen else list(islice(contents, _AT_ONCE))
    fields = chosen or _with_main_amount(columns or (), first)
    names = [field.column.name for field in fields]
    in_phases = contents if isinstance(contents, list) else _in_phases(catalogue, where, today)
    return Report(
        tuple(field.column for field in fields),
        _mapped(contents, lambda content: tuple(field.value(content) for field in fields)),
        _mapped(found, lambda project: project.document),
        has_selected_fields=bool(chosen),
        notes=notes,
        row_notes=(*_partial_sums(names, in_phases), *_other_sums(names, first, found)),
    )


def _held(found: Lazy[Given]) -> Sequence[Given] | Lazy[Given]:
    """Return a list of what is found, if it is no more than memory should hold."""
    first = list(islice(found, _AT_ONCE + 1))
    return first if len(first) <= _AT_ONCE else found


def _notes(asked: _Asked, filters: Filters, found: Sequence[Given] | Lazy[Given]) -> tuple[str, ...]:
    catalogue, where = asked.catalogue, asked.where
    return (
        *names_meant(catalogue, filters),
        *taken_as(catalogue, where, filters),
        *left_out(catalogue, filters, asked.today),
        *(past_their_end(catalogue, where) if filters.status else ()),
        *nothing_found(found),
        *(() if found else near_partners(catalogue, filters.partner)),
    )


def _content(project: _Found) -> Document:
    return without_shared(content(project.document, project.name), project.own_partners)


def _mapped(
    found: Sequence[Given] | Lazy[Given], make: Callable[[Given], Made]
) -> Sequence[Made] | Lazy[Made]:
    """Return what is made of each: at once of a list, and else while it is taken."""
    if isinstance(found, Lazy):
        return Lazy(lambda: map(make, found), found.count)
    return [make(entry) for entry in found]


def _with_main_amount(names: Sequence[str], shown: Sequence[Document]) -> list[ProjectField]:
    """Return the fields of the names; `amount` is the first main kind that any of these projects states."""
    if "amount" not in names:
        return [FIELDS[name] for name in names]
    stated = {amount["kind"] for document in shown for amount in document["amounts"] if amount["value"]}
    main = next((kind for kind in MAIN_AMOUNTS if kind in stated), MAIN_AMOUNTS[0])
    return [FIELDS[main if name == "amount" else name] for name in names]


def _partial_sums(names: Sequence[str], found: Sequence[Document]) -> Iterator[str]:
    """Say which sums are those of some phases only, since the others have none that is known."""
    shown = {name.partition(".")[0] for name in names}
    for kind in (kind for kind in AMOUNT_KINDS if kind in shown):
        partial = [document["id"] for document in found if _is_partial(document, kind)]
        if partial:
            yield f"the {kind} of {', '.join(partial)} is that of some phases: the others state none"


def _other_sums(
    names: Sequence[str], first: Sequence[Document], found: Sequence[Given] | Lazy[Given]
) -> Iterator[str]:
    """Say how many of the first rows have no sum in the column of money but state sums of other kinds."""
    main = next((name for name in names if name in MAIN_AMOUNTS), None)
    blank = [
        document for document in first if main and not any(a["kind"] == main for a in document["amounts"])
    ]
    stated = ({amount["kind"] for amount in document["amounts"] if amount["value"]} for document in blank)
    others = [kinds for kinds in stated if kinds]
    if others:
        of = f"the first {len(first):,}" if isinstance(found, Lazy) else "these"
        verb = "states" if len(others) == 1 else "state"
        kinds = ", ".join(kind for kind in AMOUNT_KINDS if any(kind in some for some in others))
        yield f"{len(others):,} of {of} {verb} other sums ({kinds}): --fields amounts shows them"


def _is_partial(document: Document, kind: str) -> bool:
    phases = {amount["phase"] for amount in document["amounts"] if amount["kind"] == kind}
    return bool(phases) and None not in phases and len(phases) < len(document["phases"])


def nothing_found(found: Sequence[Given] | Lazy[Given]) -> tuple[str, ...]:
    """Return what is to be said of an empty answer."""
    return () if found else ("nothing found: no project meets all of these conditions",)


def _in_phases(catalogue: Catalogue, where: Condition, today: str) -> list[Document]:
    """Return those of the projects found that have phases."""
    rows = catalogue.rows(
        f"""SELECT document, name, own_partners FROM projects JOIN documents USING (num)
        WHERE num IN (SELECT project FROM phases) AND {where.sql}""",
        where.parameters,
    )
    return [_content(_Found(fill_in(document, today), name, own)) for document, name, own in rows]


def _order(sort: Sequence[str]) -> str:
    """Return the order; without one, that of the file.

    What is missing comes last either way, and what is equal stands in the order of the ids.
    """
    parts = []
    for name in sort:
        descending = name.startswith("-")
        values = [f"{kind}.value" for kind in AMOUNT_KINDS]
        field = one_of(
            "field to sort by", name.removeprefix("-"), sortable(), values, forms(("value",))
        ).removesuffix(".value")
        expression = FIELDS[field].sort
        parts.append(f"({expression}) IS NULL, {expression} {'DESC' if descending else 'ASC'}")
    return ", ".join([*parts, "id" if parts else "place"])


def sortable() -> tuple[str, ...]:
    """Return the names of the fields that have an order."""
    return tuple(name for name, field in FIELDS.items() if field.sort != "NULL")
