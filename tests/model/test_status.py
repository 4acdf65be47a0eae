import itertools
import sqlite3

import pytest

from unodc_cli.model import status

BEFORE, TODAY, AFTER = "2024-06-30", "2024-07-01", "2024-07-02"


@pytest.mark.parametrize(
    ("first", "last", "expected"),
    [
        (None, None, None),
        (BEFORE, None, None),
        (TODAY, None, None),
        (AFTER, None, "planned"),
        (None, BEFORE, "ended"),
        (None, TODAY, None),
        (None, AFTER, None),
        (BEFORE, BEFORE, "ended"),
        (BEFORE, TODAY, "active"),
        (BEFORE, AFTER, "active"),
        (TODAY, TODAY, "active"),
        (TODAY, AFTER, "active"),
        (AFTER, AFTER, "planned"),
    ],
)
def test_a_status_follows_from_the_first_and_the_last_possible_day(
    first: str | None, last: str | None, expected: str | None
) -> None:
    assert status.follows(first, last, TODAY) == expected


def _by_sql(stated: str | None, first: str | None, last: str | None, today: str) -> str | None:
    database = sqlite3.connect(":memory:")
    database.execute("CREATE TABLE projects (status TEXT, first_day TEXT, last_day TEXT)")
    database.execute("INSERT INTO projects VALUES (?, ?, ?)", (stated, first, last))
    ((found,),) = database.execute(f"SELECT {status.SQL} FROM projects", {"today": today}).fetchall()
    database.close()
    assert found is None or isinstance(found, str)
    return found


def test_sql_and_python_agree_on_what_follows() -> None:
    days = (None, "1999-12-31", BEFORE, TODAY, AFTER, "2100-01-01")
    answers = set()
    for first, last, today in itertools.product(days, days, ("2000-01-01", TODAY, "2024-07-03")):
        answers.add(status.follows(first, last, today))
        assert _by_sql(None, first, last, today) == status.follows(first, last, today), (first, last, today)
    assert answers == {None, "planned", "active", "ended"}


def test_a_stated_status_stands_whatever_the_dates_say() -> None:
    for first, last in itertools.product((None, BEFORE, AFTER), repeat=2):
        assert _by_sql("suspended", first, last, TODAY) == "suspended"
