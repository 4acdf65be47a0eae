"""The command line, shortened: the title of a picture or page."""

import re
import shlex
from collections.abc import Sequence
from pathlib import Path
from typing import Final

from unodc_cli.text import inert

_OUTPUT_OPTIONS: Final = ("--format", "--output", "-o", "--today")
_OUTPUT_FLAGS: Final = ("--no-notes", "--light")
_OUTPUT_OPTION: Final = re.compile(r"-o.")


def command(typed: Sequence[str]) -> str:
    """Return a command line without folders, and without the format and file of the answer."""
    parts: list[str] = []
    rest = iter(typed)
    for part in rest:
        name, equals, value = part.partition("=")
        if name in _OUTPUT_OPTIONS:
            if not equals:
                next(rest, None)
        elif name == "--data":
            parts += [name, Path(value if equals else next(rest, "")).name]
        elif part not in _OUTPUT_FLAGS and not _OUTPUT_OPTION.match(part):
            parts.append(Path(part).name if Path(part).is_absolute() else part)
    return inert(shlex.join(["unodc", *parts]))
