"""The same questions of published data: IATI files."""

import gzip
import json
import lzma
import re
from collections.abc import Callable
from pathlib import Path
from types import ModuleType
from typing import Any

import pytest
from jsonschema import Draft202012Validator

from conftest import ACTIVITIES, SMALL, Run
from unodc_cli.catalogue import terms
from unodc_cli.model.answers import Group
from unodc_cli.readers.iati import matchers

COASTS = "XM-TEST/2019/411-458"
PART = "XM-TEST/2020/000-001"


@pytest.fixture
def published(run: Run) -> Callable[..., Any]:
    """Run a command on the made-up activities and return its JSON."""

    def command(*arguments: str) -> Any:
        result = run(*arguments, "--json", "--data", str(ACTIVITIES))
        assert result.code == 0
        return json.loads(result.out)

    return command


def test_an_activity_is_a_project(published: Callable[..., Any]) -> None:
    project = published("show", "411-458")
    assert project["id"] == COASTS
    assert project["title"] == "Safe coasts against piracy"
    assert project["aliases"] == ["Sûreté des côtes"]
    assert project["summary"] == "Trains coast guards."
    assert (project["start"], project["end"], project["status"]) == ("2019-03-01", "2021-12-31", "active")
    assert project["countries"] == ["KE", "SO"]
    assert project["sdgs"] == ["16", "14.4"]
    assert project["links"] == ["https://example.org/coasts"]


def test_an_activity_has_the_shape_of_every_project(run: Run, published: Callable[..., Any]) -> None:
    schema = Draft202012Validator(json.loads(run("schema").out))
    for project in published("list"):
        schema.validate(project)


def test_partners_are_found_under_every_spelling(run: Run, published: Callable[..., Any]) -> None:
    project = published("show", "411-458")
    assert [(partner["id"], partner["role"]) for partner in project["partners"]] == [
        ("test-agency", "funding"),
        ("unodc", "implementing"),
    ]
    found = run("list", "--partner", "unodc", "--fields", "id", "--data", str(ACTIVITIES))
    assert found.out == f"id\n{COASTS}\n"
    assert run("list", "--partner", "some unknown body ltd", "--data", str(ACTIVITIES)).code == 0


def test_money_is_never_mixed(published: Callable[..., Any]) -> None:
    project = published("show", "411-458")
    assert [(a["kind"], a["value"], a["currency"], a["level"]) for a in project["amounts"]] == [
        ("budget", 100, "EUR", 1),
        ("revised-budget", 150, "EUR", 1),
        ("commitment", 1500.5, "EUR", 1),
        ("disbursement", -20, "USD", 1),
    ]
    borders = next(group for group in published("by-theme") if group["key"] == "borders")
    assert [(t["kind"], t["currency"], t["value"], t["level"]) for t in borders["totals"]][-3:] == [
        ("commitment", "EUR", 1500.5, 1),
        ("disbursement", "EUR", 300, 2),
        ("disbursement", "USD", -20, 1),
    ]


def test_the_day_of_a_sum_with_one_part_is_shown_beside_it(run: Run, tmp_path: Path) -> None:
    file = tmp_path / "data.xml"
    file.write_text(
        """<iati-activities><iati-activity><iati-identifier>A</iati-identifier>
        <transaction><transaction-type code="3"/><transaction-date iso-date="2020-01-17"/>
        <value currency="EUR" value-date="2021-05-25">5</value></transaction>
        </iati-activity></iati-activities>"""
    )
    out = run("show", "A", "--data", str(file)).out
    assert "5 EUR   2020-01-17; exchange rate of 2021-05-25; line 2\n" in out


def test_what_stands_only_on_transactions_counts(published: Callable[..., Any]) -> None:
    assert [project["id"] for project in published("list", "--country", "uganda")] == [PART]
    assert [project["id"] for project in published("list", "--theme", "borders")] == [COASTS, PART]


def test_a_theme_says_why(run: Run) -> None:
    out = run("list", "--theme", "maritime", "--why", "--fields", "id,why", "--data", str(ACTIVITIES)).out
    why = "borders: sector '16063'; maritime: word 'coast guards' in the description"
    assert out == f"id\twhy\n{COASTS}\t{why}\n"


