"""The policy markers of an activity: most have a dozen of them, mostly the same ones."""

from functools import lru_cache

from unodc_cli.readers.iati.element import ActivityContext, Element
from unodc_cli.readers.iati.redundant import is_name

Marker = dict[str, str | None]


def read_markers(activity: ActivityContext) -> tuple[list[Marker], list[Element]]:
    """Return the markers, and the elements of those that say more than a code of the standard."""
    markers: list[Marker] = []
    with_more: list[Element] = []
    for element in activity.children["policy-marker"]:
        get = element.get
        children = len(element)
        text = element[0].text if children else element.text
        marker, has_more = _marker(get("vocabulary"), get("code"), get("significance"), text or "")
        markers.append(marker)
        if has_more or children > 1 or get("vocabulary-uri") is not None:
            with_more.append(element)
    if markers:
        activity.support("activity.markers", activity.children["policy-marker"][0])
    return markers, with_more


@lru_cache(maxsize=1000)
def _marker(
    vocabulary: str | None, code: str | None, significance: str | None, text: str
) -> tuple[Marker, bool]:
    """Return a marker, and whether its text is another one than the name of its code."""
    marker = {"vocabulary": vocabulary, "code": (code or "").strip(), "significance": significance}
    return marker, not is_name("PolicyMarker", vocabulary or "", code or "", text)
