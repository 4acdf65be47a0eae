"""Compare two catalogues, project by project, and keep the differences in temporary tables of SQLite.

Memory holds two projects at a time: SQLite moves the tables to a temporary file when they grow. Organisations
that publish their own budgets are compared in the same way.
"""

import json
from collections.abc import Iterable, Iterator, Mapping, Sequence
from typing import Any, Final, NamedTuple, Protocol, TypeVar

from unodc_cli.catalogue.database import Catalogue
from unodc_cli.catalogue.documents import verified
from unodc_cli.errors import UnknownNameError, UnknownNamesError, UsageError
from unodc_cli.model.exact import to_json
from unodc_cli.query.changes import ADDED, REMOVED, Change, changes, load, organisation_changes
from unodc_cli.query.conditions import condition
from unodc_cli.query.filters import Filters
from unodc_cli.query.row_changes import RowReader, Rows
from unodc_cli.report.rows import MoneyCell

RENAMED: Final = "renamed"
# The field of a project that was added, removed or renamed as a whole, and that of an organisation.
PROJECT, ORGANISATION = "project", "organisation"

_TABLES: Final = {
    # `document` is the row of the answer as JSON, `of` the field for the whole of what differs.
    "differences": "project TEXT, field TEXT, change TEXT, document TEXT, of TEXT",
    # The projects that only one catalogue has, with their numbers in it.
    "unpaired": 'is_new INTEGER, num INTEGER, id TEXT, title TEXT, start TEXT, "end" TEXT',
    # The numbers of a project in both catalogues.
    "renamed": "old INTEGER PRIMARY KEY, new INTEGER UNIQUE",
}
# A removed and an added project that alone have the same title and dates. A title by itself is too little.
_PAIR_RENAMED: Final = """INSERT INTO temp.renamed
    SELECT MAX(num) FILTER (WHERE NOT is_new), MAX(num) FILTER (WHERE is_new) FROM temp.unpaired
    GROUP BY title, start, "end"
    HAVING COUNT(*) = 2 AND SUM(is_new) = 1 AND (start IS NOT NULL OR "end" IS NOT NULL)"""
_NOT_RENAMED: Final = """SELECT is_new, id, title FROM temp.unpaired WHERE CASE WHEN is_new
    THEN num NOT IN (SELECT new FROM temp.renamed) ELSE num NOT IN (SELECT old FROM temp.renamed) END"""


class _State(NamedTuple):
    """A project in one of the two catalogues."""

    num: int
    id: str
    title: str | None
    start: str | None
    end: str | None
    document: bytes
    rows: Rows


class _Organisation(NamedTuple):
    """An organisation in one of the two catalogues, with its values and rows."""

    id: str
    name: str
    document: dict[str, Any]


class _Identified(Protocol):
    @property
    def id(self) -> str: ...


_Either = TypeVar("_Either", bound=_Identified)


