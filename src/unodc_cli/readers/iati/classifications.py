"""Classifications of an activity as a whole: types of aid, flow and finance, scope, conditions, other codes.

Each is a row of its kind, with its other attributes and texts as text or value.
"""

from collections.abc import Iterable, Iterator, Sequence
from functools import lru_cache
from typing import Any, Final

from unodc_cli.codelists.classifications import GROUPING
from unodc_cli.model.details import ClassificationRow, Value
from unodc_cli.readers.iati.element import (
    ActivityContext,
    Element,
    attribute,
    child_of,
    children_of,
    line_of,
    plain,
    text_of,
)
from unodc_cli.readers.iati.redundant import is_name, repeats_date
from unodc_cli.readers.iati.repeated import RepeatedRows
from unodc_cli.readers.iati.results import number_or_text
from unodc_cli.readers.iati.texts import ChildTexts, name_of
from unodc_cli.readers.records import Alike

# Elements with a code, and nothing beside it but its vocabulary.
_CODED: Final = {
    "default-aid-type": "aid-type",
    "default-flow-type": "flow-type",
    "default-finance-type": "finance-type",
    "default-tied-status": "tied-status",
    "collaboration-type": "collaboration-type",
    "activity-scope": "scope",
}
# The kinds of rows that many activities have alike, apart from tags.
_IN_COMMON: Final = frozenset((*GROUPING, "capital-spend", "budget-not-provided"))
# Texts that publishers write instead of a code that they do not have.
_NO_CODES: Final = ("n/a", "na", "none")
# The type of the general description, which is the summary.
_GENERAL: Final = "1"
_SEVERAL: Final = 2
_BOOLEANS: Final = {"1": "1", "true": "1", "0": "0", "false": "0"}
# The attributes of an activity that are statements of their own.
_STATEMENTS: Final = frozenset(("humanitarian", "budget-not-provided", "version"))

_Rows = Iterable[ClassificationRow]
# The fields of a row without its line.
_InCommon = tuple[str, str | None, str | None, str | None, Value, str | None]
_Alike = tuple[list[_InCommon], list[int | None]]


