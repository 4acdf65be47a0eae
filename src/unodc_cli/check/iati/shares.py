"""Rules on percentages: of sectors, and of the countries and regions together."""

from collections.abc import Iterator, Sequence

from unodc_cli.check.iati.findings import Finding, at
from unodc_cli.readers.iati.element import Element
from unodc_cli.readers.iati.kinds import FindingKind
from unodc_cli.readers.iati.seen import Seen, attribute
from unodc_cli.readers.iati.shares import percentage

_WHOLE = 100
# Each share may have been rounded to two places.
_ROUNDED = 0.0051


def of_shares(seen: Seen) -> Iterator[Finding]:
    """Find percentages of an activity that do not add up to 100, or that are not stated."""
    yield from _sectors(seen)
    yield from _recipients(seen)


def _sectors(seen: Seen) -> Iterator[Finding]:
    """sector/@percentage: the sectors of each vocabulary add up to 100; a single one may leave it out."""
    by_vocabulary = _by_vocabulary(seen.all("sector"))
    for vocabulary, sectors in by_vocabulary.items():
        yield from _of_one(sectors, FindingKind.SECTOR_SHARES, "sectors", vocabulary)


def _recipients(seen: Seen) -> Iterator[Finding]:
    """recipient-country and recipient-region/@percentage: together they add up to 100.

    Regions of several vocabularies say the same thing several times, so each goes with the countries.
    """
    countries = list(seen.all("recipient-country"))
    by_vocabulary = _by_vocabulary(seen.all("recipient-region")) or {"1": []}
    for vocabulary, regions in by_vocabulary.items():
        what = "countries and regions" if countries and regions else "countries" if countries else "regions"
        yield from _of_one([*countries, *regions], FindingKind.RECIPIENT_SHARES, what, vocabulary)


def _by_vocabulary(elements: Sequence[Element]) -> dict[str, list[Element]]:
    by_vocabulary: dict[str, list[Element]] = {}
    for element in elements:
        vocabulary = attribute(element, "vocabulary").lower()
        name = "1" if vocabulary in ("", "dac") else vocabulary
        # Own vocabularies of one publisher differ by their address.
        if address := attribute(element, "vocabulary-uri"):
            name = f"{name} ({address})"
        by_vocabulary.setdefault(name, []).append(element)
    return by_vocabulary


def _of_one(elements: Sequence[Element], kind: FindingKind, what: str, vocabulary: str) -> Iterator[Finding]:
    if vocabulary != "1":
        what = f"{what} of vocabulary {vocabulary}"
    written = [attribute(element, "percentage") for element in elements]
    read = [percentage(text) for text in written]
    if len(elements) == 1 and not written[0]:
        return
    if None in read:
        first = elements[read.index(None)]
        stated = sum(share is not None for share in read)
        yield at(first, FindingKind.NO_SHARES, f"{what}: {stated} of {len(read)} state one")
        return
    total = sum(share for share in read if share is not None)
    if elements and not abs(total - _WHOLE) < _ROUNDED * len(elements):
        yield at(elements[0], kind, f"{what}: {' + '.join(written)} = {round(total, 2):g}")
