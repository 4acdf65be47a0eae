"""Files for other tools, as other tools read them."""

import csv
import io
import json
import os
import re
import shutil
import subprocess
from collections.abc import Callable, Iterable
from decimal import Decimal
from pathlib import Path

import duckdb
import pytest
import python_calamine
from lxml import etree

from conftest import ACTIVITIES, SMALL, Run
from unodc_cli.query.reports.sql_tables import TABLES

PUBLISHER = "--reporting-org", "XX-EXAMPLE-1 40 An <organisation> & more"
MONEY = Path(__file__).parents[1] / "data" / "money.xml"
# The questions of the page on SQL.
QUERIES = re.findall(
    r'^\$ unodc sql "(select [^"]*)"',
    (Path(__file__).parents[2] / "docs" / "sql.md").read_text(encoding="utf-8"),
    re.MULTILINE,
)
# The folder of the standard's XML schemas, version 2.03.
SCHEMAS = os.environ.get("IATI_SCHEMAS")


def exported(run: Run, target: Path, *words: str) -> Path:
    result = run("export", os.fspath(target), *words)
    assert result.code == 0, result.err
    return target


def elements(content: bytes) -> list[bytes]:
    return [etree.tostring(a, with_tail=False) for a in etree.fromstring(content).iter("iati-activity")]


def test_published_activities_are_the_bytes_that_were_published(run: Run, tmp_path: Path) -> None:
    data = "--data", str(ACTIVITIES)
    whole = exported(run, tmp_path / "all.xml", *data)
    assert elements(whole.read_bytes()) == elements(ACTIVITIES.read_bytes())
    assert json.loads(run("diff", str(ACTIVITIES), str(whole), "--json").out) == []
    [first, *_] = json.loads(run("list", "--json", *data).out)
    one = exported(run, tmp_path / "one.xml", "--text", f'"{first["title"]}"', *data)
    assert [p["id"] for p in json.loads(run("list", "--json", "--data", str(one)).out)] == [first["id"]]


FRENCH = """<?xml version="1.0" encoding="{encoding}"?>
<iati-activities {root}>
<iati-activity xml:lang="fr"><iati-identifier>{id}</iati-identifier>
<title><narrative>Sécurité côtière</narrative></title></iati-activity>
</iati-activities>
"""


def french(
    folder: Path, id_: str, encoding: str, declared: str = "", root: str = 'version="2.03"'
) -> tuple[str, str]:
    file = folder / f"{id_}.xml"
    text = FRENCH.format(encoding=declared or encoding, root=root, id=id_)
    file.write_bytes(text.encode(encoding))
    return "--data", str(file)


@pytest.mark.parametrize("first", ["utf-8", "iso-8859-1", "windows-1252", "utf-16", "utf-16-le"])
@pytest.mark.parametrize("second", ["utf-8", "iso-8859-1", "utf-16"])
def test_files_of_several_encodings_are_one_file_in_utf_8(
    run: Run, tmp_path: Path, first: str, second: str
) -> None:
    data = (
        *french(tmp_path, "A", first, declared="utf-16" if first == "utf-16-le" else ""),
        *french(tmp_path, "B", second, root="generated-datetime='2020-01-01T00:00:00Z' version='2.03'"),
    )
    target = exported(run, tmp_path / "both.xml", *data)
    assert "Sécurité côtière" in target.read_text(encoding="utf-8")
    titles = [project["title"] for project in json.loads(run("list", "--json", "--data", str(target)).out)]
    assert titles == ["Sécurité côtière"] * 2


def test_a_file_whose_letters_have_several_bytes_is_not_copied(run: Run, tmp_path: Path) -> None:
    for encoding in ("Shift_JIS", "GB18030"):
        file = tmp_path / f"{encoding}.xml"
        activity = "<iati-activity><iati-identifier>XM-1</iati-identifier></iati-activity>"
        root = f"<iati-activities version='2.03'>{activity}<!-- 日本 --></iati-activities>"
        file.write_bytes(f"<?xml version='1.0' encoding='{encoding}'?>\n{root}".encode(encoding))
        assert run("list", "--count", "--data", str(file)).out == "1\n"
        result = run("export", str(tmp_path / "out.xml"), "--data", str(file))
        assert result.code == 1
        assert result.err.startswith(
            f"error: {file}:1: is in {encoding}, from which no activities can be copied"
        )
        assert not (tmp_path / "out.xml").exists()


