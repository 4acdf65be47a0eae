"""Translate a search into an expression of the full-text index.

All words must match; `"a phrase"` matches as it stands, `a OR b` either word, `smuggl*` any ending. `-word`
or `NOT word` excludes projects with the word, except in the name of a theme. Nothing else is syntax.
"""

import re
from typing import Final

from unodc_cli.catalogue.fulltext import OWN_PLACES, indexed
from unodc_cli.errors import UsageError
from unodc_cli.text import as_utf_8

_TOKEN: Final = re.compile(r'(?P<minus>-?)"(?P<phrase>[^"]*)"?|(?P<word>[^\s"]+)')
_OPERATORS: Final = ("AND", "OR", "|", "NOT")
_LETTER: Final = re.compile(r"[^\W_]")


def expression(text: str, option: str) -> str:
    """Return the FTS5 expression for a typed text. Raises UsageError if there is nothing to find in it.

    `option` is the option or command that has the text, for the message.
    """
    groups: list[list[str]] = []
    excluded: list[str] = []
    joins = negates = False
    word = ""
    for match in _TOKEN.finditer(as_utf_8(text)):
        word = match["word"] or ""
        if word in ("OR", "|"):
            joins = bool(groups)
        elif word == "NOT":
            negates = True
        elif word != "AND" and (term := _term(match)):
            if negates or match[0].startswith("-"):
                excluded.append(term)
            elif joins:
                groups[-1].append(term)
            else:
                groups.append([term])
            joins = negates = False
    if not groups:
        msg = f"{option} '{text}' has no word in it to look for"
        raise UsageError(msg, "write one or more words: cocaine, 'trafficking -wildlife'")
    if word in _OPERATORS:
        msg = f"{option} '{text}' ends with {word}"
        raise UsageError(msg, f"write a word after {word}, or leave it out")
    positive = " AND ".join(f"({' OR '.join(terms)})" for terms in groups)
    if not excluded:
        return positive
    return f"({positive}) NOT ({{{' '.join(OWN_PLACES)}}} : ({' OR '.join(excluded)}))"


def _term(match: re.Match[str]) -> str | None:
    """Return a word or phrase as a term of FTS5, quoted; None if it has no letter or digit."""
    text = (match["phrase"] if match["word"] is None else match["word"]) or ""
    if not _LETTER.search(text):
        return None
    bare = indexed(text.replace('"', "").replace("\0", " "))
    return f'"{bare}"*' if match["word"] and text.endswith("*") else f'"{bare}"'
