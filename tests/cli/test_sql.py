"""Questions in SQL: what may be asked, what is refused, and what comes out."""

import io
import json
import sqlite3
import sys
from collections.abc import Callable
from pathlib import Path

import pytest

from conftest import Run
from unodc_cli.catalogue.cache import PAGE
from unodc_cli.query.reports.sql_columns import Table
from unodc_cli.query.reports.sql_tables import TABLES


def rows(run: Run, sql: str, *options: str) -> list[dict[str, object]]:
    result = run("sql", sql, "--json", *options)
    assert result.code == 0, result.err
    found: list[dict[str, object]] = json.loads(result.out)
    return found


@pytest.mark.parametrize("table", TABLES, ids=lambda table: table.name)
def test_every_table_has_the_columns_that_are_described(small: Run, table: Table) -> None:
    out = small("sql", f"select * from {table.name}", "--format", "csv").out
    assert out.splitlines()[0].split(",") == [field.name for field in table.fields]


def test_every_column_is_described(run: Run) -> None:
    listed = json.loads(run("sql", "--schema", "--json").out)
    assert [(row["table"], row["column"]) for row in listed if row["column"]] == [
        (table.name, field.name) for table in TABLES for field in table.fields
    ]
    assert all(row["meaning"] for row in listed if not row["column"])


@pytest.mark.parametrize(
    ("sql", "found"),
    [
        ("select count(*) as n from projects", [{"n": 5}]),
        ("select count(*) as n from projects a, projects b", [{"n": 25}]),
        ("select id, start, end from projects where id = 'safe-harbour'",
         [{"id": "safe-harbour", "start": "2016-02", "end": "2026"}]),
        ("select role, count(*) as n from project_partners where not shared group by role",
         [{"role": None, "n": 1}, {"role": "implementing", "n": 2}]),
        ("select sum(value) as s from amounts where counted and currency = 'EUR' and kind like 'eu%'",
         [{"s": 6500000}]),
        ("select j.value as sdg from projects, json_each(document, '$.sdgs') j",
         [{"sdg": "16"}, {"sdg": "14.4"}]),
        ("select value from portfolio where key = 'updated'", [{"value": "2024-06-30"}]),
        ("with t as (select * from project_themes) select count(*) as n from t;", [{"n": 5}]),
    ],
)  # fmt: skip
def test_what_may_be_asked(small: Run, sql: str, found: list[dict[str, object]]) -> None:
    assert rows(small, sql) == found


def test_the_status_is_that_of_the_day_also_within_the_document(
    small: Run, monkeypatch: pytest.MonkeyPatch
) -> None:
    sql = "select status, json_extract(document, '$.status') as same from projects where acronym = 'SAHA'"
    for today, status in (("2015-12-31", "planned"), ("2026-12-31", "active"), ("2027-01-01", "ended")):
        monkeypatch.setenv("UNODC_TODAY", today)
        assert rows(small, sql) == [{"status": status, "same": status}]
    [document] = rows(small, "select document from projects where id = 'safe-harbour'")
    assert json.loads(str(document["document"])) == json.loads(small("show", "saha", "--json").out)


@pytest.mark.parametrize(
    "sql",
    [
        "delete from projects",
        "insert into meta values ('a', 'b')",
        "update projects set id = 'x'",
        "drop table projects",
        "create table t (a)",
        "create temp table t (a)",
        "create temp view v as select 1",
        "attach database '/tmp/x.sqlite' as x",
        "detach database main",
        "vacuum",
        "vacuum into '/tmp/x.sqlite'",
        "pragma query_only = 0",
        "pragma table_info(projects)",
        "select * from pragma_database_list",
        "select load_extension('x')",
        "select writefile('/tmp/x', 'y')",
        "select fts3_tokenizer('simple')",
        "begin",
        "commit",
        "savepoint a",
        "reindex",
        "analyze",
        "select * from main.projects",
        "select * from tags",
        "select * from texts",
        "select * from sqlite_master",
        "select sql from sqlite_temp_master",
    ],
)
def test_what_is_refused_by_the_engine(small: Run, sql: str) -> None:
    before = small("list", "--json").out
    result = small("sql", sql)
    assert (result.code, result.out) == (2, "")
    assert result.err.startswith("error: ")
    assert "Traceback" not in result.err
    assert small("list", "--json").out == before


@pytest.mark.parametrize(
    ("sql", "message"),
    [
        ("selec 1", 'near "selec": syntax error'),
        ("select 1; select 2", "one statement at a time"),
        ("/* nothing */", "this is not an SQL query"),
        ("  ", "there is no query"),
        ("select ?", "bindings"),
        ("select id from projcts", "no such table: projcts\nhint: did you mean 'projects'"),
        (
            "select p.Url from projects p",
            "no such column: p.Url\nhint: it is a column of sources, links. `unodc",
        ),
        ("select p.titel from projects p", "no such column: p.titel\nhint: did you mean 'title'"),
        ("select hex(zeroblob(100000000))", "too big"),
        ("select json_extract('{', '$')", "malformed JSON"),
    ],
)
def test_what_is_no_question_is_one_message(small: Run, sql: str, message: str) -> None:
    result = small("sql", sql)
    assert (result.code, result.out) == (2, "")
    assert message in result.err
    assert result.err.count("error: ") == 1


def test_any_value_and_any_name_of_a_column(small: Run) -> None:
    sql = "select 1, 1, 2 as '', null as n, x'0aff' as b, 9e999 as i, cast(x'ff41' as text) as t, 1.5 as n"
    assert rows(small, sql) == [
        {"1": 1, "1_2": 1, "column3": 2, "n": None, "b": "X'0AFF'", "i": "Inf", "t": "\ufffdA", "n_2": 1.5}
    ]


