import json

import pytest

from unodc_cli.model.exact import sum_of_money, to_json
from unodc_cli.text import inert, without_controls

PLAIN = [
    "",
    "a plain text",
    "Côte d’Ivoire – 漢字 العربية",
    "[red]x[/red] :warning: `a` <b> =1+1",
    "👩\u200d👧",
]
# Everything of C0 and C1 that is no blank, DEL, and what changes the direction of text.
ACTING = [
    *(chr(code) for code in range(0x20) if chr(code) not in "\t\n\v\f\r"),
    *(chr(code) for code in range(0x7F, 0xA0) if code != 0x85),
    *"\u061c\u200e\u200f\u202a\u202b\u202c\u202d\u202e\u2066\u2067\u2068\u2069",
]
LINE_ENDS = ["\n", "\r\n", "\r", "\v", "\f", "\x85", "\u2028", "\u2029"]


@pytest.mark.parametrize("text", PLAIN)
def test_a_text_with_nothing_to_fear_stays_as_it_is(text: str) -> None:
    assert inert(text) == text
    assert without_controls(text) == text


@pytest.mark.parametrize("letter", ACTING, ids=ascii)
def test_what_can_act_on_a_terminal_is_replaced(letter: str) -> None:
    assert inert(f"a{letter}b") == "a\ufffdb"
    assert without_controls(f"a{letter}b") == "a\ufffdb"


def test_an_escape_sequence_loses_only_what_makes_it_one() -> None:
    assert inert("\x1b[31mred\x1b[0m \x9b2J") == "\ufffd[31mred\ufffd[0m \ufffd2J"


@pytest.mark.parametrize("end", [*LINE_ENDS, "\t", "\n\n", "\r\n\t\r\n"], ids=ascii)
def test_a_text_becomes_one_line_with_single_blanks_for_its_line_ends_and_tabs(end: str) -> None:
    assert inert(f"a{end}b") == "a b"


def test_blanks_that_were_written_are_kept() -> None:
    assert inert("a  b ") == "a  b "


@pytest.mark.parametrize("end", ["\n", "\r\n"], ids=ascii)
def test_the_lines_of_a_text_can_be_kept(end: str) -> None:
    assert without_controls(f"a{end}{end}b\tc{end}") == "a\n\nb c\n"


@pytest.mark.parametrize("end", [end for end in LINE_ENDS if "\n" not in end], ids=ascii)
def test_a_line_end_that_only_some_programs_see_is_a_blank(end: str) -> None:
    assert without_controls(f"a{end}b") == "a b"


@pytest.mark.parametrize("letter", [*ACTING, "\x85", "\u2028", "\u2029"], ids=ascii)
def test_json_escapes_what_can_act_on_a_terminal_and_loses_nothing(letter: str) -> None:
    text = to_json({letter: [f"a{letter}b"]})
    assert letter not in text
    assert json.loads(text) == {letter: [f"a{letter}b"]}


def test_json_keeps_letters_as_they_are_on_one_line() -> None:
    assert to_json({"a": ["é 漢", 1, None], "b": "x\ny"}) == '{"a": ["é 漢", 1, null], "b": "x\\ny"}'


@pytest.mark.parametrize(
    ("value", "shown"),
    [
        (86_953_899.5, "86,953,899.50"),
        (0.1 + 0.2, "0.30"),
        (-20, "-20"),
        (1500.0, "1,500"),
        (10**9, "1,000,000,000"),
    ],
)
def test_a_sum_has_two_decimals_or_none(value: float, shown: str) -> None:
    assert sum_of_money(value) == shown
