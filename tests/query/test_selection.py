"""What is shown of what is found: an order."""

from unodc_cli.query.reports import columns
from unodc_cli.query.selection import Selection, sorted_records
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
