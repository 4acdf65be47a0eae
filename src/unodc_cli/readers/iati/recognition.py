"""What published words mean: themes by sectors and words, organisations by identifier and spelling."""

import re
from collections.abc import Iterator, Sequence
from typing import NamedTuple

from rapidfuzz import fuzz, process

from unodc_cli.model import Organisation, Theme
from unodc_cli.readers.iati.codes import PLACEHOLDERS
from unodc_cli.reading import Place, Record
from unodc_cli.vocabulary import fold

# The share of equal letters (rapidfuzz ratio, 0 to 100) from which two spellings are of one name. A test
# holds it against real spellings: letters lost or doubled stay above, other bodies with like names below.
CLOSE = 94
# In short names one letter makes another name.
_SHORT = 12
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
        if not self._exact and (known := self._by_identifier.get(reference)):
            return Match(known, self._names[known], 100)
        folded = _without_numbers(fold(name))
        if folded in _NAMELESS:
            said = "" if reference in PLACEHOLDERS else ref.strip()
            return Match(fold(said).replace(" ", "-"), said, 100) if fold(said) else None
        if self._exact:
            return Match(folded.replace(" ", "-"), name.strip(), 100)
        # Publishers write an acronym behind a name, which may be none that is known here.
        bare = fold(_without_brackets(name))
        if known := self._by_name.get(folded) or self._by_name.get(bare):
            return Match(known, self._names[known], 100)
        if len(folded) >= _SHORT:
            near = process.extractOne(folded, self._long, scorer=fuzz.ratio, score_cutoff=CLOSE)
            if near:
                known = self._by_name[near[0]]
                return Match(known, self._names[known], round(near[1], 1))
        return Match(folded.replace(" ", "-"), name.strip(), 100)


# Patterns that look for the end of a text try each of its places: a name of a megabyte would take hours.
def _without_numbers(folded: str) -> str:
    """Return a folded name without the numbers behind it."""
    words = folded.split(" ")
    while len(words) > 1 and words[-1].isdecimal():
        words.pop()
    return " ".join(words)


def _without_brackets(name: str) -> str:
    """Return a name without what stands in brackets at its end."""
    before, bracket, behind = name.rstrip().rpartition("(")
    return before if bracket and behind.find(")") == len(behind) - 1 else name


def _spellings(body: Organisation) -> Iterator[str]:
    yield from (body.id.replace("-", " "), body.name, *body.aliases)
    if body.acronym:
        # Publishers write the acronym before or behind the name.
        yield from (body.acronym, f"{body.name} {body.acronym}", f"{body.acronym} {body.name}")
