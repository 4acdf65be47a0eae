import itertools
import json
import sqlite3
from pathlib import Path

import pytest

from unodc_cli.catalogue import cache
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


@pytest.mark.parametrize("today", ["2009-12-31", "2010-01-01", "2010-12-31", "2011-01-01"])
@pytest.mark.parametrize(
    "span", [("2010-01-01", "2010-12-31"), ("2010-01-01", None), (None, "2010-12-31"), (None, None)]
)
def test_a_mark_becomes_the_status_of_the_day(span: tuple[str | None, str | None], today: str) -> None:
    document = f'{{"id": "p", "status": {status.mark(*span)}, "phases": []}}'
    assert json.loads(status.fill_in(document, today)) == {
        "id": "p",
        "status": status.follows(*span, today),
        "phases": [],
    }


def test_each_mark_of_a_document_becomes_its_own_status() -> None:
    past, future = status.mark("2000-01-01", "2001-01-01"), status.mark("2030-01-01", None)
    assert status.fill_in(f"[{past}, {future}, {past}]", TODAY) == '["ended", "planned", "ended"]'


def test_a_document_without_a_mark_stays_as_it_is() -> None:
    document = '{"title": "1/2 \\u001f2000-01-01/2001-01-01\\u001f", "status": "active"}'
    assert status.fill_in(document, TODAY) == document
    assert status.fill_in_stored(document.encode(), TODAY) == document.encode()


def test_what_is_stored_is_filled_in_as_text_is() -> None:
    document = f'{{"title": "Équité", "status": {status.mark("2000-01-01", "2001-01-01")}}}'
    assert status.fill_in_stored(document.encode(), TODAY).decode() == status.fill_in(document, TODAY)


# The escape is TOML's: the texts really hold unit separators, backslashes and quotes.
IMITATIONS = r"""
[portfolio]
title = "T"

[[projects]]
id = "p"
title = "\u001F2000-01-01/2001-01-01\u001F"
acronym = "\\u001f2000-01-01/2001-01-01\\u001f"
aliases = ["\"\u001F/\u001F\"", "-\u001F", "/\u001F\"", "status\": \u001F2000-01-01/\u001F"]
summary = "before \u001F2030-01-01/2031-01-01\u001F behind"
start = "2024"
end = "2024"

[[projects.phases]]
id = "one"
name = "\u001F2000-01-01/2001-01-01\u001F"
end = "2023"
"""


def test_a_text_that_imitates_the_mark_is_untouched(tmp_path: Path) -> None:
    file = tmp_path / "data.toml"
    file.write_text(IMITATIONS, encoding="utf-8")
    (document,) = cache.ask([file], lambda made: made.rows("SELECT document FROM documents"))[0]

    project = json.loads(status.fill_in(document, TODAY))

    imitation = "\x1f2000-01-01/2001-01-01\x1f"
    assert project["title"] == imitation
    assert project["acronym"] == "\\u001f2000-01-01/2001-01-01\\u001f"
    assert project["aliases"] == ['"\x1f/\x1f"', "-\x1f", '/\x1f"', 'status": \x1f2000-01-01/\x1f']
    assert project["summary"] == "before \x1f2030-01-01/2031-01-01\x1f behind"
    assert project["status"] == "active"
    assert [(phase["name"], phase["status"]) for phase in project["phases"]] == [(imitation, "ended")]
