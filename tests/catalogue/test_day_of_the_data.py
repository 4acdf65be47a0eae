"""The day of the data: the latest that its files state, in every place that names it."""

import json
from pathlib import Path

import pytest

from conftest import SMALL, TODAY, Run

ACTIVITY = """<iati-activity{updated}><iati-identifier>XM-1</iati-identifier>
<title><narrative>One</narrative></title></iati-activity>"""


def activities(path: Path, generated: str, updated: str) -> tuple[str, str]:
    """Write a file of one activity with these attributes, where they are not empty."""
    attributes = (
        f' generated-datetime="{generated}"' * bool(generated),
        f' last-updated-datetime="{updated}"' * bool(updated),
    )
    activity = ACTIVITY.format(updated=attributes[1])
    path.write_text(f'<iati-activities version="2.03"{attributes[0]}>{activity}</iati-activities>')
    return "--data", str(path)


@pytest.mark.parametrize(
    ("generated", "updated", "day"),
    [
        ("2021-05-01T10:00:00Z", "2021-04-30T09:00:00+02:00", "2021-05-01"),
        ("2021-05-01T10:00:00Z", " 2021-06-03", "2021-06-03"),
        ("", "2020-01-02T00:00:00", "2020-01-02"),
        ("2019-02-03", "", "2019-02-03"),
        ("", "", None),
        ("yesterday", "9999-99-99", None),
    ],
)
def test_published_data_is_of_the_latest_day_that_it_states(
    run: Run, tmp_path: Path, generated: str, updated: str, day: str | None
) -> None:
    data = activities(tmp_path / "a.xml", generated, updated)
    assert json.loads(run("show", "--json", *data).out)["updated"] == day
    of = f", of {day}" if day else ""
    assert f"Data: a.xml{of}. Asked on {TODAY}: " in run("list", "--format", "markdown", *data).out
    page = run("page", *data).out
    assert "asked on 1 July 2024" in page
    assert ("data of " in page) == ("Day of the data" in page) == bool(day)


def test_of_several_files_the_latest_day_counts(run: Run, tmp_path: Path) -> None:
    data = activities(tmp_path / "a.xml", "2024-06-01T00:00:00Z", "")
    later = activities(tmp_path / "b.xml", "2024-06-30T00:00:01Z", "")
    curated = ("--data", str(SMALL))
    for files, day in (((*data, *later), "30"), ((*data, *curated), "30"), (data, "01"), (curated, "30")):
        assert json.loads(run("show", "--json", *files).out)["updated"] == f"2024-06-{day}"


def test_organisations_state_a_day_too(run: Run, tmp_path: Path) -> None:
    path = tmp_path / "o.xml"
    path.write_text(
        """<iati-organisations><iati-organisation last-updated-datetime="2023-03-04T00:00:00">
        <organisation-identifier>XM-1</organisation-identifier></iati-organisation></iati-organisations>"""
    )
    assert json.loads(run("show", "--json", "--data", str(path)).out)["updated"] == "2023-03-04"
