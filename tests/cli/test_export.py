"""Files for other tools, as other tools read them."""

import csv
import io
import json
import os
import shutil
import subprocess
from collections.abc import Callable
from decimal import Decimal
from pathlib import Path

import duckdb
import pytest
import python_calamine
from lxml import etree

from conftest import ACTIVITIES, SMALL, Run
from unodc_cli.export.star import TABLES

PUBLISHER = "--reporting-org", "XX-EXAMPLE-1 40 An <organisation> & more"
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
    for name in TABLES:
        connection.execute(f"CREATE VIEW {name} AS SELECT * FROM '{folder / name}.parquet'")
    return lambda sql: connection.execute(sql).fetchall()


def test_parquet_is_the_same_for_every_portfolio_and_duckdb_reads_it(run: Run, tmp_path: Path) -> None:
    shapes = []
    for number, path in enumerate((SMALL, ACTIVITIES)):
        query = tables(exported(run, tmp_path / str(number), "--data", str(path)))
        shapes.append({name: query(f"DESCRIBE {name}") for name in TABLES})
        projects = json.loads(run("list", "--json", "--data", str(path)).out)
        assert query("SELECT COUNT(*) FROM projects") == [(len(projects),)]
        sums: dict[tuple[object, ...], Decimal] = {}
        for amount in (amount for project in projects for amount in project["amounts"]):
            key = amount["kind"], amount["currency"]
            sums[key] = sums.get(key, Decimal()) + Decimal(str(amount["value"]))
        rows = query("SELECT kind, currency, SUM(value) FROM amounts GROUP BY ALL")
        assert {(kind, currency): value for kind, currency, value in rows} == sums
        parts = sum(len(p["activity"]["parts"]) for p in projects if p["activity"])
        assert query("SELECT COUNT(*) FROM money") == [(parts,)]
    assert shapes[0] == shapes[1]


def test_the_filters_choose_what_is_exported(run: Run, tmp_path: Path) -> None:
    words = "--theme", "wildlife", "--data", str(SMALL)
    query = tables(exported(run, tmp_path / "wildlife", *words))
    ids = sorted(project["id"] for project in json.loads(run("list", *words, "--json").out))
    assert query("SELECT project FROM projects ORDER BY project") == [(id_,) for id_ in ids]


def test_a_workbook_has_a_sheet_for_each_table_with_rows(run: Run, tmp_path: Path) -> None:
    target = exported(run, tmp_path / "small.xlsx", "--data", str(SMALL))
    book = python_calamine.load_workbook(io.BytesIO(target.read_bytes()))
    assert {"projects", "phases", "partners", "amounts", "sources", "about"} <= set(book.sheet_names)
    header, *rows = book.get_sheet_by_name("projects").to_python()
    assert header[0] == "project"
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
