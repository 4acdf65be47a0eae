"""Rules on texts: letters lost, markup left over when they were exported, texts where none may stand."""

import re
from collections.abc import Iterator, Sequence
from html.entities import html5

from unodc_cli.check.iati.findings import Finding, at
from unodc_cli.readers.iati.element import ActivityElement, Element, attribute, plain
from unodc_cli.readers.iati.kinds import FindingKind

# The texts that are read. Contact details are not.
_TAGS = ("title", "description", "participating-org", "reporting-org")
# The elements whose texts stand in narratives since version 2.01, but for contact details.
_NARRATED = (
    *("activity-date", "activity-description", "budget-line", "comment", "condition", "description"),
    *("expense-line", "humanitarian-scope", "name", "owner-org", "participating-org", "policy-marker"),
    *("provider-org", "receiver-org", "recipient-country", "recipient-org", "recipient-region"),
    *("reporting-org", "sector", "tag", "title"),
)
_LOST = "\N{REPLACEMENT CHARACTER}"
_ENTITY = re.compile(r"&(?:#[0-9]{1,7}|#[xX][0-9a-fA-F]{1,6}|([a-zA-Z][a-zA-Z0-9]{1,30}));")
_HTML = re.compile(
    r"</?(?:a|b|br|div|em|font|h[1-6]|hr|i|img|li|ol|p|span|strong|sub|sup|table|tbody|td|th|tr|u|ul)"
    r"(?:\s[^<>]*)?/?>",
    re.IGNORECASE,
)
_AROUND = 20


def text_findings(activity: ActivityElement) -> Iterator[Finding]:
    """Report lost letters and leftover markup, the first of each kind in each text."""
    for tag in _TAGS:
        yield from texts_within(activity.children[tag])


def outside_findings(entry: ActivityElement) -> Iterator[Finding]:
    """Report texts that stand in an element itself, in a file of a version that has narratives."""
    root = entry.element.getparent()
    if root is None or not attribute(root, "version").startswith("2"):
        return
    for element in entry.element.iter(*_NARRATED):
        # A comment in an element divides its text.
        for text in (element.text, *(child.tail for child in element)):
            if text and (written := text.strip()):
                message = f"{element.tag}: '{_excerpt(written, 0, _AROUND)}'"
                yield at(element, FindingKind.OUTSIDE, message)
                break


def texts_within(elements: Sequence[Element]) -> Iterator[Finding]:
    """Report lost letters and leftover markup in the texts of elements."""
    for element in elements:
        for holder in (element, *element):
            text = holder.text
            if text and isinstance(holder.tag, str) and ("&" in text or "<" in text or _LOST in text):
                for kind, where in _in(text):
                    yield at(holder, kind, f"{element.tag}: '{_excerpt(text, *where)}'")


def _in(text: str) -> Iterator[tuple[FindingKind, tuple[int, int]]]:
    """Return the kind and position of a defect in plain text (`narrative`, in 1.0x the element itself)."""
    if (lost := text.find(_LOST)) >= 0:
        yield FindingKind.LOST_LETTERS, (lost, lost + 1)
    for entity in _ENTITY.finditer(text):
        if entity[1] is None or f"{entity[1]};" in html5:
            yield FindingKind.ESCAPED_TWICE, entity.span()
            break
    if tag := _HTML.search(text):
        yield FindingKind.HTML, tag.span()


def _excerpt(text: str, start: int, end: int) -> str:
    before, after = max(0, start - _AROUND), min(len(text), end + _AROUND)
    cut = plain(text[before:after])
    return f"{'…' if before else ''}{cut}{'…' if after < len(text) else ''}"
