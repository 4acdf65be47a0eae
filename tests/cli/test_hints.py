"""Notes and columns that keep a reader from a wrong conclusion, or lead to the right question."""

import json
from collections.abc import Callable
from pathlib import Path

import pytest

from conftest import ACTIVITIES, Run

FAMILY = Path(__file__).parents[1] / "data" / "family.xml"
ACTIVITY = """<iati-activity hierarchy="{level}"><iati-identifier>XM-{id}</iati-identifier>
<title><narrative>{title}</narrative></title>
<participating-org role="4"><narrative>{body}</narrative></participating-org>
<activity-date type="2" iso-date="2019-01-01"/><activity-date type="{end}" iso-date="2021-12-31"/>
<transaction><transaction-type code="2"/><transaction-date iso-date="2020-01-01"/>
<value currency="EUR" value-date="2020-01-01">5</value></transaction></iati-activity>"""


@pytest.fixture
def levels(tmp_path: Path) -> str:
    """Write two activities of two levels: with a planned and an actual end."""
    long = "A title that is far too long to stand whole as the label of a row on a time line"
    texts = (
        ACTIVITY.format(level=1, id="a", title="Ports", body="Recipient Government", end=3),
        ACTIVITY.format(level=2, id="b", title=long, body=NGOS, end=4),
    )
    path = tmp_path / "levels.xml"
    path.write_text(f'<iati-activities version="2.03">{"".join(texts)}</iati-activities>')
    return str(path)


NGOS = "NON-GOVERNMENTAL ORGANISATIONS (NGOs) AND CIVIL SOCIETY"
SHARED = "note: partners that all projects have are left out"


def test_a_note_on_a_column_stands_only_where_the_column_does(
    small: Run, on_terminal: Callable[..., None]
) -> None:
    on_terminal(200)
    assert SHARED in small("list").err
    on_terminal(60)
    narrow = small("list").err
    assert SHARED not in narrow
    assert "hidden columns: partners" in narrow or "partners" not in small("list").out
    on_terminal(60)
    assert SHARED in small("list", "--fields", "id,partners").err


def test_money_of_several_levels_is_told_not_to_be_added_up(run: Run, levels: str) -> None:
    said = "of several hierarchy levels"
    assert said in run("list", "--data", levels).err
    assert said in run("by-partner", "--data", levels).err
    assert said not in run("list", "--level", "1", "--data", levels).err
    assert said not in run("by-partner", "--level", "1", "--data", levels).err
    assert said not in run("list", "--fields", "id,title", "--data", levels).err


def test_planned_ends_are_counted(run: Run, levels: str) -> None:
    assert "note: 1 end is a planned one, without an actual end" in run("list", "--data", levels).err
    assert "planned" not in run("list", "--fields", "id,title", "--data", levels).err
    assert "note: 1 end is a planned one" in run("list", "--fields", "id,end,status", "--data", levels).err
    assert "planned" not in run("list", "--fields", "id,end,end-planned", "--data", levels).err


def test_classes_of_organisations_are_named(run: Run, levels: str) -> None:
    assert (
        "NON-GOVERNMENTAL ORGANISATIONS (NGOs) AND CIVIL SOCIETY, Recipient Government are classes "
        "of organisations, published instead of a name"
    ) in run("by-partner", "--data", levels).err
    assert "classes" not in run("by-partner", "--data", str(ACTIVITIES)).err


@pytest.mark.parametrize(
    ("command", "reason"),
    [
        ("by-theme", "recognised by the words and sectors of [[themes]]"),
        ("by-programme", "name no programme"),
    ],
)
def test_what_published_activities_are_in_no_group_for_is_said(
    run: Run, small: Run, levels: str, command: str, reason: str
) -> None:
    assert reason in run(command, "--data", levels).err
    assert reason not in small(command).err


def test_a_long_key_leaves_a_table_a_table(run: Run, levels: str, on_terminal: Callable[..., None]) -> None:
    on_terminal(100)
    out = run("by-partner", "--data", levels).out
    assert out.startswith("key ")
    width = out.index("name")
    joined = "".join(line[:width].strip() for line in out.splitlines()[2:])
    assert "non-governmental-organisations-ngos-and-civil-society" in joined


def test_a_table_of_sums_has_the_name_alone_where_the_key_is_made_of_it(
    run: Run, levels: str, on_terminal: Callable[..., None]
) -> None:
    on_terminal(60)
    asked = ("by", "partner", "--kind", "commitment", "--level", "2", "--data", levels)
    _, header, _, first, *_, total = run(*asked).out.splitlines()
    assert header.split() == ["name", "total"]
    assert first.startswith("NON-GOVERNMENTAL ORGANISATIONS")
    assert total.split() == ["TOTAL", "5"]
    assert run(*asked, "--format", "csv").out.startswith("key,name,")


def test_a_time_line_of_activities_has_their_titles(
    run: Run, levels: str, on_terminal: Callable[..., None]
) -> None:
    on_terminal(90)
    out = run("timeline", "--data", levels).out
    assert "\nPorts " in out
    assert "\nA title that is far too long… " in out
    assert "XM-a" not in out
    assert [row["id"] for row in json.loads(run("timeline", "--data", levels, "--json").out)] == [
        "XM-a",
        "XM-b",
    ]


@pytest.mark.parametrize(
    ("words", "note"),
    [
        (("list",), "--fields id,eu-contribution.value,eu-contribution.currency"),
        (("by-theme",), "--fields key,KIND.value,KIND.currency"),
    ],
)
def test_rows_for_spreadsheets_are_told_how_sums_become_numbers(
    small: Run, words: tuple[str, ...], note: str
) -> None:
    said = f"note: sums are texts here; as numbers: {note}\n"
    assert said in small(*words, "--format", "csv").err
    assert said not in small(*words).err
    assert (
        said
        not in small(*words, "--format", "csv", "--fields", note.split()[1].split(",", maxsplit=1)[0]).err
    )


def test_the_days_that_dates_can_mean_are_fields(small: Run) -> None:
    words = ("list", "--fields", "id,first-day,last-day", "--sort", "-last-day,first-day", "--limit", "2")
    assert small(*words).out == (
        "id\tfirst-day\tlast-day\nsafe-harbour\t2016-02-01\t2026-12-31\nsea-watch\t2018-03-01\t2021-06-30\n"
    )
    days = {p["id"]: (p["first-day"], p["last-day"]) for p in json.loads(small(*words[:3], "--json").out)}
    rows = json.loads(small("sql", "select id, first_day, last_day from projects", "--json").out)
    assert days == {row["id"]: (row["first_day"], row["last_day"]) for row in rows}


def test_sums_have_no_order_across_kinds(small: Run) -> None:
    assert (
        "hint: sums are sorted by their kind: --sort -eu-contribution\n"
        in small("list", "--sort", "-amount").err
    )
