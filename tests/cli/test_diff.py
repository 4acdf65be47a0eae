"""Changes between two portfolios: `unodc diff`."""

import json
import re
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

from conftest import ACTIVITIES, SMALL, Run
from unodc_cli.catalogue.database import Catalogue
from unodc_cli.query.differences import Differences

File = Callable[[bytes, str], str]
PLANTED = {
    "updated = 2024-06-30": "updated = 2025-06-30",
    'name = "The Donor"': 'name = "A Donor"',
    "value = 7000000,": "value = 7500000.5,",
    'aliases = ["piracy"]': 'aliases = ["pirates"]',
    'role = "implementing"': 'role = "extending"',
}


@pytest.fixture
def planted(file: File) -> str:
    """Return a copy of the small portfolio with changes, three of which are of projects."""
    text = SMALL.read_text(encoding="utf-8")
    for old, new in PLANTED.items():
        assert old in text
        text = text.replace(old, new, 1)
    return file(text.encode(), ".toml")


def test_the_changes_are_those_that_were_made_and_no_others(run: Run, planted: str) -> None:
    changes = json.loads(run("diff", str(SMALL), planted, "--json").out)
    assert {change["field"] for change in changes} == {"total-budget", "partner agency"}
    [budget] = [change for change in changes if change["field"] == "total-budget"]
    assert budget["before"] == {"value": 7000000, "currency": "EUR"}
    assert budget["after"] == {"value": 7500000.5, "currency": "EUR"}
    assert budget["difference"] == {"value": 500000.5, "currency": "EUR"}
    assert budget["change"] == "changed"


def test_nothing_changed_is_an_answer_and_the_exit_code_says_so_if_asked(run: Run, planted: str) -> None:
    same = run("diff", str(SMALL), str(SMALL), "--exit-code", "--json")
    assert (same.code, json.loads(same.out)) == (0, [])
    assert "no differences" in same.err
    assert run("diff", str(SMALL), planted).code == 0
    assert run("diff", str(SMALL), planted, "--exit-code").code == 1


def test_the_summary_counts_and_adds_up(run: Run, planted: str) -> None:
    summary = {
        row["field"]: row for row in json.loads(run("diff", str(SMALL), planted, "--summary", "--json").out)
    }
    assert summary["total-budget"]["changed"] == 1
    assert summary["total-budget"]["difference"] == [{"value": 500000.5, "currency": "EUR"}]


def test_filters_choose_projects_of_either_side(run: Run, planted: str) -> None:
    every = json.loads(run("diff", str(SMALL), planted, "--json").out)
    some = json.loads(run("diff", str(SMALL), planted, "--theme", "wildlife", "--json").out)
    assert 0 < len(some) < len(every)
    assert run("diff", str(SMALL), planted, "--theme", "no such theme").code == 2


CHANGED = """<iati-activities version="2.03"><iati-activity><iati-identifier>XX-1-A</iati-identifier>
<reporting-org ref="{}" type="10"><narrative>Trust</narrative></reporting-org>
<title><narrative>Courts</narrative></title><policy-marker code="1" significance="{}"/>
<default-flow-type code="10"/></iati-activity></iati-activities>"""


@pytest.mark.parametrize(
    "filters",
    ["--marker gender=1", "--marker gender=2", "--publisher XX-2", "--publisher XX-3 --marker gender"],
)
def test_a_project_that_matches_on_one_side_only_is_changed(run: Run, file: File, filters: str) -> None:
    old, new = (file(CHANGED.format(*values).encode(), ".xml") for values in (("XX-2", "1"), ("XX-3", "2")))
    result = run("diff", old, new, *filters.split(), "--json")
    assert result.code == 0, result.err
    changes = {(row["project"], row["field"], row["change"]) for row in json.loads(result.out)}
    assert ("XX-1-A", "marker 1", "changed") in changes
    assert not {field for _, field, _ in changes} & {"project"}
    assert run("diff", old, new, "--publisher", "XX-4").code == 2


def activities(file: File, change: Callable[[str], str]) -> str:
    return file(change(ACTIVITIES.read_text(encoding="utf-8")).encode(), ".xml")


def test_lines_and_the_day_of_an_update_are_no_changes(run: Run, file: File) -> None:
    later = activities(
        file,
        lambda text: re.sub(r'last-updated-datetime="20\d\d', 'last-updated-datetime="2030', text).replace(
            "<iati-activity ", "\n\n<iati-activity "
        ),
    )
    assert json.loads(run("diff", str(ACTIVITIES), later, "--json").out) == []


