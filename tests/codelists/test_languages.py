"""Languages by the codes of ISO 639 that texts name."""

import pytest

import make_languages
from unodc_cli.codelists import iati, languages


@pytest.mark.parametrize(
    ("tag", "code"),
    [
        ("en", "en"),
        ("EN", "en"),
        (" en", "en"),
        ("en-GB", "en"),
        ("pt_BR", "pt"),
        ("eng", "en"),
        ("spa-419", "es"),
        ("fre", "fr"),
        ("fra", "fr"),
        ("ger", "de"),
        ("est", "et"),
        ("swe", "sv"),
        ("swa", "sw"),
        ("fil", "fil"),
        ("iw", "he"),
        ("tgl", "tl"),
        ("English", ""),
        ("x", ""),
        ("12", ""),
        ("日本", ""),
        ("", ""),
    ],
)
def test_a_language_is_known_by_its_shortest_code(tag: str, code: str) -> None:
    assert languages.language(tag) == code


def test_the_codes_are_those_that_the_script_makes() -> None:
    assert make_languages.codes() == languages._SHORTEST


def test_each_language_of_two_letters_has_a_code_of_three() -> None:
    shorter = set(languages._SHORTEST.values())
    assert {code for code in iati.codelist("Language").entries if len(code) == 2} - shorter == set()
