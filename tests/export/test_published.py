"""Activities cut out of a file are the bytes that were published."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from conftest import ACTIVITIES
from unodc_cli.errors import DataError
from unodc_cli.export.published import Piece, Scan

FILE = """<?xml version="1.0" encoding="{}"?>
<!-- é --><iati-activities version="2.03">
 <iati-activity
  a='/>'><iati-identifier> É-1
 </iati-identifier></iati-activity><iati-activity/> <?p x?>
 <iati-activity><iati-identifier><!-- no -->B</iati-identifier><x><iati-activity/></x></iati-activity>
</iati-activities>
"""


def pieces(content: bytes, step: int) -> tuple[bytes, list[Piece]]:
    scan = Scan("a.xml")
    found = list(scan.activities(content[at : at + step] for at in range(0, len(content), step)))
    return scan.head, found


@pytest.mark.parametrize("encoding", ["utf-8", "utf-16", "latin-1"])
@given(step=st.integers(1, 200))
def test_activities_are_the_bytes_of_the_file_however_it_is_read(encoding: str, step: int) -> None:
    content = FILE.format(encoding).encode(encoding)
    head, found = pieces(content, step)
    assert [(piece.id, piece.line, piece.id_line) for piece in found] == [
        ("É-1", 3, 4),
        ("", 5, None),
        ("B", 6, 6),
    ]
    assert content.startswith(head)
    assert head.decode(encoding).endswith('version="2.03">')
    for piece in found:
        assert piece.content in content
    texts = [piece.content.decode(encoding.replace("utf-16", "utf-16-le")) for piece in found]
    assert texts[1] == "<iati-activity/>"
    assert all(text.startswith("<iati-activity") and text.endswith(">") for text in texts)


def test_the_pieces_are_all_of_the_activities_in_their_order() -> None:
    content = ACTIVITIES.read_bytes()
    _, found = pieces(content, 100)
    at = [content.index(piece.content) for piece in found]
    assert at == sorted(at)
    assert len(found) == content.count(b"<iati-activity ") + content.count(b"<iati-activity>")


@pytest.mark.parametrize(
    ("content", "message"),
    [
        ("<iati-activities><iati-activity>", "a.xml:1: is not well-formed: no element found"),
        ("<!DOCTYPE a><iati-activities/>", "a.xml:1: has a document type, which is not read"),
    ],
)
def test_a_file_that_cannot_be_scanned_says_where(content: str, message: str) -> None:
    with pytest.raises(DataError) as caught:
        pieces(content.encode(), 10)
    assert str(caught.value) == message
