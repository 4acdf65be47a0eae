"""What a data keeper asks with `unodc check`, and anyone with `unodc sources` and `--sources`."""

import json
from pathlib import Path

from conftest import SMALL, Run


def test_weak_data_is_told_and_is_no_error(run: Run) -> None:
    result = run("check", str(SMALL))
    assert result.code == 0
    title, *_ = result.out.splitlines()
    assert title.startswith("0 errors, ")
    lines = SMALL.read_text(encoding="utf-8").splitlines()
    document = json.loads(run("check", str(SMALL), "--json").out)
    assert {
        "kind": "value without evidence",
        "file": str(SMALL),
        "line": lines.index('status = "ended"') + 1,
        "message": "projects old-piracy-trials: status",
    } in document["warnings"]
    for heading in (
        "value without evidence (",
        "only press or mirror sources (",
        "derived value (",
        "no dates (1)",
        "no money (",
    ):
        assert heading in result.out
    assert "more: --all shows them" in result.out


def test_coverage_counts_the_projects_that_state_a_field(run: Run) -> None:
    document = json.loads(run("check", str(SMALL), "--json").out)
    coverage = {entry["field"]: (entry["projects"], entry["of"]) for entry in document["coverage"]}
    assert coverage["title"] == (5, 5)
    assert coverage["partners"] == (2, 5)
    assert coverage["start"] == (4, 5)
    assert coverage["sdgs"] == (1, 5)
    assert list(document) == ["files", "errors", "warnings", "coverage"]
    assert {"kind": "no dates", "file": str(SMALL), "message": "projects undated"}.items() <= next(
        warning for warning in document["warnings"] if warning["kind"] == "no dates"
    ).items()


def test_strict_takes_warnings_for_errors(run: Run) -> None:
    assert run("check", str(SMALL), "--strict").code == 1


def test_errors_are_exit_1_and_do_not_hide_another_file(run: Run, tmp_path: Path) -> None:
    bad = tmp_path / "bad.toml"
    bad.write_text('[portfolio]\ntitle = "x"\ncolour = "blue"\n', encoding="utf-8")
    result = run("check", str(bad), str(SMALL), "--json")
    document = json.loads(result.out)
    assert result.code == 1
    assert document["errors"] == [
        {"file": str(bad), "line": 3, "message": "portfolio: unknown key 'colour'"},
    ]
    assert document["coverage"][0] == {"field": "title", "projects": 5, "of": 5}


def test_a_project_in_two_files_is_an_error(run: Run, tmp_path: Path) -> None:
    again = tmp_path / "again.toml"
    again.write_text(
        '[portfolio]\ntitle = "x"\n[[projects]]\nid = "undated"\ntitle = "Y"\n', encoding="utf-8"
    )
    result = run("check", str(SMALL), str(again))
    assert result.code == 1
    assert f"{again}: the project 'undated' is also in {SMALL}" in result.out.replace("\n    ", " ")
    assert run("list", "--data", str(SMALL), "--data", str(again)).code == 1


def test_findings_are_rows_too(run: Run) -> None:
    rows = run("check", str(SMALL), "--format", "tsv").out.splitlines()
    assert rows[0] == "level\tkind\tfile\tline\tmessage"
    assert all(row.split("\t")[0] == "warning" for row in rows[1:])


def test_the_bundled_file_has_no_errors(run: Run) -> None:
    assert run("check").out.startswith("0 errors, ")


def test_sources_are_counted_and_filtered(small: Run) -> None:
    found = json.loads(small("sources", "--json").out)
    assert [(source["id"], source["kind"]) for source in found] == [("page", "official"), ("paper", "press")]
    paper = found[1]
    # Its values: the summary, the country DJ, a partner, a total, a result, and a conflict.
    assert (paper["values"], paper["projects"]) == (6, ["safe-harbour"])
    assert list(paper) == ["id", "title", "publisher", "url", "accessed", "kind", "values", "projects"]
    assert [source["id"] for source in json.loads(small("sources", "--theme", "wildlife", "--json").out)] == [
        "page"
    ]


def test_footnotes_number_the_sources_of_each_value(small: Run) -> None:
    out = small("show", "saha", "--sources").out
    for said in (
        "smugglers of cocaine and others. [1, 2]",
        "(INTERPOL) [1]",
        "Kenya [1]; Djibouti [2]",
        "1,200 officers trained (2021-05) [1]",
        "second harbour opened [2]",
        "2016-02 [1] – 2020-02 (contested) [1]",
        "says the newspaper [2]",
        "the year in which the first phase ended",
        "1. The portfolio's page (The Agency, official, accessed 2024-06-30)",
        "2. A newspaper's report (The Daily, press, accessed 2024-06-30)",
    ):
        assert said in " ".join(out.split())
    assert "[1]" not in small("show", "saha").out


def test_conflicts_choose_the_projects_that_have_any(small: Run) -> None:
    assert small("list", "--conflicts", "--fields", "id").out == "id\nsafe-harbour\n"
