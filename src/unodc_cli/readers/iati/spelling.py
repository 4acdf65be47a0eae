"""Compare spellings of a name, word by word: one may be a slip of the other."""

from collections.abc import Sequence

from rapidfuzz.distance import OSA, Indel

from unodc_cli.codelists.countries import NAMES
from unodc_cli.model.names import fold

# Country names, folded → their codes.
COUNTRIES = {fold(name): code for code, names in NAMES.items() for name in (code, *names)}
_SHORTEST_COUNTRY = 4
# Words of fewer letters are numbers and acronyms as often as words: "II" and "III".
_SHORT_WORD = 4
# From here on, a word with one letter changed is rarely another word: "organisation", but not "fort".
_LONG_WORD = 7
# From here on, a word without two of its letters is rarely another word: "program" and "programme".
_LONGEST_WORD = 9
# Publishers take one of these for another, or leave it out.
_SMALL_WORDS = {"and", "against", "for", "in", "of", "on", "the", "to"}
_SMALL_WORDS |= {"da", "de", "des", "do", "du", "e", "el", "et", "la", "le", "les", "los", "y"}


def is_same(words: Sequence[str], others: Sequence[str]) -> bool:
    """Return whether two spellings are of one name: each word of one is a slip of the other's.

    A blank may be lost or added, and a small word changed or left out.
    """
    if not words or not others:
        return all(word in _SMALL_WORDS for word in (*words, *others))
    return (
        (_slip(words[0], others[0]) and is_same(words[1:], others[1:]))
        or ("".join(words[:2]) == others[0] and is_same(words[2:], others[1:]))
        or (words[0] == "".join(others[:2]) and is_same(words[1:], others[2:]))
        or (words[0] in _SMALL_WORDS and is_same(words[1:], others))
        or (others[0] in _SMALL_WORDS and is_same(words, others[1:]))
    )


def _slip(word: str, other: str) -> bool:
    """Return whether two words are one, but for a letter lost, added, swapped or, in a long one, changed.

    Words that begin with the names of two countries are never one: Niger and Nigeria.
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
    return next((COUNTRIES[beginning] for beginning in beginnings if beginning in COUNTRIES), None)
