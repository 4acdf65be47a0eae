"""`unodc tree`, --level and --family: parents, children and siblings across files."""

import json
import re
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

from conftest import Run

FAMILY = Path(__file__).parents[1] / "data" / "family.xml"


@pytest.fixture
def answer(run: Run) -> Callable[..., Any]:
    def documents(*arguments: str) -> Any:
        result = run(*arguments, "--json", "--data", str(FAMILY))
        assert result.code == 0, result.err
        return json.loads(result.out)

    return documents


@pytest.mark.parametrize("name", ["XM-TEST-A", "XM-TEST-B", "XM-TEST-C", "XM-TEST-E"])
def test_the_family_is_the_same_whoever_of_it_is_named(answer: Callable[..., Any], name: str) -> None:
    """B names its parent, A its children: either is enough."""
    assert [(row["project"], row["depth"], row["parent"], row["level"]) for row in answer("tree", name)] == [
        ("XM-TEST-A", 0, None, 1),
        ("XM-TEST-B", 1, "XM-TEST-A", 2),
        ("XM-TEST-E", 2, "XM-TEST-B", 3),
        ("XM-TEST-C", 1, "XM-TEST-A", 2),
        ("XM-TEST-D", 1, "XM-TEST-A", None),
    ]


def test_members_have_their_money_and_levels_are_summed_apart(run: Run, answer: Callable[..., Any]) -> None:
    amounts = {row["project"][-1]: row["amounts"] for row in answer("tree", "XM-TEST-A")}
    assert amounts["A"] == [{"kind": "commitment", "value": 100, "currency": "EUR"}]
    assert amounts["C"] == [{"kind": "disbursement", "value": 21, "currency": "EUR"}]
    notes = run("tree", "XM-TEST-A", "--data", str(FAMILY)).err
    assert "level 1 together: commitment 100 EUR" in notes
    assert "level 2 together: disbursement 61 EUR" in notes
    assert "level 3 together: expenditure 5 EUR" in notes


def test_members_in_no_file_are_named(run: Run, answer: Callable[..., Any]) -> None:
    [missing] = [row for row in answer("tree", "XM-TEST-A") if row["missing"]]
    assert (missing["project"], missing["title"]) == ("XM-TEST-D", None)
    orphan = run("tree", "XM-TEST-I", "--data", str(FAMILY))
    assert "in no file: XM-TEST-Z, a parent" in orphan.err
    assert "XM-TEST-Z" in orphan.out.splitlines()[1]


def test_circles_end(run: Run, answer: Callable[..., Any]) -> None:
    circle = run("tree", "XM-TEST-F", "--data", str(FAMILY))
    assert "parents in a circle: XM-TEST-F, XM-TEST-G" in circle.err
    assert [row["project"] for row in answer("tree", "XM-TEST-F")] == ["XM-TEST-F", "XM-TEST-G"]
    assert "circle" not in run("tree", "XM-TEST-A", "--data", str(FAMILY)).err
    # Its own parent is nobody's.
    assert [(row["project"], row["depth"]) for row in answer("tree", "XM-TEST-H")] == [("XM-TEST-H", 0)]


@pytest.mark.parametrize("name", ["XX-1", "XX-2", "XX-4"])
def test_circles_below_the_oldest_are_said(run: Run, tmp_path: Path, name: str) -> None:
    """XX-1 is above XX-2 and XX-4; XX-2 and XX-3 are above each other, and so are XX-4 and XX-5."""
    parents = {"1": "", "2": "13", "3": "2", "4": "15", "5": "4"}
    activities = (
        f"<iati-activity><iati-identifier>XX-{child}</iati-identifier>"
        + "".join(f'<related-activity ref="XX-{parent}" type="1"/>' for parent in above)
        + "</iati-activity>"
        for child, above in parents.items()
    )
    path = tmp_path / "circles.xml"
    path.write_text(f"<iati-activities>{''.join(activities)}</iati-activities>")
    result = run("tree", name, "--data", str(path))
    assert "parents in a circle: XX-2, XX-3, XX-4, XX-5" in result.err
    assert len(result.out.splitlines()) == 1 + len(parents)


