"""Turn one `iati-organisation` into an organisation with its budgets, expenditure and documents."""

from collections.abc import Iterator, Sequence
from typing import Any, Final, NamedTuple

from unodc_cli.codelists import countries
from unodc_cli.codelists.classifications import is_standard
from unodc_cli.codelists.iati import lookup
from unodc_cli.model import exact
from unodc_cli.model.details import BudgetRow, DocumentRow, Objects
from unodc_cli.model.names import fold
from unodc_cli.readers.iati.dates import date_of, parse_date
from unodc_cli.readers.iati.documents import DocumentReader
from unodc_cli.readers.iati.element import (
    ActivityContext,
    Element,
    attribute,
    child_of,
    line_of,
    plain,
    text_of,
)
from unodc_cli.readers.iati.kinds import FindingKind
from unodc_cli.readers.iati.texts import name_of, texts_of
from unodc_cli.readers.iati.values import amount, no_amount
from unodc_cli.readers.records import OrganisationRecord

# The elements with money, and the child element that names the recipient.
RECIPIENTS: Final = {
    "total-budget": None,
    "recipient-org-budget": "recipient-org",
    "recipient-region-budget": "recipient-region",
    "recipient-country-budget": "recipient-country",
    "total-expenditure": None,
}
_LINES: Final = ("budget-line", "expense-line")
_FLAGS: Final = {"1": True, "true": True, "0": False, "false": False}


class _Sum(NamedTuple):
    """A value with its currency and the day of its exchange rate."""

    value: int | str | None
    currency: str | None
    value_date: str | None


class _Recipient(NamedTuple):
    """The organisation, country or region that a budget is for; see `BudgetRow`."""

    recipient_org: str | None = None
    country: str | None = None
    region: str | None = None
    vocabulary_uri: str | None = None
    recipient: str | None = None


class OrganisationReader:
    """Reads the organisations of a file; `language` is preferred where a text has several."""

    def __init__(self, language: str) -> None:
        self.language = language
        self._documents = DocumentReader(language)

    def read(self, organisation: ActivityContext) -> OrganisationRecord:
        """Return an organisation. Faults are noted in its context."""
        id_ = _identifier(organisation)
        names = [
            text.text
            for text in texts_of(organisation.children["name"], organisation.language, self.language)
        ]
        details: dict[str, list[tuple[Any, ...]]] = {
            "budgets": [tuple(row) for row in self._budgets(organisation)],
            "links": [tuple(row) for row in self._links(organisation)],
        }
        return OrganisationRecord(
            id_,
            names[0] if names else id_,
            list(dict.fromkeys(names[1:])),
            *self._publisher(organisation),
            attribute(organisation.element, "last-updated-datetime"),
            line_of(organisation.element),
            {name: rows for name, rows in details.items() if rows},
        )

    def _publisher(self, organisation: ActivityContext) -> tuple[tuple[str, str], str, bool | None]:
        for element in organisation.children["reporting-org"]:
            name = name_of(element, organisation.language, self.language)
            is_secondary = _FLAGS.get(attribute(element, "secondary-reporter").lower())
            return (attribute(element, "ref"), name), attribute(element, "type"), is_secondary
        return ("", ""), "", None

    def _links(self, organisation: ActivityContext) -> Iterator[DocumentRow]:
        for link in organisation.children["document-link"]:
            if row := self._documents.row(link, organisation.language, "organisation"):
                yield row

    def _budgets(self, organisation: ActivityContext) -> Iterator[BudgetRow]:
        for element in organisation.element.iterchildren(*RECIPIENTS):
            yield self._budget(element, element.tag, RECIPIENTS[element.tag], organisation)

    def _budget(
        self, element: Element, kind: str, recipient: str | None, organisation: ActivityContext
    ) -> BudgetRow:
        total = _sum(element, organisation)
        units, rest = _parts(total.value)
        place = None if recipient is None else child_of(element, recipient)
        return BudgetRow(
            kind,
            _status(element),
            _date(element, "period-start", organisation),
            _date(element, "period-end", organisation),
            units,
            rest,
            total.currency,
            total.value_date,
            *(_Recipient() if place is None else self._recipient(place, organisation.language)),
            [],
            self._lines(element, organisation),
            line_of(element),
        )

    def _recipient(self, element: Element, inherited: str) -> _Recipient:
        name = name_of(element, inherited, self.language) or None
        code = attribute(element, "code")
        if element.tag == "recipient-org":
            ref = attribute(element, "ref") or None
            return _Recipient(recipient_org=ref, recipient=name or ref)
        if element.tag == "recipient-country":
            successors = countries.SUCCESSORS.get(code.upper(), ())
            country = successors[0] if len(successors) == 1 else code.upper()
            recipient = _named(countries.NAMES.get(country), name) or country
            return _Recipient(country=country or None, recipient=recipient or None)
        vocabulary = attribute(element, "vocabulary")
        uri = attribute(element, "vocabulary-uri") or None
        if is_standard(vocabulary):
            entry = lookup("Region", code)
            recipient = _named((entry.name, entry.french_name) if entry else None, name) or code
            return _Recipient(region=code or None, vocabulary_uri=uri, recipient=recipient or None)
        region = f"{vocabulary}:{code}" if code else None
        return _Recipient(region=region, vocabulary_uri=uri, recipient=name or region)

    def _text_of_line(self, element: Element, inherited: str) -> str | None:
        # Without a narrative, the text of what is in it would be taken for its own.
        has_text = child_of(element, "narrative") is not None
        return name_of(element, inherited, self.language) or None if has_text else plain(element.text) or None

    def _lines(self, element: Element, organisation: ActivityContext) -> Objects:
        """Return the lines of a budget, each a part of its value."""
        return [
            {
                "ref": attribute(child, "ref") or None,
                "text": self._text_of_line(child, organisation.language),
                # Fractions are decimal text: only plain values are sent to another process.
                "value": total.value,
                "currency": total.currency,
                "value_date": total.value_date,
            }
            for child in element.iterchildren(*_LINES)
            for total in (_sum(child, organisation),)
        ]


