"""A small file of each version of the standard is read: the same activity, in the forms of its version."""

import json
from pathlib import Path
from typing import Any

import pytest

from unodc_cli.files.inputs import bundled
from unodc_cli.model.details import FIELDS, LocationRow
from unodc_cli.readers import detect
from unodc_cli.readers.iati import reader as iati
from unodc_cli.readers.iati.matchers import matchers
from unodc_cli.readers.records import Beside, Record

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
    record = read(tmp_path, FILES[version])
    details = record.details
    assert {len(row) for row in details["locations"]} == {len(LocationRow._fields)}
    [place] = details["locations"]
    assert place[5] == ("near exact location" if version < "2" else None)
    assert (place[0], place[3], place[4]) == ("Mombasa", -4.05, 39.66)
    [document] = details["links"]
    assert (document[0], document[1], document[2]) == ("Plan", ["A02"], ["en"])
    [result] = details["results"]
    assert (result[0], result[2], result[5], result[9], result[10]) == ("Courses", "Officers", 0, 10, 7)
    kinds = {row[0]: row[2:4] for row in rows_in(record, "classifications")}
    assert kinds["flow-type"] == ("10", None)
    assert [row[0:2] for row in rows_in(record, "participants")] == [
        ("agency", "funding"),
        ("unodc", "implementing"),
    ]
    assert record.parts[1][12] == ("T1", "Chairs", None, None)
    assert kinds["other-identifier"] == ("N-7", "Ministry (XX-1)")
    if version >= "2.02":
        assert kinds["humanitarian-scope"] == ("EQ-1", "emergency")
    if version < "2":
        assert kinds["website"] == (None, "https://example.org")


def record_of(tmp_path: Path, inside: str) -> Record:
    activity = f"<iati-activity><iati-identifier>X-1</iati-identifier>{inside}</iati-activity>"
    return read(tmp_path, f'<iati-activities version="1.05">{activity}</iati-activities>')


def rows_in(record: Record, table: str) -> list[tuple[Any, ...]]:
    """Return the rows of a table of details, without the lines of those that are kept apart."""
    if table == "participants":
        return [(*row, None, None) for row in json.loads(record.alike[table][0])]
    if table == "classifications":
        alike = (json.loads(rows) for name, (rows, _) in record.alike.items() if name != "participants")
        return [*((*row[:5], None, *row[5:]) for rows in alike for row in rows), *record.statements]
    return list(record.details[table])


def beside(tmp_path: Path, inside: str) -> list[Beside]:
    """Return the statements beside money."""
    return [statements for *_, statements in record_of(tmp_path, inside).parts if statements]


def rows_of(tmp_path: Path, inside: str, table: str) -> list[dict[str, Any]]:
    rows = rows_in(record_of(tmp_path, inside), table)
    return [dict(zip(FIELDS[table], row, strict=True)) for row in rows if row]


POINT = '<name>{name}</name><coordinates latitude="1" longitude="2" precision="{precision}"/>'


@pytest.mark.parametrize(
    ("name", "precision", "exactness", "stand_in"),
    [
        ("Kisumu", "1", "exact location", None),
        ("Kenya", "1", "exact location", None),
        ("Kenya", "6", "independent political entity", "country"),
        ("The north", "9", "unclear - country", "country"),
        ("Kisumu", "4", "first order administrative division", None),
        ("Kisumu", "12", "12", None),
        ("Kenya", "", None, "country"),
    ],
)
def test_the_precision_of_a_point_says_what_it_stands_for(
    tmp_path: Path, name: str, precision: str, exactness: str | None, stand_in: str | None
) -> None:
    place = f"<location>{POINT.format(name=name, precision=precision)}</location>"
    [row] = rows_of(tmp_path, place, "locations")
    assert (row["exactness"], row["stand_in"]) == (exactness, stand_in)


