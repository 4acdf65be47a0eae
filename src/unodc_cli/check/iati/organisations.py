"""Rules on organisation files: codes, periods and values of budgets and expenditure, documents."""

from collections.abc import Iterator
from typing import Final

from unodc_cli.check.iati.codes import codes, currency
from unodc_cli.check.iati.findings import Finding, at
from unodc_cli.check.iati.texts import texts_within
from unodc_cli.readers.iati.dates import date_of, is_placeholder
from unodc_cli.readers.iati.element import ActivityElement, Element, attribute, plain, text_of
from unodc_cli.readers.iati.kinds import FindingKind
from unodc_cli.readers.iati.organisation_files import RECIPIENTS
from unodc_cli.readers.iati.values import amount

_DATES: Final = ("period-start", "period-end")
# Elements that each budget needs.
_NEEDED: Final = (*_DATES, "value")
_NAMED: Final = ("name", "reporting-org")


def organisation_findings(organisation: ActivityElement) -> Iterator[Finding]:
    """Check an organisation for what neither its reader nor the official rules report."""
    yield from currency(organisation.element, "default-currency")
    for tag in _NAMED:
        yield from texts_within(organisation.children[tag])
        if len(elements := organisation.children[tag]) > 1 and tag == "reporting-org":
            yield at(elements[1], FindingKind.REPEATED, tag)
    for kind, recipient in RECIPIENTS.items():
        for element in organisation.children[kind]:
            yield from _budget(element, recipient)
    for link in organisation.children["document-link"]:
        yield from _document(link)


def _budget(element: Element, recipient: str | None) -> Iterator[Finding]:
    for tag in _NEEDED:
        children = list(element.iterchildren(tag))
        if not children:
            yield at(element, FindingKind.MISSING, f"{element.tag}: no {tag}")
        elif len(children) > 1:
            yield at(children[1], FindingKind.REPEATED, f"{element.tag}: {tag}")
        for child in children[:1] if tag in _DATES else ():
            date = date_of(child)
            if date.date and is_placeholder(date.date):
                yield at(child, FindingKind.PLACEHOLDER_YEAR, f"{element.tag}: {date.date}")
            elif date.date and not date.is_exact:
                yield at(child, FindingKind.NOT_EXACT, f"{element.tag}: {date.date}")
    for value in element.iter("value"):
        yield from currency(value, "currency")
        written = plain(text_of(value))
        if written.startswith("-") and amount(written) is not None:
            yield at(value, FindingKind.NEGATIVE, f"{element.tag} {written}")
    if recipient:
        yield from _recipient(element, recipient)


def _recipient(element: Element, tag: str) -> Iterator[Finding]:
    recipients = list(element.iterchildren(tag))
    if not recipients:
        yield at(element, FindingKind.MISSING, f"{element.tag}: no {tag}")
        return
    if len(recipients) > 1:
        yield at(recipients[1], FindingKind.REPEATED, f"{element.tag}: {tag}")
    if tag != "recipient-org":
        yield from codes(recipients)
    elif not attribute(recipients[0], "ref"):
        yield at(recipients[0], FindingKind.NO_REF, f"'{plain(text_of(recipients[0]))}'")


def _document(link: Element) -> Iterator[Finding]:
    if not attribute(link, "url"):
        yield at(link, FindingKind.MISSING, "document-link: no url")
    yield from codes(list(link.iterchildren("recipient-country")))
