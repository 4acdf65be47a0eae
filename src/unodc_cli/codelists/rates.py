"""Convert money from one currency to another at the rate of a day.

The rule: the last rate that was published on or before the day. Where a currency has none there, nothing is
converted, and the answer says why: before its first rate, after its last, in a time without one. Rates are
never interpolated. All go by way of the euro: first the rates that a law fixes, then the user's files in
their order, then the ECB's reference rates, which ship.
"""

from bisect import bisect_right
from collections.abc import Iterable, Sequence
from datetime import date
from functools import cache
from math import gcd
from typing import Final, Literal, NamedTuple, Protocol

from unodc_cli.codelists import ecb
from unodc_cli.codelists.parities import PARITIES

RULE: Final = "the last rate published on or before the day"
EURO: Final = "EUR"
Reason = Literal["no day", "unknown currency", "before the first rate", "after the last rate", "no rate then"]
_DAY: Final = len("2021-03-01")


class Missing(NamedTuple):
    """The reason why there is no rate, and the currency that has none."""

    reason: Reason
    currency: str


class Quote(NamedTuple):
    """Units of a currency for so many of the base currency, and where that comes from."""

    units: int
    per: int
    # The day it was published, or the first of the period or law it holds for; empty if it always held.
    day: str
    source: str
    base: str = EURO


class Rate(NamedTuple):
    """The factor between two currencies, as a fraction in lowest terms, and the quotes it is made of."""

    numerator: int
    denominator: int
    quotes: tuple[Quote, ...]


class Source(Protocol):
    """Rates of one origin."""

    @property
    def name(self) -> str:
        """The source, as an answer names it."""

    def has(self, currency: str) -> bool:
        """Return whether there is a rate of a currency at any time."""

    def quote(self, currency: str, day: int, *, latest: bool) -> Quote | Missing:
        """Return the rate on a day (an ordinal) of a currency that it has.

        With `latest`, a day after the last one has that.
        """


class FixedRates:
    """The rates that a law fixes."""

    name = "fixed by law"

    def has(self, currency: str) -> bool:
        """Return whether a law fixes a rate of a currency."""
        return currency in PARITIES

    def quote(self, currency: str, day: int, *, latest: bool) -> Quote | Missing:
        """Return a fixed rate, if the law held on the day."""
        del latest  # a law has no end
        parity = PARITIES[currency]
        if parity.since and day < date.fromisoformat(parity.since).toordinal():
            return Missing("before the first rate", currency)
        return Quote(parity.units, parity.euros, parity.since, parity.law)


class ReferenceRates:
    """The ECB's reference rates."""

    name = ecb.SOURCE

    def has(self, currency: str) -> bool:
        """Return whether the ECB ever published a rate of a currency."""
        return currency in ecb.table().places

    def quote(self, currency: str, day: int, *, latest: bool) -> Quote | Missing:
        """Return the rate of the last day on or before a day on which the ECB published rates.

        A currency that had none on that day has none: the ECB had not begun, had paused or had ended it.
        """
        days, place, index = ecb.table().days, ecb.table().places[currency], ecb.index_of(day)
        if index < place.stretches[0][0]:
            return Missing("before the first rate", currency)
        if index >= place.stretches[-1][1] or (day > days[-1] and not latest):
            return Missing("after the last rate", currency)
        value = ecb.series(currency).values[index]
        if value is None:
            return Missing("no rate then", currency)
        return Quote(value, 10**place.decimals, date.fromordinal(days[index]).isoformat(), self.name)


