"""Classifications as fields of `list`, and projects found by the identifiers that others have for them."""

import csv
import io
import json
import xml.etree.ElementTree as ET
from pathlib import Path

import pytest

from conftest import Run
from unodc_cli.query.classified import KINDS
from unodc_cli.query.fields import FIELDS

DATA = Path(__file__).parents[1] / "data"
FILE = DATA / "every-element.xml"
CODED = {
    "collaboration-type": "collaboration-type",
    "scope": "activity-scope",
    "tied-status": "default-tied-status",
    "crs-flag": "crs-add/other-flags",
}


def _rows(run: Run, *arguments: str, file: Path = FILE) -> list[dict[str, str]]:
    result = run("list", *arguments, "--format", "csv", "--data", str(file))
    assert result.code == 0, result.err
    return list(csv.DictReader(io.StringIO(result.out)))


def test_each_code_is_in_its_field_with_its_name(run: Run) -> None:
    [row] = _rows(run, "--fields", ",".join(("id", *CODED)))
    [activity] = ET.parse(FILE).getroot()
    for kind, path in CODED.items():
        element = activity.find(path)
        assert element is not None
        assert row[kind].split()[0] == element.get("code")
    assert row["collaboration-type"] == "1 Bilateral"


def test_a_field_has_what_its_filter_finds(run: Run) -> None:
    """Types of transactions count, as they do for `--where`."""
    [row] = _rows(run, "--fields", "flow-type,aid-type,other-identifier,humanitarian")
    assert row["flow-type"] == "10 ODA; 20 OOF"
    assert row["aid-type"].startswith("A01 General budget support; 2:2")
    assert row["other-identifier"] == "ABC-123 Owner of numbers (XM-DAC-98)"
    assert row["humanitarian"] == "1 humanitarian"
    for code in ("10", "20"):
        assert _rows(run, "--fields", "id", "--where", f"flow-type={code}")


@pytest.mark.parametrize("kind", KINDS)
def test_every_kind_is_a_field_that_sorts_and_is_empty_in_a_curated_portfolio(run: Run, kind: str) -> None:
    result = run("list", "--fields", f"id,{kind}", "--sort", f"-{kind}", "--format", "csv", "--limit", "2")
    assert result.code == 0, result.err
    assert [line.partition(",")[2] for line in result.out.split("\r\n")[1:3]] == ["", ""]
    assert kind not in FIELDS


def test_what_is_missing_comes_last_in_either_order(run: Run, tmp_path: Path) -> None:
    file = tmp_path / "data.xml"
    activities = "".join(
        f"<iati-activity><iati-identifier>{id_}</iati-identifier>{flow}</iati-activity>"
        for id_, flow in (
            ("A", ""),
            ("B", "<default-flow-type code='30'/>"),
            ("C", "<default-flow-type code='10'/>"),
        )
    )
    file.write_text(f"<iati-activities>{activities}</iati-activities>", encoding="utf-8")
    for order, ids in (("flow-type", "CBA"), ("-flow-type", "BCA")):
        assert "".join(row["id"] for row in _rows(run, "--fields", "id", "--sort", order, file=file)) == ids


def test_a_project_is_found_by_the_identifier_that_another_has_for_it(run: Run) -> None:
    for typed in ("ABC-123", "abc-123", " ABC 123"):
        result = run("show", typed, "--json", "--data", str(FILE))
        assert result.code == 0, result.err
        assert json.loads(result.out)["id"] == "XM-DAC-99-1"
    # As a whole only: the beginnings of numbers of others are those of many.
    assert run("show", "ABC-12", "--data", str(FILE)).code == 1


def test_an_own_identifier_goes_before_that_of_another(run: Run, tmp_path: Path) -> None:
    file = tmp_path / "data.xml"
    file.write_text(
        """<iati-activities><iati-activity><iati-identifier>X-1</iati-identifier>
        <other-identifier ref="X-2" type="A1"/></iati-activity>
        <iati-activity><iati-identifier>X-2</iati-identifier></iati-activity>
        <iati-activity><iati-identifier>X-3</iati-identifier><other-identifier ref="N" type="A1"/>
        <other-identifier ref="X-4" type="A1"/></iati-activity>
        <iati-activity last-updated-datetime="2024-01-01"><iati-identifier>X-3</iati-identifier>
        <other-identifier ref="N" type="A1"/><other-identifier ref="X-4" type="A1"/></iati-activity>
        <iati-activity><iati-identifier>X-5</iati-identifier><other-identifier ref="N" type="A1"/>
        </iati-activity></iati-activities>""",
        encoding="utf-8",
    )

    def shown(name: str) -> str:
        return str(json.loads(run("show", name, "--json", "--data", str(file)).out)["id"])

    assert (shown("X-2"), shown("X-4")) == ("X-2", "X-3")
    several = run("show", "N", "--data", str(file))
    assert several.code == 2
    assert "can mean more than one project: X-" in several.err
    # Such a name is no word of the portfolio's own.
    sql = "select name from names where kind = 'project'"
    assert "X-4" not in run("sql", sql, "--format", "csv", "--data", str(file)).out


def test_help_counts_the_classifications_that_projects_have(run: Run) -> None:
    lines = run("help", "fields", "--data", str(FILE)).out.splitlines()
    assert "scope" in [line.split()[0] for line in lines if line.startswith("  ")]
    assert not any(line.split()[:1] == ["scope"] for line in run("help", "fields").out.splitlines())
