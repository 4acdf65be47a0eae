"""Evidence, partners of a whole file and conflicts reach each project."""

import pytest

from toml_files import HEAD, PHASES, PROJECT, faults_of, only_fault, project_of, read
from unodc_cli.model import project as model
from unodc_cli.readers.records import Record


def test_evidence_for_a_value_that_is_wrong_itself_adds_no_second_fault() -> None:
    text = PROJECT + 'start = 2016\nend = 2015 #!\nevidence = { end = ["page"] }'
    assert only_fault(text) == "projects p: it ends (2015) before it starts (2016)"
    text = PROJECT + 'themes = ["drug"] #!\nevidence = { themes = { values = ["drugs"] } }'
    assert only_fault(text).startswith("projects p, themes 1: no theme has the id 'drug'")


def test_all_evidence_for_what_is_not_given_is_reported_at_once() -> None:
    found = faults_of(HEAD + PROJECT + '[projects.evidence]\nstart = ["page"]\nend = ["page"]\n')
    assert [fault.message.partition(": ")[2] for fault in found] == [
        "evidence for 'start', which is not given",
        "evidence for 'end', which is not given",
    ]


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
    (record,) = read(SHARED + PROJECT + partners).records()
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
    records = list(read(SHARED + PROJECT + '[[projects]]\nid = "q"\ntitle = "Q"\n').records())
    assert [record.own_partners for record in records] == [0, 0]
    assert [len(record.content["partners"]) for record in records] == [2, 2]


def _entries(project: model.Project, *fields: str) -> list[model.Evidence]:
    return [entry for entry in project.evidence if entry.field in fields]


def test_evidence_of_a_phase_is_a_path_into_the_project() -> None:
    entries = _entries(project_of(PROJECT + PHASES), "phases[0].start", "phases[0].end", "phases[1].end")
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
    project = project_of(
        PROJECT + f'countries = ["KE", "TZ", "UG"]\n[projects.evidence]\ncountries = {given}'
    )
    assert [entry for entry in project.evidence if entry.sources or entry.derived] == expected


def test_entries_that_carry_their_own_sources_are_evidence_by_their_place() -> None:
    project = project_of(
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
    project = project_of(source + PROJECT + 'links = ["https://example.org/p", "https://example.org/q"]')
    assert project.links == ["https://example.org/p", "https://example.org/q"]
    assert project.evidence == [
        model.Evidence(field="links", values=["https://example.org/p"], sources=["site"])
    ]


def test_a_conflict_is_a_path_into_the_project() -> None:
    project = project_of(
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
