"""One activity → one project: what is read of each element, in both forms of the standard."""

import json
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

from unodc_cli.catalogue.documents import complete, stored
from unodc_cli.catalogue.part_documents import json_of
from unodc_cli.files.inputs import ReadingSettings
from unodc_cli.model.portfolio import Organisation, Theme, Vocabulary
from unodc_cli.model.project import Project
from unodc_cli.readers.iati import reader as iati
from unodc_cli.readers.iati.kinds import FindingKind
from unodc_cli.readers.iati.matchers import matchers
from unodc_cli.readers.records import Record

VOCABULARY = Vocabulary(
    themes=[
        Theme(id="maritime", name="Maritime crime", words=["piracy", "maritime crime*"]),
        Theme(id="borders", name="Borders", sectors=["16063"], words=["maritime", "drug traffick*"]),
    ],
    organisations=[Organisation(id="agency", name="The Coast Agency", identifiers=["XM-AG-1"])],
)
HEAD = '<iati-activity default-currency="EUR" xml:lang="fr"><iati-identifier>A-1</iati-identifier>'

Content = dict[str, Any]
Read = Callable[..., Content]


_USUAL = ReadingSettings()


@pytest.fixture
def read(tmp_path: Path) -> Read:
    """Read an activity with these elements; return its content, checked against the model."""

    def activity(elements: str, *, head: str = HEAD, settings: ReadingSettings = _USUAL) -> Content:
        [record] = _records(tmp_path, head + elements + "</iati-activity>", settings)
        return _printed(record)

    return activity


def _records(folder: Path, activities: str, settings: ReadingSettings) -> list[Record]:
    file = folder / "activities.xml"
    file.write_text(f"<iati-activities>\n{activities}</iati-activities>", encoding="utf-8")
    shared = matchers(VOCABULARY, exact=settings.exact)
    return list(iati.read(file, shared, settings.language).records())


def _printed(record: Record) -> Content:
    """Return a project as it is printed, if it has the shape of every project."""
    document = stored(record.content, record.places, "activities.xml", json_of(record.parts))
    content: Content = json.loads(complete(*document, today="2024-07-01"))
    Project.model_validate(content)
    return content


def _notes(content: Content) -> dict[str, str]:
    return {entry["field"]: entry["note"] for entry in content["evidence"]}


TITLES = """<title><narrative xml:lang="es">Título</narrative><narrative>Titre</narrative>
<narrative xml:lang="en">Title</narrative><narrative xml:lang="de">de</narrative></title>"""


@pytest.mark.parametrize(
    ("language", "title", "others", "note"),
    [
        ("en", "Title", ["Titre", "Título"], "line 2"),
        ("es", "Título", ["Titre", "Title"], "line 2"),
        ("de", "Titre", ["Título", "Title"], "line 2; language 'fr' inherited from the activity or file"),
        ("pt", "Titre", ["Título", "Title"], "line 2; language 'fr' inherited from the activity or file"),
    ],
)
def test_a_text_is_in_the_language_wanted_or_the_activitys_own_or_the_first(
    read: Read, language: str, title: str, others: list[str], note: str
) -> None:
    content = read(TITLES, settings=ReadingSettings(language=language))
    assert (content["title"], content["aliases"]) == (title, others)
    assert _notes(content)["title"] == note


@pytest.mark.parametrize(
    ("wanted", "title"),
    [
        ("es", "Caminos"),
        ("et", "Järved"),
        ("sv", "Hamnar"),
        ("sw", "Roads"),
        ("fi", "Roads"),
        ("fil", "Daungan"),
    ],
)
def test_a_language_may_be_named_by_three_letters_and_with_a_region(
    read: Read, wanted: str, title: str
) -> None:
    narratives = {"en-GB": "Roads", "spa": "Caminos", "EST": "Järved", " swe": "Hamnar", "fil": "Daungan"}
    titles = "".join(f"<narrative xml:lang='{tag}'>{text}</narrative>" for tag, text in narratives.items())
    head = HEAD.replace('xml:lang="fr"', 'xml:lang="eng"')
    content = read(f"<title>{titles}</title>", head=head, settings=ReadingSettings(language=wanted))
    assert content["title"] == title


