"""The sentence that is shown of what was found."""

from unodc_cli.query.reports.excerpts import CLOSE, OPEN, excerpt


def shown(text: str) -> tuple[str, tuple[str, ...]]:
    found = excerpt(text.replace("<", OPEN).replace(">", CLOSE))
    return str(found), found.words


def test_the_sentence_with_most_of_the_words() -> None:
    text = "A first <route>. Then the <cocaine> <Route> of a second! And <cocaine> again."
    assert shown(text) == ("Then the cocaine Route of a second!", ("cocaine", "Route"))


def test_lines_are_sentences() -> None:
    assert shown("one thing\nanother <thing>\nno more") == ("another thing", ("thing",))


def test_a_long_sentence_is_cut_between_words_around_what_was_found() -> None:
    text, words = shown("before " * 40 + "<here>" + " after" * 60)
    assert text.startswith("… before before")
    assert text.endswith("after after …")
    assert words == ("here",)
    assert 100 < len(text) < 200


def test_a_sentence_without_blanks_is_shown_with_what_was_found() -> None:
    text, _ = shown("x" * 400 + " <here>")
    assert text.endswith("here")


def test_a_phrase_is_its_words() -> None:
    assert shown("the <cocaine route> by sea")[1] == ("cocaine", "route")


def test_a_mark_over_the_end_of_a_line_is_not_cut() -> None:
    assert shown("one <thing\nanother> " + "more " * 60)[1] == ("thing",)
    assert shown("more " * 60 + "<thing. Another> one")[1] == ("thing.", "Another")
