"""Texts of an activity, in the language that is wanted where there is one."""

from collections.abc import Sequence
from typing import NamedTuple

from unodc_cli.readers.iati.published import Element, Published
from unodc_cli.text import single_blanks

_LANG = "{http://www.w3.org/XML/1998/namespace}lang"


# A text as short as this may be nothing but the code of its language.
_CODE = 2


class Text(NamedTuple):
    """A text, its language (empty if nothing says), and whether the text itself names that."""

    text: str
    language: str
    named: bool

    def note(self, wanted: str) -> str | None:
        """Return what is to be known of its language; None if it is the one that is wanted, and named."""
        if not self.language:
            return "in a language that nothing names"
        if self.named:
            return None if self.language == wanted else f"in '{self.language}'"
        return f"language '{self.language}' inherited from the activity or file"


def language_of(element: Element) -> str:
    """Return the language that an element names (`xml:lang`), as ISO 639-1; empty if it names none."""
    return (element.get(_LANG) or "").lower()[:2]


def narratives(element: Element, inherited: str, wanted: str) -> list[Text]:
    """Return the texts of an element: those in the language wanted, in the inherited one, then the others.

    2.0x has a narrative for each language; in 1.0x the element itself has the text. What is empty, or nothing
    but the code of its language, is no text.
    """
    found: list[Text] = []
    for child in element:
        if child.tag == "narrative":
            _add(found, child, inherited)
    if not found:
        _add(found, element, inherited)
    if len(found) > 1:
        found.sort(key=lambda text: (text.language != wanted, text.language != inherited))
    return found


def repeated(elements: Sequence[Element], inherited: str, wanted: str) -> list[Text]:
    """Return the texts of elements that 1.0x repeats for each language, in the same order of languages."""
    if len(elements) == 1:
        return narratives(elements[0], inherited, wanted)
    found = [
        text
        for element in elements
        for text in narratives(element, language_of(element) or inherited, wanted)
    ]
    found.sort(key=lambda text: (text.language != wanted, text.language != inherited))
    return found


def name_of(element: Element, found: Published, wanted: str) -> str:
    """Return the name that an element holds; empty if there is none."""
    if len(element) == 1:
        # Nearly all elements have one narrative, and nothing is to be chosen.
        only = element[0]
        if only.tag == "narrative" and (written := only.text) and len(written) > _CODE:
            return single_blanks(written)
    texts = narratives(element, found.language, wanted)
    return texts[0].text if texts else ""


def _add(found: list[Text], element: Element, inherited: str) -> None:
    if written := element.text:
        text = single_blanks(written)
        named = language_of(element)
        language = named or inherited
        if text and text.lower() != language:
            found.append(Text(text, language, bool(named)))
