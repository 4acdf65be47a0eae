"""Changes in the rows that activities have beside their documents: results, places, codes and more.

Organisations have such rows too. A row is the same row in both states when its identity is the same: a period
of an indicator, the address of a document, the name of a place, a code, the recipient and period of a budget.
Lines of files are no changes.
"""

import json
from collections import Counter
from collections.abc import Callable, Iterator, Mapping, Sequence
from decimal import Decimal
from typing import Any, Final, NamedTuple

from unodc_cli.catalogue.database import Catalogue
from unodc_cli.catalogue.facets import WITH_PROJECT
from unodc_cli.catalogue.flags import ROW_BITS
from unodc_cli.model import exact
from unodc_cli.model.details import FIELDS
from unodc_cli.query.listings import number
from unodc_cli.query.money_changes import BESIDE, BESIDE_FIELDS
from unodc_cli.report.rows import MoneyCell

Row = dict[str, Any]
Rows = dict[str, list[Row]]
# A field, its value before and its value after.
Difference = tuple[str, Any, Any]


class _Listing(NamedTuple):
    """A table of rows: the columns that identify a row, and the names of its fields."""

    identity: tuple[str, ...]
    # The name of a field of a row.
    name: Callable[[Row, str], str]
    # A row as the value of an added or removed one.
    value: Callable[[Row], str | MoneyCell | None]
    # The field under which a whole row is added or removed; None if the document has the same entries, and
    # only the other fields of rows are compared.
    whole: str | None
    # Columns that follow from other rows.
    ignored: tuple[str, ...] = ()
    # The condition in SQL on the rows that are compared.
    condition: str = "1"


def _joined(separator: str, *parts: Any) -> str:
    return separator.join(str(part) for part in parts if part is not None)


def _result_name(row: Row, field: str) -> str:
    """Return the name of a field: that of a result, of its indicator, or of a period."""
    if field == "result":
        return "result"
    indicator = None if field in {"type", "description", "indicator"} else row["indicator"]
    is_of_period = field in {"target", "actual", "parts", "comments"}
    period = (_joined(" – ", row["start"], row["end"]) if is_of_period else None) or None
    return _joined(": ", _joined(" ", "result", row["result"]), indicator, period, field.replace("_", "-"))


def _document_name(row: Row, field: str) -> str:
    return "document" if field == "address" else f"document {row['address']}: {field}"


def _location_name(row: Row, field: str) -> str:
    place = _joined(" ", "location", _joined(", ", row["name"], row["description"]) or None)
    return f"{place}: {field.rstrip('_')}" if field else place


def _partner_name(row: Row, field: str) -> str:
    return f"{_joined(' ', 'partner', row['role'], row['partner'])}: {field}"


def _code_name(row: Row, field: str) -> str:
    return row["kind"] if field == "code" else f"{_joined(' ', row['kind'], row['code'])}: {field}"


def _budget_name(row: Row, field: str) -> str:
    recipient = row["recipient_org"] or row["country"] or row["region"] or row["recipient"]
    budget = _joined(" ", row["kind"], recipient, row["start"])
    return budget if field == "value" else f"{budget}: {field.replace('_', '-')}"


_LISTINGS: Final[Mapping[str, _Listing]] = {
    "results": _Listing(
        ("result", "indicator", "start", "end"),
        _result_name,
        lambda row: _joined(": ", row["result"], row["indicator"], row["start"], row["end"], row["actual"]),
        "result",
    ),
    "links": _Listing(
        ("address", "of"), _document_name, lambda row: row["address"], "address", ignored=("of_title",)
    ),
    "locations": _Listing(
        ("ref", "name", "description"),
        _location_name,
        lambda row: _joined(", ", row["name"], row["description"], row["point"]),
        "",
        # Whether other activities have the same point.
        ignored=("stand_in",),
    ),
    "participants": _Listing(
        ("partner", "role"),
        _partner_name,
        lambda row: row["partner"],
        None,
        # The spelling of a partner.
        ignored=("name",),
    ),
    "classifications": _Listing(
        ("kind", "vocabulary", "code", "text"),
        _code_name,
        lambda row: _joined(" ", row["code"], row["text"], row["value"]),
        "code",
        # The document has the tags that are goals and targets (TagVocabulary).
        condition="kind <> 'tag' OR (vocabulary IS NOT '2' AND vocabulary IS NOT '3')",
    ),
    "budgets": _Listing(
        ("kind", "recipient_org", "country", "region", "start", "end"),
        _budget_name,
        lambda row: row["value"],
        "value",
        # Those in which its country is.
        ignored=("regions",),
    ),
}


# Rows of money with something stated beside them.
_MONEY: Final = f"""FROM money AS m JOIN classes AS c ON c.num = m.class
    WHERE COALESCE({", ".join(BESIDE_FIELDS)}) IS NOT NULL"""


