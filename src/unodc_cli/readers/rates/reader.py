"""Exchange rates from a file of the user's own, CSV or JSON."""

import csv
import io
import json
import re
from bisect import bisect_right
from collections.abc import Iterable, Iterator, Mapping, Sequence
from datetime import date
from itertools import pairwise
from pathlib import Path
from typing import Final

from unodc_cli.codelists.rates import Missing, Quote
from unodc_cli.errors import DataError, Fault
from unodc_cli.readers.rates.shapes import (
    EURO,
    FileError,
    FileRate,
    Period,
    Row,
    RowError,
    Shape,
    by_column,
    imf,
    plain,
    shape_of,
)

_MOST_FAULTS: Final = 20


class FileRates:
    """The rates of a file. Rates for another base than the euro are converted by way of that base."""

    def __init__(self, name: str, rates: Mapping[str, Sequence[FileRate]], notes: Sequence[str]) -> None:
        self.name = name
        # Notes on the rates that were left out, for the person who chose the file.
        self.notes = tuple(notes)
        self._rates = rates
        self._starts = {
            currency: [entry.period.start for entry in entries] for currency, entries in rates.items()
        }

    def has(self, currency: str) -> bool:
        """Return whether the file has a rate of a currency."""
        return currency in self._rates

    def quote(self, currency: str, day: int, *, latest: bool) -> Quote | Missing:
        """Return the rate whose period has the day; with `latest`, the last one on a day after it."""
        entry = self._entry_of(currency, day, latest=latest)
        if isinstance(entry, Missing):
            return entry
        units, per = entry.rate.as_integer_ratio()
        base = entry.base
        if base != EURO and EURO in self._rates:
            # The file's own rate of the euro belongs to its other rates of the same time.
            euro = self._entry_of(EURO, day, latest=latest)
            if isinstance(euro, FileRate) and euro.base == base:
                euros, bases = euro.rate.as_integer_ratio()
                units, per, base = units * bases, per * euros, EURO
        return Quote(units, per, date.fromordinal(entry.period.start).isoformat(), self.name, base)

    def last_day(self) -> str:
        """Return the last day for which the file has a rate."""
        return date.fromordinal(max(_end(entries[-1]) for entries in self._rates.values())).isoformat()

    def _entry_of(self, currency: str, day: int, *, latest: bool) -> FileRate | Missing:
        starts = self._starts[currency]
        place = bisect_right(starts, day) - 1
        if place < 0:
            return Missing("before the first rate", currency)
        entry, is_last = self._rates[currency][place], place == len(starts) - 1
        if day <= _end(entry) or (is_last and latest):
            return entry
        return Missing("after the last rate" if is_last else "no rate then", currency)


def read_rates(path: Path) -> FileRates:
    """Read a file of rates, in one of the shapes of `rate_shapes`.

    Raises DataError, with the file and the line, for what cannot be read.
    """
    file, name = str(path), path.name
    faults: list[Fault] = []
    rates: list[FileRate] = []
    shape: Shape = plain
    try:
        for line, shape, row in _rows(path):
            try:
                rates += shape(row, line, name)
            except RowError as error:
                faults.append(Fault(file, line, str(error)))
    except FileError as error:
        faults.append(Fault(file, error.line, str(error)))
    kept, notes = _ordered(rates, faults, file, shape)
    if not kept and not faults:
        faults.append(Fault(file, None, "has no exchange rates"))
    if faults:
        more = len(faults) - _MOST_FAULTS
        last = [Fault(file, None, f"{more} more rates are wrong")] if more > 0 else []
        raise DataError([*faults[:_MOST_FAULTS], *last])
    return FileRates(name, kept, notes)


def _rows(path: Path) -> Iterator[tuple[int, Shape, Row]]:
    """Yield the rows of a file with their lines and shapes."""
    try:
        content = path.read_bytes()
    except OSError as error:
        raise FileError(None, f"cannot be read: {error.strerror}") from error
    try:
        text = content.decode("utf-8-sig")
    except UnicodeDecodeError as error:
        line = content.count(b"\n", 0, error.start) + 1
        raise FileError(line, "is not in UTF-8: save it again as UTF-8") from error
    return _json_rows(text) if text.lstrip()[:1] in ("[", "{") else _csv_rows(text)


