"""What published words mean: themes by sectors and words, organisations by identifier and spelling."""

import re
from collections.abc import Iterator, Sequence
from typing import NamedTuple

from rapidfuzz import fuzz, process

from unodc_cli.model import Organisation, Theme
from unodc_cli.readers.iati.codes import PLACEHOLDERS
from unodc_cli.vocabulary import fold

# The share of equal letters (rapidfuzz ratio, 0 to 100) from which two spellings are of one name. A test
# holds it against real spellings: letters lost or doubled stay above, other bodies with like names below.
CLOSE = 94
# In short names one letter makes another name.
_SHORT = 12
_NUMBERS_AT_THE_END = re.compile(r"(?: \d+)+$")


class Hit(NamedTuple):
    """Why an activity is of a theme: by a sector or a word, which one, and where it stands."""

    theme: str
    by: str
    match: str
    where: str


class Themes:
    """Finds themes by DAC sectors, and by words: `pirac*` stands for any ending."""

    def __init__(self, themes: Sequence[Theme]) -> None:
        self._by_sector: dict[str, list[str]] = {}
        words: list[tuple[str, str]] = []
        for theme in themes:
            for sector in theme.sectors:
                self._by_sector.setdefault(sector, []).append(theme.id)
            words += [(theme.id, word) for word in theme.words]
        self._of_word: dict[str, str] = {}
        patterns = []
        for theme_id, word in words:
            open_end = word.endswith("*")
            folded = fold(word.rstrip("*"))
            self._of_word.setdefault(folded, theme_id)
            patterns.append(re.escape(folded) + (r"\w*" if open_end else r"\b"))
        # Longer words first: "maritime crime" before "maritime".
        patterns.sort(key=len, reverse=True)
        self._pattern = re.compile(rf"\b(?:{'|'.join(patterns)})") if patterns else None
        self._themes = [(theme_id, fold(word.rstrip("*"))) for theme_id, word in words]

    def found(self, sectors: Sequence[str], texts: Sequence[tuple[str, str]]) -> list[Hit]:
        """Return the first reason for each theme; `texts` are pairs of a name and a text."""
        hits: dict[str, Hit] = {}
        for sector in sectors:
            for theme in self._by_sector.get(sector, ()):
                hits.setdefault(theme, Hit(theme, "sector", sector, "sector"))
        for where, text in texts:
            if self._pattern is None or not text:
                continue
            for match in self._pattern.finditer(fold(text)):
                theme_found = self._theme_of(match[0])
                hits.setdefault(theme_found, Hit(theme_found, "word", match[0], where))
        return list(hits.values())

    def _theme_of(self, matched: str) -> str:
        known = self._of_word.get(matched)
        if known is None:
            # It began with a word that may have any ending: the longest such.
            starts = [(len(word), theme) for theme, word in self._themes if matched.startswith(word)]
            known = self._of_word[matched] = max(starts)[1]
        return known


class Match(NamedTuple):
    """What a published name was taken for, and how near it is: 100 is the same."""

    id: str
    name: str
    score: float


class Organisations:
    """Resolves published names and references to known organisations, or else groups them by name."""

    def __init__(self, organisations: Sequence[Organisation]) -> None:
        self._names = {body.id: body.acronym or body.name for body in organisations}
        self._by_identifier = {
            identifier.lower(): body.id for body in organisations for identifier in body.identifiers
        }
        self._by_name: dict[str, str] = {}
        for body in organisations:
            for name in _spellings(body):
                self._by_name.setdefault(fold(name), body.id)
        self._long = [name for name in self._by_name if len(name) >= _SHORT]
        self._seen: dict[tuple[str, str], Match | None] = {}

    def resolve(self, ref: str, name: str) -> Match | None:
        """Return what a reference and a name mean; None if both say nothing."""
        key = (ref, name)
        if key not in self._seen:
            self._seen[key] = self._resolved(ref, name)
        return self._seen[key]

    def _resolved(self, ref: str, name: str) -> Match | None:
        reference = ref.strip().lower()
        if known := self._by_identifier.get(reference):
            return Match(known, self._names[known], 100)
        folded = _NUMBERS_AT_THE_END.sub("", fold(name))
        if folded in PLACEHOLDERS:
            said = "" if reference in PLACEHOLDERS else ref.strip()
            return Match(fold(said).replace(" ", "-"), said, 100) if fold(said) else None
        if known := self._by_name.get(folded):
            return Match(known, self._names[known], 100)
        if len(folded) >= _SHORT:
            near = process.extractOne(folded, self._long, scorer=fuzz.ratio, score_cutoff=CLOSE)
            if near:
                known = self._by_name[near[0]]
                return Match(known, self._names[known], round(near[1], 1))
        return Match(folded.replace(" ", "-"), name.strip(), 100)


def _spellings(body: Organisation) -> Iterator[str]:
    yield from (body.id.replace("-", " "), body.name, *body.aliases)
    if body.acronym:
        # Publishers write the acronym before or behind the name.
        yield from (body.acronym, f"{body.name} {body.acronym}", f"{body.acronym} {body.name}")