def test_a_text_that_is_only_the_code_of_its_language_is_none(read: Read) -> None:
    codes = "<narrative xml:lang='eng'>eng</narrative><narrative xml:lang='fr'>FR</narrative>"
    assert read(f"<title>{codes}</title>")["title"] == "A-1"
    assert read("<title><narrative xml:lang='es'>Spa</narrative></title>")["title"] == "Spa"


def test_the_first_text_that_is_no_language_code_is_taken_where_nothing_else_is(read: Read) -> None:
    content = read(
        "<title><narrative xml:lang='es'>es</narrative><narrative xml:lang='it'>Titolo</narrative></title>"
    )
    assert content["title"] == "Titolo"
    assert _notes(content)["title"] == "line 2; in 'it'"


@pytest.mark.parametrize(
    ("narratives", "title"),
    [
        (
            "<narrative xml:lang='en'>FR</narrative><narrative xml:lang='fr'>Vrai titre</narrative>",
            "Vrai titre",
        ),
        ("<narrative xml:lang='en'>IT</narrative>", "IT"),
        ("<narrative xml:lang='en'>XR</narrative><narrative xml:lang='fr'>Titre</narrative>", "XR"),
    ],
)
def test_a_code_of_another_language_is_a_text_where_no_other_is(
    read: Read, narratives: str, title: str
) -> None:
    assert read(f"<title>{narratives}</title>")["title"] == title


def test_elements_that_are_repeated_for_each_language_follow_the_same_rule(read: Read) -> None:
    content = read(
        """<title xml:lang="es">Título</title>
        <title xml:lang="fr">Titre</title>
        <description xml:lang="es">Todo</description>
        <description xml:lang="fr">Tout</description>"""
    )
    assert (content["title"], content["summary"]) == ("Titre", "Tout")
    assert (_notes(content)["title"], _notes(content)["summary"]) == ("line 3; in 'fr'", "line 5; in 'fr'")


def test_comments_and_inline_elements_change_no_value(read: Read) -> None:
    content = read(
        """<iati-identifier>A<!-- x -->B</iati-identifier>
        <title><narrative><!-- c -->T<?pi x?>itle</narrative></title>
        <description>a <b>bold</b> text</description>
        <activity-date type="start-actual">2020-<!-- c -->01-01</activity-date>
        <transaction><transaction-type code="3"/><value>1<!-- c -->000</value></transaction>""",
        head=HEAD.partition("<iati-identifier>")[0],
    )
    assert (content["id"], content["title"], content["summary"]) == ("AB", "Title", "a bold text")
    assert (content["start"], content["amounts"][0]["value"]) == ("2020-01-01", 1000)


def test_what_is_not_the_first_choice_has_a_line_too(read: Read) -> None:
    content = read(
        """<activity-date type="1" iso-date="2020-01-01"/>
        <activity-date type="2" iso-date="2020-02-01"/>
        <activity-date type="3" iso-date="2021-01-01"/>
        <activity-date type="4" iso-date="1900-01-01"/>
        <sector vocabulary="7" code="5"/>
        <tag vocabulary="1" code="X"/>
        <tag vocabulary="2" code="16"/>
        <document-link/>
        <document-link url="https://example.org/a"/>"""
    )
    notes = _notes(content)
    assert (notes["start"], notes["activity.dates.start_planned"]) == ("line 3", "line 2")
    assert (notes["end"], notes["activity.dates.end_actual"]) == (
        "line 4; planned; 1900-01-01 is a placeholder",
        "line 5",
    )
    assert (content["sdgs"], notes["sdgs"]) == (["16", "5"], "line 8")
    assert (content["links"], notes["links"]) == (["https://example.org/a"], "line 10")


