"""What published words mean: themes by sectors and words, organisations by identifier and spelling."""

import re
from collections.abc import Iterator, Sequence
from typing import NamedTuple

from rapidfuzz import fuzz, process
from rapidfuzz.distance import OSA, Indel

from unodc_cli.countries import NAMES
from unodc_cli.model import Organisation, Theme
from unodc_cli.readers.iati.codes import PLACEHOLDERS
from unodc_cli.reading import Place, Record
from unodc_cli.vocabulary import fold

# The share of equal letters (rapidfuzz ratio, 0 to 100) from which two spellings may be of one name. Their
# words decide. A test holds both against real spellings and against other bodies with like names.
CLOSE = 90
# In short names one letter makes another name.
_SHORT = 12
# Words of fewer letters are numbers and acronyms as often as words: "II" and "III".
_SHORT_WORD = 4
# From here on, a word with one letter changed is rarely another word: "organisation", but not "fort".
_LONG_WORD = 7
# From here on, a word without two of its letters is rarely another word: "program" and "programme".
_LONGEST_WORD = 9
# Publishers take one of these for another, or leave it out.
_SMALL_WORDS = {"and", "against", "for", "in", "of", "on", "the", "to"}
_SMALL_WORDS |= {"da", "de", "des", "do", "du", "e", "el", "et", "la", "le", "les", "los", "y"}
# One word, with capitals: an acronym. "(Liberia)" says whose body it is.
_ACRONYM = re.compile(r"\s*((?=\S*[A-Z]\S*[A-Z])[A-Z][\w.&/-]*)\s*\)")
_LONGEST_ACRONYM = 40


# A body in a place is that body: its acronym, then an office or, behind a dash or in brackets, a country.
_OFFICE = re.compile(r"([A-Z]{4,})\b[\s,]*(?:Regional|Country|Field|Liaison) Office\b")
_COUNTRY_OFFICE = re.compile(r"([A-Z]{4,})\s*[-\N{EN DASH}\N{EM DASH}(,]\s*(.+)")

_COUNTRIES = {fold(name): code for code, names in NAMES.items() for name in (code, *names)}
_SHORTEST_COUNTRY = 4

# The standard's own sectors, of five digits, in both forms of the standard.
_DAC_5 = ("", "1", "dac")
_NAMELESS = frozenset(fold(placeholder) for placeholder in PLACEHOLDERS)


class Hit(NamedTuple):
    """Why an activity is of a theme: by a sector or a word, which one, and where it stands."""

    theme: str
    by: str
    match: str
    where: str

    def reason(self) -> str:
        """Return it as people say it."""
        return f"{self.by} '{self.match}'" + ("" if self.by == "sector" else f" in the {self.where}")


class _Word(NamedTuple):
    """A word of a theme, folded; with an open end, it may have any ending."""

    theme: str
    text: str
    open: bool

    def begins(self, text: str) -> str | None:
        """Return what of the beginning of a text is this word, with its ending; None if nothing is."""
        if not text.startswith(self.text):
            return None
        ending = text[len(self.text) :].partition(" ")[0]
        return self.text + ending if self.open or not ending else None


class Themes:
    """Finds themes by DAC sectors, and by words: `pirac*` stands for any ending."""

    def __init__(self, themes: Sequence[Theme]) -> None:
        self._by_sector: dict[str, list[str]] = {}
        for theme in themes:
            for sector in theme.sectors:
                self._by_sector.setdefault(sector, []).append(theme.id)
        written = [(theme.id, word) for theme in themes for word in theme.words]
        words = [_Word(theme, fold(word.rstrip("*")), word.endswith("*")) for theme, word in written]
        self._words = [word for word in words if word.text]
        self._pattern = _pattern(self._words)
        self._seen: dict[str, dict[str, str]] = {}

    def found(self, sectors: Sequence[str], texts: Sequence[tuple[str, str]]) -> list[Hit]:
        """Return the first reason for each theme; `texts` are pairs of a name and a text."""
        hits: dict[str, Hit] = {}
        for sector in sectors:
            for theme in self._by_sector.get(sector, ()):
                hits.setdefault(theme, Hit(theme, "sector", sector, "sector"))
        if self._pattern:
            for where, text in texts:
                for matched in self._pattern.findall(fold(text)):
                    for theme, word in self._themes_of(matched).items():
                        hits.setdefault(theme, Hit(theme, "word", word, where))
        return list(hits.values())

    def _themes_of(self, matched: str) -> dict[str, str]:
        """Return the themes of which a word begins what was matched, which is the longest of such words."""
        if matched not in self._seen:
            begun = ((word.theme, word.begins(matched)) for word in self._words)
            self._seen[matched] = {theme: word for theme, word in begun if word}
        return self._seen[matched]


def _pattern(words: Sequence[_Word]) -> re.Pattern[str] | None:
    """Return what finds, at each beginning of a word, the longest of the words that stands there.

    It has one branch a letter, so that a word of a text is compared with few of the words of the themes.
    """
    by_letter: dict[str, list[_Word]] = {}
    for word in sorted(words, key=lambda word: len(word.text), reverse=True):
        by_letter.setdefault(word.text[0], []).append(word)
    branches = []
    for letter, some in by_letter.items():
        rests = (re.escape(word.text[1:]) + (r"\w*" if word.open else r"\b") for word in some)
        branches.append(f"{re.escape(letter)}(?:{'|'.join(rests)})")
    # Looking ahead, so that what overlaps is found too.
    return re.compile(rf"\b(?=({'|'.join(branches)}))") if branches else None