def test_each_value_says_its_line(published: Callable[..., Any]) -> None:
    lines = ACTIVITIES.read_text(encoding="utf-8").splitlines()
    notes = {entry["field"]: entry["note"] for entry in published("show", "411-458")["evidence"]}
    start = lines.index('    <activity-date type="2" iso-date="2019-03-01"/>') + 1
    assert notes["start"] == f"line {start}"
    assert notes["end"].endswith("; planned")
    assert notes["partners[1]"].endswith("; written 'UNITED NATIONS OFFICE ON DRUGS ANDCRIME'")


def test_each_sector_and_country_says_its_line(run: Run) -> None:
    out = run("show", "411-458", "--sources", "--data", str(ACTIVITIES)).out
    assert re.search(r"country KE +line 25\n +country so +line 26\n", out)
    assert re.search(r"hierarchy level +1 \[1\]\n", out)
    assert "country" not in run("show", "411-458", "--data", str(ACTIVITIES)).out


@pytest.mark.parametrize(
    ("value", "message"),
    [
        (
            "-99999999999999999999999999.999",
            "is too large for a sum: the largest are below 9,007,199,254,740,992",
        ),
        ("9007199254740992", "is too large for a sum"),
        ("9" * 5_000, "is too large for a sum"),
        ("-", "is not a sum"),
        ("1e6", "is not a sum"),
    ],
)
@pytest.mark.parametrize("kind", ["activity", "organisation"])
def test_a_sum_that_is_too_large_is_told_as_that_alone(
    run: Run, tmp_path: Path, kind: str, value: str, message: str
) -> None:
    path = tmp_path / "large.xml"
    sum_ = f"<value currency='EUR'>{value}</value>"
    texts = {
        "activity": "<iati-activities><iati-activity><iati-identifier>A-1</iati-identifier>"
        f"<budget>{sum_}</budget></iati-activity></iati-activities>",
        "organisation": "<iati-organisations><iati-organisation>"
        "<organisation-identifier>A-1</organisation-identifier>"
        f"<total-budget>{sum_}</total-budget></iati-organisation></iati-organisations>",
    }
    path.write_text(texts[kind], encoding="utf-8")
    found = json.loads(run("check", str(path), "--json").out)["warnings"]
    told = [fault for fault in found if fault["kind"] in {"value that cannot be read", "negative value"}]
    assert [fault["kind"] for fault in told] == ["value that cannot be read"]
    assert told[0]["message"].startswith(f"'{value}' {message}")


def test_faults_of_an_activity_do_not_lose_it(run: Run, tmp_path: Path) -> None:
    document = json.loads(run("check", str(ACTIVITIES), "--json").out)
    messages = [fault["message"] for fault in document["warnings"]]
    assert messages.count("'soon' is not a date") == messages.count("'much' is not a sum") == 1
    data = tmp_path / "data.xml"
    data.write_bytes(ACTIVITIES.read_bytes())
    result = run("list", "--data", str(data))
    assert (result.code, result.err.count("warning: ")) == (0, 2)
    # Afterwards, only `check` has them.
    assert "warning: " not in run("list", "--data", str(data)).err
    assert run("list", "--strict", "--data", str(data)).code == 1


def test_the_file_that_cannot_be_read_is_named_first_and_each_kind_of_fault_once(
    run: Run, tmp_path: Path
) -> None:
    wrong = "<activity-date type='1' iso-date='soon'/>"
    for number in range(9):
        (tmp_path / f"{number}.xml").write_text(
            f"<iati-activities><iati-activity><iati-identifier>A-{number}</iati-identifier>{wrong}"
            "<budget type='9'/></iati-activity></iati-activities>"
        )
    (tmp_path / "notes.xml").write_text("no XML at all")
    (tmp_path / "part.xml").write_text(
        "<iati-activities><iati-activity><iati-identifier>A-x</iati-identifier></iati-activity>"
    )
    (tmp_path / "wrong.toml").write_text("[portfolio]\ntitle = 5\nx = 1\n")
    first = run("list", "--data", str(tmp_path)).err.splitlines()
    assert [line.partition(str(tmp_path))[2] for line in first] == [
        "/notes.xml:1: not well-formed XML: Start tag expected, '<' not found",
        "/wrong.toml:2: portfolio: 'title' must be text: put it in quotes (and 1 more: in this file)",
        "/part.xml:1: not well-formed XML: Premature end of data in tag iati-activities line 1",
        "/0.xml:1: 'soon' is not a date (and 8 more: date that cannot be read)",
        "/0.xml:1: '9' is not a type of budget (and 8 more: unknown type of budget)",
        "",
    ]
    assert first[-1] == "warning: 22 problems in all: list them with `unodc check`"
    again = run("list", "--data", str(tmp_path)).err.splitlines()
    assert again == [*first[:3], "warning: 4 problems in all: list them with `unodc check`"]


