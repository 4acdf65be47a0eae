"""The full-text index: the searchable texts of a project, and their weights.

The same texts are indexed when a catalogue is compiled, and shown again as excerpts of the hits.
"""

import re
from collections.abc import Callable, Iterable, Mapping, Sequence
from typing import Any, Final

from unodc_cli.model.exact import counted
from unodc_cli.model.letters import plain_letters
from unodc_cli.model.names import single_blanks

# Accents and English endings make no difference. Marks are letters: words of Hindi or Thai end at none.
TOKENIZER: Final = "\"porter unicode61 remove_diacritics 2 categories 'L* N* Co Mn Mc'\""

# Scripts without blanks between words: Thai, Lao, Burmese, Khmer and their neighbours, Chinese characters and
# kana. Korean has blanks, but joins endings to its words.
_UNSPACED: Final = (
    "[\u0e00-\u0eff\u1000-\u109f\u1100-\u11ff\u1780-\u17ff\u1950-\u19df\u1a20-\u1aaf\u2e80-\u2fdf"
    "\u3005-\u3007\u3021-\u3029\u3031-\u318f\u31a0-\u31bf\u31f0-\u31ff\u3400-\u4dbf\u4e00-\u9fff"
    "\ua960-\ua97f\ua9e0-\ua9ff\uaa60-\uaadf\uac00-\ud7ff\uf900-\ufaff\uff66-\uffdc"
    "\U00020000-\U0003ffff]+"
)
# Stands between characters that are words of their own. No text to be shown has it: texts are inert.
SEPARATOR: Final = "\x1e"

# Each place and its weight: a word in the title says more on the subject than one in a document.
PLACES: Final = {
    "title": 10,
    "summary": 4,
    "result": 2,
    "partner": 3,
    "phase": 3,
    "theme": 3,
    "country": 3,
    "document": 1,
}

# Words are excluded by a project's own texts: the name of a theme would exclude all projects of the theme.
OWN_PLACES: Final = tuple(place for place in PLACES if place != "theme")

# The name of a term, by its kind and id.
Naming = Callable[[str, str], str | None]


def texts(
    content: Mapping[str, Any], own_partners: int, name: Naming, detail_texts: Mapping[str, Sequence[str]]
) -> Sequence[str]:
    """Return the texts of a project, one for each place; each part is a line.

    `detail_texts` are texts that its document does not have, by place.
    """
    partners = content["partners"][:own_partners]
    parts_of_places = (
        (content["title"], content["acronym"], *content["aliases"], content["id"]),
        (content["summary"],),
        (*(counted(result) for result in content["results"]), *detail_texts.get("result", ())),
        (text for p in partners for text in (p["name"], name("partner", p["id"]))),
        (text for p in content["phases"] for text in (p["name"], p["title"], *p["aliases"], p["summary"])),
        (name("theme", theme) for theme in content["themes"]),
        (name("country", country) for country in content["countries"]),
        detail_texts.get("document", ()),
    )
    return [_lines(parts) for parts in parts_of_places]


def organisation_texts(names: Iterable[str], detail_texts: Mapping[str, Sequence[str]]) -> Sequence[str]:
    """Return the texts of an organisation, one for each place: its names, and the titles of its documents."""
    return [_lines(names if place == "title" else detail_texts.get(place, ())) for place in PLACES]


def indexed(text: str) -> str:
    """Return a text as it is indexed and searched: separated, and with plain letters."""
    return text if text.isascii() else plain_letters(separated(text))


def separated(text: str) -> str:
    """Return a text with each character of scripts without blanks between words as a word of its own.

    So any part of such a text is found, as a phrase.
    """
    return re.sub(_UNSPACED, _separate, text)


def _separate(run: re.Match[str]) -> str:
    import unicodedata  # noqa: PLC0415 - few texts need it

    # The same letters may be written as one character or with marks, and in half their width.
    letters = unicodedata.normalize("NFKC", run[0])
    marked = (f"{'' if unicodedata.category(c).startswith('M') else SEPARATOR}{c}" for c in letters)
    return f"{''.join(marked)}{SEPARATOR}"


def _lines(parts: Iterable[str | None]) -> str:
    lines = [single_blanks(part) for part in parts if part]
    return "\n".join(dict.fromkeys(lines)) if len(lines) > 1 else "".join(lines)
