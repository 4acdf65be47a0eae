"""The standard's own rules: each is found where it is broken, and only there."""

import json
from collections.abc import Callable

import pytest
from lxml import etree

from conftest import Run
from unodc_cli.check.iati.rule_texts import TEXTS, VALIDATOR_TEXTS
from unodc_cli.check.iati.rules import finding_of
from unodc_cli.check.iati.ruleset import RULES, Ruleset

TODAY = "2026-11-29"
# An activity that breaks no rule; each line can be replaced by a faulty one.
GOOD = {
    "identifier": "<iati-identifier>XM-DAC-9-A</iati-identifier>",
    "reporter": '<reporting-org ref="XM-DAC-9" type="10"><narrative>R</narrative></reporting-org>',
    "title": "<title><narrative>T</narrative></title>",
    "description": "<description><narrative>D</narrative></description>",
    "partner": '<participating-org ref="XM-DAC-9" role="1"/>',
    "start": '<activity-date type="2" iso-date="2020-01-01"/>',
    "end": '<activity-date type="3" iso-date="2027-01-01"/>',
    "country": '<recipient-country code="KE"/>',
    "sector": '<sector vocabulary="1" code="15130"/>',
    "marker": '<policy-marker vocabulary="1" code="1" significance="1"/>',
    "budget": '<budget><period-start iso-date="2021-01-01"/><period-end iso-date="2021-12-31"/>'
    '<value value-date="2021-01-01">5</value></budget>',
    "transaction": '<transaction><transaction-type code="2"/><transaction-date iso-date="2021-01-01"/>'
    '<value value-date="2021-01-01">5</value><provider-org ref="XM-DAC-9"/></transaction>',
    "result": '<result type="1"><indicator measure="1"><baseline value="1"/><period>'
    '<period-start iso-date="2021-01-01"/><period-end iso-date="2021-12-31"/><target value="3"/>'
    '<actual value="2"/></period></indicator></result>',
}
HEAD = '<iati-activity default-currency="EUR" xml:lang="en" last-updated-datetime="2026-01-01T00:00:00Z">'
FAULTY = {
    "1.1.3": ("identifier", "<iati-identifier>XM-DAC-9</iati-identifier>"),
    "1.1.21": ("identifier", "<iati-identifier>XM-DAC-8-A</iati-identifier>"),
    "1.3.1": ("identifier", "<iati-identifier>XM-DAC-9-A </iati-identifier>"),
    "1.3.13": ("identifier", "<iati-identifier>XM-DAC-9-A/B</iati-identifier>"),
    "1.8.1": ("partner", '<participating-org ref=" XM-DAC-9" role="1"/>'),
    "1.8.13": ("partner", '<participating-org ref="" role="1"><narrative>P</narrative></participating-org>'),
    "1.10.13": ("transaction", GOOD["transaction"].replace('provider-org ref="XM', 'provider-org ref="X/')),
    "2.1.1": ("sector", '<sector code="15130" percentage="100"/><sector code="15110"/>'),
    "2.1.2": ("sector", '<sector code="15130" percentage="50"/><sector code="15110" percentage="49.9"/>'),
    "2.1.4": ("sector", '<sector code="15130" percentage="90"/>'),
    "2.2.1": ("sector", f'{GOOD["sector"]}<sector vocabulary="99" code="a"/>'),
    "3.1.1": ("country", '<recipient-country code="KE"/><recipient-country code="UG"/>'),
    "3.1.2": (
        "country",
        '<recipient-country code="KE" percentage="60"/><recipient-country code="UG" percentage="50"/>',
    ),
    "3.1.4": ("country", '<recipient-country code="KE" percentage="90"/>'),
    "3.7.1": ("country", ""),
    "4.3.1": ("title", "<title/>"),
    "6.2.2": ("sector", ""),
    "6.10.1": ("partner", '<participating-org role="1"/>'),
    "6.11.1": ("start", ""),
    "6.14.1": ("marker", '<policy-marker vocabulary="1" code="1"/>'),
    "7.5.3": ("budget", GOOD["budget"].replace("2021-12-31", "2022-12-31")),
    "8.6.3": ("budget", GOOD["budget"].replace("2021-12-31", "2020-12-31")),
    "8.6.1": ("result", GOOD["result"].replace("2021-12-31", "2020-12-31")),
    "8.8.1": ("result", GOOD["result"].replace('<baseline value="1"/>', "<baseline/>")),
    "8.9.2": ("result", GOOD["result"].replace('<target value="3"/>', '<target value="many"/>')),
    "8.10.3": ("result", GOOD["result"].replace('measure="1"', 'measure="5"')),
    "11.1.2": ("start", '<activity-date type="1" iso-date="2028-01-01"/>'),
    "11.1.4": ("start", '<activity-date type="2" iso-date="2026-11-30"/>'),
    "11.2.1": ("transaction", GOOD["transaction"].replace('iso-date="2021', 'iso-date="2027')),
    "12.3.1": ("sector", '<sector code="15130" percentage="120"/><sector code="15110" percentage="-20"/>'),
    "102.1.1": ("sector", '<sector vocabulary="2" code="151"/>'),
    "107.2.2": (
        "transaction",
        GOOD["transaction"].replace(
            "</transaction>", '<aid-type code="A01"/><aid-type code="B01"/></transaction>'
        ),
    ),
}
Broken = Callable[[str], set[str]]


