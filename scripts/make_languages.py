"""Write src/unodc_cli/codelists/languages.py: other codes of languages, and their usual ones.

The codes come from Unicode CLDR by way of babel: those of three letters (ISO 639-2 and 639-3) for languages
that have one of two letters (ISO 639-1), and codes of two letters that were withdrawn.

    python scripts/make_languages.py && ruff format src/unodc_cli/codelists
"""

from pathlib import Path

from babel.core import get_global

PAGE = Path(__file__).parents[1] / "src" / "unodc_cli" / "codelists" / "languages.py"
# Languages that CLDR treats as variants of another one, but which have an ISO 639-1 code of their own.
OTHERS = {"bih": "bh", "tgl": "tl", "twi": "tw"}
HEAD = '''"""Codes of languages: ISO 639, by which texts name theirs. Made by scripts/make_languages.py."""

from functools import lru_cache
from typing import Final


@lru_cache(maxsize=1_000)
def language(tag: str) -> str:
    """Return the language of a tag (`eng`, `en-GB`) as its shortest code (`en`); empty if it names none."""
    code = tag.strip().replace("_", "-").partition("-")[0].lower()
    if len(code) not in (2, 3) or not (code.isascii() and code.isalpha()):
        return ""
    return _SHORTEST.get(code, code)


# Codes of three letters, and withdrawn ones of two, with the code of two letters that is meant.
_SHORTEST: Final = '''


def codes() -> dict[str, str]:
    """Return each code that has a shorter or newer one, with that one."""
    aliases = {
        code: other
        for code, other in get_global("language_aliases").items()
        if len(other) == len("en") and (len(code) == len("eng") or code in ("in", "iw", "ji", "jw", "mo"))
    }
    return dict(sorted((aliases | OTHERS).items()))


if __name__ == "__main__":
    PAGE.write_text(f"{HEAD}{codes()!r}\n", encoding="utf-8")
