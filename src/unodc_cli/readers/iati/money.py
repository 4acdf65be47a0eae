"""The money of an activity: budgets, planned disbursements and transactions, and what they sum up to."""

from collections.abc import Callable, Iterable
from typing import Any, Final, NamedTuple

from unodc_cli.codelists import iati
from unodc_cli.model import exact
from unodc_cli.readers.iati.beside import beside_period, beside_transaction, described
from unodc_cli.readers.iati.dates import parse
from unodc_cli.readers.iati.element import ActivityContext, Element, attribute, line_of, text_of
from unodc_cli.readers.iati.kinds import FindingKind
from unodc_cli.readers.iati.shares import share_of
from unodc_cli.readers.iati.texts import name_of
from unodc_cli.readers.iati.values import amount, no_amount
from unodc_cli.readers.records import Beside, OwnShares, Party, Place, Stated, Types

# The number of digits from which on a number is not a level.
_NO_LEVEL = 4

_Days = tuple[str | None, str | None]
_Rest = tuple[Party | None, Party | None, Types | None, OwnShares | None, Beside | None]
# A party as it is written: its reference, name and activity.
_Written = tuple[str | None, str, str | None]
# Returns the id of the organisation that a reference and a name mean; None if they say nothing.
Resolve = Callable[[str, str], str | None]

_NO_TYPES: Types = (None, None, None, None, None)
# The size of the cache of parties, which is emptied when it is full.
_MOST = 50_000
_NO_TEXTS: Final[tuple[None, tuple[str, ...]]] = (None, ())
_FLAGS = {"1": True, "true": True, "0": False, "false": False}


class Money(NamedTuple):
    """The sums of the money of an activity: amounts, and where they stand."""

    amounts: list[dict[str, Any]]
    places: list[Place]


class _Sum:
    """Money of one kind and currency."""

    __slots__ = ("count", "inherited", "line", "total")

    def __init__(self, line: int) -> None:
        self.line = line
        self.total = 0  # in trillionths
        self.count = 0
        self.inherited = False


def level_of(element: Element) -> int:
    """Return the hierarchy level of an activity: 1 where none is stated, as the standard has it."""
    written = (element.get("hierarchy") or "1").strip()
    plausible = written.isascii() and written.isdigit() and len(written) < _NO_LEVEL
    return int(written) if plausible else 1


