"""A mistake is written with `#!` at the end of the line on which it must be reported."""

import pytest

from unodc_cli.check.weaknesses import WeaknessKind, weak_places
from unodc_cli.errors import DataError, Fault
from unodc_cli.model import project as model
from unodc_cli.readers.reading import Batch, Reading, Record
from unodc_cli.readers.toml import reader as toml

NAME = "data.toml"
HEAD = """
[portfolio]
title = "T"

[[sources]]
id = "page"
title = "A page"

[[sources]]
id = "report"
title = "A report"

[[themes]]
id = "drugs"
name = "Drugs"

[[organisations]]
id = "eu"
name = "European Union"
acronym = "EU"

[[organisations]]
id = "unodc"
name = "UNODC"

[[organisations]]
id = "wco"
name = "World Customs Organization"

[[regions]]
id = "africa"
name = "Africa"

[[regions]]
id = "asia"
name = "Asia"

[[programmes]]
id = "gif"
name = "Global Illicit Flows"
"""
PROJECT = """
[[projects]]
id = "p"
title = "P"
"""
AMOUNT = PROJECT + '[[projects.amounts]]\nkind = "total-budget"\ncurrency = "EUR"\n'
CONFLICT = PROJECT + '[[projects.conflicts]]\nfield = "end"\n'
NO_DATE = "is not a date: write 2016, 2016-03 or 2016-03-01"
NO_COUNTRY = "is not a country code: write ISO 3166-1 alpha-2, like KE (or XK for Kosovo)"
MOST = 2**53
HUGE = f"0x{'f' * 5000}"


def _line_of(id_: str) -> int:
    """Return the line of an id in the head, or in the project behind it."""
    return (HEAD + PROJECT).split("\n").index(f'id = "{id_}"') + 1


def _faults(text: str | bytes) -> tuple[Fault, ...]:
    with pytest.raises(DataError) as caught:
        toml.read(text.encode() if isinstance(text, str) else text, NAME)
    return caught.value.faults


def _only_fault(text: str) -> str:
    """Return the message of the one fault, which must be on the marked line."""
    (fault,) = _faults(HEAD + text)
    marked = [number for number, line in enumerate((HEAD + text).split("\n"), 1) if line.endswith("#!")]
    assert (fault.file, fault.line) == (NAME, *marked)
    return fault.message


def _read(text: str) -> Reading:
    return toml.read(text.encode(), NAME)


def _project(text: str) -> model.Project:
    (record,) = _read(HEAD + text).records()
    return model.Project.model_validate(record.content)


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

