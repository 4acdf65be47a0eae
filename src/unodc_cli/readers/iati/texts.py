"""Texts of an activity, in the language that is wanted where there is one."""

from collections.abc import Sequence
from typing import NamedTuple

from unodc_cli.codelists import iati
from unodc_cli.readers.iati.element import Element, text_of
from unodc_cli.text import single_blanks

_LANG = "{http://www.w3.org/XML/1998/namespace}lang"


# A text as short as this may be nothing but the code of its language.
_CODE = 2


class Text(NamedTuple):
    """A text, its language (empty if nothing says), whether the text itself names that, and its element.

    A narrative is of the element in which it stands.
    """

    text: str
    language: str
    named: bool
    element: Element

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


def texts_of(elements: Sequence[Element], inherited: str, wanted: str) -> list[Text]:
    """Return the texts of elements: those in the language wanted, in the inherited one, then the others.

    2.0x has a narrative for each language; 1.0x repeats the element, which has the text itself. What is
    empty, or nothing but the code of its language, is no text. Another code is one if there is nothing else.
    """
    found: list[Text] = []
    for element in elements:
        language = language_of(element) or inherited
        before = len(found)
        narrated = False
        for child in element:
            if child.tag == "narrative":
                narrated = True
                _add(found, child, text_of(child), language, element)
        if len(found) == before:
            _add(found, element, element.text if narrated else text_of(element), language, element)
    if len(found) > 1:
        languages = iati.codelist("Language").entries
        found = [text for text in found if text.text.lower() not in languages] or found
        found.sort(key=lambda text: (text.language != wanted, text.language != inherited))
    return found


def name_of(element: Element, inherited: str, wanted: str) -> str:
    """Return the name that an element holds; empty if there is none."""
    if len(element) == 1:
        # Nearly all elements have one narrative, and nothing is to be chosen.
        only = element[0]
        if only.tag == "narrative" and (written := text_of(only)) and len(written) > _CODE:
            return single_blanks(written)
    texts = texts_of([element], inherited, wanted)
    return texts[0].text if texts else ""


def _add(found: list[Text], holder: Element, written: str | None, inherited: str, element: Element) -> None:
    if written:
        text = single_blanks(written)
        named = language_of(holder)
        language = named or inherited
        if text and text.lower() != language:
            found.append(Text(text, language, bool(named), element))