@pytest.mark.parametrize("pack", [gzip.compress, lzma.compress], ids=["gz", "xz"])
def test_compressed_files_are_read_whatever_their_name(
    run: Run, tmp_path: Path, pack: Callable[[bytes], bytes]
) -> None:
    packed = tmp_path / "data.bin"
    packed.write_bytes(pack(ACTIVITIES.read_bytes()))
    assert len(json.loads(run("list", "--json", "--data", str(packed)).out)) == 2


def test_published_and_curated_files_are_asked_together(run: Run) -> None:
    result = run("by-theme", "--json", "--data", str(SMALL), "--data", str(ACTIVITIES))
    maritime = next(group for group in json.loads(result.out) if group["key"] == "maritime")
    assert {"safe-harbour", COASTS} <= set(maritime["projects"])


@pytest.mark.parametrize(
    ("spoil", "message"),
    [
        (lambda packed: packed + b"garbage", "Not a gzipped file"),
        (lambda packed: packed[:-8] + bytes(4) + packed[-4:], "CRC check failed"),
        (lambda packed: packed[:-8], "ended before"),
    ],
    ids=["garbage behind", "wrong checksum", "cut off"],
)
def test_what_is_unpacked_before_a_packed_file_fails_is_read(
    run: Run, tmp_path: Path, spoil: Callable[[bytes], bytes], message: str
) -> None:
    packed = tmp_path / "data.xml.gz"
    packed.write_bytes(spoil(gzip.compress(ACTIVITIES.read_bytes())))
    result = run("list", "--json", "--data", str(packed))
    assert len(json.loads(result.out)) == 2
    assert f"warning: {packed}: cannot be read: " in result.err
    assert message in result.err


def test_an_unknown_entity_is_named_with_its_line(run: Run, tmp_path: Path) -> None:
    file = tmp_path / "data.xml"
    one = "<iati-activity><iati-identifier>A</iati-identifier></iati-activity>"
    file.write_text(
        f"<iati-activities>{one}\n{one.replace('A<', 'B&nbsp;<')}</iati-activities>", encoding="utf-8"
    )
    result = run("list", "--fields", "id", "--data", str(file))
    assert (result.out, result.code) == ("id\nA\n", 0)
    assert f"warning: {file}:2: not well-formed XML: Entity 'nbsp' not defined\n" in result.err


def test_a_broken_file_among_others_is_a_warning(run: Run, tmp_path: Path) -> None:
    broken = tmp_path / "broken.xml"
    broken.write_bytes(ACTIVITIES.read_bytes()[:-40])
    result = run("list", "--fields", "id", "--data", str(broken), "--data", str(SMALL))
    assert result.code == 0
    assert "safe-harbour" in result.out
    assert f"warning: {broken}:" in result.err
    assert "not well-formed XML" in result.err


ENTITIES = b"""<?xml version="1.0"?><!DOCTYPE x [<!ENTITY a "aaaaaaaaaa"><!ENTITY b "&a;&a;&a;&a;&a;&a;">
<!ENTITY file SYSTEM "file:///etc/passwd">]><iati-activities><iati-activity><iati-identifier>&file;&b;
</iati-identifier></iati-activity></iati-activities>"""