PHASE = PROJECT + '[[projects.phases]]\nid = "one"\nname = "One"\n'

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
    "text for a list": (PROJECT + 'aliases = "x" #!', "projects p: 'aliases' must be a list: [ … ]"),
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
        "projects p, partners 1: 'partners' must be a table",
    ),
    "text for money": (AMOUNT + 'value = "5" #!', "projects p, amounts 1: 'value' must be a number"),
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
    "no date": (PROJECT + 'start = "March 2016" #!', f"projects p: 'March 2016' {NO_DATE}"),
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
        "projects P1: 'P1' is not an id: lower-case letters and digits, in parts joined by hyphens",
    ),
    "an id with a line end": (
        '[[themes]]\nid = "a\\n" #!\nname = "A"',
        "themes a\n: 'a\n' is not an id: lower-case letters and digits, in parts joined by hyphens",
    ),
    "an id that is too long": (
        f'[[projects]]\nid = "{"p" * 81}" #!\ntitle = "P"',
        f"projects {'p' * 81}: 'id' is longer than 80 letters",
    ),
    "an empty text": (
        '[[projects]]\nid = "p"\ntitle = "" #!',
        "projects p: 'title' is empty: leave it out if the value is not known",
    ),
    "a text of blanks": (
        PROJECT + 'aliases = [\n"x",\n" \\t", #!\n]',
        "projects p, aliases 2: 'aliases' is empty: leave it out if the value is not known",
    ),
    "an unknown role": (
        PROJECT + 'partners = [{ organisation = "eu", role = "donor" }] #!',
        "projects p, partners 1: 'donor' is not one of 'funding', 'accountable', 'extending', 'implementing'",
    ),
    "an unknown status": (
        PROJECT + 'status = "aktive" #!',
        "projects p: 'aktive' is not one of 'planned', 'active', 'ended', 'cancelled', 'suspended'",
    ),
    "a country's name": (
        PROJECT + 'countries = ["KE", #\n"Kenya"] #!',
        f"projects p, countries 2: 'Kenya' {NO_COUNTRY}",
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
        "projects p, amounts 1: 'eur' is not a currency: an ISO 4217 code, like EUR",
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

WRONG_REFERENCES = {
    "an unknown theme": (
        PROJECT + 'themes = ["drug"] #!',
        "projects p, themes 1: no theme has the id 'drug': did you mean 'drugs'?",
    ),
    "an unknown theme like no other": (
        PROJECT + 'themes = ["xyz"] #!',
        "projects p, themes 1: no theme has the id 'xyz'",
    ),
    "an unknown organisation": (
        PROJECT + 'partners = [{ organisation = "unocd" }] #!',
        "projects p, partners 1: no organisation has the id 'unocd': did you mean 'unodc'?",
    ),
    "an unknown programme": (
        PROJECT + 'programme = "gi" #!',
        "projects p: no programme has the id 'gi': did you mean 'gif'?",
    ),
    "an unknown region": (
        PROJECT + 'regions = ["afrika"] #!',
        "projects p, regions 1: no region has the id 'afrika': did you mean 'africa'?",
    ),
    "an unknown source of a partner": (
        PROJECT + 'partners = [{ organisation = "eu", sources = ["pages"] }] #!',
        "projects p, partners 1, sources 1: no source has the id 'pages': did you mean 'page'?",
    ),
    "an unknown source in the short form of evidence": (
        PROJECT + 'start = 2016\n[projects.evidence]\nstart = ["pages"] #!',
        "projects p, evidence, start 1: no source has the id 'pages': did you mean 'page'?",
    ),
    "a later unknown source in the short form of evidence": (
        PROJECT + 'start = 2016\n[projects.evidence]\nstart = [\n"page",\n"pages", #!\n]',
        "projects p, evidence, start 2: no source has the id 'pages': did you mean 'page'?",
    ),
    "an unknown source in the long form of evidence": (
        PROJECT + 'start = 2016\n[[projects.evidence.start]]\nsources = [\n"page",\n"pages", #!\n]',
        "projects p, evidence, start 1, sources 2: no source has the id 'pages': did you mean 'page'?",
    ),
    "an id used twice": (
        '[[themes]]\nname = "D"\nid = "drugs" #!',
        f"themes drugs: the id 'drugs' is used twice; first in line {_line_of('drugs')}",
    ),
    "a project's id used twice": (
        PROJECT + '[[projects]]\nid = "p" #!\ntitle = "P"',
        f"projects p: the id 'p' is used twice; first in line {_line_of('p')}",
    ),
    "a phase's id used twice": (
        PROJECT + 'phases = [\n{ id = "one", name = "One" },\n{ id = "one", name = "Two" }, #!\n]',
        f"projects p, phases one: the id 'one' is used twice; first in line {_line_of('p') + 3}",
    ),
    "an unknown phase": (
        AMOUNT + 'value = 1\nphase = "one" #!',
        "projects p, amounts 1: no phase of this project has the id 'one'",
    ),
    "a sum given twice": (
        AMOUNT + 'value = 1\n[[projects.amounts]] #!\nkind = "total-budget"\ncurrency = "EUR"\nvalue = 2',
        "projects p, amounts 2: a second amount of the kind 'total-budget' in EUR for the same period",
    ),
    "a partner given twice in a role": (
        PROJECT + 'partners = [\n{ organisation = "eu" },\n{ organisation = "eu" }, #!\n]',
        "projects p, partners 2: the organisation 'eu' is given twice in the same role",
    ),
    "an entry listed twice": (
        PROJECT + 'countries = [\n"KE",\n"KE", #!\n]',
        "projects p, countries 2: 'KE' is listed twice",
    ),
    "a conflict about nothing": (
        PROJECT + '[[projects.conflicts]]\nfield = "ending" #!\nvalue = 1',
        "projects p, conflicts 1: 'ending' is no field, nor a kind of amount",
    ),
    "a conflict about what a phase has not": (
        PROJECT
        + 'phases = [{ id = "one", name = "One" }]\n'
        + '[[projects.conflicts]]\nphase = "one"\nfield = "themes" #!\nvalue = "x"',
        "projects p, conflicts 1: 'themes' is no field of a phase, nor a kind of amount",
    ),
    "a programme above itself": (
        '[[programmes]]\nid = "q"\nname = "Q"\nparent = "q" #!',
        "programmes q: a programme cannot be its own parent",
    ),
    "a sum for a phase of a programme": (
        'amounts = [\n{ kind = "total-budget", value = 1, currency = "EUR", phase = "one" }, #!\n]',
        "programmes gif, amounts 1: a programme has no phases",
    ),
    "evidence for what only other records have": (
        PROJECT + '[projects.evidence]\nparent = ["page"] #!',
        "projects p, evidence, parent: evidence for 'parent', which is not given",
    ),
    "evidence for an entry, in one of several tables": (
        PROJECT + 'countries = ["KE"]\n[[projects.evidence.countries]]\nsources = ["page"]\n'
        '[[projects.evidence.countries]] #!\nvalues = ["TZ"]',
        "projects p, evidence, countries 2: evidence for 'TZ', which is not in 'countries'",
    ),
    "evidence for nothing in a phase": (
        PROJECT
        + '[[projects.phases]]\nid = "one"\nname = "One"\n[projects.phases.evidence]\nend = ["page"] #!',
        "projects p, phases one, evidence, end: evidence for 'end', which is not given",
    ),
    "evidence for nothing in a programme": (
        '[programmes.evidence]\n\nend = ["page"] #!',
        "programmes gif, evidence, end: evidence for 'end', which is not given",
    ),
    "evidence for nothing in the portfolio": (
        '[portfolio.evidence]\n\nsummary = ["page"] #!',
        "portfolio, evidence, summary: evidence for 'summary', which is not given",
    ),
    "evidence for what is not given": (
        PROJECT + '[projects.evidence]\n\nstart = ["page"] #!',
        "projects p, evidence, start: evidence for 'start', which is not given",
    ),
    "evidence for an entry that is not in the list": (
        PROJECT + 'countries = ["KE"]\n[projects.evidence]\n\ncountries = { values = ["KE", "TZ"] } #!',
        "projects p, evidence, countries: evidence for 'TZ', which is not in 'countries'",
    ),
}

FAULTS = {
    **MISSING_AND_UNKNOWN,
    **WRONG_PLACES,
    **WRONG_TYPES,
    **WRONG_VALUES,
    **WRONG_NUMBERS,
    **WRONG_REFERENCES,
}


@pytest.mark.parametrize(("text", "message"), FAULTS.values(), ids=FAULTS)
def test_a_mistake_is_one_fault_on_its_line_that_says_what_was_expected(text: str, message: str) -> None:
    assert _only_fault(text) == message


@pytest.mark.parametrize("value", ["true", '""', "nan", "1e300", "[]", "2016-01-01T00:00:00"])
def test_a_conflict_with_a_value_that_is_neither_text_nor_a_number_is_one_fault(value: str) -> None:
    message = _only_fault(CONFLICT + f"value = {value} #!")
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
    assert "sys." not in _only_fault(start + text)


def test_a_number_too_long_to_be_printed_is_shown_by_its_beginning() -> None:
    message = _only_fault(PROJECT + f"start = {HUGE} #!")
    assert message == f"projects p: '0x{'f' * 18}…' {NO_DATE}"
    found = _faults(HEAD + PROJECT + f"countries = [{HUGE}, {HUGE}]")
    assert [fault.message.partition(": ")[2] for fault in found][1:2] == [f"'0x{'f' * 18}…' is listed twice"]


@pytest.mark.parametrize(
    ("start", "end"), [("2016-06", "2016"), ("2016-06-15", "2016-06"), ("2016", "2016-01-01")]
)
def test_an_end_that_can_be_after_its_start_is_no_fault(start: str, end: str) -> None:
    project = _project(PROJECT + f'start = "{start}"\nend = "{end}"')
    assert (project.start, project.end) == (start, end)


def test_evidence_for_a_value_that_is_wrong_itself_adds_no_second_fault() -> None:
    text = PROJECT + 'start = 2016\nend = 2015 #!\nevidence = { end = ["page"] }'
    assert _only_fault(text) == "projects p: it ends (2015) before it starts (2016)"
    text = PROJECT + 'themes = ["drug"] #!\nevidence = { themes = { values = ["drugs"] } }'
    assert _only_fault(text).startswith("projects p, themes 1: no theme has the id 'drug'")


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
    found = _faults(HEAD + PROJECT + f"{key} = [\n{{ {entry} }},\n{{ {entry} }},\n]")
    assert [fault.message for fault in found] == [
        f"projects p, {key} 1: '{missing}' is missing",
        f"projects p, {key} 2: '{missing}' is missing",
    ]


def test_all_faults_of_a_file_are_reported_at_once_in_the_order_of_their_lines() -> None:
    found = _faults(
        """[portfolio]
title = ""
language = "en"

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
kind = "budget"
phase = "two"

[[projects]]
id = "p"
"""
    )
    assert [(fault.line, fault.message.partition(": ")[2].partition(":")[0]) for fault in found] == [
        (2, "'title' is empty"),
        (3, "unknown key 'language'"),
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
        (21, "'budget' is not one of 'total-budget', 'eu-contribution', 'unodc-share', 'decision-budget'"),
        (22, "no phase of this project has the id 'two'"),
        (24, "'title' is missing"),
        (25, "the id 'p' is used twice; first in line 9"),
    ]


def test_a_key_above_the_header_of_the_portfolio_is_one_fault_that_says_where_it_belongs() -> None:
    (fault,) = _faults('title = "T"\n[portfolio]\nsummary = "S"\n')
    assert (fault.line, fault.message) == (1, "'title' belongs below [portfolio]")
    (fault,) = _faults('summary = "S"\n[portfolio]\ntitle = "T"\n')
    assert (fault.line, fault.message) == (1, "'summary' belongs below [portfolio]")


@pytest.mark.parametrize("kind", ["sources", "themes", "organisations", "programmes", "regions"])
def test_what_refers_to_a_table_that_should_be_a_list_adds_no_second_fault(kind: str) -> None:
    text = f"""[portfolio]
title = "T"
[{kind}]
id = "one"
name = "One"
title = "One"
[[projects]]
id = "p"
title = "P"
"""
    text += {
        "sources": 'evidence = { title = ["one"] }',
        "organisations": 'partners = [{ organisation = "one" }]',
        "programmes": 'programme = "one"',
    }.get(kind, f'{kind} = ["one"]')
    (fault,) = _faults(text)
    assert (fault.line, fault.message) == (
        3,
        f"{kind}: '{kind}' must be a list: write [[{kind}]], in two brackets",
    )


def test_all_evidence_for_what_is_not_given_is_reported_at_once() -> None:
    found = _faults(HEAD + PROJECT + '[projects.evidence]\nstart = ["page"]\nend = ["page"]\n')
    assert [fault.message.partition(": ")[2] for fault in found] == [
        "evidence for 'start', which is not given",
        "evidence for 'end', which is not given",
    ]


@pytest.mark.parametrize("length", [2, 3, 30])
def test_a_loop_of_programmes_is_a_fault_on_the_parent_of_each(length: int) -> None:
    ids = [f"q{number}" for number in range(length)]
    text = "".join(
        f'[[programmes]]\nid = "{id_}"\nname = "Q"\nparent = "{parent}"\n'
        for id_, parent in zip(ids, [*ids[1:], ids[0]], strict=True)
    )
    below = '[[programmes]]\nid = "below"\nname = "B"\nparent = "q0"\n'
    found = _faults(HEAD + text + below)
    first = HEAD.count("\n") + 4
    assert [fault.line for fault in found] == [first + 4 * number for number in range(length)]
    assert found[0].message == (
        f"programmes q0: a programme cannot be above itself: {' → '.join([*ids, ids[0]])}"
    )


def test_programmes_one_below_the_other_are_no_loop() -> None:
    text = "".join(
        f'[[programmes]]\nid = "q{number}"\nname = "Q"\nparent = "{parent}"\n'
        for number, parent in enumerate(["gif", "q0", "q1"])
    )
    assert len(_read(HEAD + text).portfolio.vocabulary.programmes) == 4


SPANS = {
    "no dates": ("", ["", ""], []),
    "one after the other": ("start = 2010\nend = 2015", ["start = 2010\nend = 2012", "start = 2012"], []),
    "dates that may be so": (
        'start = "2010-06"\nend = "2015-06"',
        ['start = "2010"\nend = "2015-06-30"', 'start = "2010-06"\nend = "2015"'],
        [],
    ),
    "one before the other": (
        "",
        ["start = 2012", "start = 2011"],
        ["projects p, phases q1: start: 2011 is before that of 'q0', the phase before (2012)"],
    ),
    "one before the other, past one without dates": (
        "",
        ["start = 2012", "", "start = 2011"],
        ["projects p, phases q2: start: 2011 is before that of 'q0', the phase before (2012)"],
    ),
    "a start before the project's": (
        'start = "2010-06"',
        ['start = "2010-05"'],
        ["projects p, phases q0: start: 2010-05 is before the project starts (2010-06)"],
    ),
    "an end after the project's": (
        "end = 2015",
        ["end = 2016-01-01"],
        ["projects p, phases q0: end: 2016-01-01 is after the project ends (2015)"],
    ),
    "a phase after the project": (
        "end = 2015",
        ["start = 2016"],
        ["projects p, phases q0: start: 2016 is after the project ends (2015)"],
    ),
}


@pytest.mark.parametrize(("own", "phases", "expected"), SPANS.values(), ids=SPANS)
def test_dates_of_phases_that_cannot_be_right_together_are_weak(
    own: str, phases: list[str], expected: list[str]
) -> None:
    text = HEAD + PROJECT + own
    for number, phase in enumerate(phases):
        text += f'\n[[projects.phases]]\nid = "q{number}"\nname = "Q"\n{phase}'
    found = weak_places(toml.parse(text.encode(), NAME), "2026-01-01")
    weak = [fault for fault in found if fault.kind is WeaknessKind.CONTRADICTING]
    assert [fault.message for fault in weak] == expected
    lines = text.split("\n")
    assert all(lines[(fault.line or 0) - 1].startswith(("start", "end")) for fault in weak)


def test_the_error_says_each_fault_with_its_file_and_line() -> None:
    with pytest.raises(DataError) as caught:
        toml.read(b"[portfolio]\ntitle = 5\nzzzz = 1\n", "folder/data.toml")
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
    assert _faults(content) == (Fault(NAME, line, "not UTF-8: save the file as UTF-8 text"),)


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
    (fault,) = _faults(text)
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
    "a table of evidence again": ("[projects.evidence]\nx = 1\n[projects.evidence] #!", " twice"),
    "quotes in quotes": ('title = "the "big" one"', " after a statement"),
    "a good text with curly quotes before a fault": ('title = "the “big” one" 5', " after a statement"),
}