class Rates:
    """Rates of several sources, tried in their order."""

    def __init__(self, sources: Sequence[Source], *, latest: bool = False) -> None:
        self.sources = tuple(sources)
        # A day after all rates of a currency takes the last of them.
        self.latest = latest
        self._quotes: dict[tuple[str, str], Quote | Missing] = {}
        # Most currencies have one source: the others need not be asked for each day.
        self._sources: dict[str, Sequence[Source]] = {}

    def rate(self, currency: str, day: str, to: str) -> Rate | Missing:
        """Return the rate between two currencies on a day (`2021-03-01`), or why there is none."""
        if currency == to:
            return Rate(1, 1, ())
        before, after = self.quote(currency, day), self.quote(to, day)
        if isinstance(before, Missing):
            return before
        if isinstance(after, Missing):
            return after
        quotes = tuple(quote for quote in (before, after) if quote.source)
        return Rate(*_lowest(after.units * before.per, after.per * before.units), quotes)

    def fractions(self, currency: str, days: Iterable[str], to: str) -> dict[str, tuple[int, int] | Missing]:
        """Return the numerators and denominators of the rates of several days, as `rate` does, but faster.

        Where both currencies have only the ECB's rates, these are loaded once for all days.
        """
        only = [self._sources_of(each) for each in (currency, to) if each != EURO]
        if currency == to or not all(len(each) == 1 and isinstance(each[0], ReferenceRates) for each in only):
            rates = {day: self.rate(currency, day, to) for day in days}
            return {day: rate if isinstance(rate, Missing) else rate[:2] for day, rate in rates.items()}
        (decimals, before), (decimals_to, after) = _series(currency), _series(to)
        factor, divisor = 10 ** max(decimals - decimals_to, 0), 10 ** max(decimals_to - decimals, 0)
        published, last = ecb.table().days, ecb.table().days[-1]
        fractions: dict[str, tuple[int, int] | Missing] = {}
        for day in days:
            ordinal = _ordinal(day)
            if ordinal is not None and published[0] <= ordinal <= last:
                index = bisect_right(published, ordinal) - 1
                units, units_to = before[index], after[index]
                if units is not None and units_to is not None:
                    fractions[day] = units_to * factor, units * divisor
                    continue
            rate = self.rate(currency, day, to)
            fractions[day] = rate if isinstance(rate, Missing) else rate[:2]
        return fractions

    def quote(self, currency: str, day: str) -> Quote | Missing:
        """Return a currency's units for the euro on a day, or why there are none."""
        quote = self._quotes.get((currency, day))
        if quote is None:
            ordinal = _ordinal(day)
            quote = Missing("no day", currency) if ordinal is None else self._at(currency, ordinal)
            self._quotes[currency, day] = quote
        return quote

    def _at(self, currency: str, day: int, way: Sequence[str] = ()) -> Quote | Missing:
        """Return a currency's units for the euro on a day, without going back by way of these currencies."""
        if currency == EURO:
            return Quote(1, 1, "", "")
        missing: Missing | None = None
        for latest in (False, True) if self.latest else (False,):
            for source in self._sources_of(currency):
                quote = source.quote(currency, day, latest=latest)
                if isinstance(quote, Quote) and quote.base in way:
                    continue
                if isinstance(quote, Quote) and quote.base != EURO:
                    quote = _by_way_of(quote, self._at(quote.base, day, [*way, currency]))
                if isinstance(quote, Quote):
                    return quote
                # The first of them says why there is none.
                missing = missing or quote
        return missing or Missing("unknown currency", currency)

    def _sources_of(self, currency: str) -> Sequence[Source]:
        """Return the sources that have a rate of a currency at any time."""
        sources = self._sources.get(currency)
        if sources is None:
            sources = self._sources[currency] = [source for source in self.sources if source.has(currency)]
        return sources


def shipped(files: Sequence[Source] = (), *, latest: bool = False) -> Rates:
    """Return the rates that ship, with those of the user's files before the ECB's."""
    return Rates((FixedRates(), *files, ReferenceRates()), latest=latest)


def last_day() -> str:
    """Return the day of the latest rates that ship."""
    return date.fromordinal(ecb.table().days[-1]).isoformat()


def convert_cents(cents: int, numerator: int, denominator: int) -> int:
    """Return cents × numerator ÷ denominator, rounded to the nearest whole number, halves away from zero."""
    rounded = (2 * abs(cents) * numerator + denominator) // (2 * denominator)
    return rounded if cents >= 0 else -rounded


def _series(currency: str) -> ecb.Series:
    """Return the ECB's rates of a currency, and those of the euro, too."""
    return ecb.Series(0, [1] * len(ecb.table().days)) if currency == EURO else ecb.series(currency)


def _by_way_of(quote: Quote, base: Quote | Missing) -> Quote | Missing:
    """Return a quote for the euro, from one for another base and the quote of that base."""
    if isinstance(base, Missing):
        return base
    units, per = _lowest(quote.units * base.units, quote.per * base.per)
    return Quote(units, per, quote.day, f"{quote.source}; {base.source}")


def _lowest(numerator: int, denominator: int) -> tuple[int, int]:
    common = gcd(numerator, denominator)
    return numerator // common, denominator // common


@cache
def _ordinal(day: str) -> int | None:
    """Return a day as an ordinal; None if it is not exact to the day."""
    try:
        return date.fromisoformat(day).toordinal() if len(day) == _DAY else None
    except ValueError:
        return None
