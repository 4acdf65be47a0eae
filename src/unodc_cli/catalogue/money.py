"""The rows of a project's money, and of the shares by which it is divided.

A row is a transaction, a budget, a planned disbursement, or an amount of a curated project. What many rows
have in common (kind, currency, level, types) is kept once as their class, and so is each spelling of a party.
"""

from collections.abc import Callable, Iterable, Iterator, Mapping
from typing import Any, Final

from unodc_cli.catalogue.flags import CONTAINED, OF_PERIOD, OWN_RECIPIENTS, OWN_SECTORS, REPLACED, ROW_BITS
from unodc_cli.catalogue.schema import CLASSES, MONEY, PARTIES, SHARES, Table
from unodc_cli.codelists import iati
from unodc_cli.model import dates, exact
from unodc_cli.model.money import in_totals
from unodc_cli.readers.iati.dates import is_placeholder
from unodc_cli.readers.records import Content

# The kinds of money that are of a period, and the revised ones with what they replace.
_REVISED: Final = {"revised-budget": "budget", "revised-planned-disbursement": "planned-disbursement"}
OF_PERIODS: Final = frozenset((*_REVISED, *_REVISED.values()))
# The words of a vocabulary, or none, for the standard's own: sectors of five and of three digits, regions.
DAC: Final = ("", "1", "dac")
DAC_3: Final = ("2", "dac-3")
# More are not kept in mind: those that come after are written again.
_MOST: Final = 50_000

_Row = tuple[Any, ...]
# The lists of shares, and the kinds of term in them.
_KINDS: Final = (("countries", "country"), ("regions", "region"), ("sectors", "sector"))
_NO_TYPES: Final = (None,) * 5


class MoneyRows:
    """Adds the rows of projects to those that are to be written, with the classes and parties new in them."""

    def __init__(self, rows: Mapping[Table, list[Any]], party: Callable[[str, str, str], None]) -> None:
        self._rows = rows
        # Is told the role, id and name of each organisation that provides or receives money.
        self._note_party = party
        self._classes = _Numbers(rows[CLASSES])
        self._parties = _Numbers(rows[PARTIES])

    def add(self, number: int, content: Content) -> None:
        """Add the rows of a project, with `number` as its key."""
        activity = content["activity"]
        if activity:
            self._rows[MONEY] += self._published(number, activity)
            self._rows[SHARES] += _published_shares(number, activity)
        else:
            self._rows[MONEY] += self._curated(number, content)
            self._rows[SHARES] += _curated_shares(number, content)

    def _published(self, number: int, activity: Content) -> Iterator[_Row]:
        level, parts = activity["level"], activity["parts"]
        replaced = _replaced(parts)
        for num, part in enumerate(parts, number << ROW_BITS):
            provider, receiver = part["provider"], part["receiver"]
            flags = (
                (OF_PERIOD if part["kind"] in OF_PERIODS else 0)
                | (own_flags(part["shares"]) if part["shares"] else 0)
                | (REPLACED if replaced and _period(part) in replaced else 0)
            )
            value, types = part["value"], part["types"]
            yield (
                num,
                self._classes.of(
                    part["kind"], part["currency"], level, *(types.values() if types else _NO_TYPES)
                ),
                *((value, 0) if isinstance(value, int) else exact.parts(exact.trillionths(value))),
                *(_day(part["date"]), _day(part["end"]), _day(part["value_date"])),
                *(
                    provider and self._party("provider", provider),
                    receiver and self._party("receiver", receiver),
                ),
                *(provider and provider["activity"], receiver and receiver["activity"]),
                *(part["line"], flags, None, None),
            )
        for num, value in enumerate(activity["unreadable"], (number << ROW_BITS) + len(parts)):
            class_ = self._classes.of(value["kind"], value["currency"], level, *_NO_TYPES)
            flags = OF_PERIOD if value["kind"] in OF_PERIODS else 0
            yield num, class_, *[None] * 9, value["line"], flags, None, None

    def _party(self, role: str, party: Content) -> int | None:
        """Return the number of a party; None if only its activity is known."""
        if party["id"] is None:
            return None
        self._note_party(role, party["id"], party["name"] or party["ref"])
        return self._parties.of(role, party["id"], party["name"], party["ref"])

    def _curated(self, number: int, content: Content) -> Iterator[_Row]:
        amounts = content["amounts"]
        phases = {phase["id"]: phase for phase in content["phases"]}
        counted = in_totals(amounts)
        for num, (amount, is_counted) in enumerate(zip(amounts, counted, strict=True), number << ROW_BITS):
            phase = phases.get(amount["phase"])
            first, _, last = dates.span(phase["start"], phase["end"]) if phase else (None, None, None)
            yield (
                num,
                self._classes.of(amount["kind"], amount["currency"], None, *_NO_TYPES),
                *exact.parts(exact.trillionths(amount["value"])),
                *(_day(first), _day(last)),
                *[None] * 6,
                OF_PERIOD | (0 if is_counted else CONTAINED),
                amount["phase"],
                (phase and phase["programme"]) or content["programme"],
            )