@pytest.mark.parametrize(("text", "hint"), SLIPS.values(), ids=SLIPS)
def test_a_slip_in_toml_is_told_with_what_to_write(text: str, hint: str) -> None:
    (fault,) = _faults(f"{text}\n")
    lines = text.split("\n")
    assert fault.line == next((n for n, line in enumerate(lines, 1) if line.endswith("#!")), 1)
    assert fault.message.startswith("not TOML: ")
    assert fault.message.endswith(hint)


@pytest.mark.parametrize(
    "text",
    [
        f"a = {'[' * 100_000}",
        f"a = {'{a=' * 100_000}",
        f"a = {'[' * 100_000}{']' * 100_000}",
        f"{'.'.join('a' * 100_000)} = 1",
        f"a = 1{'0' * 5000}",
    ],
    ids=["open lists", "open tables", "lists", "dotted keys", "digits"],
)
def test_a_file_made_to_exhaust_the_reader_is_one_fault(text: str) -> None:
    (fault,) = _faults(text)
    assert fault.message.startswith("not TOML")


@pytest.mark.parametrize("text", ["", "\n\n", "# nothing\n", "[[projects]]\nid = 'p'\ntitle = 'P'\n"])
def test_a_file_without_its_portfolio_is_told_so(text: str) -> None:
    assert _faults(text) == (Fault(NAME, 1, "'portfolio' is missing"),)


