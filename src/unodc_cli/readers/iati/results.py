"""Results of an activity: indicators with their baseline, targets and actual values, a row a period."""

import re
from collections.abc import Iterable, Iterator
from typing import Any, Final, NamedTuple

from unodc_cli.codelists.iati import lookup
from unodc_cli.model.details import Objects, ResultRow, Value
from unodc_cli.readers.iati.dates import parse_date
from unodc_cli.readers.iati.element import ActivityContext, Element, attribute, child_of, children_of, line_of
from unodc_cli.readers.iati.texts import ChildTexts

# In "14,5" the comma may stand before decimals or between thousands, so it is no number.
_NUMBER: Final = re.compile(r"[+-]?[0-9]+(?:\.[0-9]*)?|[+-]?\.[0-9]+")
# Longer ones cannot be held exactly as a number.
_MOST_DIGITS: Final = 15
_TRUE: Final = {"1": True, "true": True, "0": False, "false": False}


class ResultReader:
    """Reads the results of activities; `language` is preferred where a text has several."""

    def __init__(self, language: str) -> None:
        self.language = language

    def rows(self, activity: ActivityContext) -> Iterator[ResultRow]:
        """Yield a row for each period of an indicator; without any, one for the indicator or the result."""
        for element in activity.children["result"]:
            result = ChildTexts(element, activity.language, self.language)
            row = ResultRow(
                result.of("title"),
                _word("ResultType", attribute(element, "type")),
                description=result.description(),
                references=_references(element, "result"),
                aggregation=_flag(element, "aggregation-status"),
                line=line_of(element),
            )
            indicators = children_of(element, "indicator")
            for indicator in indicators:
                yield from self._of_indicator(indicator, row, activity)
            if not indicators:
                yield row

    def _of_indicator(
        self, element: Element, result: ResultRow, activity: ActivityContext
    ) -> Iterator[ResultRow]:
        texts = ChildTexts(element, activity.language, self.language)
        baselines = children_of(element, "baseline")
        baseline = _stated(baselines, "baseline", texts)
        own_aggregation = _flag(element, "aggregation-status")
        row = result._replace(
            indicator=texts.of("title"),
            measure=_word("IndicatorMeasure", attribute(element, "measure")),
            ascending=_flag(element, "ascending"),
            baseline=baseline.value,
            baseline_date=_date(baselines),
            parts=baseline.parts,
            comments=baseline.comments,
            indicator_description=texts.description(),
            references=[*result.references, *_references(element, "indicator")],
            aggregation=result.aggregation if own_aggregation is None else own_aggregation,
            line=line_of(element),
        )
        periods = children_of(element, "period")
        for period in periods:
            target = _stated(children_of(period, "target"), "target", texts)
            actual = _stated(children_of(period, "actual"), "actual", texts)
            yield row._replace(
                start=_day(child_of(period, "period-start")),
                end=_day(child_of(period, "period-end")),
                target=target.value,
                actual=actual.value,
                parts=[*row.parts, *target.parts, *actual.parts],
                comments=[*row.comments, *target.comments, *actual.comments],
                line=line_of(period),
            )
        if not periods:
            yield row


class _Stated(NamedTuple):
    """A baseline, target or actual value, the values of its parts (dimensions, places), and its comments."""

    value: Value
    parts: Objects
    comments: Objects


def _stated(elements: Iterable[Element], kind: str, texts: ChildTexts) -> _Stated:
    """Return the first value without a dimension or place as the total, and the other values as its parts."""
    value: Value = None
    has_value = False
    parts: Objects = []
    comments: Objects = []
    for element in elements:
        dimensions = [
            {"name": attribute(child, "name"), "value": attribute(child, "value")}
            for child in children_of(element, "dimension")
        ]
        places = [ref for child in children_of(element, "location") if (ref := attribute(child, "ref"))]
        comment = texts.of("comment", element)
        own_value = number_or_text(attribute(element, "value"))
        if dimensions or places or has_value:
            part: dict[str, Any] = {
                "of": kind,
                "value": own_value,
                "dimensions": dimensions,
                "locations": places,
            }
            parts.append({**part, "comment": comment})
        elif comment:
            comments.append({"of": kind, "text": comment})
        if not (dimensions or has_value):
            value, has_value = own_value, True
    return _Stated(value, parts, comments)


def number_or_text(text: str) -> Value:
    """Return a plain decimal as a number, any other text as it is, and None for an empty one."""
    if not text:
        return None
    if len(text) <= _MOST_DIGITS and text.isdecimal() and text.isascii():
        return int(text)
    if not text.isascii() or sum(map(str.isdigit, text)) > _MOST_DIGITS:
        return text
    if not _NUMBER.fullmatch(text):
        return text
    number = float(text)
    return int(number) if number.is_integer() else number


def _word(codelist: str, code: str) -> str | None:
    """Return the meaning of a code in lower case; an unknown code as it is."""
    entry = lookup(codelist, code)
    return entry.name.lower() if entry else code.lower() or None


def _flag(element: Element, name: str) -> bool | None:
    return _TRUE.get(attribute(element, name).lower())


def _date(baselines: Iterable[Element]) -> str | None:
    """Return the day or else the year of the first baseline that has one."""
    for element in baselines:
        if date := parse_date(attribute(element, "iso-date")) or parse_date(attribute(element, "year")):
            return date
    return None


def _day(element: Element | None) -> str | None:
    if element is None:
        return None
    return parse_date(attribute(element, "iso-date")) or parse_date(element.text or "")


def _references(element: Element, kind: str) -> Objects:
    return [
        {
            "of": kind,
            "vocabulary": attribute(child, "vocabulary") or None,
            "code": attribute(child, "code") or None,
            "address": attribute(child, "indicator-uri") or attribute(child, "vocabulary-uri") or None,
        }
        for child in children_of(element, "reference")
    ]