class _Numbers:
    """The number of each of several values, and the rows that say which it is."""

    def __init__(self, rows: list[Any]) -> None:
        self._rows = rows
        self._numbers: dict[_Row, int] = {}
        self._next = 1

    def of(self, *values: Any) -> int:
        """Return the number of these values."""
        number = self._numbers.get(values)
        if number is None:
            if len(self._numbers) >= _MOST:
                self._numbers.clear()
            number = self._numbers[values] = self._next
            self._next += 1
            self._rows.append((number, *values))
        return number


_DAYS: Final[dict[str, int | None]] = {}


def _day(text: str | None) -> int | None:
    """Return a day as a number, 20210131; None if it is a placeholder."""
    if text is None:
        return None
    day = _DAYS.get(text, 0)
    if day == 0:
        if len(_DAYS) >= _MOST:
            _DAYS.clear()
        day = _DAYS[text] = None if is_placeholder(text) else int(text.replace("-", ""))
    return day


def own_flags(shares: Content) -> int:
    """Return the bits of what a row has of its own."""
    recipients = OWN_RECIPIENTS if shares["countries"] or shares["regions"] else 0
    return recipients | (OWN_SECTORS if shares["sectors"] else 0)


def _period(part: Content) -> tuple[Any, ...]:
    return part["kind"], part["currency"], part["date"], part["end"]


def _replaced(parts: Iterable[Content]) -> set[tuple[Any, ...]]:
    """Return the periods of the originals that revised budgets and planned disbursements replace."""
    return {
        (_REVISED[part["kind"]], part["currency"], part["date"], part["end"])
        for part in parts
        if part["kind"] in _REVISED
    }


def _published_shares(number: int, activity: Content) -> Iterator[_Row]:
    for field, kind in _KINDS:
        if field not in activity["of_transactions"]:
            for share in activity[field]:
                yield _share(number, None, kind, share)
    for row, part in enumerate(activity["parts"], number << ROW_BITS):
        if shares := part["shares"]:
            for field, kind in _KINDS:
                for share in shares[field]:
                    yield _share(number, row, kind, share)


def _share(number: int, row: int | None, kind: str, share: Content) -> _Row:
    term = term_of(kind, share)
    return number, row, kind, share["vocabulary"], share["code"], term, share["percentage"], share["line"]


def _curated_shares(number: int, content: Content) -> Iterator[_Row]:
    """Return the places of a curated project: it states no percentages."""
    for field, kind in (("countries", "country"), ("regions", "region")):
        for term in content[field]:
            yield number, None, kind, None, term, term, None, None


def term_of(kind: str, share: Content) -> str:
    """Return the term by which a sector, country or region is known.

    Sectors of the DAC go by their code, of five digits or three; other vocabularies stand before theirs.
    """
    vocabulary, code = (share["vocabulary"] or "").lower(), share["code"]
    if kind == "country":
        return str(code.upper())
    if vocabulary in DAC:
        return str(iati.REGIONS.get(code, code) if kind == "region" else code)
    if kind == "sector" and vocabulary in DAC_3:
        return str(code)
    address = f"@{share['vocabulary_uri']}" if share["vocabulary_uri"] else ""
    return f"{vocabulary}:{code}{address}"