def test_a_byte_order_mark_is_no_part_of_the_text() -> None:
    assert toml.read('\ufeff[portfolio]\ntitle = "T"\n'.encode(), NAME).portfolio.title == "T"
    (fault,) = _faults('\ufeff[portfolio]\ntitle = "T"\n\nzzzz = 1\n')
    assert fault.line == 4


def test_line_ends_of_windows_change_neither_what_is_read_nor_the_lines_of_faults() -> None:
    good = HEAD + PROJECT + 'summary = """\none\ntwo"""\n'
    assert _read(good.replace("\n", "\r\n")) == _read(good)
    bad = HEAD + PROJECT + 'summary = """\none\ntwo"""\nzzzz = 1\n'
    assert _faults(bad.replace("\n", "\r\n")) == _faults(bad)


def test_a_portfolio_needs_no_more_than_a_title() -> None:
    assert _read('[portfolio]\ntitle = "T"\n') == Reading(NAME, model.Portfolio(title="T"), [Batch([])])


def test_what_is_not_given_is_not_known() -> None:
    assert _project(PROJECT) == model.Project(id="p", title="P")


def test_dates_may_be_text_days_or_years() -> None:
    project = _project(
        PROJECT + 'start = 2016\nend = 2017-03-01\nresults = [{ what = "x", as_of = "2016-03" }]'
    )
    assert (project.start, project.end, project.results[0].as_of) == ("2016", "2017-03-01", "2016-03")


