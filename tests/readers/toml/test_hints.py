"""Hints on keys and values that people write in other words, in the same fault."""

from pathlib import Path

import pytest

from toml_files import HEAD, NO_DATE, PROJECT, faults_of, only_fault
from unodc_cli.check.kinds import WeaknessKind
from unodc_cli.check.weaknesses import weaknesses
from unodc_cli.codelists import countries
from unodc_cli.model.kinds import ROLES, STATUSES
from unodc_cli.model.synonyms import ROLE_WORDS, STATUS_WORDS
from unodc_cli.readers import detect
from unodc_cli.readers.toml.reader import parse

UNKNOWN = "projects p: unknown key "


@pytest.mark.parametrize(
    ("written", "hint"),
    [
        ("Uganda", "Uganda is UG"),
        ("Zambia", "Zambia is ZM"),
        ("Sambia", "Zambia is ZM"),
        ("ke", "write KE"),
        (" KE ", "write KE"),
        ("UK", "the United Kingdom is GB"),
        ("Congo", "the Democratic Republic of the Congo is CD or the Republic of the Congo is CG"),
        ("Ugnda", "Uganda is UG, if that is meant"),
        ("XX", "write ISO 3166-1 alpha-2, like KE (or XK for Kosovo)"),
        ("Atlantis City", "write ISO 3166-1 alpha-2, like KE (or XK for Kosovo)"),
    ],
)
def test_a_country_by_another_name_is_told_its_code(written: str, hint: str) -> None:
    message = only_fault(PROJECT + f'countries = ["{written}"] #!')
    assert message == f"projects p, countries 1: '{written}' is not a country code: {hint}"


def test_every_country_is_known_by_its_name() -> None:
    for code, (name, *_) in countries.NAMES.items():
        (fault,) = faults_of(HEAD + PROJECT + f'countries = ["{name}"]')
        assert f"{name} is {code}" in fault.message


@pytest.mark.parametrize(
    ("line", "fault"),
    [
        ('description = "d"', "'description': did you mean 'summary'?"),
        ('name = "N"', "'name': did you mean 'title'?"),
        ('state = "active"', "'state': did you mean 'status'?"),
        ("start_date = 2020", "'start_date': did you mean 'start'?"),
        (
            "budget = 100000",
            (
                "'budget': sums stand in a list: "
                'amounts = [{ kind = "budget", value = 100000, currency = "EUR" }]'
            ),
        ),
        (
            'budget = "much"',
            '\'budget\': sums stand in a list: amounts = [{ kind = "budget", value = …, currency = "EUR" }]',
        ),
        (
            'url = "https://x.org"',
            "'url': web addresses stand in a list: links = [\"https://x.org\"]",
        ),
        ('currency = "EUR"', "'currency': it belongs to an entry of amounts"),
        ('contact = "me"', "'contact'"),
        (
            'donor = "eu"',
            '\'donor\': organisations stand in a list: partners = [{ organisation = "…", role = "funding" }]',
        ),
    ],
)
def test_an_unknown_key_is_told_the_one_that_is_meant(line: str, fault: str) -> None:
    assert only_fault(PROJECT + f"{line} #!") == UNKNOWN + fault


def test_a_key_that_a_table_has_not_is_not_suggested_there() -> None:
    result = '[[projects.results]]\nwhat = "x"\n'
    assert only_fault(PROJECT + result + 'zzzz = "https://x.org" #!').endswith("unknown key 'zzzz'")
    assert only_fault(PROJECT + result + 'url = "https://x.org" #!').endswith("unknown key 'url'")


@pytest.mark.parametrize(
    ("text", "table"),
    [
        (PROJECT + 'sources = ["report"] #!', "projects.evidence"),
        (
            PROJECT + '[[projects.phases]]\nid = "x"\nname = "X"\nsources = ["report"] #!',
            "projects.phases.evidence",
        ),
    ],
)
def test_sources_of_a_project_are_told_their_place(text: str, table: str) -> None:
    assert only_fault(text).endswith(
        f"unknown key 'sources': those of its values stand in [{table}], for each: title = [\"report\"]"
    )


