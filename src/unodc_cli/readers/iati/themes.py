"""Match published texts to themes, by sectors and words."""

import re
from collections.abc import Mapping, Sequence
from typing import Any, Final, NamedTuple

from unodc_cli.codelists.classifications import is_standard
from unodc_cli.model.names import fold
from unodc_cli.model.portfolio import Theme
from unodc_cli.readers.records import Place, Record

# The publisher's own vocabulary, which has our themes if it has the address THEMES.
_OWN = "99"
THEMES: Final = "urn:unodc-cli:themes"


class Hit(NamedTuple):
    """The reason for a theme of an activity: a sector or a word, and the place where it stands."""

    theme: str
    by: str
    match: str
    where: str

    def reason(self) -> str:
        """Return the reason as a phrase."""
        return f"{self.by} '{self.match}'" + ("" if self.by == "sector" else f" in the {self.where}")


class _Word(NamedTuple):
    """A word of a theme, folded; with an open end, it may have any ending."""

    theme: str
    text: str
    open: bool

    def begins(self, text: str) -> str | None:
        """Return the beginning of a text that is this word, with its ending; None if it begins otherwise."""
        if not text.startswith(self.text):
            return None
        ending = text[len(self.text) :].partition(" ")[0]
        return self.text + ending if self.open or not ending else None


class ThemeMatcher:
    """Find themes by DAC sectors, and by words: `pirac*` stands for any ending."""

    def __init__(self, themes: Sequence[Theme]) -> None:
        self._ids = {theme.id for theme in themes}
        self._by_sector: dict[str, list[str]] = {}
        for theme in themes:
            for sector in theme.sectors:
                self._by_sector.setdefault(sector, []).append(theme.id)
        written = [(theme.id, word) for theme in themes for word in theme.words]
        words = [_Word(theme, fold(word.rstrip("*")), word.endswith("*")) for theme, word in written]
        self._words = [word for word in words if word.text]
        self._pattern = _pattern(self._words)
        self._seen: dict[str, dict[str, str]] = {}

    def stated(self, sectors: Sequence[Mapping[str, Any]]) -> list[Hit]:
        """Return the themes that sectors name, in the publisher's own vocabulary with our address."""
        codes = (
            share["code"]
            for share in sectors
            if share["vocabulary"] == _OWN and share.get("vocabulary_uri") == THEMES
        )
        return [Hit(code, "sector", code, "sector") for code in dict.fromkeys(codes) if code in self._ids]

    def find(self, sectors: Sequence[str], texts: Sequence[tuple[str, str]]) -> list[Hit]:
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
        """Return the themes of each word that the match begins with; the match is the longest of them."""
        if matched not in self._seen:
            beginnings = ((word.theme, word.begins(matched)) for word in self._words)
            self._seen[matched] = {theme: word for theme, word in beginnings if word}
        return self._seen[matched]


def _pattern(words: Sequence[_Word]) -> re.Pattern[str] | None:
    """Return a pattern that matches, at each beginning of a word, the longest of these words.

    It has one branch a letter, so that a word of a text is compared with few of the words of the themes.
    """
    by_letter: dict[str, list[_Word]] = {}
    for word in sorted(words, key=lambda word: len(word.text), reverse=True):
        by_letter.setdefault(word.text[0], []).append(word)
    branches = []
    for letter, alike in by_letter.items():
        rests = (re.escape(word.text[1:]) + (r"\w*" if word.open else r"\b") for word in alike)
        branches.append(f"{re.escape(letter)}(?:{'|'.join(rests)})")
    # Looking ahead, so that what overlaps is found too.
    return re.compile(rf"\b(?=({'|'.join(branches)}))") if branches else None


def with_themes(record: Record, themes: ThemeMatcher) -> Record:
    """Return an activity with its themes, the reason for each, and the place of each in its file."""
    content = record.content
    sectors = content["activity"]["sectors"]
    # An activity that states its themes has no others.
    hits = themes.stated(sectors)
    if not hits:
        sectors = [share for share in sectors if is_standard(share["vocabulary"])]
        # Without a title, the identifier stands for it.
        titles = [content["title"], *content["aliases"]] if content["title"] != content["id"] else []
        hits = themes.find(
            [share["code"] for share in sectors],
            [*(("title", title) for title in titles), ("description", content["summary"] or "")],
        )
    if not hits:
        return record
    lines = {place[0]: place[1] for place in record.places}
    lines |= {"description": lines.get("summary", 0)} | {share["code"]: share["line"] for share in sectors}
    activity = {**content["activity"], "why": [hit._asdict() for hit in hits]}
    places: list[Place] = [
        ("themes", lines[hit.match if hit.by == "sector" else hit.where], (), [hit.theme], hit.reason())
        for hit in hits
    ]
    return record._replace(
        content={**content, "themes": [hit.theme for hit in hits], "activity": activity},
        places=[*record.places, *places],
    )