def test_a_sum_keeps_its_value_and_whether_it_is_whole() -> None:
    text = PROJECT + "".join(
        f'[[projects.amounts]]\nkind = "total-budget"\ncurrency = "{currency}"\nvalue = {value}\n'
        for currency, value in (("EUR", "1_000_000"), ("USD", "0.5"), ("GBP", f"{MOST}"), ("XAF", "0"))
    )
    values = [amount.value for amount in _project(text).amounts]
    assert values == [1_000_000, 0.5, MOST, 0]
    assert [type(value) for value in values] == [int, float, int, int]


SHARED = HEAD.replace(
    'title = "T"\n',
    """title = "T"
partners = [
  { organisation = "eu", role = "funding", sources = ["page"] },
  { organisation = "unodc", role = "implementing" },
]
""",
)


def _with_shared(partners: str) -> Record:
    (record,) = _read(SHARED + PROJECT + partners).records()
    return record


def _said(record: Record) -> list[tuple[str, list[str], str | None]]:
    return [(entry["field"], entry["sources"], entry["note"]) for entry in record.content["evidence"]]


def test_partners_of_the_portfolio_are_partners_of_each_project_behind_its_own() -> None:
    record = _with_shared(
        'partners = [{ organisation = "wco", role = "implementing", sources = ["report"] }]'
    )
    assert record.content["partners"] == [
        {"id": "wco", "name": "World Customs Organization", "role": "implementing"},
        {"id": "eu", "name": "EU", "role": "funding"},
        {"id": "unodc", "name": "UNODC", "role": "implementing"},
    ]
    assert record.own_partners == 1
    assert _said(record) == [("partners[0]", ["report"], None), ("partners[1]", ["page"], None)]


