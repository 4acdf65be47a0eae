"""The rules of the IATI standard, as its own ruleset states them, applied to one element at a time.

Each rule has the number and severity of the ruleset. The tests are those of the ruleset's own specification;
where the official validator asks its registry for known publishers, every identifier is tested here.
"""

import re
from collections.abc import Callable, Iterator, Mapping, Sequence
from datetime import date
from decimal import Decimal
from functools import cache
from typing import Any, Final, NamedTuple

from unodc_cli.check.iati.official_rules import CASES
from unodc_cli.check.iati.old_forms import in_old_forms, is_old
from unodc_cli.check.iati.rule_paths import (
    day_of,
    days_at,
    element_of,
    elements_at,
    holds,
    matches,
    number_of,
    text_of,
    texts_at,
)
from unodc_cli.check.iati.rule_texts import TEXTS
from unodc_cli.readers.iati.element import Element, line_of, plain

_LANG: Final = "{http://www.w3.org/XML/1998/namespace}lang"
_NOW: Final = "NOW"
_AGENCIES: Final = "ORG-ID-PREFIX"
# A period of more days is longer than one year, also than a leap year.
_A_YEAR: Final = 366


# An element, or an attribute or text of one.
_Node = Any


class Violation(NamedTuple):
    """A rule that an element breaks, the line on which it does, and the text that is wrong, if any is."""

    number: str
    severity: str
    line: int | None
    text: str | None = None

    @property
    def message(self) -> str:
        """The rule in words, with the text."""
        return TEXTS[self.number] + ("" if self.text is None else f": '{plain(self.text)}'")


class Rule(NamedTuple):
    """One condition of the ruleset."""

    number: str
    severity: str
    root: str
    context: str
    test: str
    arguments: Mapping[str, Any]
    loop: str | None


RULES: Final = tuple(Rule(*case) for case in CASES)
# With these tests, a rule cannot be broken where none of its paths matches anything.
_OF_SOMETHING: Final = ("no_spaces", "regex_matches", "date_order", "range", "strict_sum", "no_more_than_one")
_FIRST_STEP: Final = re.compile(r"[a-z][a-z-]*(?=[/\[@]|$)")


def _needed(rule: Rule) -> frozenset[str]:
    """Return elements without which the rule cannot be broken; empty if it must always be tested."""
    if rule.context != ".":
        paths = [rule.context.removeprefix(".//")]
    elif rule.test in _OF_SOMETHING:
        arguments = rule.arguments
        paths = [*arguments.get("paths", ()), *([arguments["less"]] if "less" in arguments else [])]
    elif rule.loop:
        paths = [rule.loop]
    else:
        return frozenset()
    steps = [_FIRST_STEP.match(path) for path in paths]
    return frozenset(step[0] for step in steps if step) if all(steps) else frozenset()


_RULES_AND_NEEDS: Final = tuple((rule, _needed(rule)) for rule in RULES)


@cache
def _old_rules() -> tuple[tuple[Rule, frozenset[str]], ...]:
    """Return the rules in the forms of versions 1.0x."""
    return tuple(
        (rule._replace(arguments=in_old_forms(rule.arguments), loop=in_old_forms(rule.loop)), needed)
        for rule, needed in _RULES_AND_NEEDS
    )