def test_attributes_of_the_activity_have_its_line_where_they_are_stated(read: Read) -> None:
    stated = HEAD.replace(
        "<iati-activity ", "\n<iati-activity hierarchy='2' last-updated-datetime='2020-01-01' "
    )
    notes = _notes(read("", head=stated))
    assert (notes["activity.level"], notes["activity.updated"]) == ("line 3", "line 3")
    assert not {"activity.level", "activity.updated"} & set(_notes(read("")))


def test_a_goal_that_is_a_sector_has_its_line(read: Read) -> None:
    content = read("<sector vocabulary='1' code='15110'/>\n<sector vocabulary='8' code='16.4'/>")
    assert (content["sdgs"], _notes(content)["sdgs"]) == (["16.4"], "line 3")


def test_the_general_description_counts_in_the_language_wanted(read: Read) -> None:
    content = read(
        """<description type="2">Objectifs</description><description type="1" xml:lang="fr">Tout</description>
        <description type="1" xml:lang="en">All of it</description>"""
    )
    assert content["summary"] == "All of it"


def test_planned_and_actual_dates_are_kept_apart(read: Read) -> None:
    content = read(
        """<activity-date type="1" iso-date="2019-01-01"/><activity-date type="2" iso-date="2019-03-01Z"/>
        <activity-date type="end-planned">2021-12-31</activity-date>"""
    )
    assert content["activity"]["dates"] == {
        "start_planned": "2019-01-01",
        "start_actual": "2019-03-01",
        "end_planned": "2021-12-31",
        "end_actual": None,
    }
    assert (content["start"], content["end"]) == ("2019-03-01", "2021-12-31")
    assert _notes(content)["end"] == "line 3; planned; from the text, not @iso-date"


@pytest.mark.parametrize(
    ("written", "share"),
    [
        ("50", 50),
        ("33.333", 33.333),
        (" 50 % ", 50),
        ("50%", 50),
        ("33,333", None),
        ("1 000", None),
        ("nan", None),
        ("", None),
        ("%", None),
    ],
)
def test_a_percentage_is_a_number_without_thousands(read: Read, written: str, share: float | None) -> None:
    [sector] = read(f'<sector code="16063" percentage="{written}"/>')["activity"]["sectors"]
    assert sector["percentage"] == share


def test_a_budget_of_an_unknown_type_is_in_no_amount(tmp_path: Path) -> None:
    written = ("", " 2 ", "Original", "9", "original ")
    budgets = "".join(f'<budget type="{type_}"><value>1</value></budget>' for type_ in written)
    file = tmp_path / "activities.xml"
    file.write_text(f"<iati-activities>{HEAD}{budgets}</iati-activity></iati-activities>", encoding="utf-8")
    [batch] = iati.read(file, matchers(VOCABULARY)).batches
    [record] = batch.records
    assert [(a["kind"], a["value"]) for a in record.content["amounts"]] == [
        ("budget", 3),
        ("revised-budget", 1),
    ]
    assert [(fault.kind, fault.message) for fault in batch.faults] == [
        (FindingKind.UNKNOWN_BUDGET, "'9' is not a type of budget")
    ]


def _share(code: str, line: int, **known: Any) -> dict[str, Any]:
    names = ("vocabulary", "code", "name", "percentage", "line", "vocabulary_uri")
    return {**dict.fromkeys(names), "code": code, "line": line, **known}


def test_every_share_is_kept_though_a_code_stands_twice(read: Read) -> None:
    content = read(
        """<recipient-country code="ID" percentage="5"/><recipient-country code="ID" percentage="90"/>
        <sector vocabulary="99" vocabulary-uri="https://example.org/a" code="1" percentage="100"/>
        <sector vocabulary="99" vocabulary-uri="https://example.org/b" code="1" percentage="100"/>"""
    )
    assert [share["percentage"] for share in content["activity"]["countries"]] == [5, 90]
    addresses = [share["vocabulary_uri"] for share in content["activity"]["sectors"]]
    assert addresses == ["https://example.org/a", "https://example.org/b"]
    assert content["countries"] == ["ID"]