@pytest.mark.parametrize(("word", "role"), [*ROLE_WORDS.items(), ("implementng", "implementing")])
def test_a_role_in_other_words_is_told_its_own(word: str, role: str) -> None:
    message = only_fault(PROJECT + f'partners = [{{ organisation = "eu", role = "{word}" }}] #!')
    assert message.endswith(f"did you mean '{role}'?")


@pytest.mark.parametrize(("word", "status"), STATUS_WORDS.items())
def test_a_status_in_other_words_is_told_its_own(word: str, status: str) -> None:
    assert only_fault(PROJECT + f'status = "{word}" #!').endswith(f"did you mean '{status}'?")


def test_words_lead_to_words_that_there_are() -> None:
    assert set(ROLE_WORDS.values()) <= set(ROLES)
    assert set(STATUS_WORDS.values()) <= set(STATUSES)


@pytest.mark.parametrize("value", ["1.5", "0", "999.99"])
def test_a_sum_that_may_be_meant_in_millions_is_weak(value: str) -> None:
    amounts = f'amounts = [{{ kind = "budget", value = {value}, currency = "EUR" }}]'
    form = parse((HEAD + PROJECT + amounts).encode(), "data.toml").form
    [weak] = [
        weakness for weakness in weaknesses(form, "2026-01-01") if weakness.kind is WeaknessKind.SMALL_SUM
    ]
    assert weak.message == f"budget {value} EUR"


def test_a_sum_of_a_thousand_is_not_weak() -> None:
    amounts = 'amounts = [{ kind = "budget", value = 1_000, currency = "EUR" }]'
    form = parse((HEAD + PROJECT + amounts).encode(), "data.toml").form
    assert not [
        weakness for weakness in weaknesses(form, "2026-01-01") if weakness.kind is WeaknessKind.SMALL_SUM
    ]


