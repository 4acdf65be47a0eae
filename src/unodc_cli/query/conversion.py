"""The conversion of money into one currency, each sum at the rate of its own day."""

from collections.abc import Iterable, Iterator, Sequence
from pathlib import Path

from unodc_cli.codelists.currencies import CODES
from unodc_cli.codelists.ecb import SOURCE
from unodc_cli.codelists.parities import PARITIES
from unodc_cli.codelists.rates import RULE, Missing, convert_cents, last_day, shipped
from unodc_cli.errors import UsageError


class Conversion:
    """Converts sums into a currency, and counts the converted and the unconverted values.

    Raises UsageError for a currency of which there are no rates, DataError for a file that cannot be read.
    """

    def __init__(self, currency: str, files: Sequence[Path] = (), *, latest: bool = False) -> None:
        rates = []
        if files:
            from unodc_cli.readers.rates.reader import read_rates  # noqa: PLC0415 - few have rates of their own

            rates = [read_rates(path) for path in files]
        self.rates = shipped(rates, latest=latest)
        self.currency = self._code(currency)
        self._files = rates
        self._factors: dict[tuple[str, str], tuple[int, int] | Missing] = {}
        # The number of values by currency, and by the reason why they are not converted.
        self._converted: dict[str, int] = {}
        self._missing: dict[tuple[str, Missing], int] = {}

    def _code(self, name: str) -> str:
        code = name.strip().upper()
        # Asking the sources reads the table of rates, so the euro comes first.
        if code == "EUR" or any(source.has(code) for source in self.rates.sources):
            return code
        if code in CODES:
            msg = f"there are no exchange rates of {code}"
            raise UsageError(msg, "--rates FILE gives others: docs/rates.md")
        msg = f"--in {name}: there is no such currency"
        raise UsageError(msg, "write a code of ISO 4217, such as EUR or USD")

    def prepare(self, sums: Iterable[tuple[str, int | None]]) -> None:
        """Look up the rates of currencies on days (20210131), those of each currency together."""
        days: dict[str, set[str]] = {}
        for currency, day in sums:
            if currency != self.currency:
                days.setdefault(currency, set()).add(_text(day))
        for currency, of_currency in days.items():
            factors = self.rates.fractions(currency, of_currency, self.currency)
            self._factors.update({(currency, day): factor for day, factor in factors.items()})

    def convert(self, value: int, currency: str, day: int | None, count: int) -> int | None:
        """Return the sum of so many values in the currency, to a trillionth; None if there is no rate."""
        if currency == self.currency:
            self._converted[currency] = self._converted.get(currency, 0) + count
            return value
        factor = self._factors[currency, _text(day)]
        if isinstance(factor, Missing):
            key = currency, factor
            self._missing[key] = self._missing.get(key, 0) + count
            return None
        self._converted[currency] = self._converted.get(currency, 0) + count
        return convert_cents(value, *factor)

    def notes(self) -> Iterator[str]:
        """Yield notes on the converted values and their rates, and on the values without a rate."""
        others = [currency for currency in self._converted if currency != self.currency]
        if others:
            number = sum(self._converted[currency] for currency in others)
            yield (
                f"{number:,} {_values(number)} in {', '.join(sorted(others))} converted to {self.currency} "
                f"at {RULE} of the transaction, or on the first day of the period: "
                f"{', '.join(self._sources(others))}"
            )
        for file in self._files:
            yield from (f"{file.name}: {note}" for note in file.notes)
        if self._missing:
            number = sum(self._missing.values())
            listed = ", ".join(
                f"{count:,} {currency} ({_reason(missing, currency)})"
                for (currency, missing), count in sorted(self._missing.items())
            )
            yield f"{number:,} {_values(number)} not converted, in rows of their own currency: {listed}"
            late = any(missing.reason == "after the last rate" for _, missing in self._missing)
            if late and not self.rates.latest:
                yield "--rates-latest converts what is after the last rate at that rate"

    def _sources(self, currencies: Iterable[str]) -> list[str]:
        """Return the sources of the rates, with the latest days of those that are published."""
        names = [f"{file.name} (to {file.last_day()})" for file in self._files]
        used = {*currencies, self.currency} - {"EUR"}
        if any(currency not in PARITIES for currency in used):
            names.append(f"{SOURCE} (to {last_day()})")
        if any(currency in PARITIES for currency in used):
            names.append("rates fixed by law")
        return names


def _reason(missing: Missing, currency: str) -> str:
    return missing.reason if missing.currency == currency else f"{missing.reason} of {missing.currency}"


def _values(count: int) -> str:
    return "value" if count == 1 else "values"


def _text(day: int | None) -> str:
    """Return a day as text; an empty one if there is none."""
    return "" if day is None else f"{day // 10_000:04}-{day // 100 % 100:02}-{day % 100:02}"
