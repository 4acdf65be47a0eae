"""Pages of projects: `unodc show`."""

import json
from collections.abc import Callable, Mapping
from pathlib import Path
from typing import Any

import pytest

from conftest import Run


@pytest.mark.parametrize(
    "name",
    [
        "safe-harbour",
        "SAHA",
        "saha",
        "Safe Harbour",
        "SAHA II",
        "saha ii",
        "safe-harbour-2",
        "XAM123",
        "safe h",
    ],
)
def test_any_name_finds_the_project(small: Run, name: str) -> None:
    result = small("show", name)
    assert result.code == 0
    assert result.out.startswith("SAHA · Safe Harbour\n")


def test_several_projects_come_in_the_order_asked_each_once(small: Run) -> None:
    out = small("show", "undated", "saha", "safe-harbour-1").out
    assert out.index("Undated Study") < out.index("Safe Harbour")
    assert out.count("SAHA · Safe Harbour") == 1


def test_a_page_says_everything(small: Run) -> None:
    out = small("show", "saha").out
    for said in (
        "Makes two harbours safer",
        "Safe Harbour Programme",
        "2016-02 – 2026 (derived)",
        "SAHA II  2020 – 2026 (derived)          active (derived)",
        "4,000,000 EUR",
        "all donors",
        "International Criminal Police Organization (INTERPOL)",
        "role not stated",
        "Kenya; Djibouti",
        "1,200 officers trained (2021-05)",
        "SAHA I: end",
        "says the newspaper",
        "The portfolio's page (The Agency, official)",
        "https://example.org/daily",
    ):
        assert said in out


def test_an_unknown_project_is_exit_1_with_the_nearest(run: Run) -> None:
    result = run("show", "aircpo")
    assert (result.code, result.out) == (1, "")
    assert result.err == (
        "error: there is no project 'aircpo'\nhint: did you mean 'aircop'? `unodc list` lists all projects\n"
    )


def test_a_name_of_two_projects_names_both(small: Run) -> None:
    result = small("show", "s")
    assert result.code == 2
    assert "'s' can mean more than one project: safe-harbour (SAHA), sea-watch (Sea Watch)" in result.err


def test_a_phase_of_the_bundled_portfolio_is_found_in_its_project(run: Run) -> None:
    assert '"id": "aircop"' in run("show", "AIRCOP VI", "--json").out


def test_several_names_are_an_array_even_of_one_project(small: Run) -> None:
    assert small("show", "saha", "SAHA", "--json").out.startswith("[\n{")


def test_a_phase_that_is_asked_for_is_named(small: Run) -> None:
    assert small("show", "SAHA II").err == "note: SAHA II is a phase of safe-harbour\n"
    assert small("show", "SAHA").err == ""


def test_a_source_is_credited_with_what_it_says_only(run: Run, tmp_path: Path) -> None:
    data = tmp_path / "data.toml"
    data.write_text(
        """
        [portfolio]
        title = "x"
        [[sources]]
        id = "one"
        title = "One"
        [[sources]]
        id = "two"
        title = "Two"
        [[projects]]
        id = "p"
        title = "P"
        countries = ["KE"]
        evidence = { countries = ["one"] }
        [[projects.phases]]
        id = "p-1"
        name = "P I"
        countries = ["ZM"]
        evidence = { countries = ["two"] }
        """,
        encoding="utf-8",
    )
    assert "countries  Kenya [2]; Zambia [1]\n" in run("show", "p", "--sources", "--data", str(data)).out


def test_without_a_project_the_portfolio_says_what_it_is(run: Run) -> None:
    document = json.loads(run("show", "--json").out)
    assert list(document) == [
        *("title", "summary", "updated", "licence", "language", "projects", "active", "sources", "results"),
    ]
    assert document["projects"] == len(json.loads(run("list", "--json").out))
    assert document["results"]
    assert all(result["sources"] for result in document["results"])
    page = run("show").out
    assert page.startswith(document["title"])
    assert "[1]" in page


def test_what_is_known_of_a_phase_is_shown(run: Run, tmp_path: Path) -> None:
    data = tmp_path / "data.toml"
    data.write_text(
        """
        [portfolio]
        title = "x"
        [[regions]]
        id = "horn"
        name = "Horn of Africa"
        [[projects]]
        id = "p"
        title = "P"
        results = [{ figure = 7, what = "boats bought", phase = "p-1" }]
        [[projects.phases]]
        id = "p-1"
        name = "P I"
        title = "The first phase of all"
        aliases = ["Start-up"]
        regions = ["horn"]
        summary = "Buys boats."
        """,
        encoding="utf-8",
    )
    page = run("show", "p", "--data", str(data)).out
    assert "P I  The first phase of all · Start-up · Horn of Africa · Buys boats.\n" in page
    assert "- P I: 7 boats bought\n" in page


def test_partners_stand_in_the_same_order_of_roles_in_every_project(run: Run) -> None:
    asked = json.loads(run("list", "--json").out)
    pages = {project["id"]: run("show", project["id"]).out.splitlines() for project in asked}
    order = ["funding", "accountable", "extending", "implementing", "role not stated"]
    for page in pages.values():
        below = page[page.index("Partners") + 1 :]
        block = below[: below.index("")]
        roles = [role for line in block for role in order if line.startswith(f"  {role}  ")]
        assert roles == [role for role in order if role in roles]
        assert len(roles) == sum(not line.startswith(" " * 5) for line in block)


