"""Markup that is packed into the page, to be drawn by its script as it is needed.

The markup of many projects is much alike. Cut at the same places and put together by these, it takes half of
the room once it is compressed.
"""

import base64
import json
import re
import zlib
from collections.abc import Iterator, Sequence
from typing import Any, Final, NamedTuple

# Projects in a pack: more are smaller together, but all of a pack is unpacked for one card.
_TOGETHER: Final = 2048
# Where a fragment is cut, by its sort: a row, a lane, a card, its results, its notes.
_CUTS: Final = (
    re.compile(r"(?=<td)"),
    re.compile(r"(?=<td|<rect|<use)"),
    re.compile(r"(?=<i>|<dt>|<h4>|<p|<details|</dl>)"),
    re.compile(r"(?=<li>)"),
    re.compile(r"(?=<li>)"),
)
# The beginning of a piece that is the same in most: it stands for the pieces of its place.
_KEY: Final = re.compile(r"<dt>[^<]*<dd>|<h4>[^<]*</h4>|<\w+(?: class=\w+)?>?|</dl>|")
_LINE: Final = re.compile(r"(?<=<i>)[0-9]+(?=</i>)|(?<=<td class=l>)[0-9]+")
# Stands for the title, which the row has.
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
    for begin in range(0, len(entries), _TOGETHER):
        sorts = zip(*entries[begin : begin + _TOGETHER], strict=True)
        yield compressed([_columns(texts, cut) for texts, cut in zip(sorts, _CUTS, strict=True)])


def compressed(value: Any) -> str:
    """Return a value as compressed JSON in Base64."""
    text = json.dumps(value, ensure_ascii=False, separators=(",", ":"))
    return base64.b64encode(zlib.compress(text.encode(), 9)).decode()


def relative(card: str, line: str) -> str:
    """Return a card with the lines of its values counted from its first line.

    Most activities of a file are written alike, so these numbers are too.
    """
    first = int(line or 0)
    return _LINE.sub(lambda found: str(int(found[0]) - first), card)


def _columns(texts: Sequence[str], cut: re.Pattern[str]) -> list[list[Any]]:
    """Return the keys of the pieces in their order, and for each key the rest of the pieces (0: none)."""
    order: list[tuple[str, int]] = []
    columns: dict[tuple[str, int], dict[int, str]] = {}
    for index, text in enumerate(texts):
        place = 0
        seen: dict[str, int] = {}
        for piece in cut.split(text):
            literal = _key(piece)
            seen[literal] = seen.get(literal, 0) + 1
            key = literal, seen[literal]
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
