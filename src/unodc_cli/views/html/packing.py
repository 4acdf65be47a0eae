"""Compress the markup of projects; the script of the page unpacks it when it is needed.

The markup of one project is much like that of another. Cut at the same places and sorted by these, it
compresses to half the size.
"""

import base64
import json
import re
import zlib
from collections.abc import Iterator, Sequence
from typing import Any, Final, NamedTuple

# The number of projects in a pack. Larger packs compress better, but one card needs its whole pack unpacked.
_PACK_SIZE: Final = 2048
# The places where markup is cut: that of a row, a lane, a card, its results, its notes.
_CUTS: Final = (
    re.compile(r"(?=<td)"),
    re.compile(r"(?=<td|<rect|<use)"),
    re.compile(r"(?=<i>|<dt>|<h4>|<p|<details|</dl>)"),
    re.compile(r"(?=<li>)"),
    re.compile(r"(?=<li>)"),
)
# The beginning of a piece, which most projects have in common. Pieces with the same one are sorted together.
_KEY: Final = re.compile(r"<dt>[^<]*<dd>|<h4>[^<]*</h4>|<\w+(?: class=\w+)?>?|</dl>|")
_LINE: Final = re.compile(r"(?<=<i>)[0-9]+(?=</i>)|(?<=<td class=l>)[0-9]+")
# Replaces the title, which the row of the project has.
TITLE: Final = "\x01"


class Fragments(NamedTuple):
    """The markup of a project: its row, its lane, its card, and the end of the card: results and notes."""

    row: str
    lane: str = ""
    card: str = ""
    results: str = ""
    notes: str = ""


def packed(entries: Sequence[Fragments]) -> Iterator[str]:
    """Return the markup of projects as compressed JSON in Base64, many projects at a time."""
    for begin in range(0, len(entries), _PACK_SIZE):
        fields = zip(*entries[begin : begin + _PACK_SIZE], strict=True)
        yield compressed([_columns(texts, cut) for texts, cut in zip(fields, _CUTS, strict=True)])


def compressed(value: Any) -> str:
    """Return a value as compressed JSON in Base64."""
    text = json.dumps(value, ensure_ascii=False, separators=(",", ":"))
    return base64.b64encode(zlib.compress(text.encode(), 9)).decode()


def relative(card: str, line: str) -> str:
    """Return a card with the lines of its values counted from its first line.

    Most activities of a file are written alike, so these numbers are too.
    """
    first = int(line or 0)
    return _LINE.sub(lambda match: str(int(match[0]) - first), card)


def _columns(texts: Sequence[str], cut: re.Pattern[str]) -> list[list[Any]]:
    """Return the keys of the pieces in their order, and for each key the rest of the pieces (0: none)."""
    order: list[tuple[str, int]] = []
    columns: dict[tuple[str, int], dict[int, str]] = {}
    for index, text in enumerate(texts):
        place = 0
        counts: dict[str, int] = {}
        for piece in cut.split(text):
            literal = _key(piece)
            counts[literal] = counts.get(literal, 0) + 1
            key = literal, counts[literal]
            if key not in columns:
                columns[key] = {}
                order.insert(place, key)
            elif order.index(key) < place:
                # Out of the usual order: it stays with what stands before it.
                previous = order[place - 1]
                columns[previous][index] = columns[previous].get(index, "") + piece
                continue
            place = order.index(key) + 1
            columns[key][index] = piece[len(literal) :]
    return [
        [literal for literal, _ in order],
        [[columns[key].get(index, 0) for index in range(len(texts))] for key in order],
    ]


def _key(piece: str) -> str:
    match = _KEY.match(piece)
    return match[0] if match else ""