class Differences:
    """The differences between two catalogues, sorted and counted by SQLite."""

    def __init__(self, catalogue: Catalogue) -> None:
        # Its connection has the temporary tables. The catalogue itself is only read.
        self._catalogue = catalogue
        for table, columns in _TABLES.items():
            catalogue.rows(f"DROP TABLE IF EXISTS temp.{table}")
            catalogue.rows(f"CREATE TEMP TABLE {table} ({columns})")
        catalogue.rows("CREATE INDEX temp.differences_by_project ON differences (project)")
        catalogue.define("sort_key", _sort_key)

    def add(self, project: str, changes: Iterable[Change], of: str = PROJECT) -> None:
        """Add the changes of a project, or of an organisation."""
        for change in changes:
            record = {"project": project, **{name: _json(value) for name, value in change._asdict().items()}}
            row = (project, change.field, change.change, to_json(record), of)
            self._catalogue.rows("INSERT INTO temp.differences VALUES (?, ?, ?, ?, ?)", row)

    def add_unpaired(self, old: _State | None, new: _State | None) -> None:
        """Add a project that only one catalogue has."""
        for state in filter(None, (old, new)):
            row = (state is new, state.num, state.id, state.title, state.start, state.end)
            self._catalogue.rows("INSERT INTO temp.unpaired VALUES (?, ?, ?, ?, ?, ?)", row)

    def pair_renamed(self) -> Iterator[tuple[Any, ...]]:
        """Find the projects that have another id in the other catalogue; return the two numbers of each."""
        self._catalogue.rows(_PAIR_RENAMED)
        return self._catalogue.each("SELECT old, new FROM temp.renamed")

    def not_renamed(self) -> Iterator[tuple[Any, ...]]:
        """Return the projects that were added or removed: whether added, the id, the title."""
        return self._catalogue.each(_NOT_RENAMED)

    def documents(self, order: Sequence[tuple[str, bool]] = (), limit: int | None = None) -> Iterator[str]:
        """Return the rows as JSON: by project, or by fields (descending if True) with empty values last."""
        keys = [_sql_order(name, "DESC" if is_descending else "ASC") for name, is_descending in order]
        # As in other answers, ties are sorted by id.
        ties = [_sql_order(PROJECT, "ASC")] if keys else []
        columns = ", ".join([*keys, *ties, "project", "rowid"])
        sql = f"SELECT document FROM temp.differences ORDER BY {columns} LIMIT ?"
        return (document for (document,) in self._catalogue.each(sql, (-1 if limit is None else limit,)))

    def count(self) -> int:
        """Return the number of differences."""
        [(count,)] = self._catalogue.rows("SELECT COUNT(*) FROM temp.differences")
        return int(count)

    def counts(self, of: str) -> tuple[int, Mapping[str, int]]:
        """Return the number of projects with a difference, and of those added, removed and renamed.

        Or that of organisations.
        """
        [(count,)] = self._catalogue.rows(
            "SELECT COUNT(DISTINCT project) FROM temp.differences WHERE of = ?", (of,)
        )
        sql = "SELECT change, COUNT(*) FROM temp.differences WHERE of = ? AND field = ? GROUP BY change"
        return int(count), dict(self._catalogue.rows(sql, (of, of)))


def compare(
    before: Catalogue, after: Catalogue, filters: Filters, today: str, *, evidence: bool = False
) -> Differences:
    """Return the differences between two catalogues, in the projects that match the filters in either.

    A project counts as renamed where it has the same title and dates under another id. Raises UsageError for
    a filter that means nothing in both catalogues.
    """
    differences = Differences(after)
    # Both catalogues are read along the ids of their projects, side by side.
    for old, new in _pairs(*_both(before, after, filters, today)):
        if old is None or new is None:
            differences.add_unpaired(old, new)
        elif (old.document, old.rows) != (new.document, new.rows):
            differences.add(new.id, _changes(old, new, evidence=evidence))
    for numbers in differences.pair_renamed():
        old, new = (_state(*side) for side in zip((before, after), numbers, strict=True))
        differences.add(new.id, [Change(PROJECT, RENAMED, old.id, new.id)])
        differing = _changes(old, new, evidence=evidence)
        differences.add(new.id, (change for change in differing if change.before != old.id))
    for is_new, id_, title in differences.not_renamed():
        change = Change(PROJECT, ADDED, None, title) if is_new else Change(PROJECT, REMOVED, title, None)
        differences.add(id_, [change])
    # Filters are those of projects.
    if filters == Filters():
        for before_, after_ in _pairs(_organisations(before), _organisations(after)):
            _compare_organisations(before_, after_, differences)
    return differences


def organisations(catalogue: Catalogue) -> int:
    """Return the number of organisations that publish their own budgets."""
    [(count,)] = catalogue.rows("SELECT COUNT(*) FROM main.organisations")
    return int(count)


def _organisations(catalogue: Catalogue) -> Iterator[_Organisation]:
    """Yield the organisations in the order of their ids."""
    reader = RowReader(catalogue)
    rows = catalogue.each(
        """SELECT num, id, name, publisher_ref, publisher_name, publisher_type, is_secondary
        FROM main.organisations ORDER BY id"""
    )
    for num, id_, name, ref, publisher, type_, is_secondary in rows:
        values = {"name": name, "reporter ref": ref, "reporter name": publisher, "reporter type": type_}
        values["reporter secondary"] = None if is_secondary is None else bool(is_secondary)
        document = {**values, "rows": reader.rows(num)}
        yield _Organisation(id_, name, document)


