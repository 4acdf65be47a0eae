"""Changes between two portfolios: one row for each value that differs."""

from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from decimal import Decimal
from typing import Any, Final, NamedTuple

from unodc_cli.catalogue.database import Catalogue
from unodc_cli.catalogue.documents import verified
from unodc_cli.errors import UnknownNamesError, UsageError
from unodc_cli.model.exact import to_json
from unodc_cli.model.kinds import AMOUNT_KINDS
from unodc_cli.query.changes import ADDED, CHANGED, REMOVED, Change, changes, load
from unodc_cli.query.filters import Condition, Filters, condition
from unodc_cli.query.selection import Selection, chosen, ranked
from unodc_cli.report.rows import Column, ColumnKind, MoneyCell, Report

COLUMNS: Final = (
    Column("project", ColumnKind.ID),
    Column("field", ColumnKind.TEXT),
    Column("change", ColumnKind.STATUS, 3),
    Column("before", ColumnKind.TEXT),
    Column("after", ColumnKind.TEXT),
    Column("difference", ColumnKind.MONEY, 2),
)
SUMMARY: Final = (
    Column("field", ColumnKind.ID),
    Column("added", ColumnKind.COUNT),
    Column("removed", ColumnKind.COUNT),
    Column("changed", ColumnKind.COUNT),
    Column("difference", ColumnKind.MONEY),
)
RENAMED: Final = "renamed"
_PROJECT: Final = "project"


class _State(NamedTuple):
    """A project in one of the two portfolios."""

    id: str
    document: bytes
    # The values that a renamed project keeps: its title and dates.
    likeness: tuple[str | None, ...]


class _Row(NamedTuple):
    """A change of one project."""

    project: str
    change: Change


def diff(
    before: Catalogue,
    after: Catalogue,
    filters: Filters,
    selection: Selection,
    today: str,
    *,
    evidence: bool = False,
    summary: bool = False,
) -> Report:
    """Return the differences between two portfolios, in the projects that match the filters in either.

    A project counts as renamed where it has the same title and dates under another id. Raises UsageError for
    a filter that means nothing in both portfolios.
    """
    rows = list(_rows(before, after, filters, today, evidence=evidence))
    records = _summary(rows) if summary else [_record(row) for row in rows]
    columns = SUMMARY if summary else COLUMNS
    shown = ranked(records, columns, selection)
    selected = chosen(columns, selection)
    return Report(
        selected,
        [tuple(_cell(record[column.name]) for column in selected) for record in shown],
        [to_json({name: _json(value) for name, value in record.items()}) for record in shown],
        has_selected_fields=bool(selection.fields),
        notes=tuple(_notes(rows)),
    )


def _rows(
    before: Catalogue, after: Catalogue, filters: Filters, today: str, *, evidence: bool
) -> Iterator[_Row]:
    """Yield the changes in the order of the ids. Both portfolios are read along their ids, side by side."""
    pairs = _pairs(*_both(before, after, filters, today))
    gone: list[_State] = []
    new: list[_State] = []
    rows: list[_Row] = []
    for old, current in pairs:
        if current is None and old is not None:
            gone.append(old)
        elif old is None and current is not None:
            new.append(current)
        elif old is not None and current is not None and old.document != current.document:
            found = changes(load(old.document), load(current.document), evidence=evidence)
            rows += (_Row(current.id, change) for change in found)
    rows += _come_and_gone(gone, new, evidence=evidence)
    rows.sort(key=lambda row: row.project)
    yield from rows


def _both(
    before: Catalogue, after: Catalogue, filters: Filters, today: str
) -> tuple[Iterator[_State], Iterator[_State]]:
    """Return the projects of both. A name that only one of them knows finds nothing in the other."""
    conditions: list[Condition | UnknownNamesError | UsageError] = []
    for catalogue in (before, after):
        try:
            conditions.append(condition(catalogue, filters, today))
        except (UnknownNamesError, UsageError) as error:
            conditions.append(error)
    old, new = conditions
    if isinstance(old, Exception) and isinstance(new, Exception):
        raise new
    return _states(before, old), _states(after, new)


def _states(catalogue: Catalogue, where: Condition | Exception) -> Iterator[_State]:
    if isinstance(where, Exception):
        return
    sql = f"""SELECT id, document, checksum, title, start, "end" FROM projects JOIN documents USING (num)
        WHERE {where.sql} ORDER BY id"""
    for id_, document, checksum, *likeness in catalogue.each(sql, where.parameters):
        yield _State(id_, verified(document, checksum), tuple(likeness))