def test_a_place_has_a_percentage_and_its_areas_down_to_the_second_level(tmp_path: Path) -> None:
    areas = """<administrative country="KE" adm1="KE-1" adm2="KE-1-2">Kisumu East</administrative>
    <administrative vocabulary="G1" level="1" code="7"/><administrative>Nyanza</administrative>"""
    first, second = rows_of(
        tmp_path,
        f'<location percentage="40">{areas}</location><location percentage="half"><name>A</name></location>',
        "locations",
    )
    assert [(row["percentage"], len(row["areas"])) for row in (first, second)] == [(40, 5), ("half", 0)]
    assert [tuple(area.values()) for area in first["areas"]] == [
        (None, None, "KE", None),
        (None, "1", "KE-1", None),
        (None, "2", "KE-1-2", "Kisumu East"),
        ("G1", "1", "7", None),
        (None, None, None, "Nyanza"),
    ]


def test_a_text_that_is_repeated_is_in_the_wanted_language(tmp_path: Path) -> None:
    """Versions 1.0x repeat the element for each language."""
    twice = '<{0} xml:lang="fr">En français</{0}><{0} xml:lang="en">In English</{0}>'
    tags = ("name", "description", "activity-description", "title")
    name, description, activity_description, title = (twice.format(tag) for tag in tags)
    [place] = rows_of(
        tmp_path, f"<location>{name}{description}{activity_description}</location>", "locations"
    )
    [result] = rows_of(tmp_path, f"<result>{title}{description}</result>", "results")
    [link] = rows_of(tmp_path, f'<document-link url="a:b">{title}</document-link>', "links")
    payment = f"""<transaction><transaction-type code="D"/><value currency="EUR">1</value>{description}
    <transaction-date iso-date="2013-01-01"/></transaction>"""
    [money] = beside(tmp_path, payment)
    read_texts = {
        *(place[name] for name in ("name", "description", "activity_description")),
        *(result["result"], result["description"], link["title"], money[1]),
    }
    assert read_texts == {"In English"}


def test_descriptions_of_other_types_are_named_by_their_type(tmp_path: Path) -> None:
    descriptions = """<description type="2">Fewer incidents.</description><description>Courses.</description>
    <description type="own">More.</description>"""
    [result] = rows_of(tmp_path, f"<result>{descriptions}</result>", "results")
    assert result["description"] == "Courses. Objectives: Fewer incidents. own: More."
    item = f'<budget-item code="1.1.1" vocabulary="2">{descriptions}</budget-item>'
    [row] = rows_of(tmp_path, f"<country-budget-items>{item}</country-budget-items>", "classifications")
    assert (row["vocabulary"], row["text"]) == ("2", result["description"])


def test_texts_beside_dates_and_references_are_read(tmp_path: Path) -> None:
    payment = """<transaction><transaction-type code="C"/><value currency="EUR">1</value>{}
    <transaction-date iso-date="2009-12-31">{}</transaction-date></transaction>"""
    texts = [("", "All to 2009"), ("<description>Chairs</description>", "All to 2009"), ("", "2009-12-31")]
    rows = beside(tmp_path, "".join(payment.format(*each) for each in texts))
    assert [row[1] for row in rows] == ["All to 2009", "Chairs (All to 2009)"]
    rest = """<related-activity type="1" ref="X-0">The programme</related-activity>
    <legacy-data name="Sector" value="15110">40%</legacy-data>"""
    legacy, related = rows_of(tmp_path, rest, "classifications")
    assert (related["kind"], related["code"], related["text"]) == ("related-activity", "X-0", "The programme")
    assert (legacy["code"], legacy["text"], legacy["value"]) == ("Sector", "15110", "40%")


def test_a_planned_disbursement_has_the_day_of_its_last_change(tmp_path: Path) -> None:
    planned = (
        '<planned-disbursement updated="2013-05-01"><value currency="EUR">1</value></planned-disbursement>'
    )
    assert beside(tmp_path, planned) == [(None, None, "2013-05-01", None)]
