"""Rules on codes of sectors, countries, regions and currencies: missing, unknown, withdrawn or repeated."""

from collections.abc import Iterator, Mapping, Sequence
from functools import lru_cache
from itertools import groupby
from typing import Final

from unodc_cli.check.iati.findings import Finding, at
from unodc_cli.codelists import countries, iati
from unodc_cli.codelists.iati import lookup
from unodc_cli.readers.iati.element import ActivityElement, Element, attribute, line_of, plain, text_of
from unodc_cli.readers.iati.kinds import FindingKind

# The codelist of each vocabulary, in the forms of 2.0x and 1.0x; without one, it is the standard's own.
_LISTS: Final[Mapping[str, Mapping[str, str]]] = {
    "sector": {
        "": "Sector",
        "1": "Sector",
        "dac": "Sector",
        "2": "SectorCategory",
        "dac-3": "SectorCategory",
        "7": "UNSDG-Goals",
        "8": "UNSDG-Targets",
    },
    "recipient-region": {"": "Region", "1": "Region"},
    "recipient-country": {"": "Country"},
}
_CURRENCY: Final = "Currency"


def code_findings(activity: ActivityElement) -> Iterator[Finding]:
    """Check the codes of an activity and of its transactions."""
    for tag in _LISTS:
        yield from codes(activity.children[tag])
    yield from currency(activity.element, "default-currency")
    for element in activity.children["planned-disbursement"]:
        for value in element.iterchildren("value"):
            yield from currency(value, "currency")
    for holder in (*activity.children["budget"], *activity.children["transaction"]):
        children = [child for child in holder if child.tag in _LISTS]
        if children:
            for _, group in groupby(
                sorted(children, key=lambda child: str(child.tag)), lambda child: child.tag
            ):
                yield from codes(list(group))
        for value in holder.iterchildren("value"):
            yield from currency(value, "currency")


def codes(elements: Sequence[Element]) -> Iterator[Finding]:
    """Check the elements of one tag, which have one parent."""
    first_lines: dict[tuple[str, str, str], int] = {}
    for element in elements:
        code, tag = attribute(element, "code"), element.tag
        if not code:
            name = plain(text_of(element))
            yield at(element, FindingKind.NO_CODE, f"{tag}: '{name}'" if name else tag)
            continue
        vocabulary = attribute(element, "vocabulary").lower()
        if wrong := problem(_LISTS[tag].get(vocabulary, ""), code):
            kind, reason = wrong
            yield at(element, kind, f"{tag} '{code}'{reason}")
        key = (vocabulary, attribute(element, "vocabulary-uri"), code)
        if key in first_lines:
            yield at(element, FindingKind.CODE_TWICE, f"{tag} '{code}'; first in line {first_lines[key]}")
        first_lines.setdefault(key, line_of(element))


def currency(element: Element, name: str) -> Iterator[Finding]:
    """Check the code of a currency in an attribute."""
    code = attribute(element, name).upper()
    if code and (wrong := problem(_CURRENCY, code)):
        kind, reason = wrong
        yield at(element, kind, f"currency '{code}'{reason}")


@lru_cache(maxsize=10_000)
def problem(codelist: str, code: str) -> tuple[FindingKind, str] | None:
    """Return the kind of finding and a reason for a code that is not in use; None if it is in use."""
    if not codelist:
        return None
    if codelist == "Country":
        code = code.upper()
        if successors := countries.SUCCESSORS.get(code):
            return FindingKind.WITHDRAWN_CODE, f", now {', '.join(successors)}"
        return None if code in countries.CODES else (FindingKind.UNKNOWN_CODE, "")
    entry = lookup(codelist, code)
    if entry is None:
        in_other_case = (known for known in iati.codelist(codelist).entries if known.lower() == code.lower())
        near = next(in_other_case, None)
        return FindingKind.UNKNOWN_CODE, f", but '{near}' is" if near else ""
    if not entry.withdrawn:
        return None
    return FindingKind.WITHDRAWN_CODE, f", since {entry.withdrawn}" if entry.withdrawn != "?" else ""
