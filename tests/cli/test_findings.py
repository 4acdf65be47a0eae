"""`unodc check --rule`, `--severity` and `--format sarif`; `--quiet` on any command."""

import csv
import io
import json
from pathlib import Path

import pytest

from conftest import ACTIVITIES, SMALL, Run

DATA = str(ACTIVITIES)
OWN = "partner without a name"


def kinds(run: Run, *arguments: str) -> set[str]:
    out = run("check", DATA, *arguments, "--format", "csv").out
    return {row["kind"] for row in csv.DictReader(io.StringIO(out))}


def severities(run: Run) -> dict[str, str]:
    return {kind["kind"]: kind["severity"] for kind in json.loads(run("check", DATA, "--json").out)["kinds"]}


@pytest.mark.parametrize("severity", ["error", "warning", "advice"])
def test_only_findings_of_a_severity_are_kept(run: Run, severity: str) -> None:
    expected = {kind for kind, weight in severities(run).items() if weight == severity}
    assert expected
    assert kinds(run, "--severity", severity) == expected


def test_several_severities_add_up(run: Run) -> None:
    assert kinds(run, "--severity", "error", "--severity", "warning", "--severity", "advice") == kinds(run)


def test_a_rule_is_a_number_or_a_finding_in_words(run: Run, tmp_path: Path) -> None:
    assert kinds(run, "--rule", OWN.upper()) == {OWN}
    number = next(kind for kind in kinds(run) if kind.startswith("rule "))
    assert kinds(run, "--rule", number.removeprefix("rule ")) == {number}
    # A finding of our own stands for this rule; but it takes far days as placeholders, which are no fault.
    for start, kind in (("2021-01-01", "end before start"), ("2150-01-01", "rule 11.1.2")):
        path = tmp_path / "dates.xml"
        path.write_text(
            f"""<iati-activities version="2.03"><iati-activity><activity-date type="1" iso-date="{start}"/>
            <activity-date type="3" iso-date="2020-01-01"/></iati-activity></iati-activities>"""
        )
        rows = run("check", str(path), "--rule", "11.1.2", "--format", "csv").out
        assert [row["kind"] for row in csv.DictReader(io.StringIO(rows))] == [kind]


def test_a_rule_that_there_is_not_is_refused(run: Run) -> None:
    result = run("check", DATA, "--rule", "99.9.9")
    assert (result.code, result.out) == (2, "")
    assert "there is no rule or finding '99.9.9'" in result.err


def test_the_exit_code_is_that_of_what_is_kept(run: Run) -> None:
    assert run("check", DATA, "--strict").code == 1
    assert run("check", DATA, "--strict", "--rule", "letters lost (U+FFFD)").code == 0


def test_sarif_has_each_finding_with_its_place(run: Run) -> None:
    document = json.loads(run("check", DATA, "--format", "sarif").out)
    rows = list(csv.DictReader(io.StringIO(run("check", DATA, "--format", "csv").out)))
    assert document["version"] == "2.1.0"
    [part] = document["runs"]
    places = [
        (
            result["message"]["text"],
            str(result["locations"][0]["physicalLocation"].get("region", {}).get("startLine", "")),
        )
        for result in part["results"]
    ]
    assert places == [(row["message"], row["line"]) for row in rows]
    rules = {rule["id"]: rule for rule in part["tool"]["driver"]["rules"]}
    assert {result["ruleId"] for result in part["results"]} == set(rules)
    own = rules[OWN.replace(" ", "-")]
    assert (own["defaultConfiguration"], own["properties"]) == ({"level": "note"}, {"rules": []})
    official = rules["1.3.13"]
    assert official["defaultConfiguration"] == {"level": "warning"}
    assert official["properties"] == {"rules": ["1.3.13"]}


def test_sarif_has_the_mistakes_of_a_curated_file(run: Run, tmp_path: Path) -> None:
    path = tmp_path / "a b.toml"
    path.write_text("[portfolio]\n", encoding="utf-8")
    result = run("check", str(path), "--format", "sarif")
    assert result.code == 1
    [part] = json.loads(result.out)["runs"]
    assert part["results"]
    first = part["results"][0]
    assert (first["ruleId"], first["level"]) == ("error", "error")
    assert first["locations"][0]["physicalLocation"]["artifactLocation"]["uri"].endswith("a%20b.toml")


def test_sarif_of_no_findings_is_refused(run: Run) -> None:
    result = run("list", "--format", "sarif")
    assert (result.code, result.out) == (2, "")
    assert "--format sarif is for findings" in result.err


def test_quiet_silences_notes_and_warnings_and_nothing_else(run: Run, tmp_path: Path) -> None:
    (tmp_path / "broken.xml").write_text("<iati-activities>", encoding="utf-8")
    data = ["--data", DATA, "--data", str(tmp_path / "broken.xml")]
    loud = run("list", "--status", "active", *data)
    assert "warning:" in loud.err
    quiet = run("list", "--status", "active", *data, "--quiet")
    assert (quiet.code, quiet.out, quiet.err) == (0, loud.out, "")
    assert run("list", *data, "--quiet", "--strict").code == 1
    assert "error:" in run("show", "nothing of this name", *data, "--quiet").err


def test_a_weakness_of_a_curated_file_is_a_rule_too(run: Run) -> None:
    result = run("check", str(SMALL), "--rule", "No money")
    assert result.out.startswith("0 errors, 3 warnings in ")
    assert "value without evidence" not in result.out
