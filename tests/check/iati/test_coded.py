"""Codes of all codelists: unknown ones, withdrawn ones, and those of versions 1.0x."""

import pytest
from lxml import etree

from unodc_cli.check.iati.coded import coded_findings
from unodc_cli.readers.iati.element import ActivityContext
from unodc_cli.readers.iati.kinds import FindingKind


def found(inside: str, version: str = "2.03", tag: str = "iati-activity") -> list[tuple[FindingKind, str]]:
    text = f'<root version="{version}"><{tag}>{inside}</{tag}></root>'
    return [(f.kind, f.message) for f in coded_findings(ActivityContext(etree.fromstring(text)[0], "x", ""))]


@pytest.mark.parametrize(
    ("inside", "message"),
    [
        ('<collaboration-type code="5"/>', "collaboration-type '5'"),
        ('<default-flow-type code=" 11 "/>', "default-flow-type '11'"),
        ('<reporting-org type="999"/>', "reporting-org/@type '999'"),
        ('<participating-org role="9"/>', "participating-org/@role '9'"),
        ('<participating-org role="1" crs-channel-code="7"/>', "participating-org/@crs-channel-code '7'"),
        ('<budget status="x"/>', "budget/@status 'x'"),
        ('<location><exactness code="77"/></location>', "exactness '77'"),
        ('<location><location-id vocabulary="G9" code="1"/></location>', "location-id/@vocabulary 'G9'"),
        ('<location><feature-designation code="ZZZZ"/></location>', "feature-designation 'ZZZZ'"),
        ('<location><location-type code="ZZZZ"/></location>', "location-type 'ZZZZ'"),
        ('<location><administrative vocabulary="A4" code="ZZ"/></location>', "administrative 'ZZ'"),
        ('<location><gazetteer-entry gazetteer-ref="9"/></location>', "gazetteer-entry/@gazetteer-ref '9'"),
        ('<result type="77"/>', "result/@type '77'"),
        ('<result type="1"><indicator measure="0"/></result>', "indicator/@measure '0'"),
        ('<result><reference vocabulary="1" code="x"/></result>', "reference/@vocabulary '1'"),
        (
            '<result><indicator><reference vocabulary="88" code="x"/></indicator></result>',
            "reference/@vocabulary '88'",
        ),
        ('<document-link format="pdf"/>', "document-link/@format 'pdf'"),
        (
            '<document-link format="APPLICATION/PDF"/>',
            "document-link/@format 'APPLICATION/PDF', but 'application/pdf' is",
        ),
        ('<document-link><category code="Z99"/></document-link>', "category 'Z99'"),
        ('<document-link><language code="zz"/></document-link>', "language 'zz'"),
        ('<title><narrative xml:lang="zz">T</narrative></title>', "narrative/@xml:lang 'zz'"),
        ('<title xml:lang="english">T</title>', "title/@xml:lang 'english'"),
        ("<crs-add><channel-code>N/A</channel-code></crs-add>", "channel-code 'N/A'"),
        ('<crs-add><loan-status currency="EUX"/></crs-add>', "loan-status/@currency 'EUX'"),
        ('<default-aid-type code="Z01"/>', "default-aid-type 'Z01'"),
        ('<default-aid-type vocabulary="2" code="9"/>', "default-aid-type '9'"),
        ('<transaction><aid-type vocabulary="7" code="9"/></transaction>', "aid-type/@vocabulary '7'"),
        ('<policy-marker code="77" significance="2"/>', "policy-marker '77'"),
        ('<policy-marker code="1" significance="9"/>', "policy-marker/@significance '9'"),
        ('<tag vocabulary="3" code="99.1"/>', "tag '99.1'"),
        ('<humanitarian-scope type="3" vocabulary="1-2" code="X"/>', "humanitarian-scope/@type '3'"),
        ('<conditions><condition type="9"/></conditions>', "condition/@type '9'"),
    ],
)
def test_a_code_that_its_codelist_does_not_have_is_found(inside: str, message: str) -> None:
    assert found(inside) == [(FindingKind.UNKNOWN_CODE, message)]


@pytest.mark.parametrize(
    ("inside", "where"),
    [
        ('<participating-org role=""/>', "participating-org/@role"),
        ('<default-flow-type code=" "/>', "default-flow-type"),
        ('<policy-marker code="" significance="1"/>', "policy-marker"),
        ("<crs-add><channel-code/></crs-add>", "channel-code"),
        ('<aid-type vocabulary="" code="A01"/>', "aid-type/@vocabulary"),
        ("<participating-org/><default-flow-type/>", None),
    ],
)
def test_an_attribute_that_is_there_and_empty_is_found(inside: str, where: str | None) -> None:
    assert found(inside) == ([(FindingKind.NO_CODE, where)] if where else [])


def test_budget_items_have_the_vocabulary_of_the_element_around_them() -> None:
    items = '<country-budget-items vocabulary="{}"><budget-item code="9.9"/></country-budget-items>'
    assert (FindingKind.UNKNOWN_CODE, "budget-item '9.9'") in found(items.format("1"))
    assert found(items.format("2")) == []


def test_withdrawn_codes_are_told_apart() -> None:
    [(kind, message)] = found('<default-flow-type code="20"/>')
    assert kind == FindingKind.WITHDRAWN_CODE
    assert message.startswith("default-flow-type '20', since ")


@pytest.mark.parametrize(
    "inside",
    [
        '<title xml:lang="en-GB">T</title><description xml:lang="spa">T</description>',
        '<document-link><language code="EN"/><category code="a01"/></document-link>',
        '<policy-marker vocabulary="99" code="own"/><tag vocabulary="99" code="own"/>',
        '<default-aid-type vocabulary="3" code="own"/>',
        '<location><feature-designation code="PRT"/><administrative vocabulary="G1" code="ZZ"/></location>',
        '<result><indicator><reference vocabulary="9" code="x"/></indicator></result>',
        '<document-link format="application/pdf"/>',
        '<crs-add><loan-status currency="eur"/></crs-add>',
        # Personal, and elements of others.
        '<contact-info type="77"/><x:result xmlns:x="urn:x" type="77"/>',
        "<!-- a comment --><?pi?>",
    ],
)
def test_what_is_right_or_of_others_is_not_found(inside: str) -> None:
    assert found(inside) == []


def test_words_of_versions_1_0x_are_codes_there_and_nowhere_else() -> None:
    old = '<sector vocabulary="DAC" code="11110"/><participating-org role="Funding"/>'
    assert found(old, "1.05") == []
    assert [message for _, message in found(old)] == [
        "sector/@vocabulary 'DAC'",
        "participating-org/@role 'Funding'",
    ]


def test_organisations_have_codes_too() -> None:
    inside = '<total-budget status="9"/><reporting-org type="999"/>'
    assert [message for _, message in found(inside, tag="iati-organisation")] == [
        "total-budget/@status '9'",
        "reporting-org/@type '999'",
    ]
