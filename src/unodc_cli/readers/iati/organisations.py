"""Match published names to organisations, by identifier, name and spelling."""

import re
from collections.abc import Iterator, Sequence
from typing import NamedTuple

from rapidfuzz import fuzz, process

from unodc_cli.codelists.iati import PLACEHOLDERS
from unodc_cli.model.names import fold
from unodc_cli.model.portfolio import Organisation
from unodc_cli.readers.iati.spelling import COUNTRIES, is_same

# The share of equal letters (rapidfuzz ratio, 0 to 100) from which two spellings may be of one name. Then
# their words are compared. A test holds both against real spellings and against other bodies with like names.
CLOSE = 90
# In short names one letter makes another name.
_SHORT = 12
# One word, with capitals: an acronym. "(Liberia)" says whose body it is.
_ACRONYM = re.compile(r"\s*((?=\S*[A-Z]\S*[A-Z])[A-Z][\w.&/-]*)\s*\)")
_LONGEST_ACRONYM = 40
# An office of a body stands for the body: an acronym, then "Country Office" and the like, or a country behind
# a dash or in brackets.
_OFFICE = re.compile(r"([A-Z]{4,})\b[\s,]*(?:Regional|Country|Field|Liaison) Office\b")
_COUNTRY_OFFICE = re.compile(r"([A-Z]{4,})\s*[-\N{EN DASH}\N{EM DASH}(,]\s*(.+)")
# The code of a country or of a body without one, a list in it, and an identifier of that list.
_IDENTIFIER = re.compile(r"[a-z]{2,3}-[a-z0-9_]{2,12}-\S{1,60}")
_GROUP = re.compile(r"xm-dac-[0-9]+000")
_NAMELESS = frozenset(fold(placeholder) for placeholder in PLACEHOLDERS)


class OrganisationMatch(NamedTuple):
    """The organisation that a published name means, and the similarity of the names: 100 for the same."""

    id: str
    name: str
    score: float


class OrganisationMatcher:
    """Resolve published names and references to known organisations, or else group them by name.

    With `exact`, they are grouped by name only: no known organisation is looked for.
    """

    def __init__(self, organisations: Sequence[Organisation], *, exact: bool = False) -> None:
        self._exact = exact
        self._names = {body.id: body.acronym or body.name for body in organisations}
        self._by_identifier = {
            identifier.lower(): body.id for body in organisations for identifier in body.identifiers
        }
        self._by_name: dict[str, str] = {}
        for body in organisations:
            for name in _spellings(body):
                self._by_name.setdefault(fold(name), body.id)
        self._long = [name for name in self._by_name if len(name) >= _SHORT]

    def resolve(self, ref: str, name: str) -> OrganisationMatch | None:
        """Resolve a reference and a name to an organisation; None if both are empty."""
        reference = ref.strip().lower()
        if not self._exact and (known_id := self._identified(reference)):
            return OrganisationMatch(known_id, self._names[known_id], 100)
        folded = _without_numbers(fold(name))
        if folded in _NAMELESS:
            written = "" if reference in PLACEHOLDERS else ref.strip()
            id_ = fold(written).replace(" ", "-")
            return OrganisationMatch(id_, written, 100) if id_ else None
        if self._exact:
            return OrganisationMatch(folded.replace(" ", "-"), name.strip(), 100)
        # Publishers write an acronym behind a name, which may be none that is known here.
        bare = fold(_without_acronym(name))
        known_id = self._by_name.get(folded) or self._by_name.get(bare) or self._by_name.get(_of_office(name))
        if known_id:
            return OrganisationMatch(known_id, self._names[known_id], 100)
        if len(folded) >= _SHORT:
            words = folded.split()
            for near, score, _ in process.extract(folded, self._long, scorer=fuzz.ratio, score_cutoff=CLOSE):
                if is_same(words, near.split()):
                    known_id = self._by_name[near]
                    return OrganisationMatch(known_id, self._names[known_id], round(score, 1))
        return OrganisationMatch(folded.replace(" ", "-"), name.strip(), 100)

    def is_known(self, id_: str) -> bool:
        """Return whether an organisation is one of the vocabulary."""
        return id_ in self._names

    def _identified(self, reference: str) -> str | None:
        """Return the organisation with an identifier. A code of the DAC may stand without its prefix."""
        return self._by_identifier.get(reference) or self._by_identifier.get(f"xm-dac-{reference}")


def identifier_of(ref: str) -> str:
    """Return a reference that identifies one organisation (org-id.guide), in lower case; empty for others.

    Codes of the DAC that end with 000 are groups of organisations: 21000 are international NGOs.
    """
    reference = ref.strip().lower()
    if not _IDENTIFIER.fullmatch(reference) or _GROUP.fullmatch(reference):
        return ""
    return reference


# Patterns that look for the end of a text try each of its places: a name of a megabyte would take hours.
def _without_numbers(folded: str) -> str:
    """Return a folded name without the numbers behind it."""
    words = folded.split(" ")
    while len(words) > 1 and words[-1].isdecimal():
        words.pop()
    return " ".join(words)


def _spellings(body: Organisation) -> Iterator[str]:
    yield from (body.id.replace("-", " "), body.name, *body.aliases)
    if body.acronym:
        # Publishers write the acronym before or behind the name.
        yield from (body.acronym, f"{body.name} {body.acronym}", f"{body.acronym} {body.name}")


def _without_acronym(name: str) -> str:
    """Return a name without the acronym in brackets at its end; a country that stands there is part of it."""
    before, _, behind = name.rstrip().rpartition("(")
    match = _ACRONYM.fullmatch(behind) if len(behind) < _LONGEST_ACRONYM else None
    return before if match and fold(match[1]) not in COUNTRIES else name


def _of_office(name: str) -> str:
    """Return the folded acronym of the body if a name is that of its office, else an empty text."""
    office = _OFFICE.match(name.strip())
    place = _COUNTRY_OFFICE.fullmatch(name.strip())
    if place and fold(place[2]) in COUNTRIES:
        office = place
    acronym = fold(office[1]) if office else ""
    return acronym if acronym not in COUNTRIES else ""