def test_a_short_part_of_an_id_is_enough(run: Run, written: Callable[[Mapping[str, Any]], str]) -> None:
    ids = ["xx-demo-s1", "xx-demo-s10", "xx-demo-t2", "xx-demo-t20"]
    projects = [{"id": id_, "title": f"Title {id_[::-1]}"} for id_ in ids]
    data = written({"portfolio": {"title": "T"}, "projects": projects})

    def shown(name: str) -> Any:
        result = run("show", name, "--json", "--data", data)
        return json.loads(result.out)["id"] if result.code == 0 else result.code

    assert shown("S1") == "xx-demo-s1", "a part between dashes goes before a part of a part"
    assert shown("s10") == "xx-demo-s10"
    assert shown("20") == "xx-demo-t20"
    assert shown("t") == 2, "several have it"
    assert shown("q") == 1


def test_filters_find_the_projects_to_show(small: Run, tmp_path: Path) -> None:
    brief = tmp_path / "brief.md"
    result = small("show", "--theme", "maritime", "--sort", "-start", "-o", str(brief))
    assert result.code == 0
    headings = [line for line in brief.read_text().splitlines() if line.startswith("## ")]
    assert [heading[:8] for heading in headings] == ["## Sea W", "## SAHA ", "## Pirac"]
    listed = json.loads(small("list", "--theme", "maritime", "--json").out)
    assert json.loads(small("show", "--theme", "maritime", "--json").out) == listed
    assert len(json.loads(small("show", "--theme", "maritime", "--limit", "1", "--json").out)) == 1


def test_names_and_filters_must_both_hold(small: Run) -> None:
    assert [
        p["id"] for p in json.loads(small("show", "saha", "undated", "--country", "ke", "--json").out)
    ] == ["safe-harbour"]
    nothing = small("show", "saha", "--country", "fr")
    assert (nothing.code, nothing.out) == (0, "")
    assert nothing.err == "note: nothing found: no project matches all of these filters\n"


def test_a_name_that_is_a_themes_is_said_to_be_one(run: Run) -> None:
    result = run("show", "maritime")
    assert "note: 'maritime' is also a theme: unodc show --theme maritime\n" in result.err


FAMILY = """<iati-activities>
<iati-activity><iati-identifier>C-2</iati-identifier><title>Second child</title>
  <related-activity ref="P" type="1"/></iati-activity>
<iati-activity><iati-identifier>P</iati-identifier><title>Parent</title>
  <related-activity ref="C-1" type="2"/><related-activity ref="P" type="1"/></iati-activity>
<iati-activity><iati-identifier>G</iati-identifier><title>Grandchild</title>
  <related-activity ref="C-1" type="1"/><related-activity ref="elsewhere" type="2"/></iati-activity>
<iati-activity><iati-identifier>C-1</iati-identifier><title>First child</title>
  <related-activity ref="P" type="1"/><related-activity ref="P" type="2"/></iati-activity>
</iati-activities>"""


def test_children_stand_on_the_page_of_their_parent_and_after_it(run: Run, tmp_path: Path) -> None:
    file = tmp_path / "family.xml"
    file.write_text(FAMILY)
    page = run("show", "P", "--data", str(file)).out
    assert "Children\n" in page
    assert [line.split()[0] for line in page.partition("Children\n")[2].splitlines()[2:4]] == ["C-2", "C-1"]
    all_of_them = json.loads(run("show", "P", "--children", "--json", "--data", str(file)).out)
    assert [activity["id"] for activity in all_of_them] == ["P", "C-2", "C-1", "G"]
    # Bad data can go in a circle; each is shown once.
    below = json.loads(run("show", "C-1", "G", "--children", "--json", "--data", str(file)).out)
    assert sorted(activity["id"] for activity in below) == ["C-1", "C-2", "G", "P"]


@pytest.mark.parametrize("form", ["table", "markdown"])
def test_a_column_of_nothing_but_zeros_is_shown(
    run: Run, file: Callable[[bytes, str], str], form: str
) -> None:
    """Zero is a value: an indicator at zero is no indicator without a value."""
    zeros = file(
        b"""<iati-activities><iati-activity><iati-identifier>X-1</iati-identifier>
        <title><narrative>T</narrative></title><result type="1"><title><narrative>R</narrative></title>
        <indicator measure="1"><title><narrative>I</narrative></title><period><target value="0"/>
        <actual value="0"/></period></indicator></result><capital-spend percentage="0"/>
        </iati-activity></iati-activities>""",
        ".xml",
    )
    lines = run("show", "X-1", "--data", zeros, "--format", form).out.splitlines()
    [head] = [line for line in lines if "indicator" in line]
    assert {"target", "actual"} <= set(head.replace("|", " ").split())
    [spent] = [line for line in lines if "capital-spend" in line]
    assert spent.rstrip(" |").endswith("0")