def _named(names: Sequence[str] | None, name: str | None) -> str | None:
    """Return the name of a code, and behind it the published name if it differs."""
    if not names:
        return name
    return names[0] if name is None or fold(name) in map(fold, names) else f"{names[0]}: {name}"


def _identifier(organisation: ActivityContext) -> str:
    # 1.0x has the same name for organisations as for activities.
    for tag in ("organisation-identifier", "iati-identifier"):
        for element in organisation.children[tag]:
            if text := plain(text_of(element)):
                return text
    message = "an organisation without an organisation-identifier"
    organisation.fault(organisation.element, FindingKind.NO_IDENTIFIER, message)
    return f"{organisation.file}:{line_of(organisation.element)}"


def _status(element: Element) -> str | None:
    code = attribute(element, "status")
    entry = lookup("BudgetStatus", code)
    return entry.name.lower() if entry else code or None


def _date(element: Element, tag: str, organisation: ActivityContext) -> str | None:
    child = child_of(element, tag)
    if child is None:
        return None
    date = date_of(child)
    if date.written and not date.date:
        organisation.fault(child, FindingKind.NOT_A_DATE, f"'{date.written}' is not a date")
    return date.date


def _sum(element: Element, organisation: ActivityContext) -> _Sum:
    """Return the value of an element; a text that is not a sum is a fault."""
    value = child_of(element, "value")
    if value is None:
        return _Sum(None, None, None)
    currency = attribute(value, "currency") or attribute(organisation.element, "default-currency")
    written = plain(text_of(value))
    number = amount(written)
    if number is None:
        organisation.fault(value, FindingKind.NOT_A_SUM, no_amount(written))
    elif not currency:
        organisation.fault(value, FindingKind.NO_CURRENCY, f"a sum without a currency: '{written}'")
    date = attribute(value, "value-date")
    day = parse_date(date)
    if date and not day:
        organisation.fault(value, FindingKind.NOT_A_DATE, f"'{date}' is not a date")
    return _Sum(number if currency else None, currency.upper() or None, day)


def _trillionths(value: int | str) -> int:
    return value * exact.ONE if isinstance(value, int) else exact.parse(value) or 0


def _parts(value: int | str | None) -> tuple[int | None, int | None]:
    return (None, None) if value is None else exact.parts(_trillionths(value))