def test_cells_and_names_are_inert(small: Run, on_terminal: Callable[..., None]) -> None:
    sql = "select '[bold]' || char(27) || '[31m' || char(8238) as \"a\x1b[31m\", '=cmd()' as b"
    assert small("sql", sql, "--format", "csv").out.splitlines()[1].endswith(",'=cmd()")
    for form in ("table", "tsv", "csv", "markdown", "json", "ndjson"):
        out = small("sql", sql, "--format", form).out
        assert not set(out) & {"\x1b", "\u202e"}
        assert "[bold]" in out.replace("\\", "")
    on_terminal(80)
    assert "\x1b" not in small("sql", sql).out


COUNTING = "with recursive c (x) as (select 1 union all select x + 1 from c) select x from c"


def test_years_are_no_thousands(small: Run) -> None:
    asked = "select 2004 as year, -10000 as many, 1.5 as part union select 1999, 3, 0.25"
    drawn = small("sql", asked, "--format", "table").out.splitlines()
    assert [line.split() for line in drawn if line[:1] != "─"] == [
        ["year", "many", "part"],
        ["1999", "3", "0.25"],
        ["2004", "-10,000", "1.5"],
    ]
    assert small("sql", asked, "--format", "csv").out.splitlines()[2] == "2004,-10000,1.5"


def test_rows_are_limited_and_it_is_said(small: Run) -> None:
    result = small("sql", COUNTING, "--limit", "3")
    assert (result.out, result.err) == ("x\n1\n2\n3\n", "note: the first 3 rows: --limit gives more\n")
    assert small("sql", f"{COUNTING} limit 3", "--limit", "3").err == ""
    assert small("sql", COUNTING).out.count("\n") == 10_001
    assert small("sql", "select 1 where 0").err == "note: no rows\n"


def test_a_question_without_an_end_is_stopped(small: Run) -> None:
    result = small("sql", COUNTING.replace("select x from", "select sum(x) from"), "--timeout", "0.05")
    assert (result.code, result.out) == (1, "")
    assert result.err == "error: no answer within 0.05 seconds\nhint: raise the limit with --timeout\n"
    assert small("sql", "select 1", "--timeout", "0").code == 2
    assert small("sql", "select 1", "--timeout", "nan").code == 2


def test_a_limit_may_be_as_large_as_one_likes(small: Run) -> None:
    assert small("sql", "select 1 as one", "--limit", "99999999999999999999").out == "one\n1\n"
    assert small("list", "--fields", "id", "--limit", "99999999999999999999").out.count("\n") == 6


def test_a_standard_input_that_is_closed_asks_nothing(small: Run, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(sys, "stdin", None)
    result = small("sql", "-")
    assert (result.code, result.err.splitlines()[0]) == (2, "error: there is no query")


def test_ctrl_c_stops_a_running_question(small: Run, monkeypatch: pytest.MonkeyPatch) -> None:
    looks = iter(range(100))

    def look() -> float:
        """Stand in for the clock: the second look is within the question, and there Ctrl-C comes."""
        if next(looks) == 1:
            raise KeyboardInterrupt
        return 0.0

    monkeypatch.setattr("unodc_cli.catalogue.readonly_sql.time.monotonic", look)
    result = small("sql", COUNTING.replace("select x from", "select sum(x) from"))
    assert (result.code, result.out, result.err) == (130, "", "")


def test_the_question_may_come_from_standard_input(small: Run, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(sys, "stdin", io.StringIO("select count(*) as n\nfrom projects\n"))
    assert small("sql", "-").out == "n\n5\n"


def test_without_a_cache_it_answers_from_memory(
    small: Run, monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    blocked = tmp_path / "file"
    blocked.write_text("")
    monkeypatch.setenv("UNODC_CACHE", str(blocked))
    assert small("sql", "select count(*) as n from projects").out == "n\n5\n"
    assert small("sql", "delete from projects").code == 2


def test_a_damaged_cache_is_made_anew(small: Run, monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    monkeypatch.setenv("UNODC_CACHE", str(tmp_path))
    small("list")
    [file] = tmp_path.iterdir()
    with sqlite3.connect(file) as database:
        [(page,)] = database.execute("select rootpage from sqlite_master where name = 'projects'")
    size = PAGE
    content = bytearray(file.read_bytes())
    content[(page - 1) * size : page * size] = b"\xff" * size
    file.write_bytes(content)
    assert small("sql", "select count(*) as n from projects").out == "n\n5\n"


@pytest.mark.parametrize(
    ("query", "missing"),
    [
        ("select sum(value) from amounts", "currency, kind, counted"),
        ("SELECT SUM( a.value ) FROM amounts a WHERE currency = 'EUR' AND counted", "kind"),
        ("select total(value) from amounts where kind = 'currency' and counted", "currency"),
        ("select avg(value) from money group by kind", "currency"),
        ("select kind, currency, sum(value) from amounts where counted group by 1, 2", None),
        ("select sum(count) from spellings", None),
        ("select value from amounts", None),
    ],
)
def test_a_sum_of_unlike_things_is_said_to_be_one(small: Run, query: str, missing: str | None) -> None:
    result = small("sql", query)
    assert result.code == 0
    if missing:
        assert f".value is added up without regard to {missing}: select or group by" in result.err
    else:
        assert result.err == ""
