"""A project and its phases complete each other, and their dates must fit."""

import pytest

from toml_files import HEAD, NAME, PHASES, PROJECT, project_of
from unodc_cli.check.kinds import WeaknessKind
from unodc_cli.check.weaknesses import weak_places
from unodc_cli.model import project as model
from unodc_cli.readers.toml import reader as toml

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


def _entries(project: model.Project, *fields: str) -> list[model.Evidence]:
    return [entry for entry in project.evidence if entry.field in fields]


def test_a_project_without_dates_has_those_of_its_first_and_last_phase() -> None:
    project = project_of(PROJECT + PHASES)
    assert (project.start, project.end) == ("2010-05", "2014")
    assert _entries(project, "start", "end") == [
        model.Evidence(field="start", sources=["page"], derived="the start of the first phase"),
        model.Evidence(field="end", sources=["page", "report"], derived="the end of the last phase"),
    ]


def test_dates_that_a_project_states_are_not_taken_from_its_phases() -> None:
    project = project_of(PROJECT + 'start = 2009\nend = 2020\nevidence = { start = ["report"] }' + PHASES)
    assert (project.start, project.end) == ("2009", "2020")
    assert _entries(project, "start", "end") == [model.Evidence(field="start", sources=["report"])]


def test_the_end_of_a_project_is_not_known_while_that_of_its_last_phase_is_not() -> None:
    text = PHASES.replace("end = 2014\n", "").replace('end = ["page", "report"], ', "")
    project = project_of(PROJECT + text)
    assert (project.start, project.end) == ("2010-05", None)
    assert _entries(project, "end") == []


def test_a_project_has_the_countries_and_regions_of_its_phases_behind_its_own_each_once() -> None:
    project = project_of(PROJECT + 'countries = ["UG", "TH"]\nregions = ["asia"]' + PHASES)
    assert project.countries == ["UG", "TH", "KE", "TZ"]
    assert project.regions == ["asia", "africa"]
    assert _entries(project, "countries", "regions") == [
        model.Evidence(field="countries", values=["KE", "TZ"], sources=["page"], note="stated of Phase I"),
        model.Evidence(
            field="countries", values=["TZ"], sources=["report"], note="stated of Phase II; in part"
        ),
    ]


def test_phases_keep_what_they_state() -> None:
    one, two = project_of(PROJECT + PHASES).phases
    assert one == model.Phase(
        id="one", name="Phase I", start="2010-05", end="2012", countries=["KE", "TZ"], regions=["africa"]
    )
    assert (two.id, two.countries) == ("two", ["TZ", "TH"])


def _derived_statuses(text: str) -> list[str]:
    entries = project_of(PROJECT + text).evidence
    return [entry.field for entry in entries if entry.derived and entry.field.endswith("status")]


def test_a_status_that_is_not_stated_is_marked_as_worked_out_from_the_dates() -> None:
    assert _derived_statuses("start = 2016\nend = 2017") == ["status"]
    assert _derived_statuses("end = 2017") == ["status"]


def test_a_status_that_is_stated_is_not_marked_as_worked_out() -> None:
    text = 'start = 2016\nstatus = "cancelled"\nevidence = { status = ["page"] }'
    assert _derived_statuses(text) == []
    assert _entries(project_of(PROJECT + text), "status") == [
        model.Evidence(field="status", sources=["page"])
    ]


def test_a_status_without_dates_is_not_known_so_nothing_is_marked() -> None:
    assert _derived_statuses("") == []


def test_statuses_of_phases_are_marked_each_for_itself_and_that_of_a_project_with_their_dates_too() -> None:
    text = PHASES + '[[projects.phases]]\nid = "three"\nname = "III"\nend = 2020\nstatus = "suspended"\n'
    assert _derived_statuses(text) == ["status", "phases[0].status", "phases[1].status"]