def _compare_organisations(
    old: _Organisation | None, new: _Organisation | None, differences: Differences
) -> None:
    if old is None or new is None:
        for state, change in ((old, REMOVED), (new, ADDED)):
            if state:
                names = (state.name, None) if change == REMOVED else (None, state.name)
                differences.add(state.id, [Change(ORGANISATION, change, *names)], ORGANISATION)
    elif old.document != new.document:
        differences.add(new.id, organisation_changes(old.document, new.document), ORGANISATION)


def _changes(old: _State, new: _State, *, evidence: bool) -> Iterator[Change]:
    return changes(load(old.document, old.rows), load(new.document, new.rows), evidence=evidence)


def _both(
    before: Catalogue, after: Catalogue, filters: Filters, today: str
) -> tuple[Iterator[_State], Iterator[_State]]:
    """Return the projects of both. A name that only one of them knows matches nothing in the other."""
    if filters == Filters():
        return _states(before, None), _states(after, None)
    # A project that matches before or after is compared: it may match since it has changed.
    ids: set[str] = set()
    errors: list[UnknownNameError | UnknownNamesError | UsageError] = []
    for catalogue in (before, after):
        try:
            where = condition(catalogue, filters, today)
        except (UnknownNameError, UnknownNamesError, UsageError) as error:
            errors.append(error)
        else:
            rows = catalogue.each(f"SELECT id FROM projects WHERE {where.sql}", where.parameters)
            ids.update(id_ for (id_,) in rows)
    if len(errors) > 1:
        raise errors[1]
    listed = to_json(list(ids))
    return _states(before, listed), _states(after, listed)


def _states(catalogue: Catalogue, ids: str | None) -> Iterator[_State]:
    """Yield the projects with these ids (JSON), or all, in the order of their ids."""
    where = "" if ids is None else "WHERE id IN (SELECT value FROM json_each(:ids))"
    # Sorted before the documents are fetched: to sort these would be to copy them. SQLite leaves out the
    # order of a subquery that has no limit.
    sql = f'SELECT num, id, title, start, "end" FROM projects {where} ORDER BY id LIMIT -1'
    yield from _fetched(catalogue, sql, {"ids": ids})


def _state(catalogue: Catalogue, num: int) -> _State:
    """Return a project by its number."""
    [state] = _fetched(
        catalogue, 'SELECT num, id, title, start, "end" FROM projects WHERE num = :num', {"num": num}
    )
    return state


def _fetched(catalogue: Catalogue, projects: str, parameters: dict[str, object]) -> Iterator[_State]:
    """Yield the projects that a query has, with their documents and the rows beside these."""
    reader = RowReader(catalogue)
    rows = catalogue.each(f"SELECT * FROM ({projects}) CROSS JOIN documents USING (num)", parameters)
    for num, id_, title, start, end, document, checksum, _ in rows:
        yield _State(num, id_, title, start, end, verified(document, checksum), reader.rows(num))


def _pairs(
    before: Iterator[_Either], after: Iterator[_Either]
) -> Iterator[tuple[_Either | None, _Either | None]]:
    """Yield the two states of each project or organisation; None where a catalogue does not have it."""
    old, new = next(before, None), next(after, None)
    while old or new:
        if new is None or (old and old.id < new.id):
            yield old, None
            old = next(before, None)
        elif old is None or new.id < old.id:
            yield None, new
            new = next(after, None)
        else:
            yield old, new
            old, new = next(before, None), next(after, None)


def _sql_order(name: str, direction: str) -> str:
    key = f"sort_key(document, '{name}')"
    return f"{key} IS NULL, {key} {direction}"


def _sort_key(document: str, name: str) -> str | float | None:
    """Return the value by which a row is sorted: money by its sum, texts in any case."""
    value = json.loads(document)[name]
    match value:
        case dict():
            return float(value["value"])
        case list():
            return ", ".join(value).casefold()
        case str():
            return value.casefold()
    return None if value is None else float(value)


def _json(value: Any) -> Any:
    return {"value": value.value, "currency": value.currency} if isinstance(value, MoneyCell) else value
