"""The codelists of the standard: the tables are what was published, and what uses them fits them."""

import os
from pathlib import Path
from typing import Any

import pytest

import make_codelists
from unodc_cli.codelists import countries, iati
from unodc_cli.codelists.iati import Entry, codelist, lookup

NAMES = sorted(path.stem for path in make_codelists.LISTS.iterdir())


@pytest.mark.parametrize("name", NAMES)
def test_a_list_has_its_name_and_each_of_its_codes_once(name: str) -> None:
    text = (make_codelists.LISTS / f"{name}.tsv").read_text(encoding="utf-8")
    head, *lines = text.splitlines()
    assert head.split("\t")[0] == name.removesuffix("-category") or name.endswith("-category")
    entries = codelist(name).entries
    assert len(entries) == len(lines) > 0
    assert all(entry.name or name in ("FileFormat", "Version") for entry in entries.values())
    assert all(
        len(entry.withdrawn) in (0, 1, 10) and len(entry.since) in (0, 10) for entry in entries.values()
    )


# Read in the published lists by hand.
@pytest.mark.parametrize(
    ("name", "entry"),
    [
        ("Sector", Entry("16063", "Narcotics control", "160", "", "", "Lutte contre le trafic de drogues")),
        ("Sector", Entry("15120", "Public sector financial management", "151", "2020-02-28")),
        (
            "SectorCategory",
            Entry("920", "SUPPORT TO NON- GOVERNMENTAL ORGANISATIONS (NGOs)", "", "2020-02-28"),
        ),
        ("Region", Entry("380", "West Indies, regional", "", "2020-05-04", "", "Indes occ., régional")),
        ("Region", Entry("1031", "Caribbean, regional", "", "", "2020-05-04", "Caraïbes, régional")),
        ("Country", Entry("AN", "NETHERLAND ANTILLES", "", "?")),
        ("Country", Entry("XK", "Kosovo")),
        ("Currency", Entry("ZMK", "Zambian Kwacha", "", "2018-08-08")),
        ("TransactionType", Entry("3", "Disbursement", french_name="Décaissement")),
        ("BudgetType", Entry("2", "Revised", french_name="Révisé")),
        ("PolicySignificance", Entry("0", "not targeted")),
        ("Version", Entry("2.03")),
        ("LocationType", Entry("PRT", "port", "L")),
        ("FileFormat", Entry("application/pdf", category="application")),
        ("FileFormat", Entry("application/font-woff", "", "application", "?")),
    ],
)
def test_a_code_is_what_the_list_says_of_it(name: str, entry: Entry) -> None:
    assert lookup(name, entry.code) == entry


@pytest.mark.parametrize(
    ("name", "count", "withdrawn"),
    [
        ("Sector", 325, 30),
        ("SectorCategory", 44, 2),
        ("Region", 26, 1),
        ("Country", 251, 1),
        ("Currency", 176, 9),
        ("CRSChannelCode", 438, 29),
        ("FinanceType", 68, 21),
        ("OrganisationRegistrationAgency", 539, 19),
        ("UNSDG-Goals", 17, 0),
        ("UNSDG-Targets", 169, 0),
        ("TransactionType", 13, 0),
        ("Language", 181, 0),
        ("FileFormat", 1650, 19),
        ("LocationType", 682, 0),
    ],
)
def test_a_list_has_as_many_codes_as_were_published(name: str, count: int, withdrawn: int) -> None:
    entries = codelist(name).entries.values()
    assert (len(entries), sum(bool(entry.withdrawn) for entry in entries)) == (count, withdrawn)


def test_what_a_list_does_not_have_is_not_found() -> None:
    assert lookup("Sector", "") is None
    assert lookup("Sector", "Sector") is None
    assert lookup("Sector", "16063 ") is None
    with pytest.raises(FileNotFoundError):
        codelist("NoSuchList")


