"""A data file is parsed, or its first mistake in TOML is reported with what to write."""

import pytest

from toml_files import HEAD, MOST, NAME, NO_DATE, PROJECT, faults_of, line_of, only_fault, project_of, read
from unodc_cli.errors import DataError, Fault
from unodc_cli.model.portfolio import Portfolio, Programme, Source, Theme
from unodc_cli.model.project import Amount, Project
from unodc_cli.readers.reading import Reading
from unodc_cli.readers.records import Batch
from unodc_cli.readers.toml import reader as toml


def test_the_error_says_each_fault_with_its_file_and_line() -> None:
    with pytest.raises(DataError) as caught:
        toml.parse(b"[portfolio]\ntitle = 5\nzzzz = 1\n", "folder/data.toml")
    assert str(caught.value).splitlines() == [
        "folder/data.toml:2: portfolio: 'title' must be text: put it in quotes",
        "folder/data.toml:3: portfolio: unknown key 'zzzz'",
    ]


@pytest.mark.parametrize(
    ("content", "line"),
    [
        (b'[portfolio]\ntitle = "caf\xe9"\n', 2),
        (b"\xff\xfe[\x00portfolio]\n", 1),
        ('[portfolio]\ntitle = "T"\n'.encode("utf-16"), 1),
        (b'[portfolio]\r\n\r\ntitle = "\x80"\r\n', 3),
    ],
)
def test_a_file_that_is_not_utf_8_is_one_fault_on_the_line_of_the_first_wrong_byte(
    content: bytes, line: int
) -> None:
    assert faults_of(content) == (Fault(NAME, line, "not UTF-8: save the file as UTF-8 text"),)


@pytest.mark.parametrize(
    ("text", "line"),
    [
        ("[portfolio]\ntitle = \n", 2),
        ('[portfolio]\ntitle = "a"\ntitle = "b"\n', 3),
        ('[portfolio]\ntitle = "a\n', 2),
        ("[portfolio]\n\n<xml/>\n", 3),
        ('[portfolio]\nupdated = "2016-01-01\n[x]\n', 2),
        ("\0", 1),
    ],
)
def test_a_file_that_is_not_toml_is_one_fault_on_the_line_where_it_ends_to_be(text: str, line: int) -> None:
    (fault,) = faults_of(text)
    assert (fault.file, fault.line) == (NAME, line)
    assert fault.message.startswith("not TOML: ")


STRAIGHT = ': text stands in straight quotes: "like this"'


SLIPS = {
    "text without quotes": ("title = Safe Rivers", STRAIGHT),
    "text without quotes in a list": ('themes = [\n"a",\ndrugs, #!\n]', STRAIGHT),
    "curly quotes": ("title = “Safe Rivers”", STRAIGHT),
    "curly quotes in a list": ("themes = [“drugs”]", STRAIGHT),
    "a curly quote at the end": ('title = "Safe Rivers”', STRAIGHT),
    "a month without quotes": ("start = 2020-03", ': a date is text in quotes: "2020-03"'),
    "a month without quotes in a table": ("p = { start = 2020-03 }", ': a date is text in quotes: "2020-03"'),
    "a day that is none": ("start = 2022-13-01", f": '2022-13-01' {NO_DATE}, in quotes"),
    "a day that no calendar has": ("start = 2023-02-29", f": '2023-02-29' {NO_DATE}, in quotes"),
    "a month of one digit": ("start = 2020-3", f": '2020-3' {NO_DATE}, in quotes"),
    "a date as people write it": ("start = 01.03.2020", f": '01.03.2020' {NO_DATE}, in quotes"),
    "a month as people write it": ("start = 03/2020", f": '03/2020' {NO_DATE}, in quotes"),
    "a number with commas": ("value = 3,500,000", ": a number has no separators, or _ for them: 3_500_000"),
    "a number with dots": ("value = 3.500.000", ": a number has no separators, or _ for them: 3_500_000"),
    "a table again": ("[projects]\nx = 1\n[projects] #!", ": write [[projects]] for each of several"),
    "a table behind a list": (
        "[[projects]]\nx = 1\n[projects] #!",
        ": write [[projects]] for each of several",
    ),
    "a table of evidence again": (
        "[projects.evidence]\nx = 1\n[projects.evidence] #!",
        ": write all of its keys in one place",
    ),
    "a header without its first bracket": ("portfolio]", ": a bracket is missing: [portfolio]"),
    "a header without its last bracket": ("[portfolio #!\nx = 1", ": a bracket is missing: [portfolio]"),
    "a header of several with a bracket too few": (
        "[[projects]",
        ": a bracket is missing: [[projects]]",
    ),
    "a header of several without one in front": (
        "[projects.amounts]]",
        ": a bracket is missing: [[projects.amounts]]",
    ),
    "no comma in a table": ('a = { x = "b" y = 1 }', ": a comma is missing before y"),
    "no comma in a list": ('a = ["x" "y"]', ': a comma is missing before "y"'),
    "no comma between tables": ("a = [\n{ x = 1 }\n{ x = 2 } #!\n]", ": a comma is missing before {"),
    "a list that does not end": ("a = [1, 2\nb = 3 #!", ": ] is missing before this line"),
    "a table that does not end": ("a = [{ x = 1 ]", ": } is missing"),
    "a text that does not end": ('a = "x', ': a quote is missing: "like this"'),
    "no sign between key and value": ('title "x"', ": = is missing: title = …"),
    "quotes in quotes": ('title = "the "big" one"', " after a statement"),
    "a good text with curly quotes before a fault": ('title = "the “big” one" 5', " after a statement"),
}


