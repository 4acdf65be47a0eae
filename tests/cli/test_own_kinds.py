"""Kinds of amounts that a data file declares, and those of the IATI standard, in every answer on money."""

import json
import os
import re
from pathlib import Path

import pytest

from conftest import Run
from unodc_cli.cli.completion import complete
from unodc_cli.codelists.classifications import GROUPING
from unodc_cli.model.kinds import AMOUNT_KINDS
from unodc_cli.query.fields import FIELDS
from unodc_cli.query.reports.groups import OF_PROGRAMMES
from unodc_cli.readers.toml.values import NO_KINDS

GRANTS = """[portfolio]
title = "Grants"
[[kinds]]
id = "grant"
name = "Grant to a local body"
[[themes]]
id = "water"
name = "Water"
[[projects]]
id = "wells"
title = "Wells"
themes = ["water"]
start = "2020-01-01"
end = "2020-12-31"
amounts = [
  { kind = "grant", value = 250_000, currency = "EUR" },
  { kind = "commitment", value = 300_000, currency = "EUR" },
  { kind = "budget", value = 400_000, currency = "EUR" },
]
[[projects.conflicts]]
field = "grant"
value = 260_000
[[projects]]
id = "pumps"
title = "Pumps"
themes = ["water"]
amounts = [{ kind = "grant", value = 100_000, currency = "EUR" }]
"""


@pytest.fixture
def path(tmp_path: Path) -> str:
    target = tmp_path / "grants.toml"
    target.write_text(GRANTS)
    return os.fspath(target)


def test_the_kind_of_a_file_is_the_money_of_its_list(run: Run, path: str) -> None:
    header, *rows = run("list", "--data", path).out.splitlines()
    assert header.endswith("\tgrant")
    assert [row.split("\t")[-1] for row in rows] == ["250000 EUR", "100000 EUR"]


@pytest.mark.parametrize(
    ("words", "out"),
    [
        (
            ("list", "--fields", "id,grant.value", "--sort", "grant"),
            "id\tgrant.value\npumps\t100000\nwells\t250000\n",
        ),
        (("list", "--fields", "id", "--sort", "-grant.value"), "id\nwells\npumps\n"),
        (("show", "pumps", "--fields", "grant", "--format", "tsv"), "grant\n100000 EUR\n"),
        (("by-theme", "--fields", "key,grant", "--sort", "-grant"), "key\tgrant\nwater\t350000 EUR\n"),
        (
            ("by", "theme", "--kind", "grant", "--fields", "key,total"),
            "key\ttotal\nwater\t350000\nTOTAL\t350000\n",
        ),
        (
            ("money", "--kind", "Grant", "--fields", "project,value"),
            "project\tvalue\nwells\t250000\npumps\t100000\n",
        ),
        (("terms", "kind", "--fields", "name"), "name\nGrant to a local body\nbudget\ncommitment\n"),
        (
            ("sql", "select kind, count(*) as n from amounts group by 1"),
            "kind\tn\nbudget\t1\ncommitment\t1\ngrant\t2\n",
        ),
        (("sql", "select name from names where kind = 'kind'"), "name\ngrant\nGrant to a local body\n"),
    ],
)
def test_every_answer_has_it(run: Run, path: str, words: tuple[str, ...], out: str) -> None:
    assert run(*words, "--data", path).out == out


def test_json_has_it_and_a_contested_sum_is_marked(run: Run, path: str) -> None:
    wells, _ = json.loads(run("list", "--data", path, "--json").out)
    assert [amount["kind"] for amount in wells["amounts"]] == ["grant", "commitment", "budget"]
    table = run("list", "--data", path, "--fields", "id,grant", "--format", "markdown").out
    assert "\\*250,000 EUR" in table
    assert "(grant; \\* in tables)" in table


def test_a_page_says_its_name_and_a_time_of_budgets(run: Run, path: str) -> None:
    assert "Grant to a local body: 250,000 EUR" in run("page", "--data", path, "-o", "-").out


def test_budgets_are_exported_and_what_the_standard_has_not_is_said(
    run: Run, path: str, tmp_path: Path
) -> None:
    target = tmp_path / "out.xml"
    organisation = "XX-EXAMPLE-1 40 An organisation"
    text = (
        Path(path)
        .read_text()
        .replace('title = "Wells"', 'title = "Wells"\nsummary = "Wells."\ncountries = ["KE"]')
    )
    partners = 'partners = [{ organisation = "us", role = "implementing" }]\n'
    Path(path).write_text(
        text.replace("amounts = [\n", f"{partners}amounts = [\n")
        + '[[organisations]]\nid = "us"\nname = "Us"\n'
    )
    result = run("export", os.fspath(target), "--data", path, "--reporting-org", organisation)
    assert result.code == 0
    assert "the standard has no grant without a day" in result.err
    assert re.findall(r"<value[^>]*>(\d+)", target.read_text(encoding="utf-8")) == ["400000"]


def test_help_and_completion_know_it(run: Run, path: str) -> None:
    assert "grant              2  Grant to a local body" in " ".join(
        run("help", "fields", "--data", path).out.split("\n")
    )
    for option in ("--fields", "--sort"):
        found = complete(["list", "--data", path, option], "gr")
        assert [word.text for word in found.words] == ["grant"]
    [word] = complete(["by-theme", "--data", path, "--fields"], "grant.v").words
    assert word.text == "grant.value"
    assert "grant" in [word.text for word in complete(["money", "--data", path, "--kind"], "gr").words]


def test_what_is_the_name_of_a_column_is_no_kind() -> None:
    columns = {*FIELDS, *GROUPING, *(column.name for column in OF_PROGRAMMES)}
    assert columns - {*AMOUNT_KINDS} <= NO_KINDS
