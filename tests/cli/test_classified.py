"""The filters `--sector`, `--publisher`, `--goal` and `--marker`."""

import json
from pathlib import Path

import pytest

from conftest import Run

ACTIVITIES = """<iati-activities version="2.03">
<iati-activity><iati-identifier>XX-1-A</iati-identifier>
<reporting-org ref="XX-1"><narrative>Demo Trust</narrative></reporting-org>
<title><narrative>Courts</narrative></title>
<tag vocabulary="3" code="16.3"/><tag vocabulary="2" code="5"/>
<sector vocabulary="1" code="15130" percentage="60"/><sector vocabulary="99" code="15220" percentage="40"/>
<policy-marker code="1" significance="2"/><policy-marker code="2" significance="0"/></iati-activity>
<iati-activity><iati-identifier>XX-1-B</iati-identifier>
<reporting-org ref="XX-1"><narrative>Demo Trust</narrative></reporting-org>
<title><narrative>Roads</narrative></title>
<sector vocabulary="2" code="210"/><tag vocabulary="2" code="16"/>
<policy-marker code="1" significance="1"/><policy-marker code="2" significance="1"/></iati-activity>
<iati-activity><iati-identifier>XX-2-C</iati-identifier>
<reporting-org ref="XX-2"><narrative>Demo Fund</narrative></reporting-org>
<title><narrative>Peace</narrative></title>
<sector code="15220"/><tag vocabulary="2" code="1"/><tag vocabulary="2" code="10"/>
<policy-marker code="1" significance="0"/><policy-marker vocabulary="99" code="2" significance="2"/>
</iati-activity>
</iati-activities>
"""


@pytest.fixture
def file(tmp_path: Path) -> str:
    path = tmp_path / "activities.xml"
    path.write_text(ACTIVITIES, encoding="utf-8")
    return str(path)


@pytest.mark.parametrize(
    ("options", "letters"),
    [
        ("--sector 15130", "A"),
        ("--sector Legal", "A"),
        # A category, by its code or name, has what is in it; another vocabulary's code is another thing.
        ("--sector 151", "A"),
        ("--sector 152", "C"),
        ("--sector transport", "B"),
        ("--sector 210 --sector 15220", "BC"),
        ("--publisher XX-1", "AB"),
        ("--publisher demo-fund", "C"),
        ("--goal 16", "AB"),
        ("--goal 16.3", "A"),
        ("--goal sdg-1", "C"),
        ("--marker gender", "AB"),
        ("--marker gender=2", "A"),
        ("--marker gender=1", "B"),
        ("--marker environment", "B"),
        ("--marker gender=2 --marker environment=1", "AB"),
        ("--marker gender=2 --goal 5 --publisher xx-1 --sector 151", "A"),
        ("--marker gender=2 --sector 210", ""),
    ],
)
def test_activities_are_found_by_how_they_are_classified(
    run: Run, file: str, options: str, letters: str
) -> None:
    result = run("list", *options.split(), "--json", "--data", file)
    assert result.code == 0, result.err
    assert [project["id"][-1] for project in json.loads(result.out)] == list(letters)


def test_a_name_that_is_not_whole_is_said(run: Run, file: str) -> None:
    result = run("list", "--marker", "gender=1", "--count", "--data", file)
    assert "note: 'gender' was taken for 1 (Gender Equality)" in result.err


@pytest.mark.parametrize(
    ("options", "message"),
    [
        ("--marker gender=0", "--marker gender=0: a significance is 1 (significant), 2 (principal), 3 or 4"),
        ("--marker gendre", "there is no policy marker 'gendre'"),
        ("--sector 99999", "there is no sector '99999'"),
        ("--goal 18", "there is no goal '18'"),
        ("--publisher nobody", "there is no publisher 'nobody'"),
    ],
)
def test_what_means_nothing_is_an_error_of_what_was_typed(
    run: Run, file: str, options: str, message: str
) -> None:
    result = run("list", *options.split(), "--data", file)
    assert (result.code, result.out) == (2, "")
    assert message in result.err


def test_money_and_groups_take_them_too(run: Run, file: str) -> None:
    for command in ("money", "by-theme", "timeline", "search courts"):
        assert run(*command.split(), "--marker", "gender=2", "--data", file).code == 0


def test_a_publisher_is_found_by_each_of_its_names(run: Run, tmp_path: Path) -> None:
    path = tmp_path / "names.xml"
    path.write_text(ACTIVITIES.replace("Demo Trust", "The Trust for Demos", 1), encoding="utf-8")
    for name in ("the trust for demos", "Demo Trust", "xx-1"):
        found = run("list", "--publisher", name, "--json", "--data", str(path))
        assert [project["id"][-1] for project in json.loads(found.out)] == ["A", "B"], found.err
    terms = json.loads(run("terms", "publisher", "--json", "--data", str(path)).out)
    assert [(term["id"], term["aliases"]) for term in terms] == [("XX-1", ["Demo Trust"]), ("XX-2", [])]


def test_markers_and_regions_are_found_in_the_form_of_versions_1(run: Run, tmp_path: Path) -> None:
    path = tmp_path / "old.xml"
    path.write_text(
        """<iati-activities version="1.05"><iati-activity xml:lang="en">
<iati-identifier>XX-1-A</iati-identifier>
<reporting-org ref="XX-1" type="10">Demo Trust</reporting-org><title>Courts</title>
<recipient-region vocabulary="DAC" code="298">Africa</recipient-region>
<policy-marker vocabulary="DAC" code="1" significance="2">Gender equality</policy-marker>
</iati-activity></iati-activities>""",
        encoding="utf-8",
    )
    options = ("--json", "--data", str(path))
    found = run("list", "--marker", "gender=2", "--region", "africa", *options)
    assert [project["id"] for project in json.loads(found.out)] == ["XX-1-A"], found.err
    assert [row["key"] for row in json.loads(run("by", "marker", *options).out)] == ["1"]
    assert (
        run("list", "--fields", "markers", "--no-header", "--data", str(path)).out == "gender equality: 2\n"
    )
    assert (
        json.loads(run("sql", "select * from classifications where kind = 'policy-marker'", *options).out)
        == []
    )
