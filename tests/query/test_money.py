"""Rows of money in SQL: the way in which SQLite goes through them."""

import sqlite3

import pytest

from unodc_cli.catalogue.schema import CREATE_INDEXES, CREATE_TABLES
from unodc_cli.query.money import ROWS


@pytest.mark.parametrize("condition", ["1", "c.kind = 'commitment'", "c.level = 1 AND c.currency IN ('EUR')"])
def test_rows_of_money_are_looked_up_by_their_project(condition: str) -> None:
    """The time for an index that SQLite makes of all rows would grow with the square of the projects."""
    database = sqlite3.connect(":memory:")
    for statement in (*CREATE_TABLES, *CREATE_INDEXES):
        database.execute(statement)
    query = f"EXPLAIN QUERY PLAN SELECT 1 FROM {ROWS} WHERE {condition}"
    plan = [step for *_, step in database.execute(query)]
    database.close()
    assert [step.split(" USING ")[-1] for step in plan[1:]] == [
        "INTEGER PRIMARY KEY (rowid>? AND rowid<?)",
        "INTEGER PRIMARY KEY (rowid=?)",
    ]