def test_what_a_project_says_itself_of_a_common_partner_stands_among_the_common_ones() -> None:
    record = _with_shared(
        """partners = [
  { organisation = "unodc", role = "implementing", sources = ["report"], note = "lead" },
  { organisation = "eu", role = "accountable" },
]"""
    )
    partners = record.content["partners"]
    assert [(partner["id"], partner["role"]) for partner in partners] == [
        ("eu", "accountable"),
        ("eu", "funding"),
        ("unodc", "implementing"),
    ]
    assert record.own_partners == 1
    assert _said(record) == [("partners[1]", ["page"], None), ("partners[2]", ["report"], "lead")]


def test_every_project_has_the_partners_of_the_portfolio() -> None:
    records = list(_read(SHARED + PROJECT + '[[projects]]\nid = "q"\ntitle = "Q"\n').records())
    assert [record.own_partners for record in records] == [0, 0]
    assert [len(record.content["partners"]) for record in records] == [2, 2]


PHASES = """
[[projects.phases]]
id = "one"
name = "Phase I"
start = "2010-05"
end = 2012
countries = ["KE", "TZ"]
regions = ["africa"]
evidence = { start = ["page"], end = ["report"], countries = ["page"] }

[[projects.phases]]
id = "two"
name = "Phase II"
start = 2012
end = 2014
countries = ["TZ", "TH"]
regions = ["asia", "africa"]
evidence = { end = ["page", "report"], countries = { sources = ["report"], note = "in part" } }
"""