def recognised(record: Record, themes: Themes) -> Record:
    """Return an activity with its themes, why it is of them, and where in its file that stands."""
    content = record.content
    sectors = [
        share for share in content["activity"]["sectors"] if (share["vocabulary"] or "").lower() in _DAC_5
    ]
    # Without a title, the identifier stands for it.
    titles = [content["title"], *content["aliases"]] if content["title"] != content["id"] else []
    hits = themes.found(
        [share["code"] for share in sectors],
        [*(("title", title) for title in titles), ("description", content["summary"] or "")],
    )
    if not hits:
        return record
    lines = {place[0]: place[1] for place in record.places}
    lines |= {"description": lines.get("summary", 0)} | {share["code"]: share["line"] for share in sectors}
    content["themes"] = [hit.theme for hit in hits]
    content["activity"]["why"] = [hit._asdict() for hit in hits]
    places: list[Place] = [
        ("themes", lines[hit.match if hit.by == "sector" else hit.where], (), [hit.theme], hit.reason())
        for hit in hits
    ]
    return record._replace(places=[*record.places, *places])


class Match(NamedTuple):
    """What a published name was taken for, and how near it is: 100 is the same."""

    id: str
    name: str
    score: float


class Organisations:
    """Resolves published names and references to known organisations, or else groups them by name.

    With `exact`, by name only: nothing is taken for a known organisation.
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

    def resolve(self, ref: str, name: str) -> Match | None:
        """Return what a reference and a name mean; None if both say nothing."""
        reference = ref.strip().lower()
        if not self._exact and (known := self._identified(reference)):
            return Match(known, self._names[known], 100)
        folded = _without_numbers(fold(name))
        if folded in _NAMELESS:
            said = "" if reference in PLACEHOLDERS else ref.strip()
            return Match(fold(said).replace(" ", "-"), said, 100) if fold(said) else None
        if self._exact:
            return Match(folded.replace(" ", "-"), name.strip(), 100)
        # Publishers write an acronym behind a name, which may be none that is known here.
        bare = fold(_without_acronym(name))
        known = self._by_name.get(folded) or self._by_name.get(bare) or self._by_name.get(_of_office(name))
        if known:
            return Match(known, self._names[known], 100)
        if len(folded) >= _SHORT:
            words = folded.split()
            for near, score, _ in process.extract(folded, self._long, scorer=fuzz.ratio, score_cutoff=CLOSE):
                if _same(words, near.split()):
                    known = self._by_name[near]
                    return Match(known, self._names[known], round(score, 1))
        return Match(folded.replace(" ", "-"), name.strip(), 100)

    def _identified(self, reference: str) -> str | None:
        """Return whose identifier a reference is. A code of the DAC may stand without its prefix."""
        return self._by_identifier.get(reference) or self._by_identifier.get(f"xm-dac-{reference}")


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
    found = _ACRONYM.fullmatch(behind) if len(behind) < _LONGEST_ACRONYM else None
    return before if found and fold(found[1]) not in _COUNTRIES else name


def _of_office(name: str) -> str:
    """Return the acronym, folded, of the body whose office a name is; empty if it is none's."""
    office = _OFFICE.match(name.strip())
    place = _COUNTRY_OFFICE.fullmatch(name.strip())
    if place and fold(place[2]) in _COUNTRIES:
        office = place
    acronym = fold(office[1]) if office else ""
    return acronym if acronym not in _COUNTRIES else ""


def _same(words: Sequence[str], others: Sequence[str]) -> bool:
    """Tell whether two spellings are of one name: word by word, the one is a slip of the other.

    A blank may be lost or added, and a small word changed or left out.
    """
    if not words or not others:
        return all(word in _SMALL_WORDS for word in (*words, *others))
    return (
        (_slip(words[0], others[0]) and _same(words[1:], others[1:]))
        or ("".join(words[:2]) == others[0] and _same(words[2:], others[1:]))
        or (words[0] == "".join(others[:2]) and _same(words[1:], others[2:]))
        or (words[0] in _SMALL_WORDS and _same(words[1:], others))
        or (others[0] in _SMALL_WORDS and _same(words, others[1:]))
    )


def _slip(word: str, other: str) -> bool:
    """Tell whether two words are one, but for a letter lost, added, swapped or, in a long one, changed.

    What begins with the names of two countries is two words, however near: Niger and Nigeria.
    """
    if word == other:
        return True
    if word in _SMALL_WORDS or other in _SMALL_WORDS:
        return OSA.distance(word, other) <= 1
    shorter, longer = sorted((len(word), len(other)))
    if shorter < _SHORT_WORD or any(map(str.isdigit, word + other)) or _country(word) != _country(other):
        return False
    if longer >= _LONGEST_WORD and Indel.distance(word, other) == longer - shorter <= 2:  # noqa: PLR2004
        return True
    changed = shorter == longer and sorted(word) != sorted(other)
    return OSA.distance(word, other) <= 1 and (longer >= _LONG_WORD or not changed)


def _country(word: str) -> str | None:
    """Return the code of the country with the longest name that begins a word: Nigeria's for Nigerian."""
    beginnings = (word[:end] for end in range(len(word), _SHORTEST_COUNTRY - 1, -1))
    return next((_COUNTRIES[some] for some in beginnings if some in _COUNTRIES), None)
