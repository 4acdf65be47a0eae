"""Single values that are wrong: the fault must be on the line that is marked with `#!`."""

import pytest

from toml_files import AMOUNT, HEAD, MOST, NO_DATE, PHASE, PROJECT, faults_of, only_fault, project_of

CONFLICT = PROJECT + '[[projects.conflicts]]\nfield = "end"\n'


NO_COUNTRY = "is not a country code: write ISO 3166-1 alpha-2, like KE (or XK for Kosovo)"


HUGE = f"0x{'f' * 5000}"


MISSING_AND_UNKNOWN = {
    "a missing key": ('[[projects]] #!\nid = "p"', "projects p: 'title' is missing"),
    "a missing id": ('[[projects]] #!\ntitle = "P"', "projects 1: 'id' is missing"),
    "a missing key of an inner table": (
        PROJECT + '[[projects.phases]] #!\nid = "one"',
        "projects p, phases one: 'name' is missing",
    ),
    "a missing key of an inline table": (
        PROJECT + 'partners = [\n{ organisation = "eu" },\n{ role = "funding" }, #!\n]',
        "projects p, partners 2: 'organisation' is missing",
    ),
    "an unknown key": (
        PROJECT + 'titel = "P" #!',
        "projects p: unknown key 'titel': did you mean 'title'?",
    ),
    "an unknown key like no other": (PROJECT + "zzzz = 1 #!", "projects p: unknown key 'zzzz'"),
    "an unknown key of an inline table": (
        PROJECT + 'results = [\n{ what = "done" },\n{ what = "done", figur = 1 }, #!\n]',
        "projects p, results 2: unknown key 'figur': did you mean 'figure'?",
    ),
    "an unknown key of evidence": (
        PROJECT + 'themes = ["drugs"]\n[projects.evidence]\nthemes = { valeus = ["drugs"] } #!',
        "projects p, evidence, themes, valeus: unknown key 'valeus': did you mean 'values'?",
    ),
    "an unknown table": (
        '[phases] #!\nid = "one"',
        "phases: 'phases' belongs to a project: write [[projects.phases]]",
    ),
    "a table like no other": (
        '[zzzz] #!\nid = "one"',
        "zzzz: unknown key 'zzzz'",
    ),
    "an unknown array of tables": (
        '[[project]] #!\nid = "p"',
        "project: unknown key 'project': did you mean 'projects'?",
    ),
    "an unknown array of tables in a project": (
        PROJECT + '[[projects.phase]] #!\nid = "one"',
        "projects p, phase: unknown key 'phase': did you mean 'phases'?",
    ),
    "an unknown table in a project": (
        PROJECT + 'start = 2016\n[projects.evidnce] #!\nstart = ["page"]',
        "projects p, evidnce: unknown key 'evidnce': did you mean 'evidence'?",
    ),
    "an unknown table that only a longer header names": (
        PROJECT + 'start = 2016\n[projects.evidnce.start] #!\nsources = ["page"]',
        "projects p, evidnce: unknown key 'evidnce': did you mean 'evidence'?",
    ),
    "an unknown dotted key": (
        PROJECT + 'start = 2016\nevidnce.start = ["page"] #!',
        "projects p, evidnce: unknown key 'evidnce': did you mean 'evidence'?",
    ),
}


WRONG_PLACES = {
    "amounts in a phase": (
        PHASE + 'amounts = [{ kind = "total-budget", value = 1, currency = "EUR" }] #!',
        "projects p, phases one, amounts: 'amounts' belongs to the project, with `phase = \"one\"`",
    ),
    "a table of results in a phase": (
        PHASE + '[[projects.phases.results]] #!\nwhat = "done"',
        "projects p, phases one, results: 'results' belongs to the project, with `phase = \"one\"`",
    ),
    "themes in a phase": (
        PHASE + 'themes = ["drugs"] #!',
        "projects p, phases one, themes: 'themes' belongs to the project",
    ),
    "a key of the project in a phase": (
        PHASE + 'acronym = "P" #!',
        "projects p, phases one: 'acronym' belongs to the project",
    ),
    "a key of the project behind its partners": (
        PROJECT + '[[projects.partners]]\norganisation = "eu"\nthemes = ["drugs"] #!',
        "projects p, partners 1, themes: 'themes' belongs to the project",
    ),
    "a list of tables of a project at the top": (
        '[[amounts]] #!\nkind = "total-budget"',
        "amounts: 'amounts' belongs to a project: write [[projects.amounts]]",
    ),
    "partners at the top": (
        '[[partners]] #!\norganisation = "eu"',
        "partners: 'partners' belongs below [portfolio], or to a project: write [[projects.partners]]",
    ),
}