def _entries(project: model.Project, *fields: str) -> list[model.Evidence]:
    return [entry for entry in project.evidence if entry.field in fields]


def test_a_project_without_dates_has_those_of_its_first_and_last_phase() -> None:
    project = _project(PROJECT + PHASES)
    assert (project.start, project.end) == ("2010-05", "2014")
    assert _entries(project, "start", "end") == [
        model.Evidence(field="start", sources=["page"], derived="the start of the first phase"),
        model.Evidence(field="end", sources=["page", "report"], derived="the end of the last phase"),
    ]


def test_dates_that_a_project_states_are_not_taken_from_its_phases() -> None:
    project = _project(PROJECT + 'start = 2009\nend = 2020\nevidence = { start = ["report"] }' + PHASES)
    assert (project.start, project.end) == ("2009", "2020")
    assert _entries(project, "start", "end") == [model.Evidence(field="start", sources=["report"])]


def test_the_end_of_a_project_is_not_known_while_that_of_its_last_phase_is_not() -> None:
    text = PHASES.replace("end = 2014\n", "").replace('end = ["page", "report"], ', "")
    project = _project(PROJECT + text)
    assert (project.start, project.end) == ("2010-05", None)
    assert _entries(project, "end") == []


def test_a_project_has_the_countries_and_regions_of_its_phases_behind_its_own_each_once() -> None:
    project = _project(PROJECT + 'countries = ["UG", "TH"]\nregions = ["asia"]' + PHASES)
    assert project.countries == ["UG", "TH", "KE", "TZ"]
    assert project.regions == ["asia", "africa"]
    assert _entries(project, "countries", "regions") == [
        model.Evidence(field="countries", values=["KE", "TZ"], sources=["page"], note="stated of Phase I"),
        model.Evidence(
            field="countries", values=["TZ"], sources=["report"], note="stated of Phase II; in part"
        ),
    ]


def test_phases_keep_what_they_state() -> None:
    one, two = _project(PROJECT + PHASES).phases
    assert one == model.Phase(
        id="one", name="Phase I", start="2010-05", end="2012", countries=["KE", "TZ"], regions=["africa"]
    )
    assert (two.id, two.countries) == ("two", ["TZ", "TH"])


def test_evidence_of_a_phase_is_a_path_into_the_project() -> None:
    entries = _entries(_project(PROJECT + PHASES), "phases[0].start", "phases[0].end", "phases[1].end")
    assert [(entry.field, entry.sources) for entry in entries] == [
        ("phases[0].start", ["page"]),
        ("phases[0].end", ["report"]),
        ("phases[1].end", ["page", "report"]),
    ]


EVIDENCE = {
    "a list of sources": (
        '["page", "report"]',
        [model.Evidence(field="countries", sources=["page", "report"])],
    ),
    "a table": (
        '{ values = ["KE"], sources = ["page"] }',
        [model.Evidence(field="countries", values=["KE"], sources=["page"])],
    ),
    "a table without a source": (
        '{ derived = "from the map", note = "as of 2020" }',
        [model.Evidence(field="countries", derived="from the map", note="as of 2020")],
    ),
    "a list of tables": (
        '[{ values = ["KE"], sources = ["page"] }, { values = ["TZ", "UG"], sources = ["report"] }]',
        [
            model.Evidence(field="countries", values=["KE"], sources=["page"]),
            model.Evidence(field="countries", values=["TZ", "UG"], sources=["report"]),
        ],
    ),
}


@pytest.mark.parametrize(("given", "expected"), EVIDENCE.values(), ids=EVIDENCE)
def test_evidence_may_be_written_in_short(given: str, expected: list[model.Evidence]) -> None:
    project = _project(PROJECT + f'countries = ["KE", "TZ", "UG"]\n[projects.evidence]\ncountries = {given}')
    assert [entry for entry in project.evidence if entry.sources or entry.derived] == expected