def test_curated_projects_join_a_published_file_of_another_encoding(run: Run, tmp_path: Path) -> None:
    data = (*french(tmp_path, "A", "iso-8859-1", root="version='2.03'"), "--data", str(SMALL))
    publisher = "--reporting-org", "XX-EXAMPLE-1 40 Pêche"
    target = exported(run, tmp_path / "both.xml", *data, *publisher)
    assert "<narrative>Pêche<" in target.read_text(encoding="utf-8")
    titles = {project["title"] for project in json.loads(run("list", "--json", "--data", str(target)).out)}
    assert {"Sécurité côtière", "Safe Harbour"} <= titles


@pytest.mark.parametrize(
    "root", ["version='2.02'", "version='2.03' xml:lang='es'", "version='2.03' xmlns:a='urn:a'"]
)
def test_files_that_cannot_have_one_root_are_not_mixed(run: Run, tmp_path: Path, root: str) -> None:
    data = *french(tmp_path, "A", "utf-8"), *french(tmp_path, "B", "utf-8", root=root)
    result = run("export", str(tmp_path / "both.xml"), *data)
    assert (result.code, result.out) == (2, "")
    assert "different versions, languages or namespaces: they cannot be one file" in result.err


def test_curated_projects_come_back_but_for_what_is_listed(run: Run, tmp_path: Path) -> None:
    target = tmp_path / "curated.xml"
    result = run("export", str(target), *PUBLISHER)
    assert result.code == 0
    assert "not written: evidence" in result.err
    before = {project["id"]: project for project in json.loads(run("list", "--json").out)}
    after = json.loads(run("list", "--json", "--data", str(target)).out)
    assert after
    for project in after:
        original = before[project["id"].removeprefix("XX-EXAMPLE-1-")]
        assert project["title"] == original["title"]
        assert project["summary"] == original["summary"]
        assert set(project["countries"]) == set(original["countries"])
        assert set(project["themes"]) == set(original["themes"])
        assert project["status"] == original["status"]
        assert set(project["sdgs"]) == set(original["sdgs"])
        roles = {(p["id"], p["role"]) for p in original["partners"] if p["role"]}
        assert {(p["id"], p["role"]) for p in project["partners"]} == roles


@pytest.mark.skipif(not SCHEMAS, reason="the standard's XML schemas are not here (IATI_SCHEMAS)")
@pytest.mark.parametrize("words", [(), ("--exact-dates",), ("--data", str(SMALL))])
def test_what_is_written_is_valid_by_the_schema(run: Run, tmp_path: Path, words: tuple[str, ...]) -> None:
    target = exported(run, tmp_path / "out.xml", *PUBLISHER, *words)
    schema = etree.XMLSchema(etree.parse(f"{SCHEMAS}/iati-activities-schema.xsd"))
    assert schema.validate(etree.parse(target)), schema.error_log


def budgets(run: Run, *data: str) -> dict[str, Decimal]:
    """Return the sums by currency of the kinds that are budgets."""
    sums: dict[str, Decimal] = {}
    for row in json.loads(run("by", "kind", "--json", *data).out, parse_float=Decimal):
        if row["row"] == "group" and row["kind"] in {"total-budget", "budget", "revised-budget"}:
            sums[row["currency"]] = sums.get(row["currency"], Decimal()) + row["total"]
    return sums


PHASED = """
[portfolio]
title = "Phased"
updated = "2026"
[[sources]]
id = "s"
title = "Source"
publisher = "P"
url = "https://example.org/"
kind = "official"
[[organisations]]
id = "o"
name = "O"
[[projects]]
id = "whole"
title = "Whole"
summary = "Summary."
partners = [{ organisation = "o", role = "funding", sources = ["s"] }]
amounts = [
  { kind = "total-budget", value = 100, currency = "EUR", sources = ["s"] },
  { kind = "budget", phase = "one", value = 60, currency = "EUR", sources = ["s"] },
  { kind = "total-budget", phase = "two", value = 40, currency = "EUR", sources = ["s"] },
  { kind = "budget", phase = "two", value = 7, currency = "USD", sources = ["s"] },
]
[projects.evidence]
title = ["s"]
summary = ["s"]
[[projects.phases]]
id = "one"
name = "One"
start = "2020"
end = "2021"
[projects.phases.evidence]
name = ["s"]
start = ["s"]
end = ["s"]
[[projects.phases]]
id = "two"
name = "Two"
start = "2022"
end = "2023"
status = "ended"
[projects.phases.evidence]
name = ["s"]
start = ["s"]
end = ["s"]
status = ["s"]
"""