class RowReader:
    """Reads the rows that the projects and organisations of a catalogue have beside their documents."""

    def __init__(self, catalogue: Catalogue) -> None:
        self._catalogue = catalogue
        self._columns = {
            table: [name for name in FIELDS[table] if name != "line" and name not in listing.ignored]
            for table, listing in _LISTINGS.items()
            if self._has(table)
        }
        self._has_beside = bool(catalogue.rows(f"SELECT 1 {_MONEY} LIMIT 1"))

    def _has(self, table: str) -> bool:
        return bool(self._catalogue.rows(f"SELECT 1 FROM main.{table} LIMIT 1"))

    def rows(self, project: int) -> Rows:
        """Return the rows of a project or organisation by table.

        Those of BESIDE are compared with the money beside which they stand (`money_changes`).
        """
        by_table: Rows = {}
        for table, columns in self._columns.items():
            names = ", ".join(f'"{name}"' for name in columns)
            of_project = "project = :project" if table in WITH_PROJECT else "num >= :first AND num < :after"
            rows = self._catalogue.rows(
                f"""SELECT {names} FROM main.{table}
                WHERE {of_project} AND ({_LISTINGS[table].condition}) ORDER BY num""",
                {"project": project, "first": project << ROW_BITS, "after": (project + 1) << ROW_BITS},
            )
            if rows:
                by_table[table] = [_row(dict(zip(columns, row, strict=True))) for row in rows]
        if self._has_beside and (beside := self._beside(project)):
            by_table[BESIDE] = beside
        return by_table

    def _beside(self, project: int) -> list[Row]:
        """Return what is stated beside rows of money, each with the position of its row."""
        rows = self._catalogue.rows(
            f"""SELECT m.num - ?, {", ".join(BESIDE_FIELDS)} {_MONEY}
            AND m.num >= ? AND m.num < ?""",
            (project << ROW_BITS, project << ROW_BITS, (project + 1) << ROW_BITS),
        )
        columns = ("position", *BESIDE_FIELDS)
        return [dict(zip(columns, row, strict=True)) for row in rows]


def _row(row: Row) -> Row:
    """Return a row as it is compared: a point is one value, and so is a sum with its currency."""
    if "latitude" in row:
        row["point"] = _joined(", ", row.pop("latitude"), row.pop("longitude")) or None
    if "units" in row:
        units, trillionths, currency = (row.pop(name) for name in ("units", "trillionths", "currency"))
        value = None if units is None else Decimal(exact.plain(exact.of_parts(units, trillionths)))
        row["value"] = None if value is None else MoneyCell(number(value), currency)
    return row


def row_differences(before: Rows, after: Rows) -> Iterator[Difference]:
    """Yield the differences of rows; a value that several rows of a result share differs once."""
    for table, listing in _LISTINGS.items():
        differences = _differences(before.get(table, []), after.get(table, []), listing)
        yield from {json.dumps(difference): difference for difference in differences}.values()


def _differences(before: list[Row], after: list[Row], listing: _Listing) -> Iterator[Difference]:
    removed, added = _without_common(before, after), _without_common(after, before)
    for old, new in _paired(removed, added, lambda row: tuple(row[name] for name in listing.identity)):
        yield from _fields(old, new, listing)
    if listing.whole is None:
        return
    # One part of the identity differs, and nothing else.
    for name in listing.identity:
        for old, new in _paired(removed, added, _all_but(name)):
            yield from _fields(old, new, listing)
    for row in removed:
        yield listing.name(row, listing.whole), listing.value(row), None
    for row in added:
        yield listing.name(row, listing.whole), None, listing.value(row)


def _all_but(name: str) -> Callable[[Row], tuple[Any, ...]]:
    return lambda row: tuple(value for key, value in row.items() if key != name)


def _fields(old: Row, new: Row, listing: _Listing) -> Iterator[Difference]:
    for name, value in new.items():
        if old[name] != value:
            yield listing.name(new, name), _as_list(name, old[name]), _as_list(name, value)


def _as_list(name: str, value: Any) -> Any:
    """Return a list of texts as a list, since it is stored as JSON. Other lists stay JSON."""
    if value and name == "lines":
        lines = json.loads(value, parse_float=str)
        return [_joined(" ", *(line[key] for key in ("ref", "text", "value", "currency"))) for line in lines]
    return json.loads(value) if value and name in {"categories", "languages", "countries"} else value


def _without_common(rows: Sequence[Row], others: Sequence[Row]) -> list[Row]:
    """Return the rows without those that the other side has too."""
    common = Counter(tuple(row.values()) for row in others)
    unmatched = []
    for row in rows:
        key = tuple(row.values())
        if common[key]:
            common[key] -= 1
        else:
            unmatched.append(row)
    return unmatched


def _paired(
    removed: list[Row], added: list[Row], key: Callable[[Row], tuple[Any, ...]]
) -> Iterator[tuple[Row, Row]]:
    """Take the rows with the same key out of both lists, and yield them in pairs."""
    waiting: dict[tuple[Any, ...], list[Row]] = {}
    for row in reversed(added):
        waiting.setdefault(key(row), []).append(row)
    alone = []
    for row in removed:
        if others := waiting.get(key(row)):
            yield row, others.pop()
        else:
            alone.append(row)
    unmatched_ids = {id(row) for rows in waiting.values() for row in rows}
    removed[:] = alone
    added[:] = [row for row in added if id(row) in unmatched_ids]
