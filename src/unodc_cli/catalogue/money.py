"""The rows of a project's money, and of the shares by which it is divided.

A row is a transaction, a budget, a planned disbursement, or an amount of a curated project. What many rows
have in common (kind, currency, level, types) is kept once as their class, and so is each spelling of a party.
"""

from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from itertools import count, takewhile
from typing import Any, Final

from unodc_cli.catalogue.flags import CONTAINED, OF_PERIOD, OWN_RECIPIENTS, OWN_SECTORS, REPLACED, ROW_BITS
from unodc_cli.catalogue.schema import CLASSES, MONEY, PARTIES, SHARES, TRANSFERS
from unodc_cli.catalogue.table import Table
from unodc_cli.codelists import iati
from unodc_cli.codelists.classifications import DAC
from unodc_cli.model import dates, exact
from unodc_cli.model.exact import to_json
from unodc_cli.readers.iati.dates import is_placeholder
from unodc_cli.readers.iati.shares import named
from unodc_cli.readers.records import SHARES as OWN_SHARES
from unodc_cli.readers.records import Beside, Content, OwnShares, Party, Record, Stated

# Revised kinds of money, with the kinds that they replace; and all kinds that are for a period.
_REVISED: Final = {"revised-budget": "budget", "revised-planned-disbursement": "planned-disbursement"}
OF_PERIODS: Final = frozenset((*_REVISED, *_REVISED.values()))
# The kinds of money that an activity has from others, and those that it gives them.
_RECEIVED: Final = frozenset(("incoming-funds", "incoming-commitment", "incoming-pledge"))
_GIVEN: Final = frozenset(("commitment", "disbursement", "pledge", "planned-disbursement", *_REVISED))
# The words of the vocabulary of sectors of three digits.
DAC_3: Final = ("2", "dac-3")
# The most entries to remember. Forgotten ones are written again.
_MOST: Final = 50_000

_Row = tuple[Any, ...]
# The lists of shares, and the kinds of term in them.
_KINDS: Final = (("countries", "country"), ("regions", "region"), ("sectors", "sector"))
_NO_TYPES: Final = (None,) * 5
_NONE_BESIDE: Final = (None, None, None, None)
_NOTHING: Final = (None, None, None, None, ())


class MoneyRows:
    """Adds the rows of projects to those that are to be written, with the classes and parties new in them."""

    def __init__(self, rows: Mapping[Table, list[Any]], party: Callable[[str, str, str], None]) -> None:
        self._rows = rows
        self._classes = _Classes(rows[CLASSES])
        self._parties = _Parties(rows[PARTIES], party)

    def add(self, number: int, record: Record) -> None:
        """Add the rows of a project, with `number` as its key."""
        content, parts, unreadable = record.content, record.parts, record.unreadable
        activity = content["activity"]
        if activity:
            self._rows[MONEY] += self._published(number, activity, parts, unreadable)
            self._rows[TRANSFERS] += _transfers(number, content["id"], parts)
            self._rows[SHARES] += _published_shares(number, activity, parts)
        else:
            self._rows[MONEY] += self._curated(number, content)
            self._rows[SHARES] += _curated_shares(number, content)

    def _published(
        self,
        number: int,
        activity: Content,
        parts: Sequence[Stated],
        beside_unreadable: Sequence[Beside | None],
    ) -> Iterator[_Row]:
        level, class_of, party = activity["level"], self._classes, self._parties
        replaced, latest = _replaced(parts), _latest(parts)
        for num, part in enumerate(parts, number << ROW_BITS):
            kind, value, currency, _, date, end, value_date, line, provider, receiver, types, own, beside = (
                part
            )
            flags = OF_PERIOD if kind in OF_PERIODS else 0
            if own:
                flags |= own_flags(own)
            ref, description, updated, common = beside or _NONE_BESIDE
            if replaced and (kind, currency, date, end) in replaced:
                flags |= REPLACED
            if latest and updated and updated < latest[kind, currency, date, end]:
                flags |= REPLACED
            units, rest = (value, 0) if isinstance(value, int) else exact.parts(exact.parse(value) or 0)
            # fmt: off
            yield (
                num, class_of[kind, currency, level, types or _NO_TYPES, common or _NOTHING], units, rest,
                _DAYS[date], _DAYS[end], _DAYS[value_date],
                provider and party["provider", provider], receiver and party["receiver", receiver],
                provider and provider[3], receiver and receiver[3],
                line, flags, None, None, ref, description, updated,
            )
            # fmt: on
        listed = zip(activity["unreadable"], beside_unreadable, strict=True)
        for num, (unreadable, beside) in enumerate(listed, (number << ROW_BITS) + len(parts)):
            kind, currency = unreadable["kind"], unreadable["currency"]
            ref, description, updated, common = beside or _NONE_BESIDE
            flags = OF_PERIOD if kind in OF_PERIODS else 0
            yield (
                num,
                class_of[kind, currency, level, _NO_TYPES, common or _NOTHING],
                *[None] * 9,
                unreadable["line"],
                *(flags, None, None, ref, description, updated),
            )

    def _curated(self, number: int, content: Content) -> Iterator[_Row]:
        phases = {phase["id"]: phase for phase in content["phases"]}
        for num, amount in enumerate(content["amounts"], number << ROW_BITS):
            phase = phases.get(amount["phase"])
            first, _, last = dates.span(phase["start"], phase["end"]) if phase else (None, None, None)
            yield (
                num,
                self._classes[amount["kind"], amount["currency"], None, _NO_TYPES, _NOTHING],
                *exact.parts(exact.trillionths(amount["value"])),
                *(_DAYS[first], _DAYS[last]),
                *[None] * 6,
                OF_PERIOD | (0 if amount["counted"] else CONTAINED),
                amount["phase"],
                (phase and phase["programme"]) or content["programme"],
                *(None, None, None),
            )


