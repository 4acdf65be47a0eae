"""An activity while it is read: its elements by tag, and where in the file each value stands."""

from collections.abc import Sequence
from typing import TYPE_CHECKING, Any

from unodc_cli.errors import Fault
from unodc_cli.readers.iati.kinds import FindingKind

if TYPE_CHECKING:
    from unodc_cli.readers.records import Place, Spelling

# An element of lxml. Its class is not known to the type checker in full.
Element = Any

# libxml2 keeps the line of an element in 16 bits. Beyond that, it has only the line of the text that follows.
_LINES_KEPT = 65535


class _Children(dict[str, list[Element]]):
    """Elements by tag; an empty list for a tag that the activity does not have."""

    def __missing__(self, _: str) -> list[Element]:
        return []


class ActivityElement:
    """An `iati-activity` with the elements that stand directly in it, by tag in the order of the file.

    Comments and processing instructions have no name: their tags are functions of lxml.
    """

    __slots__ = ("children", "element")

    def __init__(self, element: Element) -> None:
        self.element = element
        children = _Children()
        for child in element:
            tag = child.tag
            if tag in children:
                children[tag].append(child)
            else:
                children[tag] = [child]
        self.children = children

    def identifier(self) -> tuple[str, Element] | None:
        """Return the first identifier that is not empty, with its element; None if there is none."""
        for element in self.children["iati-identifier"]:
            if text := plain(text_of(element)):
                return text, element
        return None


class ActivityContext(ActivityElement):
    """An activity with what is recorded while it is read: places of values, faults and spellings."""

    __slots__ = ("faults", "file", "language", "places", "spellings")

    def __init__(self, element: Element, file: str, language: str) -> None:
        super().__init__(element)
        self.file = file
        # The language of texts that do not name one (ISO 639-1); empty if nothing names it.
        self.language = language
        self.faults: list[Fault] = []
        self.places: list[Place] = []
        self.spellings: list[Spelling] = []

    def support(
        self,
        field: str,
        element: Element,
        *notes: str | None,
        values: list[str] | None = None,
        derived: str | None = None,
    ) -> None:
        """Record the place of a field's value in the file, with notes on it."""
        self.places.append((field, line_of(element), notes, values, derived))

    def fault(self, element: Element, kind: FindingKind, message: str) -> None:
        """Note a fault at an element."""
        self.faults.append(Fault(self.file, line_of(element), message, kind))


def text_of(element: Element) -> str:
    """Return the whole text of an element, also around comments and in inline elements."""
    # XPath leaves comments out, but is slow: nearly all elements have nothing but text.
    return str(element.xpath("string()")) if len(element) else element.text or ""


def plain(text: str | None) -> str:
    """Return a text with single blanks and none around it; empty for None."""
    return " ".join(text.split()) if text else ""


def attribute(element: Element, name: str) -> str:
    """Return an attribute without the blanks around it; empty if there is none."""
    return (element.get(name) or "").strip()


def children_of(element: Element, tag: str) -> list[Element]:
    """Return the children with a tag. `findall` reads paths, and takes twice as long."""
    return [child for child in element if child.tag == tag]


def child_of(element: Element, tag: str) -> Element | None:
    """Return the first child with a tag; None if there is none."""
    for child in element:
        if child.tag == tag:
            return child
    return None


def named_elements(activity: ActivityElement) -> Sequence[list[Element]]:
    """Return the elements of an activity grouped by tag, without comments and the like."""
    return [elements for tag, elements in activity.children.items() if isinstance(tag, str)]


def line_of(element: Element) -> int:
    """Return the line on which an element begins, in files of any length."""
    line: int = element.sourceline
    if line < _LINES_KEPT:
        return line
    # The line is that of a text: the element's own first one, its first child's, or the one behind it.
    if text := element.text:
        return line - int(text.count("\n"))
    if len(element):
        return line_of(element[0])
    return line - int((element.tail or "").count("\n"))
