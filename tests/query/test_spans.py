"""The spans of dates that filters take."""

import pytest

from unodc_cli.errors import UsageError
from unodc_cli.query.spans import FIRST_DAY, LAST_DAY, day, span

TODAY = "2024-01-31"


@pytest.mark.parametrize(
    ("text", "first", "last"),
    [
        ("2021", "2021-01-01", "2021-12-31"),
        ("2021-02", "2021-02-01", "2021-02-28"),
        ("2021-2023", "2021-01-01", "2023-12-31"),
        ("2021 – 2023", "2021-01-01", "2023-12-31"),
        ("2021..2023", "2021-01-01", "2023-12-31"),
        ("2021-06 .. 2022", "2021-06-01", "2022-12-31"),
        ("..2027-03-05", FIRST_DAY, "2027-03-05"),
        ("2014..", "2014-01-01", LAST_DAY),
        ("today", TODAY, TODAY),
        ("now", TODAY, TODAY),
        ("This year", "2024-01-01", "2024-12-31"),
        ("last-year..next year", "2023-01-01", "2025-12-31"),
        ("Today..+1m", TODAY, "2024-02-29"),
        ("-1y..today", "2023-01-31", TODAY),
        ("-31d..+1d", "2023-12-31", "2024-02-01"),
        ("today..+11m", TODAY, "2024-12-31"),
    ],
)
def test_a_span_has_a_first_and_a_last_day(text: str, first: str, last: str) -> None:
    assert span("--active", text, TODAY) == (first, last)


@pytest.mark.parametrize(
    "text", ["2023..2021", "2023-2021", "2021..soon", "1..2", "+9999y", "", "+1w", "next decade"]
)
def test_what_is_no_span_is_refused(text: str) -> None:
    with pytest.raises(UsageError, match=r"^--active"):
        span("--active", text, TODAY)


def test_a_date_is_kept_as_exact_as_it_is_typed() -> None:
    assert day("--from", " 2021-06 ", TODAY) == "2021-06"
