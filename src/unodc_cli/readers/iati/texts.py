"""Texts of an activity, in the wanted language where there is one."""

from collections.abc import Sequence
from typing import NamedTuple

from unodc_cli.codelists import iati
from unodc_cli.codelists.languages import language
from unodc_cli.model.names import single_blanks
from unodc_cli.readers.iati.element import Element, attribute, children_of, text_of

_LANG = "{http://www.w3.org/XML/1998/namespace}lang"

# The type of general descriptions, which nobody needs to write.
_GENERAL = ("", "1")
# A text as short as this may be nothing but the code of its language.
_LONGEST_CODE = 3


class Text(NamedTuple):
    """A text with its language (empty if unknown), whether it names the language itself, and its element.

    The element of a narrative is the one in which it stands.
    """

    text: str
    language: str
    is_named: bool
    element: Element

    def note(self, wanted: str) -> str | None:
        """Return a note on the language; None if it is the wanted one and the text names it."""
        if not self.language:
            return "in a language that nothing names"
        if self.is_named:
            return None if self.language == wanted else f"in '{self.language}'"
        return f"language '{self.language}' inherited from the activity or file"


def language_of(element: Element) -> str:
    """Return the shortest code of an element's language (`xml:lang`); empty if it names none."""
    tag = element.get(_LANG)
    return language(tag) if tag else ""


def texts_of(elements: Sequence[Element], inherited: str, wanted: str) -> list[Text]:
    """Return the texts of elements: those in the wanted language, in the inherited one, then the others.

    2.0x has a narrative for each language; 1.0x repeats the element, which has the text itself. A text that
    is empty, or only the code of its own language, does not count; one that is only the code of another
    language counts if there is no other text.
    """
    texts: list[Text] = []
    for element in elements:
        text_language = language_of(element) or inherited
        before = len(texts)
        is_narrated = False
        for child in element:
            if child.tag == "narrative":
                is_narrated = True
                _add(texts, child, text_of(child), text_language, element)
        if len(texts) == before:
            _add(texts, element, element.text if is_narrated else text_of(element), text_language, element)
    if len(texts) > 1:
        codes = iati.codelist("Language").entries
        texts = [text for text in texts if text.text.lower() not in codes] or texts
        texts.sort(key=lambda text: (text.language != wanted, text.language != inherited))
    return texts


def name_of(element: Element, inherited: str, wanted: str) -> str:
    """Return the name that an element holds; empty if there is none."""
    # Nearly all elements have one narrative, so that there is no choice, or nothing at all.
    children = len(element)
    if children == 1:
        only = element[0]
        if only.tag == "narrative":
            raw = text_of(only)
            if len(raw) > _LONGEST_CODE:
                return single_blanks(raw)
            if not raw and not (element.text or "").strip():
                return ""
    elif not children and not element.text:
        return ""
    texts = texts_of([element], inherited, wanted)
    return texts[0].text if texts else ""


class ChildTexts:
    """The texts of the children of an element, in the wanted language where there is one."""

    def __init__(self, element: Element, inherited: str, wanted: str) -> None:
        self._element = element
        self._inherited = inherited
        self._wanted = wanted

    def of(self, tag: str, element: Element | None = None) -> str | None:
        """Return the text of the child with this tag, of the element or another one."""
        return self._text(children_of(self._element if element is None else element, tag))

    def description(self) -> str | None:
        """Return the general description; 1.0x may have others, each with the name of its type before it."""
        by_type: dict[str, list[Element]] = {}
        for child in children_of(self._element, "description"):
            by_type.setdefault(_type_name(attribute(child, "type")), []).append(child)
        # The general one, which has no name, comes first.
        texts = ((name, self._text(by_type[name])) for name in sorted(by_type, key=bool))
        return " ".join(f"{name}: {text}" if name else text for name, text in texts if text) or None

    def _text(self, children: Sequence[Element]) -> str | None:
        if len(children) == 1:
            return name_of(children[0], self._inherited, self._wanted) or None
        # 1.0x repeats the element for each language.
        texts = texts_of(children, self._inherited, self._wanted)
        return texts[0].text if texts else None


def _type_name(type_: str) -> str:
    """Return the name of a type of description; empty for the general one."""
    if type_ in _GENERAL:
        return ""
    entry = iati.lookup("DescriptionType", type_)
    return entry.name if entry else type_


def _add(texts: list[Text], holder: Element, raw: str | None, inherited: str, element: Element) -> None:
    if not raw:
        return
    text = single_blanks(raw)
    named = language_of(holder)
    text_language = named or inherited
    if text and text.lower() not in (text_language, (holder.get(_LANG) or "").lower()):
        texts.append(Text(text, text_language, bool(named), element))
