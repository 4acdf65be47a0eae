"""Find the lines of values in a TOML file. Used only to report faults.

TOML parsers give no positions. This scanner follows the grammar of TOML just far enough to know the path of
each key, table and array entry; it is used on text that a parser has accepted.
"""

import contextlib
import re
from bisect import bisect_left

# The keys and positions that lead to a value: `("projects", 0, "id")`.
KeyPath = tuple[str | int, ...]

_BLANK = re.compile(r"(?:[ \t\r\n,]+|#[^\n]*)*")
_SPACE = re.compile(r"[ \t]*")
_STRINGS = (
    r'"""(?:\\.|[^\\])*?"{3,5}',
    r"'''.*?'{3,5}",
    r'"(?:\\.|[^"\\])*"',
    r"'[^']*'",
)
_STRING = re.compile("|".join(_STRINGS), re.DOTALL)
_BARE_KEY = re.compile(r"[A-Za-z0-9_-]+")
_BARE_VALUE = re.compile(r"[^,\]}#\n]+")
_ESCAPE = re.compile(r"\\(?:u([0-9a-fA-F]{4})|U([0-9a-fA-F]{8})|x([0-9a-fA-F]{2})|(.))")
_LETTERS = {"b": "\b", "t": "\t", "n": "\n", "f": "\f", "r": "\r", "e": "\x1b"}


class _Scanner:
    """A scanner at the offset `at` of a text; `breaks` are the offsets of its line ends."""

    def __init__(self, text: str) -> None:
        self.text = text
        self.at = 0
        self.breaks = [match.start() for match in re.finditer("\n", text)]
        self.lines: dict[KeyPath, int] = {}
        # The path of the last statement, and the line on which that path stood before, if it did.
        self.last: tuple[KeyPath, int | None] = ((), None)
        self.arrays: dict[KeyPath, int] = {}

    def run(self) -> None:
        table: KeyPath = ()
        self.skip(_BLANK)
        while self.at < len(self.text):
            if self.text.startswith("[[", self.at):
                table = self.header(2)
            elif self.text.startswith("[", self.at):
                table = self.header(1)
            else:
                self.pair(table)
            self.skip(_BLANK)

    def header(self, brackets: int) -> KeyPath:
        start = self.at
        self.at += brackets
        keys = self.key()
        self.at = self.text.index("]", self.at) + brackets
        path: KeyPath = ()
        for position, key in enumerate(keys):
            path += (key,)
            if position == len(keys) - 1:
                self.last = path, self.lines.get(path)
            # A parent that has no header of its own begins at this one.
            self.note(path, start)
            last = position == len(keys) - 1
            if last and brackets == len("[["):
                self.arrays[path] = self.arrays.get(path, -1) + 1
            if path in self.arrays:
                path += (self.arrays[path],)
                self.note(path, start)
        return path

    def key(self) -> list[str]:
        keys = []
        while True:
            self.skip(_SPACE)
            if quoted := _STRING.match(self.text, self.at):
                self.at = quoted.end()
                keys.append(
                    _ESCAPE.sub(_unescape, quoted[0][1:-1]) if quoted[0][0] == '"' else quoted[0][1:-1]
                )
            else:
                bare = _BARE_KEY.match(self.text, self.at)
                if bare is None:
                    raise ValueError
                self.at = bare.end()
                keys.append(bare[0])
            self.skip(_SPACE)
            if not self.text.startswith(".", self.at):
                return keys
            self.at += 1

    def pair(self, table: KeyPath) -> None:
        start = self.at
        keys = self.key()
        self.at = self.text.index("=", self.at) + 1
        path = table
        for key in keys:
            path += (key,)
            self.last = path, self.lines.get(path)
            self.note(path, start)
        self.value(path)

    def value(self, path: KeyPath) -> None:
        self.skip(_SPACE)
        if string := _STRING.match(self.text, self.at):
            self.at = string.end()
        elif self.text[self.at] == "[":
            self.entries(path, "]")
        elif self.text[self.at] == "{":
            self.entries(path, "}")
        elif bare := _BARE_VALUE.match(self.text, self.at):
            self.at = bare.end()
        else:
            raise ValueError

    def entries(self, path: KeyPath, closing: str) -> None:
        self.at += 1
        index = 0
        self.skip(_BLANK)
        while self.text[self.at] != closing:
            if closing == "}":
                self.pair(path)
            else:
                self.note((*path, index), self.at)
                self.value((*path, index))
                index += 1
            self.skip(_BLANK)
        self.at += 1

    def skip(self, pattern: re.Pattern[str]) -> None:
        match = pattern.match(self.text, self.at)
        if match:
            self.at = match.end()

    def note(self, path: KeyPath, offset: int) -> None:
        self.lines.setdefault(path, bisect_left(self.breaks, offset) + 1)


def _unescape(match: re.Match[str]) -> str:
    code = match[1] or match[2] or match[3]
    return chr(int(code, 16)) if code else _LETTERS.get(match[4], match[4])


def repeated(text: str) -> tuple[KeyPath, int] | None:
    """Return the path of the last statement and the line of its first use; None if it is not repeated."""
    scanner = _Scanner(text)
    with contextlib.suppress(ValueError, IndexError, RecursionError):
        scanner.run()
    path, line = scanner.last
    return (path, line) if line is not None else None


def positions(text: str) -> dict[KeyPath, int]:
    """Return the line (from 1) of every table, key and array entry, by its path: `("projects", 0, "id")`.

    Where the scanner does not understand the text, it stops and returns what it has.
    """
    scanner = _Scanner(text)
    with contextlib.suppress(ValueError, IndexError, RecursionError):
        scanner.run()
    return scanner.lines