class ClassificationReader:
    """Reads the classifications of activities; `language` is preferred where a text has several."""

    def __init__(self, language: str) -> None:
        self.language = language
        self._repeated = RepeatedRows()
        self._others = {
            "humanitarian-scope": self._scope,
            "conditions": self._conditions,
            "country-budget-items": self._budget_items,
            "capital-spend": _capital_spend,
            "crs-add": _crs,
            "fss": _fss,
            "other-identifier": self._other_identifier,
            "legacy-data": _legacy,
            "activity-date": self._date,
            "activity-website": _website,
        }

    def read(
        self, activity: ActivityContext, markers: Iterable[Element]
    ) -> tuple[dict[str, Alike], list[tuple[Any, ...]]]:
        """Return the codes and the labels that others may have alike, and the other rows.

        `markers` are the policy markers that say more than a code of the standard.
        """
        codes, lines = _codes(activity)
        labels, lines_of_labels = self._labels(activity)
        others: list[tuple[Any, ...]] = []
        for row in self._rows(activity, markers):
            if row[0] in _IN_COMMON:
                kind, vocabulary, code, text, value, line, uri = row
                codes.append((kind, vocabulary, code, text, value, uri))
                lines.append(line)
            else:
                others.append(tuple(row))
        alike = {}
        if codes:
            alike["codes"] = self._repeated.alike(codes, str(lines))
        if labels:
            alike["labels"] = self._repeated.alike(labels, str(lines_of_labels))
        return alike, others

    def _labels(self, activity: ActivityContext) -> _Alike:
        """Return the tags, without their lines, and these lines."""
        rows: list[_InCommon] = []
        lines: list[int | None] = []
        for element in activity.children.get("tag", ()):
            get = element.get
            text = name_of(element, activity.language, self.language)
            if row := _in_common("tag", get("vocabulary"), get("code"), text, get("vocabulary-uri")):
                rows.append(row)
                lines.append(line_of(element))
        return rows, lines

    def _rows(self, activity: ActivityContext, markers: Iterable[Element]) -> list[ClassificationRow]:
        """Return a row for each other code or statement."""
        children = activity.children
        rows: list[ClassificationRow] = []
        for element in children["participating-org"]:
            if code := element.get("crs-channel-code"):
                rows += _coded("channel", element, code.strip())
        rows += _attributes(activity)
        for tag, read in self._others.items():
            for element in children.get(tag, ()):
                rows += read(element, activity.language)
        for element in markers:
            rows += self._marker(element, activity.language)
        for element in children.get("related-activity", ()):
            # 1.0x has the title of the other activity as the text.
            if element.text and (text := plain(element.text)):
                rows += _coded("related-activity", element, attribute(element, "ref"), text=text)
        rows += self._descriptions(activity)
        return rows

    def _descriptions(self, activity: ActivityContext) -> Iterator[ClassificationRow]:
        """Yield the descriptions of other types than that of the summary."""
        elements = activity.children["description"]
        if len(elements) < _SEVERAL:
            return
        types = [e.get("type", _GENERAL) for e in elements]
        of_summary = _GENERAL if _GENERAL in types else types[0]
        for type_, element in zip(types, elements, strict=True):
            if type_ != of_summary and (text := name_of(element, activity.language, self.language)):
                yield ClassificationRow("description", None, type_.strip(), text, line=line_of(element))

    def _marker(self, element: Element, inherited: str) -> Iterator[ClassificationRow]:
        """Yield a marker with a vocabulary of the publisher, or a text other than the name of its code."""
        get = element.get
        uri, vocabulary, code = get("vocabulary-uri"), get("vocabulary") or "", get("code") or ""
        text = name_of(element, inherited, self.language)
        if uri or (text and not is_name("PolicyMarker", vocabulary, code, text)):
            for row in _coded("policy-marker", element, code.strip(), vocabulary.strip(), text):
                yield row._replace(vocabulary_uri=uri or None)

    def _date(self, element: Element, inherited: str) -> _Rows:
        """Return the text of a date, unless it only repeats the date, as in 1.0x."""
        text = name_of(element, inherited, self.language)
        if not text or repeats_date(text, element.get("type") or "", element.get("iso-date") or ""):
            return ()
        return (ClassificationRow("activity-date", None, element.get("type"), text, None, line_of(element)),)

    def _scope(self, element: Element, inherited: str) -> Iterator[ClassificationRow]:
        kind = {"1": "emergency", "2": "appeal"}.get(attribute(element, "type"))
        name = name_of(element, inherited, self.language)
        text = f"{name} ({kind})" if name and kind else name or kind
        code, vocabulary = attribute(element, "code"), attribute(element, "vocabulary")
        for row in _coded("humanitarian-scope", element, code, vocabulary, text):
            yield row._replace(vocabulary_uri=attribute(element, "vocabulary-uri") or None)

    def _conditions(self, element: Element, inherited: str) -> Iterator[ClassificationRow]:
        yield from _coded("conditions", element, _BOOLEANS.get(attribute(element, "attached").lower(), ""))
        for child in children_of(element, "condition"):
            text = name_of(child, inherited, self.language) or None
            yield ClassificationRow(
                "condition-type", None, attribute(child, "type") or None, text, line=line_of(child)
            )

    def _budget_items(self, element: Element, inherited: str) -> Iterator[ClassificationRow]:
        for child in children_of(element, "budget-item"):
            text = ChildTexts(child, inherited, self.language).description()
            # Some write it here.
            vocabulary = attribute(child, "vocabulary") or attribute(element, "vocabulary")
            for row in _coded("budget-item", child, attribute(child, "code"), vocabulary, text):
                yield row._replace(value=number_or_text(attribute(child, "percentage")))

    def _other_identifier(self, element: Element, inherited: str) -> _Rows:
        owner = child_of(element, "owner-org")
        # 1.0x has the identifier as the text, and the owner in attributes.
        code = attribute(element, "ref") or plain(element.text)
        name, ref = attribute(element, "owner-name"), attribute(element, "owner-ref")
        if owner is not None:
            name, ref = name_of(owner, inherited, self.language), attribute(owner, "ref")
        text = f"{name} ({ref})" if name and ref else name or ref or None
        return _coded("other-identifier", element, code, attribute(element, "type"), text)


