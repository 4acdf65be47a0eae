"""Checks of data files, and sources: `unodc check`, `unodc sources`, `--sources`."""

import csv
import io
import json
import lzma
import re
from collections.abc import Callable, Iterable
from pathlib import Path

import pytest

from conftest import ACTIVITIES, SMALL, Run
from unodc_cli.check.kinds import WeaknessKind
from unodc_cli.readers.iati.kinds import FindingKind


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
        "line": lines.index('acronym = "SAHA"') + 1,
        "message": "projects safe-harbour: acronym",
        "project": None,
    } in document["warnings"]
    for heading in (
        "value without evidence (",
        "project without evidence (2)",
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
    fields = ["files", "errors", "warnings", "coverage", "kinds", "elements", "lacking"]
    fields += ["organisations", "organisation_elements", "organisation_lacking"]
    assert list(document) == fields
    assert document["elements"] == document["lacking"] == []
    assert {"kind": "no dates", "file": str(SMALL), "message": "projects undated"}.items() <= next(
        warning for warning in document["warnings"] if warning["kind"] == "no dates"
    ).items()


def test_a_programme_of_a_phase_counts_as_its_countries_do(run: Run, tmp_path: Path) -> None:
    path = tmp_path / "portfolio.toml"
    path.write_text(
        """[portfolio]
title = "x"
[[programmes]]
id = "fund"
name = "The Fund"
[[projects]]
id = "own"
title = "Own"
programme = "fund"
[[projects]]
id = "phased"
title = "Phased"
phases = [{ id = "one", name = "One", programme = "fund", countries = ["KE"] }, { id = "two", name = "Two" }]
[[projects]]
id = "without"
title = "Without"
phases = [{ id = "one", name = "One" }]
""",
        encoding="utf-8",
    )
    document = json.loads(run("check", str(path), "--json").out)
    coverage = {entry["field"]: entry["projects"] for entry in document["coverage"]}
    assert (coverage["programme"], coverage["countries"], coverage["phases"]) == (2, 1, 2)
    groups = json.loads(run("by-programme", "--data", str(path), "--json").out)
    assert next((group["key"], group["count"]) for group in groups) == ("fund", coverage["programme"])


@pytest.mark.parametrize(
    ("some", "of", "share"),
    [
        (0, 3, "0 %"),
        (1, 3, "33 %"),
        (2, 3, "67 %"),
        (3, 3, "100 %"),
        (1, 8, "13 %"),
        (1, 101, "< 1 %"),
        (100, 101, "> 99 %"),
        (1, 100, "1 %"),
        (99, 100, "99 %"),
        (197, 200, "99 %"),
        (199, 200, "> 99 %"),
    ],
)
def test_shares_are_rounded_but_some_is_not_none_and_not_all(
    run: Run, tmp_path: Path, some: int, of: int, share: str
) -> None:
    path = tmp_path / "portfolio.toml"
    projects = "".join(
        f'[[projects]]\nid = "p-{number}"\ntitle = "P"\n' + ('summary = "S"\n' if number < some else "")
        for number in range(of)
    )
    path.write_text(f'[portfolio]\ntitle = "x"\n{projects}', encoding="utf-8")
    [line] = [line for line in run("check", str(path)).out.splitlines() if line.startswith("  summary ")]
    assert line.split(maxsplit=2) == ["summary", str(some), share]


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
    assert rows[0] == "level\tkind\tfile\tline\tmessage\tseverity"
    assert {(row.split("\t")[0], row.split("\t")[-1]) for row in rows[1:]} == {("warning", "advice")}


def test_a_long_text_is_cut_in_the_table_alone(run: Run, file: Callable[[bytes, str], str]) -> None:
    text = f'<reporting-org ref="XM-DAC-9/{"x" * 5000}" type="{"y" * 5000}"/>'
    path = file(f"<iati-activities><iati-activity>{text}</iati-activity></iati-activities>".encode(), ".xml")
    table = run("check", path, "--format", "table").out
    assert "'yyyy" in table
    assert 0 < max(table.count("x"), table.count("y")) < 400
    assert run("check", path, "--format", "csv").out.count("y") > 5000


def test_rows_of_findings_have_the_severities_of_the_table(run: Run) -> None:
    rows = csv.DictReader(io.StringIO(run("check", str(ACTIVITIES), "--format", "csv").out))
    kinds = json.loads(run("check", str(ACTIVITIES), "--json").out)["kinds"]
    severities = {kind["kind"]: kind["severity"] for kind in kinds}
    assert set(severities.values()) == {"error", "warning", "advice"}
    assert {row["kind"]: row["severity"] for row in rows} == severities


def test_the_bundled_file_has_no_errors(run: Run) -> None:
    assert run("check").out.startswith("0 errors, ")


def test_published_data_is_looked_at_as_a_whole(run: Run, on_terminal: Callable[..., None]) -> None:
    on_terminal(100)
    out = run("check", str(ACTIVITIES)).out
    title, _, *lines = out.splitlines()
    assert re.fullmatch(
        rf"20 findings in {ACTIVITIES} \(severity: error \d+, warning \d+, advice \d+\)", title
    )
    assert sum(map(int, re.findall(r"(?:error|warning|advice) (\d+)", title))) == 20
    assert lines[0] == "findings (no file is changed)"
    assert lines[1].split() == ["severity", "finding", "rule", "findings", "activities", "the", "first"]
    found = [line.split("  ")[1] for line in lines[3:] if line.startswith("  ") and line[2] != " "]
    weights = ["error", "warning", "advice"]
    shown = [weight for weight in found[: lines.index("")] if weight in weights]
    assert shown == sorted(shown, key=weights.index)
    assert set(shown) == set(weights)
    assert "activities.xml:24:" in out
    assert "\nnot read: " not in out
    read, lacking, unread = (out.index(f"\n{part}: ") for part in ("read", "lacking", "not of the standard"))
    assert read < lacking < unread
    assert "  sector                           1   50 %\n" in out[read:lacking]
    assert "  transaction/transaction-date           2  100 %  mandatory\n" in out[lacking:unread]
    assert "  x:own             1   50 %\n" in out[unread:]
    assert "\ncoverage" not in out


def test_json_counts_findings_and_elements(run: Run) -> None:
    document = json.loads(run("check", str(ACTIVITIES), "--json").out)
    assert document["files"] == [str(ACTIVITIES)]
    lines = ACTIVITIES.read_text(encoding="utf-8").splitlines()
    line = next(n for n, text in enumerate(lines, 1) if 'ref="N/A"' in text)
    assert {
        "kind": "placeholder for a reference",
        "findings": 2,
        "projects": 1,
        "file": str(ACTIVITIES),
        "line": line,
        "message": "'N/A', role 4: 'UNITED NATIONS OFFICE ON DRUGS ANDCRIME'",
        "severity": "advice",
        "rules": [],
    } in document["kinds"]
    assert sum(kind["findings"] for kind in document["kinds"]) == len(document["warnings"])
    assert {"path": "document-link/@url", "activities": 1, "of": 2, "read": True} in document["elements"]
    assert {"path": "x:own", "activities": 1, "of": 2, "read": False} in document["elements"]
    assert {"path": "reporting-org", "activities": 1, "of": 2, "mandatory": True} in document["lacking"]
    assert {"field": "title", "projects": 2, "of": 2} in document["coverage"]
    projects = {warning["project"] for warning in document["warnings"]}
    assert projects == {"XM-TEST/2019/411-458", "XM-TEST/2020/000-001", None}


def test_rows_and_ndjson_hold_what_json_holds(run: Run) -> None:
    document = json.loads(run("check", str(ACTIVITIES), "--json").out)
    ndjson = run("check", str(ACTIVITIES), "--format", "ndjson").out
    assert ndjson.count("\n") == 1
    assert json.loads(ndjson) == document
    rows = list(csv.DictReader(io.StringIO(run("check", str(ACTIVITIES), "--format", "csv").out)))
    assert [row["kind"] for row in rows] == [warning["kind"] for warning in document["warnings"]]
    assert [row["line"] for row in rows] == [str(w["line"] or "") for w in document["warnings"]]


def test_all_lists_every_finding(run: Run) -> None:
    few, everything = run("check", str(ACTIVITIES)).out, run("check", str(ACTIVITIES), "--all").out
    assert "'n/a', role 2" not in few
    assert "placeholder for a reference (2)" in everything
    assert "'n/a', role 2" in everything
    assert "transaction/value/@currency" in everything
    assert "transaction/value/@currency" not in few


def test_strict_takes_findings_in_published_data_for_errors(run: Run) -> None:
    assert run("check", str(ACTIVITIES)).code == 0
    assert run("check", str(ACTIVITIES), "--strict").code == 1


def write(path: Path, *activities: str) -> Path:
    path.write_text("<iati-activities>\n" + "\n".join(activities) + "\n</iati-activities>", encoding="utf-8")
    return path


def kinds(run: Run, *files: Path) -> dict[str, tuple[int, str]]:
    """Return how often each kind is found, and where the first is."""
    document = json.loads(run("check", *(str(file) for file in files), "--json").out)
    return {
        kind["kind"]: (kind["findings"], f"{Path(kind['file']).name}:{kind['line']}: {kind['message']}")
        for kind in document["kinds"]
        # The standard's own rules are in tests/check/iati/test_rules.py.
        if not kind["kind"].startswith("rule ")
    }


def activity(id_: str, inside: str = "") -> str:
    return f"<iati-activity><iati-identifier>{id_}</iati-identifier>{inside}</iati-activity>"


def test_an_identifier_is_looked_for_in_all_files(run: Run, tmp_path: Path) -> None:
    one = write(tmp_path / "one.xml", activity("A-1"), activity("A-2"), activity(" A-1 "))
    two = write(tmp_path / "two.xml", activity("A-2"), activity("A-3"))
    found = kinds(run, one, two)
    assert found == {"identifier twice": (2, f"one.xml:4: 'A-1' is also in {one}:2")}
    assert run("check", str(one), str(two)).code == 0


def test_a_parent_is_looked_for_in_all_files(run: Run, tmp_path: Path) -> None:
    def child(parent: str) -> str:
        return f'<related-activity type="1" ref="{parent}"/>'

    one = write(tmp_path / "one.xml", activity("A-1", child("A-3")), activity("A-2", child("A-9") * 2))
    two = write(tmp_path / "two.xml", activity("A-3"))
    document = json.loads(run("check", str(one), str(two), "--json").out)
    [kind] = [kind for kind in document["kinds"] if not kind["rules"]]
    assert (kind["kind"], kind["findings"], kind["projects"]) == ("parent not in the files", 2, 1)
    assert (kind["line"], kind["message"]) == (3, "'A-9' of 'A-2'")
    assert kinds(run, one)["parent not in the files"][0] == 3


def test_a_published_activity_with_the_id_of_a_curated_project_is_an_error(run: Run, tmp_path: Path) -> None:
    published = write(tmp_path / "one.xml", activity("undated"))
    for order in ([SMALL, published], [published, SMALL]):
        result = run("check", *(str(file) for file in order), "--json")
        assert result.code == 1
        [error] = json.loads(result.out)["errors"]
        assert error["message"] == f"the project 'undated' is also in {order[0]}"


def test_what_the_reader_cannot_read_is_told_once_with_its_kind(run: Run, tmp_path: Path) -> None:
    faulty = write(
        tmp_path / "one.xml",
        '<iati-activity><activity-date type="2" iso-date="2020-02-30"/>',
        '<transaction><transaction-type code="3"/><value>7</value></transaction>',
        '<transaction><transaction-type code="3"/><value currency="EUR">-much</value></transaction>',
        '<transaction><transaction-type code="77"/><value currency="EUR">7</value></transaction>',
        "</iati-activity>",
    )
    found = kinds(run, faulty)
    assert {kind: count for kind, (count, _) in found.items()} == {
        "no identifier": 1,
        "date that cannot be read": 1,
        "value without a currency": 1,
        "value that cannot be read": 1,
        "unknown type of transaction": 1,
    }


def test_personal_details_are_neither_read_nor_shown(run: Run, tmp_path: Path) -> None:
    contact = "<person-name>Jane \ufffd Roe</person-name><email>jane@example.org</email>"
    path = write(tmp_path / "one.xml", activity("A-1", f"<contact-info>{contact}</contact-info>"))
    for form in ("table", "json", "tsv", "markdown"):
        out = run("check", str(path), "--all", "--format", form).out
        assert not [word for word in ("Jane", "Roe", "jane@", "person-name", "email") if word in out]
    assert "contact-info" in run("check", str(path)).out


def test_a_file_that_is_cut_off_says_so_and_what_was_read_is_looked_at(run: Run, tmp_path: Path) -> None:
    cut = tmp_path / "cut.xml"
    cut.write_bytes(ACTIVITIES.read_bytes()[:-40])
    result = run("check", str(cut))
    assert result.code == 1
    heading, _, errors, first, *_ = result.out.splitlines()
    assert heading.startswith("1 error, ")
    assert errors == "errors"
    assert first.startswith(f"  - {cut}:")
    assert first.endswith("(file read in part)")
    assert result.out.count("file read in part") == 1
    assert (
        next(csv.DictReader(io.StringIO(run("check", str(cut), "--format", "csv").out)))["level"] == "error"
    )
    assert "placeholder for a reference" in result.out
    packed = tmp_path / "cut.xml.xz"
    packed.write_bytes(lzma.compress(ACTIVITIES.read_bytes())[:-30])
    assert "cannot be read" in run("check", str(packed)).out


@pytest.mark.parametrize(
    "content",
    [
        b"",
        b'{"result":[]}',
        b"<iati-activities/>",
        b"<iati-activities><iati-activity>",
        b'<!DOCTYPE x [<!ENTITY a "b">]><iati-activities><iati-activity/></iati-activities>',
    ],
    ids=["empty", "json", "no-activity", "cut-off", "document-type"],
)
def test_a_file_of_which_nothing_can_be_read_is_one_error(run: Run, tmp_path: Path, content: bytes) -> None:
    path = tmp_path / "data.xml"
    path.write_bytes(content)
    result = run("check", str(path), "--json")
    document = json.loads(result.out)
    assert result.code == 1
    assert len(document["errors"]) == 1
    assert document["warnings"] == []


def test_text_of_published_data_is_inert_on_the_page(run: Run, tmp_path: Path) -> None:
    hostile = '<participating-org role="[red]4" ref="N/A">\x9b31m :warning: [/x]</participating-org>'
    path = write(tmp_path / "one.xml", activity("A-1", hostile))
    out = run("check", str(path)).out
    assert "[red]4: '\ufffd31m :warning: [/x]'" in " ".join(out.split())


@pytest.mark.parametrize(("page", "kinds"), [("iati.md", FindingKind), ("data-format.md", WeaknessKind)])
def test_every_kind_of_finding_is_explained(page: str, kinds: Iterable[str]) -> None:
    text = (Path(__file__).parents[2] / "docs" / page).read_text(encoding="utf-8")
    assert not [kind for kind in kinds if f"| {kind} |" not in text]


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


def test_what_a_file_says_once_for_all_its_projects_is_one_value_of_a_source(
    run: Run, tmp_path: Path
) -> None:
    path = tmp_path / "portfolio.toml"
    path.write_text(
        """[portfolio]
title = "x"
partners = [
  { organisation = "eu", role = "funding", sources = ["page"] },
  { organisation = "eu", role = "accountable", sources = ["page"] },
]
[[sources]]
id = "page"
title = "The page"
[[sources]]
id = "report"
title = "The report"
[[organisations]]
id = "eu"
name = "European Union"
[[projects]]
id = "first"
title = "First"
[projects.evidence]
title = ["page"]
[[projects]]
id = "second"
title = "Second"
partners = [{ organisation = "eu", role = "funding", sources = ["report", "page"] }]
[[projects]]
id = "third"
title = "Third"
partners = [{ organisation = "eu", role = "funding", sources = ["report"] }]
""",
        encoding="utf-8",
    )

    def found(*arguments: str) -> dict[str, tuple[int, list[str]]]:
        answer = json.loads(run("sources", "--json", "--data", str(path), *arguments).out)
        return {source["id"]: (source["values"], source["projects"]) for source in answer}

    # The two of the portfolio, the title of the first project, and what the second says itself.
    assert found() == {"page": (4, ["first", "second", "third"]), "report": (2, ["second", "third"])}
    assert found("--text", "third") == {"page": (1, ["third"]), "report": (1, ["third"])}
    again = tmp_path / "again.toml"
    again.write_text(
        path.read_text("utf-8")
        .replace('id = "first"', 'id = "fourth"')
        .split('[[projects]]\nid = "second')[0],
        "utf-8",
    )
    assert found("--data", str(again))["page"] == (7, ["first", "second", "third", "fourth"])


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


@pytest.mark.parametrize(
    ("files", "noun"),
    [
        (("organisations.xml",), "organisations"),
        (("money.xml",), "activities"),
        (("organisations.xml", "money.xml"), "records"),
    ],
)
def test_the_table_of_findings_says_what_has_them(run: Run, files: tuple[str, ...], noun: str) -> None:
    data = Path(__file__).parents[1] / "data"
    answer = run("check", *(str(data / file) for file in files))
    [head] = [line for line in answer.out.splitlines() if "severity  finding" in line]
    assert head.split()[-3:] == [noun, "the", "first"]