@pytest.mark.parametrize(
    ("content", "message"),
    [
        (b"", "not well-formed XML"),
        (b'{"result":[]}', "not well-formed XML"),
        (b"<iati-activities/>", "there is no IATI activity in it"),
        (b"<iati-activities><iati-activity>", "not well-formed XML"),
        (b"\x1f\x8b\x08\x00garbage", "cannot be read"),
        (ENTITIES, "it has a document type (DTD)"),
    ],
    ids=["empty", "json", "no-activity", "cut-off", "bad-gzip", "entities"],
)
def test_a_file_of_which_nothing_can_be_read_is_one_line(
    run: Run, tmp_path: Path, content: bytes, message: str
) -> None:
    path = tmp_path / "data.xml"
    path.write_bytes(content)
    result = run("list", "--data", str(path))
    assert (result.code, result.out, result.err.count("\n")) == (1, "", 1)
    assert message in result.err
    assert "root:" not in result.err


def test_of_two_with_the_same_identifier_the_later_is_kept_and_it_is_said(run: Run, tmp_path: Path) -> None:
    later = tmp_path / "later.xml"
    text = ACTIVITIES.read_text(encoding="utf-8").replace("2021-06-01T", "2022-01-01T", 1)
    later.write_text(text.replace("Safe coasts against", "Safer coasts against"), encoding="utf-8")
    for order in ([ACTIVITIES, later], [later, ACTIVITIES]):
        data = [part for path in order for part in ("--data", str(path))]
        result = run("list", "--fields", "id,title", *data)
        assert result.out.splitlines().count(f"{COASTS}\tSafer coasts against piracy") == 1
        assert len(result.out.splitlines()) == 3
        assert f"{order[1]}:5: '{COASTS}' is also in {order[0]}:5; kept as in {later}:5" in result.err


def _versions(file: Path, *versions: tuple[str, str]) -> Path:
    """Write activities of the same identifier, each with a title and when it was updated."""
    text = "\n".join(
        f"""<iati-activity last-updated-datetime="{updated}"><iati-identifier>XM-1</iati-identifier>
        <title><narrative>{title}</narrative></title>
        <participating-org role="4"><narrative>Body</narrative></participating-org></iati-activity>"""
        for title, updated in versions
    )
    file.write_text(f"<iati-activities>{text}</iati-activities>", encoding="utf-8")
    return file


@pytest.mark.parametrize(
    ("first", "second", "kept"),
    [
        ("2021-06-01T12:00:00", "2021-06-01T12:00:00", "one"),
        ("2021-06-01T12:00:00Z", "2021-06-01T14:00:00+02:00", "one"),
        ("2021-06-01T12:00:00Z", "2021-06-01T13:00:00+02:00", "one"),
        ("2021-06-01T13:00:00+02:00", "2021-06-01T12:00:00Z", "two"),
        ("2021-06-01T20:00:00-05:00", "2021-06-02T00:30:00Z", "one"),
        ("2021-06-01", "2021-06-02", "two"),
        ("2021-06-01T12:00:00Z", "", "one"),
        ("", "2021-06-01T12:00:00Z", "two"),
        ("0001-01-01T00:00:00+14:00", "2021-06-01T12:00:00Z", "two"),
    ],
)
def test_the_later_is_the_later_moment_and_of_two_at_once_the_first(
    run: Run, tmp_path: Path, first: str, second: str, kept: str
) -> None:
    data = str(_versions(tmp_path / "data.xml", ("one", first), ("two", second)))
    result = run("list", "--fields", "title", "--data", data)
    assert result.out == f"title\n{kept}\n"
    where = {"one": f"{data}:1", "two": f"{data}:4"}
    assert result.err == (
        f"warning: {where['two']}: 'XM-1' is also in {where['one']}; kept as in {where[kept]}\n"
    )


def test_nothing_finds_a_version_that_is_not_kept(run: Run, tmp_path: Path) -> None:
    old, new = "Alte Fassung", "Neue Fassung"
    data = str(
        _versions(tmp_path / "data.xml", (old, "2020-01-01"), (new, "2021-01-01"), (old, "2019-01-01"))
    )
    assert run("show", old, "--data", data).code == 1
    assert run("show", new, "--data", data).code == 0
    for words, count in (("alte", 0), ("neue", 1)):
        assert run("list", "--text", words, "--count", "--data", data).out == f"{count}\n"
        assert run("search", words, "--count", "--data", data).out == f"{count}\n"
    names = run("sql", "SELECT name FROM names WHERE kind = 'project'", "--no-header", "--data", data).out
    assert sorted(names.splitlines()) == [new, "XM-1"]
    # They are those of the files as they stand.
    spellings = json.loads(run("by-partner", "--spellings", "--json", "--data", data).out)
    assert [spelling["count"] for spelling in spellings] == [3]


