"""Changes between two portfolios: one row for each value that differs."""

import json
from collections import Counter
from collections.abc import Container, Iterable, Iterator
from decimal import Decimal
from typing import Any, Final

from unodc_cli.catalogue.database import Catalogue
from unodc_cli.model.exact import to_json
from unodc_cli.query.changes import ADDED, CHANGED, REMOVED
from unodc_cli.query.differences import ORGANISATION, PROJECT, RENAMED, Differences, compare, organisations
from unodc_cli.query.filters import Filters
from unodc_cli.query.listings import number
from unodc_cli.query.records import Record, selected_columns, sort_order, sortable, sorted_records
from unodc_cli.query.selection import Selection
from unodc_cli.query.stored import each, list_or_lazy
from unodc_cli.report.report import Report
from unodc_cli.report.rows import Cell, Column, ColumnKind, MoneyCell

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

    Raises UsageError for a filter that means nothing in both portfolios.
    """
    differences = compare(before, after, filters, today, evidence=evidence)
    notes = tuple(_notes(differences, (before, after), filters))
    return (_summarised if summary else _listed)(differences, selection, notes)


def _listed(differences: Differences, selection: Selection, notes: tuple[str, ...]) -> Report:
    """Return a row for each difference."""
    selected = selected_columns(COLUMNS, selection)
    order = sort_order(selection.sort, sortable(COLUMNS))
    count = differences.count()
    documents = list_or_lazy(
        lambda: differences.documents(order, selection.limit),
        lambda: count if selection.limit is None else min(count, selection.limit),
    )

    def row(document: str) -> tuple[Cell, ...]:
        record = json.loads(document)
        return tuple(_cell(record[column.name]) for column in selected)

    return Report(
        selected, each(documents, row), documents, has_selected_fields=bool(selection.fields), notes=notes
    )


def _summarised(differences: Differences, selection: Selection, notes: tuple[str, ...]) -> Report:
    """Return a row for each field, with how often it changed."""
    records = sorted_records(_summary(map(json.loads, differences.documents())), SUMMARY, selection)
    selected = selected_columns(SUMMARY, selection)
    return Report(
        selected,
        [tuple(_cell(record[column.name]) for column in selected) for record in records],
        [to_json(record) for record in records],
        has_selected_fields=bool(selection.fields),
        notes=notes,
    )


def _summary(changes: Iterable[Record]) -> list[Record]:
    """Return how often each field was added, removed and changed; sums of money by currency too."""
    counts: dict[str, Counter[str]] = {}
    sums: dict[str, dict[str, Decimal]] = {}
    for change in changes:
        name = change["field"].partition(" ")[0].rstrip(":")
        counts.setdefault(name, Counter())[CHANGED if change["change"] == RENAMED else change["change"]] += 1
        for money, sign in ((change["after"], 1), (change["before"], -1)):
            if isinstance(money, dict):
                of_kind = sums.setdefault(name, {})
                value = Decimal(str(money["value"])) * sign
                of_kind[money["currency"]] = of_kind.get(money["currency"], Decimal()) + value
    return [
        {
            "field": name,
            **{change: counted[change] for change in (ADDED, REMOVED, CHANGED)},
            "difference": [
                {"value": number(value), "currency": currency}
                for currency, value in sums.get(name, {}).items()
            ],
        }
        for name, counted in sorted(counts.items(), key=lambda entry: (_rank(entry[0], sums), entry[0]))
    ]


def _rank(name: str, sums: Container[str]) -> int:
    """Return the place of a field in a summary: projects first, sums of money last."""
    return 0 if name in (PROJECT, ORGANISATION) else 2 if name in sums else 1


def _cell(value: Any) -> Any:
    """Return a value of a document as a cell; texts stand in one line."""
    match value:
        case {"value": amount, "currency": currency}:
            return MoneyCell(amount, currency)
        case [str(), *_]:
            return ", ".join(value)
        case list():
            return [_cell(entry) for entry in value]
    return value


def _notes(differences: Differences, catalogues: Iterable[Catalogue], filters: Filters) -> Iterator[str]:
    if not differences.count():
        yield "no differences"
    for noun in (PROJECT, ORGANISATION):
        count, whole = differences.counts(noun)
        if not count:
            continue
        differing = count - whole.get(ADDED, 0) - whole.get(REMOVED, 0)
        parts = [f"{differing:,} {noun} differs" if differing == 1 else f"{differing:,} {noun}s differ"]
        parts += [f"{whole[change]:,} {change}" for change in (ADDED, REMOVED, RENAMED) if change in whole]
        yield ", ".join(parts)
        if RENAMED in whole:
            yield "renamed: the same title and dates under another id"
    if filters != Filters() and any(map(organisations, catalogues)):
        yield "organisations are left out: the filters are on projects"