class _Classes(dict[_Row, int]):
    """The number of each class: of a kind, currency, level, types and statements (`records.InCommon`).

    A new class is also added to the rows to be written.
    """

    def __init__(self, rows: list[Any]) -> None:
        super().__init__()
        self._rows = rows
        self._numbers = count(1)
        self._series: dict[_Row, int] = {}
        self._typed: dict[_Row, int] = {}

    def __missing__(self, key: _Row) -> int:
        if len(self) >= _MOST:
            self.clear()
            self._series.clear()
            self._typed.clear()
        number = self[key] = next(self._numbers)
        *values, types, (*codes, aid_types) = key
        series = self._series.setdefault(tuple(values), number)
        typed = self._typed.setdefault((*values, types), number)
        listed = to_json(aid_types) if aid_types else None
        self._rows.append((number, *values, series, typed, *types, *codes, listed))
        return number


class _Parties(dict[tuple[str, Party], int | None]):
    """The number of each organisation that provides or receives money, as it is written.

    None if only its activity is known. `note` is called with the role, id and name of each new one.
    """

    def __init__(self, rows: list[Any], note: Callable[[str, str, str], None]) -> None:
        super().__init__()
        self._rows = rows
        self._note = note
        self._numbers: dict[_Row, int] = {}
        self._next = count(1)

    def __missing__(self, key: tuple[str, Party]) -> int | None:
        if len(self) >= _MOST:
            self.clear()
            self._numbers.clear()
        role, (id_, name, ref, _) = key
        if id_ is None:
            self[key] = None
            return None
        # The activity of a party does not tell organisations apart.
        written = role, id_, name or None, ref or None
        number = self._numbers.get(written)
        if number is None:
            number = self._numbers[written] = next(self._next)
            self._note(role, id_, name or ref)
            self._rows.append((number, *written))
        self[key] = number
        return number


class _Days(dict[str | None, int | None]):
    """Days as numbers, 20210131, by their texts; None for a placeholder."""

    def __missing__(self, text: str | None) -> int | None:
        if text is None:
            return None
        if len(self) >= _MOST:
            self.clear()
        day = self[text] = None if is_placeholder(text) else int(text.replace("-", ""))
        return day


_DAYS: Final = _Days({None: None})


def _transfers(number: int, id_: str, parts: Sequence[Stated]) -> Iterator[_Row]:
    """Yield the rows of money that name the activity on the other side."""
    for row, part in enumerate(parts, number << ROW_BITS):
        kind, provider, receiver = part[0], part[8], part[9]
        if kind in _RECEIVED:
            if provider and provider[3] and provider[3] != id_:
                yield row, provider[3], 1
        elif receiver and receiver[3] and receiver[3] != id_ and kind in _GIVEN:
            yield row, receiver[3], 0


def own_flags(shares: OwnShares) -> int:
    """Return the flags for the sectors and places that a row states itself."""
    sectors, countries, regions = shares
    return (OWN_RECIPIENTS if countries or regions else 0) | (OWN_SECTORS if sectors else 0)


def _replaced(parts: Iterable[Stated]) -> set[tuple[Any, ...]]:
    """Return the periods of the originals that revised budgets and planned disbursements replace."""
    return {
        (_REVISED[kind], currency, date, end)
        for kind, _, currency, _, date, end, *_ in parts
        if kind in _REVISED
    }


def _latest(parts: Iterable[Stated]) -> dict[tuple[Any, ...], str]:
    """Return the last day on which each period was planned: in 1.0x, the earlier plans stay published."""
    latest: dict[tuple[Any, ...], str] = {}
    for kind, _, currency, _, date, end, *_, beside in takewhile(_is_of_period, parts):
        if beside and (updated := beside[2]):
            period = kind, currency, date, end
            latest[period] = max(updated, latest.get(period, ""))
    return latest


def _is_of_period(part: Stated) -> bool:
    """Return whether money is for a period; such money comes before the transactions."""
    return part[0] in OF_PERIODS


def _published_shares(number: int, activity: Content, parts: Sequence[Stated]) -> Iterator[_Row]:
    for field, kind in _KINDS:
        if field not in activity["of_transactions"]:
            for share in activity[field]:
                yield _share(number, None, kind, share)
    for row, part in enumerate(parts, number << ROW_BITS):
        if shares := part[OWN_SHARES]:
            for kind, listed in zip(("sector", "country", "region"), shares, strict=True):
                for share in named(listed):
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

    Sectors of the DAC are known by their code of five or three digits. Codes of other vocabularies have the
    vocabulary as a prefix.
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