def test_a_child_is_drawn_below_its_parent(run: Run) -> None:
    out = run("tree", "XM-TEST-E", "--data", str(FAMILY), "--format", "table").out
    assert [re.split("Title|[(]", line)[0].rstrip() for line in out.splitlines()[2:7]] == [
        "XM-TEST-A",
        "├ XM-TEST-B",
        "│ └ XM-TEST-E",
        "├ XM-TEST-C",
        "└ XM-TEST-D",
    ]


@pytest.mark.parametrize(
    ("level", "letters"),
    [
        (["1"], "AFGH"),
        (["2"], "BCI"),
        (["1", "3"], "AEFGH"),
        (["lowest"], "CEHI"),
        (["3", "Lowest"], "CEHI"),
    ],
)
def test_activities_are_found_by_their_level(
    answer: Callable[..., Any], level: list[str], letters: str
) -> None:
    words = [word for each in level for word in ("--level", each)]
    found = "".join(project["id"][-1] for project in answer("list", *words, "--sort", "id"))
    assert found == letters


def test_a_level_that_is_none_is_refused(run: Run) -> None:
    result = run("list", "--level", "top", "--data", str(FAMILY))
    assert result.code == 2
    assert "--level top: a hierarchy level is a number" in result.err


def test_families_are_a_filter(answer: Callable[..., Any]) -> None:
    assert {project["id"][-1] for project in answer("list", "--family", "XM-TEST-E")} == {*"ABCE"}
    assert {row["project"][-1] for row in answer("money", "--family", "XM-TEST-E", "--level", "2")} == {*"BC"}


def test_a_child_says_where_its_commitment_stands(run: Run) -> None:
    page = run("show", "XM-TEST-B", "--data", str(FAMILY)).out
    assert "commitment  100 EUR, of XM-TEST-A (Title of XM-TEST-A) and all of its children" in page
    assert "Money of the parent" not in run("show", "XM-TEST-A", "--data", str(FAMILY)).out


def test_a_family_of_nothing_is_explained(run: Run) -> None:
    result = run("tree", "--data", str(FAMILY))
    assert result.code == 2
    assert "tree needs a PROJECT" in result.err


def test_lines_are_of_ascii_where_the_terminal_has_nothing_else(
    run: Run, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("UNODC_ASCII", "1")
    out = run("tree", "XM-TEST-E", "--data", str(FAMILY), "--format", "table").out
    assert out.isascii()
    assert "| ` XM-TEST-E" in out


SIBLINGS = """<iati-activities version="2.03">
<iati-activity><iati-identifier>P</iati-identifier></iati-activity>
<iati-activity><iati-identifier>A</iati-identifier><related-activity type="1" ref="P"/></iati-activity>
<iati-activity><iati-identifier>B</iati-identifier><related-activity type="3" ref="A"/></iati-activity>
<iati-activity><iati-identifier>BB</iati-identifier><related-activity type="1" ref="B"/></iati-activity>
<iati-activity><iati-identifier>X</iati-identifier><related-activity type="3" ref="Y"/>
<related-activity type="3" ref="X"/></iati-activity>
<iati-activity><iati-identifier>Y</iati-identifier></iati-activity></iati-activities>"""


@pytest.mark.parametrize(
    ("names", "drawn"),
    [
        (("P", "A", "B", "BB"), [("P", 0), ("A", 1), ("B", 1), ("BB", 2)]),
        # Nobody names their parent.
        (("X", "Y"), [("X", 0), ("Y", 0)]),
    ],
)
def test_siblings_have_the_same_parent(
    run: Run, file: Callable[[bytes, str], str], names: tuple[str, ...], drawn: list[tuple[str, int]]
) -> None:
    data = file(SIBLINGS.encode(), ".xml")
    for name in names:
        rows = json.loads(run("tree", name, "--data", data, "--json").out)
        assert sorted((row["project"], row["depth"]) for row in rows) == sorted(drawn)
    listed = json.loads(run("list", "--family", names[-1], "--data", data, "--json").out)
    assert {project["id"] for project in listed} == {id_ for id_, _ in drawn}
