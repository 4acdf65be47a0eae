"""Activities come out of a stream one by one, and nothing of it stays."""

import io
from collections.abc import Iterator
from typing import Any

import pytest

from unodc_cli.errors import DataError
from unodc_cli.readers.iati.stream import activities

ONE = "<iati-activity><title>t</title></iati-activity>"
MANY = "<x>t</x>y<!--c-->" * 100_000


def found(text: str) -> Iterator[Any]:
    return activities(io.BufferedReader(io.BytesIO(text.encode())), "data.xml")


@pytest.mark.parametrize(
    "text",
    [
        f"<a>{MANY}{ONE}</a>",
        f"<a>{ONE}{MANY}{ONE}</a>",
        f"<a><b><c>{MANY}</c>{ONE}</b>{MANY}<b>{ONE}</b></a>",
        f"<a>{f'<b>{ONE}</b>' * 20_000}</a>",
    ],
    ids=["before", "between", "within", "wrapped"],
)
def test_what_stands_around_activities_is_forgotten(text: str) -> None:
    here = 0
    for activity in found(text):
        here += 1
        assert [child.tag for child in activity] == ["title"]
        # No more than what is read at once.
        assert sum(1 for _ in activity.getroottree().iter()) < 10_000
    assert here == text.count(ONE)


@pytest.mark.parametrize("inside", ["", ONE, "<x/>"])
def test_a_document_type_is_refused_whatever_else_there_is(inside: str) -> None:
    with pytest.raises(DataError, match=r"document type \(DTD\)"):
        list(found(f"<!DOCTYPE a [<!ENTITY e 'e'>]><a>{inside}</a>"))


@pytest.mark.parametrize(
    ("text", "reason"),
    [
        (f"<iati-activities xmlns='urn:x'>{ONE}</iati-activities>", "in the namespace 'urn:x' are not read"),
        (f"<a xmlns:x='urn:x'>{ONE.replace('<', '<x:').replace('<x:/', '</x:')}</a>", "namespace 'urn:x'"),
        ("<iati-organisations/>", "there is no organisation in it"),
        ("<html><p/></html>", "its first element is 'html', not 'iati-activities'"),
        ("<iati-activities/>", "there is no IATI activity in it$"),
    ],
)
def test_a_file_without_activities_says_what_it_has(text: str, reason: str) -> None:
    with pytest.raises(DataError, match=reason):
        list(found(text))


def test_activities_beside_those_in_a_namespace_are_read() -> None:
    taken = found(f"<a>{ONE}<iati-activity xmlns='urn:x'/>{ONE}</a>")
    assert [next(taken).tag for _ in range(2)] == ["iati-activity"] * 2
    with pytest.raises(DataError, match="namespace 'urn:x'"):
        next(taken)


def test_a_file_that_never_begins_is_refused() -> None:
    with pytest.raises(DataError, match="no element has begun"):
        list(found(f"<?xml version='1.0'?>{' ' * 2_000_000}<a>{ONE}</a>"))


def test_what_stands_before_a_mistake_is_read() -> None:
    taken = found(f"<a>{ONE}{ONE}<a></b>{ONE}</a>")
    assert [next(taken).tag for _ in range(2)] == ["iati-activity"] * 2
    with pytest.raises(DataError, match="not well-formed XML: Opening and ending tag mismatch"):
        next(taken)
