"""Compare names, and find those nearest to an unknown one."""

from collections.abc import Iterable, Mapping, Sequence
from typing import Any

from unodc_cli.errors import UsageError, did_you_mean

# Below this share of equal letters (rapidfuzz ratio, 0 to 100) a suggestion is a guess, not a help.
_NEAR = 70
_LONG_TITLE = 50
_SUGGESTIONS = 3
_ASCII = 128


class _Folded(dict[int, str]):
    """A cache of folded letters, filled when a letter is first met: this runs over every published text."""

    def __missing__(self, code: int) -> str:
        if code < _ASCII:
            self[code] = _bare(chr(code).lower())
            return self[code]
        import unicodedata  # noqa: PLC0415 - few of the words that are typed need it

        from unodc_cli.model.letters import plain_letters  # noqa: PLC0415 - likewise

        # A sign can hide letters of either case: ™ is TM.
        spread = unicodedata.normalize("NFKD", unicodedata.normalize("NFKD", chr(code)).casefold())
        bare = (_bare(letter) for letter in spread if not unicodedata.combining(letter))
        self[code] = plain_letters("".join(bare))
        return self[code]


def _bare(letter: str) -> str:
    if letter in "'\N{RIGHT SINGLE QUOTATION MARK}":
        return ""
    return letter if letter.isalnum() else " "


_FOLDED = _Folded()
# The same for ASCII, which most texts are: translating bytes is several times as quick.
_FOLDED_ASCII = bytes(ord(_bare(chr(code).lower()) or " ") if code < _ASCII else code for code in range(256))


def single_blanks(text: str) -> str:
    """Return a text with single blanks between its words."""
    # Most texts need no change, and checking is much quicker than splitting.
    return text.strip() if text.isprintable() and "  " not in text else " ".join(text.split())


def fold(name: str) -> str:
    """Return a name as it is compared: without case, accents and punctuation, with single blanks.

    An apostrophe joins: "cote divoire" is typed as often as "cote d'ivoire".
    """
    if name.isascii():
        return " ".join(name.encode().translate(_FOLDED_ASCII, b"'").decode().split())
    return " ".join(name.translate(_FOLDED).split())


def short_name(project: Mapping[str, Any]) -> str:
    """Return the acronym of a project, or else the title; of a long title the first alias stands for it."""
    acronym: str | None = project["acronym"]
    title: str = project["title"]
    if acronym or len(title) <= _LONG_TITLE:
        return acronym or title
    return project["aliases"][0] if project["aliases"] else title


def nearest(
    name: str, known: Iterable[tuple[str, str]], limit: int = _SUGGESTIONS, least: int = _NEAR
) -> Sequence[str]:
    """Return the labels nearest to a name, best first; at least `least` per cent of the letters are equal.

    `known` are pairs of a folded name and the label to suggest for it; each label comes once.
    """
    from rapidfuzz import fuzz, process  # noqa: PLC0415 - only an answer that fails needs it

    pairs = list(known)
    matches = process.extract(
        fold(name), [key for key, _ in pairs], scorer=fuzz.ratio, score_cutoff=least, limit=4 * limit
    )
    return list(dict.fromkeys(pairs[index][1] for _, _, index in matches))[:limit]


def one_of(
    kind: str, name: str, allowed: Sequence[str], unlisted: Sequence[str] = (), patterns: Sequence[str] = ()
) -> str:
    """Resolve a word of a closed set, in any case. Raises UsageError for an unknown one.

    `unlisted` are further words, too many to be listed in an error: it lists `patterns` in their place.
    """
    key = fold(name)
    for word in (*allowed, *unlisted):
        if fold(word) == key:
            return word
    near = nearest(name, [(fold(word), word) for word in (*allowed, *unlisted)], limit=2)
    msg = f"there is no {kind} '{name}'"
    question = did_you_mean(near)
    it_is = "It is" if question else "it is"
    raise UsageError(msg, f"{question}{it_is} one of: {', '.join([*allowed, *patterns])}")