def test_the_budgets_of_phases_are_not_written_beside_the_one_that_contains_them(
    run: Run, tmp_path: Path
) -> None:
    source = tmp_path / "phased.toml"
    source.write_text(PHASED, encoding="utf-8")
    target = tmp_path / "phased.xml"
    result = run("export", str(target), *PUBLISHER, "--data", str(source))
    assert result.code == 0, result.err
    assert "not written: amounts (2 times): the sum of a phase, which the sum of the whole" in result.err
    assert "(once): " in result.err
    assert "(1 times)" not in result.err
    assert budgets(run, "--data", str(target)) == {"EUR": 100, "USD": 7}


def test_the_budgets_of_the_bundled_portfolio_come_back_as_they_were(run: Run, tmp_path: Path) -> None:
    target = exported(run, tmp_path / "bundled.xml", *PUBLISHER)
    assert budgets(run, "--data", str(target)) == budgets(run) != {}


def test_a_file_without_an_activity_is_not_written_and_the_reason_is_told(run: Run, tmp_path: Path) -> None:
    source = tmp_path / "short.toml"
    source.write_text('[portfolio]\ntitle = "P"\n[[projects]]\nid = "a"\ntitle = "A"\n', encoding="utf-8")
    target = tmp_path / "out.xml"
    words = "export", str(target), *PUBLISHER, "--data", str(source)
    lacking = run(*words)
    assert lacking.code == 1
    assert "none of the projects found can be: the standard demands a summary, " in lacking.err
    assert "a status, a date (1 project)\n" in lacking.err
    none = run(*words, "--country", "brazil")
    assert (none.code, none.err) == (1, "error: nothing was written: no project was found\n")
    assert [path.name for path in tmp_path.iterdir()] == ["short.toml"]


# What docs/iati.md says of each.
TRUE_OF_THE_DATA = {
    *("rule 7.5.3", "rule 3.4.1", "rule 2.1.1", "rule 3.7.1", "rule 102.1.1"),
    *("percentage missing or not a number", "partner without a reference", "secondary reporter"),
}


