"""The sentence of a text that matches a search."""

import re
from collections.abc import Iterator, Sequence
from typing import Final

from unodc_cli.report.rows import Excerpt

# The full-text index puts these around matching words. No text has them: texts are made inert before.
OPEN, CLOSE = "\x02", "\x03"

_MARKED: Final = re.compile(f"{OPEN}([^{CLOSE}]*){CLOSE}")
_SENTENCE_END: Final = re.compile(rf"(?<=[.!?;])\s+(?=[{OPEN}\"'(]?[A-Z0-9{OPEN}])")
_WORD: Final = re.compile(r"\S+")
_LONGEST = 180
_BEFORE = 60


def words_of(marked: str) -> list[str]:
    """Return the words that are marked in a text, as they stand, each once."""
    words = (word for phrase in _MARKED.findall(marked) for word in phrase.split())
    return list({word.casefold(): word for word in words}.values())


def excerpt(marked: str) -> Excerpt:
    """Return the sentence of a marked text with the most of the words, short enough to be looked over."""
    # A phrase may run over the end of a sentence or line: word by word, no mark is cut in two.
    marked = _MARKED.sub(lambda phrase: _WORD.sub(rf"{OPEN}\g<0>{CLOSE}", phrase[1]), marked)
    best = max(_sentences(marked), key=lambda sentence: len(words_of(sentence)))
    return Excerpt(_bare(_cut(best)), words_of(best))


def _sentences(marked: str) -> Iterator[str]:
    for line in marked.split("\n"):
        yield from _SENTENCE_END.split(line)


def _cut(sentence: str) -> str:
    """Return the part of a long sentence around its first marked word, broken between words."""
    if len(_bare(sentence)) <= _LONGEST:
        return sentence
    words = sentence.split(" ")
    first = next(index for index, word in enumerate(words) if OPEN in word)
    start, length = first, 0
    while start and (length := length + len(words[start - 1]) + 1) <= _BEFORE:
        start -= 1
    tail: Sequence[str] = words[start:]
    end, length = 0, 0
    while end < len(tail) and (length + len(tail[end]) + 1 <= _LONGEST or start + end <= first):
        length += len(tail[end]) + 1
        end += 1
    before, after = "… " if start else "", " …" if end < len(tail) else ""
    return f"{before}{' '.join(tail[:end])}{after}"


def _bare(marked: str) -> str:
    return marked.replace(OPEN, "").replace(CLOSE, "")