def _pairs(
    before: Iterator[_State], after: Iterator[_State]
) -> Iterator[tuple[_State | None, _State | None]]:
    """Yield the two states of each project; None where a portfolio has it not."""
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


def _come_and_gone(gone: Sequence[_State], new: Sequence[_State], *, evidence: bool) -> Iterator[_Row]:
    """Yield the projects that only one portfolio has, and those that have another id in the other."""
    once_gone, once_new = _unique(gone), _unique(new)
    renamed = {old.id: once_new[old.likeness] for old in gone if _is_unique(old, once_gone, once_new)}
    names = {current.id for current in renamed.values()}
    for old in gone:
        if current := renamed.get(old.id):
            yield _Row(current.id, Change(_PROJECT, RENAMED, old.id, current.id))
            found = changes(load(old.document), load(current.document), evidence=evidence)
            yield from (_Row(current.id, change) for change in found if change.before != old.id)
        else:
            yield _Row(old.id, Change(_PROJECT, REMOVED, old.likeness[0], None))
    for current in new:
        if current.id not in names:
            yield _Row(current.id, Change(_PROJECT, ADDED, None, current.likeness[0]))


def _unique(states: Iterable[_State]) -> dict[tuple[str | None, ...], _State]:
    listed = list(states)
    counts = Counter(state.likeness for state in listed)
    return {state.likeness: state for state in listed if counts[state.likeness] == 1}


def _is_unique(state: _State, *sides: dict[tuple[str | None, ...], _State]) -> bool:
    # Without any date, a title alone is too little.
    return any(state.likeness[1:]) and all(state.likeness in side for side in sides)


def _record(row: _Row) -> dict[str, Any]:
    return {"project": row.project, **row.change._asdict()}


def _summary(rows: Sequence[_Row]) -> list[dict[str, Any]]:
    """Return how often each field was added, removed and changed; sums of money by currency too."""
    counts: dict[str, Counter[str]] = {}
    sums: dict[str, dict[str, Decimal]] = {}
    for _, change in rows:
        name = change.field.partition(" ")[0].rstrip(":")
        counts.setdefault(name, Counter())[CHANGED if change.change == RENAMED else change.change] += 1
        for money, sign in ((change.after, 1), (change.before, -1)):
            if isinstance(money, MoneyCell):
                of_kind = sums.setdefault(name, {})
                value = Decimal(str(money.value)) * sign
                of_kind[money.currency] = of_kind.get(money.currency, Decimal()) + value
    return [
        {
            "field": name,
            **{change: found[change] for change in (ADDED, REMOVED, CHANGED)},
            "difference": [
                MoneyCell(_number(value), currency) for currency, value in sums.get(name, {}).items()
            ],
        }
        for name, found in sorted(counts.items(), key=lambda entry: (_rank(entry[0]), entry[0]))
    ]


def _rank(name: str) -> int:
    """Return the place of a field in a summary: projects first, sums of money last."""
    return 0 if name == _PROJECT else 2 if name in AMOUNT_KINDS else 1


def _number(value: Decimal) -> int | float:
    return int(value) if value == int(value) else float(value)


def _cell(value: Any) -> Any:
    """Return a value as a cell; texts stand in one line."""
    is_texts = isinstance(value, list) and value and all(isinstance(entry, str) for entry in value)
    return ", ".join(value) if is_texts else value


def _json(value: Any) -> Any:
    match value:
        case MoneyCell(amount, currency):
            return {"value": amount, "currency": currency}
        case [MoneyCell(), *_]:
            return [_json(entry) for entry in value]
        case _:
            return value


def _notes(rows: Sequence[_Row]) -> Iterator[str]:
    if not rows:
        yield "no differences"
        return
    whole = Counter(row.change.change for row in rows if row.change.field == _PROJECT)
    apart = {row.project for row in rows if row.change.field == _PROJECT and row.change.change != RENAMED}
    differing = len({row.project for row in rows} - apart)
    counted = {"added": whole[ADDED], "removed": whole[REMOVED], "renamed": whole[RENAMED]}
    parts = [f"{differing:,} {'project differs' if differing == 1 else 'projects differ'}"]
    parts += [f"{count:,} {what}" for what, count in counted.items() if count]
    yield ", ".join(parts)
    if whole[RENAMED]:
        yield "renamed: the same title and dates under another id"
