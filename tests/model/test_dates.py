import pytest

from unodc_cli.model import dates


@pytest.mark.parametrize(
    "text",
    [
        "2016",
        "2016-01",
        "2016-12",
        "2016-03-01",
        "2016-12-31",
        "1000",
        "9999-12-31",
        "2024-02-29",
        "2000-02-29",
    ],
)
def test_a_date_of_one_of_the_three_forms_is_returned_unchanged(text: str) -> None:
    assert dates.parse(text) == text


@pytest.mark.parametrize(
    "text",
    [
        "",
        " ",
        "16",
        "201",
        "20160",
        "2016-",
        "2016-3",
        "2016-3-1",
        "2016-03-1",
        "2016-03-01-01",
        "201603",
        "20160301",
        "2016/03/01",
        "01-03-2016",
        "2016-03-01T00:00:00",
        " 2016",
        "2016 ",
        "2016\n",
        "2016-03-01\n",
        "-2016",
        "+2016",
        "2016–03",
        "March 2016",
        "0000",
        "0999-12-31",
    ],
)
def test_another_form_is_not_a_date(text: str) -> None:
    with pytest.raises(ValueError, match="is not a date: write 2016, 2016-03 or 2016-03-01"):
        dates.parse(text)


@pytest.mark.parametrize(
    "text",
    [
        "2016-00",
        "2016-13",
        "2016-00-01",
        "2016-01-00",
        "2016-01-32",
        "2016-04-31",
        "2016-02-30",
        "2023-02-29",
        "1900-02-29",
        "2100-02-29",
    ],
)
def test_a_day_that_no_calendar_has_is_not_a_date(text: str) -> None:
    with pytest.raises(ValueError, match=f"'{text}' is not a date"):
        dates.parse(text)


@pytest.mark.parametrize("text", ["٢٠١٦", "２０１６", "201६", "2016-०३"])
def test_digits_of_other_scripts_are_not_a_date_because_they_do_not_sort_as_the_days_do(text: str) -> None:
    with pytest.raises(ValueError, match="is not a date"):
        dates.parse(text)


@pytest.mark.parametrize(
    ("text", "first", "last"),
    [
        ("2016", "2016-01-01", "2016-12-31"),
        ("2016-01", "2016-01-01", "2016-01-31"),
        ("2016-04", "2016-04-01", "2016-04-30"),
        ("2016-12", "2016-12-01", "2016-12-31"),
        ("2016-03-05", "2016-03-05", "2016-03-05"),
        ("2016-02", "2016-02-01", "2016-02-29"),
        ("2015-02", "2015-02-01", "2015-02-28"),
        ("2000-02", "2000-02-01", "2000-02-29"),
        ("1900-02", "1900-02-01", "1900-02-28"),
        ("9999", "9999-01-01", "9999-12-31"),
    ],
)
def test_a_date_means_every_day_from_its_earliest_to_its_latest(text: str, first: str, last: str) -> None:
    assert (dates.earliest(text), dates.latest(text)) == (first, last)


def test_the_days_that_a_date_means_are_dates_themselves() -> None:
    known = [
        f"{year}{month}" for year in (1900, 2000, 2023) for month in ["", *(f"-{m:02}" for m in range(1, 13))]
    ]
    for text in known:
        for day in (dates.earliest(text), dates.latest(text)):
            assert dates.parse(day) == day
            assert len(day) == len("2016-03-01")