def _codes(activity: ActivityContext) -> _Alike:
    """Return the codes that nearly each activity has, without their lines, and these lines."""
    children = activity.children
    rows: list[_InCommon] = []
    lines: list[int | None] = []
    for tag, kind in _CODED.items():
        for element in children.get(tag, ()):
            if row := _in_common(kind, element.get("vocabulary"), element.get("code")):
                rows.append(row)
                lines.append(line_of(element))
    return rows, lines


@lru_cache(maxsize=5_000)
def _in_common(
    kind: str, vocabulary: str | None, code: str | None, text: str = "", uri: str | None = None
) -> _InCommon | None:
    """Return the row of a code or a tag, without its line; None if it says nothing."""
    code = (code or "").strip()
    if not (code or text) or (kind != "tag" and code.lower() in _NO_CODES):
        return None
    return kind, (vocabulary or "").strip() or None, code or None, text or None, None, uri


def _attributes(activity: ActivityContext) -> Iterator[ClassificationRow]:
    element = activity.element
    # Most activities have one of them at most.
    stated = _STATEMENTS.intersection(element.keys())
    if "humanitarian" in stated:
        is_humanitarian = _BOOLEANS.get(attribute(element, "humanitarian").lower(), "")
        yield from _coded("humanitarian", element, is_humanitarian)
    if uri := attribute(element, "linked-data-uri") or _default_uri(activity):
        yield ClassificationRow("linked-data", text=uri, line=line_of(element))
    for name in ("budget-not-provided", "version"):
        if name in stated:
            yield from _coded(name, element, attribute(element, name))


def _default_uri(activity: ActivityContext) -> str:
    """Return the beginning that the file states for its activities, with the identifier appended."""
    root = activity.element.getparent()
    beginning = "" if root is None else attribute(root, "linked-data-default")
    identifier = activity.identifier() if beginning else None
    return f"{beginning}{identifier[0]}" if identifier else ""


def _capital_spend(element: Element, _: str) -> _Rows:
    percentage = number_or_text(attribute(element, "percentage"))
    if percentage is None:
        return ()
    return (ClassificationRow("capital-spend", None, None, None, percentage, line_of(element)),)


def _crs(element: Element, _: str) -> Iterator[ClassificationRow]:
    for child in element.iterchildren("other-flags", "aidtype-flag"):
        for row in _coded("crs-flag", child, attribute(child, "code")):
            yield row._replace(value=number_or_text(attribute(child, "significance")))
    for child in children_of(element, "channel-code"):
        yield from _coded("channel", child, plain(text_of(child)))
    for tag in ("loan-terms", "loan-status"):
        for child in children_of(element, tag):
            yield ClassificationRow(tag, text=_flat(child), line=line_of(child))


def _fss(element: Element, _: str) -> Iterator[ClassificationRow]:
    yield ClassificationRow("fss", text=_flat(element), line=line_of(element))


def _legacy(element: Element, _: str) -> Iterator[ClassificationRow]:
    yield ClassificationRow(
        "legacy-data",
        attribute(element, "iati-equivalent") or None,
        attribute(element, "name") or None,
        attribute(element, "value") or None,
        # 1.0x, where it may be a percentage.
        number_or_text(plain(element.text)),
        line_of(element),
    )


def _website(element: Element, _: str) -> Iterator[ClassificationRow]:
    if address := plain(text_of(element)):
        yield ClassificationRow("website", text=address, line=line_of(element))


def _coded(
    kind: str, element: Element, code: str, vocabulary: str = "", text: str | None = None
) -> Sequence[ClassificationRow]:
    """Return the row of a code, unless there is none."""
    if not code or code.lower() in _NO_CODES:
        return ()
    return (ClassificationRow(kind, vocabulary or None, code, text or None, None, line_of(element)),)


def _flat(element: Element) -> str:
    """Return all attributes and texts of an element and of those in it: `rate-1 4; repayment-plan 4`."""
    parts = [f"{name} {plain(value)}" for name, value in element.items()]
    for child in element.iterchildren(tag="*"):
        texts = [plain(child.text), *(plain(value) for value in child.attrib.values())]
        parts.append(f"{child.tag} {' '.join(part for part in texts if part)}".strip())
    return "; ".join(parts)