TWICE = {
    "a key": (
        PROJECT + 'title = "B" #!',
        "'title' is there twice, first in line {title}: leave one of the two out",
    ),
    "an id": (
        PROJECT + 'id = "q" #!\ntitle = "Q"',
        "'id' is there twice, first in line {id}: a new entry begins with [[projects]]",
    ),
    "an id of a phase": (
        PROJECT + '[[projects.phases]]\nid = "one"\nname = "One"\nid = "two" #!',
        "'id' is there twice, first in line {phase}: a new entry begins with [[projects.phases]]",
    ),
    "a table": (
        PROJECT + '[projects.evidence]\ntitle = ["page"]\n[projects.evidence] #!',
        "[projects.evidence] is there twice, first in line {next}: write all of its keys in one place",
    ),
    "an inline table and a table": (
        PROJECT + 'evidence = { title = ["page"] }\n[projects.evidence] #!\nsummary = ["page"]',
        "[projects.evidence] is there twice, first in line {next}: write all of its keys in one place",
    ),
    "a list and a table of it": (
        PROJECT + "amounts = []\n[[projects.amounts]] #!",
        (
            "'amounts' is there twice, first in line {next}: "
            "write amounts = [ … ] or [[projects.amounts]] for each, not both"
        ),
    ),
    "a dotted key": (
        PROJECT + 'evidence.title = ["page"]\nevidence.title = ["page"] #!',
        "'title' is there twice, first in line {next}: leave one of the two out",
    ),
}


@pytest.mark.parametrize(("text", "message"), TWICE.values(), ids=TWICE)
def test_what_stands_twice_is_named_with_both_lines(text: str, message: str) -> None:
    id_, title = line_of("p"), line_of("p") + 1
    expected = message.format(id=id_, title=title, next=title + 1, phase=title + 2)
    assert only_fault(text) == f"not TOML: {expected}"


@pytest.mark.parametrize(
    ("written", "shown"),
    [
        ("2016-03-01T00:00:00Z", "2016-03-01T00:00:00+00:00"),
        ("2017-03-01 12:00:00", "2017-03-01T12:00:00"),
        ("12:00:00", "12:00:00"),
        ("2016.5", "2016.5"),
        ("true", "true"),
        ("201603", "201603"),
    ],
)
def test_what_is_no_date_is_told_at_once_how_to_write_one(written: str, shown: str) -> None:
    assert only_fault(PROJECT + f"start = {written} #!") == f"projects p: '{shown}' {NO_DATE}"


@pytest.mark.parametrize(("text", "hint"), SLIPS.values(), ids=SLIPS)
def test_a_slip_in_toml_is_told_with_what_to_write(text: str, hint: str) -> None:
    (fault,) = faults_of(f"{text}\n")
    lines = text.split("\n")
    assert fault.line == next((n for n, line in enumerate(lines, 1) if line.endswith("#!")), 1)
    assert fault.message.startswith("not TOML: ")
    assert fault.message.endswith(hint)


