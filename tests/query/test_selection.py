"""The order of records, in Python and in SQL, and the selected columns."""

import sqlite3

import pytest

from unodc_cli.query.records import selected_columns, sort_order, sorted_records, sql_order
from unodc_cli.query.reports import columns
from unodc_cli.query.selection import Selection
from unodc_cli.report.rows import Column, ColumnKind

COLUMNS = (Column("id", ColumnKind.ID), Column("kind", ColumnKind.TEXT), Column("count", ColumnKind.COUNT))
RECORDS: list[dict[str, object]] = [
    {"id": "d", "kind": None, "count": 1},
    {"id": "c", "kind": "B", "count": 2},
    {"id": "b", "kind": "a", "count": 2},
    {"id": "a", "kind": "A", "count": None},
]


def ordered(*sort: str) -> str:
    return "".join(str(record["id"]) for record in sorted_records(RECORDS, COLUMNS, Selection(sort=sort)))


def test_without_an_order_it_stays() -> None:
    assert ordered() == "dcba"


def test_the_first_field_counts_first_and_ids_last() -> None:
    assert ordered("count") == "dbca"
    assert ordered("-count") == "bcda"
    assert ordered("kind") == "abcd"
    assert ordered("-kind") == "cabd"
    assert ordered("-kind", "-id") == "cbad"


def test_every_command_has_fields_and_orders() -> None:
    for command in ("list", "by", "by-theme", "by-programme", "search", "sources", "timeline", "themes"):
        assert set(columns.fields(command)) & set(columns.orders(command))


@pytest.mark.parametrize("sort", ["count", "-count", "kind", "-kind", "-kind,count", "-count,-id"])
def test_sql_orders_as_python_does(sort: str) -> None:
    database = sqlite3.connect(":memory:")
    database.execute("CREATE TABLE records (id TEXT, kind TEXT COLLATE NOCASE, count INTEGER)")
    database.executemany("INSERT INTO records VALUES (:id, :kind, :count)", RECORDS)
    order = sort_order(sort.split(","), ("id", "kind", "count"))
    keys = [sql_order(name, is_descending=is_descending) for name, is_descending in order]
    rows = database.execute(f"SELECT id FROM records ORDER BY {', '.join([*keys, 'id'])}")
    assert "".join(id_ for (id_,) in rows) == ordered(*sort.split(","))


def test_default_columns_give_way_to_selected_ones() -> None:
    assert selected_columns(COLUMNS, Selection()) == COLUMNS
    assert selected_columns(COLUMNS, Selection(), default=("count",)) == COLUMNS[2:]
    assert selected_columns(COLUMNS, Selection(fields=("kind", "ID")), default=("count",)) == COLUMNS[1::-1]
