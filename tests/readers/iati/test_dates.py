"""Dates of an activity: in the attribute or the text, known to the day or less, one or several of a type."""

from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
from lxml import etree

from unodc_cli.errors import Fault
from unodc_cli.model.portfolio import Vocabulary
from unodc_cli.readers.iati import reader as iati
from unodc_cli.readers.iati.dates import date_of, is_placeholder
from unodc_cli.readers.iati.matchers import matchers
from unodc_cli.readers.records import Batch

Read = Callable[[str], Batch]


@pytest.fixture
def read(tmp_path: Path) -> Read:
    """Read one activity with these elements."""

    def activity(elements: str) -> Batch:
        file = tmp_path / "a.xml"
        file.write_text(
            f"<iati-activities><iati-activity><iati-identifier>A-1</iati-identifier>\n{elements}"
            "</iati-activity></iati-activities>",
            encoding="utf-8",
        )
        [batch] = iati.read(file, matchers(Vocabulary())).batches
        return batch

    return activity


def content(batch: Batch) -> dict[str, Any]:
    return batch.records[0].content


@pytest.mark.parametrize(
    ("attribute", "text", "date"),
    [
        ('iso-date="2018-05-01"', "1999", "2018-05-01"),
        ('iso-date=" 2018-05-01T23:30:00-05:00 "', "", "2018-05-01"),
        ('iso-date=""', "2006-01-31", "2006-01-31"),
        ('iso-date=" "', "2006-01-31", "2006-01-31"),
        ('iso-date="0000-00-00"', "2018-05-01", "2018-05-01"),
        ('iso-date="2018-02-30"', "<narrative>2018-03-02</narrative>", "2018-03-02"),
        ("", "\n 2005-07-02\n ", "2005-07-02"),
        ("", "2005", "2005"),
        ("", "2012-06", "2012-06"),
        ("", "2012-06+01:00", "2012-06"),
        ('iso-date="2016-03"', "", "2016-03"),
        ('iso-date="2016Z"', "", "2016"),
        ("", "2011Q1", None),
        ("", "2012-13", None),
        ("", "201206", None),
        ("", "2012-6", None),
        ("", "06/2012", None),
        ('iso-date="soon"', "later", None),
    ],
)
def test_a_date_is_as_exact_as_it_is_written(attribute: str, text: str, date: str | None) -> None:
    element = etree.fromstring(f"<activity-date {attribute}>{text}</activity-date>")
    assert date_of(element).date == date


def test_a_date_known_to_the_year_or_month_is_the_start_or_end_with_its_place(read: Read) -> None:
    batch = read(
        '<activity-date type="start-actual">2005</activity-date>\n'
        '<activity-date type="3" iso-date="x">2012-06</activity-date>'
    )
    assert (content(batch)["start"], content(batch)["end"]) == ("2005", "2012-06")
    notes = {field: (line, notes) for field, line, notes, *_ in batch.records[0].places}
    assert notes["start"] == (2, (None, "from the text, not @iso-date", None))
    assert notes["end"] == (3, ("planned", "from the text, not @iso-date", None))
    assert batch.faults == []


def test_a_date_that_is_none_is_a_fault_in_the_words_of_the_file(read: Read) -> None:
    batch = read('<activity-date type="1" iso-date="0000-00-00">2011Q1</activity-date>')
    assert [fault.message for fault in batch.faults] == ["'0000-00-00' is not a date"]
    assert isinstance(batch.faults[0], Fault)


@pytest.mark.parametrize(
    ("type_", "written", "counts", "others"),
    [
        ("1", ["2021-03-01", "2021-01-01"], "2021-01-01", ["2021-03-01"]),
        ("3", ["2021-07-31", "2021-12-31"], "2021-12-31", ["2021-07-31"]),
        ("3", ["2021-12-31", "2021-07-31"], "2021-12-31", ["2021-07-31"]),
        ("3", ["2021-12-31", "2099-01-01"], "2021-12-31", ["2099-01-01"]),
        ("2", ["1900-01-01", "2019-01-01", "2018-01-01"], "2018-01-01", ["1900-01-01", "2019-01-01"]),
        ("2", ["2019", "2019-05-01"], "2019-05-01", ["2019"]),
        ("2", ["2019-05-01", "2019-05-01"], "2019-05-01", []),
        ("2", ["1900-01-01", "1899-01-01"], "1899-01-01", ["1900-01-01"]),
    ],
)
def test_of_several_dates_of_a_type_the_earliest_start_or_the_latest_end_counts(
    read: Read, type_: str, written: list[str], counts: str, others: list[str]
) -> None:
    batch = read("\n".join(f'<activity-date type="{type_}" iso-date="{day}"/>' for day in written))
    assert counts in content(batch)["activity"]["dates"].values()
    assert [conflict["value"] for conflict in content(batch)["conflicts"]] == others


def test_the_other_dates_are_shown_as_conflicts_with_their_line(read: Read) -> None:
    batch = read(
        """<activity-date type="2" iso-date="2019-01-01"/>
        <activity-date type="1" iso-date="2018-01-01"/>
        <activity-date type="1" iso-date="2017-01-01"/>
        <activity-date type="3" iso-date="2021-07-31"/>
        <activity-date type="3" iso-date="2021-12-31"/>"""
    )
    assert content(batch)["end"] == "2021-12-31"
    assert [tuple(conflict.values())[:2] for conflict in content(batch)["conflicts"]] == [
        ("activity.dates.start_planned", "2018-01-01"),
        ("end", "2021-07-31"),
    ]
    assert [conflict["note"] for conflict in content(batch)["conflicts"]] == ["line 3", "line 5"]


@pytest.mark.parametrize(
    "date",
    [
        "1900-01-01",
        "0001-01-01",
        "1899-06-30",
        "2050-12-31",
        "2099-01-01",
        "2099",
        "2100-06-30",
        "9999-12-31",
    ],
)
def test_a_placeholder_stands_for_an_unknown_date(date: str) -> None:
    assert is_placeholder(date)


@pytest.mark.parametrize(
    "date", ["1901-01-01", "2049-12-31", "2049", "2050-06-30", "2055-03", "2060-12-15", "2099-07-01"]
)
def test_a_far_day_within_a_year_is_a_date(date: str) -> None:
    assert not is_placeholder(date)