class Ruleset:
    """The rules on a day (`today`, ISO), with the prefixes that identifiers of organisations may have."""

    def __init__(self, today: str, agencies: Sequence[str]) -> None:
        self._today = today
        self._agencies = tuple(f"{agency}-" for agency in agencies)

    def violations(self, element: Element) -> Iterator[Violation]:
        """Yield the rules that an `iati-activity` or `iati-organisation` breaks, each once per context."""
        tags = {child.tag for child in element}
        for rule, needed in _old_rules() if is_old(element) else _RULES_AND_NEEDS:
            # Most activities have few of the elements, and a test of a set is much quicker than a path.
            if rule.root != element.tag or (needed and needed.isdisjoint(tags)):
                continue
            for context in elements_at(element, rule.context):
                for value in self._values(context, rule):
                    if (node := self._broken(context, rule, value)) is not None:
                        line = line_of(element_of(node, context))
                        yield Violation(rule.number, rule.severity, line, _wrong_text(node, rule))

    def _values(self, context: Element, rule: Rule) -> Sequence[str | None]:
        """Return the values that a rule is applied to one after the other; most have none."""
        if rule.loop is None:
            return (None,)
        return tuple(dict.fromkeys(texts_at(context, (rule.loop,), None)))

    def _broken(self, context: Element, rule: Rule, value: str | None) -> _Node | None:
        """Return the element or attribute at which the rule is broken, if it is."""
        arguments = rule.arguments
        condition = arguments.get("condition")
        if condition is not None and not holds(context, condition, value):
            return None
        return _TESTS[rule.test](self, context, arguments, value)

    def unique(self, context: Element, arguments: Mapping[str, Any], value: str | None) -> Element | None:
        """Test that no two values are the same."""
        texts = texts_at(context, arguments["paths"], value)
        return context if len(set(texts)) < len(texts) else None

    def startswith(self, context: Element, arguments: Mapping[str, Any], value: str | None) -> _Node | None:
        """Test that texts begin with one of the prefixes."""
        if arguments["prefix"] == (_AGENCIES,):
            prefixes = self._agencies
        else:
            separator = arguments.get("separator", "")
            prefixes = tuple(f"{text}{separator}" for text in texts_at(context, arguments["prefix"], value))
        if not prefixes:
            return None
        return _first(context, arguments, value, lambda text: not text.startswith(prefixes))

    def atleast_one(
        self, context: Element, arguments: Mapping[str, Any], value: str | None
    ) -> Element | None:
        """Test that one of the paths finds something."""
        return None if any(matches(context, path, value) for path in arguments["paths"]) else context

    def no_more_than_one(
        self, context: Element, arguments: Mapping[str, Any], value: str | None
    ) -> Element | None:
        """Test that the paths find at most one thing."""
        nodes = [node for path in arguments["paths"] for node in matches(context, path, value)]
        return element_of(nodes[1], context) if len(nodes) > 1 else None

    def one_or_all(self, context: Element, arguments: Mapping[str, Any], value: str | None) -> Element | None:
        """Test that the element states a value for all of its parts, or that each part does."""
        if matches(context, arguments["one"], value):
            return None
        path, has = _PARTS[arguments["all"]]
        parts = elements_at(context, path)
        # Sectors are wanted of all transactions once one of them has any; to have none breaks another rule.
        if arguments["all"] == "sector" and not any(map(has, parts)):
            return None
        return next((part for part in parts if not has(part)), None)

    def date_now(self, context: Element, arguments: Mapping[str, Any], value: str | None) -> Element | None:
        """Test that a time is not in the future."""
        texts = texts_at(context, (arguments["date"],), value)
        return context if any(day_of(text) and text[:10] > self._today for text in texts) else None

    def date_order(self, context: Element, arguments: Mapping[str, Any], value: str | None) -> _Node | None:
        """Test that days are not after another day."""
        more = arguments["more"]
        later = [self._today] if more == _NOW else days_at(context, more, value)
        for node in matches(context, arguments["less"], value):
            day = day_of(str(node))
            if day and later and day > later[0]:
                return node
        return None

    def between_dates(
        self, context: Element, arguments: Mapping[str, Any], value: str | None
    ) -> _Node | None:
        """Test that days are within a period."""
        start = days_at(context, arguments["start"], value)
        end = days_at(context, arguments["end"], value)
        for node in matches(context, arguments["date"], value):
            day = day_of(str(node))
            if day and ((start and day < start[0]) or (end and day > end[0])):
                return node
        return None

    def time_limit(self, context: Element, arguments: Mapping[str, Any], value: str | None) -> Element | None:
        """Test that a period is not longer than a year."""
        start = days_at(context, arguments["start"], value)
        end = days_at(context, arguments["end"], value)
        if not start or not end:
            return None
        length = date.fromisoformat(end[0]) - date.fromisoformat(start[0])
        return context if length.days > _A_YEAR else None

    def range(self, context: Element, arguments: Mapping[str, Any], value: str | None) -> _Node | None:
        """Test that numbers are within bounds."""
        least, most = Decimal(arguments["min"]), Decimal(arguments["max"])
        for path in arguments["paths"]:
            for node in matches(context, path, value):
                number = number_of(str(node))
                if number is not None and not least <= number <= most:
                    return node
        return None

    def strict_sum(self, context: Element, arguments: Mapping[str, Any], value: str | None) -> Element | None:
        """Test that numbers add up to a sum, to four decimals."""
        nodes = [node for path in arguments["paths"] for node in matches(context, path, value)]
        numbers = [number for node in nodes if (number := number_of(str(node))) is not None]
        total = round(sum(numbers, Decimal()), 4)
        return element_of(nodes[0], context) if nodes and total != arguments["sum"] else None

    def if_then(self, context: Element, arguments: Mapping[str, Any], value: str | None) -> _Node | None:
        """Test that a consequence holds where its condition does."""
        if not holds(context, arguments["if"], value) or holds(context, arguments["then"], value):
            return None
        paths = arguments.get("paths", ())
        nodes = (node for path in paths for node in matches(context, path, value))
        return next(nodes, context)

    def regex_matches(
        self, context: Element, arguments: Mapping[str, Any], value: str | None
    ) -> _Node | None:
        """Test that texts are of a form."""
        return _first(context, arguments, value, lambda text: not re.search(arguments["regex"], text))

    def no_spaces(self, context: Element, arguments: Mapping[str, Any], value: str | None) -> _Node | None:
        """Test that texts have no blanks around them."""
        return _first(context, arguments, value, lambda text: text != text.strip())


def _first(
    context: Element, arguments: Mapping[str, Any], value: str | None, is_wrong: Callable[[str], bool]
) -> _Node | None:
    """Return the first node of the paths whose text is wrong."""
    nodes = (node for path in arguments["paths"] for node in matches(context, path, value))
    return next((node for node in nodes if is_wrong(text_of(node))), None)


def _wrong_text(node: _Node, rule: Rule) -> str | None:
    """Return the text for which a node breaks a rule: an attribute or, of a rule on texts, an element's."""
    if rule.test == "no_spaces":
        return None
    is_on_texts = rule.test in ("regex_matches", "startswith")
    return text_of(node) if is_on_texts or isinstance(node, str) else None


_Test = Callable[[Ruleset, Element, Mapping[str, Any], str | None], _Node | None]
_TESTS: Final[Mapping[str, _Test]] = {
    name: getattr(Ruleset, name) for name in sorted({rule.test for rule in RULES})
}


def _has_sector(transaction: Element) -> bool:
    return transaction.find("sector") is not None


# The parts that must state a value where the element does not.
_PARTS: Final[Mapping[str, tuple[str, Callable[[Element], bool]]]] = {
    "lang": (".//narrative", lambda part: bool(part.get(_LANG))),
    "currency": (".//value", lambda part: bool(part.get("currency"))),
    "sector": ("transaction", _has_sector),
}
