"""The survey of elements: those that activities have, that are read, and that are missing."""

import re
from pathlib import Path

import pytest
from lxml import etree

from unodc_cli.check.iati.survey import OTHERS, Have, Lack, Survey
from unodc_cli.files.inputs import bundled
from unodc_cli.readers import detect
from unodc_cli.readers.iati import reader as iati
from unodc_cli.readers.iati.element import ActivityElement, Element
from unodc_cli.readers.iati.matchers import matchers

WHOLE = """<iati-activity xmlns:x="https://example.org/x" default-currency="EUR" hierarchy="1"
    humanitarian="0" last-updated-datetime="2021-06-01T00:00:00Z" x:own="1" xml:lang="en">
<iati-identifier>XM-TEST-1</iati-identifier>
<reporting-org ref="XM-TEST" type="10"><narrative>Test Agency</narrative></reporting-org>
<title><narrative xml:lang="en">Title</narrative></title>
<description type="1"><narrative>Description</narrative></description>
<participating-org role="1" ref="XM-TEST" activity-id="XM-TEST-1">
<narrative>Test Agency</narrative></participating-org>
<activity-status code="2"/>
<activity-date type="2" iso-date="2019-01-01"><narrative>began</narrative></activity-date>
<contact-info><person-name><narrative>Jane Roe</narrative></person-name>
<email>jane@example.org</email></contact-info>
<recipient-country code="KE"/>
<sector code="16063" percentage="100"/>
<policy-marker code="1" significance="1"><narrative>Gender</narrative></policy-marker>
<budget type="1"><period-start iso-date="2019-01-01"/><period-end iso-date="2019-12-31"/>
<value>100</value></budget>
<transaction ref="T1">
<transaction-type code="3"/><transaction-date iso-date="2019-02-01"/><value>7</value>
<flow-type code="10"/>
</transaction>
<result type="1"><title><narrative>Result</narrative></title><indicator measure="1"/></result>
<x:thing a="1"><x:inner/></x:thing>
</iati-activity>"""
OLD = """<iati-activity hierarchy="2"><iati-identifier>GB-1-1</iati-identifier>
<reporting-org ref="GB-1" type="10">Agency</reporting-org><title>Titre</title>
<activity-date type="start-actual">2004-01-01</activity-date>
<transaction>
<transaction-type code="D"/><value currency="GBP">7</value><recipient-country code="CD"/></transaction>
<transaction>
<transaction-type code="C"/><transaction-date iso-date="2004-01-01"/><value>8</value></transaction>
<location percentage="50"><name>Goma</name></location><contact-info><email>a@b.c</email></contact-info>
<legacy-data name="status" value="7"/></iati-activity>"""


def survey(*activities: str) -> Survey:
    made = Survey()
    for activity in activities:
        made.add(ActivityElement(etree.fromstring(activity)))
    return made


def test_each_element_is_counted_once_an_activity() -> None:
    have = {h.path: h for h in survey(WHOLE, OLD, OLD).have()}
    assert have["transaction"] == Have("transaction", 3, read=True)
    assert have["transaction/recipient-country"] == Have("transaction/recipient-country", 2, read=True)
    assert have["transaction/value/@currency"] == Have("transaction/value/@currency", 2, read=True)
    assert have["title/narrative"] == Have("title/narrative", 1, read=True)


def test_what_is_not_read_is_named() -> None:
    assert [h.path for h in survey(WHOLE).have() if not h.read] == [
        "@x:own",
        "contact-info",
        "x:thing",
    ]


def test_what_is_read_comes_first_in_the_order_of_the_standard() -> None:
    paths = [h.path for h in survey(WHOLE).have()]
    assert paths[:5] == [
        "@default-currency",
        "@hierarchy",
        "@humanitarian",
        "@last-updated-datetime",
        "iati-identifier",
    ]


def test_nothing_mandatory_is_lacking_in_a_whole_activity() -> None:
    assert survey(WHOLE).lack() == [
        Lack("tag", 1, mandatory=False),
        Lack("related-activity", 1, mandatory=False),
        Lack("planned-disbursement", 1, mandatory=False),
        *(Lack(f"default-{name}-type", 1, mandatory=False) for name in ("aid", "flow", "finance")),
        *(
            Lack(path, 1, mandatory=False)
            for path in ("default-tied-status", "collaboration-type", "activity-scope")
        ),
        Lack("document-link", 1, mandatory=False),
        Lack("location", 1, mandatory=False),
    ]