def test_check_finds_nothing_in_it_but_what_is_true_of_the_data(
    run: Run, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    # The day of the data.
    monkeypatch.setenv("UNODC_TODAY", "2026-11-29")
    publisher = "--reporting-org", "XM-DAC-41128 40 United Nations Office on Drugs and Crime"
    target = exported(run, tmp_path / "curated.xml", *publisher)
    found = json.loads(run("check", str(target), "--json").out)
    assert {kind["kind"] for kind in found["kinds"]} == TRUE_OF_THE_DATA
    assert found["errors"] == []


def test_a_file_has_the_language_that_the_data_file_states(run: Run, tmp_path: Path) -> None:
    text = SMALL.read_text(encoding="utf-8")
    french, plain = tmp_path / "french.toml", tmp_path / "plain.toml"
    french.write_text(text.replace("[portfolio]", '[portfolio]\nlanguage = "fr"', 1), encoding="utf-8")
    plain.write_text(text, encoding="utf-8")
    for source, language in ((french, "fr"), (plain, None)):
        target = exported(run, tmp_path / f"{source.stem}.xml", "--data", str(source), *PUBLISHER)
        activities = etree.parse(target).getroot().findall("iati-activity")
        assert activities
        for activity in activities:
            assert activity.get("{http://www.w3.org/XML/1998/namespace}lang") == language


def test_dates_that_are_not_exact_say_so_or_are_left_out(run: Run, tmp_path: Path) -> None:
    def texts(*words: str) -> list[str]:
        root = etree.parse(exported(run, tmp_path / "out.xml", *PUBLISHER, *words)).getroot()
        return [element.findtext("narrative") or "" for element in root.iter("activity-date")]

    assert any(text.startswith("known as 20") for text in texts())
    assert set(texts("--exact-dates")) <= {""}


def test_curated_projects_need_a_publisher(run: Run, tmp_path: Path) -> None:
    result = run("export", str(tmp_path / "a.xml"))
    assert (result.code, result.out) == (2, "")
    assert "--reporting-org" in result.err
    assert not (tmp_path / "a.xml").exists()


def tables(folder: Path) -> Callable[[str], list[tuple[object, ...]]]:
    connection = duckdb.connect()
    for table in TABLES:
        connection.execute(f"CREATE VIEW {table.name} AS SELECT * FROM '{folder / table.name}.parquet'")
    return lambda sql: connection.execute(sql).fetchall()


def test_parquet_is_the_same_for_every_portfolio_and_duckdb_reads_it(run: Run, tmp_path: Path) -> None:
    shapes = []
    for number, path in enumerate((SMALL, ACTIVITIES)):
        query = tables(exported(run, tmp_path / str(number), "--data", str(path)))
        shapes.append({table.name: query(f"DESCRIBE {table.name}") for table in TABLES})
        projects = json.loads(run("list", "--json", "--data", str(path)).out)
        assert query("SELECT COUNT(*) FROM projects") == [(len(projects),)]
        sums: dict[tuple[object, ...], Decimal] = {}
        for amount in (amount for project in projects for amount in project["amounts"]):
            key = amount["kind"], amount["currency"]
            sums[key] = sums.get(key, Decimal()) + Decimal(str(amount["value"]))
        rows = query("SELECT kind, currency, SUM(value) FROM amounts GROUP BY ALL")
        assert {(kind, currency): value for kind, currency, value in rows} == sums
    assert shapes[0] == shapes[1]


def test_the_format_can_be_said_instead_of_an_ending(run: Run, tmp_path: Path) -> None:
    folder, file = tmp_path / "v1.0", tmp_path / "activities"
    assert run("export", str(folder), "--format", "parquet", "--data", str(SMALL)).code == 0
    assert (folder / "projects.parquet").exists()
    assert run("export", str(file), "--format", "IATI", "--data", str(ACTIVITIES)).code == 0
    assert file.read_text(encoding="utf-8").startswith("<?xml")


@pytest.mark.parametrize("name", [table.name for table in TABLES])
def test_each_table_has_the_rows_of_sql(run: Run, tmp_path: Path, name: str) -> None:
    data = "--data", str(SMALL), "--data", str(MONEY), "--data", str(ACTIVITIES)
    query = tables(exported(run, tmp_path, *data))
    records = json.loads(run("sql", f"select * from {name}", "--json", *data).out)
    own = run("sql", f"select * from {name}", "--format", "csv", *data)
    assert len(records) == query(f"SELECT COUNT(*) FROM {name}")[0][0]
    columns = own.out.splitlines()[0].split(",")
    assert columns == [row[0] for row in query(f"DESCRIBE {name}")]
    rows = query(f"SELECT {', '.join(map(_plain, columns))} FROM {name}")
    assert sorted(map(_spelled, rows)) == sorted(_spelled(record.values()) for record in records)


def _plain(column: str) -> str:
    return f'"{column}"'


def _spelled(values: Iterable[object]) -> list[str]:
    return [_spelled_value(value) for value in values]


def _spelled_value(value: object) -> str:
    """Return a value as text: a column of texts may hold numbers, which SQLite keeps as such."""
    try:
        return f"{float(str(int(value) if isinstance(value, bool) else value)):.6f}"
    except ValueError:
        return "" if value is None else str(value)


@pytest.mark.parametrize("sql", QUERIES)
def test_the_questions_of_the_docs_have_the_same_answer_in_duckdb(run: Run, tmp_path: Path, sql: str) -> None:
    query = tables(exported(run, tmp_path))
    records = json.loads(run("sql", sql, "--json").out)
    assert records
    assert list(map(_spelled, query(sql))) == [_spelled(record.values()) for record in records]


def test_money_is_a_decimal_to_the_last_digit(run: Run, tmp_path: Path) -> None:
    query = tables(exported(run, tmp_path, "--data", str(MONEY)))
    [(value,)] = query("SELECT SUM(value) FROM money WHERE kind = 'planned-disbursement'")
    assert value == Decimal("515.125")


def test_the_filters_choose_what_is_exported(run: Run, tmp_path: Path) -> None:
    words = "--theme", "wildlife", "--data", str(SMALL)
    query = tables(exported(run, tmp_path / "wildlife", *words))
    ids = sorted(project["id"] for project in json.loads(run("list", *words, "--json").out))
    assert query("SELECT id FROM projects ORDER BY id") == [(id_,) for id_ in ids]
    assert set(query("SELECT project FROM project_themes")) == {(id_,) for id_ in ids}


def test_a_workbook_has_a_sheet_for_each_table_with_rows(run: Run, tmp_path: Path) -> None:
    target = exported(run, tmp_path / "small.xlsx", "--data", str(SMALL))
    book = python_calamine.load_workbook(io.BytesIO(target.read_bytes()))
    assert {"projects", "phases", "project_partners", "amounts", "money", "sources", "about"} <= set(
        book.sheet_names
    )
    header, *rows = book.get_sheet_by_name("projects").to_python()
    assert header[0] == "id"
    assert len(rows) == len(json.loads(run("list", "--json", "--data", str(SMALL)).out))


def test_an_answer_is_a_workbook_with_what_was_asked(run: Run, tmp_path: Path) -> None:
    target, words = tmp_path / "list.xlsx", ("--theme", "maritime", "--data", str(SMALL))
    assert run("list", *words, "-o", str(target)).code == 0
    book = python_calamine.load_workbook(io.BytesIO(target.read_bytes()))
    _, *rows = book.get_sheet_by_name("answer").to_python()
    assert [row[0] for row in rows] == [p["id"] for p in json.loads(run("list", *words, "--json").out)]
    assert str(book.get_sheet_by_name("about").to_python()[1][1]).startswith("unodc list --theme maritime")


def test_a_workbook_is_not_written_to_a_terminal(run: Run, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("unodc_cli.views.delivery.writes_to_terminal", lambda: True)
    result = run("list", "--format", "xlsx")
    assert (result.code, result.out) == (2, "")
    assert "--output FILE.xlsx" in result.err


@pytest.mark.parametrize(
    ("words", "message"),
    [
        ([], "export needs a TARGET"),
        (["a.docx"], "there is no export to .docx"),
        (["a.xml", "--format", "csv"], "there is no format 'csv'"),
        (["a.xml", "--reporting-org", "X 999 Me"], "has no code '999'\nhint: 10 Government, 11 Local"),
        (["a.xml", "--reporting-org", "X"], "write identifier, code of OrganisationType, and name"),
    ],
)
def test_what_is_asked_wrongly_is_said(run: Run, words: list[str], message: str) -> None:
    result = run("export", *words)
    assert result.code == 2
    assert message in result.err


@pytest.mark.skipif(not shutil.which("soffice"), reason="LibreOffice is not here")
def test_libreoffice_opens_a_workbook_and_runs_nothing_in_it(run: Run, tmp_path: Path) -> None:
    text = SMALL.read_text(encoding="utf-8").replace('"Safe Harbour"', '"=1+1 Safe Harbour"', 1)
    (tmp_path / "data.toml").write_text(text, encoding="utf-8")
    exported(run, tmp_path / "book.xlsx", "--data", str(tmp_path / "data.toml"))
    command = ["soffice", f"-env:UserInstallation=file://{tmp_path}/profile", "--headless"]
    command += ["--convert-to", "csv", "--outdir", str(tmp_path), str(tmp_path / "book.xlsx")]
    subprocess.run(command, check=True, capture_output=True, timeout=120)
    with (tmp_path / "book.csv").open(encoding="utf-8", newline="") as file:
        header, *rows = csv.reader(file)
    projects = json.loads(run("list", "--json", "--data", str(tmp_path / "data.toml")).out)
    titles = [row[header.index("title")] for row in rows]
    assert titles == [project["title"] for project in projects]