def test_an_empty_code_hides_nothing_of_the_transactions(read: Read) -> None:
    content = read(
        """<recipient-country code=""/><sector code=""/><transaction><transaction-type code="2"/>
        <value>50</value><recipient-country code="TZ"/><sector code="15130"/></transaction>"""
    )
    assert content["countries"] == ["TZ"]
    assert [share["code"] for share in content["activity"]["sectors"]] == ["15130"]
    [part] = content["activity"]["parts"]
    assert [share["code"] for share in part["shares"]["countries"]] == ["TZ"]


def test_shares_are_those_of_the_activity_with_their_percentages(read: Read) -> None:
    content = read(
        """<sector vocabulary="1" code="16063" percentage="60"><narrative>Narcotics</narrative></sector>
        <sector vocabulary="7" code="16" percentage="40.5"/><sector code=" "/>
        <recipient-country code="ke" percentage="100"/><recipient-region code="89" percentage="x"/>"""
    )
    sectors, countries, regions = (content["activity"][name] for name in ("sectors", "countries", "regions"))
    assert sectors == [
        _share("16063", 2, vocabulary="1", name="Narcotics", percentage=60),
        _share("16", 3, vocabulary="7", percentage=40.5),
    ]
    assert countries == [_share("ke", 4, percentage=100)]
    assert regions == [_share("89", 4)]
    assert (content["countries"], content["regions"], content["sdgs"]) == (["KE"], ["europe"], ["16"])
    assert content["activity"]["of_transactions"] == []


def test_what_only_transactions_state_is_taken_from_them_and_said(read: Read) -> None:
    content = read(
        """<transaction><transaction-type code="3"/><value>1</value>
        <sector code="16063"/><recipient-country code="KE"/></transaction>
        <transaction><transaction-type code="3"/><value>1</value><sector code="16063"/></transaction>"""
    )
    assert content["activity"]["of_transactions"] == ["sectors", "countries"]
    assert [share["code"] for share in content["activity"]["sectors"]] == ["16063"]
    assert _notes(content)["activity.sectors"] == "line 3; of the transactions"
    assert (content["countries"], content["themes"]) == (["KE"], ["borders"])


def test_where_the_activity_says_something_of_where_its_transactions_say_no_more(read: Read) -> None:
    content = read(
        """<recipient-region code="298"/><transaction><transaction-type code="3"/><value>1</value>
        <recipient-country code="KE"/></transaction>"""
    )
    assert (content["regions"], content["countries"]) == (["africa"], [])


def test_markers_keep_their_significance_and_relations_their_kind(read: Read) -> None:
    content = read(
        """<policy-marker vocabulary="1" code="1" significance="0"/><policy-marker code="2" significance="2"/>
        <related-activity type="1" ref="A-0"/><related-activity type="9" ref="A-9"/>
        <related-activity type="2"/>"""
    )
    assert [(m["code"], m["significance"]) for m in content["activity"]["markers"]] == [
        ("1", "0"),
        ("2", "2"),
    ]
    assert content["activity"]["related"] == [{"kind": "parent", "id": "A-0"}, {"kind": None, "id": "A-9"}]


def test_an_amount_is_the_sum_of_its_parts_and_each_keeps_its_day_and_line(read: Read) -> None:
    content = read(
        """<transaction><transaction-type code="3"/><transaction-date iso-date="2020-01-17"/>
        <value currency="eur" value-date="2021-05-25">1,000.10</value></transaction>
        <transaction><transaction-type code="D"/><transaction-date iso-date="2020-02-01"/>
        <value value-date="2020-02-01">-0.2</value></transaction>
        <transaction><transaction-type code="3"/><value currency="USD">5</value></transaction>
        <budget><period-start iso-date="2020-01-01"/><period-end iso-date="2020-12-31"/>
        <value>7</value></budget>"""
    )
    amounts = {(a["kind"], a["currency"]): a["value"] for a in content["amounts"]}
    assert amounts == {("budget", "EUR"): 7, ("disbursement", "EUR"): 999.9, ("disbursement", "USD"): 5}
    assert [list(part.values())[:7] for part in content["activity"]["parts"]] == [
        ["budget", 7, "EUR", "2020-01-01", "2020-12-31", None, 7],
        ["disbursement", 1000.1, "EUR", "2020-01-17", None, "2021-05-25", 2],
        ["disbursement", -0.2, "EUR", "2020-02-01", None, None, 4],
        ["disbursement", 5, "USD", None, None, None, 6],
    ]
    assert _notes(content)["amounts[1]"] == "line 2; sum of 2; currency EUR inherited from the activity"


