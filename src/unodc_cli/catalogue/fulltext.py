"""What of a project is searched: its texts, by the place in which they stand.

The same texts are indexed when a catalogue is made, and shown again as excerpts of what was found.
"""

from collections.abc import Callable, Iterable, Mapping, Sequence
from typing import Any, Final

from unodc_cli.text import single_blanks

# Endings and accents make no difference, as far as English stems go.
TOKENIZER: Final = "porter unicode61 remove_diacritics 2"

# Each place, with how much a word that stands there says of what the project is about.
PLACES: Final = {
    "title": 10,
    "summary": 4,
    "result": 2,
    "partner": 3,
    "phase": 3,
    "theme": 3,
    "country": 3,
}

# What a project is not about is asked of its own texts: the name of a theme says it of all that have it.
OWN_PLACES: Final = tuple(place for place in PLACES if place != "theme")

# The name of a term, by its kind and id.
Naming = Callable[[str, str], str | None]


def texts(content: Mapping[str, Any], own_partners: int, name: Naming) -> Sequence[str]:
    """Return the texts of a project, one for each of the places; its parts are lines."""
    partners = content["partners"][:own_partners]
    found = (
        (content["title"], content["acronym"], *content["aliases"], content["id"]),
        (content["summary"],),
        (counted(result) for result in content["results"]),
        (text for p in partners for text in (p["name"], name("partner", p["id"]))),
        (text for p in content["phases"] for text in (p["name"], p["title"], *p["aliases"], p["summary"])),
        (name("theme", theme) for theme in content["themes"]),
        (name("country", country) for country in content["countries"]),
    )
    return [_lines(parts) for parts in found]


def counted(result: Mapping[str, Any]) -> str:
    """Return what was reached, with its figure: `2,426 officers trained`."""
    return result["what"] if result["figure"] is None else f"{result['figure']:,} {result['what']}"


def _lines(parts: Iterable[str | None]) -> str:
    lines = [single_blanks(part) for part in parts if part]
    return "\n".join(dict.fromkeys(lines)) if len(lines) > 1 else "".join(lines)