WRONG_TYPES = {
    "a number for text": (
        "[[projects]]\nid = 'p'\ntitle = 5 #!",
        "projects p: 'title' must be text: put it in quotes",
    ),
    "a number among texts": (
        PROJECT + 'sdgs = [\n"16",\n16, #!\n]',
        "projects p, sdgs 2: 'sdgs' must be text: put it in quotes",
    ),
    "text for a list": (
        PROJECT + 'aliases = "x" #!',
        "projects p: 'aliases' must be a list: aliases = [\"x\"]",
    ),
    "a table for a list of tables": (
        PROJECT + '[projects.partners] #!\norganisation = "eu"',
        "projects p, partners: 'partners' must be a list: write [[projects.partners]], in two brackets",
    ),
    "a table for a list of tables of the file": (
        '[projects] #!\nid = "p"',
        "projects: 'projects' must be a list: write [[projects]], in two brackets",
    ),
    "a list of tables for a table": (
        PROJECT + "start = 2016\n[[projects.evidence]] #!\n",
        "projects p, evidence: 'evidence' must be a table",
    ),
    "text for a table": (
        PROJECT + 'partners = ["eu"] #!',
        "projects p, partners 1: 'partners' must be a table: { organisation = \"eu\" }",
    ),
    "text for money": (
        AMOUNT + 'value = "5" #!',
        "projects p, amounts 1: 'value' must be a number: write 5, without quotes",
    ),
    "a truth value for money": (
        AMOUNT + "value = true #!",
        "projects p, amounts 1: 'value' must be a number",
    ),
    "a number for evidence": (
        PROJECT + "start = 2016\n[projects.evidence]\nstart = 5 #!",
        "projects p, evidence: 'start' must be a list: [ … ]",
    ),
    "texts and tables mixed for evidence": (
        PROJECT + 'start = 2016\n[projects.evidence]\nstart = [{ sources = ["page"] },\n"page"] #!',
        "projects p, evidence, start 2: 'start' must be a table",
    ),
}