class MoneyReader:
    """Reads the money of activities; `language` is preferred where a name has several."""

    def __init__(self, language: str, resolve: Resolve) -> None:
        self.language = language
        self._resolve = resolve
        # Most parties, and all types, repeat: an object that is used again is sent to the other process once.
        self._parties: dict[_Written, Party | None] = {}
        self._types: dict[Types, Types] = {}

    def read(
        self, activity: ActivityContext
    ) -> tuple[list[Stated], list[dict[str, Any]], list[Beside | None]]:
        """Return the budgets, planned disbursements and transactions, and those that could not be read.

        Then the statements beside the latter.
        """
        values = _Values(activity)
        for tag, kinds, finding, beside_it in _OF_PERIODS:
            for element in activity.children[tag]:
                code = (element.get("type") or "").strip().lower()
                if kind := kinds.get(code):
                    self._read_period(values, element, kind, beside_it)
                else:
                    activity.fault(element, finding, f"'{code}' is not a type of {tag.replace('-', ' ')}")
        if transactions := activity.children["transaction"]:
            defaults = _default_types(activity)
            for element in transactions:
                self._read_transaction(values, element, defaults)
        return values.stated, values.unreadable, values.beside_unreadable

    def _read_period(self, values: "_Values", element: Element, kind: str, beside_it: str) -> None:
        """Read a budget or a planned disbursement; `beside_it` is the attribute with what else is stated."""
        activity = values.activity
        value = date = end = provider = receiver = provider_type = receiver_type = None
        for child in element:
            tag = child.tag
            if tag == "value":
                value = child
            elif tag == "period-start":
                date = _day(activity, child)
            elif tag == "period-end":
                end = _day(activity, child)
            elif tag == "provider-org":
                provider = self._party(child, activity, "provider-activity-id")
                provider_type = child.get("type")
            elif tag == "receiver-org":
                receiver = self._party(child, activity, "receiver-activity-id")
                receiver_type = child.get("type")
        stated = element.get(beside_it)
        beside = None
        if stated or provider_type or receiver_type:
            is_day = beside_it == "updated"
            updated = _day(activity, element, beside_it) if is_day else None
            beside = beside_period(None if is_day else stated, provider_type, receiver_type, updated)
        values.add(element, kind, value, (date, end), (provider, receiver, None, None, beside))

    def _read_transaction(self, values: "_Values", element: Element, defaults: Types) -> None:
        activity = values.activity
        value = date = remark = provider = receiver = provider_type = receiver_type = None
        others: list[Element] = []
        shares: OwnShares | None = None
        codes: dict[str, str] = {}
        for child in element:
            tag = child.tag
            if tag == "value":
                value = child
            elif tag == "transaction-date":
                date = _day(activity, child)
                remark = child.text
            elif tag == "provider-org":
                provider = self._party(child, activity, "provider-activity-id")
                provider_type = child.get("type")
            elif tag == "receiver-org":
                receiver = self._party(child, activity, "receiver-activity-id")
                receiver_type = child.get("type")
            elif tag in _OWN:
                if share := share_of(child, activity, self.language):
                    shares = shares or ([], [], [])
                    shares[_OWN[tag]].append(share)
            elif code := _code(child):
                codes[tag] = code
            else:
                others.append(child)
        code = codes.get("transaction-type", "").lower()
        if kind := iati.TRANSACTIONS.get(code):
            types = _types(element, codes, defaults)
            types = self._types.setdefault(types, types)
            texts = described(others, remark, activity, self.language) if others or remark else _NO_TEXTS
            more = codes.get("tied-status"), provider_type, receiver_type
            beside = beside_transaction(element.get("ref"), *texts, more)
            values.add(element, kind, value, (date, None), (provider, receiver, types, shares, beside))
        else:
            activity.fault(element, FindingKind.UNKNOWN_TYPE, f"'{code}' is not a type of transaction")

    def _party(self, element: Element, activity: ActivityContext, attribute: str) -> Party | None:
        """Return the organisation of an element, and its own activity; None if the element says nothing."""
        name = name_of(element, activity.language, self.language)
        written = element.get("ref"), name, element.get(attribute)
        try:
            return self._parties[written]
        except KeyError:
            if len(self._parties) >= _MOST:
                self._parties.clear()
            party = self._parties[written] = self._party_of(*written)
            return party

    def _party_of(self, ref: str | None, name: str, own_activity: str | None) -> Party | None:
        ref, own_activity = (ref or "").strip(), (own_activity or "").strip() or None
        id_ = self._resolve(ref, name)
        return (id_, name, ref, own_activity) if id_ or own_activity else None


_OF_PERIODS: Final = (
    ("budget", iati.BUDGETS, FindingKind.UNKNOWN_BUDGET, "status"),
    # 1.0x has the day of its last change.
    ("planned-disbursement", iati.PLANNED_DISBURSEMENTS, FindingKind.UNKNOWN_BUDGET, "updated"),
)
_OWN: Final = {"sector": 0, "recipient-country": 1, "recipient-region": 2}


