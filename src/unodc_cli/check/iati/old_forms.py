"""The rules of the ruleset in the forms of versions 1.0x, which have words for codes and no narratives."""

import re
from collections.abc import Mapping, Sequence
from typing import Any, Final

from unodc_cli.readers.iati.element import Element, attribute

_NARRATIVE: Final = re.compile(r"\bnarrative\b(/text\(\))?")
# Some files have narratives all the same, and the reader takes them.
_TEXT: Final = "descendant::text()[normalize-space()]"
_CODE: Final = re.compile(r"@(type|vocabulary)( *!?= *)'?(\w+)'?")
# The words for codes, by attribute and code. Types of activity dates; vocabularies of sectors and regions.
_WORDS: Final[Mapping[tuple[str, str], str]] = {
    ("type", "1"): "start-planned",
    ("type", "2"): "start-actual",
    ("type", "3"): "end-planned",
    ("type", "4"): "end-actual",
    ("vocabulary", "1"): "DAC",
    ("vocabulary", "98"): "RO2",
    ("vocabulary", "99"): "RO",
}


def is_old(entry: Element) -> bool:
    """Return whether an activity or organisation is in a file of version 1.0x."""
    root = entry.getparent()
    return root is not None and is_old_version(root)


def is_old_version(root: Element) -> bool:
    """Return whether a file states a version 1.0x."""
    return attribute(root, "version").startswith("1")


def in_old_forms(value: Any) -> Any:
    """Return the paths of a rule, at any depth of its arguments, as they are in versions 1.0x."""
    if isinstance(value, str):
        return _CODE.sub(_either, _NARRATIVE.sub(_TEXT, value))
    if isinstance(value, Mapping):
        return {name: in_old_forms(entry) for name, entry in value.items()}
    return tuple(map(in_old_forms, value)) if isinstance(value, Sequence) else value


def _either(condition: re.Match[str]) -> str:
    """Return a condition on a code as one on the code and on the word for it."""
    name, sign, code = condition.groups()
    word = _WORDS.get((name, code))
    if word is None:
        return condition[0]
    conjunction = "and" if "!" in sign else "or"
    return f"({condition[0]} {conjunction} @{name}{sign}'{word}')"
