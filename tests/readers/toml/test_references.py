"""References between tables of a data file resolve, or are faults on their line."""

import pytest

from toml_files import AMOUNT, HEAD, PROJECT, faults_of, line_of, only_fault, read

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
        f"themes drugs: the id 'drugs' is used twice; first in line {line_of('drugs')}",
    ),
    "a project's id used twice": (
        PROJECT + '[[projects]]\nid = "p" #!\ntitle = "P"',
        f"projects p: the id 'p' is used twice; first in line {line_of('p')}",
    ),
    "a phase's id used twice": (
        PROJECT + 'phases = [\n{ id = "one", name = "One" },\n{ id = "one", name = "Two" }, #!\n]',
        f"projects p, phases one: the id 'one' is used twice; first in line {line_of('p') + 3}",
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
        "projects p, partners 2: the organisation 'eu' is listed twice in the same role",
    ),
    "an entry listed twice": (
        PROJECT + 'countries = [\n"KE",\n"KE", #!\n]',
        "projects p, countries 2: 'KE' is listed twice",
    ),
    "a conflict about nothing": (
        PROJECT + '[[projects.conflicts]]\nfield = "ending" #!\nvalue = 1',
        "projects p, conflicts 1: 'ending' is not a field of a project, nor a kind of amount",
    ),
    "a conflict about what a phase has not": (
        PROJECT
        + 'phases = [{ id = "one", name = "One" }]\n'
        + '[[projects.conflicts]]\nphase = "one"\nfield = "themes" #!\nvalue = "x"',
        "projects p, conflicts 1: 'themes' is not a field of a phase, nor a kind of amount",
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


@pytest.mark.parametrize(("text", "message"), WRONG_REFERENCES.values(), ids=WRONG_REFERENCES)
def test_a_wrong_reference_is_one_fault_on_its_line(text: str, message: str) -> None:
    assert only_fault(text) == message


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
    (fault,) = faults_of(text)
    assert (fault.line, fault.message) == (
        3,
        f"{kind}: '{kind}' must be a list: write [[{kind}]], in two brackets",
    )


@pytest.mark.parametrize("length", [2, 3, 30])
def test_a_loop_of_programmes_is_a_fault_on_the_parent_of_each(length: int) -> None:
    ids = [f"q{number}" for number in range(length)]
    text = "".join(
        f'[[programmes]]\nid = "{id_}"\nname = "Q"\nparent = "{parent}"\n'
        for id_, parent in zip(ids, [*ids[1:], ids[0]], strict=True)
    )
    below = '[[programmes]]\nid = "below"\nname = "B"\nparent = "q0"\n'
    found = faults_of(HEAD + text + below)
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
    assert len(read(HEAD + text).portfolio.vocabulary.programmes) == 4
