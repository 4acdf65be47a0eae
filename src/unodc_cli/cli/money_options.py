"""The options on rows and sums of money, each declared once for the commands that have it."""

from pathlib import Path
from typing import Annotated, Final

from unodc_cli.cli.options import MONEY, SUMS, Option
from unodc_cli.model.division import PERIODS
from unodc_cli.query.dimensions import DIMENSIONS
from unodc_cli.query.money import DATES
from unodc_cli.report.crosstab import UNITS


def _option(flag: str, text: str, metavar: str, *completion: str, panel: str = MONEY) -> Option:
    return Option(flag, text, metavar, panel=panel, completion=completion)


KIND: Final = _option("--kind", "Of this kind: commitment, current-budget …", "KIND", "kinds")
LEVEL: Final = _option("--level", "On this hierarchy level: 1.", "LEVEL")
YEAR: Final = _option(
    "--year", "Of this year or span (2021..2023), or with a period that overlaps it.", "YEAR"
)
PROVIDER: Final = _option("--provider", "Given by this organisation.", "NAME", "names", "provider")
RECEIVER: Final = _option("--receiver", "Received by this organisation.", "NAME", "names", "receiver")
MINIMUM: Final = _option("--min", "Of at least this value.", "SUM")
ONCE: Final = Option("--once", "Leave out incoming money if its giver is in the answer too.", panel=MONEY)
# Filters of money that replace the project filters of the same names.
SINCE: Final = _option("--from", "Of this date or later.", "DATE")
UNTIL: Final = _option("--to", "Of this date or earlier.", "DATE")

Kind = Annotated[list[str] | None, KIND]
Level = Annotated[list[str] | None, LEVEL]
Year = Annotated[list[str] | None, YEAR]
Provider = Annotated[list[str] | None, PROVIDER]
Receiver = Annotated[list[str] | None, RECEIVER]
Minimum = Annotated[str | None, MINIMUM]
Once = Annotated[bool, ONCE]
Since = Annotated[list[str] | None, SINCE]
Until = Annotated[list[str] | None, UNTIL]

ALL: Final = (KIND, LEVEL, YEAR, PROVIDER, RECEIVER, MINIMUM, ONCE, SINCE, UNTIL)

PER: Final = _option(
    "--per", f"A column for each {', '.join(PERIODS)}.", "PART", "words", *PERIODS, panel=SUMS
)
ACROSS: Final = _option(
    "--across", "A column for each of another dimension.", "DIMENSION", "words", *DIMENSIONS, panel=SUMS
)
FISCAL: Final = _option(
    "--fiscal-year-start", "The first month, or month and day, of the year: 04, 07-16.", "MONTH", panel=SUMS
)
SPLIT: Final = Option("--split", "Divide money by the published percentages.", panel=SUMS)
DATE: Final = _option(
    "--date", f"Date transactions by their {' or '.join(DATES)}.", "DATE", "words", *DATES, panel=SUMS
)
IN: Final = _option("--in", "Convert to this currency at the rate of each day.", "CODE", panel=SUMS)
RATES: Final = _option("--rates", "Take rates from this file first (docs/rates.md).", "FILE", panel=SUMS)
LATEST: Final = Option("--rates-latest", "Convert money after the last rate at that rate.", panel=SUMS)
UNIT: Final = _option(
    "--unit", "Draw sums in thousands (k), millions (m) or units (1).", "UNIT", "words", *UNITS, panel=SUMS
)

Per = Annotated[str | None, PER]
Across = Annotated[str | None, ACROSS]
FiscalYearStart = Annotated[str | None, FISCAL]
Split = Annotated[bool, SPLIT]
DateOfMoney = Annotated[str | None, DATE]
Currency = Annotated[str | None, IN]
RateFiles = Annotated[list[Path] | None, RATES]
RatesLatest = Annotated[bool, LATEST]
Unit = Annotated[str | None, UNIT]

OF_SUMS: Final = (PER, ACROSS, FISCAL, SPLIT, DATE, IN, RATES, LATEST, UNIT)