def test_a_project_with_another_id_but_the_same_title_and_dates_is_renamed(run: Run, file: File) -> None:
    [first, *_] = json.loads(run("list", "--json", "--data", str(ACTIVITIES)).out)
    renamed = activities(file, lambda text: text.replace(first["id"], "XX-OTHER-1"))
    changes = json.loads(run("diff", str(ACTIVITIES), renamed, "--json").out)
    [change] = [change for change in changes if change["field"] == "project"]
    assert change["change"] == "renamed"
    assert (change["before"], change["after"], change["project"]) == (first["id"], "XX-OTHER-1", "XX-OTHER-1")


def test_added_and_removed_projects_are_one_row_each(run: Run, file: File) -> None:
    fewer = activities(
        file, lambda text: re.sub(r"<iati-activity .*?</iati-activity>", "", text, count=1, flags=re.S)
    )
    [removed] = json.loads(run("diff", str(ACTIVITIES), fewer, "--json").out)
    [added] = json.loads(run("diff", fewer, str(ACTIVITIES), "--json").out)
    assert (removed["field"], removed["change"]) == ("project", "removed")
    assert (added["field"], added["change"], added["after"]) == ("project", "added", removed["before"])


def test_the_order_of_the_projects_in_a_file_is_no_change(run: Run, file: File) -> None:
    def reverse(text: str) -> str:
        projects = re.findall(r"<iati-activity .*?</iati-activity>", text, flags=re.S)
        assert len(projects) > 1
        for project in projects:
            text = text.replace(project, "", 1)
        return text.replace("</iati-activities>", "\n".join(reversed(projects)) + "</iati-activities>")

    assert json.loads(run("diff", str(ACTIVITIES), activities(file, reverse), "--json").out) == []


@pytest.mark.parametrize("field", ["project", "field", "change", "before", "after"])
def test_rows_are_sorted_by_any_field_with_what_is_empty_last(run: Run, planted: str, field: str) -> None:
    def key(row: dict[str, Any]) -> tuple[bool, bool, Any]:
        value = row[field]
        if isinstance(value, list):
            value = ", ".join(value)
        value = value["value"] if isinstance(value, dict) else value and value.casefold()
        return value is None, isinstance(value, str), value or 0

    words = ("diff", str(SMALL), planted, "--evidence", "--json", "--sort")
    rows = json.loads(run(*words, field).out)
    assert [key(row) for row in rows] == sorted(key(row) for row in rows)
    backwards = [row for row in json.loads(run(*words, f"-{field}").out) if row[field] is not None]
    assert [key(row) for row in backwards] == sorted((key(row) for row in backwards), reverse=True)
    assert run(*words, "difference").code == 2


@pytest.mark.parametrize("words", [["--json"], ["--format", "csv"], ["--sort", "-before", "--limit", "2"]])
def test_many_differences_are_read_from_the_disk_as_they_are_written(
    run: Run, planted: str, words: list[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    few = run("diff", str(SMALL), planted, *words)
    monkeypatch.setattr("unodc_cli.query.stored.AT_ONCE", 0)
    many = run("diff", str(SMALL), planted, *words)
    assert (many.code, many.out, many.err) == (0, few.out, few.err)
    assert few.out.count("\n") > 2


@pytest.mark.parametrize("words", [[], ["one.toml"], ["a.toml", "b.toml", "c.toml"]])
def test_it_takes_two(run: Run, words: list[str]) -> None:
    result = run("diff", *words)
    assert result.code == 2
    assert f"it needs OLD and NEW, and got {len(words)}" in result.err


def test_a_file_that_cannot_be_read_is_an_error(run: Run, tmp_path: Path) -> None:
    result = run("diff", str(SMALL), str(tmp_path / "none.toml"))
    assert result.code == 1
    assert "none.toml" in result.err


def test_a_full_disk_is_said(run: Run, file: File, monkeypatch: pytest.MonkeyPatch) -> None:
    make = Differences.__init__

    def small(self: Differences, catalogue: Catalogue) -> None:
        make(self, catalogue)
        # SQLite says the same of a table that may have no more pages as of a full disk.
        catalogue.rows("PRAGMA temp.max_page_count = 5")

    monkeypatch.setattr(Differences, "__init__", small)
    changed = SMALL.read_text(encoding="utf-8").replace('"Green Borders"', f'"{"x" * 50_000}"')
    result = run("diff", str(SMALL), file(changed.encode(), ".toml"))
    assert (result.code, result.out) == (1, "")
    assert "cannot write temporary files: the disk is full" in result.err