def test_version_1_is_read(run: Run, tmp_path: Path) -> None:
    path = tmp_path / "old.xml"
    path.write_bytes(
        b"""\xef\xbb\xbf<?xml version="1.0"?>\r\n<iati-activities version="1.01">\r\n
        <iati-activity default-currency="GBP" xml:lang="en">
        <participating-org ref="GB" role="Funding">UNITED KINGDOM</participating-org>
        <iati-identifier>GB-1</iati-identifier>
        <title xml:lang="fr">Titre</title><title xml:lang="en">Title</title>
        <activity-date type="start-actual">2004-01-01</activity-date>
        <activity-date type="end-planned" iso-date="2010-12-31"/>
        <transaction><transaction-type code="D"/><value>7</value></transaction>
        </iati-activity></iati-activities>"""
    )
    [project] = json.loads(run("list", "--json", "--data", str(path)).out)
    assert (project["title"], project["start"], project["end"]) == ("Title", "2004-01-01", "2010-12-31")
    assert project["partners"][0]["role"] == "funding"
    assert (project["amounts"][0]["kind"], project["amounts"][0]["currency"]) == ("disbursement", "GBP")


def test_spellings_say_what_they_were_taken_for(published: Callable[..., Any]) -> None:
    found = published("by-partner", "--spellings", "--partner", "unodc")
    assert found == [
        {"partner": "unodc", "name": "", "ref": "XM-DAC-41128", "score": 100.0, "count": 1},
        {
            "partner": "unodc",
            "name": "UNITED NATIONS OFFICE ON DRUGS ANDCRIME",
            "ref": "N/A",
            "score": 98.7,
            "count": 1,
        },
    ]


BACKWARDS = """<iati-activities><iati-activity><iati-identifier>a</iati-identifier>
<activity-date type="1" iso-date="2019-02-01"/><activity-date type="3" iso-date="2014-12-31"/></iati-activity>
<iati-activity><iati-identifier>b</iati-identifier><activity-date type="1" iso-date="2016-05-01"/>
<activity-date type="3" iso-date="2017-12-31"/></iati-activity></iati-activities>"""


def test_what_ends_before_it_starts_has_its_place_by_the_dates_that_are_shown(
    run: Run, file: Callable[[bytes, str], str]
) -> None:
    path = file(BACKWARDS.encode(), ".xml")
    for sort, first in (("start", "b"), ("-start", "a"), ("period", "b"), ("end", "a"), ("-end", "b")):
        out = run("list", "--sort", sort, "--fields", "id", "--no-header", "--data", path).out
        assert out[0] == first, sort


def test_what_ends_before_it_starts_is_drawn_between_the_two_and_named(
    run: Run, on_terminal: Callable[..., None], file: Callable[[bytes, str], str]
) -> None:
    on_terminal(60)
    out = run("timeline", "--data", file(BACKWARDS.encode(), ".xml")).out
    [lane] = [line for line in out.splitlines() if line.startswith("a ")]
    assert re.fullmatch("a +░+ +│", lane)
    assert "\n░ the end is before the start: a\n" in out


def test_a_total_of_which_nothing_can_be_read_is_unknown_and_not_nothing(run: Run, tmp_path: Path) -> None:
    file = tmp_path / "data.xml"
    activities = "".join(
        f"""<iati-activity default-currency="EUR"><iati-identifier>{name}-1</iati-identifier>
        <participating-org role="4"><narrative>{name}</narrative></participating-org>
        <budget><value>{value}</value></budget></iati-activity>"""
        for name, value in (("A", "much"), ("B", "-3"), ("C", "5"))
    )
    file.write_text(f"<iati-activities>{activities}</iati-activities>", encoding="utf-8")
    groups = json.loads(run("by-partner", "--sort", "budget", "--json", "--data", str(file)).out)
    assert [(group["key"], group["totals"][0]["value"]) for group in groups] == [
        ("b", -3),
        ("c", 5),
        ("a", None),
    ]
    assert groups[2]["totals"][0]["unreadable"] == 1
    for group in groups:
        Group.model_validate(group)
    rows = run("by-partner", "--fields", "key,totals", "--data", str(file))
    assert rows.out.splitlines()[1:] == ["a\t", "b\tbudget -3 EUR (1 of 1)", "c\tbudget 5 EUR (1 of 1)"]
    assert "1 of these totals has unreadable values left out" in rows.err