@pytest.mark.parametrize(
    "written", ["much", "", "1.000,50", "1,00", "1_000", "nan", "inf", "1e400", "-", "."]
)
def test_what_is_no_sum_is_in_no_amount_but_not_lost(read: Read, written: str) -> None:
    content = read(f'<transaction><transaction-type code="3"/><value>{written}</value></transaction>')
    assert content["amounts"] == []
    assert content["activity"]["unreadable"] == [
        {"kind": "disbursement", "currency": "EUR", "written": written, "line": 2}
    ]


@pytest.mark.parametrize(
    ("written", "value"),
    [("1", 1), (" 1.50 ", 1.5), ("1,234,567.8", 1234567.8), ("1 000", 1000), ("+3", 3), ("-0.01", -0.01)],
)
def test_a_sum_may_have_blanks_or_commas_between_thousands(read: Read, written: str, value: float) -> None:
    content = read(f'<transaction><transaction-type code="3"/><value>{written}</value></transaction>')
    assert [amount["value"] for amount in content["amounts"]] == [value]


def test_a_sum_without_any_currency_is_in_no_amount(read: Read) -> None:
    head = "<iati-activity><iati-identifier>A-1</iati-identifier>"
    content = read('<transaction><transaction-type code="3"/><value>1</value></transaction>', head=head)
    assert content["amounts"] == []
    assert [value["currency"] for value in content["activity"]["unreadable"]] == [None]


def test_each_theme_says_its_first_reason_also_where_words_overlap(read: Read) -> None:
    content = read(
        "<title>Against maritime crimes</title><description>Piracy and drug trafficking</description>"
    )
    assert content["activity"]["why"] == [
        {"theme": "maritime", "by": "word", "match": "maritime crimes", "where": "title"},
        {"theme": "borders", "by": "word", "match": "maritime", "where": "title"},
    ]


@pytest.mark.parametrize("exact", [True, False])
def test_one_reference_is_one_partner_by_the_name_that_stands_first(read: Read, exact: bool) -> None:
    partners = "".join(
        f'<participating-org role="{role}" ref="{ref}"><narrative>{name}</narrative></participating-org>\n'
        for role, ref, name in [
            ("1", "XX-LAKE-9", "Lake Society"),
            ("4", "xx-lake-9 ", "The Lake Society Ltd"),
            ("2", "XX-LAKE-9", ""),
            ("4", "XM-DAC-21000", "One NGO"),
            ("4", "XM-DAC-21000", "Other NGO"),
            ("4", "21000", "Third NGO"),
            ("3", "XX-LAKE-9", "lake society"),
        ]
    )
    content = read(partners, settings=ReadingSettings(exact=exact))
    assert [(p["id"], p["role"]) for p in content["partners"]] == [
        ("lake-society", "funding"),
        ("lake-society", "implementing"),
        ("lake-society", "accountable"),
        ("one-ngo", "implementing"),
        ("other-ngo", "implementing"),
        ("third-ngo", "implementing"),
        ("lake-society", "extending"),
    ]
    assert _notes(content)["partners[1]"] == "line 3; written 'The Lake Society Ltd'"