@pytest.fixture(scope="module")
def broken() -> Broken:
    """Return the numbers of the rules that an activity of these elements breaks."""
    ruleset = Ruleset(TODAY, ["XM-DAC"])

    def numbers(elements: str, head: str = HEAD) -> set[str]:
        return {v.number for v in ruleset.violations(etree.fromstring(f"{head}{elements}</iati-activity>"))}

    return numbers


def test_a_good_activity_breaks_no_rule(broken: Broken) -> None:
    assert broken("".join(GOOD.values())) == set()


@pytest.mark.parametrize("number", FAULTY)
def test_a_rule_is_found_where_it_is_broken(broken: Broken, number: str) -> None:
    name, elements = FAULTY[number]
    assert number in broken("".join({**GOOD, name: elements}.values()))


def test_a_value_of_the_data_is_never_a_path(broken: Broken) -> None:
    hostile = '<sector vocabulary="\' or //x or \'" code="a"><narrative>a</narrative></sector>'
    assert "2.1.1" in broken("".join({**GOOD, "sector": hostile * 2}.values()))


def test_every_rule_has_words_and_every_text_a_rule() -> None:
    assert {rule.number for rule in RULES} == set(TEXTS)
    # Rules that are not in the ruleset are findings of our own.
    assert not set(TEXTS) & set(VALIDATOR_TEXTS)
    assert all(finding_of(number) for number in VALIDATOR_TEXTS)


def test_an_identifier_twice_is_found_by_its_official_number(
    run: Run, file: Callable[[bytes, str], str]
) -> None:
    activity = f"{HEAD}{''.join(GOOD.values())}</iati-activity>"
    text = f"<iati-activities version='2.03'>{activity * 2}</iati-activities>"
    [kind] = json.loads(run("check", file(text.encode(), ".xml"), "--rule", "1.1.2", "--json").out)["kinds"]
    assert (kind["kind"], kind["severity"], kind["rules"]) == ("identifier twice", "error", ["1.1.2"])


def test_check_names_number_severity_and_example(run: Run, file: Callable[[bytes, str], str]) -> None:
    elements = "".join({**GOOD, "start": ""}.values())
    text = f"<iati-activities version='2.03'>{HEAD}{elements}</iati-activity></iati-activities>"
    path = file(text.encode(), ".xml")
    report = json.loads(run("check", path, "--json").out)
    [kind] = [kind for kind in report["kinds"] if kind["rules"] == ["6.11.1"]]
    assert (kind["severity"], kind["findings"], kind["line"]) == ("error", 1, 1)
    assert run("check", path).code == 0
    assert run("check", path, "--fail-on", "error").code == 1
    assert "6.11.1" in run("check", path, "--format", "table").out


@pytest.mark.parametrize(
    ("part", "message"),
    [
        (
            ("identifier", "<iati-identifier>XM-DAC-9-A/B</iati-identifier>"),
            "empty or has /, &, | or ?: 'XM-DAC-9-A/B'",
        ),
        (("partner", '<participating-org ref="" role="1"/>'), "empty or has /, &, | or ?: ''"),
        (("country", '<recipient-country code="KE" percentage="120"/>'), "below 0 or above 100: '120'"),
        (("country", '<recipient-country code="KE" percentage="90"/>'), "a percentage other than 100"),
        (
            ("result", GOOD["result"].replace('target value="3"', 'target value="many"')),
            "where the measure is one: 'many'",
        ),
        (
            ("start", '<activity-date type="2" iso-date="2150-01-01"/>'),
            "an actual start in the future: '2150-01-01'",
        ),
        (("title", "<title/>"), "a title without a text"),
    ],
)
def test_a_message_has_the_text_that_is_wrong(
    run: Run, file: Callable[[bytes, str], str], part: tuple[str, str], message: str
) -> None:
    activity = "".join({**GOOD, part[0]: part[1]}.values())
    text = f"<iati-activities version='2.03'>{HEAD}{activity}</iati-activity></iati-activities>"
    path = file(text.encode(), ".xml")
    messages = [warning["message"] for warning in json.loads(run("check", path, "--json").out)["warnings"]]
    assert any(each.endswith(message) for each in messages)
    # In the table, the words of a rule stand beside its first place.
    words, quote, text = message.partition(": '")
    table = run("check", path, "--format", "table").out
    assert f"{path.rsplit('/', 1)[-1]}:1: '{text}" in table if quote else words in table