def test_files_share_the_vocabulary_by_which_they_are_understood(
    run: Run, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    made: list[str] = []
    for module, name in (
        (terms, "TermHierarchy"),
        (matchers, "ThemeMatcher"),
        (matchers, "OrganisationMatcher"),
    ):
        _note(made, monkeypatch, module, name)
    for number in range(3):
        (tmp_path / f"{number}.xml").write_bytes(ACTIVITIES.read_bytes())
    asked = "SELECT kind, id, name FROM names WHERE kind <> 'project'"
    one, three, beside = (
        sorted(json.loads(run("sql", asked, "--json", *data).out), key=str)
        for data in (
            ("--data", str(tmp_path / "0.xml")),
            ("--data", str(tmp_path)),
            ("--data", str(tmp_path), "--data", "bundled"),
        )
    )
    assert one == three
    assert [row for row in beside if row["kind"] == "theme"] == [row for row in one if row["kind"] == "theme"]
    # Of the bundled portfolio itself, what follows from its terms is made too.
    assert sorted(made) == ["OrganisationMatcher"] * 3 + ["TermHierarchy"] * 4 + ["ThemeMatcher"] * 3


def _note(made: list[str], monkeypatch: pytest.MonkeyPatch, module: ModuleType, name: str) -> None:
    """Note each time that something of a module is made."""
    really = getattr(module, name)

    def noted(*arguments: Any, **named: Any) -> Any:
        made.append(name)
        return really(*arguments, **named)

    monkeypatch.setattr(module, name, noted)


@pytest.mark.parametrize(
    ("filters", "is_noted"),
    [
        (["--active", "2025"], True),
        (["--from", "2022"], True),
        (["--active", "2025", "--from", "2022"], True),
        (["--active", "2020"], False),
        (["--active", "2018"], False),
        (["--to", "2025"], False),
        (["--active", "2025", "--country", "KE"], False),
    ],
)
def test_a_filter_of_time_counts_what_is_published_as_active_with_a_past_end(
    run: Run, tmp_path: Path, filters: list[str], is_noted: bool
) -> None:
    activities = "".join(
        f"""<iati-activity><iati-identifier>A-{code}</iati-identifier><activity-status code="{code}"/>
        <activity-date type="2" iso-date="2019-01-01"/><activity-date type="3" iso-date="2021-12-31"/>
        </iati-activity>"""
        for code in (2, 3, 4)
    )
    file = tmp_path / "activities.xml"
    file.write_text(f"<iati-activities>{activities}</iati-activities>", encoding="utf-8")
    result = run("list", *filters, "--data", str(file))
    note = "note: 2 more projects match but are published as active with a past end: see --status active\n"
    assert (note in result.err) == is_noted


def test_planned_and_actual_dates_are_fields_and_columns(run: Run, tmp_path: Path) -> None:
    file = tmp_path / "dates.xml"
    both = (
        """<activity-date type="3" iso-date="2020-01-31"/><activity-date type="4" iso-date="2021-02-01"/>"""
    )
    file.write_text(
        f"""<iati-activities><iati-activity><iati-identifier>late</iati-identifier>{both}</iati-activity>
        <iati-activity><iati-identifier>open</iati-identifier><activity-date type="1" iso-date="2019-05-02"/>
        <activity-date type="3" iso-date="2020-01-31"/></iati-activity></iati-activities>"""
    )
    fields = "id,start-planned,start-actual,end-planned,end-actual,delay"
    rows = run("list", "--fields", fields, "--sort", "-delay", "--format", "csv", "--data", str(file)).out
    assert rows.splitlines() == [
        fields,
        "late,,,2020-01-31,2021-02-01,367",
        "open,2019-05-02,,2020-01-31,,",
    ]
    query = "select id, start_planned, start_actual, end_planned, end_actual, delay from projects"
    assert (
        run("sql", query, "--format", "csv", "--data", str(file)).out.splitlines()[1:]
        == rows.splitlines()[1:]
    )
