"""An activity as the rules see it: its elements by their tags."""

from collections.abc import Sequence

from unodc_cli.readers.iati.element import Element, text_of


class Seen:
    """An `iati-activity` with the elements that stand directly in it, by tag."""

    __slots__ = ("by_tag", "element", "id")

    def __init__(self, element: Element) -> None:
        self.element = element
        by_tag: dict[str, list[Element]] = {}
        for child in element:
            tag = child.tag
            if tag in by_tag:
                by_tag[tag].append(child)
            elif isinstance(tag, str):  # that of a comment is none
                by_tag[tag] = [child]
        self.by_tag = by_tag
        self.id = next((text for e in self.all("iati-identifier") if (text := plain(text_of(e)))), "")

    def all(self, tag: str) -> Sequence[Element]:
        """Return the elements of a tag, in the order of the file."""
        return self.by_tag.get(tag, ())


def plain(text: str | None) -> str:
    """Return a text without the blanks around it, and with one where there are several."""
    return " ".join(text.split()) if text else ""


def attribute(element: Element, name: str) -> str:
    """Return an attribute without the blanks around it; empty if there is none."""
    return (element.get(name) or "").strip()
