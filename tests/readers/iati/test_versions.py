"""A small file of each version of the standard is read: the same activity, in the forms of its version."""

from pathlib import Path
from typing import Any

import pytest

from unodc_cli.files.inputs import bundled
from unodc_cli.readers import detect
from unodc_cli.readers.iati import reader as iati
from unodc_cli.readers.iati.matchers import matchers
from unodc_cli.readers.records import Record

OLD = """<iati-activities version="{version}">
<iati-activity default-currency="GBP" xml:lang="en" hierarchy="1">
<reporting-org ref="GB-1" type="10">Agency</reporting-org><iati-identifier>GB-1-{version}</iati-identifier>
<other-identifier owner-name="Ministry" owner-ref="XX-1">N-7</other-identifier>
<activity-website>https://example.org</activity-website>
<title>Safe courts</title><title xml:lang="fr">Tribunaux sûrs</title>
<description type="1">Courts are made safe.</description>
<activity-status code="2">Implementation</activity-status>
{dates}
<participating-org role="Funding" ref="GB-1" type="10">Agency</participating-org>
<participating-org role="Implementing">UNODC</participating-org>
<recipient-country code="KE" percentage="100">Kenya</recipient-country>
<location><name>Mombasa</name><coordinates latitude="-4.05" longitude="39.66" precision="2"/>
<gazetteer-entry gazetteer-ref="GEO">186301</gazetteer-entry></location>
<sector vocabulary="DAC" code="15130" percentage="100">Legal</sector>
<policy-marker vocabulary="DAC" code="1" significance="2">Gender</policy-marker>
<default-flow-type code="10">ODA</default-flow-type>
<budget type="Original"><period-start iso-date="2012-04-01"/><period-end iso-date="2013-03-31"/>
<value value-date="2012-04-01">1000</value></budget>
<transaction ref="T1"><transaction-type code="D">Disbursement</transaction-type>
<description>Chairs</description><provider-org ref="GB-1">Agency</provider-org>
<receiver-org>UNODC</receiver-org><value value-date="2012-05-01">700</value>
<transaction-date iso-date="2012-05-01"/></transaction>
<document-link url="https://example.org/a.pdf" format="application/pdf" language="en">
<title>Plan</title><category code="A02">Objectives</category></document-link>
<related-activity type="1" ref="GB-1-0">Programme</related-activity>
<result type="1"><title>Courses</title><indicator measure="1"><title>Officers</title>
<baseline year="2011" value="0"/><period><period-start iso-date="2012-01-01"/>
<period-end iso-date="2012-12-31"/><target value="10"/><actual value="7"/></period></indicator></result>
</iati-activity></iati-activities>"""
OLD_DATES = {
    "in the text": '<activity-date type="start-actual">2012-04-01</activity-date>'
    '<activity-date type="end-planned">2015</activity-date>',
    "in the attribute": '<activity-date type="start-actual" iso-date="2012-04-01">April</activity-date>'
    '<activity-date type="end-planned" iso-date="2015-12-31"/>',
}
NEW = """<iati-activities version="{version}">
<iati-activity default-currency="GBP" xml:lang="en" hierarchy="1">
<iati-identifier>GB-1-{version}</iati-identifier>
<reporting-org ref="GB-1" type="10"><narrative>Agency</narrative></reporting-org>
<title><narrative>Safe courts</narrative><narrative xml:lang="fr">Tribunaux sûrs</narrative></title>
<description type="1"><narrative>Courts are made safe.</narrative></description>
<participating-org role="1" ref="GB-1" type="10"><narrative>Agency</narrative></participating-org>
<participating-org role="4"><narrative>UNODC</narrative></participating-org>
<other-identifier ref="N-7" type="A1"><owner-org ref="XX-1"><narrative>Ministry</narrative></owner-org>
</other-identifier><activity-status code="2"/>
<activity-date type="2" iso-date="2012-04-01"><narrative>April</narrative></activity-date>
<activity-date type="3" iso-date="2015-12-31"/>
<recipient-country code="KE" percentage="100"/>
<location><name><narrative>Mombasa</narrative></name><point><pos>-4.05 39.66</pos></point></location>
<sector vocabulary="1" code="15130" percentage="100"/>
{more}
<policy-marker vocabulary="1" code="1" significance="2"/><default-flow-type code="10"/>
<budget type="1"><period-start iso-date="2012-04-01"/><period-end iso-date="2013-03-31"/>
<value value-date="2012-04-01">1000</value></budget>
<transaction ref="T1"><transaction-type code="3"/><transaction-date iso-date="2012-05-01"/>
<value value-date="2012-05-01">700</value><description><narrative>Chairs</narrative></description>
<provider-org ref="GB-1"><narrative>Agency</narrative></provider-org>
<receiver-org><narrative>UNODC</narrative></receiver-org></transaction>
<document-link url="https://example.org/a.pdf" format="application/pdf">
<title><narrative>Plan</narrative></title><category code="A02"/><language code="en"/></document-link>
<related-activity type="1" ref="GB-1-0"/>
<result type="1"><title><narrative>Courses</narrative></title><indicator measure="1">
<title><narrative>Officers</narrative></title><baseline year="2011" value="0"/>
<period><period-start iso-date="2012-01-01"/><period-end iso-date="2012-12-31"/>
<target value="10"/><actual value="7"/></period></indicator></result></iati-activity></iati-activities>"""
# What a version has that the one before does not.
MORE = {
    "2.01": "",
    "2.02": '<humanitarian-scope type="1" vocabulary="1-2" code="EQ-1"/>',
    "2.03": '<humanitarian-scope type="1" vocabulary="1-2" code="EQ-1"/><tag vocabulary="2" code="16"/>',
}
FILES = {
    **{v: OLD.format(version=v, dates=OLD_DATES["in the text"]) for v in ("1.01", "1.02", "1.03")},
    **{v: OLD.format(version=v, dates=OLD_DATES["in the attribute"]) for v in ("1.04", "1.05")},
    **{v: NEW.format(version=v, more=more) for v, more in MORE.items()},
}