def test_entries_that_carry_their_own_sources_are_evidence_by_their_place() -> None:
    project = _project(
        PROJECT
        + """
amounts = [
  { kind = "total-budget", value = 1, currency = "EUR" },
  { kind = "eu-contribution", value = 1, currency = "EUR", derived = "80 % of it" },
]
identifiers = [{ scheme = "unodc", value = "GLOX", sources = ["page"] }]
results = [{ what = "done", sources = ["report"], note = "so far" }]
"""
    )
    assert project.evidence == [
        model.Evidence(field="amounts[1]", derived="80 % of it"),
        model.Evidence(field="identifiers[0]", sources=["page"]),
        model.Evidence(field="results[0]", sources=["report"], note="so far"),
    ]
    assert project.amounts[1] == model.Amount(kind="eu-contribution", value=1, currency="EUR")
    assert project.identifiers == [model.Identifier(scheme="unodc", value="GLOX")]
    assert project.results == [model.Result(what="done")]


def test_a_link_to_a_source_is_its_own_evidence() -> None:
    source = '[[sources]]\nid = "site"\ntitle = "S"\nurl = "https://example.org/p"\n'
    project = _project(source + PROJECT + 'links = ["https://example.org/p", "https://example.org/q"]')
    assert project.links == ["https://example.org/p", "https://example.org/q"]
    assert project.evidence == [
        model.Evidence(field="links", values=["https://example.org/p"], sources=["site"])
    ]


def test_a_conflict_is_a_path_into_the_project() -> None:
    project = _project(
        PROJECT
        + PHASES
        + """
[[projects.conflicts]]
field = "end"
value = 2019
sources = ["report"]

[[projects.conflicts]]
field = "end"
phase = "two"
value = 2015-01-31
note = "a draft"

[[projects.conflicts]]
field = "total-budget"
value = 1.5
"""
    )
    assert project.conflicts == [
        model.Conflict(field="end", value=2019, sources=["report"]),
        model.Conflict(field="phases[1].end", value="2015-01-31", note="a draft"),
        model.Conflict(field="total-budget", value=1.5),
    ]


def _derived_statuses(text: str) -> list[str]:
    entries = _project(PROJECT + text).evidence
    return [entry.field for entry in entries if entry.derived and entry.field.endswith("status")]


def test_a_status_that_is_not_stated_is_marked_as_worked_out_from_the_dates() -> None:
    assert _derived_statuses("start = 2016\nend = 2017") == ["status"]
    assert _derived_statuses("end = 2017") == ["status"]


def test_a_status_that_is_stated_is_not_marked_as_worked_out() -> None:
    text = 'start = 2016\nstatus = "cancelled"\nevidence = { status = ["page"] }'
    assert _derived_statuses(text) == []
    assert _entries(_project(PROJECT + text), "status") == [model.Evidence(field="status", sources=["page"])]


def test_a_status_without_dates_is_not_known_so_nothing_is_marked() -> None:
    assert _derived_statuses("") == []


def test_statuses_of_phases_are_marked_each_for_itself_and_that_of_a_project_with_their_dates_too() -> None:
    text = PHASES + '[[projects.phases]]\nid = "three"\nname = "III"\nend = 2020\nstatus = "suspended"\n'
    assert _derived_statuses(text) == ["status", "phases[0].status", "phases[1].status"]


def test_organisations_themes_regions_and_programmes_are_read_as_they_stand() -> None:
    portfolio = _read(
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
    assert vocabulary.programmes[0] == model.Programme(
        id="gif",
        name="Global Illicit Flows",
        aliases=["GIFP"],
        parent="icsp",
        start="2019",
        amounts=[model.Amount(kind="total-budget", value=5, currency="EUR")],
    )
    assert [organisation.id for organisation in vocabulary.organisations] == ["eu", "unodc", "wco"]
    assert vocabulary.themes == [model.Theme(id="drugs", name="Drugs")]
    assert [region.id for region in vocabulary.regions] == ["africa", "asia"]
    assert portfolio.sources[0] == model.Source(id="page", title="A page")