def test_a_list_may_be_one_of_several_that_are_used() -> None:
    assert codelist("Sector").is_complete
    assert not codelist("Country").is_complete
    assert codelist("Sector").category_list == "SectorCategory"
    assert codelist("Country").category_list == ""


def test_each_sector_has_a_category_of_its_list() -> None:
    categories = codelist("SectorCategory").entries
    assert {entry.category for entry in codelist("Sector").entries.values()} <= set(categories)


@pytest.mark.skipif("IATI_CODELISTS" not in os.environ, reason="IATI_CODELISTS names no folder of codelists")
def test_the_tables_are_what_the_script_makes_of_the_published_lists() -> None:
    made = make_codelists.tables(Path(os.environ["IATI_CODELISTS"]))
    assert {path: path.read_text(encoding="utf-8") for path in make_codelists.LISTS.iterdir()} == made


def test_the_script_keeps_codes_names_categories_and_days() -> None:
    xml = """<codelist name="Letters" complete="1" category-codelist="Kinds" xmlns:xml="http://www.w3.org/XML/1998/namespace">
      <metadata><name><narrative>Letters of all kinds</narrative></name></metadata>
      <codelist-items>
        <codelist-item status="active" activation-date="2020-01-01"><code> A </code>
          <name><narrative xml:lang="fr">La\n  lettre A</narrative>
            <narrative>The\tletter  A</narrative></name>
          <description><narrative>Is not kept.</narrative></description><category>V</category></codelist-item>
        <codelist-item status="withdrawn"><code>B</code>
          <name><narrative xml:lang="en">B</narrative><narrative xml:lang="fr"/></name></codelist-item>
        <codelist-item status="withdrawn" withdrawal-date="2019-12-31"><code>C</code><name/></codelist-item>
        <codelist-item status="active" withdrawal-date="2022-12-31"><code>D</code>
          <name><narrative>D</narrative></name></codelist-item>
        <codelist-item><code>E</code></codelist-item><codelist-item><code>E</code></codelist-item>
      </codelist-items></codelist>"""
    assert make_codelists.table(xml).splitlines() == [
        "Letters\t1\tKinds",
        "A\tThe letter A\tV\t\t2020-01-01\tLa lettre A",
        "B\tB\t\t?",
        "C\t\t\t2019-12-31",
        # A code that is said to be active is so, whatever its day.
        "D\tD",
        "E",
    ]


# What the reader makes of a code is its own; which codes there are is the standard's.
@pytest.mark.parametrize(
    ("name", "meanings"),
    [
        ("OrganisationRole", iati.ROLES),
        ("ActivityStatus", iati.STATUSES),
        ("ActivityDateType", iati.DATES),
        ("RelatedActivityType", iati.RELATIONS),
        ("BudgetType", iati.BUDGETS),
        ("TransactionType", iati.TRANSACTIONS),
    ],
)
def test_the_reader_knows_each_code_of_a_list(name: str, meanings: dict[str, Any]) -> None:
    assert {code for code in meanings if code.isdigit()} == set(codelist(name).entries)


def test_the_reader_knows_regions_of_the_list_alone() -> None:
    regions = set(codelist("Region").entries)
    assert set(iati.REGIONS) <= regions
    # States of the former Yugoslavia, and developing countries, unspecified.
    assert regions - set(iati.REGIONS) == {"88", "998"}


def test_the_countries_are_those_of_the_list() -> None:
    active = {code for code, entry in codelist("Country").entries.items() if not entry.withdrawn}
    assert active == countries.CODES


def test_a_withdrawn_country_has_successors_that_are_there() -> None:
    assert {after for all_ in countries.SUCCESSORS.values() for after in all_} <= countries.CODES
    assert not set(countries.SUCCESSORS) & countries.CODES
    # As in ISO 3166-3.
    assert countries.SUCCESSORS["TP"] == ("TL",)
    assert countries.SUCCESSORS["ZR"] == ("CD",)
    assert countries.SUCCESSORS["AN"] == ("BQ", "CW", "SX")
    assert countries.SUCCESSORS["CS"] == ("ME", "RS")
