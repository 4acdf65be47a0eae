"""The layout of a table of money: the dimensions of its rows and columns."""

from pathlib import Path
from typing import TYPE_CHECKING, Final, NamedTuple

from unodc_cli.errors import UsageError
from unodc_cli.model.division import JANUARY, PERIODS, part
from unodc_cli.model.names import one_of
from unodc_cli.query.dimensions import DIMENSIONS, Dimension, dimension
from unodc_cli.query.money import DATES

if TYPE_CHECKING:
    from unodc_cli.query.conversion import Conversion

# The days of the months that every year has.
_LENGTHS: Final = (31, 28, 31, 30, 31, 30, 31, 31, 30, 31, 30, 31)
_FISCAL: Final = "fiscal-year"


class Layout(NamedTuple):
    """The dimensions of the rows and columns of a table of money."""

    rows: Dimension
    columns: Dimension | None = None
    # The month and day on which a fiscal year begins.
    starts: int = JANUARY
    is_split: bool = False
    by_value_date: bool = False
    conversion: "Conversion | None" = None

    @property
    def sides(self) -> tuple[Dimension, ...]:
        """The dimension of the rows and, if there is one, of the columns."""
        return (self.rows, self.columns) if self.columns else (self.rows,)

    @property
    def has_periods(self) -> bool:
        """True if the columns are parts of the calendar."""
        return self.columns is not None and self.columns.source == "period"

    def period_of(self, day: str) -> str:
        """Return the column of a day (ISO), if the columns are parts of the calendar; else an empty text."""
        if self.columns is None or self.columns.source != "period":
            return ""
        return part(int(day.replace("-", "")), self.columns.selector, self.starts)

    def is_divided(self, side: Dimension) -> bool:
        """Return whether money is divided by the published percentages of a dimension."""
        return self.is_split and bool(side.shares)


class Question(NamedTuple):
    """The options of a table of money, as they were typed."""

    by: str
    per: str | None = None
    across: str | None = None
    starts: str | None = None
    split: bool = False
    date: str | None = None
    currency: str | None = None
    rates: tuple[Path, ...] = ()
    rates_latest: bool = False

    def is_of_money(self) -> bool:
        """Return whether any option of money is set, so that rows of money are added up."""
        return self != Question(self.by)


def layout(question: Question) -> Layout:
    """Return the layout of a question. Raises UsageError for unknown words, and for options that conflict."""
    rows = dimension(question.by)
    columns = None
    if question.per and question.across:
        msg = "--per conflicts with --across"
        raise UsageError(msg, "use only one of them")
    if question.per:
        columns = DIMENSIONS[one_of("part of the calendar", question.per, PERIODS)]
    elif question.across:
        columns = dimension(question.across)
    date = one_of("date of money", question.date, DATES) if question.date else DATES[0]
    planned = Layout(rows, columns, _start(question.starts), question.split, date == "value-date")
    _check(planned, question)
    return planned._replace(conversion=_conversion(question))


def _conversion(question: Question) -> "Conversion | None":
    if question.currency is None:
        if question.rates or question.rates_latest:
            msg = "rates are for --in"
            raise UsageError(msg, "name the currency: --in EUR")
        return None
    from unodc_cli.query.conversion import Conversion  # noqa: PLC0415 - few convert money

    return Conversion(question.currency, question.rates, latest=question.rates_latest)


def _check(layout: Layout, question: Question) -> None:
    names = [side.name for side in layout.sides]
    if [side.source for side in layout.sides] == ["period", "period"]:
        msg = f"rows and columns are both parts of the calendar: {' and '.join(names)}"
        raise UsageError(msg, "group by something else, or leave the columns out")
    if question.starts and _FISCAL not in names:
        msg = "--fiscal-year-start is for fiscal years"
        raise UsageError(msg, f"add --per {_FISCAL}")
    if layout.is_split and not any(side.shares for side in layout.sides):
        msg = f"--split: no percentages are published by {' or '.join(names)}"
        shared = ", ".join(name for name, each in DIMENSIONS.items() if each.shares)
        raise UsageError(msg, f"money is divided by {shared}")


def _start(text: str | None) -> int:
    """Return the month and day on which a fiscal year begins: `04`, `07-16`."""
    if text is None:
        return JANUARY
    month, _, day = text.partition("-")
    parts = [int(part) if part.isascii() and part.isdecimal() else 0 for part in (month, day or "1")]
    if not (1 <= parts[0] <= len(_LENGTHS) and 1 <= parts[1] <= _LENGTHS[parts[0] - 1]):
        msg = f"--fiscal-year-start {text}: it is not a month, or a month and a day of every year"
        raise UsageError(msg, "write 04, or 07-16")
    return parts[0] * 100 + parts[1]
