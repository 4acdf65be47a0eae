"""Rules on percentages: of sectors, and of countries and regions together."""

from collections.abc import Iterator, Sequence

from unodc_cli.check.iati.findings import Finding, at
from unodc_cli.readers.iati.element import ActivityElement, Element, attribute
from unodc_cli.readers.iati.kinds import FindingKind
from unodc_cli.readers.iati.values import percentage

_WHOLE = 100
# Each share may have been rounded to two places.
_ROUNDED = 0.0051


def share_findings(activity: ActivityElement) -> Iterator[Finding]:
    """Report percentages of an activity that do not add up to 100, or that are not stated."""
    yield from _sectors(activity)
    yield from _recipients(activity)


def _sectors(activity: ActivityElement) -> Iterator[Finding]:
    """Check the sectors of each vocabulary: they add up to 100; a single one may leave the share out."""
    for vocabulary, sectors in _by_vocabulary(activity.children["sector"]).items():
        yield from _check(sectors, FindingKind.SECTOR_SHARES, "sectors", vocabulary)


def _recipients(activity: ActivityElement) -> Iterator[Finding]:
    """Check countries and regions: together they add up to 100.

    Regions of several vocabularies repeat the same shares, so those of each are added to the countries.
    """
    countries = activity.children["recipient-country"]
    by_vocabulary = _by_vocabulary(activity.children["recipient-region"]) or {"1": []}
    for vocabulary, regions in by_vocabulary.items():
        noun = "countries and regions" if countries and regions else "countries" if countries else "regions"
        yield from _check([*countries, *regions], FindingKind.RECIPIENT_SHARES, noun, vocabulary)


def _by_vocabulary(elements: Sequence[Element]) -> dict[str, list[Element]]:
    by_vocabulary: dict[str, list[Element]] = {}
    for element in elements:
        vocabulary = attribute(element, "vocabulary").lower()
        name = "1" if vocabulary in ("", "dac") else vocabulary
        # A publisher's own vocabularies differ by their address.
        if address := attribute(element, "vocabulary-uri"):
            name = f"{name} ({address})"
        by_vocabulary.setdefault(name, []).append(element)
    return by_vocabulary


def _check(elements: Sequence[Element], kind: FindingKind, noun: str, vocabulary: str) -> Iterator[Finding]:
    """Report shares of one vocabulary that are not stated or, with `kind`, that do not add up to 100."""
    if vocabulary != "1":
        noun = f"{noun} of vocabulary {vocabulary}"
    written = [attribute(element, "percentage") for element in elements]
    shares = [percentage(text) for text in written]
    if len(elements) == 1 and not written[0]:
        return
    if None in shares:
        first = elements[shares.index(None)]
        count = sum(share is not None for share in shares)
        yield at(first, FindingKind.NO_SHARES, f"{noun}: {count} of {len(shares)} state one")
        return
    total = sum(share for share in shares if share is not None)
    if elements and not abs(total - _WHOLE) < _ROUNDED * len(elements):
        yield at(elements[0], kind, f"{noun}: {' + '.join(written)} = {round(total, 2):g}")
