"""An activity while it is read: its elements by their tags, and where in the file each value stands."""

from typing import TYPE_CHECKING, Any

from unodc_cli.errors import Fault
from unodc_cli.readers.iati.kinds import FindingKind

if TYPE_CHECKING:
    from unodc_cli.readers.reading import Place

# An element of lxml. Its class is not known to the type checker in full.
Element = Any

# libxml2 keeps the line of an element in 16 bits. Beyond, it tells the line of the text that follows.
_LINES_KEPT = 65535


class _Children(dict[str, list[Element]]):
    """Elements by their tags; of a tag that nothing has, there are none."""

    def __missing__(self, _: str) -> list[Element]:
        return []


class Published:
    """An `iati-activity`, with the places of what is taken of it. Faults are added to `faults`."""

    __slots__ = ("children", "element", "faults", "file", "language", "places")

    def __init__(self, file: str, element: Element, language: str, faults: list[Fault]) -> None:
        self.file = file
        self.element = element
        # That of texts which name none (ISO 639-1, empty if nothing says).
        self.language = language
        self.faults = faults
        self.places: list[Place] = []
        # The elements that stand directly in the activity, by their tags.
        children = _Children()
        for child in element:
            tag = child.tag
            if tag in children:
                children[tag].append(child)
            else:
                children[tag] = [child]
        self.children = children

    def support(
        self,
        field: str,
        element: Element,
        *notes: str | None,
        values: list[str] | None = None,
        derived: str | None = None,
    ) -> None:
        """Note where in the file a value stands, and what else is to be known of it."""
        self.places.append((field, line_of(element), notes, values, derived))

    def fault(self, element: Element, kind: FindingKind, message: str) -> None:
        """Note a fault at an element."""
        self.faults.append(Fault(self.file, line_of(element), message, kind))


def text_of(element: Element) -> str:
    """Return the text of an element: all of it, though comments or inline elements stand within."""
    # XPath leaves out what comments say, and is slow: nearly all elements have nothing but text.
    return str(element.xpath("string()")) if len(element) else element.text or ""


def line_of(element: Element) -> int:
    """Return the line on which an element begins, in files of any length."""
    line: int = element.sourceline
    if line < _LINES_KEPT:
        return line
    # The text that tells the line is the element's own first, or that of its first child, or that behind it.
    if text := element.text:
        return line - int(text.count("\n"))
    if len(element):
        return line_of(element[0])
    return line - int((element.tail or "").count("\n"))