@pytest.mark.parametrize(
    ("content", "is_a"),
    [
        (b'[\n{"id": "a"}\n]\n', "JSON"),
        (b'{"id": "a"}\n{"id": "b"}\n', "JSON"),
        (b"id,title\na,A\n", "CSV"),
        (b"id;title\r\na;A\r\n", "CSV"),
        (b"\xef\xbb\xbfid,title\n", "CSV"),
        (b"id\ttitle\na\tA\n", "a table with tabs (TSV)"),
        (b"PK\x03\x04\x14\x00", "a workbook, or another zip file"),
        (b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1\x00", "an old workbook or document (.xls, .doc)"),
        (b"BZh91AY&SY\xff", "packed with bzip2"),
        (b"\x28\xb5\x2f\xfd\x04", "packed with zstd"),
        (b"%PDF-1.4\n%\xe2\xe3", "a PDF"),
        (b"PAR1\x15\x04", "Parquet"),
        (b"SQLite format 3\x00\x10", "a database (SQLite)"),
    ],
)
@pytest.mark.parametrize("name", ["data.toml", "data.csv", "-"])
def test_a_file_in_another_format_is_called_so(content: bytes, is_a: str, name: str, tmp_path: Path) -> None:
    path = tmp_path / name
    path.write_bytes(content)
    with pytest.raises(Exception, match="this is") as raised:
        detect.parse(path)
    assert f"this is {is_a}: read are portfolios in TOML" in str(raised.value)


@pytest.mark.parametrize("text", ["title, with no value\n[x]", '["a"]\nb', "# a, b\nc, d", "[x]\na, b"])
def test_toml_with_a_mistake_is_not_taken_for_another_format(text: str) -> None:
    assert [fault for fault in faults_of(text) if "not TOML" in fault.message]


@pytest.mark.parametrize(
    ("written", "meant"),
    [
        ("March 2021", "2021-03"),
        ("sept. 2021", "2021-09"),
        ("5 March 2021", "2021-03-05"),
        ("31.12.2023", "2023-12-31"),
        ("1.2.2023", "2023-02-01"),
        ("2023/2/1", "2023-02-01"),
        ("2023/02", "2023-02"),
    ],
)
def test_a_date_as_people_write_it_is_told_as_one(written: str, meant: str) -> None:
    assert only_fault(PROJECT + f'start = "{written}" #!') == (
        f"projects p: '{written}' is not a date: write {meant}"
    )


@pytest.mark.parametrize("written", ["01/02/2023", "31.2.2023", "Sommer 2021", "32 March 2021"])
def test_a_date_that_can_be_taken_for_another_is_not_guessed(written: str) -> None:
    assert only_fault(PROJECT + f'start = "{written}" #!').endswith(NO_DATE)


def test_a_text_for_an_id_is_told_the_id_that_it_makes() -> None:
    assert only_fault('[[projects]]\nid = "Wells No. 1" #!\ntitle = "W"').endswith(
        "in parts joined by hyphens: write wells-no-1"
    )
    assert only_fault('[[projects]]\nid = "!" #!\ntitle = "W"').endswith("in parts joined by hyphens")


def test_a_text_for_a_list_is_told_the_list() -> None:
    assert only_fault(PROJECT + 'countries = "KE" #!') == (
        "projects p: 'countries' must be a list: countries = [\"KE\"]"
    )
    assert only_fault(PROJECT + "countries = 5 #!") == "projects p: 'countries' must be a list: [ … ]"


@pytest.mark.parametrize(
    ("written", "hint"),
    [
        ("eur", "write EUR"),
        ("Euro", "write EUR"),
        ("US$", "write USD"),
        ("bitcoin", "an ISO 4217 code, like EUR"),
    ],
)
def test_a_currency_by_its_name_or_sign_is_told_its_code(written: str, hint: str) -> None:
    amount = f'amounts = [{{ kind = "budget", value = 5000, currency = "{written}" }}] #!'
    assert only_fault(PROJECT + amount).endswith(f"'{written}' is not a currency: {hint}")


@pytest.mark.parametrize(
    ("written", "hint"),
    [
        ("EN", "write en"),
        ("eng", "write en"),
        ("en-GB", "write en"),
        ("english", "English is en"),
        ("Klingon", "write an ISO 639-1 code, like en"),
        ("zz", "write an ISO 639-1 code, like en"),
        ("", "write an ISO 639-1 code, like en"),
    ],
)
def test_a_language_by_its_name_or_another_code_is_told_its_code(written: str, hint: str) -> None:
    [fault] = faults_of(f'[portfolio]\ntitle = "X"\nlanguage = "{written}"\n')
    assert (fault.line, fault.message.endswith(f"'{written}' is not a language: {hint}")) == (3, True)


@pytest.mark.parametrize(
    ("written", "hint"),
    [
        ('"1500000"', ": write 1500000, without quotes"),
        ('"1_500.5"', ": write 1500.5, without quotes"),
        ('"much"', ""),
    ],
)
def test_a_number_in_quotes_is_told_without(written: str, hint: str) -> None:
    amount = f'amounts = [{{ kind = "budget", value = {written}, currency = "EUR" }}] #!'
    assert only_fault(PROJECT + amount).endswith(f"'value' must be a number{hint}")


def test_a_text_for_a_table_is_told_the_table() -> None:
    assert only_fault(PROJECT + 'partners = ["eu"] #!').endswith(
        "'partners' must be a table: { organisation = \"eu\" }"
    )
    assert only_fault(PROJECT + 'amounts = ["5000 EUR"] #!').endswith("'amounts' must be a table")


def test_the_date_of_a_source_is_the_day_on_which_it_was_read() -> None:
    (fault,) = faults_of(HEAD + '[[sources]]\nid = "x"\ntitle = "X"\ndate = 2025\n')
    assert fault.message == "sources x: unknown key 'date': did you mean 'accessed'?"


def test_a_file_without_a_head_is_told_how_one_begins() -> None:
    (fault,) = faults_of("")
    assert fault.message.startswith("'portfolio' is missing: a file begins with [portfolio] and its title")


def test_a_project_without_a_list_of_evidence_is_not_told_to_write_one() -> None:
    (fault,) = faults_of(HEAD + PROJECT + 'evidence = "x"\n[[projects.evidence]]\n')
    assert "for each, not both" not in fault.message