# More than the parser allows, and a few megabytes for one that allows everything.
DEEP = 1500


@pytest.mark.parametrize(
    "text",
    [
        f"a = {'[' * DEEP}",
        f"a = {'{a=' * DEEP}",
        f"a = {'[' * DEEP}{']' * DEEP}",
        f"{'.'.join('a' * DEEP)} = 1",
        f"[{'.'.join('a' * DEEP)}]",
        f"a = 1{'0' * 5000}",
    ],
    ids=["open lists", "open tables", "lists", "dotted keys", "dotted headers", "digits"],
)
def test_a_file_made_to_exhaust_the_reader_is_one_fault(text: str) -> None:
    (fault,) = faults_of(text)
    assert fault.message.startswith("not TOML")


@pytest.mark.parametrize("text", ["", "\n\n", "# nothing\n", "[[projects]]\nid = 'p'\ntitle = 'P'\n"])
def test_a_file_without_its_portfolio_is_told_so(text: str) -> None:
    how = "a file begins with [portfolio] and its title; `unodc init` writes one"
    assert faults_of(text) == (Fault(NAME, 1, f"'portfolio' is missing: {how}"),)


def test_a_byte_order_mark_is_no_part_of_the_text() -> None:
    assert toml.parse('\ufeff[portfolio]\ntitle = "T"\n'.encode(), NAME).reading().portfolio.title == "T"
    (fault,) = faults_of('\ufeff[portfolio]\ntitle = "T"\n\nzzzz = 1\n')
    assert fault.line == 4


def test_line_ends_of_windows_change_neither_what_is_read_nor_the_lines_of_faults() -> None:
    good = HEAD + PROJECT + 'summary = """\none\ntwo"""\n'
    assert read(good.replace("\n", "\r\n")) == read(good)
    bad = HEAD + PROJECT + 'summary = """\none\ntwo"""\nzzzz = 1\n'
    assert faults_of(bad.replace("\n", "\r\n")) == faults_of(bad)


def test_a_portfolio_needs_no_more_than_a_title() -> None:
    assert read('[portfolio]\ntitle = "T"\n') == Reading(NAME, Portfolio(title="T"), [Batch([])])


def test_what_is_not_given_is_not_known() -> None:
    assert project_of(PROJECT) == Project(id="p", title="P")


def test_dates_may_be_text_days_or_years() -> None:
    project = project_of(
        PROJECT + 'start = 2016\nend = 2017-03-01\nresults = [{ what = "x", as_of = "2016-03" }]'
    )
    assert (project.start, project.end, project.results[0].as_of) == ("2016", "2017-03-01", "2016-03")


def test_a_sum_keeps_its_value_and_whether_it_is_whole() -> None:
    text = PROJECT + "".join(
        f'[[projects.amounts]]\nkind = "total-budget"\ncurrency = "{currency}"\nvalue = {value}\n'
        for currency, value in (("EUR", "1_000_000"), ("USD", "0.5"), ("GBP", f"{MOST}"), ("XAF", "0"))
    )
    values = [amount.value for amount in project_of(text).amounts]
    assert values == [1_000_000, 0.5, MOST, 0]
    assert [type(value) for value in values] == [int, float, int, int]


def test_organisations_themes_regions_and_programmes_are_read_as_they_stand() -> None:
    portfolio = read(
        HEAD
        + """aliases = ["GIFP"]
parent = "icsp"
start = 2019
amounts = [{ kind = "total-budget", value = 5, currency = "EUR", sources = ["page"] }]
evidence = { start = ["page"] }

[[programmes]]
id = "icsp"
name = "Instrument"
"""
    ).portfolio
    vocabulary = portfolio.vocabulary
    assert vocabulary.programmes[0] == Programme(
        id="gif",
        name="Global Illicit Flows",
        aliases=["GIFP"],
        parent="icsp",
        start="2019",
        amounts=[Amount(kind="total-budget", value=5, currency="EUR")],
    )
    assert [organisation.id for organisation in vocabulary.organisations] == ["eu", "unodc", "wco"]
    assert vocabulary.themes == [Theme(id="drugs", name="Drugs")]
    assert [region.id for region in vocabulary.regions] == ["africa", "asia"]
    assert portfolio.sources[0] == Source(id="page", title="A page")