@pytest.mark.parametrize(
    ("part", "version", "found"),
    [
        (("country", '<recipient-country code="ZZ"/>'), "2.03", ("code on no codelist", "error")),
        (("country", '<recipient-country code="AN"/>'), "2.03", ("withdrawn code", "advice")),
        (("sector", '<sector code=""/>'), "2.03", ("element without a code", "error")),
        (("title", GOOD["title"]), "2.9", ("code on no codelist", "error")),
        (("identifier", ""), "2.03", ("no identifier", "error")),
        (
            ("result", f"</iati-activity>{HEAD}{GOOD['identifier']}{GOOD['title']}"),
            "2.03",
            ("identifier twice", "error"),
        ),
        (
            ("budget", GOOD["budget"].replace("<budget>", '<budget type="3">')),
            "2.03",
            ("unknown type of budget", "error"),
        ),
        (
            ("budget", GOOD["budget"].replace(">5<", ">five<")),
            "2.03",
            ("value that cannot be read", "warning"),
        ),
    ],
)
def test_severities_of_codes_are_those_of_the_official_validator(
    run: Run, file: Callable[[bytes, str], str], part: tuple[str, str], version: str, found: tuple[str, str]
) -> None:
    activity = "".join({**GOOD, part[0]: part[1]}.values())
    text = f"<iati-activities version='{version}'>{HEAD}{activity}</iati-activity></iati-activities>"
    kinds = json.loads(run("check", file(text.encode(), ".xml"), "--json").out)["kinds"]
    assert found in [(kind["kind"], kind["severity"]) for kind in kinds]


@pytest.mark.parametrize(
    ("part", "rule"),
    [
        # Our own findings take percentages as rounded, and far days as placeholders.
        (("sector", '<sector code="15130" percentage="33.33"/>' * 3), "rule 2.1.2"),
        (("start", '<activity-date type="2" iso-date="2150-01-01"/>'), "rule 11.1.4"),
        (("identifier", "<iati-identifier>XM-DAC-91</iati-identifier>"), "rule 1.1.21"),
    ],
)
def test_a_rule_is_reported_where_a_finding_of_our_own_is_more_forgiving(
    run: Run, file: Callable[[bytes, str], str], part: tuple[str, str], rule: str
) -> None:
    activity = "".join({**GOOD, part[0]: part[1]}.values())
    text = f"<iati-activities version='2.03'>{HEAD}{activity}</iati-activity></iati-activities>"
    kinds = json.loads(run("check", file(text.encode(), ".xml"), "--json").out)["kinds"]
    assert rule in [kind["kind"] for kind in kinds]


@pytest.mark.parametrize(
    ("countries", "rules"),
    [
        ((False, False), {"3.7.1"}),
        ((True, False), {"3.7.2"}),
        ((True, True), set()),
    ],
)
def test_no_country_at_all_is_not_a_country_of_some_transactions_only(
    run: Run, file: Callable[[bytes, str], str], countries: tuple[bool, ...], rules: set[str]
) -> None:
    country = '<recipient-country code="KE"/></transaction>'
    transactions = [
        GOOD["transaction"].replace("</transaction>", country) if has_one else GOOD["transaction"]
        for has_one in countries
    ]
    elements = "".join({**GOOD, "country": "", "transaction": "".join(transactions)}.values())
    text = f"<iati-activities version='2.03'>{HEAD}{elements}</iati-activity></iati-activities>"
    report = json.loads(run("check", file(text.encode(), ".xml"), "--json").out)
    assert {rule for kind in report["kinds"] for rule in kind["rules"] if rule.startswith("3.7")} == rules


def test_fail_on_takes_severities_only(run: Run) -> None:
    result = run("check", "--fail-on", "fatal")
    assert result.code == 2
    assert "fatal" in result.err


def test_a_rule_that_the_reader_reports_is_reported_once(run: Run, file: Callable[[bytes, str], str]) -> None:
    head = HEAD.replace('default-currency="EUR" ', "")
    text = f"<iati-activities version='2.03'>{head}{''.join(GOOD.values())}</iati-activity></iati-activities>"
    path = file(text.encode(), ".xml")
    kinds = json.loads(run("check", path, "--rule", "7.8.1", "--json").out)["kinds"]
    # The budget and the transaction.
    assert [(kind["kind"], kind["findings"]) for kind in kinds] == [("value without a currency", 2)]
