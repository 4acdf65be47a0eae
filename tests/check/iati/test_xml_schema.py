"""`check --schema`: activities and organisations against XML Schemas in a folder."""

import json
from pathlib import Path
from typing import Any

import pytest

from conftest import Run

XSD = """<xsd:schema xmlns:xsd="http://www.w3.org/2001/XMLSchema">
<xsd:element name="{name}"><xsd:complexType><xsd:sequence>
<xsd:element name="{id}" type="xsd:string"/>
<xsd:element name="value" type="xsd:decimal" minOccurs="0" maxOccurs="unbounded"/>
</xsd:sequence></xsd:complexType></xsd:element></xsd:schema>"""


@pytest.fixture
def schemas(tmp_path: Path) -> Path:
    folder = tmp_path / "schemas"
    folder.mkdir()
    for name, file, id_ in (
        ("iati-activity", "iati-activities-schema.xsd", "iati-identifier"),
        ("iati-organisation", "iati-organisations-schema.xsd", "organisation-identifier"),
    ):
        (folder / file).write_text(XSD.format(name=name, id=id_), encoding="utf-8")
    return folder


def _found(run: Run, tmp_path: Path, schemas: Path, text: str) -> list[Any]:
    file = tmp_path / "data.xml"
    file.write_text(text, encoding="utf-8")
    result = run(
        "check", str(file), "--schema", str(schemas), "--rule", "not valid by the XML Schema", "--json"
    )
    assert result.code == 0, result.err
    return [(w["line"], w["project"], w["message"]) for w in json.loads(result.out)["warnings"]]


def test_what_is_not_valid_is_found_in_its_line(run: Run, tmp_path: Path, schemas: Path) -> None:
    found = _found(
        run,
        tmp_path,
        schemas,
        """<iati-activities><iati-activity><iati-identifier>A</iati-identifier><value>1.5</value></iati-activity>
<iati-activity><iati-identifier>B</iati-identifier>
<value>1,5</value></iati-activity>
<iati-activity>
<iati-identifier>C</iati-identifier><other/></iati-activity></iati-activities>""",
    )
    assert [(line, project) for line, project, _ in found] == [(3, "B"), (5, "C")]
    assert "'1,5' is not a valid value of the atomic type 'xs:decimal'" in found[0][2]
    assert "Element 'other': This element is not expected" in found[1][2]


def test_lines_are_right_in_long_files(run: Run, tmp_path: Path, schemas: Path) -> None:
    identifier = "<iati-identifier>A</iati-identifier>"
    text = f"<iati-activities>{'%' * 70_000}<iati-activity>{identifier}%<value>1</value>%<value>x</value>%"
    text = f"{text}</iati-activity></iati-activities>".replace("%", "\n")
    assert [line for line, *_ in _found(run, tmp_path, schemas, text)] == [70_003]


def test_organisations_have_their_own(run: Run, tmp_path: Path, schemas: Path) -> None:
    text = "<iati-organisations><iati-organisation><organisation-identifier>O</organisation-identifier>\n<x/>"
    found = _found(run, tmp_path, schemas, f"{text}</iati-organisation></iati-organisations>")
    assert [(line, project) for line, project, _ in found] == [(2, "O")]


def test_it_is_an_error_of_the_data_and_counts_as_such(run: Run, tmp_path: Path, schemas: Path) -> None:
    file = tmp_path / "data.xml"
    file.write_text(
        "<iati-activities><iati-activity><x/></iati-activity></iati-activities>", encoding="utf-8"
    )
    rule = ("--rule", "not valid by the XML Schema", "--fail-on", "error")
    assert run("check", str(file), "--schema", str(schemas), *rule).code == 1
    assert run("check", str(file), *rule).code == 0


@pytest.mark.parametrize(
    ("content", "message"),
    [
        (None, "there is no iati-activities-schema.xsd in it"),
        ("<a>", "cannot be used"),
        ("<a/>", "cannot be used"),
    ],
)
def test_a_folder_without_schemas_is_explained(
    run: Run, tmp_path: Path, content: str | None, message: str
) -> None:
    file = tmp_path / "data.xml"
    file.write_text("<iati-activities><iati-activity/></iati-activities>", encoding="utf-8")
    folder = tmp_path / "none"
    if content:
        folder.mkdir()
        (folder / "iati-activities-schema.xsd").write_text(content, encoding="utf-8")
    result = run("check", str(file), "--schema", str(folder))
    assert (result.code, result.out) == (2, "")
    assert message in result.err