def read(tmp_path: Path, text: str) -> Record:
    path = tmp_path / "data.xml"
    path.write_text(text, encoding="utf-8")
    shared = matchers(detect.read(bundled()).portfolio.vocabulary)
    batches = list(iati.read(path, shared).batches)
    assert [fault for batch in batches for fault in batch.faults] == []
    [record] = [record for batch in batches for record in batch.records]
    return record


@pytest.mark.parametrize("version", FILES)
def test_an_activity_of_each_version_is_the_same(tmp_path: Path, version: str) -> None:
    record = read(tmp_path, FILES[version])
    content: dict[str, Any] = record.content
    assert content["id"] == f"GB-1-{version}"
    assert (content["title"], content["aliases"]) == ("Safe courts", ["Tribunaux sûrs"])
    assert content["summary"] == "Courts are made safe."
    assert content["status"] == "active"
    assert content["start"] == "2012-04-01"
    assert content["end"][:4] == "2015"
    assert [(p["id"], p["role"]) for p in content["partners"]] == [
        ("agency", "funding"),
        ("unodc", "implementing"),
    ]
    assert content["countries"] == ["KE"]
    activity = content["activity"]
    assert activity["reporter"] == {"ref": "GB-1", "name": "Agency", "type": "10", "secondary": None}
    [sector] = activity["sectors"]
    assert (sector["code"], sector["percentage"]) == ("15130", 100)
    assert [(m["code"], m["significance"]) for m in activity["markers"]] == [("1", "2")]
    assert activity["related"] == [{"kind": "parent", "id": "GB-1-0"}]
    assert [(part[0], part[1], part[2], part[4]) for part in record.parts] == [
        ("budget", 1000, "GBP", "2012-04-01"),
        ("disbursement", 700, "GBP", "2012-05-01"),
    ]
    assert content["sdgs"] == (["16"] if version == "2.03" else [])


@pytest.mark.parametrize("version", FILES)
def test_its_rows_are_the_same_too(tmp_path: Path, version: str) -> None:
    details = read(tmp_path, FILES[version]).details
    [place] = details["locations"]
    assert (place[0], place[3], place[4]) == ("Mombasa", -4.05, 39.66)
    [document] = details["links"]
    assert (document[0], document[1], document[2]) == ("Plan", ["A02"], ["en"])
    [result] = details["results"]
    assert (result[0], result[2], result[5], result[9], result[10]) == ("Courses", "Officers", 0, 10, 7)
    kinds = {row[0]: row[2:4] for row in details["classifications"]}
    assert kinds["flow-type"] == ("10", None)
    assert [row[0:2] for row in details["participants"]] == [("agency", "funding"), ("unodc", "implementing")]
    assert details["money_details"][1][:2] == ("T1", "Chairs")
    assert kinds["other-identifier"] == ("N-7", "Ministry (XX-1)")
    if version >= "2.02":
        assert kinds["humanitarian-scope"] == ("EQ-1", "emergency")
    if version < "2":
        assert kinds["website"] == (None, "https://example.org")
