"""Break texts into lines, measured in the cells of a terminal."""

from collections.abc import Sequence

from rich.cells import cell_len

# A character has at most this many code points, with its combining marks, for each cell that it fills.
CODE_POINTS_PER_CELL = 4


def packed(words: Sequence[str], width: int, *, breaks_words: bool = True) -> list[str]:
    """Return words as lines. A word that is wider than a line is broken, or stands alone."""
    filled = [""]
    for word in words:
        joined = f"{filled[-1]} {word}" if filled[-1] else word
        if cell_len(joined) <= width:
            filled[-1] = joined
            continue
        filled[len(filled) - (not filled[-1]) :] = pieces(word, width) if breaks_words else [word]
    return filled


def pieces(word: str, width: int) -> list[str]:
    """Return a word, or words that stay together, in pieces that fit a line; most are one piece."""
    if cell_len(word) <= width:
        return [word]
    parts, start = [], 0
    while start < len(word):
        # Measuring the whole rest for each piece would take long for a long word.
        parts.append(fitting(word[start : start + CODE_POINTS_PER_CELL * width], width))
        start += len(parts[-1])
    return parts


def fitting(word: str, width: int) -> str:
    """Return as many characters of a word as fit, at least one."""
    end = 1
    while end < len(word) and cell_len(word[: end + 1]) <= width:
        end += 1
    return word[:end]