class _Values:
    """The sums of money of an activity: those that were read, and those that cannot be read.

    A value has the currency that it names, or else the activity's default-currency.
    """

    __slots__ = ("activity", "beside_unreadable", "currency", "stated", "unreadable")

    def __init__(self, activity: ActivityContext) -> None:
        self.activity = activity
        self.currency = attribute(activity.element, "default-currency").upper()
        self.stated: list[Stated] = []
        self.unreadable: list[dict[str, Any]] = []
        self.beside_unreadable: list[Beside | None] = []

    def add(self, element: Element, kind: str, value: Element | None, days: _Days, rest: _Rest) -> None:
        """Add the sum of an element; `rest` is what `Stated` has of it from the provider on."""
        if value is None:
            return
        named_currency = (value.get("currency") or "").strip().upper()
        currency = named_currency or self.currency
        text = text_of(value)
        number = amount(text)
        if number is None or not currency:
            self._not_read(kind, value, currency, " ".join(text.split()))
            self.beside_unreadable.append(rest[-1])
            return
        date, end = days
        rated = _day(self.activity, value, "value-date")
        value_date = None if rated == date else rated
        line = line_of(element)
        self.stated.append((kind, number, currency, not named_currency, date, end, value_date, line, *rest))

    def _not_read(self, kind: str, value: Element, currency: str, text: str) -> None:
        if currency:
            self.activity.fault(value, FindingKind.NOT_A_SUM, no_amount(text))
        else:
            message = f"a sum without a currency: '{text}'"
            self.activity.fault(value, FindingKind.NO_CURRENCY, message)
        self.unreadable.append(
            {"kind": kind, "currency": currency or None, "written": text, "line": line_of(value)}
        )


def _default_types(activity: ActivityContext) -> Types:
    """Return the types that an activity states of all its transactions."""
    aid, flow, finance = (
        next((code for e in activity.children[f"default-{name}-type"] if (code := _code(e))), None)
        for name in ("aid", "flow", "finance")
    )
    return aid, flow, finance, None, _is_humanitarian(activity.element)


def _types(element: Element, codes: dict[str, str], defaults: Types) -> Types:
    """Return the types of a transaction: its own, or else those of its activity."""
    aid, flow, finance, _, humanitarian = defaults
    own_flag = _is_humanitarian(element)
    return (
        codes.get("aid-type", aid),
        codes.get("flow-type", flow),
        codes.get("finance-type", finance),
        codes.get("disbursement-channel"),
        humanitarian if own_flag is None else own_flag,
    )


def _is_humanitarian(element: Element) -> bool | None:
    return _FLAGS.get((element.get("humanitarian") or "").strip().lower())


def _code(element: Element) -> str | None:
    """Return the code of an element; None if it has none, or is of another vocabulary than the standard's."""
    code = element.get("code")
    return code.strip() or None if code and element.get("vocabulary") in (None, "1") else None


def _day(activity: ActivityContext, element: Element, name: str = "iso-date") -> str | None:
    """Return the day of an element; a text that is not a date is a fault."""
    text = element.get(name)
    if text:
        day = parse(text)
        if day is None:
            activity.fault(element, FindingKind.NOT_A_DATE, f"'{text}' is not a date")
        return day
    # 1.0x has dates as text. Beside an attribute, the text may be a comment.
    return parse(element.text) if name == "iso-date" and text is None and element.text else None


def sum_amounts(parts: Iterable[Stated], level: int) -> Money:
    """Return the sums of budgets and transactions, one amount for each kind and currency.

    Original and revised budgets are two kinds, since one replaces the other. Each type of transaction is a
    kind.
    """
    sums: dict[tuple[str, str], _Sum] = {}
    money = Money([], [])
    for kind, value, currency, inherited, _, _, _, line, *_ in parts:
        total = sums.get((kind, currency))
        if total is None:
            total = sums[kind, currency] = _Sum(line)
        total.total += value * exact.ONE if isinstance(value, int) else exact.parse(value) or 0
        total.count += 1
        total.inherited = total.inherited or inherited
    for index, ((kind, currency), total) in enumerate(sums.items()):
        sum_ = exact.number(total.total)
        money.amounts.append(
            {
                "kind": kind,
                "value": sum_,
                "currency": currency,
                "phase": None,
                "level": level,
                "partner": None,
                "counted": True,
            }
        )
        count = f"sum of {total.count}" if total.count > 1 else None
        default = f"currency {currency} inherited from the activity" if total.inherited else None
        money.places.append((f"amounts[{index}]", total.line, (count, default), None, None))
    return money