def test_what_is_mandatory_may_stand_in_a_transaction_and_each_value_needs_a_currency() -> None:
    lack = survey(OLD, WHOLE).lack()
    assert [w.path for w in lack if w.mandatory] == [
        "description",
        "participating-org",
        "activity-status",
        "sector",
        "activity-date/@iso-date",
        "transaction/transaction-date",
        "@default-currency or value/@currency",
    ]
    assert Lack("budget", 1, mandatory=False) in lack
    assert not any("recipient" in w.path for w in lack)


def test_comments_are_no_elements() -> None:
    activity = (
        "<iati-activity><!-- x --><title><!-- y --><narrative>T</narrative></title><?z?></iati-activity>"
    )
    assert [h.path for h in survey(activity).have()] == ["title", "title/narrative"]


def test_a_namespace_without_a_prefix_is_named_in_full() -> None:
    have = survey('<iati-activity><own xmlns="urn:x"><inner/></own></iati-activity>').have()
    assert [h.path for h in have] == ["{urn:x}own"]


def test_a_file_with_ever_new_elements_does_not_fill_the_memory() -> None:
    made = survey(*(f"<iati-activity><title/><e{n}/></iati-activity>" for n in range(1500)))
    have = {h.path: h.activities for h in made.have()}
    assert len(have) < 1100
    assert have["title"] == 1500
    assert have[OTHERS] > 400


@pytest.mark.parametrize("activity", [WHOLE, OLD], ids=["2.0x", "1.0x"])
def test_what_is_said_to_be_not_read_makes_no_difference(tmp_path: Path, activity: str) -> None:
    read, unread = tmp_path / "data.xml", tmp_path / "without" / "data.xml"
    unread.parent.mkdir()
    read.write_text(f"<iati-activities>{activity}</iati-activities>", encoding="utf-8")
    root: Element = etree.fromstring(read.read_bytes())
    for have in survey(activity).have():
        if not have.read:
            _remove(root[0], have.path)
    unread.write_bytes(etree.tostring(root))
    assert read.read_bytes() != unread.read_bytes()
    shared = matchers(detect.read(bundled()).portfolio.vocabulary)
    [with_it], [without_it] = (
        [
            re.sub(r"without/|line'?:? \d+", "", str(record.content))
            for record in iati.read(path, shared).records()
        ]
        for path in (read, unread)
    )
    assert with_it == without_it


def _remove(activity: Element, path: str) -> None:
    names = {"x": "https://example.org/x"}
    parent, _, attribute = path.partition("@")
    for element in activity.xpath(f"./{parent.rstrip('/') or '.'}", namespaces=names):
        if not attribute:
            element.getparent().remove(element)
            continue
        for key in element.keys():  # noqa: SIM118 - no dict
            if key == attribute or key.endswith(f"}}{attribute.partition(':')[2] or None}"):
                del element.attrib[key]


DEEP = """<iati-activity><result><indicator><period><target value="1"><comment><narrative>c</narrative>
<new a="1"><newer/></new></comment></target><actual own="1"/></period></indicator></result></iati-activity>"""


def test_it_looks_at_every_depth_and_names_what_is_not_read_alone() -> None:
    have = survey(DEEP).have()
    assert [h.path for h in have if not h.read] == [
        "result/indicator/period/actual/@own",
        "result/indicator/period/target/comment/new",
    ]
    assert "result/indicator/period/target/comment/narrative" in [h.path for h in have if h.read]


def test_elements_that_differ_deep_inside_only_are_told_apart() -> None:
    made = survey(DEEP, DEEP.replace('own="1"', 'own="1" other="2"'))
    assert {h.path: h.activities for h in made.have() if not h.read} == {
        "result/indicator/period/actual/@own": 2,
        "result/indicator/period/actual/@other": 1,
        "result/indicator/period/target/comment/new": 2,
    }


def test_nothing_is_too_deep() -> None:
    # Deeper files are refused by the parser.
    deep = "<a>" * 200 + "</a>" * 200
    made = survey(f"<iati-activity>{deep}<result>{deep}</result><title/></iati-activity>")
    assert [h.path for h in made.have()] == ["title", "result", "a", "result/a"]


def test_what_is_of_another_namespace_is_not_of_the_standard() -> None:
    have = {h.path: h.is_foreign for h in survey(WHOLE).have() if not h.read}
    assert have == {"@x:own": True, "contact-info": False, "x:thing": True}
    [other] = survey('<iati-activity><own xmlns="urn:x"/></iati-activity>').have()
    assert other.is_foreign