WRONG_VALUES = {
    "no date": (PROJECT + 'start = "spring 2016" #!', f"projects p: 'spring 2016' {NO_DATE}"),
    "a day that no calendar has": (PROJECT + 'end = "2023-02-29" #!', f"projects p: '2023-02-29' {NO_DATE}"),
    "a year that is none": (PROJECT + "start = 20160301 #!", f"projects p: '20160301' {NO_DATE}"),
    "an end before its start": (
        PROJECT + 'start = "2016-06"\nend = "2016-05" #!',
        "projects p: it ends (2016-05) before it starts (2016-06)",
    ),
    "an end before its start in a phase": (
        PROJECT + '[[projects.phases]]\nid = "one"\nname = "One"\nend = 2015 #!\nstart = 2016',
        "projects p, phases one: it ends (2015) before it starts (2016)",
    ),
    "an end before its start in a programme": (
        '[[programmes]]\nid = "q"\nname = "Q"\nstart = 2016\nend = 2015 #!',
        "programmes q: it ends (2015) before it starts (2016)",
    ),
    "an id with a capital letter": (
        '[[projects]]\nid = "P1" #!\ntitle = "P"',
        "projects P1: 'P1' is not an id: lower-case letters and digits, in parts joined by hyphens: write p1",
    ),
    "an id with a line end": (
        '[[themes]]\nid = "a\\n" #!\nname = "A"',
        "themes a\n: 'a\n' is not an id: lower-case letters and digits, in parts joined by hyphens: write a",
    ),
    "an id that is too long": (
        f'[[projects]]\nid = "{"p" * 81}" #!\ntitle = "P"',
        f"projects {'p' * 81}: 'id' is longer than 80 letters",
    ),
    "an empty text": (
        '[[projects]]\nid = "p"\ntitle = "" #!',
        "projects p: 'title' is empty, but needed",
    ),
    "a text of blanks": (
        PROJECT + 'aliases = [\n"x",\n" \\t", #!\n]',
        "projects p, aliases 2: 'aliases' is empty: leave it out if the value is not known",
    ),
    "an unknown role": (
        PROJECT + 'partners = [{ organisation = "eu", role = "payee" }] #!',
        "projects p, partners 1: 'payee' is not one of 'funding', 'accountable', 'extending', 'implementing'",
    ),
    "an unknown status": (
        PROJECT + 'status = "aktive" #!',
        (
            "projects p: 'aktive' is not one of 'planned', 'active', 'ended', 'cancelled', 'suspended': "
            "did you mean 'active'?"
        ),
    ),
    "no country": (
        PROJECT + 'countries = ["KE", #\n"Atlantis"] #!',
        f"projects p, countries 2: 'Atlantis' {NO_COUNTRY}",
    ),
    "an address without its scheme": (
        PROJECT + 'links = ["www.unodc.org"] #!',
        "projects p, links 1: 'www.unodc.org' is not a web address: write it with https:// or http://",
    ),
    "an address with a broken scheme": (
        PROJECT + 'links = ["https:/www.unodc.org"] #!',
        "projects p, links 1: 'https:/www.unodc.org' is not a web address: write it with https:// or http://",
    ),
    "an address that would run": (
        '[[sources]]\nid = "x"\ntitle = "X"\nurl = "javascript:alert(1)" #!',
        "sources x: 'javascript:alert(1)' is not a web address: write it with https:// or http://",
    ),
    "a currency in small letters": (
        PROJECT + 'amounts = [{ kind = "total-budget", value = 1, currency = "eur" }] #!',
        "projects p, amounts 1: 'eur' is not a currency: write EUR",
    ),
    "a currency that is none": (
        PROJECT + 'amounts = [{ kind = "total-budget", value = 1, currency = "EUX" }] #!',
        "projects p, amounts 1: 'EUX' is not a currency: an ISO 4217 code, like EUR",
    ),
    "a goal that is none": (
        PROJECT + 'sdgs = ["18"] #!',
        "projects p, sdgs 1: '18' is not a goal (16) or a target (16.4)",
    ),
}


WRONG_NUMBERS = {
    "a negative whole sum": (AMOUNT + "value = -1 #!", "projects p, amounts 1: 'value' must be at least 0"),
    "a negative sum": (AMOUNT + "value = -1.5 #!", "projects p, amounts 1: 'value' must be at least 0"),
    "a sum beyond what is exact": (
        AMOUNT + f"value = {MOST + 1} #!",
        f"projects p, amounts 1: 'value' must be at most {MOST}",
    ),
    "a broken sum beyond what is exact": (
        AMOUNT + "value = 1e300 #!",
        f"projects p, amounts 1: 'value' must be at most {MOST}",
    ),
    "infinity": (AMOUNT + "value = inf #!", "projects p, amounts 1: 'value' must be a finite number"),
    "no number": (AMOUNT + "value = nan #!", "projects p, amounts 1: 'value' must be a finite number"),
    "a figure far below nothing": (
        PROJECT + '[[projects.results]]\nwhat = "x"\nfigure = -1e300 #!',
        f"projects p, results 1: 'figure' must be at least {-MOST}",
    ),
    "a number of thousands of digits": (
        AMOUNT + f"value = {HUGE} #!",
        f"projects p, amounts 1: 'value' must be at most {MOST}",
    ),
}


FAULTS = {
    **MISSING_AND_UNKNOWN,
    **WRONG_PLACES,
    **WRONG_TYPES,
    **WRONG_VALUES,
    **WRONG_NUMBERS,
}


@pytest.mark.parametrize(("text", "message"), FAULTS.values(), ids=FAULTS)
def test_a_mistake_is_one_fault_on_its_line_that_says_what_was_expected(text: str, message: str) -> None:
    assert only_fault(text) == message


@pytest.mark.parametrize("value", ["true", '""', "nan", "1e300", "[]", "2016-01-01T00:00:00"])
def test_a_conflict_with_a_value_that_is_neither_text_nor_a_number_is_one_fault(value: str) -> None:
    message = only_fault(CONFLICT + f"value = {value} #!")
    assert message.startswith("projects p, conflicts 1")
    assert ": 'value' " in message