def _csv_rows(text: str) -> Iterator[tuple[int, Shape, Row]]:
    first = text.partition("\n")[0]
    reader = csv.reader(io.StringIO(text, newline=""), delimiter=max(",;\t", key=first.count))
    try:
        columns = [_column(cell) for cell in next(reader, [])]
        shape = shape_of(set(columns), 1)
        for cells in reader:
            if any(cells):
                yield reader.line_num, shape, Row(zip(columns, map(str.strip, cells), strict=False))
    except csv.Error as error:
        raise FileError(reader.line_num, f"is not CSV: {error}") from error


def _json_rows(text: str) -> Iterator[tuple[int, Shape, Row]]:
    """Yield the objects of a list, numbers as they are written."""
    decoder = json.JSONDecoder(parse_float=str, parse_int=str, parse_constant=str)
    try:
        if not isinstance(decoder.decode(text), list):
            raise FileError(1, "is not a list of exchange rates")
        line, position = 1, 0
        # The list is in order, so what stands between two values needs no closer look.
        while between := re.compile(r"[\s,\[]*(?=[^\s,\]])").match(text, position):
            start = between.end()
            line += text.count("\n", position, start)
            value, position = decoder.raw_decode(text, start)
            if not isinstance(value, dict):
                raise FileError(line, "is not an exchange rate: expected { … }")
            row = Row({_column(key): _cell(cell) for key, cell in value.items()})
            yield line, shape_of(set(row), line), row
            line += text.count("\n", start, position)
    except json.JSONDecodeError as error:
        raise FileError(error.lineno, f"is not JSON: {error.msg}") from error
    except RecursionError as error:
        raise FileError(None, "is nested too deeply") from error


def _cell(value: object) -> str:
    if value is None:
        return ""
    return value.strip() if isinstance(value, str) else json.dumps(value)


def _column(name: str) -> str:
    """Return the name of a column in the form that shapes know it by: `ISO A3 Code` → `isoa3code`."""
    return "".join(filter(str.isalnum, name)).casefold()


def _ordered(
    rates: Iterable[FileRate], faults: list[Fault], file: str, shape: Shape
) -> tuple[dict[str, list[FileRate]], list[str]]:
    """Return the rates of each currency in the order of their days, and notes on what was left out."""
    currencies: dict[str, list[FileRate]] = {}
    for entry in rates:
        if entry.currency != entry.base:
            currencies.setdefault(entry.currency, []).append(entry)
    # The ECB pauses a currency by leaving it out: any other day of the file ends its rate.
    days = sorted({entry.period.start for entry in rates}) if shape is by_column else []
    unclear = []
    ordered = {}
    for currency, entries in currencies.items():
        single, doubles = _without_doubles(entries)
        if doubles and shape is imf:
            unclear.append(currency)
        else:
            faults += [
                Fault(file, second.line, f"has another rate of {currency} than line {first.line}")
                for first, second in doubles
            ]
        if single:
            ordered[currency] = _with_ends(single, days or [entry.period.start for entry in single])
            faults += [
                Fault(file, second.line, f"has a rate of {currency} for days that line {first.line} has, too")
                for first, second in pairwise(ordered[currency])
                if _end(first) >= second.period.start
            ]
    names = ", ".join(sorted(unclear))
    return ordered, [f"two rates for the same time, neither of them used: {names}"] if unclear else []


def _without_doubles(rates: Iterable[FileRate]) -> tuple[list[FileRate], list[tuple[FileRate, FileRate]]]:
    """Return a currency's rates by their days, and pairs of rates that differ for the same time."""
    times: dict[Period, list[FileRate]] = {}
    for entry in rates:
        times.setdefault(entry.period, []).append(entry)
    single, doubles = [], []
    for first, *others in times.values():
        other = next(
            (second for second in others if (second.rate, second.base) != (first.rate, first.base)), None
        )
        if other:
            doubles.append((first, other))
        else:
            single.append(first)
    return sorted(single, key=lambda entry: entry.period.start), doubles


def _with_ends(rates: Iterable[FileRate], days: Sequence[int]) -> list[FileRate]:
    """Return the rates with the ends of their periods: a day's is the day before the next of `days`."""
    ended = []
    for entry in rates:
        start, end = entry.period
        if end is None:
            place = bisect_right(days, start)
            last = days[place] - 1 if place < len(days) else start
            ended.append(entry._replace(period=Period(start, last)))
        else:
            ended.append(entry)
    return ended


def _end(entry: FileRate) -> int:
    """Return the last day for which a rate holds."""
    return entry.period.start if entry.period.end is None else entry.period.end
