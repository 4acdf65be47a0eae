"""The names of terms whose first activity was outdated are those of the activities that are kept."""

import json
from pathlib import Path
from typing import Any

import pytest

from conftest import Run

ACTIVITY = """<iati-activity last-updated-datetime="{day}"><iati-identifier>XM-DAC-9-{id}</iati-identifier>
<reporting-org ref="XM-DAC-9" type="10"><narrative>{name} Agency</narrative></reporting-org>
<humanitarian-scope type="1" vocabulary="1-2" code="X-1">
<narrative>{name} Flood</narrative></humanitarian-scope>
<sector vocabulary="99" code="1"><narrative>{name} Sector</narrative></sector>
<sector code="15130"/></iati-activity>"""
NAMES = {"publisher": "Agency", "sector/99": "Sector", "humanitarian-scope": "Flood (emergency)"}
# The same organisations, written in another case: the old ones more often.
PARTNERS = """<iati-activity last-updated-datetime="{day}"><iati-identifier>XM-DAC-9-{id}</iati-identifier>
<participating-org role="4"><narrative>{name}</narrative></participating-org>
<transaction><transaction-type code="3"/><transaction-date iso-date="2019-01-01"/>
<value currency="EUR">5</value><receiver-org><narrative>{name}</narrative></receiver-org></transaction>
</iati-activity>"""


def terms(run: Run, path: Path, kind: str, *activities: tuple[str, str, str]) -> Any:
    texts = (ACTIVITY.format(id=id_, day=day, name=name) for id_, day, name in activities)
    path.write_text(f'<iati-activities version="2.03">{"".join(texts)}</iati-activities>', encoding="utf-8")
    result = run("terms", kind, "--json", "--data", str(path))
    assert result.code == 0, result.err
    return json.loads(result.out)


@pytest.mark.parametrize("kind", NAMES)
def test_a_term_has_the_name_of_the_activity_that_is_kept(run: Run, tmp_path: Path, kind: str) -> None:
    old, new = ("A", "2019-01-01", "Old"), ("A", "2020-01-01", "New")
    for activities in ((old, new), (new, old), (old, new, ("B", "2018-01-01", "Other"))):
        [term] = terms(run, tmp_path / "a.xml", kind, *activities)
        assert term["name"] == f"New {NAMES[kind]}"


@pytest.mark.parametrize("kind", NAMES)
def test_the_first_activity_that_is_kept_names_a_term(run: Run, tmp_path: Path, kind: str) -> None:
    others = ("C", "2018-01-01", "First"), ("A", "2019-01-01", "Old"), ("A", "2020-01-01", "New")
    [term] = terms(run, tmp_path / "a.xml", kind, *others)
    assert (term["name"], term["count"]) == (f"First {NAMES[kind]}", 2)


@pytest.mark.parametrize("kind", ["partner", "receiver"])
def test_organisations_have_names_that_are_kept(run: Run, tmp_path: Path, kind: str) -> None:
    written = [("A", "2018", "ACME LTD"), ("A", "2019", "ACME LTD"), ("A", "2020", "Acme Ltd")]
    for activities in (written, written[::-1]):
        texts = (PARTNERS.format(id=id_, day=f"{year}-01-01", name=name) for id_, year, name in activities)
        path = tmp_path / "partners.xml"
        path.write_text(f'<iati-activities version="2.03">{"".join(texts)}</iati-activities>')
        [term] = json.loads(run("terms", kind, "--json", "--data", str(path)).out)
        assert (term["name"], term["count"]) == ("Acme Ltd", 1)


def test_codes_keep_the_names_of_their_lists(run: Run, tmp_path: Path) -> None:
    listed = terms(run, tmp_path / "a.xml", "sector", ("A", "2019", "Old"), ("A", "2020", "New"))
    assert {term["id"]: term["name"] for term in listed} == {
        "15130": "Legal and judicial development",
        "151": "Government & Civil Society-general",
        "99:1": "New Sector",
    }