def test_exact_takes_nobody_for_a_known_organisation(read: Read) -> None:
    partner = """<participating-org role="4" ref="XM-AG-1">
        <narrative>The COAST Agency</narrative></participating-org>"""
    assert [p["id"] for p in read(partner)["partners"]] == ["agency"]
    assert [p["id"] for p in read(partner, settings=ReadingSettings(exact=True))["partners"]] == [
        "the-coast-agency"
    ]


def test_a_placeholder_is_nobodys_name(read: Read) -> None:
    partner = '<participating-org role="4" ref="N/A"><narrative>N/A</narrative></participating-org>'
    assert read(partner)["partners"] == []


def test_contact_details_are_not_read(read: Read) -> None:
    content = read(
        "<contact-info><person-name><narrative>Ann Example</narrative></person-name></contact-info>"
    )
    assert "Ann" not in json.dumps(content)


def test_lines_are_right_beyond_those_that_the_parser_counts(tmp_path: Path) -> None:
    gap = "\n" * 70_000
    activity = f"""{HEAD}\n<title>\n<narrative>T</narrative></title>\n
<activity-status code='2'/>\n<sector code='1'/></iati-activity>"""
    [record] = _records(tmp_path, gap + activity, ReadingSettings())
    notes = {field: note.partition(";")[0] for field, note in _notes(_printed(record)).items()}
    assert notes == {
        "id": "line 70002",
        "title": "line 70003",
        "status": "line 70006",
        "activity.sectors": "line 70007",
    }


def test_a_batch_has_the_spellings_and_faults_of_its_records(tmp_path: Path) -> None:
    file = tmp_path / "a.xml"
    activity = f"{HEAD}<participating-org><narrative>Somebody</narrative></participating-org></iati-activity>"
    file.write_text(f"<iati-activities>{activity * 2}<iati-activity/></iati-activities>", encoding="utf-8")
    [batch] = iati.read(file, matchers(VOCABULARY)).batches
    assert len(batch.records) == 3
    assert [(fault.kind, fault.message) for fault in batch.faults] == [
        (FindingKind.NO_IDENTIFIER, "an activity without an iati-identifier")
    ]
    assert [count for _, count in batch.spellings] == [2]


@pytest.mark.parametrize(
    ("written", "level"), [("2", 2), ("", 1), ("two", 1), ("9" * 25, 1), ("9" * 5000, 1), ("-1", 1)]
)
def test_a_level_is_a_small_number_or_the_first(read: Read, written: str, level: int) -> None:
    head = f'<iati-activity hierarchy="{written}"><iati-identifier>A-1</iati-identifier>'
    assert read("", head=head)["activity"]["level"] == level


def test_a_file_may_have_a_name_that_is_no_utf_8(tmp_path: Path) -> None:
    file = tmp_path / "a\udcff.xml"
    file.write_text("<iati-activities><iati-activity/></iati-activities>", encoding="utf-8")
    reading = iati.read(file, matchers(VOCABULARY))
    assert [record.content["id"] for record in reading.records()] == [
        f"{tmp_path}/a\N{REPLACEMENT CHARACTER}.xml:1"
    ]


@pytest.mark.parametrize(
    ("text", "kept"),
    [
        ("Planned End: 31-DEC-21", []),
        ("31 dec 2021", []),
        ("2021-12-31", []),
        ("Actual End: 31-DEC-21", ["Actual End: 31-DEC-21"]),
        ("Planned End: 30-DEC-21", ["Planned End: 30-DEC-21"]),
        ("31-DEC-1921", ["31-DEC-1921"]),
        ("Planned End: 31-DEX-21", ["Planned End: 31-DEX-21"]),
        ("Extended", ["Extended"]),
    ],
)
def test_the_text_of_a_date_is_kept_if_it_says_more(tmp_path: Path, text: str, kept: list[str]) -> None:
    date = f'<activity-date type="3" iso-date="2021-12-31">{text}</activity-date></iati-activity>'
    [record] = _records(tmp_path, HEAD + date, _USUAL)
    assert [row[3] for row in record.statements] == kept
