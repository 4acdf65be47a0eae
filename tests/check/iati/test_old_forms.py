"""Rules of the standard on files of versions 1.0x: what is right there breaks none."""

import json
from collections.abc import Callable

import pytest
from lxml import etree

from conftest import Run
from unodc_cli.check.iati.ruleset import Ruleset

RIGHT = """<reporting-org ref="GB-CHC-1" type="10">Agency</reporting-org>
<iati-identifier>GB-CHC-1-1</iati-identifier><title>Safe courts</title><description>Courts.</description>
<activity-date type="start-planned">2012-01-01</activity-date>
<participating-org role="Implementing">UNODC</participating-org>
<recipient-country code="KE"/><sector vocabulary="DAC" code="15130">Legal</sector>
<sector vocabulary="RO" code="A1">Courts</sector><policy-marker vocabulary="RO" code="x">Ours</policy-marker>
<transaction><transaction-type code="D"/><provider-org>Agency</provider-org><receiver-org>UNODC</receiver-org>
<transaction-date iso-date="2012-05-01"/><value value-date="2012-05-01" currency="GBP">1</value>
</transaction>"""


def broken(inside: str, version: str) -> set[str]:
    activity = f'<iati-activity xml:lang="en">{inside}</iati-activity>'
    text = f'<iati-activities version="{version}">{activity}</iati-activities>'
    rules = Ruleset("2024-07-01", ["GB-CHC"])
    return {violation.number for violation in rules.violations(etree.fromstring(text)[0])}


def test_what_is_right_in_a_file_of_version_1_0x_breaks_no_rule() -> None:
    assert broken(RIGHT, "1.05") == set()
    # The same is wrong in a later version: no narratives, other codes.
    assert broken(RIGHT, "2.03") >= {"4.3.1", "4.4.1", "6.11.1", "6.9.1", "6.9.2", "6.10.1"}


@pytest.mark.parametrize(
    ("right", "wrong", "rule"),
    [
        ("<title>Safe courts</title>", "<title> </title>", "4.3.1"),
        ("start-planned", "end-planned", "6.11.1"),
        ("<provider-org>Agency</provider-org>", "<provider-org/>", "6.9.1"),
        (">Courts</sector>", "/>", "2.2.1"),
        (">Ours</policy-marker>", "/>", "6.13.1"),
        (
            '<sector vocabulary="DAC" code="15130">Legal</sector>',
            '<sector vocabulary="DAC" code="15130"/><sector vocabulary="DAC" code="15110"/>',
            "2.1.1",
        ),
        (
            '<sector vocabulary="DAC" code="15130">Legal</sector>',
            '<sector vocabulary="DAC" code="15130" percentage="90"/>',
            "2.1.4",
        ),
        (
            '<activity-date type="start-planned">2012-01-01</activity-date>',
            '<activity-date type="start-actual" iso-date="2030-01-01"/>',
            "11.1.4",
        ),
    ],
)
def test_what_is_wrong_breaks_the_rule(right: str, wrong: str, rule: str) -> None:
    assert right in RIGHT
    assert broken(RIGHT.replace(right, wrong, 1), "1.05") == {rule}


def test_narratives_in_a_file_of_version_1_0x_are_texts_too() -> None:
    narratives = (
        RIGHT.replace("Safe courts", "<narrative>Safe courts</narrative>")
        .replace(">Courts.<", "><narrative>Courts.</narrative><")
        .replace(">Courts</sector>", "><narrative>Courts</narrative></sector>")
        .replace(">Ours</policy-marker>", "><narrative>Ours</narrative></policy-marker>")
        .replace(">Agency</provider-org>", "><narrative>Agency</narrative></provider-org>")
    )
    assert broken(narratives, "1.03") == set()
    assert broken(narratives.replace("Safe courts", " "), "1.03") == {"4.3.1"}


@pytest.mark.parametrize("root", ["activities", "organisations"])
@pytest.mark.parametrize(("version", "is_old"), [("1.03", True), ("1.09", False), ("2.01", False)])
def test_a_version_out_of_use_is_found_once_in_a_file(
    run: Run, file: Callable[[bytes, str], str], root: str, version: str, is_old: bool
) -> None:
    entry = "iati-activity" if root == "activities" else "iati-organisation"
    text = f"<iati-{root} version='{version}'>{f'<{entry}></{entry}>' * 2}</iati-{root}>"
    path = file(text.encode(), ".xml")
    found = json.loads(run("check", path, "--rule", "0.6.1", "--json").out)["kinds"]
    expected = [("version out of use", "error", ["0.6.1"], 1, f"version {version}")] if is_old else []
    keys = ("kind", "severity", "rules", "findings", "message")
    assert [tuple(kind[key] for key in keys) for kind in found] == expected