@pytest.mark.parametrize(
    "text",
    [
        f"status = {HUGE} #!",
        f"start = {HUGE} #!",
        f"title = {HUGE} #!",
        f'aliases = ["a", {HUGE}] #!',
        f"zzzz = {HUGE} #!",
    ],
    ids=lambda text: text.split()[0],
)
def test_a_number_too_long_to_be_printed_is_one_fault_without_the_words_of_python(text: str) -> None:
    start = PROJECT.replace('title = "P"\n', "" if text.startswith("title") else 'title = "P"\n')
    assert "sys." not in only_fault(start + text)


def test_a_number_too_long_to_be_printed_is_shown_by_its_beginning() -> None:
    message = only_fault(PROJECT + f"start = {HUGE} #!")
    assert message == f"projects p: '0x{'f' * 18}…' {NO_DATE}"
    found = faults_of(HEAD + PROJECT + f"countries = [{HUGE}, {HUGE}]")
    assert [fault.message.partition(": ")[2] for fault in found][1:2] == [f"'0x{'f' * 18}…' is listed twice"]


@pytest.mark.parametrize(
    ("start", "end"), [("2016-06", "2016"), ("2016-06-15", "2016-06"), ("2016", "2016-01-01")]
)
def test_an_end_that_can_be_after_its_start_is_no_fault(start: str, end: str) -> None:
    project = project_of(PROJECT + f'start = "{start}"\nend = "{end}"')
    assert (project.start, project.end) == (start, end)


@pytest.mark.parametrize(
    ("key", "entry", "missing"),
    [
        ("amounts", 'kind = "total-budget", value = 1', "currency"),
        ("partners", 'role = "funding"', "organisation"),
    ],
)
def test_two_entries_that_miss_the_same_key_are_not_said_to_be_the_same(
    key: str, entry: str, missing: str
) -> None:
    found = faults_of(HEAD + PROJECT + f"{key} = [\n{{ {entry} }},\n{{ {entry} }},\n]")
    assert [fault.message for fault in found] == [
        f"projects p, {key} 1: '{missing}' is missing",
        f"projects p, {key} 2: '{missing}' is missing",
    ]


def test_all_faults_of_a_file_are_reported_at_once_in_the_order_of_their_lines() -> None:
    found = faults_of(
        """[portfolio]
title = ""
tongue = "en"

[[themes]]
id = "drugs"

[[projects]]
id = "p"
title = 5
start = 2016
end = 2015
themes = ["drugs", "drugs", "drug"]
phases = [
  { id = "one", name = "One", countries = ["XX"] },
  { id = "one", name = "Two", start = "soon" },
]
[[projects.amounts]]
value = -1
currency = "euro"
kind = "budjet"
phase = "two"

[[projects]]
id = "p"
"""
    )
    assert [(fault.line, fault.message.partition(": ")[2].partition(":")[0]) for fault in found] == [
        (2, "'title' is empty, but needed"),
        (3, "unknown key 'tongue'"),
        (5, "'name' is missing"),
        (10, "'title' must be text"),
        (12, "it ends (2015) before it starts (2016)"),
        (13, "'drugs' is listed twice"),
        (13, "no theme has the id 'drug'"),
        (15, "'XX' is not a country code"),
        (16, "'soon' is not a date"),
        (16, "the id 'one' is used twice; first in line 15"),
        (19, "'value' must be at least 0"),
        (20, "'euro' is not a currency"),
        (21, "'budjet' is not a kind of amount"),
        (22, "no phase of this project has the id 'two'"),
        (24, "'title' is missing"),
        (25, "the id 'p' is used twice; first in line 9"),
    ]


def test_a_key_above_the_header_of_the_portfolio_is_one_fault_that_says_where_it_belongs() -> None:
    (fault,) = faults_of('title = "T"\n[portfolio]\nsummary = "S"\n')
    assert (fault.line, fault.message) == (1, "'title' belongs below [portfolio]")
    (fault,) = faults_of('summary = "S"\n[portfolio]\ntitle = "T"\n')
    assert (fault.line, fault.message) == (1, "'summary' belongs below [portfolio]")
