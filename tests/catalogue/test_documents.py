import json
from pathlib import Path
from typing import Any

import pytest

from unodc_cli.catalogue import cache
from unodc_cli.catalogue.documents import COLUMNS, complete, stored, verified
from unodc_cli.errors import DamagedError
from unodc_cli.model import status

TODAY = "2024-07-01"


def project(start: str | None, end: str | None, **more: Any) -> dict[str, Any]:
    return {"id": "p", "start": start, "end": end, "status": None, "phases": [], **more}


def read(content: dict[str, Any], today: str = TODAY) -> Any:
    return json.loads(complete(*stored(content, (), "data.toml"), today=today))


@pytest.mark.parametrize("today", ["2009-12-31", "2010-01-01", "2010-12-31", "2011-01-01"])
@pytest.mark.parametrize("span", [("2010", "2010-12"), ("2010", None), (None, "2010"), (None, None)])
def test_a_status_that_follows_from_the_dates_is_that_of_the_day(
    span: tuple[str | None, str | None], today: str
) -> None:
    days = ("2010-01-01" if span[0] else None, "2010-12-31" if span[1] else None)
    content = project(*span)
    assert read(content, today) == {**content, "status": status.follows(*days, today)}


def test_each_phase_has_the_status_of_its_own_dates() -> None:
    phases = [project("2000", "2001"), project("2030", None), project("2000", None)]
    content = read(project("2000", "2030", phases=phases))
    assert content["status"] == "active"
    assert [phase["status"] for phase in content["phases"]] == ["ended", "planned", None]


def test_a_status_that_is_stated_stays_in_each_part() -> None:
    content = project("2000", "2001", status="suspended", phases=[project("2000", "2001", status="active")])
    assert read(content) == content
    document, _, has_days = stored(content, (), "data.toml")
    assert json.loads(document) == content
    assert not has_days


def test_a_document_that_is_not_as_it_was_written_is_damaged() -> None:
    document, checksum, has_days = stored(project("2000", "2001"), (), "data.toml")
    assert verified(document, checksum) == document
    for damaged in (document[:-1], document.replace(b"p", b"q"), b""):
        with pytest.raises(DamagedError):
            complete(damaged, checksum, has_days, today=TODAY)


# The escape is TOML's: the texts really hold unit separators, backslashes and quotes.
IMITATIONS = r"""
[portfolio]
title = "T"

[[projects]]
id = "p"
title = "\u001F2000-01-01/2001-01-01\u001F"
acronym = "\\u001f2000-01-01/2001-01-01\\u001f"
aliases = [
  "\"\u001F/\u001F\"", "-\u001F", "/\u001F\"", "status\": \u001F2000-01-01/\u001F",
  "\"status\": \"\u001F2000-01-01/\u001F\"", "\\\"status\\\": \\\"\u001F2000-01-01/\u001F\\\"",
]
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
    [row] = cache.run([file], lambda catalogue: catalogue.rows(f"SELECT {COLUMNS} FROM documents"))

    project = json.loads(complete(*row, today=TODAY))

    imitation = "\x1f2000-01-01/2001-01-01\x1f"
    assert project["title"] == imitation
    assert project["acronym"] == "\\u001f2000-01-01/2001-01-01\\u001f"
    assert project["aliases"] == [
        *('"\x1f/\x1f"', "-\x1f", '/\x1f"', 'status": \x1f2000-01-01/\x1f'),
        '"status": "\x1f2000-01-01/\x1f"',
        '\\"status\\": \\"\x1f2000-01-01/\x1f\\"',
    ]
    assert project["summary"] == "before \x1f2030-01-01/2031-01-01\x1f behind"
    assert project["status"] == "active"
    assert [(phase["name"], phase["status"]) for phase in project["phases"]] == [(imitation, "ended")]
