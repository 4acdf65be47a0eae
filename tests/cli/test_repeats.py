"""Secondary reporters, who repeat the activities of others: their money counts once."""

import json
from pathlib import Path
from typing import Any

import pytest

from conftest import Run

HEAD = '<iati-activities version="2.03">'
PAID = """<transaction><transaction-type code="2"/><transaction-date iso-date="2020-01-01"/>
<value value-date="2020-01-01">{}</value></transaction></iati-activity>"""
FIRST = """<iati-activity default-currency="EUR" last-updated-datetime="2020-01-01">
<iati-identifier>XX-1-A</iati-identifier>
<reporting-org ref="XX-1"><narrative>Donor</narrative></reporting-org>
<recipient-country code="KE"/>""" + PAID.format(100)
# Under an identifier of its own, under the very one, and of what is in no file.
UNDER_ANOTHER = """<iati-activity default-currency="EUR"><iati-identifier>XX-2-A</iati-identifier>
<reporting-org ref="XX-2" secondary-reporter="1"><narrative>Agency</narrative></reporting-org>
<other-identifier ref="XX-1-A" type="A9"/><recipient-country code="KE"/>""" + PAID.format(100.5)
UNDER_THE_SAME = """<iati-activity default-currency="EUR" last-updated-datetime="2021-01-01">
<iati-identifier>XX-1-A</iati-identifier><reporting-org ref="XX-2" secondary-reporter="true"/>
<recipient-country code="KE"/>""" + PAID.format(99)
OF_NOBODY = UNDER_ANOTHER.replace("XX-1-A", "XX-9-A").replace("XX-2-A", "XX-2-B").replace("100.5", "7")


@pytest.fixture
def data(tmp_path: Path) -> Any:
    def path(*activities: str) -> str:
        file = tmp_path / "activities.xml"
        file.write_text(f"{HEAD}{''.join(activities)}</iati-activities>", encoding="utf-8")
        return str(file)

    return path


def test_what_is_here_already_counts_once(run: Run, data: Any) -> None:
    file = data(FIRST, UNDER_ANOTHER)
    total = run("by", "country", "--kind", "commitment", "--json", "--data", file)
    assert [row["total"] for row in json.loads(total.out)] == [100, 100]
    group = run("by-country", "--json", "--data", file)
    [country] = json.loads(group.out)
    assert (country["count"], country["totals"][0]["value"]) == (2, 100)
    said = "left out of the totals, since the first report is here too: 1 activity of a secondary reporter"
    for result in (total, group):
        assert f"{said}; 100.50 EUR of commitment (level 1)" in result.err


def test_the_page_counts_it_once_too(run: Run, data: Any) -> None:
    result = run("page", "--data", data(FIRST, UNDER_ANOTHER))
    assert "<td class=n>100 EUR" in result.out
    assert "100.50 EUR of commitment (level 1)" in result.out
    assert "200.50" not in result.out


def test_what_the_filters_find_alone_counts_and_is_said(run: Run, data: Any) -> None:
    file = data(FIRST, UNDER_ANOTHER, OF_NOBODY)
    result = run("by", "country", "--kind", "commitment", "--publisher", "xx-2", "--json", "--data", file)
    assert [row["total"] for row in json.loads(result.out)] == [107.5, 107.5]
    said = "in the totals: 2 activities of secondary reporters, which repeat what others report"
    assert f"{said}; 107.50 EUR of commitment (level 1)" in result.err
    alone = run("by", "country", "--kind", "commitment", "--data", data(OF_NOBODY)).err
    assert "1 activity of a secondary reporter, which repeats what others report" in alone


@pytest.mark.parametrize("order", [(FIRST, UNDER_THE_SAME), (UNDER_THE_SAME, FIRST)])
def test_of_one_identifier_the_first_report_is_kept(run: Run, data: Any, order: tuple[str, str]) -> None:
    file = data(*order)
    [project] = json.loads(run("list", "--json", "--data", file).out)
    assert project["activity"]["reporter"]["ref"] == "XX-1"
    total = run("by", "country", "--kind", "commitment", "--json", "--data", file)
    assert [row["total"] for row in json.loads(total.out)] == [100, 100]


def test_check_reports_them(run: Run, data: Any) -> None:
    assert "secondary reporter" in run("check", data(FIRST, UNDER_ANOTHER)).out
